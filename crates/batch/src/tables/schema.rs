//! What a table is: its name, its columns, its keys, and when its rows are made.

use std::fmt;
use std::str::FromStr;

use super::by_document::RowMaker;
use super::format::TableFormat;
use super::totals::{Totals, TotalsOptions};
use crate::corpus::OptionNames;

/// A table: what the data package and `docs/tables.md` say of it, and what makes its rows.
#[derive(Clone, Copy)]
pub struct Table(&'static Schema);

/// What a [`Table`] is.
pub struct Schema {
    /// The name, as `--tables` takes it; the file is called after it.
    pub name: &'static str,
    /// What has a row each, in words: `one row per …`.
    pub row_per: &'static str,
    /// The columns, in order.
    pub columns: &'static [Column],
    /// The columns by which a row is told apart; none where rows may be alike.
    pub primary_key: &'static [&'static str],
    /// Columns that refer to a column of another table: column, table, column there.
    pub foreign_keys: &'static [(&'static str, &'static str, &'static str)],
    /// Whether it is written where nothing is said of tables.
    pub by_default: bool,
    /// When its rows are made.
    pub(crate) made: Made,
}

/// When the rows of a table are made, and by what.
pub(crate) enum Made {
    /// As documents go by. Each worker has a maker of its own.
    ByDocument(fn(RowOptions) -> Box<dyn RowMaker>),
    /// At the end, from totals over all documents.
    AtEnd {
        /// Makes totals without documents. What depends on actors, such as their types, is looked
        /// up here: documents come without the gazetteer.
        totals: fn(&TotalsOptions<'_>) -> Box<dyn Totals>,
        /// The order of the rows, by which a merge sorts; [`Totals::write`] must keep to it.
        order: &'static [Order],
    },
    /// By other means: the table is not asked for by name.
    Otherwise,
}

/// By what rows are in order; where it does not decide, the next one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// The numbers of a column, the largest first.
    Most(&'static str),
    /// The texts of a column, byte by byte.
    Text(&'static str),
}

impl Order {
    /// Returns the column.
    pub(crate) fn column(self) -> &'static str {
        match self {
            Self::Most(column) | Self::Text(column) => column,
        }
    }
}

/// What decides how rows are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowOptions {
    /// Whether the columns of nested mentions are there.
    pub(crate) nested: bool,
    /// What a person knows the options of reading by.
    pub(crate) names: OptionNames,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub name: &'static str,
    /// What its cells are.
    pub column_type: ColumnType,
    /// What it holds, in a few words of Markdown.
    pub description: &'static str,
    /// What becomes of it where the rows of shards are added up.
    pub merge: Merge,
    /// Whether it is there only where nested mentions are asked for.
    pub nested_only: bool,
}

/// What the cells of a column are, in the vocabulary of Table Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Text; empty where there is none.
    String,
    /// Texts, joined by `|` in CSV.
    List,
    /// Codes, `scheme=value` joined by `;` in CSV.
    Codes,
    /// A whole number, at least 0.
    Integer,
    /// A day, as YYYY-MM-DD; empty where there is none.
    Date,
    /// `true` or `false`.
    Boolean,
}

/// What becomes of a column where rows of the same key, from several shards, become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// It is the same in all rows of a key: the key itself, and what depends on it alone.
    Same,
    /// Numbers are added.
    Sum,
    /// The earliest day counts.
    Earliest,
    /// The latest day counts.
    Latest,
}

/// Returns a column that holds text.
pub const fn text(name: &'static str, description: &'static str) -> Column {
    column(name, ColumnType::String, description, Merge::Same)
}

/// Returns a column that holds several texts a cell.
pub const fn list(name: &'static str, description: &'static str) -> Column {
    column(name, ColumnType::List, description, Merge::Same)
}

/// Returns a column that holds codes.
pub const fn codes(name: &'static str, description: &'static str) -> Column {
    column(name, ColumnType::Codes, description, Merge::Same)
}

/// Returns a column that holds whole numbers.
pub const fn integer(name: &'static str, description: &'static str) -> Column {
    column(name, ColumnType::Integer, description, Merge::Same)
}

/// Returns a column that holds numbers of things counted: those of shards are added.
pub const fn count(name: &'static str, description: &'static str) -> Column {
    column(name, ColumnType::Integer, description, Merge::Sum)
}

/// Returns a column that holds days; `merge` says which of several shards counts.
pub const fn date(name: &'static str, merge: Merge, description: &'static str) -> Column {
    column(name, ColumnType::Date, description, merge)
}

/// Returns a column that holds `true` or `false`.
pub const fn boolean(name: &'static str, description: &'static str) -> Column {
    column(name, ColumnType::Boolean, description, Merge::Same)
}

const fn column(
    name: &'static str,
    column_type: ColumnType,
    description: &'static str,
    merge: Merge,
) -> Column {
    Column {
        name,
        column_type,
        description,
        merge,
        nested_only: false,
    }
}

impl Column {
    /// Returns the column as one that is there only where nested mentions are asked for.
    pub(crate) const fn nested_only(mut self) -> Self {
        self.nested_only = true;
        self
    }
}

impl ColumnType {
    /// Returns the type's name in Table Schema, of a CSV file.
    pub fn name(self) -> &'static str {
        match self {
            Self::String | Self::List | Self::Codes => "string",
            Self::Integer => "integer",
            Self::Date => "date",
            Self::Boolean => "boolean",
        }
    }
}

impl Schema {
    /// Returns a table that a run does not write: somebody else makes its rows.
    pub const fn new(
        name: &'static str,
        row_per: &'static str,
        columns: &'static [Column],
    ) -> Self {
        Self {
            name,
            row_per,
            columns,
            primary_key: &[],
            foreign_keys: &[],
            by_default: false,
            made: Made::Otherwise,
        }
    }
}

impl Table {
    /// Returns the table of a schema.
    pub const fn new(schema: &'static Schema) -> Self {
        Self(schema)
    }

    /// Returns what the table is.
    pub fn schema(self) -> &'static Schema {
        self.0
    }

    /// Returns the name, as `--tables` takes it.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Returns the name of its file.
    pub fn file_name(self, format: TableFormat) -> String {
        format!("{}.{format}", self.0.name)
    }

    /// Returns its columns; `nested` adds those of the mention around a nested one.
    pub fn columns(self, nested: bool) -> impl Iterator<Item = &'static Column> + Clone {
        let columns = self.0.columns.iter();
        columns.filter(move |column| nested || !column.nested_only)
    }

    /// Returns whether its rows come as documents go by.
    pub(crate) fn is_by_document(self) -> bool {
        matches!(self.0.made, Made::ByDocument(_))
    }

    /// Returns whether its rows come at the end, from totals.
    pub(crate) fn is_at_end(self) -> bool {
        matches!(self.0.made, Made::AtEnd { .. })
    }
}

/// Tables are the same where their names are.
impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Table {}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
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
        let found = Self::ALL.iter().find(|table| table.name() == name);
        found.copied().ok_or_else(|| UnknownTable {
            name: name.to_owned(),
        })
    }
}

/// There is no table of that name.
#[derive(Debug, thiserror::Error)]
#[error("no table `{name}`; the tables are {}", names())]
pub struct UnknownTable {
    name: String,
}

fn names() -> String {
    let names = Table::ALL.iter().map(|table| table.name());
    names.collect::<Vec<_>>().join(", ")
}
