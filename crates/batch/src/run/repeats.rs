//! Documents that are alike: several with one id, several with one text.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::hash::TextHash;
use crate::sorted::{RunFolder, SavedRuns, Sorted, Sorter};
use crate::tables::copies::DocumentKey;

/// Repeated ids that are told of by name.
const QUOTED: usize = 3;
/// Documents of each of them that are named.
const PLACES: usize = 2;

/// Ids and texts of all documents, by which those that are alike are found at the end.
#[derive(Debug)]
pub(crate) struct Repeats {
    /// Hash of the id, and the key of the document.
    ids: Sorter<4>,
    /// Hash of the text, and the key.
    texts: Sorter<4>,
    runs: Arc<RunFolder>,
}

/// What a checkpoint says of them.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SavedRepeats {
    ids: SavedRuns,
    texts: SavedRuns,
}

/// What was found of documents that are alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatCounts {
    /// Ids that several documents have.
    pub repeated_ids: u64,
    /// Documents with such an id.
    pub documents_of_repeated_ids: u64,
    /// Documents whose text an earlier one has.
    pub same_texts: u64,
}

/// The documents that are alike.
pub(crate) struct Alike {
    pub(crate) counts: RepeatCounts,
    /// The first documents of the first repeated ids.
    pub(crate) first_ids: Vec<Vec<DocumentKey>>,
    /// Each document whose text an earlier one has, and that one, in the order of the corpus.
    pub(crate) copies: Sorted<4>,
}

impl Repeats {
    pub(crate) fn new(runs: &Arc<RunFolder>) -> Self {
        Self {
            ids: Sorter::new(runs),
            texts: Sorter::new(runs),
            runs: Arc::clone(runs),
        }
    }

    /// Adds a document.
    pub(crate) fn add(&mut self, key: DocumentKey, id: &str, text: TextHash) -> io::Result<()> {
        let DocumentKey { input, record } = key;
        let TextHash([high, low]) = TextHash::of(id);
        self.ids.push([high, low, input, record])?;
        let TextHash([high, low]) = text;
        self.texts.push([high, low, input, record])
    }

    pub(crate) fn merge(&mut self, other: Self) -> io::Result<()> {
        self.ids.merge(other.ids)?;
        self.texts.merge(other.texts)
    }

    pub(crate) fn save(&mut self) -> io::Result<SavedRepeats> {
        Ok(SavedRepeats {
            ids: self.ids.save()?,
            texts: self.texts.save()?,
        })
    }

    pub(crate) fn load(&mut self, saved: SavedRepeats) -> io::Result<()> {
        self.ids.load(saved.ids)?;
        self.texts.load(saved.texts)
    }

    /// Hands over the hashes of the texts that an earlier run had.
    pub(crate) fn each_loaded_text(&self, mut each: impl FnMut(TextHash)) -> io::Result<()> {
        self.texts
            .each_loaded(|[high, low, ..]| each(TextHash([high, low])))
    }

    /// Finds the documents that are alike.
    pub(crate) fn into_alike(self) -> io::Result<Alike> {
        let mut counts = RepeatCounts::default();
        // By the first document: then these are the first in the order of the corpus.
        let mut first_ids: BTreeMap<DocumentKey, Vec<DocumentKey>> = BTreeMap::new();
        let mut ids = Alikes::new(self.ids.into_sorted()?);
        while let Some(group) = ids.next()? {
            counts.repeated_ids += u64::from(group.count == 2);
            counts.documents_of_repeated_ids += if group.count == 2 { 2 } else { 1 };
            let places = first_ids
                .entry(group.first)
                .or_insert_with(|| vec![group.first]);
            if places.len() < PLACES {
                places.push(group.this);
            }
            if first_ids.len() > QUOTED {
                first_ids.pop_last();
            }
        }
        let mut copies = Sorter::new(&self.runs);
        let mut texts = Alikes::new(self.texts.into_sorted()?);
        while let Some(group) = texts.next()? {
            counts.same_texts += 1;
            let (this, first) = (group.this, group.first);
            copies.push([this.input, this.record, first.input, first.record])?;
        }
        Ok(Alike {
            counts,
            first_ids: first_ids.into_values().collect(),
            copies: copies.into_sorted()?,
        })
    }
}

/// Walks over sorted hashes with keys, and stops at each document that is like an earlier one.
struct Alikes {
    sorted: Sorted<4>,
    hash: TextHash,
    first: DocumentKey,
    count: u64,
}

/// A document that is like an earlier one.
struct AlikeDocument {
    this: DocumentKey,
    first: DocumentKey,
    /// How many there are so far, this one included.
    count: u64,
}

impl Alikes {
    fn new(sorted: Sorted<4>) -> Self {
        Self {
            sorted,
            hash: TextHash::default(),
            first: DocumentKey::default(),
            count: 0,
        }
    }

    fn next(&mut self) -> io::Result<Option<AlikeDocument>> {
        while let Some([high, low, input, record]) = self.sorted.next()? {
            let (hash, this) = (TextHash([high, low]), DocumentKey { input, record });
            if self.count > 0 && self.hash == hash {
                self.count += 1;
                return Ok(Some(AlikeDocument {
                    this,
                    first: self.first,
                    count: self.count,
                }));
            }
            (self.hash, self.first, self.count) = (hash, this, 1);
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_are_alike_are_found_in_the_order_of_the_corpus() {
        let runs = Arc::new(RunFolder::temporary());
        let mut workers = [(); 2].map(|()| Repeats::new(&runs));
        let documents = [
            ("a", "one"),
            ("b", "two"),
            ("a", "three"),
            ("c", "two"),
            ("a", "two"),
            ("d", "four"),
            ("b", "five"),
        ];
        for (record, (id, text)) in (1..).zip(documents) {
            let key = DocumentKey { input: 1, record };
            let worker = &mut workers[record as usize % 2];
            worker.add(key, id, TextHash::of(text)).unwrap();
        }
        let [mut one, two] = workers;
        one.merge(two).unwrap();
        let mut alike = one.into_alike().unwrap();
        let want = RepeatCounts {
            repeated_ids: 2,
            documents_of_repeated_ids: 5,
            same_texts: 2,
        };
        assert_eq!(alike.counts, want);
        let key = |record| DocumentKey { input: 1, record };
        assert_eq!(
            alike.first_ids,
            [vec![key(1), key(3)], vec![key(2), key(7)]]
        );
        let copies = std::iter::from_fn(|| alike.copies.next().unwrap());
        assert_eq!(copies.collect::<Vec<_>>(), [[1, 4, 1, 2], [1, 5, 1, 2]]);
    }
}
