//! What a run needs to resume, beside the rows it wrote: how far it has read, and what it added up.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::counts::CorpusCounts;
use super::repeats::{Repeats, SavedRepeats};
use super::worker::{Counts, Job};
use crate::corpus::{Feed, Skipped};

/// The state between two batches.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct State {
    /// Hash of the list of inputs, with the times of their last change.
    pub(super) inputs: String,
    /// Batches of the corpus that are done, or another shard's.
    pub(super) read: u64,
    /// Of the records in them.
    pub(super) checksum: u32,
    counts: CorpusCounts,
    /// The first inputs that were skipped.
    first_skipped: Vec<Skipped>,
    /// The actors seen, by number.
    actors: Vec<usize>,
    /// What each table that is made at the end has added up.
    totals: BTreeMap<String, Box<RawValue>>,
    repeats: Option<SavedRepeats>,
}

impl State {
    pub(super) fn of(feed: &Feed<'_>, counts: &mut Counts) -> io::Result<Self> {
        let first = counts.first_skipped.iter().map(|(_, note)| note);
        let seen = counts.seen.iter().enumerate().filter(|(_, seen)| **seen);
        let mut totals = BTreeMap::new();
        for (table, total) in &mut counts.totals {
            totals.insert(table.name().to_owned(), total.save()?);
        }
        Ok(Self {
            inputs: feed.corpus().listing().with_times.clone(),
            read: feed.read(),
            checksum: feed.corpus().checksum(),
            counts: counts.corpus.clone(),
            first_skipped: first.cloned().collect(),
            actors: seen.map(|(number, _)| number).collect(),
            totals,
            repeats: counts.repeats.as_mut().map(Repeats::save).transpose()?,
        })
    }

    /// Returns the counts as they were; `None` where they are not of this gazetteer and these
    /// tables.
    pub(super) fn counts(self, job: &Job<'_>) -> Option<Counts> {
        let mut counts = Counts::new(job);
        counts.corpus = self.counts;
        for number in self.actors {
            *counts.seen.get_mut(number)? = true;
        }
        for (table, total) in &mut counts.totals {
            total.load(self.totals.get(table.name())?)?;
        }
        if let Some(repeats) = &mut counts.repeats {
            repeats.load(self.repeats?).ok()?;
        }
        let first = self.first_skipped.into_iter();
        counts.first_skipped = first.map(|note| (0, note)).collect();
        Some(counts)
    }
}
