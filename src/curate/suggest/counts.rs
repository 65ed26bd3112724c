//! What is counted of every name that nothing tagged, and how much of it is kept.

use std::collections::HashMap;

use jiff::civil::Date;

use super::beside::Beside;
use super::words::{PERSON, TYPE_COUNT};
use crate::corpus::InOrder;

/// Samples kept of a name, each from another document.
pub(super) const SAMPLES: usize = 3;

/// Names kept at most. Most names of a corpus occur in one document: beyond this bound those of the
/// fewest documents are forgotten (*lossy counting*), so memory does not grow with the corpus. A
/// name takes about 500 bytes.
const LIMIT: usize = 500_000;

/// An occurrence of a name, with the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The id of the document.
    pub document: Box<str>,
    /// The words around it and itself, white space made one space.
    pub text: Box<str>,
    /// Where the name is in that text, in bytes.
    pub name: std::ops::Range<usize>,
}

/// A sample in one piece of memory: most names of a corpus are counted once, and have one.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// The document's id, then the text.
    joined: Box<str>,
    /// Where the text begins, the name and what is after it.
    text: u32,
    name: u32,
    after: u32,
}

impl Kept {
    /// `joined` holds the document's id, the text before the name, the name and the text after it,
    /// the latter three from the given bytes on; `None` where they are beyond all measure.
    pub(super) fn new(joined: &str, text: usize, name: usize, after: usize) -> Option<Self> {
        Some(Self {
            joined: joined.into(),
            text: text.try_into().ok()?,
            name: name.try_into().ok()?,
            after: after.try_into().ok()?,
        })
    }

    fn document(&self) -> &str {
        &self.joined[..self.text as usize]
    }

    fn name(&self) -> &str {
        &self.joined[self.name as usize..self.after as usize]
    }

    fn sample(&self) -> Sample {
        Sample {
            document: self.document().into(),
            text: self.joined[self.text as usize..].into(),
            name: (self.name - self.text) as usize..(self.after - self.text) as usize,
        }
    }
}

/// What is counted of a name.
#[derive(Debug, Clone)]
pub(super) struct NameCounts {
    /// As it is written, where that is not as in the first sample.
    pub(super) renamed: Option<Box<str>>,
    pub(super) mentions: u32,
    pub(super) documents: u32,
    /// Of the mentions: in running text, where a capital proves a name.
    pub(super) proven: u32,
    pub(super) titled: u32,
    pub(super) in_place: u32,
    pub(super) backed: u32,
    pub(super) backs: u32,
    /// Head words beside it, by type.
    pub(super) heads: [u32; TYPE_COUNT],
    /// A bit for each of 64 months in turn: how many months it is spread over.
    pub(super) months: u64,
    pub(super) first_date: Option<Date>,
    pub(super) last_date: Option<Date>,
    samples: [Option<Kept>; SAMPLES],
    /// The document it was counted in last, by its number in the batch.
    last_item: u32,
}

impl NameCounts {
    pub(super) fn new() -> Self {
        Self {
            renamed: None,
            mentions: 0,
            documents: 0,
            proven: 0,
            titled: 0,
            in_place: 0,
            backed: 0,
            backs: 0,
            heads: [0; TYPE_COUNT],
            months: 0,
            first_date: None,
            last_date: None,
            samples: [const { None }; SAMPLES],
            last_item: u32::MAX,
        }
    }

    /// No counts yet of a name that its samples hold among other words.
    pub(super) fn named(name: Box<str>) -> Self {
        Self {
            renamed: Some(name),
            ..Self::new()
        }
    }

    /// As it is written where it occurs first.
    pub(super) fn written(&self) -> &str {
        let first = || self.samples.first()?.as_ref().map(Kept::name);
        self.renamed.as_deref().or_else(first).unwrap_or_default()
    }

    /// Returns the samples, in the corpus's order.
    pub(super) fn samples(&self) -> Vec<Sample> {
        self.samples.iter().flatten().map(Kept::sample).collect()
    }

    /// Returns whether more samples are wanted.
    pub(super) fn wants_sample(&self) -> bool {
        self.samples.iter().any(Option::is_none)
    }

    /// Keeps a sample, if there is room and none of its document.
    pub(super) fn keep(&mut self, sample: Kept) {
        for kept in &mut self.samples {
            match kept {
                None => {
                    *kept = Some(sample);
                    return;
                }
                Some(kept) if kept.document() == sample.document() => return,
                Some(_) => {}
            }
        }
    }

    /// Counts one mention in document `item` of the batch; `true` where it is the document's first.
    pub(super) fn add(&mut self, item: u32, date: Option<Date>) -> bool {
        self.mentions += 1;
        if self.last_item == item {
            return false;
        }
        self.last_item = item;
        self.documents += 1;
        if let Some(date) = date {
            // Months 64 apart share a bit: one integer a name instead of a set, and right for
            // five years and more.
            self.months |= 1 << month_number(date).rem_euclid(64);
            self.first_date = Some(self.first_date.map_or(date, |first| first.min(date)));
            self.last_date = self.last_date.max(Some(date));
        }
        true
    }

    pub(super) fn add_hints(&mut self, proven: bool, titled: bool, beside: Beside) {
        self.proven += u32::from(proven);
        self.titled += u32::from(titled || beside.title);
        self.in_place += u32::from(beside.place);
        self.backed += u32::from(beside.backed);
        self.backs += u32::from(beside.backs);
        match beside.head {
            Some(head) if head != PERSON => self.heads[usize::from(head)] += 1,
            _ => {}
        }
    }

    /// Adds what is counted of an acronym. Nobody knows which documents hold both: the greater
    /// number counts.
    pub(super) fn join(&mut self, acronym: Self) {
        let documents = self.documents.max(acronym.documents);
        self.merge(acronym);
        self.documents = documents;
    }

    /// Adds what a later batch counted.
    fn merge(&mut self, later: Self) {
        self.mentions += later.mentions;
        self.documents += later.documents;
        self.proven += later.proven;
        self.titled += later.titled;
        self.in_place += later.in_place;
        self.backed += later.backed;
        self.backs += later.backs;
        for (sum, count) in self.heads.iter_mut().zip(later.heads) {
            *sum += count;
        }
        self.months |= later.months;
        self.first_date = match (self.first_date, later.first_date) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.last_date = self.last_date.max(later.last_date);
        later
            .samples
            .into_iter()
            .flatten()
            .for_each(|sample| self.keep(sample));
    }
}

fn month_number(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month())
}

/// A long name and its acronym, as often as they occur beside each other.
#[derive(Debug, Clone)]
pub(super) struct PairCounts {
    pub(super) long: NameCounts,
    pub(super) acronym: Box<str>,
    /// The actor that the long name is tagged as, and the acronym.
    pub(super) long_actor: Option<u32>,
    pub(super) acronym_actor: Option<u32>,
}

impl PairCounts {
    /// Adds what a later batch counted.
    fn merge(&mut self, later: Self) {
        self.long_actor = self.long_actor.or(later.long_actor);
        self.acronym_actor = self.acronym_actor.or(later.acronym_actor);
        self.long.merge(later.long);
    }
}

/// Names by their folded form.
pub(super) type Names = HashMap<Box<str>, NameCounts>;

/// Pairs by the folded forms of long name and acronym, a line break between.
pub(super) type AcronymPairs = HashMap<Box<str>, PairCounts>;

/// The counts of one batch of documents.
#[derive(Debug, Default)]
pub(super) struct BatchCounts {
    pub(super) names: Vec<(Box<str>, NameCounts)>,
    pub(super) pairs: Vec<(Box<str>, PairCounts)>,
    pub(super) size: Size,
}

/// How much was read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Size {
    pub(super) documents: u64,
    pub(super) bytes: u64,
    pub(super) skipped: u64,
}

/// The counts of a corpus. Batches are added in the corpus's order, whatever thread counted them:
/// so samples are the first, and what is forgotten does not depend on the number of threads.
#[derive(Debug, Default)]
pub(super) struct Total {
    pub(super) names: Names,
    pub(super) pairs: AcronymPairs,
    pub(super) size: Size,
    /// The documents that a name may have been forgotten in before it was counted again.
    pub(super) forgotten: u32,
    order: InOrder<BatchCounts>,
}

impl Total {
    /// Adds a batch, as soon as all before it have been added.
    pub(super) fn add(&mut self, number: u64, batch: BatchCounts) {
        self.order.insert(number, batch);
        while let Some((_, batch)) = self.order.pop() {
            self.merge(batch);
            self.forget_rare(LIMIT);
        }
    }

    fn merge(&mut self, batch: BatchCounts) {
        self.size.documents += batch.size.documents;
        self.size.bytes += batch.size.bytes;
        self.size.skipped += batch.size.skipped;
        for (key, counts) in batch.names {
            match self.names.get_mut(&key) {
                Some(sum) => sum.merge(counts),
                None => {
                    self.names.insert(key, counts);
                }
            }
        }
        for (key, pair) in batch.pairs {
            match self.pairs.get_mut(&key) {
                Some(sum) => sum.merge(pair),
                None => {
                    self.pairs.insert(key, pair);
                }
            }
        }
    }

    /// Forgets the names of the fewest documents where there are more than `limit`, until half as
    /// many are left.
    fn forget_rare(&mut self, limit: usize) {
        if self.names.len() > limit {
            // Down to half, so that the next batches need not do it again.
            let mut bound = 0;
            while self.names.len() > limit / 2 {
                bound += 1;
                self.names.retain(|_, counts| counts.documents > bound);
            }
            self.forgotten += bound;
        }
        let mut bound = 0;
        while self.pairs.len() > limit / 4 {
            bound += 1;
            self.pairs.retain(|_, pair| pair.long.documents > bound);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(names: &[(&str, u32)]) -> BatchCounts {
        let mut batch = BatchCounts::default();
        for &(name, documents) in names {
            let mut counts = NameCounts::new();
            for item in 0..documents {
                counts.add(item, None);
                counts.add(item, None);
            }
            batch.names.push((name.into(), counts));
        }
        batch
    }

    #[test]
    fn batches_are_added_in_order() {
        let mut total = Total::default();
        total.add(1, batch(&[("A", 1), ("b", 1)]));
        assert!(total.names.is_empty());
        total.add(0, batch(&[("A", 2)]));
        let counts = &total.names["A"];
        assert_eq!((counts.documents, counts.mentions), (3, 6));
        assert_eq!(total.names.len(), 2);
    }

    #[test]
    fn the_rarest_are_forgotten() {
        let mut total = Total::default();
        total.merge(batch(&[("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 1)]));
        total.forget_rare(5);
        assert_eq!((total.names.len(), total.forgotten), (5, 0));
        total.forget_rare(4);
        assert_eq!((total.names.len(), total.forgotten), (2, 2));
    }

    #[test]
    fn months_are_counted() {
        let mut counts = NameCounts::new();
        for (item, day) in (0..).zip(["2017-01-20", "2017-01-31", "2017-02-01", "2016-12-31"]) {
            counts.add(item, day.parse().ok());
        }
        assert_eq!(counts.months.count_ones(), 3);
        assert_eq!(counts.first_date, "2016-12-31".parse().ok());
        assert_eq!(counts.last_date, "2017-02-01".parse().ok());
    }
}
