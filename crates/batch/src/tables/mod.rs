//! The tables that a run writes: as CSV, and where it is asked for as JSON lines or Parquet.
//!
//! Each table has a file of its own: its [`Schema`], its [`Row`], and what makes the rows as
//! documents go by or adds up totals for them. To add a table: such a file, and a line in
//! [`Table::ALL`]. The data package and `docs/tables.md` come from the schemas. [`folder`] writes
//! tables whole or not at all.

pub mod actors;
#[cfg(feature = "arrow")]
mod arrow;
pub(crate) mod batches;
pub(crate) mod by_document;
pub(crate) mod copies;
mod csv;
pub(crate) mod days;
mod decision;
mod document_pairs;
pub mod documents;
mod entities;
pub mod folder;
mod form;
mod format;
pub mod joined;
mod json;
mod lock;
mod meeting;
pub mod mentions;
mod output;
mod package;
pub mod pairs;
#[cfg(feature = "parquet")]
mod parquet;
mod period;
pub mod periods;
pub(crate) mod pour;
mod ranks;
pub mod rejected;
pub mod row;
pub mod schema;
pub mod skipped;
mod there;
pub(crate) mod totals;
mod unfinished;

pub use crate::hash::{NoTextHash, TextHash};
#[cfg(feature = "arrow")]
pub use arrow::{ArrowRows, ArrowRowsError, arrow_schema};
pub use csv::CsvRows;
pub use form::TableForm;
pub use format::{TableFormat, UnknownFormat};
pub use period::Period;
pub use row::{Cells, Row, join_codes};
pub use schema::{Column, ColumnType, Schema, Table};

impl Table {
    /// One row per mention.
    pub const MENTIONS: Self = mentions::MentionRow::TABLE;
    /// One row per actor or pair of actors and period.
    pub const PERIODS: Self = periods::PeriodRow::TABLE;
    /// One row per input that was not tagged, whole or in part.
    pub const SKIPPED: Self = skipped::SkippedRow::TABLE;
    /// One row per candidate that a rule turned down.
    pub const REJECTED: Self = rejected::RejectedRow::TABLE;

    /// The tables that can be asked for, in the order in which they are written.
    pub const ALL: &'static [Self] = &[
        Self::MENTIONS,
        documents::DocumentRow::TABLE,
        actors::ActorRow::TABLE,
        pairs::PairRow::TABLE,
        Self::PERIODS,
        Self::SKIPPED,
        Self::REJECTED,
    ];

    /// The table by which shards are merged, which cannot be asked for.
    pub const BATCHES: Self = batches::BatchRow::TABLE;

    /// Returns all tables that a folder may hold.
    pub fn every() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().chain([Self::BATCHES])
    }
}

#[cfg(test)]
mod tests;
