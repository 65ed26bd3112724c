//! skipped.csv: one row per input that was not tagged, whole or in part.

use super::Table;
use super::by_document::{RowMaker, RowSink};
use super::row::{Cells, Row};
use super::schema::{Column, Made, Schema, integer, text};
use crate::corpus::Skipped;

/// The table.
pub const SCHEMA: Schema = Schema {
    name: "skipped",
    row_per: "input that was not tagged, whole or in part",
    columns: COLUMNS,
    primary_key: &[],
    foreign_keys: &[],
    by_default: true,
    made: Made::ByDocument(|_| Box::new(SkippedMaker)),
};

const COLUMNS: &[Column] = &[
    text("path", "the file"),
    integer("line", "the line, where one record is meant"),
    text(
        "reason",
        "what is wrong, and what would be right or what was done",
    ),
];

impl Row for Skipped {
    const TABLE: Table = Table::new(&SCHEMA);

    fn write(&self, cells: &mut impl Cells) {
        cells.text(&self.path);
        cells.integer(self.line);
        cells.text(&self.reason);
    }
}

struct SkippedMaker;

impl RowMaker for SkippedMaker {
    fn skipped(&mut self, note: &Skipped, out: &mut RowSink<'_>) {
        out.add(note);
    }
}
