//! The corpus as workers take turns at it: batch by batch, for as long as a stretch of the run lasts.

use std::time::Instant;

use super::shard::Shard;
use crate::corpus::{Batch, Corpus};

/// The corpus, numbering its batches.
pub(super) struct Feed<'c> {
    corpus: &'c mut Corpus,
    shard: Shard,
    /// Batches of the corpus so far.
    read: u64,
    /// Of which this shard took.
    taken: u64,
    /// When the stretch ends; but a batch is taken in any.
    until: Option<Instant>,
    begun: bool,
    ended: bool,
}

impl<'c> Feed<'c> {
    pub(super) fn new(corpus: &'c mut Corpus, shard: Shard) -> Self {
        Self {
            corpus,
            shard,
            read: 0,
            taken: 0,
            until: None,
            begun: false,
            ended: false,
        }
    }

    /// Begins a stretch that ends at a moment, if any.
    pub(super) fn begin(&mut self, until: Option<Instant>) {
        self.until = until;
        self.begun = false;
    }

    /// Takes the shard's next batch, and returns its number among the batches taken; `None` where the stretch is over.
    pub(super) fn next(
        &mut self,
        batch: &mut Batch,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Option<u64> {
        if self.begun && self.until.is_some_and(|until| Instant::now() >= until) {
            return None;
        }
        self.begun = true;
        loop {
            if !self.corpus.next_batch(batch) {
                self.ended = true;
                return None;
            }
            progress(self.corpus.bytes_read());
            self.read += 1;
            if self.shard.takes(self.read - 1) {
                self.taken += 1;
                return Some(self.taken - 1);
            }
        }
    }

    /// Reads past the batches of an earlier run; `false` where they are no longer there, or the corpus was stopped.
    pub(super) fn pass(&mut self, count: u64, progress: &(dyn Fn(u64) + Sync)) -> bool {
        let mut batch = Batch::default();
        while self.read < count {
            if !self.corpus.next_batch(&mut batch) {
                return false;
            }
            progress(self.corpus.bytes_read());
            self.read += 1;
        }
        self.taken = self.shard.share(count);
        true
    }

    pub(super) fn corpus(&self) -> &Corpus {
        self.corpus
    }

    /// Batches of the corpus so far.
    pub(super) fn read(&self) -> u64 {
        self.read
    }

    /// Batches that the shard took so far.
    pub(super) fn taken(&self) -> u64 {
        self.taken
    }

    /// Whether the corpus is at its end, or was stopped.
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }
}
