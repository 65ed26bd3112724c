//! Dates as documents write them.

use jiff::civil::Date;

/// The calendar day a text names, as written: a time and its zone are read over, not applied.
///
/// Understands `2017-06-15`, with a time as in ISO 8601 and RFC 3339 or without, `20170615`,
/// `2017/06/15`, `15 June 2017`, `June 15, 2017` and `Thu, 15 Jun 2017 10:00:00 +0000`. Of
/// `15/06/2017` and the like it takes only what has one reading: `05/06/2017` is `None`, for it is
/// May in one country and June in another.
///
/// ```
/// use actag_batch::corpus::parse_date;
/// use jiff::civil::date;
///
/// assert_eq!(parse_date("Thu, 15 Jun 2017 10:00:00 +0000"), Some(date(2017, 6, 15)));
/// assert_eq!(parse_date("June 2017"), None);
/// ```
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 64 {
        return None;
    }
    year_first(text)
        .or_else(|| compact(text))
        .or_else(|| day_or_month_first(text))
        .or_else(|| in_words(text))
}

/// The date at the beginning of a file's name: `2017-06-15-communique.txt`.
pub(super) fn leading_date(name: &str) -> Option<Date> {
    let (date, rest) = name.split_at_checked(10)?;
    if rest.starts_with(|next: char| next.is_ascii_digit()) || !date.bytes().any(|b| b == b'-') {
        return None;
    }
    numbers(date, '-').and_then(|[year, month, day]| day_of(year, month, day))
}

/// `2017-06-15`, `2017/06/15` or `2017.6.15`, then nothing or a time.
fn year_first(text: &str) -> Option<Date> {
    let (date, rest) = split_time(text);
    let separator = date.chars().find(|c| !c.is_ascii_digit())?;
    if date.find(separator)? != 4 || !matches!(separator, '-' | '/' | '.') || !is_time(rest) {
        return None;
    }
    let [year, month, day] = numbers(date, separator)?;
    day_of(year, month, day)
}

/// `20170615`, with a time run on (`20170615100000`), after a `T`, or without.
fn compact(text: &str) -> Option<Date> {
    let (date, rest) = split_time(text);
    if !matches!(date.len(), 8 | 14) || !date.bytes().all(|b| b.is_ascii_digit()) || !is_time(rest)
    {
        return None;
    }
    let (date, clock) = date.split_at_checked(8)?;
    let valid = |part: Option<&str>, limit: u8| {
        part.and_then(|p| p.parse::<u8>().ok())
            .is_some_and(|n| n <= limit)
    };
    let clock_fits = clock.is_empty()
        || (valid(clock.get(..2), 23) && valid(clock.get(2..4), 59) && valid(clock.get(4..), 60));
    if !clock_fits {
        return None;
    }
    day_of(date.get(..4)?, date.get(4..6)?, date.get(6..)?)
}

/// `15/06/2017` or `06/15/2017`, only where it has one reading.
fn day_or_month_first(text: &str) -> Option<Date> {
    let (date, rest) = split_time(text);
    let separator = date.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') || !is_time(rest) {
        return None;
    }
    let [one, two, year] = numbers(date, separator)?;
    let day_first = day_of(year, two, one);
    let month_first = day_of(year, one, two);
    match (day_first, month_first) {
        (Some(a), Some(b)) if a != b => None,
        (a, b) => a.or(b),
    }
}

/// Words in any order that hold one day, one month's name and one year: `15 June 2017`, `June 15th,
/// 2017`, `15-Jun-2017`, `Thu Jun 15 10:00:00 +0000 2017`.
fn in_words(text: &str) -> Option<Date> {
    let (mut year, mut month, mut day) = (None, None, None);
    let words = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .flat_map(|word| {
            // `15-Jun-2017` is three words, `-0400` one.
            let dashed = word.contains('-') && word.contains(|c: char| c.is_ascii_alphabetic());
            word.split(move |c| dashed && c == '-')
        })
        .filter(|word| !word.is_empty());
    for word in words {
        let once = if let Some(number) = month_of(word) {
            month.replace(number).is_none()
        } else if let Some(number) = day_number(word) {
            day.replace(number).is_none()
        } else if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            year.replace(word.parse().ok()?).is_none()
        } else {
            is_weekday(word) || is_clock(word) || is_zone(word) || word.eq_ignore_ascii_case("of")
        };
        if !once {
            return None;
        }
    }
    Date::new(year?, month?, day?).ok()
}

/// The date part and what follows its `T` or first space.
fn split_time(text: &str) -> (&str, &str) {
    match text.find(|c: char| matches!(c, 'T' | 't') || c.is_whitespace()) {
        Some(at) => {
            let (date, rest) = text.split_at(at);
            let mut rest = rest.chars();
            rest.next();
            // An empty time after the separator is no time: `2017-06-15T`.
            let rest = rest.as_str().trim_start();
            (date, if rest.is_empty() { "?" } else { rest })
        }
        None => (text, ""),
    }
}

/// Nothing, or what begins like a time of day and holds only what times and zones are written with.
fn is_time(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let Some(first) = words.next() else {
        return true;
    };
    // A zone's name may follow in brackets: `10:00+02:00[Europe/Berlin]`.
    let first = first.split('[').next().unwrap_or_default();
    first.starts_with(|c: char| c.is_ascii_digit())
        && first
            .bytes()
            .all(|b| b.is_ascii_digit() || b":.,+-Zz".contains(&b))
        && words.all(is_zone)
}

fn is_clock(word: &str) -> bool {
    word.contains(':')
        && word
            .trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .bytes()
            .all(|b| b.is_ascii_digit() || b":.".contains(&b))
}

/// `+0000`, `-04:00`, `(UTC)`, `GMT`, `EDT`, `PM`, `p.m.`
fn is_zone(word: &str) -> bool {
    let name = word.trim_matches(|c| matches!(c, '(' | ')'));
    if let Some(offset) = name.strip_prefix(['+', '-']) {
        return !offset.is_empty() && offset.bytes().all(|b| b.is_ascii_digit() || b == b':');
    }
    ["z", "utc", "gmt", "ut", "am", "pm", "a.m.", "p.m.", "at"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
        || (matches!(name.len(), 3 | 4)
            && name.bytes().all(|b| b.is_ascii_uppercase())
            && name.ends_with('T'))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// A month's name, whole or cut to three letters (`Sept` too).
fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    (1..).zip(MONTHS).find_map(|(number, name)| {
        (is_short_for(&word, name) || (word == "sept" && number == 9)).then_some(number)
    })
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    WEEKDAYS.iter().any(|name| is_short_for(&word, name))
        || ["tues", "wednes", "thur", "thurs"].contains(&word.as_str())
}

fn is_short_for(word: &str, name: &str) -> bool {
    word == name || (word.len() == 3 && name.starts_with(word))
}

/// `15`, `5`, `15th`, `15.`
fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let ending = word.get(digits.len()..)?.to_ascii_lowercase();
    let known = ["", ".", "st", "nd", "rd", "th"].contains(&ending.as_str());
    (known && matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

fn numbers(date: &str, separator: char) -> Option<[&str; 3]> {
    let mut parts = date.split(separator);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (parts.next().is_none() && three.iter().all(digits)).then_some(three)
}

fn day_of(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn one_day_in_many_writings() {
        for text in [
            "2017-06-15",
            " 2017-06-15 ",
            "2017-6-15",
            "2017-06-15T10:00:00Z",
            "2017-06-15t10:00:00.123+02:00",
            "2017-06-15T23:59:59-11:00",
            "2017-06-15T10:00:00+02:00[Europe/Berlin]",
            "2017-06-15 10:00",
            "2017-06-15 10:00:00 UTC",
            "2017-06-15 10:00:00 +0000",
            "2017-06-15T10",
            "20170615",
            "20170615T100000Z",
            "20170615100000",
            "2017/06/15",
            "2017/06/15 10:00",
            "2017.06.15",
            "15 June 2017",
            "15 Jun 2017",
            "15 jun. 2017",
            "15th June 2017",
            "15th of June, 2017",
            "15. June 2017",
            "15 JUNE 2017 10:00 GMT",
            "June 15, 2017",
            "June 15th, 2017",
            "Jun 15 2017",
            "June 15, 2017 10:00 AM EDT",
            "June 15, 2017 at 10:00am",
            "Thursday, June 15, 2017",
            "Thu, 15 Jun 2017 10:00:00 +0000",
            "Thu, 15 Jun 2017 10:00:00 GMT",
            "Thu, 15 Jun 2017 10:00:00 -0400 (EDT)",
            "Thu Jun 15 10:00:00 +0000 2017",
            "15-Jun-2017",
            "15-jun-2017 10:00",
            "15/06/2017",
            "15.6.2017",
            "15-06-2017 10:00",
            "06/15/2017",
        ] {
            assert_eq!(parse_date(text), Some(date(2017, 6, 15)), "{text}");
        }
        assert_eq!(parse_date("6/6/2017"), Some(date(2017, 6, 6)));
        assert_eq!(parse_date("1 Sept. 1939"), Some(date(1939, 9, 1)));
        assert_eq!(parse_date("29 February 2016"), Some(date(2016, 2, 29)));
        assert_eq!(parse_date("3 May 2017"), Some(date(2017, 5, 3)));
    }

    #[test]
    fn what_is_no_day_is_not_guessed() {
        for text in [
            "",
            " ",
            "2017",
            "2017-06",
            "June 2017",
            "15 June",
            "05/06/2017",
            "5.6.2017",
            "15/06/17",
            "2017-13-01",
            "2017-02-30",
            "29 February 2017",
            "0000-00-00",
            "20171301",
            "20170615999999",
            "1497520800",
            "1497520800000",
            "2017-06-15foo",
            "2017-06-15 foo",
            "2017-06-15T",
            "2017-06-15/2017-06-20",
            "15 June 16 June 2017",
            "June 15 or 2017",
            "15-06/2017",
            "yesterday",
            "n.d.",
            "١٥/٠٦/٢٠١٧",
            "2017年6月15日",
            "+2017-06-15",
            "2017--06-15",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_file_name_may_begin_with_its_date() {
        let day = Some(date(2017, 6, 15));
        for (name, expected) in [
            ("2017-06-15.txt", day),
            ("2017-06-15-communique.txt", day),
            ("2017-06-15_a.txt.gz", day),
            ("2017-06-15a.txt", day),
            ("2017-06-155.txt", None),
            ("2017-13-15.txt", None),
            ("20170615.txt", None),
            ("a-2017-06-15.txt", None),
            ("2017-06-1é.txt", None),
            ("a.txt", None),
        ] {
            assert_eq!(leading_date(name), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = parse_date(&text);
            let _ = leading_date(&text);
        }

        #[test]
        fn no_near_date_panics(text in "[0-9A-Za-zéT :/.,+-]{0,30}") {
            let _ = parse_date(&text);
            let _ = leading_date(&text);
        }

        #[test]
        fn every_day_is_read_back(year in 1000i16..9999, month in 1i8..=12, day in 1i8..=28) {
            let written = date(year, month, day);
            prop_assert_eq!(parse_date(&written.to_string()), Some(written));
            prop_assert_eq!(parse_date(&written.strftime("%d %B %Y").to_string()), Some(written));
            let mail = written.strftime("%a, %d %b %Y 23:59:59 -1100").to_string();
            prop_assert_eq!(parse_date(&mail), Some(written));
        }
    }
}
