//! documents.csv: one row per document.

use super::{Column, Rows, column};
use crate::corpus::Document;
use actag_core::text::offsets::count_chars;

/// The columns.
pub const COLUMNS: &[Column] = &[
    column(
        "doc_id",
        "string",
        "the record's own id, or the file's path relative to the input, #n for a record without id",
    ),
    column("path", "string", "the file"),
    column("date", "date", "the day the text is of"),
    column("title", "string", "the title; it is not tagged"),
    column(
        "chars",
        "integer",
        "length of the text in Unicode code points",
    ),
    column("mentions", "integer", "mentions found, nested ones aside"),
    column(
        "actors",
        "integer",
        "actors named, ambiguous mentions aside",
    ),
    column(
        "encoding",
        "string",
        "the character encoding the text was decoded from",
    ),
];

/// Adds a document's row.
pub(crate) fn add(rows: &mut Rows, document: &Document<'_>, mentions: usize, actors: usize) {
    rows.field(document.id.as_bytes());
    rows.field(document.path.as_bytes());
    rows.field(
        document
            .date
            .map(|date| date.to_string())
            .unwrap_or_default(),
    );
    rows.field(document.title.as_deref().unwrap_or_default());
    rows.number(count_chars(document.text.as_bytes()));
    rows.number(mentions);
    rows.number(actors);
    rows.field(document.encoding);
    rows.end();
}
