//! Actors by id, without a copy of the ids.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use rayon::prelude::*;

use super::model::Actor;

/// A hash table of the places of actors. Ids are compared with those in the list of actors, which every call brings along:
/// with ids of its own the table would be as large as the list.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    /// Their number is a power of two, and half of them are free.
    slots: Vec<Slot>,
    count: usize,
    hasher: RandomState,
}

/// The hash of an id, and the place of its actor plus one; 0 where nobody is.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u32,
    actor: u32,
}

impl Ids {
    /// An empty table with room for `count` actors.
    pub fn with_capacity(count: usize) -> Self {
        Self {
            slots: vec![Slot::default(); slots_for(count)],
            ..Self::default()
        }
    }

    /// The place of the actor of that id.
    pub fn get(&self, actors: &[Actor], id: &str) -> Option<u32> {
        let slot = self.slot_of(actors, id, self.hash(id))?;
        self.slots[slot].actor.checked_sub(1)
    }

    /// Enters the last actor of the list, which has just been added to it.
    pub fn push(&mut self, actors: &[Actor]) {
        if let Some(last) = actors.last() {
            let at = u32::try_from(actors.len() - 1).unwrap_or(u32::MAX);
            self.enter(actors, at, self.hash(&last.id));
        }
    }

    /// Enters the actor at a place, whose id has that hash, unless another has the id: whose place is given back.
    pub fn enter(&mut self, actors: &[Actor], at: u32, hash: u32) -> Option<u32> {
        if self.slots.len() < slots_for(self.count + 1) {
            self.grow();
        }
        let slot = self.slot_of(actors, &actors[at as usize].id, hash)?;
        if let Some(taken) = self.slots[slot].actor.checked_sub(1) {
            return Some(taken);
        }
        let actor = at + 1;
        self.slots[slot] = Slot { hash, actor };
        self.count += 1;
        None
    }

    /// The hash of an id, for [`Ids::enter`].
    pub fn hash(&self, id: &str) -> u32 {
        (self.hasher.hash_one(id) >> 32) as u32
    }

    /// The places of actors that are part of themselves: whoever follows `part_of` upwards from
    /// there comes back. One of each circle.
    pub fn part_of_circles(&self, actors: &[Actor]) -> Vec<usize> {
        const NEVER: u32 = u32::MAX;
        let parent_of = |actor: &Actor| {
            let id = actor.part_of.as_ref()?;
            self.get(actors, id)
        };
        let parent: Vec<u32> = actors
            .par_iter()
            .map(|actor| parent_of(actor).unwrap_or(NEVER))
            .collect();
        let mut walked = vec![NEVER; parent.len()];
        let mut circles = Vec::new();
        for start in 0..parent.len() {
            let walk = start as u32;
            let mut at = walk;
            while at != NEVER && walked[at as usize] == NEVER {
                walked[at as usize] = walk;
                at = parent[at as usize];
            }
            if at != NEVER && walked[at as usize] == walk {
                circles.push(at as usize);
            }
        }
        circles
    }

    fn grow(&mut self) {
        let larger = vec![Slot::default(); slots_for(2 * self.count)];
        let entered = std::mem::replace(&mut self.slots, larger);
        for one in entered.into_iter().filter(|one| one.actor > 0) {
            // All ids differ, so the first free slot is the one.
            let free = self
                .probe(one.hash)
                .find(|&slot| self.slots[slot].actor == 0);
            if let Some(slot) = free {
                self.slots[slot] = one;
            }
        }
    }

    /// The slot of an id, or the free one where it would go; `None` where there are no slots at all.
    fn slot_of(&self, actors: &[Actor], id: &str, hash: u32) -> Option<usize> {
        self.probe(hash).find(|&slot| {
            let slot = self.slots[slot];
            slot.actor == 0 || slot.hash == hash && actors[slot.actor as usize - 1].id == id
        })
    }

    /// Every slot, from the one of a hash on.
    fn probe(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let count = self.slots.len();
        (0..count).map(move |step| (hash as usize + step) & (count - 1))
    }
}

/// How many slots a table of `count` actors has.
fn slots_for(count: usize) -> usize {
    (2 * count).next_power_of_two().max(16)
}

#[cfg(test)]
mod tests {
    use super::super::{ActorBuilder, Gazetteer};
    use super::*;

    #[test]
    fn every_actor_is_found_and_nobody_else() {
        let mut builder = Gazetteer::builder();
        builder.extend((0..100).map(|id| ActorBuilder::new(format!("a-{id}"), "A", "x")));
        let gazetteer = builder.build().unwrap();
        let actors = gazetteer.actors();
        let mut ids = Ids::default();
        assert_eq!(ids.get(actors, "a-0"), None);
        for count in 1..=actors.len() {
            ids.push(&actors[..count]);
        }
        assert_eq!(ids.enter(actors, 7, ids.hash("a-7")), Some(7));
        for (at, actor) in actors.iter().enumerate() {
            assert_eq!(ids.get(actors, &actor.id), Some(at as u32));
        }
        assert_eq!(ids.get(actors, "a-100"), None);
    }
}
