//! The noun that a name belongs to: the *ambitions* of *Tehran’s nuclear ambitions*.

use super::classes::Classes;
use super::flank::{Flank, Gap, NearWord};

/// Words of a noun phrase that are read.
const LONGEST_PHRASE: usize = 5;

/// What is known of the phrase that a name begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// There is no phrase.
    Missing,
    /// Its noun is in no list.
    Unknown,
    /// What its noun can be.
    Known(Classes),
}

/// Reads the phrase that goes on at word `from`.
///
/// The last noun counts: in *Iran’s oil exports*, exports. A name behind it is of no weight:
/// *Iran’s foreign minister Javad Zarif*.
pub(super) fn of_phrase(right: &Flank<'_>, from: usize) -> Head {
    let mut head = Head::Missing;
    // The provincial government is one of a province.
    let mut local = Classes::NONE;
    let mut before = NearWord::default();
    for at in from..from + LONGEST_PHRASE {
        let Some(word) = right.get(at) else {
            break;
        };
        if joins_capitals(&before, &word) && right.get(at + 1).is_some_and(|word| goes_on(&word)) {
            continue;
        }
        let is_first = head == Head::Missing;
        let joins = word.gap <= Gap::Hyphen || is_first && word.gap.joins();
        if !joins || word.is(Classes::FUNCTION) || ends_phrase(head, &before, &word) {
            break;
        }
        if word.is(Classes::LOCAL) {
            local = Classes::LOCAL;
        }
        head = match head {
            _ if word.has_capital && word.is(Classes::AGENCY) => {
                Head::Known(Classes::BODY.or(Classes::AGENCY))
            }
            _ if word.is(Classes::NOUN) => Head::Known(word.classes.or(local)),
            // A name behind a noun: President Xi. What troops do not become by an odd word.
            Head::Known(known) if word.has_capital || known.is(Classes::BODY) => head,
            _ => Head::Unknown,
        };
        if word.is_possessive {
            break;
        }
        before = word;
    }
    match head {
        // Jerusalem municipal and other policies.
        Head::Unknown if local != Classes::NONE => Head::Known(local),
        _ => head,
    }
}

/// Returns whether a phrase with a noun ends before a word: before its verb, or an adverb, or small
/// letters behind a name.
fn ends_phrase(head: Head, before: &NearWord<'_>, word: &NearWord<'_>) -> bool {
    matches!(head, Head::Known(_))
        && !word.is(Classes::NOUN)
        && (word.is(Classes::FINITE.or(Classes::ADVERB))
            || word.classes == Classes::NONE && word.text.ends_with("ly")
            || before.has_capital && !word.has_capital)
}

/// Returns whether a word may be the *and* of a name: Food and Drug Administration.
fn joins_capitals(before: &NearWord<'_>, word: &NearWord<'_>) -> bool {
    word.is(Classes::CONJUNCTION) && word.gap == Gap::Space && before.is_of_name()
}

fn goes_on(word: &NearWord<'_>) -> bool {
    word.is_of_name() && word.gap == Gap::Space
}
