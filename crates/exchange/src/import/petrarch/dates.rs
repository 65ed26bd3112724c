//! Codes that hold for a time: `<930601`, `>20010120`, `930601-970501`, the limits included.

use actag_core::gazetteer::Code;
use jiff::civil::Date;

/// A code that holds for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) code: String,
    /// The first day.
    from: Option<Date>,
    /// The day after the last.
    until: Option<Date>,
}

impl Span {
    /// Reads the limits of a code.
    pub(super) fn read(code: &str, limits: &str) -> Result<Self, String> {
        let mut span = Self {
            code: code.to_owned(),
            from: None,
            until: None,
        };
        if let Some(last) = limits.strip_prefix('<') {
            span.until = Some(after(day(last)?)?);
        } else if let Some(first) = limits.strip_prefix('>') {
            span.from = Some(day(first)?);
        } else if let Some((first, last)) = limits.split_once('-') {
            let (first, last) = (day(first)?, day(last)?);
            if last < first {
                return Err(format!("ends before it begins, on {last}"));
            }
            span.from = Some(first);
            span.until = Some(after(last)?);
        } else {
            return Err("has no limits that are read: <YYMMDD, >YYMMDD, YYMMDD-YYMMDD".to_owned());
        }
        Ok(span)
    }

    fn holds(&self, day: Option<Date>) -> bool {
        // Before the first limit of all, spans without a beginning hold.
        let begun = match (self.from, day) {
            (Some(from), Some(day)) => from <= day,
            (Some(_), None) => false,
            (None, _) => true,
        };
        begun && day.is_none_or(|day| self.until.is_none_or(|until| day < until))
    }
}

fn after(day: Date) -> Result<Date, String> {
    day.tomorrow().map_err(|_| "is too late".to_owned())
}

/// Reads a day of six digits, of which the first two are years from 1931 to 2030, or of eight.
fn day(text: &str) -> Result<Date, String> {
    let text = text.trim().trim_start_matches('=').trim();
    let wrong = || format!("has a date that is none: `{text}`");
    let part = |from: usize, to: usize| -> Option<i16> {
        let part = text.get(from..to)?;
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| part.parse().ok())?
    };
    let (year, month, day) = match text.len() {
        6 => (
            part(0, 2).map(|year| if year <= 30 { year + 2000 } else { year + 1900 }),
            part(2, 4),
            part(4, 6),
        ),
        8 => (part(0, 4), part(4, 6), part(6, 8)),
        _ => return Err(wrong()),
    };
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return Err(wrong());
    };
    let narrow = |number: i16| i8::try_from(number).map_err(|_| wrong());
    Date::new(year, narrow(month)?, narrow(day)?).map_err(|_| wrong())
}

/// Returns the codes day by day: of those for a time the first that holds, else the one that always
/// does.
pub(super) fn held(always: Option<&str>, dated: &[Span]) -> Vec<Code> {
    let mut days: Vec<Date> = dated
        .iter()
        .flat_map(|span| [span.from, span.until])
        .flatten()
        .collect();
    days.sort_unstable();
    days.dedup();
    let begins: Vec<Option<Date>> = std::iter::once(None)
        .chain(days.into_iter().map(Some))
        .collect();
    let mut codes: Vec<Code> = Vec::new();
    for (at, &from) in begins.iter().enumerate() {
        let until = begins.get(at + 1).copied().flatten();
        let found = dated
            .iter()
            .find(|span| span.holds(from))
            .map(|span| span.code.as_str());
        let Some(code) = found.or(always) else {
            continue;
        };
        let code = code.trim_start_matches('~');
        match codes.last_mut() {
            Some(last) if *last.value == *code && last.until == from && at > 0 => {
                last.until = until
            }
            _ => codes.push(Code {
                from,
                until,
                ..Code::new("cameo", code)
            }),
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(always: Option<&str>, dated: &[(&str, &str)]) -> String {
        let spans: Vec<Span> = dated
            .iter()
            .map(|(code, limits)| Span::read(code, limits).unwrap())
            .collect();
        let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        let codes = held(always, &spans);
        let codes = codes
            .iter()
            .map(|code| format!("{} {}..{}", code.value, day(code.from), day(code.until)));
        codes.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn the_default_holds_where_nothing_else_does() {
        assert_eq!(shown(Some("RUS"), &[]), "RUS ..");
        assert_eq!(
            shown(Some("RUS"), &[("SUN", "<911225")]),
            "SUN ..1991-12-26, RUS 1991-12-26.."
        );
        assert_eq!(shown(None, &[("SUN", "<911225")]), "SUN ..1991-12-26");
        assert_eq!(shown(None, &[("USAGOV", ">010120")]), "USAGOV 2001-01-20..");
        assert_eq!(
            shown(
                Some("USAELI"),
                &[
                    ("USAGOV", "930120-20010119"),
                    ("USALEG", "20010120-20010120")
                ]
            ),
            "USAELI ..1993-01-20, USAGOV 1993-01-20..2001-01-20, USALEG 2001-01-20..2001-01-21, \
             USAELI 2001-01-21.."
        );
        // Where two hold, the first counts.
        assert_eq!(
            shown(
                None,
                &[("A", "20000101-20001231"), ("B", "20000601-20011231")]
            ),
            "A 2000-01-01..2001-01-01, B 2001-01-01..2002-01-01"
        );
        assert_eq!(shown(Some("A"), &[("A", "000101-001231")]), "A ..");
    }

    #[test]
    fn dates_that_are_none_are_told() {
        for (limits, wanted) in [
            ("930231-940101", "has a date that is none: `930231`"),
            ("940101-930101", "ends before it begins, on 1993-01-01"),
            ("<9301", "has a date that is none: `9301`"),
            (">1993", "has a date that is none: `1993`"),
            (
                "ca 1993",
                "has no limits that are read: <YYMMDD, >YYMMDD, YYMMDD-YYMMDD",
            ),
            (">99999999", "has a date that is none: `99999999`"),
            ("<99991231", "is too late"),
            ("<１２３", "has a date that is none: `１２３`"),
        ] {
            assert_eq!(Span::read("A", limits).unwrap_err(), wanted, "{limits}");
        }
        for (limits, wanted) in [
            ("<310101", "1931-01-02"),
            ("<301231", "2031-01-01"),
            ("< 17760704", "1776-07-05"),
        ] {
            let until = Span::read("A", limits).unwrap().until.unwrap();
            assert_eq!(until.to_string(), wanted, "{limits}");
        }
    }
}
