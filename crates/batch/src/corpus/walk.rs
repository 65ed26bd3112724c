//! The walk over a corpus: threads take turns at reading a batch, and each works on its own.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use rayon::{ThreadPool, ThreadPoolBuildError};

use super::shard::Shard;
use super::{Batch, Corpus, Item};

/// Where an item is in its corpus. Places are ordered as the corpus is, and do not depend on the
/// number of threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    batch: u64,
    item: u32,
}

impl Place {
    /// Returns the number of the batch of about 1 MiB in which the item was read, from 0. One
    /// thread reads a batch from its first item to its last.
    #[must_use]
    pub fn batch(self) -> u64 {
        self.batch
    }

    /// Returns the number of the item in its batch, from 0.
    #[must_use]
    pub fn item(self) -> u32 {
        self.item
    }
}

/// Hands every item of a corpus to `visit`, in parallel and in no particular order. Each thread has
/// a state of its own, made by `start`; all states are returned.
///
/// `threads` is the most threads to start, 0 for one a core; there are no more than batches to
/// read. `progress` is called now and then with the
/// bytes read so far.
///
/// ```
/// use actag_batch::corpus::{Corpus, Item, ReadOptions, visit};
///
/// # let folder = tempfile::tempdir()?;
/// # std::fs::write(folder.path().join("a.txt"), "The Houthis left.")?;
/// # let inputs = [folder.path().to_owned()];
/// let corpus = Corpus::open(&inputs, ReadOptions::default())?;
/// let sizes = visit(corpus, 0, &|_| (), || 0, |size, _, item| {
///     if let Item::Document(document) = item {
///         *size += document.text.len();
///     }
/// })?;
/// assert_eq!(sizes.iter().sum::<usize>(), 17);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the threads cannot be started.
pub fn visit<S: Send>(
    mut corpus: Corpus,
    threads: usize,
    progress: &(dyn Fn(u64) + Sync),
    start: impl Fn() -> S + Sync,
    visit: impl Fn(&mut S, Place, Item<'_>) + Sync,
) -> Result<Vec<S>, ThreadPoolBuildError> {
    let pool = thread_pool(corpus.threads(threads))?;
    let mut feed = Feed::new(&mut corpus, Shard::WHOLE);
    Ok(feed.walk(&pool, progress, start, |state, number, batch| {
        let mut place = Place {
            batch: number,
            item: 0,
        };
        batch.read(|item| {
            visit(state, place, item);
            place.item += 1;
        });
        true
    }))
}

/// Starts threads, as many as [`Corpus::threads`] says.
pub(crate) fn thread_pool(threads: usize) -> Result<ThreadPool, ThreadPoolBuildError> {
    let builder = rayon::ThreadPoolBuilder::new();
    builder.num_threads(threads).build()
}

/// A corpus whose batches are counted, and of which one shard is walked, for a time.
pub(crate) struct Feed<'c> {
    corpus: &'c mut Corpus,
    shard: Shard,
    /// Batches of the corpus so far.
    read: u64,
    /// Of which this shard took.
    taken: u64,
    /// When to stop; but at least one batch is taken.
    until: Option<Instant>,
    begun: bool,
    ended: bool,
}

impl<'c> Feed<'c> {
    pub(crate) fn new(corpus: &'c mut Corpus, shard: Shard) -> Self {
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

    /// Lets the next walk end at a moment, if any.
    pub(crate) fn until(&mut self, until: Option<Instant>) {
        self.until = until;
        self.begun = false;
    }

    /// Hands the shard's batches to `each`, with their number among those taken, on all threads of
    /// the pool, until one of them returns `false`, time is up or the corpus ends.
    pub(crate) fn walk<S: Send>(
        &mut self,
        pool: &ThreadPool,
        progress: &(dyn Fn(u64) + Sync),
        start: impl Fn() -> S + Sync,
        each: impl Fn(&mut S, u64, &mut Batch) -> bool + Sync,
    ) -> Vec<S> {
        let feed = Mutex::new(self);
        pool.broadcast(|_| {
            let mut state = start();
            // One batch for each thread, whose memory is used again.
            let mut batch = Batch::default();
            loop {
                // Reading is a small part of the work, so that threads hardly wait for each other;
                // decoding, parsing and the rest are done outside the lock.
                let mut locked = feed.lock().unwrap_or_else(PoisonError::into_inner);
                let next = locked.next(&mut batch, progress);
                drop(locked);
                match next {
                    Some(number) if each(&mut state, number, &mut batch) => {}
                    _ => return state,
                }
            }
        })
    }

    /// Reads the shard's next batch and returns its number among those taken; `None` where time is
    /// up or the corpus ends.
    fn next(&mut self, batch: &mut Batch, progress: &(dyn Fn(u64) + Sync)) -> Option<u64> {
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

    /// Reads past the batches of an earlier run; `false` where they are no longer there, or the
    /// corpus was stopped.
    pub(crate) fn skip(&mut self, count: u64, progress: &(dyn Fn(u64) + Sync)) -> bool {
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

    pub(crate) fn corpus(&self) -> &Corpus {
        self.corpus
    }

    /// Batches of the corpus so far.
    pub(crate) fn read(&self) -> u64 {
        self.read
    }

    /// Batches that the shard took so far.
    pub(crate) fn taken(&self) -> u64 {
        self.taken
    }

    /// Whether the corpus is at its end, or was stopped.
    pub(crate) fn has_ended(&self) -> bool {
        self.ended
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::ReadOptions;
    use super::*;

    #[test]
    fn places_are_in_the_order_of_the_corpus() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let line = |n: usize| format!("{{\"id\": \"{n}\", \"text\": \"{}\"}}\n", "x".repeat(500));
        fs::write(&path, (0..10_000).map(line).collect::<String>()).unwrap();
        for threads in [1, 3] {
            let corpus = Corpus::open(std::slice::from_ref(&path), ReadOptions::default()).unwrap();
            let found = visit(corpus, threads, &|_| (), Vec::new, |found, place, item| {
                if let Item::Document(document) = item {
                    found.push((place, document.id.to_string()));
                }
            });
            let mut found = found.unwrap().concat();
            found.sort();
            let ids: Vec<String> = found.into_iter().map(|(_, id)| id).collect();
            assert_eq!(ids, (0..10_000).map(|n| n.to_string()).collect::<Vec<_>>());
        }
    }
}
