//! The tables a run writes: UTF-8, RFC 4180, a header row.
//!
//! Each table has a file of its own here, with its columns and how a row is made; [`folder`] writes them whole or not at
//! all, and `package` describes them.

pub mod actors;
pub(crate) mod batches;
pub mod documents;
pub mod folder;
pub mod mentions;
mod output;
mod package;
pub mod pairs;
pub mod rejected;
mod rows;
pub mod skipped;
mod unfinished;

use std::fmt;
use std::str::FromStr;

pub use rows::Rows;

/// A table by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// One row per mention.
    Mentions,
    /// One row per document.
    Documents,
    /// One row per actor seen.
    Actors,
    /// One row per pair of actors seen in one document.
    Pairs,
    /// One row per input that was not tagged, whole or in part.
    Skipped,
    /// One row per candidate that a rule turned down.
    Rejected,
    /// One row per batch of a shard: by it shards are merged. It cannot be asked for.
    Batches,
}

/// A column: what the data package says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub name: &'static str,
    /// The type in the vocabulary of Table Schema: `string`, `integer`, `date`.
    pub kind: &'static str,
    /// What it holds.
    pub description: &'static str,
}

/// A column by name, type and description.
pub const fn column(name: &'static str, kind: &'static str, description: &'static str) -> Column {
    Column {
        name,
        kind,
        description,
    }
}

impl Table {
    /// All tables, in the order in which they are written.
    pub(crate) const EVERY: [Self; 7] = [
        Self::Mentions,
        Self::Documents,
        Self::Actors,
        Self::Pairs,
        Self::Skipped,
        Self::Rejected,
        Self::Batches,
    ];

    /// The tables that can be asked for.
    pub const ALL: [Self; 6] = [
        Self::Mentions,
        Self::Documents,
        Self::Actors,
        Self::Pairs,
        Self::Skipped,
        Self::Rejected,
    ];

    /// The name, as `--tables` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mentions => "mentions",
            Self::Documents => "documents",
            Self::Actors => "actors",
            Self::Pairs => "pairs",
            Self::Skipped => "skipped",
            Self::Rejected => "rejected",
            Self::Batches => "batches",
        }
    }

    /// The name of its file.
    pub fn file_name(self) -> String {
        format!("{}.csv", self.name())
    }

    /// Whether its rows come as documents go by.
    pub(crate) fn is_by_document(self) -> bool {
        batches::BY_DOCUMENT.contains(&self)
    }

    /// Its columns; `nested` adds those of the mention around a nested one.
    pub fn columns(self, nested: bool) -> Vec<Column> {
        match self {
            Self::Mentions if nested => [mentions::COLUMNS, mentions::PARENT_COLUMNS].concat(),
            Self::Mentions => mentions::COLUMNS.to_vec(),
            Self::Documents => documents::COLUMNS.to_vec(),
            Self::Actors => actors::COLUMNS.to_vec(),
            Self::Pairs => pairs::COLUMNS.to_vec(),
            Self::Skipped => skipped::COLUMNS.to_vec(),
            Self::Rejected => rejected::COLUMNS.to_vec(),
            Self::Batches => batches::COLUMNS.to_vec(),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Table {
    type Err = UnknownTable;

    fn from_str(name: &str) -> Result<Self, UnknownTable> {
        Self::ALL
            .into_iter()
            .find(|table| table.name() == name)
            .ok_or_else(|| UnknownTable(name.to_owned()))
    }
}

/// There is no table of that name.
#[derive(Debug, thiserror::Error)]
#[error("no table `{0}`; the tables are mentions, documents, actors, pairs, skipped and rejected")]
pub struct UnknownTable(String);

/// Codes as tables show them: `scheme=value` joined by `;`.
pub fn join_codes<'a>(codes: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut joined = String::new();
    for (scheme, value) in codes {
        if !joined.is_empty() {
            joined.push(';');
        }
        joined.push_str(scheme);
        joined.push('=');
        joined.push_str(value);
    }
    joined
}
