//! Long names with their acronyms: *Popular Mobilization Forces (PMF)*, *PMF (Popular Mobilization
//! Forces)*.

use std::ops::Range;

use super::words::Words;
use crate::text::fold;
use crate::text::words::{ends_with_possessive, words_before};

/// Letters of an acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=10;

/// Bytes between brackets beyond which they hold no name.
const LONGEST: usize = 120;

/// A long name and its acronym, as spans of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AcronymPair {
    pub(super) long: Range<usize>,
    pub(super) acronym: Range<usize>,
}

/// Calls `found` with every pair of a text in which the initials of the long name spell the
/// acronym. Small words count or do not: *DoD* and *UAE* are both right.
pub(super) fn for_each_pair(text: &str, words: &Words, mut found: impl FnMut(AcronymPair)) {
    let mut from = 0;
    while let Some(open) = text[from..].find('(').map(|at| from + at) {
        from = open + 1;
        let limit = text.len().min(from + LONGEST);
        let Some(length) = text.as_bytes()[from..limit]
            .iter()
            .position(|&byte| byte == b')')
        else {
            continue;
        };
        let inside = from..from + length;
        let pair = long_before(text, open, inside.clone(), words)
            .or_else(|| acronym_before(text, open, inside, words));
        if let Some(pair) = pair {
            found(pair);
        }
    }
}

/// *Long Name (ACRONYM)*.
fn long_before(
    text: &str,
    open: usize,
    inside: Range<usize>,
    words: &Words,
) -> Option<AcronymPair> {
    let acronym = acronym_in(text, inside)?;
    if !text[..open].ends_with([' ', '\n', '\u{A0}']) {
        return None;
    }
    let letters = letters(&text[acronym.clone()]);
    let before: Vec<&str> = words_before(text, open)
        // Room for a small word before each letter.
        .take(2 * letters.len() + 2)
        .collect();
    let count = spelt_by(&before, &letters, words)?;
    let (first, last) = (before.get(count - 1)?, before.first()?);
    let long = place_in(text, first).start..place_in(text, last).end;
    (reads_as_name(&text[long.clone()]) && !ends_with_possessive(text, long.end))
        .then_some(AcronymPair { long, acronym })
}

/// *ACRONYM (Long Name)*.
fn acronym_before(
    text: &str,
    open: usize,
    inside: Range<usize>,
    words: &Words,
) -> Option<AcronymPair> {
    let word = words_before(text, open).next()?;
    let acronym = acronym_in(text, place_in(text, word))?;
    let letters = letters(&text[acronym.clone()]);
    let within: Vec<&str> = words_before(&text[..inside.end], inside.end)
        .take_while(|word| place_in(text, word).start >= inside.start)
        .collect();
    let all = spelt_by(&within, &letters, words)? == within.len();
    let first = place_in(text, within.last()?).start;
    let long = first..inside.end;
    let whole = all && first == inside.start && !ends_with_possessive(text, long.end);
    (whole && reads_as_name(&text[long.clone()])).then_some(AcronymPair { long, acronym })
}

/// Returns the acronym that a span holds and nothing else; a plural's s is no part of it.
fn acronym_in(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let word = &text[span.clone()];
    let plural = word.len() > 2 && word.ends_with('s');
    let word = if plural {
        &word[..word.len() - 1]
    } else {
        word
    };
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let fits = LETTERS.contains(&letters)
        && capitals >= 2
        && capitals * 2 > letters
        && word.starts_with(char::is_alphabetic)
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    fits.then(|| span.start..span.start + word.len())
}

fn letters(acronym: &str) -> Vec<char> {
    fold(acronym)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Returns how many of the words, nearest first, have the letters as their initials; small words
/// may be skipped.
fn spelt_by(words_back: &[&str], letters: &[char], words: &Words) -> Option<usize> {
    let initials: Vec<(Option<char>, bool)> = words_back
        .iter()
        .map(|word| {
            let folded = fold(word);
            let word = words.get(&folded);
            let small = word.is_link() || word.is_body_link() || folded == "the";
            (folded.chars().next(), small)
        })
        .collect();
    spell(&initials, letters)
}

/// Reads words against the letters' order. A bit of `spelt` stands for a number of letters spelt by
/// the words so far.
fn spell(initials: &[(Option<char>, bool)], letters: &[char]) -> Option<usize> {
    // All ways are followed at once: whether a small word counts, only the words before it show.
    let mut spelt: u32 = 1;
    for (count, &(initial, small)) in (1..).zip(initials) {
        let mut next = if small { spelt } else { 0 };
        for (letter, wanted) in letters.iter().rev().enumerate() {
            if spelt & 1 << letter != 0 && initial == Some(*wanted) {
                next |= 1 << (letter + 1);
            }
        }
        if next & 1 << letters.len() != 0 {
            return Some(count);
        }
        spelt = next;
    }
    None
}

/// Returns whether the words are capitalised as a name's are: the first, and of the longer ones
/// all.
fn reads_as_name(long: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let mut words = long.split([' ', '\n', '-']).filter(|word| !word.is_empty());
    capital(long) && long.contains(' ') && words.all(|word| capital(word) || word.len() < 4)
}

/// Returns where `part`, a part of `text`, is in it.
fn place_in(text: &str, part: &str) -> Range<usize> {
    // By address: a search could find the same word at an earlier place.
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_long_names_and_acronyms() {
        for (text, want) in [
            (
                "the Popular Mobilization Forces (PMF) left",
                "Popular Mobilization Forces|PMF",
            ),
            (
                "the PMF (Popular Mobilization Forces) left",
                "Popular Mobilization Forces|PMF",
            ),
            (
                "the Department of Defense (DoD) said",
                "Department of Defense|DoD",
            ),
            (
                "the Department of Defense (DD) said",
                "Department of Defense|DD",
            ),
            (
                "the new Union of Sea Workers (USW)",
                "Union of Sea Workers|USW",
            ),
            ("Regional Trade Fairs (RTFs)", "Regional Trade Fairs|RTF"),
            ("the Front (FUNAI) said", ""),
            ("nongovernmental organizations (NGOs)", ""),
            ("Open Sea Union (2018)", ""),
            ("He said so. Sea Union (OSU)", ""),
            ("an Inter-Sea Union (ISU)", "Inter-Sea Union|ISU"),
            ("(", ""),
            ("PMF (PMF)", ""),
        ] {
            let mut found = Vec::new();
            for_each_pair(text, &Words::new(), |pair| {
                found.push(format!("{}|{}", &text[pair.long], &text[pair.acronym]));
            });
            assert_eq!(found.join(" "), want, "{text}");
        }
    }
}
