//! What the verb says of which a name is the subject.

use super::classes::Classes;
use super::flank::{Flank, Gap, NearWord};
use super::head::{self, Head};
use super::phrase::OF_ACTORS;
use super::verb::{self, past_adverbs};
use super::{Hint, Scene, Stance};

/// Adds what the verb says of which a name is the subject.
pub(super) fn add(stance: &mut Stance, scene: &Scene<'_>) {
    let right = &scene.right;
    if let Some(hint) = apposition(right) {
        stance.add(hint);
        return;
    }
    let hint = verb::place(right).and_then(|at| predicate(scene, at));
    if let Some(hint) = hint {
        stance.add(hint);
    }
}

/// Returns what an explanation says that follows a comma: *Lima, where*; *Chad, a country in*.
fn apposition(right: &Flank<'_>) -> Option<Hint> {
    let first = right.get(0).filter(|word| word.gap == Gap::Comma)?;
    if first.text.eq_ignore_ascii_case("where") {
        return Some(Hint::Where);
    }
    // Iran, although; Iran, which has: what is added is said of a subject.
    let is_added = Classes::CLAUSE
        .or(Classes::RELATIVE)
        .or(Classes::BY)
        .or(Classes::WITH);
    if first.is(is_added) && verb::place(right).is_none() {
        return Some(Hint::Opens);
    }
    if !first.is(Classes::DETERMINER) || first.is(Classes::RELATIVE) {
        return None;
    }
    match head::of_phrase(right, 1) {
        Head::Known(classes) if classes.is(Classes::SITE) => Some(Hint::Where),
        _ => None,
    }
}

fn predicate(scene: &Scene<'_>, at: usize) -> Option<Hint> {
    let right = &scene.right;
    let word = right.get(at)?;
    if word.is(Classes::MODAL.or(Classes::DO)) || word.is(Classes::TO) && at == 0 {
        let at = past_adverbs(right, at + 1);
        let classes = right.classes(at);
        if classes.is(Classes::BE) {
            return being(scene, at);
        }
        return deed(classes).or(Some(Hint::MaybeDeed));
    }
    if word.is(Classes::HAVE) {
        return having(scene, at);
    }
    if word.is(Classes::BE) {
        return being(scene, at);
    }
    let is_finite = word.is(Classes::FINITE) || scene.is_many && word.is(Classes::BASE);
    if is_finite {
        return deed(word.classes).or((!scene.is_city()).then_some(Hint::MaybeDeed));
    }
    let is_odd_verb = word.classes == Classes::NONE && !word.has_capital && word.gap.joins();
    (is_odd_verb && !scene.is_city() && ends_as_verb(&word, right.get(at + 1).as_ref()))
        .then_some(Hint::MaybeDeed)
}

/// Returns whether a word that is in no list ends like a verb: with *ed*, or with an *s* before
/// what no noun in the plural has behind it.
fn ends_as_verb(word: &NearWord<'_>, next: Option<&NearWord<'_>>) -> bool {
    let object = Classes::DETERMINER.or(Classes::PRONOUN).or(Classes::ADVERB);
    word.text.ends_with("ed")
        || word.text.ends_with('s')
            && next.is_some_and(|next| next.gap.joins() && (next.is(object) || next.has_capital))
}

fn deed(classes: Classes) -> Option<Hint> {
    if classes.is(Classes::SPEECH) {
        Some(Hint::Speech)
    } else if classes.is(Classes::LYING) {
        Some(Hint::Lies)
    } else if classes.is(Classes::DEALING_VERB
        .or(Classes::FIGHTING)
        .or(Classes::CONTEST))
    {
        Some(Hint::Deed)
    } else if classes.is(Classes::DOING) {
        Some(Hint::MaybeDeed)
    } else {
        None
    }
}

fn having(scene: &Scene<'_>, at: usize) -> Option<Hint> {
    let right = &scene.right;
    let at = past_adverbs(right, at + 1);
    let classes = right.classes(at);
    if classes.is(Classes::BE) {
        return being(scene, at);
    }
    let has_done = right.get(at).is_some_and(|word| word.text == "done");
    if has_done || classes.is(Classes::PARTICIPLE) {
        return deed(classes).or(Some(Hint::MaybeDeed));
    }
    // A town has this and that.
    let what_else = (!scene.is_city()).then_some(Hint::MaybeDeed);
    let Head::Known(head) = head::of_phrase(right, past_articles(right, at)) else {
        return what_else;
    };
    // It has mountains and people; what else it has, an actor has.
    if head.is(Classes::SITE.or(Classes::PEOPLE)) && !head.is(Classes::BODY) {
        Some(Hint::Lies)
    } else {
        let is_deed = head.is(OF_ACTORS) || head.is(Classes::BODY) && !scene.is_city();
        if is_deed { Some(Hint::Deed) } else { what_else }
    }
}

fn past_articles(right: &Flank<'_>, mut at: usize) -> usize {
    while right.classes(at).is(Classes::DETERMINER) {
        at += 1;
    }
    at
}

/// Returns what follows *is*: a participle, an adjective of will, a noun.
fn being(scene: &Scene<'_>, at: usize) -> Option<Hint> {
    let right = &scene.right;
    let at = past_adverbs(right, at + 1);
    let classes = right.classes(at);
    if classes.is(Classes::BE) {
        return being(scene, at);
    }
    if classes.is(Classes::GERUND) {
        return deed(classes).or(Some(Hint::MaybeDeed));
    }
    if classes.is(Classes::PARTICIPLE) && !classes.is(Classes::ATTITUDE) {
        return if classes.is(Classes::ADDRESSING) {
            Some(Hint::Deed)
        } else if classes.is(Classes::RESIDING.or(Classes::LOCATING)) {
            Some(Hint::Lies)
        } else if classes.is(Classes::OPPOSING) {
            Some(Hint::Deed)
        } else {
            Some(Hint::MaybeDeed)
        };
    }
    if classes.is(Classes::ATTITUDE) || classes.is(Classes::TO) {
        return Some(Hint::IsActor);
    }
    if classes.is(Classes::INSIDE) {
        // At war, in talks.
        let is_dealing = right
            .classes(at + 1)
            .is(Classes::WILL.or(Classes::DEALINGS));
        return Some(if is_dealing {
            Hint::IsActor
        } else {
            Hint::IsPlace
        });
    }
    let ends = Classes::CLAUSE
        .or(Classes::RELATIVE)
        .or(Classes::INSIDE)
        .or(Classes::WITH);
    let is_of_phrase = |word: &NearWord<'_>| word.gap.joins() && !word.is(ends);
    for word in right.words().skip(at).take_while(is_of_phrase) {
        if word.is(Classes::PARTY) {
            return Some(Hint::IsActor);
        }
        if word.is(Classes::SITE) {
            return Some(Hint::IsPlace);
        }
    }
    scene.is_own().then_some(Hint::IsActor)
}
