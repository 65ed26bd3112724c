//! rejected.csv: one row per candidate that a rule turned down, so that recall can be audited.

use actag_core::Document;
use actag_core::tagger::Rejection;

use super::by_document::{RowMaker, RowSink};
use super::joined::{FieldPlaces, FieldSpan};
use super::row::{Cells, Row};
use super::schema::{Column, Made, Schema, integer, text};
use super::{Table, documents};

/// The table.
pub const SCHEMA: Schema = Schema {
    name: "rejected",
    row_per: "candidate that a rule turned down",
    columns: COLUMNS,
    primary_key: &[],
    foreign_keys: &[("doc_key", "documents", "doc_key")],
    by_default: false,
    made: Made::ByDocument(|_| Box::new(RejectedMaker)),
};

const COLUMNS: &[Column] = &[
    documents::KEY,
    text("doc_id", "the id of the document"),
    text("field", "where it stands: `text` or `title`"),
    integer("start", "where the candidate begins in that field"),
    integer("end", "where it ends"),
    text("text", "the words of the document"),
    text("actor_id", "the actor that it would have meant"),
    text("rule", "the rule that turned it down"),
    text(
        "winner",
        "the actor it gave way to, or the phrase that is somebody else, in “quotes”",
    ),
];

/// A candidate that was turned down, as the table has it.
#[derive(Debug)]
pub struct RejectedRow<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// Where it stands.
    pub place: FieldSpan<'a>,
    /// The candidate, and why.
    pub rejection: &'a Rejection<'a>,
}

impl Row for RejectedRow<'_> {
    const TABLE: Table = Table::new(&SCHEMA);

    fn write(&self, cells: &mut impl Cells) {
        let rejection = self.rejection;
        cells.text(&self.document.key);
        cells.text(&self.document.id);
        cells.text(self.place.field);
        cells.integer(Some(self.place.span.start));
        cells.integer(Some(self.place.span.end));
        cells.text(self.place.words);
        cells.text(&rejection.actor.id);
        cells.text(rejection.rule.code());
        let winner = rejection.winner.map(|winner| winner.to_string());
        cells.text(&winner.unwrap_or_default());
    }
}

struct RejectedMaker;

impl RowMaker for RejectedMaker {
    fn wants_rejections(&self) -> bool {
        true
    }

    fn rejected(
        &mut self,
        rejection: &Rejection<'_>,
        places: &mut FieldPlaces<'_>,
        out: &mut RowSink<'_>,
    ) {
        out.add(&RejectedRow {
            document: places.document(),
            place: places.of(rejection.span.clone()),
            rejection,
        });
    }
}
