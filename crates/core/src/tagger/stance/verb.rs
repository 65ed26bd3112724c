//! Which word behind a name is its verb.

use super::classes::Classes;
use super::flank::{Flank, NearWord};

/// Words that make a verb of the one behind them, or are one.
const AUXILIARY: Classes = Classes::BE
    .or(Classes::HAVE)
    .or(Classes::DO)
    .or(Classes::MODAL);

/// Returns whether the words behind a name begin with a verb, of which the name is the subject.
pub(super) fn begins_with_verb(right: &Flank<'_>) -> bool {
    let at = past_adverbs(right, 0);
    right
        .get(at)
        .is_some_and(|word| word.gap.joins() && is_verb(&word, right))
}

/// Returns whether a word behind a name is its verb.
pub(super) fn is_verb(word: &NearWord<'_>, right: &Flank<'_>) -> bool {
    if word.is(AUXILIARY) || !word.is(Classes::FINITE) {
        return word.is(AUXILIARY);
    }
    // Claims, moves, attacks: a noun or a verb, as what follows tells.
    if !word.is(Classes::NOUN) {
        return true;
    }
    match right.get(1) {
        Some(next) => {
            next.is(Classes::FUNCTION.or(Classes::ADVERB)) || next.has_capital && !word.has_capital
        }
        // During the Tripoli protests.
        None => !word.is(Classes::EVENT),
    }
}

/// Returns where the verb begins: behind adverbs, behind what stands between two commas, or behind
/// a further subject.
pub(super) fn place(right: &Flank<'_>) -> Option<usize> {
    let first = right.get(0)?;
    if first.is(Classes::CONJUNCTION) {
        return behind_another(right);
    }
    let mut at = 0;
    if first.gap.parts() {
        at = 1 + right.words().skip(1).position(|word| word.gap.parts())?;
    }
    // Which has long denied it.
    if right.classes(at).is(Classes::RELATIVE) {
        at += 1;
    }
    at = past_adverbs(right, at);
    right.get(at).map(|_| at)
}

/// Returns where the verb begins behind *and* and a further subject: *Iran and its allies said*.
fn behind_another(right: &Flank<'_>) -> Option<usize> {
    let is_alone = |word: &NearWord<'_>| {
        word.is(AUXILIARY) || word.is(Classes::FINITE) && !word.is(Classes::NOUN)
    };
    // A verb right behind *and* has another subject: France came and went.
    let phrase = right.words().skip(1).take_while(|word| word.gap.joins());
    phrase
        .skip(1)
        .position(|word| is_alone(&word))
        .map(|at| at + 2)
}

/// Returns the first place from `at` on where no adverb is.
pub(super) fn past_adverbs(right: &Flank<'_>, mut at: usize) -> usize {
    while right.get(at).is_some_and(|word| is_adverb(&word)) {
        at += 1;
    }
    at
}

fn is_adverb(word: &NearWord<'_>) -> bool {
    word.is(Classes::ADVERB) || word.classes == Classes::NONE && word.text.ends_with("ly")
}
