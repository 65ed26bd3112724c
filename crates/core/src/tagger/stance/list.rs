//! Names in a list: *Washington, London and Paris* share the words around them.

use std::ops::Range;

use super::classes::Classes;
use super::flank::{Flank, Gap, NearWord, REACH, word_after, word_before};
use super::verb::begins_with_verb;
use super::{Around, Neighbour};

/// Names of a list that are looked over to each side, and words of each.
const MOST_NAMES: usize = 5;
const LONGEST_NAME: usize = 4;

/// What joins two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Comma,
    And,
}

/// Returns the list that a name is in, from its first name to its last, or the name alone.
///
/// The words nearest to it are given, since they have been read.
pub(super) fn extent<'t>(around: &Around<'t>, left: &Flank<'t>, right: &Flank<'t>) -> Range<usize> {
    let (mut start, mut end) = (around.start, around.end);
    let mut names = 1;
    let mut has_and = false;
    let mut nearest = left.get(0);
    while names <= MOST_NAMES
        && let Some((joint, at)) = nearest.and_then(|word| name_before(around, word))
    {
        has_and |= joint == Joint::And;
        names += 1;
        start = at;
        nearest = word_before(around.text, start);
    }
    // Behind *Iran’s* no list goes on.
    let mut nearest = right.get(0).filter(|_| right.from() == end);
    let most = names + MOST_NAMES;
    while names <= most
        && let Some((joint, at)) = nearest.and_then(|word| name_after(around, word))
    {
        has_and |= joint == Joint::And;
        names += 1;
        end = at;
        nearest = word_after(around.text, end);
    }
    // Two names with a comma between are a city and its country, or two clauses; and two clauses
    // are joined in: the war in Gaza, and Egypt said.
    let is_clause = || {
        let joint = left.get(0).filter(|word| word.is(Classes::CONJUNCTION));
        let comma = joint.and_then(|word| word_before(around.text, word.start));
        names == 2
            && start < around.start
            && comma.is_some_and(|word| word.gap == Gap::Comma)
            && begins_with_verb(right)
    };
    if (has_and && !is_clause()) || names > 3 {
        start..end
    } else {
        around.start..around.end
    }
}

/// Returns where the name begins that a joint joins to what is behind it; `word` is the last word
/// before that.
fn name_before<'t>(around: &Around<'t>, mut word: NearWord<'t>) -> Option<(Joint, usize)> {
    // “, and the southern”: between two names.
    for _ in 0..2 {
        if word.gap == Gap::Space && word.is(LOOSE) {
            word = word_before(around.text, word.start)?;
        }
    }
    let joint = match word.gap {
        Gap::Slash => Joint::And,
        Gap::Comma => Joint::Comma,
        Gap::Space if word.is(Classes::CONJUNCTION) => {
            word = word_before(around.text, word.start)?;
            Some(Joint::And).filter(|_| matches!(word.gap, Gap::Space | Gap::Comma))?
        }
        _ => return None,
    };
    if let Some(known) = around
        .previous
        .filter(|one: &Neighbour| one.end == word.end)
    {
        return Some((joint, known.start));
    }
    if !word.is_of_name() {
        return None;
    }
    let mut start = word.start;
    for _ in 1..LONGEST_NAME {
        match word_before(around.text, start) {
            Some(next) if next.is_of_name() && next.gap == Gap::Space => start = next.start,
            _ => break,
        }
    }
    Some((joint, start))
}

/// Returns where the name ends that a joint joins to what is before it; `word` is the first word
/// behind that.
fn name_after<'t>(around: &Around<'t>, mut word: NearWord<'t>) -> Option<(Joint, usize)> {
    let joint = match word.gap {
        Gap::Space | Gap::Comma if word.is(Classes::CONJUNCTION) => {
            word = word_after(around.text, word.end)?;
            Some(Joint::And).filter(|_| word.gap == Gap::Space)?
        }
        Gap::Slash => Joint::And,
        Gap::Comma => Joint::Comma,
        _ => return None,
    };
    for _ in 0..2 {
        if word.is(LOOSE) {
            word = word_after(around.text, word.end)?;
        }
    }
    if let Some(known) = around
        .next
        .filter(|one: &Neighbour| one.start == word.start)
    {
        return Some((joint, known.end));
    }
    if !word.is_of_name() {
        return None;
    }
    let mut end = bare_end(&word);
    for _ in 1..LONGEST_NAME {
        match word_after(around.text, end) {
            Some(next) if next.is_of_name() && next.gap == Gap::Space => end = bare_end(&next),
            _ => break,
        }
    }
    Some((joint, end))
}

/// Returns whether a town is a part of a name: Yaoundé 1, (Algiers), Interim Juba Administration.
pub(super) fn is_in_name(around: &Around<'_>) -> bool {
    let (before, behind) = (&around.text[..around.start], &around.text[around.end..]);
    if before.ends_with('(') && behind.starts_with(')') {
        return true;
    }
    let Some(next) = word_after(around.text, around.end).filter(|word| word.gap == Gap::Space)
    else {
        return false;
    };
    if is_number(next.text) {
        return true;
    }
    let is_name = |word: NearWord<'_>| word.is_of_name() && !word.is_in_capitals();
    is_name(next)
        && word_before(around.text, around.start).is_some_and(|word| {
            // The first word of a sentence has a capital anyway.
            is_name(word)
                && word.gap == Gap::Space
                && word_before(around.text, word.start).is_some()
        })
}

/// Returns whether a word is a number of one or two digits or a Roman one, as quarters have: a year
/// may follow a name by chance.
fn is_number(word: &str) -> bool {
    let of_only = |signs: &str| word.chars().all(|c| signs.contains(c));
    word.len() <= 4 && of_only("IVX") && word != "I" || word.len() <= 2 && of_only("0123456789")
}

const LOOSE: Classes = Classes::DETERMINER.or(Classes::ADJECTIVE);

/// Returns where a word ends, without its possessive ending.
fn bare_end(word: &NearWord<'_>) -> usize {
    let bare = word
        .text
        .strip_suffix("'s")
        .or_else(|| word.text.strip_suffix("’s"));
    word.start + bare.unwrap_or(word.text).len()
}

/// Returns whether a name that begins after a comma follows the name of a place: *born in Larnaca,
/// Cyprus*. A verb makes two clauses of it where the sentence begins with it: *In Larnaca, Cyprus
/// said*.
pub(super) fn follows_name_of_place(left: &Flank<'_>, begins_with_verb: bool) -> bool {
    // Adjectives may precede: in Montluçon, central France.
    let is_loose = |word: &NearWord<'_>| word.gap == Gap::Space && word.is(LOOSE);
    let from = left.words().take_while(is_loose).count();
    if left.get(from).is_none_or(|word| word.gap != Gap::Comma) {
        return false;
    }
    let of_name = left.words().skip(from).take_while(NearWord::is_of_name);
    let at = from + of_name.take(LONGEST_NAME).count();
    let of_place = Classes::INSIDE
        .or(Classes::FROM)
        .or(Classes::OF)
        .or(Classes::TO);
    let is_led = left
        .get(at)
        .is_some_and(|word| word.gap == Gap::Space && word.is(of_place));
    at > from && is_led && !(begins_with_verb && is_introduction(left))
}

/// Returns whether what stands before the comma introduces a sentence: *After talks in Larnaca,
/// Cyprus said*; but *A hospital in Larnaca, Cyprus, said*.
fn is_introduction(left: &Flank<'_>) -> bool {
    let opening = Classes::PREPOSITION
        .or(Classes::CLAUSE)
        .or(Classes::GERUND)
        .or(Classes::ADVERB);
    let first = left.words().last();
    let is_opening = |word: NearWord<'_>| word.is(opening) || word.text == "According";
    left.get(REACH - 1).is_none() && first.is_some_and(is_opening)
}
