//! What the names around a place say of who is meant there.

use std::ops::Range;

use super::analyser::ActorSort;
use super::contest::Contender;
use super::overlap::Slot;
use super::verdicts::Resolver;
use super::weights::{SAME_PARAGRAPH, SAME_PHRASE, SAME_SENTENCE, Weight};

/// Names looked at on either side: what is further away is not near.
const MOST_NAMES: usize = 8;

/// Sentences before and behind that count as the same paragraph.
const SENTENCES: u32 = 2;

/// What may stand between two names of one phrase: *Ministry of Defence of Ukraine*, *Paris,
/// Texas*, *Iraq’s Republican Guard*.
const JOINTS: &[&str] = &[
    " ", ", ", "'s ", "’s ", " of ", " of the ", " in ", " in the ", " (",
];

/// What may stand between a state and what is its own: *the Philippines’ Department of
/// Agriculture*. What follows is nothing of another state.
const OWNS: &[&str] = &[" ", "'s ", "’s ", "' ", "’ "];

/// What may stand between two of one sort: *Georgia or Iran*, *Georgia, Alabama and Florida*.
const LISTED: &[&str] = &[
    ", ",
    " and ",
    " or ",
    ", and ",
    ", or ",
    " and the ",
    " or the ",
];

/// An actor that is named near a place.
#[derive(Debug, Clone, Copy)]
struct Near {
    actor: u32,
    /// How much that adds to what it speaks for.
    adds: u32,
    /// Whether what stands at the place is its own.
    is_owner: bool,
    /// Whether both stand in one list.
    is_listed: bool,
}

impl Resolver<'_, '_, '_> {
    /// Adds to the weights of contenders at a span what the names around it say. `outer` are all
    /// slots, of which one is the span or has it inside.
    pub(super) fn add_near(
        &mut self,
        outer: &[Slot],
        span: Range<usize>,
        contest: &[Contender],
        weights: &mut [Weight],
    ) {
        for Near {
            actor,
            adds,
            is_owner,
            is_listed,
        } in self.near(outer, span)
        {
            // *Georgia, United States* is no list.
            let is_whole = |one: &Contender| self.relatives_of(one.actor).any(|of| of == actor);
            let lists = is_listed && !(adds == SAME_PHRASE && contest.iter().any(is_whole));
            for (one, weight) in contest.iter().zip(&mut *weights) {
                let near = match lists && self.are_of_one_sort(actor, one.actor) {
                    true => SAME_PHRASE,
                    false => self.speaks_for(actor, one.actor, adds),
                };
                // The nearest counts, not their number: a list of towns proves no more than one.
                weight.near = weight.near.max(near);
            }
            if is_owner {
                self.leave_its_own(actor, contest, weights);
            }
        }
    }

    /// Takes the weight of contenders that are of another state than that whose name stands right
    /// before, unless all are.
    fn leave_its_own(&self, owner: u32, contest: &[Contender], weights: &mut [Weight]) {
        let Some(owner) = self.state_of(owner) else {
            return;
        };
        let is_foreign = |one: &Contender| {
            let state = self.state_of(one.actor);
            state.is_some_and(|state| state != owner)
        };
        if contest.iter().all(is_foreign) {
            return;
        }
        for (one, weight) in contest.iter().zip(weights) {
            match is_foreign(one) {
                true => *weight = Weight::default(),
                // Outweighs nothing but those.
                false => weight.near = weight.near.max(1),
            }
        }
    }

    /// Returns the state that an actor is, or that it is of.
    fn state_of(&self, actor: u32) -> Option<u32> {
        match self.tagger.sort(actor) {
            ActorSort::State => Some(actor),
            _ => self.tagger.relatives[actor as usize].country,
        }
    }

    /// Returns what the nearness of one actor adds to the weight of another: all of it where it is
    /// that actor, its country or its parent, or is of that actor and in the same phrase (*Tbilisi,
    /// Georgia*); half where it is of that actor, or only of the same country or parent.
    fn speaks_for(&self, near: u32, actor: u32, adds: u32) -> u32 {
        match () {
            () if near == actor || self.relatives_of(actor).any(|one| one == near) => adds,
            () if adds == SAME_PHRASE && self.relatives_of(near).any(|one| one == actor) => adds,
            () if self
                .relatives_of(near)
                .any(|one| one == actor || self.relatives_of(actor).any(|other| other == one)) =>
            {
                adds / 2
            }
            () => 0,
        }
    }

    /// Returns the country and the parent of an actor.
    fn relatives_of(&self, actor: u32) -> impl Iterator<Item = u32> {
        self.tagger.relatives[actor as usize].each()
    }

    /// Returns whether two are listed together: states, or places of one country.
    fn are_of_one_sort(&self, first: u32, second: u32) -> bool {
        let country = |actor: u32| self.tagger.relatives[actor as usize].country;
        match (self.tagger.sort(first), self.tagger.sort(second)) {
            (ActorSort::State, ActorSort::State) => true,
            (ActorSort::Place, ActorSort::Place) => {
                country(first).is_some() && country(first) == country(second)
            }
            _ => false,
        }
    }

    /// Returns those whose names are near a span.
    fn near(&mut self, outer: &[Slot], span: Range<usize>) -> Vec<Near> {
        let here = outer.partition_point(|slot| slot.end <= span.start);
        if self.sentence_of.is_empty() {
            let sentences = &mut self.sentences;
            let numbers = outer.iter().map(|slot| sentences.number_at(slot.start));
            self.sentence_of.extend(numbers);
        }
        let mut near = Vec::new();
        let first = here.saturating_sub(MOST_NAMES);
        for (number, slot) in (first..here).zip(&outer[first..here]) {
            let gap = &self.text[slot.end..span.start];
            let found = self.if_near(slot, self.between(number, here), gap);
            near.extend(found.map(|one| Near {
                is_owner: OWNS.contains(&gap),
                ..one
            }));
        }
        let behind = outer.iter().enumerate().skip(here + 1).take(MOST_NAMES);
        for (number, slot) in behind {
            let gap = &self.text[span.end..slot.start];
            near.extend(self.if_near(slot, self.between(here, number), gap));
        }
        near
    }

    /// Returns how many sentences are between two slots.
    fn between(&self, first: usize, second: usize) -> u32 {
        match (self.sentence_of.get(first), self.sentence_of.get(second)) {
            (Some(first), Some(second)) => second - first,
            _ => u32::MAX,
        }
    }

    fn if_near(&mut self, slot: &Slot, sentences: u32, gap: &str) -> Option<Near> {
        let adds = match sentences {
            0 if JOINTS.contains(&gap) => SAME_PHRASE,
            0 => SAME_SENTENCE,
            1..=SENTENCES => SAME_PARAGRAPH,
            _ => return None,
        };
        // A name of several actors says nothing by itself, and a weak one never does (rule 4).
        let only = self.only_contender(slot).filter(|one| !one.traits.weak)?;
        Some(Near {
            actor: only.actor,
            adds,
            is_owner: false,
            is_listed: sentences == 0 && LISTED.contains(&gap),
        })
    }
}
