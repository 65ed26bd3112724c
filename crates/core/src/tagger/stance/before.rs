//! What stands before a name: a preposition, a verb, a noun.

use super::classes::Classes;
use super::flank::{Flank, Gap, NearWord};
use super::verb::begins_with_verb;
use super::{Hint, Scene, Stance, preposition};

/// What a name can be in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Footing {
    /// It can be the subject of the verb that follows.
    Subject,
    /// It begins a clause: that Iran …
    Clause,
    /// A word before it governs it.
    Governed,
}

const LOOSE: Classes = Classes::DETERMINER.or(Classes::ADJECTIVE);

/// Returns whether a sentence begins with *In*, *Throughout* and the name.
pub(super) fn opens_with_place(left: &Flank<'_>) -> bool {
    governor(left).is_some_and(|(at, word)| {
        word.is(Classes::INSIDE) && word.has_capital && left.get(at + 1).is_none()
    })
}

/// Adds what the words before a name say of it.
pub(super) fn add(stance: &mut Stance, scene: &Scene<'_>) -> Footing {
    let left = &scene.left;
    if left
        .get(0)
        .is_some_and(|word| word.gap == Gap::Space && word.is(Classes::REGIONAL))
    {
        stance.add(Hint::PartOf);
        return Footing::Governed;
    }
    let Some((at, word)) = governor(left) else {
        return Footing::Subject;
    };
    let hint = if word.is(Classes::PREPOSITION) {
        // In Yemen, Iran and Oman agree: the sentence begins with the place, and the clause here.
        if !scene.is_first && left.get(at + 1).is_none() && begins_with_verb(&scene.right) {
            return Footing::Clause;
        }
        preposition::hint(scene, at, &word)
    } else if word.is(Classes::CLAUSE.or(Classes::RELATIVE)) {
        // Such as, as well as: an example, and no clause, unless its kind acts.
        let is_as = |word: NearWord<'_>| ["such", "well"].contains(&word.text);
        let is_example = left.get(at + 1).is_some_and(is_as);
        return if is_example && !begins_with_verb(&scene.right) {
            Footing::Governed
        } else {
            Footing::Clause
        };
    } else if word.is(Classes::ADVERB) && left.classes(at + 1).is(Classes::BE) {
        // In what is now Poland.
        Some(Hint::Located)
    } else if at == 0 && is_name_before(&word) {
        // Transparency International Hungary: a name within a name.
        Some(Hint::MaybeNoun)
    } else {
        return verb_or_noun(stance, &word, scene.is_own());
    };
    if let Some(hint) = hint {
        stance.add(hint);
    }
    Footing::Governed
}

/// Returns whether a word that stands right before a name belongs to the name of something else.
fn is_name_before(word: &NearWord<'_>) -> bool {
    let is_verb = word.is(Classes::FINITE.or(Classes::BASE));
    word.gap == Gap::Space && word.is_of_name() && !is_verb
}

/// Returns whether a name stands behind *pro-* or *anti-*.
pub(super) fn is_for_or_against(left: &Flank<'_>) -> bool {
    left.get(0).is_some_and(|word| {
        word.gap == Gap::Hyphen
            && ["pro", "anti"]
                .iter()
                .any(|half| word.text.eq_ignore_ascii_case(half))
    })
}

/// Returns the word that governs a name, past articles and adjectives, and its place.
fn governor<'t>(left: &Flank<'t>) -> Option<(usize, NearWord<'t>)> {
    for at in 0.. {
        let word = left.get(at).filter(|word| word.gap.joins())?;
        let is_loose = word.is(LOOSE) && !word.is(Classes::RELATIVE);
        if !is_loose && !is_odd_adjective(left, at, &word) {
            return Some((at, word));
        }
    }
    None
}

/// Returns whether a word is an adjective that is in no list: in *war-weary* Spain.
fn is_odd_adjective(left: &Flank<'_>, at: usize, word: &NearWord<'_>) -> bool {
    word.classes == Classes::NONE
        && !word.has_capital
        && left.get(at + 1).is_some_and(|next| {
            next.gap == Gap::Space && next.is(Classes::PREPOSITION.or(Classes::DETERMINER))
        })
}

/// Adds what a verb says of its object, or a noun of the name beside it.
fn verb_or_noun(stance: &mut Stance, word: &NearWord<'_>, is_own: bool) -> Footing {
    let classes = word.classes;
    let is_name = word.has_capital && !word.is_in_capitals();
    let looks_like_verb = word.text.ends_with("ed") || word.text.ends_with("ing");
    let (hint, footing) = if is_name || classes.is(Classes::CONJUNCTION) {
        (None, Footing::Subject)
    } else if classes.is(Classes::ADDRESSING) {
        (Some(Hint::Object), Footing::Governed)
    } else if classes.is(Classes::LOCATING) && !(is_own && classes.is(Classes::OPPOSING)) {
        (Some(Hint::Located), Footing::Governed)
    } else if classes.is(Classes::OPPOSING) && is_own {
        (Some(Hint::Opponent), Footing::Governed)
    } else if classes.is(Classes::SITE) {
        (Some(Hint::Apposition), Footing::Subject)
    } else if classes.is(Classes::SPEECH.or(Classes::OPPOSING)) || !is_own {
        // He said Iran would: of another clause.
        (None, Footing::Subject)
    } else if classes.is(Classes::ACTION) || classes == Classes::NONE && looks_like_verb {
        (Some(Hint::MaybeObject), Footing::Subject)
    } else {
        (None, Footing::Subject)
    };
    if let Some(hint) = hint {
        stance.add(hint);
    }
    footing
}
