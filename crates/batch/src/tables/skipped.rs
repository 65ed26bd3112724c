//! skipped.csv: one row per input that was not tagged, whole or in part.

use super::{Column, Rows, column};
use crate::corpus::Skipped;

/// The columns.
pub const COLUMNS: &[Column] = &[
    column("path", "string", "the file"),
    column("line", "integer", "the line, where one is to blame"),
    column(
        "reason",
        "string",
        "what was wrong, and what would be right",
    ),
];

/// Adds a row.
pub(crate) fn add(rows: &mut Rows, skipped: &Skipped) {
    rows.field(&skipped.path);
    match skipped.line {
        Some(line) => rows.number(line),
        None => rows.field(""),
    }
    rows.field(&skipped.reason);
    rows.end();
}
