//! Documents in Arrow tables to tables of mentions: rows go in, rows come out, nothing is a file.
//!
//! [`FrameReader`] takes record batches from any source, tags the texts of one column on threads of
//! its own, and is itself a source of record batches. It is lazy: it reads on as its rows are
//! taken, and holds a few batches. The rows are those of `mentions.csv`.
//!
//! `columns` reads cells of whatever type a column has, with `texts` and `days`; `chunk` cuts rows
//! into pieces of work; `worker` tags one; `reader` keeps them in order.

mod chunk;
mod columns;
mod counts;
mod days;
mod error;
mod ids;
mod reader;
mod skipped;
mod texts;
mod worker;

pub use counts::FrameCounts;
pub use error::FrameError;
pub use reader::FrameReader;
pub use skipped::{RowFault, SkippedDocument, SkippedDocumentRow};

use std::num::NonZero;

use actag_core::text::OffsetUnit;

use crate::tables::{Row, Table};

/// Which columns of a source hold what.
#[derive(Debug, Clone)]
pub struct FrameColumns {
    /// The text that is tagged.
    pub text: String,
    /// What tells documents apart; where there is none, the number of the row does, from 0.
    pub id: Option<String>,
    /// The day of a document.
    pub date: Option<String>,
    /// The title; it is not tagged.
    pub title: Option<String>,
}

impl FrameColumns {
    /// Returns the columns of a source that has texts alone.
    pub fn of_text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            id: None,
            date: None,
            title: None,
        }
    }
}

/// What is made of the rows of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FrameTable {
    /// One row per mention, as in `mentions.csv`.
    #[default]
    Mentions,
    /// One row per document that was not tagged, or not in all. Nothing is tagged for it.
    Skipped,
}

impl FrameTable {
    /// Returns the table.
    pub fn table(self) -> Table {
        match self {
            Self::Mentions => Table::MENTIONS,
            Self::Skipped => SkippedDocumentRow::TABLE,
        }
    }
}

/// How a source is tagged.
#[derive(Debug, Clone)]
pub struct FrameOptions {
    /// What is made of the rows.
    pub table: FrameTable,
    /// Also reports the mentions inside others, with the columns of what is around them.
    pub nested: bool,
    /// Whether titles are tagged, and are evidence for their texts.
    pub tag_titles: bool,
    /// What offsets count.
    pub offsets: OffsetUnit,
    /// Threads that tag, beside the one that takes the rows.
    pub threads: NonZero<usize>,
    /// Whether an id that two rows have is an error. It takes 32 bytes of memory a row. Where a
    /// source is one part of many, nobody can say.
    pub unique: bool,
    /// Bytes of a text beyond which it is not tagged.
    pub max_document: usize,
}

impl Default for FrameOptions {
    fn default() -> Self {
        Self {
            table: FrameTable::default(),
            nested: false,
            tag_titles: true,
            offsets: OffsetUnit::default(),
            threads: std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN),
            unique: true,
            max_document: 1 << 30,
        }
    }
}

#[cfg(test)]
mod tests;
