//! One worker: takes batches, tags their documents, makes rows, counts.

use std::sync::{Mutex, PoisonError};

use super::feed::Feed;
use super::order::InOrder;
use super::sink::BatchRows;
use super::{Options, Summary};
use crate::corpus::{Batch, Document, Item, Skipped};
use crate::tables::actors::ActorCount;
use crate::tables::pairs::PairCounts;
use crate::tables::{Rows, Table, documents, mentions, rejected, skipped};
use actag_core::gazetteer::Gazetteer;
use actag_core::tagger::{Mention, Session, Tagger};
use actag_core::text::offsets::OffsetCounter;

/// Skipped inputs that the summary quotes.
const QUOTED: usize = 3;

/// Bytes of rows that a batch keeps in memory. The usual batch has a fifth; those of a huge document go out in parts, when it
/// is the batch's turn.
const KEPT_ROWS: usize = 16 << 20;
/// Rows made before their length is looked at.
const ROWS_AT_ONCE: usize = 1024;

/// What a worker counts.
#[derive(Debug)]
pub(super) struct Counts {
    pub(super) summary: Summary,
    pub(super) actors: Vec<ActorCount>,
    pub(super) pairs: PairCounts,
    /// The first inputs that were skipped, each with the number of its batch.
    pub(super) first_skipped: Vec<(u64, Skipped)>,
}

pub(super) struct Worker<'a> {
    options: &'a Options,
    tables: &'a [Table],
    session: Session<'a>,
    mentions: mentions::Writer,
    counts: Counts,
    /// Actor and sentence of the mentions of the document at hand.
    named: Vec<(u32, u32)>,
}

impl<'a> Worker<'a> {
    pub(super) fn new(tagger: &'a Tagger, options: &'a Options, tables: &'a [Table]) -> Self {
        Self {
            options,
            tables,
            session: tagger.session(),
            mentions: mentions::Writer::new(options.nested),
            counts: Counts::new(tagger.gazetteer()),
            named: Vec::new(),
        }
    }

    /// Works until the corpus is at its end, or the run is.
    pub(super) fn work(
        mut self,
        feed: &Mutex<&mut Feed<'_>>,
        out: &InOrder<'_>,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Counts {
        let mut batch = Batch::default();
        let mut used = BatchRows::new();
        loop {
            let number = {
                let mut feed = feed.lock().unwrap_or_else(PoisonError::into_inner);
                match feed.next(&mut batch, progress) {
                    Some(number) => number,
                    None => break,
                }
            };
            let safe = self.options.spreadsheet_safe;
            let mut rows = DocumentRows::new(self.tables, safe, used, number, out);
            batch.read(|item| match item {
                Item::Document(document) => self.tag(&document, &mut rows),
                Item::Skipped(note) => self.skip(note, &mut rows),
            });
            match out.hand_over(number, rows.into_bytes()) {
                Some(buffers) => used = buffers,
                None => break,
            }
        }
        self.counts
    }

    fn tag(&mut self, document: &Document<'_>, rows: &mut DocumentRows<'_, '_>) {
        let unit = self.options.offsets;
        let found = if rows.get(Table::Rejected).is_some() {
            let mut offsets = OffsetCounter::new(&document.text, unit);
            self.session.explain_each(document, |one| {
                rows.add(Table::Rejected, &[one], |rows, some| {
                    rejected::add(rows, document, some, &mut offsets);
                });
            })
        } else {
            self.session.tag(document)
        };
        let mut offsets = OffsetCounter::new(&document.text, unit);
        rows.add(Table::Mentions, &found, |rows, some| {
            self.mentions.add(rows, document, some, &mut offsets);
        });
        let (count, actors) = self.count(document, &found);
        if let Some(rows) = rows.get(Table::Documents) {
            documents::add(rows, document, count, actors);
        }
    }

    /// Counts a document's mentions, nested ones aside; returns how many there are, and of how many actors.
    fn count(&mut self, document: &Document<'_>, found: &[Mention<'_>]) -> (usize, usize) {
        let summary = &mut self.counts.summary;
        summary.documents += 1;
        summary.bytes += document.text.len() as u64;
        let outer = || found.iter().filter(|mention| mention.parent().is_none());
        let mentions = outer().count();
        summary.mentions += mentions as u64;
        self.named.clear();
        self.named.extend(
            outer().filter_map(|mention| Some((mention.actor_index()? as u32, mention.sentence()))),
        );
        summary.ambiguous += (mentions - self.named.len()) as u64;
        self.named.sort_unstable();
        let mut actors = 0;
        for same in self.named.chunk_by(|a, b| a.0 == b.0) {
            self.counts.actors[same[0].0 as usize].add_document(same.len() as u64, document.date);
            actors += 1;
        }
        if self.tables.contains(&Table::Pairs) {
            self.counts.pairs.add_document(&mut self.named);
        }
        (mentions, actors)
    }

    fn skip(&mut self, note: Skipped, rows: &mut DocumentRows<'_, '_>) {
        let batch = rows.number;
        if let Some(rows) = rows.get(Table::Skipped) {
            skipped::add(rows, &note);
        }
        self.counts.summary.skipped += 1;
        if self.counts.first_skipped.len() < QUOTED {
            self.counts.first_skipped.push((batch, note));
        }
    }
}

/// The rows of a batch, for each table that has rows as documents go by.
struct DocumentRows<'o, 'w> {
    tables: Vec<(Table, Rows)>,
    /// The number of the batch.
    number: u64,
    out: &'o InOrder<'w>,
}

impl<'o, 'w> DocumentRows<'o, 'w> {
    fn new(
        tables: &[Table],
        spreadsheet_safe: bool,
        used: BatchRows,
        number: u64,
        out: &'o InOrder<'w>,
    ) -> Self {
        let mut used = used.into_iter().map(|(_, buffer)| buffer);
        let by_document = tables.iter().filter(|table| table.is_by_document());
        let tables = by_document.map(|&table| {
            let rows = Rows::in_buffer(used.next().unwrap_or_default());
            (table, rows.spreadsheet_safe(spreadsheet_safe))
        });
        Self {
            tables: tables.collect(),
            number,
            out,
        }
    }

    fn get(&mut self, table: Table) -> Option<&mut Rows> {
        self.tables
            .iter_mut()
            .find(|(wanted, _)| *wanted == table)
            .map(|(_, rows)| rows)
    }

    /// Adds the rows of all that was found in a document, some at a time: those of a huge one are never all in memory.
    fn add<T>(&mut self, table: Table, found: &[T], mut add: impl FnMut(&mut Rows, &[T])) {
        let (number, out) = (self.number, self.out);
        let Some(rows) = self.get(table) else {
            return;
        };
        for some in found.chunks(ROWS_AT_ONCE) {
            add(rows, some);
            if rows.len() > KEPT_ROWS && !rows.pour(|bytes| out.pour(number, table, bytes)) {
                return;
            }
        }
    }

    fn into_bytes(self) -> BatchRows {
        self.tables
            .into_iter()
            .map(|(table, rows)| (table, rows.into_bytes()))
            .collect()
    }
}

impl Counts {
    pub(super) fn new(gazetteer: &Gazetteer) -> Self {
        Self {
            summary: Summary::default(),
            actors: vec![ActorCount::default(); gazetteer.actors().len()],
            pairs: PairCounts::default(),
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
        for (total, part) in self.actors.iter_mut().zip(&other.actors) {
            total.merge(part);
        }
        self.pairs.merge(other.pairs);
        // A batch is one worker's, so its notes are in order already.
        self.first_skipped.extend(other.first_skipped);
        self.first_skipped.sort_by_key(|&(batch, _)| batch);
        self.first_skipped.truncate(QUOTED);
    }

    /// The summary, the actors' counts by number, and the pairs'.
    pub(super) fn into_parts(self) -> (Summary, Vec<ActorCount>, PairCounts) {
        let mut summary = self.summary;
        summary.actors = self
            .actors
            .iter()
            .filter(|count| count.documents > 0)
            .count() as u64;
        let first = self.first_skipped.into_iter();
        summary.first_skipped = first.map(|(_, note)| note).collect();
        (summary, self.actors, self.pairs)
    }
}
