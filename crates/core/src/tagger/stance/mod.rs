//! Actor or place: what the words around a name say of it (rule 6).
//!
//! *Syria said* speaks of a government, *troops in Syria* of a country. [`stance`] reads up to
//! eight words to either side of a name, within its sentence, and adds up [`Hint`]s for the actor
//! and for the place. Names in a list share the words around the list: *between Moscow and Kiev*.
//!
//! The words come from the grammar of English, in lists by class: what states do (*said*, *denied*,
//! *invaded*), what only an actor has (*ambitions*), what lies at a place (*airport*). Nothing is
//! learned from texts.

mod before;
mod classes;
mod dateline;
mod flank;
mod head;
mod hint;
mod inflect;
mod lexis;
mod list;
mod nouns;
mod phrase;
mod predicate;
mod preposition;
mod small;
mod ties;
mod verb;
mod verbs;

use std::ops::Range;

use classes::Classes;
use flank::{Flank, Gap, past_possessive};

pub use hint::Hint;

/// What the words around a name say of it: weights for either reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Stance {
    pub(super) actor: i32,
    pub(super) place: i32,
    /// The hints that weigh most for either, the first of several.
    of_actor: Option<Hint>,
    of_place: Option<Hint>,
}

/// What a name stands for where nothing around it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameSort {
    /// A state’s own name: Syria.
    Own,
    /// An adjective: Syrian.
    Adjective,
    /// A capital city: Damascus.
    Metonym,
    /// What stands for a government and is no town: the Kremlin.
    Palace,
    /// Any other place: Aleppo.
    Site,
}

/// A name and the text it is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The nearest names found before and behind.
    pub(super) previous: Option<Neighbour>,
    pub(super) next: Option<Neighbour>,
}

/// A name nearby.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Neighbour {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sort: NeighbourSort,
}

/// What a name nearby is a name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NeighbourSort {
    State,
    /// A capital city, or another town that stands for somebody.
    Capital,
    /// A place that stands for nobody.
    Place,
    Other,
}

impl NeighbourSort {
    fn is_town(self) -> bool {
        matches!(self, Self::Capital | Self::Place)
    }
}

/// How a name of a state or of a place is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As somebody who acts, or is dealt with: *Syria said*.
    Actor,
    /// As a place: *troops in Syria*.
    Place,
}

impl Reading {
    /// Returns the word for it in tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Place => "place",
        }
    }
}

impl Stance {
    fn add(&mut self, hint: Hint) {
        let (reading, weight) = hint.says();
        let (sum, strongest) = match reading {
            Reading::Actor => (&mut self.actor, &mut self.of_actor),
            Reading::Place => (&mut self.place, &mut self.of_place),
        };
        *sum += weight;
        if strongest.is_none_or(|known| known.says().1 < weight) {
            *strongest = Some(hint);
        }
    }

    fn is_empty(&self) -> bool {
        self.of_actor.is_none() && self.of_place.is_none()
    }

    /// Returns what weighs most for a reading.
    pub(super) fn hint(&self, reading: Reading) -> Option<Hint> {
        match reading {
            Reading::Actor => self.of_actor,
            Reading::Place => self.of_place,
        }
    }

    /// Returns what weighs more, or `None` where nothing tells.
    pub(super) fn reading(&self) -> Option<Reading> {
        match self.actor.cmp(&self.place) {
            std::cmp::Ordering::Greater => Some(Reading::Actor),
            std::cmp::Ordering::Less => Some(Reading::Place),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// Returns what the words around a name say of it.
pub(super) fn stance(around: &Around<'_>, sort: NameSort) -> Stance {
    let end = flank::past_abbreviation(around.text, around.end).unwrap_or(around.end);
    let around = &Around { end, ..*around };
    let mut stance = Stance::default();
    if let Some(hint) = hint::of_sort(sort) {
        stance.add(hint);
    }
    if sort == NameSort::Metonym && list::is_in_name(around) {
        stance.add(Hint::InName);
        return stance;
    }
    if dateline::is_dateline(around.text, &(around.start..around.end)) {
        stance.add(Hint::Dateline);
        return stance;
    }
    let near = Flank::before(around.text, around.start);
    if before::is_for_or_against(&near) {
        stance.add(Hint::HyphenActor);
        return stance;
    }
    let ending = past_possessive(around.text, around.end);
    let behind = Flank::after(around.text, ending.unwrap_or(around.end));
    let list = list::extent(around, &near, &behind);
    let left = near.or_from(list.start);
    let right = behind.or_from(past_possessive(around.text, list.end).unwrap_or(list.end));
    let scene = Scene {
        is_first: list.start == around.start,
        is_last: list.end == around.end,
        is_possessive: right.from() != list.end,
        // The United States intend, the Netherlands agree.
        is_many: list != (around.start..around.end) || around.text[list.clone()].ends_with('s'),
        left,
        right,
        sort,
    };
    if sort == NameSort::Metonym && (is_among_towns(around, &list) || is_one_of_places(&scene)) {
        stance.add(Hint::AmongTowns);
    }
    if phrase::add(&mut stance, &scene) {
        return stance;
    }
    match sort {
        NameSort::Adjective => {
            stance.add(Hint::Named);
            return stance;
        }
        NameSort::Palace => {
            before::add(&mut stance, &scene);
            return stance;
        }
        _ => {}
    }
    let is_half = list == (around.start..around.end) && is_city_and_country(around, &scene);
    if is_half {
        stance.add(Hint::CityAndCountry);
    }
    let footing = before::add(&mut stance, &scene);
    if footing != before::Footing::Governed && !is_half {
        predicate::add(&mut stance, &scene);
    }
    if stance.is_empty() {
        stance.add(last_resort(&scene, footing));
    }
    stance
}

/// A name, or the list that it is in, and the words to its sides.
struct Scene<'t> {
    left: Flank<'t>,
    right: Flank<'t>,
    sort: NameSort,
    /// Whether the name is the only one, or the first of its list.
    is_first: bool,
    /// Whether the name is the only one, or the last of its list.
    is_last: bool,
    /// Whether *’s* follows.
    is_possessive: bool,
    /// Whether it can be the subject of a verb in the plural.
    is_many: bool,
}

impl Scene<'_> {
    fn is_city(&self) -> bool {
        matches!(self.sort, NameSort::Metonym | NameSort::Site)
    }

    /// Returns whether it is a capital: what speaks for its government must be plain.
    fn is_capital(&self) -> bool {
        self.sort == NameSort::Metonym
    }

    fn is_own(&self) -> bool {
        self.sort == NameSort::Own
    }
}

/// Returns what little the place of a name in its sentence says, where no word does.
fn last_resort(scene: &Scene<'_>, footing: before::Footing) -> Hint {
    let gap = scene.left.get(0).map(|word| word.gap);
    let goes_on = scene.right.get(0).is_some();
    match (gap, footing) {
        (None, _) | (_, before::Footing::Clause) if goes_on => Hint::Opens,
        (Some(gap), _) if !gap.joins() => Hint::SetOff,
        _ => Hint::Named,
    }
}

/// Returns whether a name is in a list with a town that stands for nobody.
fn is_among_towns(around: &Around<'_>, list: &Range<usize>) -> bool {
    let is_town = |one: &Neighbour| {
        one.sort == NeighbourSort::Place && list.start <= one.start && one.end <= list.end
    };
    around.previous.as_ref().is_some_and(is_town) || around.next.as_ref().is_some_and(is_town)
}

/// Returns whether a name is in a list with a kind of place: every province and Ashgabat; Abu
/// Dhabi and other emirates.
fn is_one_of_places(scene: &Scene<'_>) -> bool {
    let is_of = |flank: &Flank<'_>, at: usize, classes| {
        flank
            .get(at)
            .is_some_and(|word| word.gap == Gap::Space && word.is(classes))
    };
    let is_place = |flank, at| is_of(flank, at, Classes::SITE) && !is_of(flank, at, Classes::BODY);
    let (left, right) = (&scene.left, &scene.right);
    is_of(left, 0, Classes::CONJUNCTION) && is_place(left, 1)
        || is_of(right, 0, Classes::CONJUNCTION)
            && right.get(1).is_some_and(|word| word.text == "other")
            && is_place(right, 2)
}

/// Returns whether a name is half of *Beirut, Lebanon*.
fn is_city_and_country(around: &Around<'_>, scene: &Scene<'_>) -> bool {
    let is_comma = |gap: Range<usize>| around.text.get(gap) == Some(", ");
    let is_place = |one: &Neighbour| one.sort != NeighbourSort::Other;
    if let Some(next) = around.next.filter(is_place)
        && is_comma(around.end..next.start)
    {
        return true;
    }
    if let Some(previous) = around.previous
        && is_comma(previous.end..around.start)
        && previous.sort != NeighbourSort::Other
    {
        // In Spain, Portugal: a state is no city of another.
        return previous.sort.is_town();
    }
    // A city that no gazetteer has: born in Larnaca, Cyprus. But: in May, Iran said.
    list::follows_name_of_place(&scene.left, verb::begins_with_verb(&scene.right))
}

#[cfg(test)]
mod tests;
