//! The keys of an actor in public schemes. Some hold for a time only, and a scheme may have
//! several.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashSet;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::origin::Origin;

/// A key in a public scheme, perhaps for a time.
///
/// Two are equal if they say the same, wherever they are written.
#[derive(Debug, Clone)]
pub struct Code {
    /// The scheme, such as `wikidata`.
    pub scheme: Arc<str>,
    /// The key, such as `Q794`.
    pub value: Box<str>,
    /// The first day on which it holds; without it, since ever.
    pub from: Option<Date>,
    /// The day after the last; without it, to this day.
    pub until: Option<Date>,
    /// Where it is written.
    pub origin: Origin,
}

impl Code {
    /// Returns a code made in code, that always holds.
    pub fn new(scheme: impl Into<Arc<str>>, value: impl Into<Box<str>>) -> Self {
        Self {
            scheme: scheme.into(),
            value: value.into(),
            from: None,
            until: None,
            origin: Origin::NOWHERE,
        }
    }

    /// Returns whether it holds on a day: from its first day up to, and without, `until`.
    pub fn holds_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date < until)
    }

    /// Returns whether there is a day on which both hold.
    pub fn overlaps(&self, other: &Code) -> bool {
        let ends_before = |one: &Code, other: &Code| {
            one.until
                .is_some_and(|until| other.from.is_some_and(|from| until <= from))
        };
        !ends_before(self, other) && !ends_before(other, self)
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        (&self.scheme, &self.value, self.from, self.until)
            == (&other.scheme, &other.value, other.from, other.until)
    }
}

impl Eq for Code {}

/// The keys of an actor, by scheme; those of one scheme in the order in which they were added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes {
    list: Vec<Code>,
}

impl Codes {
    /// Adds a code, unless it is there.
    pub fn add(&mut self, code: Code) {
        self.extend([code]);
    }

    /// Adds the codes of schemes of which there are none.
    pub fn fill(&mut self, others: impl IntoIterator<Item = Code>) {
        let known = self.list.iter().map(|one| Arc::clone(&one.scheme));
        let known: FxHashSet<Arc<str>> = known.collect();
        self.extend(
            others
                .into_iter()
                .filter(|code| !known.contains(&code.scheme)),
        );
    }

    /// Puts codes in the place of those of the same schemes.
    pub fn replace(&mut self, others: Codes) {
        self.list.retain(|one| others.of(&one.scheme).is_empty());
        self.extend(others);
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns the codes, by scheme.
    pub fn iter(&self) -> std::slice::Iter<'_, Code> {
        self.list.iter()
    }

    /// Returns the codes of one scheme.
    pub fn of(&self, scheme: &str) -> &[Code] {
        let start = self.list.partition_point(|one| *one.scheme < *scheme);
        let rest = &self.list[start..];
        &rest[..rest.partition_point(|one| *one.scheme == *scheme)]
    }

    /// Returns the newest code of a scheme, the first of several.
    pub fn newest(&self, scheme: &str) -> Option<&str> {
        let newest = held(self.of(scheme), None).next();
        newest.map(|code| &*code.value)
    }

    /// Returns the codes that hold on a day, by scheme; several of one scheme are joined by `|`.
    /// Without a day they are the newest: those that hold to this day, or else ended last.
    pub fn on(&self, date: Option<Date>) -> BTreeMap<&str, Cow<'_, str>> {
        let mut by_scheme: BTreeMap<&str, Cow<'_, str>> = BTreeMap::new();
        for codes in self.list.chunk_by(|one, next| one.scheme == next.scheme) {
            for code in held(codes, date) {
                let joined = by_scheme.entry(&code.scheme);
                joined
                    .and_modify(|joined| {
                        let joined = joined.to_mut();
                        joined.push('|');
                        joined.push_str(&code.value);
                    })
                    .or_insert(Cow::Borrowed(&code.value));
            }
        }
        by_scheme
    }
}

/// Returns the codes of a scheme that hold on a day, or the newest of them.
fn held(of_scheme: &[Code], date: Option<Date>) -> impl Iterator<Item = &Code> {
    let newest = match of_scheme.iter().any(|code| code.until.is_none()) {
        true => None,
        false => of_scheme.iter().filter_map(|code| code.until).max(),
    };
    of_scheme.iter().filter(move |code| match date {
        Some(date) => code.holds_on(date),
        None => code.until == newest,
    })
}

impl<'a> IntoIterator for &'a Codes {
    type Item = &'a Code;
    type IntoIter = std::slice::Iter<'a, Code>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Codes {
    type Item = Code;
    type IntoIter = std::vec::IntoIter<Code>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

/// Pairs of scheme and value, that always hold.
impl<const N: usize> From<[(&str, &str); N]> for Codes {
    fn from(pairs: [(&str, &str); N]) -> Self {
        pairs
            .into_iter()
            .map(|(scheme, value)| Code::new(scheme, value))
            .collect()
    }
}

impl FromIterator<Code> for Codes {
    fn from_iter<T: IntoIterator<Item = Code>>(codes: T) -> Self {
        let mut all = Self::default();
        all.extend(codes);
        all
    }
}

impl Extend<Code> for Codes {
    fn extend<T: IntoIterator<Item = Code>>(&mut self, codes: T) {
        let before = self.list.len();
        self.list.extend(codes);
        if self.list.len() == before {
            return;
        }
        // The sort is stable: those of one scheme stay in the order in which they were added.
        self.list
            .sort_by(|one, other| one.scheme.cmp(&other.scheme));
        // A hostile table may give one actor a million codes: they are not compared in pairs.
        let mut seen = FxHashSet::default();
        let is_new = self
            .list
            .iter()
            .map(|code| seen.insert((&*code.scheme, &*code.value, code.from, code.until)));
        let is_new: Vec<bool> = is_new.collect();
        let mut is_new = is_new.into_iter();
        self.list.retain(|_| is_new.next().unwrap_or(true));
    }
}

/// As gazetteers have them: scheme to value, or to a list of values and of mappings with dates.
impl Serialize for Codes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for codes in self.list.chunk_by(|one, next| one.scheme == next.scheme) {
            match codes {
                [code] if code.from.is_none() && code.until.is_none() => {
                    map.serialize_entry(&*code.scheme, &*code.value)?;
                }
                _ => map.serialize_entry(&*codes[0].scheme, &OfScheme(codes))?,
            }
        }
        map.end()
    }
}

/// The codes of one scheme, as a list.
struct OfScheme<'a>(&'a [Code]);

impl Serialize for OfScheme<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for code in self.0 {
            match (code.from, code.until) {
                (None, None) => list.serialize_element(&*code.value)?,
                _ => list.serialize_element(&Dated(code))?,
            }
        }
        list.end()
    }
}

/// A code that holds for a time, as a mapping.
struct Dated<'a>(&'a Code);

impl Serialize for Dated<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", &*self.0.value)?;
        for (key, day) in [("from", self.0.from), ("until", self.0.until)] {
            if let Some(day) = day {
                map.serialize_entry(key, &day.to_string())?;
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(scheme: &str, value: &str, from: &str, until: &str) -> Code {
        let day = |day: &str| (!day.is_empty()).then(|| day.parse().unwrap());
        Code {
            from: day(from),
            until: day(until),
            ..Code::new(scheme, value)
        }
    }

    fn on(codes: &Codes, date: &str) -> String {
        let held = codes.on((!date.is_empty()).then(|| date.parse().unwrap()));
        let pairs: Vec<String> = held
            .iter()
            .map(|(of, value)| format!("{of}={value}"))
            .collect();
        pairs.join(" ")
    }

    #[test]
    fn a_code_holds_from_its_first_day_to_the_day_before_until() {
        let germany: Codes = [
            code("iso3", "DEU", "", ""),
            code("cow", "255", "", "1945-05-09"),
            code("cow", "260", "1955-05-05", "1990-10-03"),
            code("cow", "255", "1990-10-03", ""),
        ]
        .into_iter()
        .collect();
        for (date, wanted) in [
            ("1945-05-08", "cow=255 iso3=DEU"),
            ("1945-05-09", "iso3=DEU"),
            ("1955-05-05", "cow=260 iso3=DEU"),
            ("1990-10-02", "cow=260 iso3=DEU"),
            ("1990-10-03", "cow=255 iso3=DEU"),
            ("", "cow=255 iso3=DEU"),
        ] {
            assert_eq!(on(&germany, date), wanted, "{date}");
        }
        assert_eq!(germany.newest("cow"), Some("255"));
        assert_eq!(germany.newest("gw"), None);
    }

    #[test]
    fn without_a_date_what_ended_last_is_the_newest() {
        let yugoslavia: Codes = [
            code("gw", "345", "1992-04-27", "2006-06-05"),
            code("gw", "344", "1918-12-01", "1992-04-27"),
            code("ticker", "B", "", ""),
            code("ticker", "A", "", ""),
            code("ticker", "B", "", ""),
        ]
        .into_iter()
        .collect();
        assert_eq!(on(&yugoslavia, ""), "gw=345 ticker=B|A");
        assert_eq!(on(&yugoslavia, "1950-01-01"), "gw=344 ticker=B|A");
        assert_eq!(on(&yugoslavia, "2020-01-01"), "ticker=B|A");
    }

    #[test]
    fn what_is_known_of_a_scheme_is_not_added_to() {
        let mut codes: Codes = [code("wikidata", "Q1", "", "")].into_iter().collect();
        let others = [
            code("wikidata", "Q2", "", ""),
            code("cow", "1", "", "1900-01-01"),
            code("cow", "2", "1900-01-01", ""),
        ];
        codes.fill(others);
        assert_eq!(on(&codes, ""), "cow=2 wikidata=Q1");
        assert_eq!(on(&codes, "1899-12-31"), "cow=1 wikidata=Q1");
    }

    #[test]
    fn codes_overlap_where_a_day_has_both() {
        for (one, other, wanted) in [
            (("", ""), ("2000-01-01", ""), true),
            (("", "2000-01-01"), ("2000-01-01", ""), false),
            (("", "2000-01-02"), ("2000-01-01", ""), true),
            (
                ("1990-01-01", "1995-01-01"),
                ("1991-01-01", "1992-01-01"),
                true,
            ),
            (("1996-01-01", ""), ("1991-01-01", "1992-01-01"), false),
        ] {
            let (one, other) = (
                code("a", "1", one.0, one.1),
                code("a", "1", other.0, other.1),
            );
            assert_eq!(
                (one.overlaps(&other), other.overlaps(&one)),
                (wanted, wanted)
            );
        }
    }
}
