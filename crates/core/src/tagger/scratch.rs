//! Memory for tagging, kept from one document to the next.

use std::sync::{Mutex, PoisonError};

use super::analyser::Analyser;
use super::candidates::Gathered;
use super::dropped::Dropped;
use super::known::Known;
use super::overlap::{Slot, Won};
use super::tally;
use super::verdicts::Verdicts;

/// Memory that analysing a document needs; afterwards, what was found out of that document.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) gathered: Gathered,
    pub(super) known: Known,
    /// What the last stage decided.
    pub(super) verdicts: Verdicts,
    /// What was won.
    pub(super) won: Won,
    /// Those inside others, if they are wanted; by where they begin, then longest first.
    pub(super) inner_slots: Vec<Slot>,
}

/// Candidates, occurrences and slots for which memory is kept: 4 MiB or so. One huge document is no
/// reason to keep its size for ever.
pub(super) const KEPT: usize = 1 << 15;

impl Scratch {
    pub(super) fn for_analyser(analyser: &Analyser<'_>) -> Self {
        let actors = analyser.gazetteer.actors().len();
        Self {
            known: Known::with_actors(actors, analyser.lexicon),
            ..Self::default()
        }
    }

    /// Counts what the document as a whole turned down, when all is decided.
    pub(super) fn count_unsettled(&mut self, tagger: Analyser<'_>) {
        let count = tally::count(tagger, &self.gathered, &mut self.known);
        self.gathered.dropped += &count;
    }

    /// Forgets the last document.
    pub(super) fn clear(&mut self) {
        let Self {
            gathered,
            known,
            verdicts,
            won,
            inner_slots,
        } = self;
        let Gathered {
            walk: _,
            fitting: _,
            candidates,
            occurrences,
            postponed,
            set_aside,
            reading_lists,
            dropped,
            unsettled,
            met: _,
        } = gathered;
        clear(candidates);
        clear(occurrences);
        clear(postponed);
        clear(set_aside);
        reading_lists.forget_many();
        *dropped = Dropped::default();
        clear(unsettled);
        known.clear();
        // Clearing a table costs as much as it once held; a new one costs nothing until it is used.
        *verdicts = Verdicts::default();
        clear(&mut won.slots);
        clear(&mut won.phrases);
        clear(inner_slots);
    }
}

fn clear<T>(list: &mut Vec<T>) {
    list.clear();
    list.shrink_to(KEPT);
}

/// Scratch memory that no session holds at the moment.
///
/// It has a byte for every actor and cue of the gazetteer: made anew for each text, a short text
/// would cost as much as the gazetteer is large.
#[derive(Debug, Default)]
pub(super) struct Pool(pub(super) Mutex<Vec<Scratch>>);

impl Pool {
    pub(super) fn take(&self) -> Option<Scratch> {
        // A panic while the lock is held cannot leave the list half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    pub(super) fn put(&self, mut scratch: Scratch) {
        scratch.clear();
        let mut free = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        free.push(scratch);
    }
}
