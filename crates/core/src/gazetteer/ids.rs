//! Actors by id, without a copy of the ids.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rayon::prelude::*;

use super::model::Actor;

/// A hash table of the places of actors. Ids are compared with those in the list of actors, which
/// every call brings along: with ids of its own the table would be as large as the list.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    table: HashTable<Place>,
    /// With random keys, as ids come from files: nobody can choose ids that collide.
    hasher: RandomState,
}

/// Where an actor is in the list, and the hash of its id, so that growing reads no id again.
#[derive(Debug, Clone, Copy)]
struct Place {
    hash: u32,
    actor: u32,
}

impl Ids {
    /// Returns an empty table with room for `count` actors.
    pub fn with_capacity(count: usize) -> Self {
        Self {
            table: HashTable::with_capacity(count),
            ..Self::default()
        }
    }

    /// Returns the place of the actor of that id.
    pub fn get(&self, actors: &[Actor], id: &str) -> Option<u32> {
        let hash = self.hash(id);
        let place = self.table.find(spread(hash), is_of(actors, id, hash))?;
        Some(place.actor)
    }

    /// Enters the last actor of the list, which has just been added to it.
    pub fn push(&mut self, actors: &[Actor]) {
        if let Some(last) = actors.last() {
            let at = u32::try_from(actors.len() - 1).unwrap_or(u32::MAX);
            self.enter(actors, at, self.hash(&last.id));
        }
    }

    /// Enters the actor at a place, whose id has that hash. Returns the place of another that has
    /// the id, in which case nothing is entered.
    pub fn enter(&mut self, actors: &[Actor], at: u32, hash: u32) -> Option<u32> {
        let is_same = is_of(actors, &actors[at as usize].id, hash);
        let hash_of = |place: &Place| spread(place.hash);
        match self.table.entry(spread(hash), is_same, hash_of) {
            Entry::Occupied(taken) => Some(taken.get().actor),
            Entry::Vacant(free) => {
                free.insert(Place { hash, actor: at });
                None
            }
        }
    }

    /// Returns the hash of an id, for [`Ids::enter`].
    pub fn hash(&self, id: &str) -> u32 {
        (self.hasher.hash_one(id) >> 32) as u32
    }

    /// Returns the places of actors that are part of themselves: whoever follows `part_of` upwards
    /// from there comes back. One of each circle.
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
}

/// Returns whether a place is that of the actor with an id, which has that hash.
fn is_of<'a>(actors: &'a [Actor], id: &'a str, hash: u32) -> impl Fn(&Place) -> bool + 'a {
    move |place| place.hash == hash && actors[place.actor as usize].id == id
}

/// Returns the hash as the table wants it: the lowest bits choose the slot, the highest seven are
/// compared before anything else.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
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
