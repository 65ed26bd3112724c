//! What the names of a document say of each actor: how often it is named, and by which names.

use super::analyser::Relatives;
use super::sparse::Sparse;
use super::weights::{KIN, MOST_TIMES, NAMED, OWN_NAME, Weight};

/// A stage of an analysis, by the names that count in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Stage {
    /// Those that count whatever else the document says.
    #[default]
    Sure,
    /// All, also those on which the document as a whole decides: by the evidence of the first
    /// stage, so that two such names cannot prove each other.
    All,
}

/// What some names of a document say of each actor, by its number.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    said: Sparse<Said>,
}

/// What is said of an actor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Said {
    flags: u8,
    /// How often it is named.
    times: u16,
    /// How often something is named that is of this country, or part of this actor.
    kin: u16,
}

impl Said {
    fn weight(self) -> u32 {
        let times = |times: u16| u32::from(times.min(MOST_TIMES));
        NAMED * times(self.times) + KIN * times(self.kin)
    }
}

/// Named by a name that is nobody else's there.
pub(super) const BY_OWN_NAME: u8 = 1;
/// Named in full: by its name or an alias.
pub(super) const IN_FULL: u8 = 2;
/// Named by a name that is told from a word as it is written: outside lines set wholly in capitals,
/// and not without a capital that it demands.
pub(super) const OUTSIDE_CAPITALS: u8 = 4;
/// A short name of it stands behind a title.
pub(super) const AFTER_TITLE: u8 = 8;
/// A short name of it stands behind the first name of somebody else.
pub(super) const ANOTHER_BEARER: u8 = 16;

impl Evidence {
    pub(super) fn for_count(actors: usize) -> Self {
        Self {
            said: Sparse::for_count(actors),
        }
    }

    pub(super) fn clear(&mut self) {
        self.said.clear();
    }

    pub(super) fn has(&self, actor: u32, flag: u8) -> bool {
        self.said.get(actor).flags & flag != 0
    }

    /// Adds a mention of an actor.
    pub(super) fn add(&mut self, actor: u32, flags: u8) {
        self.said.change(actor, |said| {
            said.flags |= flags;
            said.times = said.times.saturating_add(1);
        });
    }

    /// Marks an actor without a mention.
    pub(super) fn mark(&mut self, actor: u32, flag: u8) {
        self.said.change(actor, |said| said.flags |= flag);
    }

    /// Marks the country and the parent of an actor.
    pub(super) fn mark_kin(&mut self, relatives: &Relatives, flag: u8) {
        relatives
            .each()
            .for_each(|relative| self.mark(relative, flag));
    }

    /// Adds what the mentions so far say of the countries and parents of the actors named. To be
    /// called once.
    pub(super) fn add_kin(&mut self, relatives: &[Relatives]) {
        // Once an actor, not once a mention. Those of whom only kin is named come behind, and add
        // nothing further.
        for at in 0..self.said.touched().len() {
            let actor = self.said.touched()[at];
            let times = self.said.get(actor).times;
            self.add_to_kin(actor, times, relatives);
        }
    }

    /// Adds a mention of an actor, and what it says of its country and its parent.
    pub(super) fn add_with_kin(&mut self, actor: u32, flags: u8, relatives: &[Relatives]) {
        self.add(actor, flags);
        self.add_to_kin(actor, 1, relatives);
    }

    fn add_to_kin(&mut self, actor: u32, times: u16, relatives: &[Relatives]) {
        for relative in relatives[actor as usize].each() {
            self.said.change(relative, |said| {
                said.kin = said.kin.saturating_add(times);
            });
        }
    }

    /// Returns the actors that are named, or of which something is.
    pub(super) fn named(&self) -> impl Iterator<Item = u32> {
        self.said.touched().iter().copied()
    }

    /// Returns how much an actor weighs in the document: by itself, and by what is of it.
    pub(super) fn of(&self, actor: u32) -> u32 {
        self.said.get(actor).weight()
    }

    /// Returns how much speaks for an actor where a name may be somebody else’s, too.
    pub(super) fn weight(&self, actor: u32, relatives: &Relatives) -> Weight {
        let of = |relative: Option<u32>| relative.map_or(0, |relative| self.of(relative));
        Weight {
            own_name: match self.has(actor, BY_OWN_NAME) {
                true => OWN_NAME,
                false => 0,
            },
            named: self.of(actor),
            country: of(relatives.country),
            parent: of(relatives
                .parent
                .filter(|_| relatives.parent != relatives.country)),
            near: 0,
        }
    }
}
