//! Rows that are made as documents go by.

use actag_core::Document;
use actag_core::tagger::{Mention, Rejection};
use actag_core::text::OffsetUnit;

use super::csv::CsvRows;
use super::joined::{FieldPlaces, JoinedText};
use super::row::Row;
use crate::corpus::Skipped;
use crate::hash::TextHash;

/// A tagged document, as the tables see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tagged<'a> {
    pub(crate) document: &'a Document<'a>,
    /// What was tagged, if that is not its text.
    pub(crate) joined: Option<&'a JoinedText>,
    /// In the order of the text.
    pub(crate) mentions: &'a [Mention<'a>],
    /// Number of the actor and number of the sentence of each mention, sorted; without nested and
    /// ambiguous ones.
    pub(crate) named: &'a [(u32, u32)],
    /// Those of them that are counted by period and make pairs.
    pub(crate) related: &'a [(u32, u32)],
    /// How many mentions there are, without nested ones.
    pub(crate) outer: u64,
    /// How many actors are named.
    pub(crate) actors: u64,
    pub(crate) text_hash: TextHash,
    pub(crate) offsets: OffsetUnit,
}

/// Makes the rows of one table, in one worker, as documents go by.
pub(crate) trait RowMaker: Send {
    /// Whether it wants the candidates that were turned down: to find them takes time.
    fn wants_rejections(&self) -> bool {
        false
    }

    /// Takes a candidate that was turned down. Those of a document come before the document itself
    /// and share `places`.
    fn rejected(
        &mut self,
        _rejection: &Rejection<'_>,
        _places: &mut FieldPlaces<'_>,
        _out: &mut RowSink<'_>,
    ) {
    }

    /// Takes a document.
    fn tagged(&mut self, _tagged: &Tagged<'_>, _out: &mut RowSink<'_>) {}

    /// Takes an input that was not tagged, whole or in part.
    fn skipped(&mut self, _note: &Skipped, _out: &mut RowSink<'_>) {}
}

/// Takes rows, and flushes them where they become too many for the memory.
pub(crate) struct RowSink<'r> {
    rows: &'r mut CsvRows,
    /// Writes rows before their batch is whole; `false` where the run is to stop.
    flush: &'r mut dyn FnMut(&[u8]) -> bool,
    /// Bytes beyond which rows are flushed.
    most: usize,
    stopped: bool,
}

impl<'r> RowSink<'r> {
    pub(crate) fn new(
        rows: &'r mut CsvRows,
        most: usize,
        flush: &'r mut dyn FnMut(&[u8]) -> bool,
    ) -> Self {
        Self {
            rows,
            flush,
            most,
            stopped: false,
        }
    }

    /// Adds a row.
    pub(crate) fn add(&mut self, row: &impl Row) {
        if self.stopped {
            return;
        }
        self.rows.add(row);
        if self.rows.len() > self.most {
            self.stopped = !self.rows.flush(&mut *self.flush);
        }
    }
}
