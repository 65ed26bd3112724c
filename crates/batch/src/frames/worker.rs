//! Tags the documents of one chunk.

use std::borrow::Cow;

use actag_core::{Document, Tagger};
use arrow_array::RecordBatch;

use super::chunk::{ChunkPart, RowChunk};
use super::counts::FrameCounts;
use super::error::FrameError;
use super::skipped::{RowFault, SkippedDocument, SkippedDocumentRow};
use super::{FrameOptions, FrameTable};
use crate::tables::joined::{FieldPlaces, JoinedText};
use crate::tables::mentions::MentionRows;
use crate::tables::{ArrowRows, Row};

/// Bytes of texts in a batch of rows that is handed over: a chunk of usual news has a tenth.
const FULL: usize = 16 << 20;

/// Tags chunks, one after the other, on one thread.
pub(super) struct ChunkTagger<'a> {
    tagger: &'a Tagger,
    options: &'a FrameOptions,
    mentions: MentionRows,
    rows: ArrowRows,
    /// Memory for title and text in one.
    joined: String,
}

/// What a worker has of a chunk so far.
pub(super) struct TaggedRows {
    pub(super) rows: RecordBatch,
    pub(super) counts: FrameCounts,
}

/// Takes the rows of a chunk, and hands them over where they become many: a long document has more
/// than memory should hold.
struct Out<'w> {
    rows: &'w mut ArrowRows,
    counts: FrameCounts,
    /// Returns `false` where nobody takes rows any more.
    take: &'w mut dyn FnMut(TaggedRows) -> bool,
    done: Result<(), FrameError>,
    stopped: bool,
}

impl Out<'_> {
    fn add(&mut self, row: &impl Row) {
        if self.stopped {
            return;
        }
        self.rows.add(row);
        if self.rows.bytes() > FULL {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        let counts = std::mem::take(&mut self.counts);
        match self.rows.finish() {
            Ok(rows) => self.stopped |= !(self.take)(TaggedRows { rows, counts }),
            Err(error) => (self.done, self.stopped) = (Err(error.into()), true),
        }
    }
}

impl<'a> ChunkTagger<'a> {
    pub(super) fn new(tagger: &'a Tagger, options: &'a FrameOptions) -> Self {
        Self {
            tagger,
            options,
            mentions: MentionRows::new(options.nested),
            rows: ArrowRows::new(options.table.table(), options.nested),
            joined: String::new(),
        }
    }

    /// Tags a chunk and hands over its rows, in several batches where they are many, until `take`
    /// returns `false`.
    pub(super) fn tag(
        &mut self,
        chunk: &RowChunk,
        mut take: impl FnMut(TaggedRows) -> bool,
    ) -> Result<(), FrameError> {
        let mut out = Out {
            rows: &mut self.rows,
            counts: FrameCounts::default(),
            take: &mut take,
            done: Ok(()),
            stopped: false,
        };
        let mut document_tagger = DocumentTagger {
            tagger: self.tagger,
            options: self.options,
            mentions: &mut self.mentions,
            joined: &mut self.joined,
        };
        for part in &chunk.parts {
            for row in part.rows.clone() {
                if !out.stopped {
                    document_tagger.tag(part, row, &mut out);
                }
            }
        }
        if !out.stopped {
            out.hand_over();
        }
        out.done
    }
}

struct DocumentTagger<'w> {
    tagger: &'w Tagger,
    options: &'w FrameOptions,
    mentions: &'w mut MentionRows,
    joined: &'w mut String,
}

impl DocumentTagger<'_> {
    fn tag(&mut self, part: &ChunkPart, row: usize, out: &mut Out<'_>) {
        let columns = &part.columns;
        let number = part.first + row as u64;
        let id = match columns.has_ids() {
            true => columns.id(row),
            false => Some(Cow::Owned(number.to_string())),
        };
        let mut skip = |fault, reason: String| {
            let skipped = SkippedDocument {
                doc_key: id.as_deref().unwrap_or_default().to_owned(),
                row: number,
                fault,
                reason,
            };
            if self.options.table == FrameTable::Skipped {
                out.add(&SkippedDocumentRow(&skipped));
            }
            out.counts.skip(skipped);
        };
        // Blank ids would tell nobody apart either.
        let Some(key) = id.clone().filter(|id| !id.trim().is_empty()) else {
            return skip(RowFault::NoId, "no id".to_owned());
        };
        let Some(text) = columns.text(row) else {
            return skip(RowFault::NoText, "no text".to_owned());
        };
        let most = self.options.max_document;
        if text.len() > most {
            return skip(
                RowFault::TooLong,
                format!("a text longer than {most} bytes"),
            );
        }
        let date = columns.day(row).unwrap_or_else(|reason| {
            skip(RowFault::BadDate, reason);
            None
        });
        out.counts.documents += 1;
        if self.options.table == FrameTable::Skipped {
            return;
        }
        let mut document = Document::new(key, text);
        document.date = date;
        document.title = columns.title(row).map(Cow::Borrowed);
        let joined = JoinedText::of(&document, self.options.tag_titles, self.joined);
        let tagged = joined.as_ref().map(|joined| joined.document(&document));
        let mentions = self.tagger.tag(tagged.as_ref().unwrap_or(&document));
        let unit = self.options.offsets;
        let mut places = FieldPlaces::new(&document, joined.as_ref(), unit);
        self.mentions
            .each(&mentions, &mut places, |row| out.add(row));
        if let Some(joined) = joined {
            *self.joined = joined.into_buffer();
        }
    }
}
