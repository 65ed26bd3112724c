//! Rows of a source that were not tagged, or not in all.

use crate::corpus::{OptionNames, SkipKind};
use crate::tables::schema::{Column, Schema, integer, text};
use crate::tables::{Cells, Row, Table};

/// The table.
const SCHEMA: Schema = Schema::new(
    "skipped",
    "document that was not tagged, or not in all",
    COLUMNS,
);

const COLUMNS: &[Column] = &[
    text(
        "doc_key",
        "the id of the document; empty where there is none",
    ),
    integer("row", "number of the row in the source, from 0"),
    text("kind", "what kind of thing is wrong, by its code"),
    text("reason", "what is wrong"),
    text("remedy", "what to do about it: the same for all of a kind"),
];

/// What options are called where a person gives them in code.
const NAMES: OptionNames = OptionNames {
    id_field: "`id`",
    text_field: "`text`",
    date_field: "`date`",
    date_format: "`date`",
    title_field: "`title`",
    language_field: "`language`",
    other_format: "`format`",
    quotes: "`quotes`",
    delimiter: "`delimiter`",
    encoding: "`encoding`",
    max_ratio: "`max_ratio`",
    max_document: "`max_document`",
};

/// What is wrong with a row of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RowFault {
    /// The column of ids has none: it is not tagged, for nobody could say whose the mentions are.
    NoId,
    /// The column of texts has none.
    NoText,
    /// The text has more bytes than a document may have.
    TooLong,
    /// The date cannot be understood: the document is tagged without one.
    BadDate,
}

impl RowFault {
    /// Returns the name that it has in tables, such as `bad-date`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoId => "no-id",
            Self::NoText => SkipKind::NoText.code(),
            Self::TooLong => SkipKind::TooLong.code(),
            Self::BadDate => SkipKind::BadDate.code(),
        }
    }

    /// Returns what to do about it.
    pub fn remedy(self) -> String {
        let kind = match self {
            Self::NoId => return "give each document an id, or name no column of ids".to_owned(),
            Self::NoText => SkipKind::NoText,
            Self::TooLong => SkipKind::TooLong,
            Self::BadDate => SkipKind::BadDate,
        };
        kind.remedy(&NAMES)
    }
}

/// A row of a source that was not tagged, or not in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedDocument {
    /// The id; empty where there is none.
    pub doc_key: String,
    /// The number of the row in the source, from 0.
    pub row: u64,
    /// What kind of thing is wrong.
    pub fault: RowFault,
    /// What is wrong.
    pub reason: String,
}

/// The same, as the table has it.
#[derive(Debug)]
pub struct SkippedDocumentRow<'a>(pub &'a SkippedDocument);

impl Row for SkippedDocumentRow<'_> {
    const TABLE: Table = Table::new(&SCHEMA);

    fn write(&self, cells: &mut impl Cells) {
        let skipped = self.0;
        cells.text(&skipped.doc_key);
        cells.integer(Some(skipped.row));
        cells.text(skipped.fault.code());
        cells.text(&skipped.reason);
        cells.text(&skipped.fault.remedy());
    }
}
