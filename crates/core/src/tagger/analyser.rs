//! The compiled parts of a tagger, as the stages of an analysis borrow them.

use std::collections::HashMap;

use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;

/// The parts of a tagger, borrowed for the stages of analysing a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Analyser<'t> {
    pub(super) gazetteer: &'t Gazetteer,
    pub(super) lexicon: &'t Lexicon,
    pub(super) relatives: &'t [Relatives],
    pub(super) nested: bool,
}

/// Actors whose mention speaks for an actor, by their places in [`Gazetteer::actors`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Relatives {
    /// The government of its country.
    pub country: Option<u32>,
    /// What it is part of.
    pub parent: Option<u32>,
}

/// Returns the government of its country and the parent of every actor, in their order.
pub fn find_relatives(gazetteer: &Gazetteer) -> Vec<Relatives> {
    let governments: HashMap<&str, u32> = (0u32..)
        .zip(gazetteer.actors())
        .filter(|(_, actor)| &*actor.actor_type == "government")
        .filter_map(|(number, actor)| Some((actor.codes.get("iso3")?.as_str(), number)))
        .collect();
    (0u32..)
        .zip(gazetteer.actors())
        .map(|(number, actor)| {
            let country = actor
                .country
                .as_deref()
                .and_then(|country| governments.get(country).copied());
            let parent = actor
                .part_of
                .as_deref()
                .and_then(|id| gazetteer.index_of(id))
                .map(|index| index as u32);
            Relatives {
                country: country.filter(|&country| country != number),
                parent: parent.filter(|&parent| parent != number),
            }
        })
        .collect()
}
