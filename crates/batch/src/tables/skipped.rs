//! skipped.csv: one row per input that was not tagged, whole or in part.

use super::Table;
use super::by_document::{RowMaker, RowSink};
use super::row::{Cells, Row};
use super::schema::{Column, Made, Schema, integer, text};
use crate::corpus::{OptionNames, Skipped};

/// The table.
pub const SCHEMA: Schema = Schema {
    name: "skipped",
    row_per: "input that was not tagged, whole or in part",
    columns: COLUMNS,
    primary_key: &[],
    foreign_keys: &[],
    by_default: true,
    made: Made::ByDocument(|options| {
        Box::new(SkippedMaker {
            names: options.names,
        })
    }),
};

const COLUMNS: &[Column] = &[
    text("path", "the file"),
    integer("line", "the line, where one record is meant"),
    text("kind", "what kind of thing is wrong, by its code"),
    text(
        "reason",
        "what is wrong, and where it is not plain, what was done",
    ),
    text("remedy", "what to do about it: the same for all of a kind"),
];

/// Something that was not tagged, as the table has it.
#[derive(Debug)]
pub struct SkippedRow<'a> {
    /// What was not tagged.
    pub note: &'a Skipped,
    /// What the remedy calls the options of reading.
    pub names: OptionNames,
}

impl Row for SkippedRow<'_> {
    const TABLE: Table = Table::new(&SCHEMA);

    fn write(&self, cells: &mut impl Cells) {
        let note = self.note;
        cells.text(&note.path);
        cells.integer(note.line);
        cells.text(note.kind.code());
        cells.text(&note.reason);
        cells.text(&note.kind.remedy(&self.names));
    }
}

struct SkippedMaker {
    names: OptionNames,
}

impl RowMaker for SkippedMaker {
    fn skipped(&mut self, note: &Skipped, out: &mut RowSink<'_>) {
        let names = self.names;
        out.add(&SkippedRow { note, names });
    }
}
