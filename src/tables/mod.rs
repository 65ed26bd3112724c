//! The tables a run writes: UTF-8, RFC 4180, a header row.
//!
//! Each table has a file of its own here, with its columns and how a row is made; [`folder`] writes them whole or not at
//! all, and `package` describes them.

pub mod actors;
pub(crate) mod batches;
pub mod documents;
pub mod folder;
pub mod mentions;
mod package;
pub mod pairs;
pub mod rejected;
pub mod skipped;
mod unfinished;

use std::fmt;
use std::str::FromStr;

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

pub(crate) const fn column(
    name: &'static str,
    kind: &'static str,
    description: &'static str,
) -> Column {
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

/// Rows of one table in memory, as CSV.
#[derive(Debug)]
pub(crate) struct Rows {
    writer: csv::Writer<Vec<u8>>,
    /// Whether cells that a spreadsheet would run are to be read as text.
    spreadsheet_safe: bool,
}

impl Default for Rows {
    fn default() -> Self {
        Self::in_buffer(Vec::new())
    }
}

impl Rows {
    /// Rows in a buffer that was used before; what it held is gone.
    pub(crate) fn in_buffer(mut buffer: Vec<u8>) -> Self {
        buffer.clear();
        Self {
            writer: csv::WriterBuilder::new().flexible(true).from_writer(buffer),
            spreadsheet_safe: false,
        }
    }

    /// Has cells that a spreadsheet would run as a formula read as text.
    pub(crate) fn spreadsheet_safe(mut self, yes: bool) -> Self {
        self.spreadsheet_safe = yes;
        self
    }

    /// Adds a field to the row.
    pub(crate) fn field(&mut self, field: impl AsRef<[u8]>) {
        let field = field.as_ref();
        // Writing to memory cannot fail, and rows may have any length.
        let _ = match is_formula(field) && self.spreadsheet_safe {
            true => self.writer.write_field([b"'", field].concat()),
            false => self.writer.write_field(field),
        };
    }

    /// Adds a number to the row.
    pub(crate) fn number(&mut self, number: impl itoa::Integer) {
        self.field(itoa::Buffer::new().format(number));
    }

    /// Ends the row.
    pub(crate) fn end(&mut self) {
        let _ = self.writer.write_record(None::<&[u8]>);
    }

    /// Bytes of the rows so far, but for the last few.
    pub(crate) fn len(&self) -> usize {
        self.writer.get_ref().len()
    }

    /// Hands over the rows so far, and goes on without them in the same memory.
    pub(crate) fn pour<R>(&mut self, into: impl FnOnce(&[u8]) -> R) -> R {
        let spreadsheet_safe = self.spreadsheet_safe;
        let bytes = std::mem::take(self).into_bytes();
        let done = into(&bytes);
        *self = Self::in_buffer(bytes).spreadsheet_safe(spreadsheet_safe);
        done
    }

    /// The rows as bytes.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        // As above: the inner writer is a vector, and flushing into it cannot fail.
        self.writer.into_inner().unwrap_or_default()
    }
}

/// Whether a spreadsheet would run a cell, or strip what it begins with and run the rest.
pub(crate) fn is_formula(cell: &[u8]) -> bool {
    matches!(
        cell.first(),
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n')
    )
}

/// Codes as tables show them: `scheme=value` joined by `;`.
pub(crate) fn join_codes<'a>(codes: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
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
