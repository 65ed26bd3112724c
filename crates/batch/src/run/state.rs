//! What a run needs to resume, beside the rows it wrote: how far it has read, and what it added up.

use std::collections::BTreeMap;

use actag_core::gazetteer::Gazetteer;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::worker::Counts;
use crate::corpus::{Feed, Skipped};
use crate::tables::Table;

/// The state between two batches.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct State {
    /// Hash of the list of inputs, with the times of their last change.
    pub(super) inputs: String,
    /// Batches of the corpus that are done, or another shard's.
    pub(super) read: u64,
    /// Of the records in them.
    pub(super) checksum: u32,
    documents: u64,
    bytes: u64,
    mentions: u64,
    ambiguous: u64,
    skipped: u64,
    /// The first inputs that were skipped.
    first_skipped: Vec<Skipped>,
    /// The actors seen, by number.
    actors: Vec<usize>,
    /// What each table that is made at the end has added up.
    totals: BTreeMap<String, Box<RawValue>>,
}

impl State {
    pub(super) fn of(feed: &Feed<'_>, counts: &Counts) -> serde_json::Result<Self> {
        let summary = &counts.summary;
        let first = counts.first_skipped.iter().map(|(_, note)| note);
        let seen = counts.seen.iter().enumerate().filter(|(_, seen)| **seen);
        let mut totals = BTreeMap::new();
        for (table, total) in &counts.totals {
            totals.insert(table.name().to_owned(), total.save()?);
        }
        Ok(Self {
            inputs: feed.corpus().listing().with_times.clone(),
            read: feed.read(),
            checksum: feed.corpus().checksum(),
            documents: summary.documents,
            bytes: summary.bytes,
            mentions: summary.mentions,
            ambiguous: summary.ambiguous,
            skipped: summary.skipped,
            first_skipped: first.cloned().collect(),
            actors: seen.map(|(number, _)| number).collect(),
            totals,
        })
    }

    /// Returns the counts as they were; `None` where they are not of this gazetteer and these
    /// tables.
    pub(super) fn counts(self, gazetteer: &Gazetteer, tables: &[Table]) -> Option<Counts> {
        let mut counts = Counts::new(gazetteer, tables);
        let summary = &mut counts.summary;
        summary.documents = self.documents;
        summary.bytes = self.bytes;
        summary.mentions = self.mentions;
        summary.ambiguous = self.ambiguous;
        summary.skipped = self.skipped;
        summary.earlier_documents = self.documents;
        summary.earlier_bytes = self.bytes;
        for number in self.actors {
            *counts.seen.get_mut(number)? = true;
        }
        for (table, total) in &mut counts.totals {
            total.load(self.totals.get(table.name())?)?;
        }
        let first = self.first_skipped.into_iter();
        counts.first_skipped = first.map(|note| (0, note)).collect();
        Some(counts)
    }
}
