//! Rows of batches are written in the order in which the batches were read.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::RunError;
use super::sink::{BatchRows, Sink};
use crate::corpus::InOrder;
use crate::tables::Table;

/// Writes the rows of batches, which workers finish in any order, in the order of their numbers.
pub(super) struct Writer<'w> {
    state: Mutex<Queue<'w>>,
    moved: Condvar,
    /// Batches that may wait for an earlier one.
    room: usize,
}

struct Queue<'w> {
    sink: Sink<'w>,
    order: InOrder<BatchRows>,
    used: Vec<BatchRows>,
    failed: Option<RunError>,
}

impl<'w> Writer<'w> {
    /// `first` is the number of the first batch to come.
    pub(super) fn new(sink: Sink<'w>, workers: usize, first: u64) -> Self {
        let state = Queue {
            sink,
            order: InOrder::from(first),
            used: Vec::new(),
            failed: None,
        };
        // Two finished batches per worker even out batches that take longer, and bound the memory.
        Self {
            state: Mutex::new(state),
            moved: Condvar::new(),
            room: 2 * workers,
        }
    }

    /// Hands over the rows of batch `number` and returns buffers to use again; `None` where the run
    /// is to stop, because writing failed or nobody reads any more.
    pub(super) fn hand_over(&self, number: u64, rows: BatchRows) -> Option<BatchRows> {
        // The batch that all others wait for never waits itself, so there is no deadlock.
        let mut state = self.wait_while(|state| {
            state.order.next() != number && state.order.waiting() >= self.room && !state.is_over()
        });
        state.order.insert(number, rows);
        state.write_ready();
        self.moved.notify_all();
        if state.is_over() {
            None
        } else {
            Some(state.used.pop().unwrap_or_default())
        }
    }

    /// Writes rows of batch `number` before the batch is whole: they come before those that are
    /// handed over. Waits for its turn; `false` where the run is to stop.
    pub(super) fn flush(&self, number: u64, table: Table, rows: &[u8]) -> bool {
        let mut state = self.wait_while(|state| state.order.next() != number && !state.is_over());
        if !state.is_over() {
            state.failed = state.sink.flush(table, rows).err();
        }
        if state.is_over() {
            self.moved.notify_all();
        }
        !state.is_over()
    }

    /// Ends the run with an error.
    pub(super) fn fail(&self, error: RunError) {
        let mut state = self.wait_while(|_| false);
        state.failed.get_or_insert(error);
        self.moved.notify_all();
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
    fn wait_while(&self, waits: impl Fn(&Queue<'w>) -> bool) -> MutexGuard<'_, Queue<'w>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.moved.wait_while(state, |state| waits(state));
        waited.unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue<'_> {
    fn is_over(&self) -> bool {
        self.failed.is_some() || self.sink.is_closed()
    }

    fn write_ready(&mut self) {
        while let Some((number, rows)) = self.order.pop() {
            if self.failed.is_none() {
                self.failed = self.sink.write_batch(number, &rows).err();
            }
            self.used.push(rows);
        }
    }
}
