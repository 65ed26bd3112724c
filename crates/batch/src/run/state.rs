//! What a run needs to go on where it stopped, beside the rows it wrote: how far it has read, and its counts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::feed::Feed;
use super::worker::Counts;
use crate::corpus::Skipped;
use crate::tables::actors::ActorCount;
use crate::tables::pairs::PairCounts;
use actag_core::gazetteer::Gazetteer;

/// Number, mentions, documents, first and last date.
type SeenActor = (u32, u64, u64, Option<Date>, Option<Date>);

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
    /// Path, line and reason of the first inputs that were skipped.
    first_skipped: Vec<(String, Option<u64>, String)>,
    /// The actors seen, by number.
    actors: Vec<SeenActor>,
    /// Pairs of them, with the sentences and documents that name both.
    pairs: Vec<(u32, u32, u64, u64)>,
}

impl State {
    pub fn of(feed: &Feed<'_>, counts: &Counts) -> Self {
        let summary = &counts.summary;
        let first = counts.first_skipped.iter().map(|(_, note)| note);
        let actors = counts.actors.iter().zip(0u32..);
        Self {
            inputs: feed.corpus().listing().with_times.clone(),
            read: feed.read(),
            checksum: feed.corpus().checksum(),
            documents: summary.documents,
            bytes: summary.bytes,
            mentions: summary.mentions,
            ambiguous: summary.ambiguous,
            skipped: summary.skipped,
            first_skipped: first
                .map(|note| (note.path.clone(), note.line, note.reason.clone()))
                .collect(),
            actors: actors
                .filter(|(count, _)| count.documents > 0)
                .map(|(count, number)| {
                    let ActorCount {
                        mentions,
                        documents,
                        first,
                        last,
                    } = *count;
                    (number, mentions, documents, first, last)
                })
                .collect(),
            pairs: counts.pairs.iter().collect(),
        }
    }

    /// The counts as they were; `None` where they are not of this gazetteer.
    pub(super) fn counts(self, gazetteer: &Gazetteer) -> Option<Counts> {
        let mut counts = Counts::new(gazetteer);
        let summary = &mut counts.summary;
        summary.documents = self.documents;
        summary.bytes = self.bytes;
        summary.mentions = self.mentions;
        summary.ambiguous = self.ambiguous;
        summary.skipped = self.skipped;
        summary.earlier_documents = self.documents;
        summary.earlier_bytes = self.bytes;
        for (number, mentions, documents, first, last) in self.actors {
            *counts.actors.get_mut(number as usize)? = ActorCount {
                mentions,
                documents,
                first,
                last,
            };
        }
        counts.pairs = PairCounts::from_iter(self.pairs);
        let first = self.first_skipped.into_iter();
        counts.first_skipped = first
            .map(|(path, line, reason)| (0, Skipped { path, line, reason }))
            .collect();
        Some(counts)
    }
}
