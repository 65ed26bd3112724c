//! What the gazetteers that are there already have: ids and names.

use rustc_hash::FxHashMap;
use std::hash::{BuildHasher, RandomState};

use actag_core::Gazetteer;
use actag_core::gazetteer::Case;
use actag_format::spelling::Spelling;

/// The actors of a gazetteer by their names.
#[derive(Debug)]
pub(super) struct Known<'a> {
    gazetteer: &'a Gazetteer,
    /// Hashes of folded names, and a place in the list of actors. With random keys, as names come
    /// from files.
    names: FxHashMap<u64, u32>,
    /// The same of codes that are one actor’s alone.
    codes: FxHashMap<u64, u32>,
    hasher: RandomState,
}

impl<'a> Known<'a> {
    pub(super) fn new(gazetteer: &'a Gazetteer) -> Self {
        let hasher = RandomState::new();
        let mut names = FxHashMap::default();
        let mut codes = FxHashMap::default();
        for (at, actor) in (0..).zip(gazetteer.actors()) {
            for code in &actor.codes {
                if actag_format::identifies(&code.scheme) {
                    let hash = hasher.hash_one((&*code.scheme, &*code.value));
                    codes.entry(hash).or_insert(at);
                }
            }
            for name in &actor.names {
                let folded = Spelling::of(&name.text, Case::Any);
                names.entry(hasher.hash_one(folded.folded())).or_insert(at);
            }
        }
        Self {
            gazetteer,
            names,
            codes,
            hasher,
        }
    }

    /// Returns whether an actor has that id.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.gazetteer.actor(id).is_some()
    }

    /// Returns the id of an actor that has that name, in whatever spelling.
    pub(super) fn owner(&self, name: &str) -> Option<&'a str> {
        let folded = Spelling::of(name, Case::Any);
        self.id(self.names.get(&self.hasher.hash_one(folded.folded())))
    }

    /// Returns the id of an actor that has that code of a scheme whose codes are one actor’s.
    pub(super) fn bearer(&self, scheme: &str, value: &str) -> Option<&'a str> {
        self.id(self.codes.get(&self.hasher.hash_one((scheme, value))))
    }

    fn id(&self, at: Option<&u32>) -> Option<&'a str> {
        let actor = self.gazetteer.actors().get(*at? as usize)?;
        Some(&actor.id)
    }
}
