//! What may be meant at a place, kept once for all places where the same may be.

use rustc_hash::FxHashMap;

use crate::lexicon::{Ends, EntryNumber};

/// The entries that may be meant at a place.
///
/// An entry is for all actors that share a name in the same way. So a place takes as much
/// memory with ten thousand ministries of one name as with one, and who of them is meant is decided
/// once a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Readings {
    One(EntryNumber),
    /// The number of a list.
    Several(u32),
}

/// Lists of entries, each once. They do not depend on a document, and are kept from one to the
/// next.
#[derive(Debug, Default)]
pub(super) struct ReadingLists {
    entries: Vec<EntryNumber>,
    /// Where each list ends.
    ends: Ends,
    known: FxHashMap<Box<[EntryNumber]>, u32>,
}

/// Entries in lists after which lists are forgotten between documents.
const KEPT: usize = 1 << 16;

impl ReadingLists {
    /// Returns the readings of these entries, which are some.
    pub fn of(&mut self, entries: &[EntryNumber]) -> Readings {
        // Most places can mean one entry, which needs no list and no look-up.
        if let [only] = entries {
            return Readings::One(*only);
        }
        if let Some(&known) = self.known.get(entries) {
            return Readings::Several(known);
        }
        let number = self.ends.len() as u32;
        self.entries.extend(entries);
        self.ends.push(self.entries.len());
        self.known.insert(entries.into(), number);
        Readings::Several(number)
    }

    /// Returns the entries.
    #[inline]
    pub(super) fn entries<'l>(&'l self, readings: &'l Readings) -> &'l [EntryNumber] {
        match readings {
            Readings::One(only) => std::slice::from_ref(only),
            Readings::Several(number) => &self.entries[self.ends.range(*number as usize)],
        }
    }

    /// Returns the readings of two places in one.
    pub(super) fn union(&mut self, a: &Readings, b: &Readings) -> Readings {
        let mut both = [self.entries(a), self.entries(b)].concat();
        both.sort_unstable();
        both.dedup();
        self.of(&both)
    }

    /// Forgets the lists, if they are many.
    pub(super) fn forget_many(&mut self) {
        // Lists recur from document to document, so they are kept, unless odd documents made many.
        if self.entries.len() > KEPT {
            *self = Self::default();
        }
    }
}
