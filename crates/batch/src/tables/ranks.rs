//! Actors by the order of their ids.

use std::sync::Arc;

use actag_core::gazetteer::{Actor, Gazetteer};

/// The places of actors in the order of their ids, from 0: to compare numbers is quicker than to
/// compare ids.
#[derive(Debug, Clone)]
pub(crate) struct Ranks(Arc<Places>);

#[derive(Debug)]
struct Places {
    /// By number of the actor.
    ranks: Vec<u32>,
    /// Numbers of actors, by rank.
    actors: Vec<u32>,
}

impl Ranks {
    pub(crate) fn of(gazetteer: &Gazetteer) -> Self {
        let all = gazetteer.actors();
        let mut actors: Vec<u32> = (0..all.len() as u32).collect();
        actors.sort_unstable_by_key(|&actor| &all[actor as usize].id);
        let mut ranks = vec![0; all.len()];
        for (rank, &actor) in (0u32..).zip(&actors) {
            ranks[actor as usize] = rank;
        }
        Self(Arc::new(Places { ranks, actors }))
    }

    /// Returns the rank of an actor by its number.
    pub(super) fn rank(&self, actor: u32) -> u32 {
        self.0.ranks[actor as usize]
    }

    /// Returns the actor of a rank; `None` where there is none.
    pub(super) fn actor<'g>(&self, rank: u32, gazetteer: &'g Gazetteer) -> Option<&'g Actor> {
        let number = self.0.actors.get(rank as usize)?;
        gazetteer.actors().get(*number as usize)
    }

    /// Returns how many actors there are.
    pub(super) fn len(&self) -> usize {
        self.0.actors.len()
    }
}
