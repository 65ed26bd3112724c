//! Rows of batches go out in the order in which the batches were read.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::RunError;
use super::sink::{BatchRows, Sink};
use crate::tables::Table;

/// Puts the rows of batches that are finished in any order into the order of their numbers.
pub(super) struct InOrder<'w> {
    state: Mutex<State<'w>>,
    moved: Condvar,
    /// Batches that may wait for an earlier one.
    room: usize,
}

struct State<'w> {
    sink: Sink<'w>,
    next: u64,
    waiting: BTreeMap<u64, BatchRows>,
    used: Vec<BatchRows>,
    failed: Option<RunError>,
}

impl<'w> InOrder<'w> {
    /// `first` is the number of the first batch to come.
    pub(super) fn new(sink: Sink<'w>, workers: usize, first: u64) -> Self {
        let state = State {
            sink,
            next: first,
            waiting: BTreeMap::new(),
            used: Vec::new(),
            failed: None,
        };
        // Two batches a worker even out batches that take longer than others, and bound the memory.
        Self {
            state: Mutex::new(state),
            moved: Condvar::new(),
            room: 2 * workers,
        }
    }

    /// Hands over the rows of batch `number` and gets buffers to use again; `None` where the run is to stop, because
    /// writing failed or nobody reads any more.
    pub(super) fn hand_over(&self, number: u64, rows: BatchRows) -> Option<BatchRows> {
        // The batch that all others wait for never waits itself, so there is always one that moves on.
        let mut state = self.wait_while(|state| {
            state.next != number && state.waiting.len() >= self.room && !state.is_over()
        });
        state.waiting.insert(number, rows);
        state.write_ready();
        self.moved.notify_all();
        if state.is_over() {
            None
        } else {
            Some(state.used.pop().unwrap_or_default())
        }
    }

    /// Writes rows of batch `number` before the batch is whole; they come before all that is handed over. Waits for its
    /// turn; `false` where the run is to stop.
    pub(super) fn pour(&self, number: u64, table: Table, rows: &[u8]) -> bool {
        let mut state = self.wait_while(|state| state.next != number && !state.is_over());
        if !state.is_over() {
            state.failed = state.sink.pour(table, rows).err();
        }
        if state.is_over() {
            self.moved.notify_all();
        }
        !state.is_over()
    }

    /// The sink, when all batches are written.
    pub(super) fn finish(self) -> Result<Sink<'w>, RunError> {
        let state = self
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        match state.failed {
            Some(error) => Err(error),
            None => Ok(state.sink),
        }
    }

    /// The state, when `waits` no longer holds.
    fn wait_while(&self, waits: impl Fn(&State<'w>) -> bool) -> MutexGuard<'_, State<'w>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.moved.wait_while(state, |state| waits(state));
        waited.unwrap_or_else(PoisonError::into_inner)
    }
}

impl State<'_> {
    fn is_over(&self) -> bool {
        self.failed.is_some() || self.sink.is_closed()
    }

    fn write_ready(&mut self) {
        while let Some(rows) = self.waiting.remove(&self.next) {
            if self.failed.is_none() {
                self.failed = self.sink.write_batch(self.next, &rows).err();
            }
            self.used.push(rows);
            self.next += 1;
        }
    }
}
