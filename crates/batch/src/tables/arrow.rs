//! Rows of one table in memory, as Arrow columns: for programs that read columns without a copy.
//!
//! The values are those of the CSV files; what a CSV cell says in one text has a type here. An
//! empty text is null, an empty list or map is empty. Numbers are signed: Spark has no others.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Int64Builder, ListBuilder, MapBuilder, MapFieldNames,
    StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use jiff::civil::Date;

use super::Table;
use super::row::{Cells, Row};
use super::schema::ColumnType;

/// Returns the Arrow schema of a table; `nested` adds the columns of the mention around a nested
/// one.
///
/// A day is a `Date32`, a whole number an `Int64`, codes are a map of texts, and several texts a
/// list. Columns are nullable, lists and maps are not.
pub fn arrow_schema(table: Table, nested: bool) -> SchemaRef {
    schema_of(columns_of(table, nested))
}

fn columns_of(
    table: Table,
    nested: bool,
) -> impl Iterator<Item = (&'static str, ColumnType)> + Clone {
    let columns = table.columns(nested);
    columns.map(|column| (column.name, column.column_type))
}

fn schema_of<'n>(columns: impl Iterator<Item = (&'n str, ColumnType)>) -> SchemaRef {
    let fields = columns.map(|(name, column_type)| {
        Field::new(name, data_type(column_type), is_nullable(column_type))
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

fn data_type(column_type: ColumnType) -> DataType {
    match column_type {
        ColumnType::String => DataType::Utf8,
        ColumnType::List => DataType::List(Arc::new(item_field())),
        ColumnType::Codes => {
            let [key, value] = code_fields();
            let entries = DataType::Struct(vec![key, value].into());
            DataType::Map(Arc::new(Field::new("entries", entries, false)), false)
        }
        ColumnType::Integer => DataType::Int64,
        ColumnType::Date => DataType::Date32,
        ColumnType::Boolean => DataType::Boolean,
    }
}

fn is_nullable(column_type: ColumnType) -> bool {
    !matches!(column_type, ColumnType::List | ColumnType::Codes)
}

fn item_field() -> Field {
    Field::new("item", DataType::Utf8, false)
}

/// The fields of a map of codes, by the names that Spark and pyarrow give them.
fn code_fields() -> [Field; 2] {
    let field = |name| Field::new(name, DataType::Utf8, false);
    [field("key"), field("value")]
}

/// Why rows cannot be handed over as Arrow columns.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArrowRowsError {
    /// The texts of one column take 2 GiB, which is more than its offsets can count.
    #[error("the texts of one column of `{table}` take 2 GiB or more")]
    TooLong {
        /// The table.
        table: Table,
    },
    /// The cells of a row are not those that the schema says.
    #[error("the rows are not those of the table `{table}`")]
    NotOfTable {
        /// The table.
        table: Table,
        /// What Arrow says.
        source: ArrowError,
    },
}

/// Rows of one table in memory, as Arrow columns.
#[derive(Debug)]
pub struct ArrowRows {
    table: Table,
    schema: SchemaRef,
    columns: Vec<ColumnBuilder>,
    /// The column that takes the next cell.
    at: usize,
    rows: usize,
    /// Bytes of all texts.
    bytes: usize,
    too_long: bool,
}

/// What gathers the cells of one column.
#[derive(Debug)]
enum ColumnBuilder {
    Text(StringBuilder),
    List(ListBuilder<StringBuilder>),
    Codes(MapBuilder<StringBuilder, StringBuilder>),
    Integer(Int64Builder),
    Date(Date32Builder),
    Boolean(BooleanBuilder),
}

impl ColumnBuilder {
    fn new(column_type: ColumnType) -> Self {
        match column_type {
            ColumnType::String => Self::Text(StringBuilder::new()),
            ColumnType::List => {
                let list = ListBuilder::new(StringBuilder::new());
                Self::List(list.with_field(item_field()))
            }
            ColumnType::Codes => {
                let [key, value] = code_fields();
                let names = MapFieldNames {
                    entry: "entries".to_owned(),
                    key: key.name().clone(),
                    value: value.name().clone(),
                };
                let map = MapBuilder::new(Some(names), StringBuilder::new(), StringBuilder::new());
                Self::Codes(map.with_keys_field(key).with_values_field(value))
            }
            ColumnType::Integer => Self::Integer(Int64Builder::new()),
            ColumnType::Date => Self::Date(Date32Builder::new()),
            ColumnType::Boolean => Self::Boolean(BooleanBuilder::new()),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => Arc::new(column.finish()),
            Self::List(column) => Arc::new(column.finish()),
            Self::Codes(column) => Arc::new(column.finish()),
            Self::Integer(column) => Arc::new(column.finish()),
            Self::Date(column) => Arc::new(column.finish()),
            Self::Boolean(column) => Arc::new(column.finish()),
        }
    }
}

impl ArrowRows {
    /// Returns no rows of a table; `nested` adds the columns of the mention around a nested one.
    pub fn new(table: Table, nested: bool) -> Self {
        Self::with_columns(table, columns_of(table, nested))
    }

    /// Returns no rows of a table that has columns of these names and types.
    pub(super) fn with_columns<'n>(
        table: Table,
        columns: impl Iterator<Item = (&'n str, ColumnType)> + Clone,
    ) -> Self {
        Self {
            table,
            schema: schema_of(columns.clone()),
            columns: columns
                .map(|(_, column_type)| ColumnBuilder::new(column_type))
                .collect(),
            at: 0,
            rows: 0,
            bytes: 0,
            too_long: false,
        }
    }

    /// Adds a row, which must be one of the table.
    pub fn add(&mut self, row: &impl Row) {
        self.add_with(|cells| row.write(cells));
    }

    /// Adds a row whose cells `write` hands over.
    pub(super) fn add_with<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        self.at = 0;
        self.rows += 1;
        write(self)
    }

    /// The schema of the rows.
    #[cfg(feature = "parquet")]
    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Returns how many bytes the texts of all rows have: a batch is best finished long before it
    /// has 2 GiB, which no column can hold.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Hands over the rows, and goes on without any.
    ///
    /// # Errors
    /// If the texts of a column have more bytes than it can hold, or if a row was of another table.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowRowsError> {
        let table = self.table;
        let columns = self.columns.iter_mut().map(ColumnBuilder::finish).collect();
        (self.rows, self.bytes) = (0, 0);
        if std::mem::take(&mut self.too_long) {
            return Err(ArrowRowsError::TooLong { table });
        }
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(|source| ArrowRowsError::NotOfTable { table, source })
    }

    /// Returns what gathers the next cell. A cell of another type than its column is dropped: then
    /// the columns differ in length, which `finish` reports.
    fn next(&mut self) -> Option<&mut ColumnBuilder> {
        let at = self.at;
        self.at += 1;
        self.columns.get_mut(at)
    }

    /// Counts the bytes of a cell; returns whether all texts together still fit a column.
    fn has_room(&mut self, bytes: usize) -> bool {
        self.bytes = self.bytes.saturating_add(bytes);
        let fits = i32::try_from(self.bytes).is_ok();
        self.too_long |= !fits;
        fits
    }
}

impl Cells for ArrowRows {
    fn text(&mut self, text: &str) {
        let fits = self.has_room(text.len());
        if let Some(ColumnBuilder::Text(column)) = self.next() {
            column.append_option((fits && !text.is_empty()).then_some(text));
        }
    }

    fn words<'t>(&mut self, words: impl Iterator<Item = &'t str>) {
        let mut joined = String::new();
        for word in words {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(word);
        }
        self.text(&joined);
    }

    fn list<'t>(&mut self, texts: impl Iterator<Item = Cow<'t, str>>) {
        let texts: Vec<Cow<'t, str>> = texts.collect();
        let fits = self.has_room(texts.iter().map(|text| text.len()).sum());
        if let Some(ColumnBuilder::List(column)) = self.next() {
            for text in texts.iter().filter(|_| fits) {
                column.values().append_value(text);
            }
            column.append(true);
        }
    }

    fn codes<'t>(&mut self, codes: impl Iterator<Item = (&'t str, Cow<'t, str>)>) {
        let mut pairs: Vec<(&str, Cow<'_, str>)> = codes.collect();
        let fits = self.has_room(
            pairs
                .iter()
                .map(|(key, value)| key.len() + value.len())
                .sum(),
        );
        if !fits {
            pairs.clear();
        }
        if let Some(ColumnBuilder::Codes(column)) = self.next() {
            for (scheme, value) in pairs {
                column.keys().append_value(scheme);
                column.values().append_value(value);
            }
            // It fails where keys and values differ in number.
            self.too_long |= column.append(true).is_err();
        }
    }

    fn integer(&mut self, number: Option<u64>) {
        if let Some(ColumnBuilder::Integer(column)) = self.next() {
            // What is counted, bytes at most, does not reach the sign.
            column.append_option(number.and_then(|number| i64::try_from(number).ok()));
        }
    }

    fn date(&mut self, date: Option<Date>) {
        if let Some(ColumnBuilder::Date(column)) = self.next() {
            column.append_option(date.map(days_since_1970));
        }
    }

    fn boolean(&mut self, yes: bool) {
        if let Some(ColumnBuilder::Boolean(column)) = self.next() {
            column.append_value(yes);
        }
    }
}

/// Returns what `Date32` counts.
fn days_since_1970(date: Date) -> i32 {
    const EPOCH: Date = jiff::civil::date(1970, 1, 1);
    let hours = date.duration_since(EPOCH).as_hours();
    // Jiff has the years -9999 to 9999.
    i32::try_from(hours / 24).unwrap_or_default()
}

#[cfg(test)]
pub(super) mod tests;
