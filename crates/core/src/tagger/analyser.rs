//! The compiled parts of a tagger, as the stages of an analysis borrow them.

use std::collections::HashMap;

use super::short_names::ShortNames;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;

/// The parts of a tagger, borrowed for the stages of analysing a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Analyser<'t> {
    pub(super) gazetteer: &'t Gazetteer,
    pub(super) lexicon: &'t Lexicon,
    pub(super) relatives: &'t [Relatives],
    pub(super) nested: bool,
    pub(super) short_names: ShortNames,
    /// Capitals are not demanded: of any document, or of the one at hand.
    pub(super) ignore_case: bool,
}

/// Actors whose mention speaks for an actor, by their places in [`Gazetteer::actors`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Relatives {
    /// The government of its country.
    pub country: Option<u32>,
    /// What it is part of.
    pub parent: Option<u32>,
    pub(super) sort: ActorSort,
}

/// What rules 5 and 6 tell apart of the types of actors. It lies here, since the gazetteer would be
/// a look into far memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum ActorSort {
    State,
    Place,
    Person,
    Company,
    #[default]
    Other,
}

impl Analyser<'_> {
    /// Returns what sort of actor one is.
    #[inline]
    pub(super) fn sort(&self, actor: u32) -> ActorSort {
        self.relatives[actor as usize].sort
    }
}

impl Relatives {
    /// Returns them, each once.
    #[inline]
    pub(super) fn each(&self) -> impl Iterator<Item = u32> + use<> {
        let parent = self.parent.filter(|_| self.parent != self.country);
        self.country.into_iter().chain(parent)
    }
}

/// Returns the government of its country and the parent of every actor, in their order.
pub fn find_relatives(gazetteer: &Gazetteer) -> Vec<Relatives> {
    let governments: HashMap<&str, u32> = (0u32..)
        .zip(gazetteer.actors())
        .filter(|(_, actor)| &*actor.actor_type == "government")
        .filter_map(|(number, actor)| Some((actor.codes.newest("iso3")?, number)))
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
                sort: match &*actor.actor_type {
                    "government" => ActorSort::State,
                    "place" => ActorSort::Place,
                    "person" => ActorSort::Person,
                    "company" => ActorSort::Company,
                    _ => ActorSort::Other,
                },
            }
        })
        .collect()
}
