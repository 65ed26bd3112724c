//! One worker: takes batches, tags their documents, has rows made, adds up.

use std::io;

use actag_core::tagger::{Mention, Reading, Session, Tagger};

use super::counts::CorpusCounts;
use super::order::Writer;
use super::repeats::Repeats;
use super::sink::BatchRows;
use super::text_out::write_text;
use super::unique_texts::UniqueTexts;
use super::{RunError, RunOptions, Summary};
use crate::corpus::{Batch, Document, Item, OptionNames, SkipKind, Skipped};
use crate::hash::TextHash;
use crate::tables::by_document::{RowMaker, RowSink, Tagged};
use crate::tables::copies::DocumentKey;
use crate::tables::folder::OutputError;
use crate::tables::joined::{FieldPlaces, JoinedText};
use crate::tables::schema::{Made, RowOptions};
use crate::tables::totals::{Totals, TotalsOptions};
use crate::tables::{CsvRows, Table};

/// Skipped inputs that the summary quotes.
const QUOTED: usize = 3;

/// Bytes of rows that a batch keeps in memory. The usual batch has a fifth of that; those of a
/// huge document are flushed in parts, when it is the batch's turn.
const KEPT: usize = 16 << 20;

/// What all workers of a run share.
pub(super) struct Job<'a> {
    pub(super) tagger: &'a Tagger,
    pub(super) options: &'a RunOptions,
    /// What messages call the options of reading.
    pub(super) names: OptionNames,
    pub(super) tables: &'a [Table],
    pub(super) totals: TotalsOptions<'a>,
}

impl Job<'_> {
    /// Returns the error of a run whose disk does not take, or give, what memory has no room for.
    pub(super) fn failed(&self, source: io::Error) -> RunError {
        let path = self.totals.runs.path();
        RunError::Output(OutputError::Write { path, source })
    }
}

/// What a worker adds up.
pub(super) struct Counts {
    pub(super) corpus: CorpusCounts,
    /// By number of the actor, whether it was seen.
    pub(super) seen: Vec<bool>,
    /// Of each table that is made at the end.
    pub(super) totals: Vec<(Table, Box<dyn Totals>)>,
    /// `None` for a shard: of a part of the corpus it tells nothing.
    pub(super) repeats: Option<Repeats>,
    /// A note on ids that several documents have, once all have been read.
    pub(super) repeated_ids: Option<Skipped>,
    /// The first inputs that were skipped, each with the number of its batch.
    pub(super) first_skipped: Vec<(u64, Skipped)>,
}

pub(super) struct Worker<'a> {
    job: &'a Job<'a>,
    session: Session<'a>,
    tables: Vec<GrowingTable>,
    counts: Counts,
    /// Where only the first document of each text is tagged.
    unique: Option<&'a UniqueTexts>,
    /// Actor and sentence of the mentions of the document at hand.
    named: Vec<(u32, u32)>,
    /// Those of them that are not read as places, where that is asked for.
    acting: Vec<(u32, u32)>,
    /// Buffers of an earlier batch.
    used: BatchRows,
    /// Memory for title and text in one.
    joined: String,
}

/// A table that grows as documents go by, with the rows of the batch at hand.
struct GrowingTable {
    table: Table,
    maker: Box<dyn RowMaker>,
    rows: CsvRows,
}

impl<'a> Worker<'a> {
    pub(super) fn new(job: &'a Job<'a>, unique: Option<&'a UniqueTexts>) -> Self {
        let row_options = RowOptions {
            nested: job.options.nested,
            names: job.names,
        };
        let growing = job.tables.iter().filter_map(|&table| {
            let Made::ByDocument(maker) = table.schema().made else {
                return None;
            };
            Some(GrowingTable {
                table,
                maker: maker(row_options),
                rows: CsvRows::default(),
            })
        });
        Self {
            job,
            session: job.tagger.session(),
            tables: growing.collect(),
            counts: Counts::new(job),
            unique,
            named: Vec::new(),
            acting: Vec::new(),
            used: BatchRows::new(),
            joined: String::new(),
        }
    }

    /// Tags a batch and hands over its rows; `false` where the run is to stop.
    pub(super) fn tag_batch(&mut self, number: u64, batch: &mut Batch, out: &Writer<'_>) -> bool {
        // Memory that the writer is done with: a run of any length gets by with a few buffers.
        let mut used = self.used.drain(..).map(|(_, buffer)| buffer);
        for growing in &mut self.tables {
            growing.rows = CsvRows::in_buffer(used.next().unwrap_or_default())
                .spreadsheet_safe(self.job.options.spreadsheet_safe);
        }
        drop(used);
        match self.unique {
            Some(unique) => self.tag_unique(number, batch, unique, out),
            None => batch.read(|item| match item {
                Item::Document(document) => {
                    let hash = TextHash::of(&document.text);
                    self.tag(&document, hash, number, out);
                }
                Item::Skipped(note) => self.skip(note, number, out),
            }),
        }
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

    /// Tags those documents of a batch whose text no earlier one has; the others get rows without
    /// mentions.
    fn tag_unique(
        &mut self,
        number: u64,
        batch: &mut Batch,
        unique: &UniqueTexts,
        out: &Writer<'_>,
    ) {
        let turn = unique.turn(number);
        // Held in memory until earlier batches have said which texts they have.
        let mut held: Vec<(Item<'static>, Option<TextHash>)> = Vec::new();
        batch.read(|item| {
            let hash = match &item {
                Item::Document(document) => Some(TextHash::of(&document.text)),
                Item::Skipped(_) => None,
            };
            held.push((item.into_owned(), hash));
        });
        let first = turn.first(held.iter().filter_map(|(_, hash)| *hash));
        let mut first = first.into_iter();
        for (item, hash) in held {
            match (item, hash) {
                (Item::Document(document), Some(hash)) => {
                    if first.next().unwrap_or(true) {
                        self.tag(&document, hash, number, out);
                    } else {
                        self.counts.corpus.untagged_copies += 1;
                        self.add(&document, None, &[], hash, (number, out));
                    }
                }
                (Item::Skipped(note), _) => self.skip(note, number, out),
                (Item::Document(_), None) => {}
            }
        }
    }

    fn tag(&mut self, document: &Document<'_>, hash: TextHash, number: u64, out: &Writer<'_>) {
        let mut buffer = std::mem::take(&mut self.joined);
        let joined = JoinedText::of(document, self.job.options.tag_titles, &mut buffer);
        let tagged = joined.as_ref().map(|joined| joined.document(document));
        let text = tagged.as_ref().unwrap_or(document);
        self.tag_as(document, text, joined.as_ref(), hash, (number, out));
        self.joined = joined.map_or(buffer, JoinedText::into_buffer);
    }

    /// Tags a document by a text that perhaps is not its own.
    fn tag_as(
        &mut self,
        document: &Document<'_>,
        by: &Document<'_>,
        joined: Option<&JoinedText>,
        hash: TextHash,
        (number, out): (u64, &Writer<'_>),
    ) {
        let unit = self.job.options.offsets;
        let wants_rejections = |growing: &GrowingTable| growing.maker.wants_rejections();
        let mentions = if self.tables.iter().any(wants_rejections) {
            let mut places = FieldPlaces::new(document, joined, unit);
            self.session.explain_each(by, |rejection| {
                for growing in self.tables.iter_mut() {
                    growing.with_sink(number, out, |maker, sink| {
                        maker.rejected(&rejection, &mut places, sink);
                    });
                }
            })
        } else {
            self.session.tag(by)
        };
        self.add(document, joined, &mentions, hash, (number, out));
    }

    /// Makes the rows of a document and adds it to what is counted.
    fn add(
        &mut self,
        document: &Document<'_>,
        joined: Option<&JoinedText>,
        mentions: &[Mention<'_>],
        text_hash: TextHash,
        (number, out): (u64, &Writer<'_>),
    ) {
        let (outer, actors) = self.list_named(mentions);
        if let Some(folder) = &self.job.options.text_out
            && let Err(error) = write_text(folder, document)
        {
            out.fail(RunError::Output(error));
        }
        let tagged = Tagged {
            document,
            joined,
            mentions,
            named: &self.named,
            related: match self.job.options.pair_actors_only {
                true => &self.acting,
                false => &self.named,
            },
            outer,
            actors,
            text_hash,
            offsets: self.job.options.offsets,
        };
        for growing in &mut self.tables {
            growing.with_sink(number, out, |maker, sink| maker.tagged(&tagged, sink));
        }
        match self.counts.add(&tagged) {
            Ok(None) => {}
            Ok(Some(left_out)) => {
                let note = Skipped {
                    path: document.path.to_string(),
                    line: None,
                    kind: SkipKind::TooManyActors,
                    reason: format!("document `{}` {left_out}", document.id),
                };
                self.skip(note, number, out);
            }
            Err(error) => out.fail(self.job.failed(error)),
        }
    }

    /// Lists who is named; returns how many mentions there are, without nested ones, and of how
    /// many actors.
    fn list_named(&mut self, mentions: &[Mention<'_>]) -> (u64, u64) {
        self.named.clear();
        self.acting.clear();
        let mut outer = 0;
        for mention in mentions.iter().filter(|one| one.parent().is_none()) {
            outer += 1;
            let actor = mention.actor_index().map(|actor| actor as u32);
            let sentence = mention.sentence();
            self.named.extend(actor.map(|actor| (actor, sentence)));
            if self.job.options.pair_actors_only && mention.reading() != Some(Reading::Place) {
                self.acting.extend(actor.map(|actor| (actor, sentence)));
            }
        }
        self.named.sort_unstable();
        self.acting.sort_unstable();
        let actors = self.named.chunk_by(|a, b| a.0 == b.0).count();
        (outer, actors as u64)
    }

    fn skip(&mut self, note: Skipped, number: u64, out: &Writer<'_>) {
        for growing in &mut self.tables {
            growing.with_sink(number, out, |maker, sink| maker.skipped(&note, sink));
        }
        *self.counts.corpus.skipped.entry(note.kind).or_default() += 1;
        if self.counts.first_skipped.len() < QUOTED {
            self.counts.first_skipped.push((number, note));
        }
    }

    pub(super) fn into_counts(mut self) -> Counts {
        self.counts.corpus.add_dropped(self.session.dropped());
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
    pub(super) fn new(job: &Job<'_>) -> Self {
        let at_end = job.tables.iter().filter_map(|&table| {
            let Made::AtEnd { totals, .. } = table.schema().made else {
                return None;
            };
            Some((table, totals(&job.totals)))
        });
        let is_whole = job.options.shard.is_none();
        Self {
            corpus: CorpusCounts::default(),
            seen: vec![false; job.totals.gazetteer.actors().len()],
            totals: at_end.collect(),
            repeats: is_whole.then(|| Repeats::new(&job.totals.runs)),
            repeated_ids: None,
            first_skipped: Vec::new(),
        }
    }

    /// Adds a document; returns in words what the totals leave out of it.
    fn add(&mut self, tagged: &Tagged<'_>) -> io::Result<Option<String>> {
        let document = tagged.document;
        self.corpus.add(tagged);
        for same in tagged.named.chunk_by(|a, b| a.0 == b.0) {
            if let Some(seen) = self.seen.get_mut(same[0].0 as usize) {
                *seen = true;
            }
        }
        // Every document of a corpus has such a key.
        if let (Some(repeats), Ok(key)) = (&mut self.repeats, document.key.parse::<DocumentKey>()) {
            repeats.add(key, &document.id, tagged.text_hash)?;
        }
        let mut left_out = None;
        for (_, totals) in &mut self.totals {
            // Pairs and periods say the same.
            left_out = totals.add(tagged)?.or(left_out);
        }
        Ok(left_out)
    }

    pub(super) fn merge(&mut self, other: Self) -> io::Result<()> {
        self.corpus.merge(&other.corpus);
        for (total, part) in self.seen.iter_mut().zip(&other.seen) {
            *total |= part;
        }
        for ((_, total), (_, part)) in self.totals.iter_mut().zip(other.totals) {
            total.merge(part)?;
        }
        if let (Some(repeats), Some(part)) = (&mut self.repeats, other.repeats) {
            repeats.merge(part)?;
        }
        // A batch is one worker's, so its notes are in order already.
        self.first_skipped.extend(other.first_skipped);
        self.first_skipped.sort_by_key(|&(batch, _)| batch);
        self.first_skipped.truncate(QUOTED);
        Ok(())
    }

    /// Returns the summary, with the number of actors and the first inputs that were skipped.
    pub(super) fn summary(&self, earlier: &CorpusCounts) -> Summary {
        let first = self.first_skipped.iter();
        Summary {
            counts: self.corpus.clone(),
            actors: self.seen.iter().filter(|&&seen| seen).count() as u64,
            first_skipped: first.map(|(_, note)| note.clone()).collect(),
            repeated_ids: self.repeated_ids.clone(),
            earlier_documents: earlier.documents,
            earlier_bytes: earlier.bytes,
            ..Summary::default()
        }
    }
}
