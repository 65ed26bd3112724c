//! Every document of a corpus, on several threads, where the order of the results is settled afterwards.

use std::sync::{Mutex, PoisonError};

use rayon::ThreadPoolBuildError;

use super::{Batch, Corpus, Item};

/// Where an item stands in its corpus. Places are ordered as the corpus is, and do not depend on the number of threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    batch: u64,
    item: u32,
}

impl Place {
    /// The number of the batch of about 1 MiB in which the item was read, from 0. One thread reads a batch from its first
    /// item to its last.
    #[must_use]
    pub fn batch(self) -> u64 {
        self.batch
    }

    /// The number of the item in its batch, from 0.
    #[must_use]
    pub fn item(self) -> u32 {
        self.item
    }
}

/// Hands every item of a corpus to `visit`, in parallel and in no particular order. Each thread has a state of its own,
/// made by `start`; all states are returned.
///
/// `threads` is the number of threads, 0 for one a core. `progress` is called now and then with the bytes read so far.
///
/// ```
/// use actag_batch::corpus::{Corpus, Item, Options, visit};
///
/// # let folder = tempfile::tempdir()?;
/// # std::fs::write(folder.path().join("a.txt"), "The Houthis left.")?;
/// # let inputs = [folder.path().to_owned()];
/// let corpus = Corpus::open(&inputs, Options::default())?;
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
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()?;
    let feed = Mutex::new((&mut corpus, 0));
    Ok(pool.broadcast(|_| {
        let mut state = start();
        let mut batch = Batch::default();
        loop {
            let number = {
                let mut feed = feed.lock().unwrap_or_else(PoisonError::into_inner);
                let (corpus, next) = &mut *feed;
                if !corpus.next_batch(&mut batch) {
                    return state;
                }
                progress(corpus.bytes_read());
                *next += 1;
                *next - 1
            };
            let mut place = Place {
                batch: number,
                item: 0,
            };
            batch.read(|item| {
                visit(&mut state, place, item);
                place.item += 1;
            });
        }
    }))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::Options;
    use super::*;

    #[test]
    fn places_are_in_the_order_of_the_corpus() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let line = |n: usize| format!("{{\"id\": \"{n}\", \"text\": \"{}\"}}\n", "x".repeat(500));
        fs::write(&path, (0..10_000).map(line).collect::<String>()).unwrap();
        for threads in [1, 3] {
            let corpus = Corpus::open(std::slice::from_ref(&path), Options::default()).unwrap();
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
