//! documents.csv: one row per document.

use actag_core::Document;
use actag_core::text::offsets::count_chars;

use super::Table;
use super::by_document::{RowMaker, RowSink, Tagged};
use super::row::{Cells, Row};
use super::schema::{Column, Made, Merge, Schema, date, integer, text};
use crate::hash::TextHash;

/// The table.
pub const SCHEMA: Schema = Schema {
    name: "documents",
    row_per: "document",
    columns: COLUMNS,
    primary_key: &["doc_key"],
    foreign_keys: &[],
    by_default: true,
    made: Made::ByDocument(|_| Box::new(DocumentMaker)),
};

/// By which a document is told apart from every other, in all tables that have documents.
pub(super) const KEY: Column = text(
    "doc_key",
    "the document: number of the input, a colon, number of the record in it",
);

const COLUMNS: &[Column] = &[
    KEY,
    text(
        "doc_id",
        "the id of the record, or the path of the file relative to the input, with `#n` for the \
         nth record without an id",
    ),
    text(
        "path",
        "the file, as the input was named; `-` for standard input",
    ),
    text("format", "the document format, such as `text` or `jsonl`"),
    text(
        "encoding",
        "encoding that the text was decoded from, by its WHATWG name",
    ),
    text(
        "language",
        "the language, by its ISO 639-1 code where it is known; empty where neither a field nor \
         the text tells",
    ),
    date("date", Merge::Same, "the day that the text is of"),
    text(
        "date_from",
        "where the date is from: `field`, or how that was read, `file-name`, `folder-name`, \
         `folder-month` or `option`",
    ),
    text("title", "the title"),
    integer("chars", "length of the text in Unicode code points"),
    integer("mentions", "mentions, without nested ones"),
    integer(
        "actors",
        "actors that are named, without ambiguous mentions",
    ),
    text(
        "text_hash",
        "the first 32 hexadecimal digits of the SHA-256 of the text in UTF-8: equal texts have \
         equal ones",
    ),
    text(
        "same_text_as",
        "`doc_key` of the first document with the same text; empty in that one, and in a shard or \
         a pipe",
    ),
];

/// A document, as the table has it.
#[derive(Debug)]
pub struct DocumentRow<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// Mentions, without nested ones.
    pub mentions: u64,
    /// Actors that are named.
    pub actors: u64,
    /// The hash of the text.
    pub text_hash: TextHash,
}

impl Row for DocumentRow<'_> {
    const TABLE: Table = Table::new(&SCHEMA);

    fn write(&self, cells: &mut impl Cells) {
        let document = self.document;
        cells.text(&document.key);
        cells.text(&document.id);
        cells.text(&document.path);
        cells.text(document.format);
        cells.text(document.encoding);
        cells.text(document.language.as_deref().unwrap_or_default());
        cells.date(document.date);
        cells.text(document.date_from);
        cells.text(document.title.as_deref().unwrap_or_default());
        // Code points whatever unit the offsets count: it is the length of the text in Python.
        cells.integer(Some(count_chars(document.text.as_bytes()) as u64));
        cells.integer(Some(self.mentions));
        cells.integer(Some(self.actors));
        cells.text(&self.text_hash.to_string());
        // Filled in at the end.
        cells.text("");
    }
}

struct DocumentMaker;

impl RowMaker for DocumentMaker {
    fn tagged(&mut self, tagged: &Tagged<'_>, out: &mut RowSink<'_>) {
        out.add(&DocumentRow {
            document: tagged.document,
            mentions: tagged.outer,
            actors: tagged.actors,
            text_hash: tagged.text_hash,
        });
    }
}
