//! Which document is the first with its text, before it is tagged.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashSet;

use super::repeats::TextHash;

/// The texts of the corpus so far. Batches are asked for in their order, whichever worker has
/// them: so the first document of a text is the first in the corpus.
pub(super) struct UniqueTexts {
    state: Mutex<Texts>,
    moved: Condvar,
}

struct Texts {
    /// The number of the batch whose turn it is.
    next: u64,
    known: FxHashSet<TextHash>,
}

impl UniqueTexts {
    /// `first` is the number of the first batch to come.
    pub(super) fn new(known: FxHashSet<TextHash>, first: u64) -> Self {
        Self {
            state: Mutex::new(Texts { next: first, known }),
            moved: Condvar::new(),
        }
    }

    /// Waits for the turn of batch `number` and returns of each of its texts whether it is the
    /// first. Each batch must ask, or those after it wait for ever.
    pub(super) fn first(&self, number: u64, texts: impl Iterator<Item = TextHash>) -> Vec<bool> {
        // Batches before it have been taken by workers, which come here before they wait for
        // anything else.
        let waiting = self.lock();
        let waited = self.moved.wait_while(waiting, |texts| texts.next != number);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let first = texts.map(|text| state.known.insert(text)).collect();
        state.next += 1;
        self.moved.notify_all();
        first
    }

    /// Returns the texts, for the next walk.
    pub(super) fn into_known(self) -> FxHashSet<TextHash> {
        let state = self.state.into_inner();
        state.unwrap_or_else(PoisonError::into_inner).known
    }

    fn lock(&self) -> MutexGuard<'_, Texts> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
