//! rejected.csv: one row per candidate that a rule turned down, so that recall can be audited.

use super::{Column, Rows, column};
use crate::corpus::Document;
use actag_core::tagger::Rejection;
use actag_core::text::offsets::OffsetCounter;

/// The columns.
pub const COLUMNS: &[Column] = &[
    column("doc_id", "string", "the document"),
    column(
        "start",
        "integer",
        "where the candidate begins in the document's text",
    ),
    column("end", "integer", "where it ends"),
    column("text", "string", "the words of the document"),
    column("actor_id", "string", "the actor it would have meant"),
    column("rule", "string", "the rule that turned it down"),
    column(
        "winner",
        "string",
        "the actor it gave way to, or the phrase that is somebody else, in quotes",
    ),
];

/// Adds the rows of rejected candidates of a document.
pub(crate) fn add(
    rows: &mut Rows,
    document: &Document<'_>,
    rejections: &[Rejection<'_>],
    offsets: &mut OffsetCounter<'_>,
) {
    for rejection in rejections {
        rows.field(document.id.as_bytes());
        rows.number(offsets.at(rejection.span.start));
        rows.number(offsets.at(rejection.span.end));
        rows.field(rejection.text);
        rows.field(&rejection.actor.id);
        rows.field(rejection.rule.code());
        let winner = rejection.winner.map(|winner| winner.to_string());
        rows.field(winner.unwrap_or_default());
        rows.end();
    }
}
