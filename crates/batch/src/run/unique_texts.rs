//! Which document is the first with its text, before it is tagged.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashSet;

use crate::hash::TextHash;

/// The texts of the corpus so far. Batches are asked for in their order, whichever worker has
/// them: so the first document of a text is the first in the corpus.
pub(super) struct UniqueTexts {
    state: Mutex<KnownTexts>,
    moved: Condvar,
}

struct KnownTexts {
    /// The number of the batch whose turn it is.
    next: u64,
    known: FxHashSet<TextHash>,
    /// Whether a worker broke down before it had its turn.
    is_broken: bool,
}

/// The turn of one batch. Those after it wait until it has been taken.
pub(super) struct Turn<'u> {
    texts: &'u UniqueTexts,
    number: u64,
    is_taken: bool,
}

impl UniqueTexts {
    /// `first` is the number of the first batch to come.
    pub(super) fn new(known: FxHashSet<TextHash>, first: u64) -> Self {
        let state = KnownTexts {
            next: first,
            known,
            is_broken: false,
        };
        Self {
            state: Mutex::new(state),
            moved: Condvar::new(),
        }
    }

    /// Announces a batch. All batches before it have been taken by workers, which take their turns
    /// before they wait for anything else.
    pub(super) fn turn(&self, number: u64) -> Turn<'_> {
        Turn {
            texts: self,
            number,
            is_taken: false,
        }
    }

    /// Returns the texts, for the next walk.
    pub(super) fn into_known(self) -> FxHashSet<TextHash> {
        let state = self.state.into_inner();
        state.unwrap_or_else(PoisonError::into_inner).known
    }

    fn lock(&self) -> MutexGuard<'_, KnownTexts> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn<'_> {
    /// Waits for the turn and returns of each text of the batch whether it is the first.
    pub(super) fn first(mut self, texts: impl Iterator<Item = TextHash>) -> Vec<bool> {
        let all = self.texts;
        let waits = |state: &mut KnownTexts| state.next != self.number && !state.is_broken;
        let waited = all.moved.wait_while(all.lock(), waits);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let first = texts.map(|text| state.known.insert(text)).collect();
        state.next += 1;
        self.is_taken = true;
        all.moved.notify_all();
        first
    }
}

/// A worker that panics lets the others go on, so that its panic is seen.
impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.is_taken {
            self.texts.lock().is_broken = true;
            self.texts.moved.notify_all();
        }
    }
}
