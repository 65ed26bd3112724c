//! batches.csv: how many bytes each batch of a shard has in each table, so that the rows of shards
//! can be put in the order of the corpus.

use super::Table;
use super::row::{Cells, Row};
use super::schema::{Column, Made, Schema, integer, text};

/// The table.
pub const SCHEMA: Schema = Schema {
    name: "batches",
    row_per: "batch of a shard and table that grows batch by batch",
    columns: COLUMNS,
    primary_key: &["batch", "table"],
    foreign_keys: &[],
    by_default: false,
    made: Made::Otherwise,
};

const COLUMNS: &[Column] = &[
    integer("batch", "number of the batch in the corpus, from 0"),
    text("table", "the table"),
    integer("bytes", "bytes of the rows of the batch in that table"),
];

/// The part of a table that one batch made.
#[derive(Debug)]
pub(crate) struct BatchRow {
    pub(crate) batch: u64,
    pub(crate) table: Table,
    pub(crate) bytes: u64,
}

impl Row for BatchRow {
    const TABLE: Table = Table::new(&SCHEMA);

    fn write(&self, cells: &mut impl Cells) {
        cells.integer(Some(self.batch));
        cells.text(self.table.name());
        cells.integer(Some(self.bytes));
    }
}
