//! The noun that a name is part of: *Tehran’s ambitions*, *the London marathon*.

use super::classes::Classes;
use super::flank::{Flank, Gap, NearWord};
use super::head::{self, Head};
use super::verb::is_verb;
use super::{Hint, NameSort, Scene, Stance, before};

/// What only actors have, or have to do with each other.
pub(super) const OF_ACTORS: Classes = Classes::WILL.or(Classes::DEALINGS);

/// What is at a place, or comes from there.
const OF_PLACES: Classes = Classes::EVENT.or(Classes::PEOPLE).or(Classes::CULTURE);

/// Adds what the noun says that a name is part of, or the other half of *Iran-backed*. Returns
/// whether there is one.
pub(super) fn add(stance: &mut Stance, scene: &Scene<'_>) -> bool {
    let Some(first) = scene.right.get(0) else {
        return false;
    };
    let is_hyphened = first.gap == Gap::Hyphen && !scene.is_possessive && scene.is_last;
    if is_hyphened {
        if first.is(Classes::HYPHEN_ACTOR) {
            stance.add(Hint::HyphenActor);
            return true;
        }
        if first.is(Classes::HYPHEN_PLACE) {
            stance.add(Hint::HyphenPlace);
            return true;
        }
    }
    let owns = scene.is_possessive || scene.sort == NameSort::Adjective;
    let is_bound = owns || is_hyphened;
    if !is_bound && (!begins_compound(&first, scene) || before::opens_with_place(&scene.left)) {
        return false;
    }
    let hint = match head::of_phrase(&scene.right, 0) {
        Head::Missing => return false,
        Head::Known(classes) if scene.is_capital() && is_named(&first, classes, owns) => {
            Some(Hint::PlacesNoun)
        }
        Head::Known(classes) => noun(classes, owns, scene),
        Head::Unknown => None,
    };
    match hint {
        Some(hint) => stance.add(hint),
        // Tehran’s Azadi Square, a Beijing hukou.
        None if scene.is_capital() && (is_bound || has_article(scene)) => {
            stance.add(Hint::PlacesNoun);
        }
        // The Helsinki Foundation: a name within a name.
        None if is_bound || scene.is_city() && first.is_of_name() => stance.add(Hint::MaybeNoun),
        None => return false,
    }
    true
}

/// Returns whether an article stands right before a name: a city has one only with a noun behind.
fn has_article(scene: &Scene<'_>) -> bool {
    let first = scene.left.get(0);
    first.is_some_and(|word| word.gap == Gap::Space && word.is(Classes::DETERMINER))
}

/// Returns whether a word behind a name can be the noun that the name is part of.
fn begins_compound(word: &NearWord<'_>, scene: &Scene<'_>) -> bool {
    if !word.gap.joins() || word.is(Classes::FUNCTION) {
        return false;
    }
    // The Geneva talks.
    let is_noun = word.is(Classes::NOUN);
    let has_article = scene.is_city() && has_article(scene);
    if has_article && (is_noun || word.has_capital && !word.is_in_capitals()) {
        return true;
    }
    let known = is_noun || word.classes != Classes::NONE && !word.is(Classes::GERUND);
    (known || word.has_capital || is_odd_modifier(word, &scene.right))
        && !is_verb(word, &scene.right)
}

/// Returns whether a word that is in no list modifies the noun behind it: US *health* officials.
fn is_odd_modifier(word: &NearWord<'_>, right: &Flank<'_>) -> bool {
    word.classes == Classes::NONE
        && !["ed", "s", "ly"].iter().any(|end| word.text.ends_with(end))
        && right
            .get(1)
            .is_some_and(|next| next.gap == Gap::Space && next.is(Classes::NOUN))
}

/// Returns whether what a capital has, or gives its name to, bears a name of its own: Bangkok’s
/// 11th Military Circle, the Beijing Health Bureau. A state has its ministry and its army.
fn is_named(first: &NearWord<'_>, head: Classes, owns: bool) -> bool {
    if first.text.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let of_town = Classes::LOCAL.or(Classes::MISSION).or(Classes::AGENCY);
    let is_of_state = match owns {
        true => head.is(Classes::BODY) && !head.is(of_town),
        false => first.is(Classes::GOVERNING),
    };
    first.is_of_name() && !first.is_in_capitals() && !is_of_state
}

/// Returns what the noun of a phrase says of the name that it begins with.
///
/// *Russia’s invasion* is what Russia does, *the Iraq invasion* what is done there.
fn noun(head: Classes, owns: bool, scene: &Scene<'_>) -> Option<Hint> {
    if scene.is_city() {
        return noun_of_city(head, owns);
    }
    let is_body = owns && head.is(Classes::BODY);
    if head.is(Classes::SITE) && !is_body {
        Some(Hint::PlacesNoun)
    } else if head.is(Classes::BODY.or(Classes::TEAM)) || owns && head.is(OF_ACTORS) {
        Some(Hint::ActorsNoun)
    } else if head.is(OF_PLACES) {
        Some(Hint::PlacesNoun)
    } else if head.is(OF_ACTORS) {
        Some(Hint::ActorsNoun)
    } else {
        None
    }
}

/// The same for a city. It has police, a court and embassies of its own, and lends its name to
/// talks and treaties; a government is that of the country, unless it is that of the city.
fn noun_of_city(head: Classes, owns: bool) -> Option<Hint> {
    if head.is(Classes::LOCAL) || head.is(Classes::SITE) && !(owns && head.is(Classes::BODY)) {
        Some(Hint::PlacesNoun)
    } else if head.is(Classes::GOVERNING) || owns && head.is(OF_ACTORS.or(Classes::BODY)) {
        Some(Hint::ActorsNoun)
    } else if head.is(Classes::NOUN) {
        Some(Hint::PlacesNoun)
    } else {
        None
    }
}
