//! One worker: takes batches, tags their documents, has rows made, adds up.

use actag_core::gazetteer::Gazetteer;
use actag_core::tagger::{Mention, Session, Tagger};
use actag_core::text::offsets::OffsetCounter;

use super::order::Writer;
use super::sink::BatchRows;
use super::{RunOptions, Summary};
use crate::corpus::{Batch, Document, Item, Skipped};
use crate::tables::by_document::{RowMaker, RowSink, Tagged};
use crate::tables::schema::{Made, RowOptions};
use crate::tables::totals::Totals;
use crate::tables::{CsvRows, Table};

/// Skipped inputs that the summary quotes.
const QUOTED: usize = 3;

/// Bytes of rows that a batch keeps in memory. The usual batch has a fifth of that; those of a
/// huge document are flushed in parts, when it is the batch's turn.
const KEPT: usize = 16 << 20;

/// What a worker adds up.
pub(super) struct Counts {
    pub(super) summary: Summary,
    /// By number of the actor, whether it was seen.
    pub(super) seen: Vec<bool>,
    /// Of each table that is made at the end.
    pub(super) totals: Vec<(Table, Box<dyn Totals>)>,
    /// The first inputs that were skipped, each with the number of its batch.
    pub(super) first_skipped: Vec<(u64, Skipped)>,
}

pub(super) struct Worker<'a> {
    options: &'a RunOptions,
    session: Session<'a>,
    tables: Vec<GrowingTable>,
    counts: Counts,
    /// Actor and sentence of the mentions of the document at hand.
    named: Vec<(u32, u32)>,
    /// Buffers of an earlier batch.
    used: BatchRows,
}

/// A table that grows as documents go by, with the rows of the batch at hand.
struct GrowingTable {
    table: Table,
    maker: Box<dyn RowMaker>,
    rows: CsvRows,
}

impl<'a> Worker<'a> {
    pub(super) fn new(tagger: &'a Tagger, options: &'a RunOptions, tables: &[Table]) -> Self {
        let nested = options.nested;
        let growing = tables.iter().filter_map(|&table| {
            let Made::ByDocument(maker) = table.schema().made else {
                return None;
            };
            Some(GrowingTable {
                table,
                maker: maker(RowOptions { nested }),
                rows: CsvRows::default(),
            })
        });
        Self {
            options,
            session: tagger.session(),
            tables: growing.collect(),
            counts: Counts::new(tagger.gazetteer(), tables),
            named: Vec::new(),
            used: BatchRows::new(),
        }
    }

    /// Tags a batch and hands over its rows; `false` where the run is to stop.
    pub(super) fn tag_batch(&mut self, number: u64, batch: &mut Batch, out: &Writer<'_>) -> bool {
        // Memory that the writer is done with: a run of any length gets by with a few buffers.
        let mut used = self.used.drain(..).map(|(_, buffer)| buffer);
        for growing in &mut self.tables {
            growing.rows = CsvRows::in_buffer(used.next().unwrap_or_default())
                .spreadsheet_safe(self.options.spreadsheet_safe);
        }
        drop(used);
        batch.read(|item| match item {
            Item::Document(document) => self.tag(&document, number, out),
            Item::Skipped(note) => self.skip(note, number, out),
        });
        let rows = self.tables.iter_mut().map(|growing| {
            let rows = std::mem::take(&mut growing.rows);
            (growing.table, rows.into_bytes())
        });
        match out.hand_over(number, rows.collect()) {
            Some(buffers) => {
                self.used = buffers;
                true
            }
            None => false,
        }
    }

    fn tag(&mut self, document: &Document<'_>, number: u64, out: &Writer<'_>) {
        let unit = self.options.offsets;
        let wants_rejections = |growing: &GrowingTable| growing.maker.wants_rejections();
        let mentions = if self.tables.iter().any(wants_rejections) {
            let mut offsets = OffsetCounter::new(&document.text, unit);
            self.session.explain_each(document, |rejection| {
                for growing in self.tables.iter_mut() {
                    growing.with_sink(number, out, |maker, sink| {
                        maker.rejected(document, &rejection, &mut offsets, sink);
                    });
                }
            })
        } else {
            self.session.tag(document)
        };
        let (outer, actors) = self.count(document, &mentions);
        let tagged = Tagged {
            document,
            mentions: &mentions,
            named: &self.named,
            outer,
            actors,
            offsets: unit,
        };
        for growing in &mut self.tables {
            growing.with_sink(number, out, |maker, sink| maker.tagged(&tagged, sink));
        }
        for (_, totals) in &mut self.counts.totals {
            totals.add(&tagged);
        }
    }

    /// Counts a document's mentions and lists who is named; returns how many mentions there are,
    /// without nested ones, and of how many actors.
    fn count(&mut self, document: &Document<'_>, mentions: &[Mention<'_>]) -> (u64, u64) {
        let summary = &mut self.counts.summary;
        summary.documents += 1;
        summary.bytes += document.text.len() as u64;
        self.named.clear();
        let mut outer = 0;
        for mention in mentions.iter().filter(|one| one.parent().is_none()) {
            outer += 1;
            let actor = mention.actor_index().map(|actor| actor as u32);
            let sentence = mention.sentence();
            self.named.extend(actor.map(|actor| (actor, sentence)));
        }
        summary.mentions += outer;
        summary.ambiguous += outer - self.named.len() as u64;
        self.named.sort_unstable();
        let mut actors = 0;
        for same in self.named.chunk_by(|a, b| a.0 == b.0) {
            self.counts.seen[same[0].0 as usize] = true;
            actors += 1;
        }
        (outer, actors)
    }

    fn skip(&mut self, note: Skipped, number: u64, out: &Writer<'_>) {
        for growing in &mut self.tables {
            growing.with_sink(number, out, |maker, sink| maker.skipped(&note, sink));
        }
        self.counts.summary.skipped += 1;
        if self.counts.first_skipped.len() < QUOTED {
            self.counts.first_skipped.push((number, note));
        }
    }

    pub(super) fn into_counts(self) -> Counts {
        self.counts
    }
}

impl GrowingTable {
    fn with_sink(
        &mut self,
        number: u64,
        out: &Writer<'_>,
        make: impl FnOnce(&mut dyn RowMaker, &mut RowSink<'_>),
    ) {
        let table = self.table;
        let mut flush = |rows: &[u8]| out.flush(number, table, rows);
        make(
            &mut *self.maker,
            &mut RowSink::new(&mut self.rows, KEPT, &mut flush),
        );
    }
}

impl Counts {
    pub(super) fn new(gazetteer: &Gazetteer, tables: &[Table]) -> Self {
        let at_end = tables.iter().filter_map(|&table| {
            let Made::AtEnd { totals, .. } = table.schema().made else {
                return None;
            };
            Some((table, totals(gazetteer)))
        });
        Self {
            summary: Summary::default(),
            seen: vec![false; gazetteer.actors().len()],
            totals: at_end.collect(),
            first_skipped: Vec::new(),
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        let (summary, part) = (&mut self.summary, other.summary);
        summary.documents += part.documents;
        summary.bytes += part.bytes;
        summary.mentions += part.mentions;
        summary.ambiguous += part.ambiguous;
        summary.skipped += part.skipped;
        for (total, part) in self.seen.iter_mut().zip(&other.seen) {
            *total |= part;
        }
        for ((_, total), (_, part)) in self.totals.iter_mut().zip(other.totals) {
            total.merge(part);
        }
        // A batch is one worker's, so its notes are in order already.
        self.first_skipped.extend(other.first_skipped);
        self.first_skipped.sort_by_key(|&(batch, _)| batch);
        self.first_skipped.truncate(QUOTED);
    }

    /// Returns the summary, with the number of actors and the first inputs that were skipped.
    pub(super) fn summary(&self) -> Summary {
        let mut summary = self.summary.clone();
        summary.actors = self.seen.iter().filter(|&&seen| seen).count() as u64;
        let first = self.first_skipped.iter();
        summary.first_skipped = first.map(|(_, note)| note.clone()).collect();
        summary
    }
}
