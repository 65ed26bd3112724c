//! Points of the compass in names, as they are abbreviated: *S. Sudan* for *South Sudan*, *N. Irish
//! police* for *Northern Irish police*.
//!
//! An abbreviated name is one more pattern for the same name of the same actor: a gazetteer lists
//! each name once, and a mention shows what is written there. By rule 1 `S. Sudan` and `S Sudan`
//! are one form, and `S.Sudan` is another.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::gazetteer::{Case, Gazetteer};

/// How a name, phrase or cue is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct AsWritten<'t> {
    pub(super) text: &'t str,
    /// How its capitals count.
    pub(super) case: Case,
    /// Points of the compass are abbreviated in it.
    pub(super) abbreviated: bool,
}

impl<'t> AsWritten<'t> {
    /// Returns a text that stands in a gazetteer.
    pub(super) fn new(text: &'t str, case: Case) -> Self {
        Self {
            text,
            case,
            abbreviated: false,
        }
    }

    /// Returns the abbreviated form of a text. Without capitals an initial is any letter: they
    /// always count.
    pub(super) fn abbreviated(text: &'t str, case: Case) -> Self {
        let case = match case {
            Case::Any => Case::Written,
            case => case,
        };
        Self {
            text,
            case,
            abbreviated: true,
        }
    }
}

/// What is abbreviated to its first letter.
const POINTS: [&str; 4] = ["North", "South", "East", "West"];

/// A point of the compass in a name.
#[derive(Debug, Clone, Copy)]
struct Point {
    /// Its first byte.
    start: usize,
    /// One past the last without *-ern*.
    plain_end: usize,
    /// One past its last.
    end: usize,
}

/// How the points of a name are abbreviated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Abbreviation {
    /// *S Sudan*, *S W Africa*.
    Spaced,
    /// *S.Sudan*, *S.W.Africa*.
    Closed,
    /// *SW Africa*.
    Joined,
}

/// The names with points of the compass in which none has *-ern*.
#[derive(Debug)]
pub(super) struct PlainNames<'g>(FxHashSet<&'g str>);

impl<'g> PlainNames<'g> {
    /// Returns those of all actors.
    pub(super) fn of(gazetteer: &'g Gazetteer) -> Self {
        let actors = gazetteer.actors().par_iter();
        let names = actors.flat_map_iter(|actor| &actor.names);
        let texts = names.map(|name| name.text.as_str());
        let is_plain = |text: &&str| {
            let points = points(text);
            !points.is_empty() && points.iter().all(|point| point.plain_end == point.end)
        };
        Self(texts.filter(is_plain).collect())
    }

    /// Returns a name with its points of the compass abbreviated, in each of the forms that differ
    /// when folded: two or three, none longer than the name.
    pub(super) fn abbreviated(&self, name: &str) -> Vec<String> {
        let points = points(name);
        if points.is_empty() || self.has_plain_twin(name, &points) {
            return Vec::new();
        }
        let joins = points.windows(2).any(|two| is_next(two[0], two[1]));
        let forms = [
            Abbreviation::Spaced,
            Abbreviation::Closed,
            Abbreviation::Joined,
        ];
        let forms = forms.iter().take(2 + usize::from(joins));
        forms.map(|&form| abbreviate(name, &points, form)).collect()
    }

    /// Returns whether somebody has a name that differs in nothing but *-ern*: *S. Africa* is short
    /// for *South Africa*, and so it is not for *Southern Africa*.
    fn has_plain_twin(&self, name: &str, points: &[Point]) -> bool {
        let ends = points.iter().map(|point| (point.plain_end, point.end));
        let twin = without(name, ends);
        twin != name && self.0.contains(twin.as_str())
    }
}

/// Returns the points of the compass in a name: words before another word with a capital. A name
/// has none where two meet between which there is no third (*North-South Institute*).
fn points(name: &str) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    // Hardly a name has one: a look at its bytes tells for most.
    let initials = name.bytes().enumerate();
    let initials = initials.filter(|(_, byte)| matches!(byte, b'N' | b'S' | b'E' | b'W'));
    for (start, _) in initials {
        let Some(point) = point_at(name, start) else {
            continue;
        };
        if let Some(&last) = points.last()
            && is_next(last, point)
            && !is_between(&name[last.start..], &name[point.start..])
        {
            return Vec::new();
        }
        points.push(point);
    }
    points
}

/// Returns the point of the compass that begins at byte `start` of a name.
fn point_at(name: &str, start: usize) -> Option<Point> {
    let (before, rest) = name.split_at_checked(start)?;
    if !before.chars().next_back().is_none_or(is_around) {
        return None;
    }
    let plain = POINTS.iter().find(|&&word| rest.starts_with(word))?;
    let behind = &rest[plain.len()..];
    let ending = match behind.strip_prefix("ern") {
        Some(_) => "ern".len(),
        None => 0,
    };
    let next = behind[ending..].strip_prefix([' ', '-'])?;
    let plain_end = start + plain.len();
    next.starts_with(char::is_uppercase).then_some(Point {
        start,
        plain_end,
        end: plain_end + ending,
    })
}

/// Returns whether a word may begin behind a character of a name.
fn is_around(c: char) -> bool {
    matches!(c, ' ' | '-' | '–' | '/' | '(' | '"' | '“' | '‘')
}

/// Returns whether the second point follows the first, with one sign between them.
fn is_next(first: Point, second: Point) -> bool {
    second.start == first.end + 1
}

/// Returns whether there is a point of the compass between two, by their first letters.
fn is_between(first: &str, second: &str) -> bool {
    first.starts_with(['N', 'S']) && second.starts_with(['E', 'W'])
}

fn abbreviate(name: &str, points: &[Point], form: Abbreviation) -> String {
    let mut short = String::with_capacity(name.len());
    let mut done = 0;
    for (number, point) in points.iter().enumerate() {
        // Up to the first letter, which stays; what is between the word and the next goes.
        short.push_str(&name[done..=point.start]);
        let next = points.get(number + 1);
        let meets_next = next.is_some_and(|&next| is_next(*point, next));
        short.push_str(match form {
            Abbreviation::Closed => ".",
            Abbreviation::Joined if meets_next => "",
            Abbreviation::Spaced | Abbreviation::Joined => " ",
        });
        done = point.end + 1;
    }
    short.push_str(&name[done..]);
    short
}

/// Returns a text without some parts, which are given in order.
fn without(text: &str, parts: impl Iterator<Item = (usize, usize)>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut done = 0;
    for (start, end) in parts {
        kept.push_str(&text[done..start]);
        done = end;
    }
    kept + &text[done..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn abbreviated(plain: &[&str], name: &str) -> Vec<String> {
        PlainNames(plain.iter().copied().collect()).abbreviated(name)
    }

    #[test]
    fn forms_of_names() {
        for (name, want) in [
            ("South Sudan", &["S Sudan", "S.Sudan"][..]),
            ("Northern Ireland", &["N Ireland", "N.Ireland"]),
            ("Western Sahara", &["W Sahara", "W.Sahara"]),
            (
                "East Timorese army",
                &["E Timorese army", "E.Timorese army"],
            ),
            (
                "Bank of South Sudan",
                &["Bank of S Sudan", "Bank of S.Sudan"],
            ),
            (
                "South Korea and North Korea",
                &["S Korea and N Korea", "S.Korea and N.Korea"],
            ),
            (
                "Police (South Sudan)",
                &["Police (S Sudan)", "Police (S.Sudan)"],
            ),
            ("South Östland", &["S Östland", "S.Östland"]),
            (
                "South-West Africa",
                &["S W Africa", "S.W.Africa", "SW Africa"],
            ),
            (
                "North Western Front",
                &["N W Front", "N.W.Front", "NW Front"],
            ),
        ] {
            assert_eq!(abbreviated(&[], name), want, "{name}");
        }
        for name in [
            "Sudan",
            "south Sudan",
            "South of Sudan",
            "South",
            "The South",
            "Southland Army",
            "Southernmost Army",
            "DeSouth Sudan",
            "Mo'South Sudan",
            "North-South Institute",
            "East West Center",
            "SOUTH SUDAN",
            "South  Sudan",
            "Northeast Army",
            "Ñorth Sudan",
            "",
        ] {
            assert!(abbreviated(&[], name).is_empty(), "{name}");
        }
    }

    #[test]
    fn a_name_without_ern_comes_first() {
        let plain = &["South Africa", "Bank of West Ghana"];
        assert!(abbreviated(plain, "Southern Africa").is_empty());
        assert!(abbreviated(plain, "Bank of Western Ghana").is_empty());
        assert_eq!(abbreviated(plain, "South Africa")[0], "S Africa");
        assert_eq!(abbreviated(plain, "Southern Ghana")[0], "S Ghana");
        assert_eq!(abbreviated(plain, "Southern Africans")[0], "S Africans");
    }

    #[test]
    fn abbreviations_are_no_longer_than_names() {
        for name in ["South A", "South-West A", "West B East C North D South E"] {
            let forms = abbreviated(&[], name);
            assert!(!forms.is_empty() && forms.len() <= 3, "{name}");
            assert!(forms.iter().all(|form| form.len() < name.len()), "{name}");
        }
    }
}
