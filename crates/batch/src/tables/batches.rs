//! batches.csv: one row per batch of a shard, so that the rows of shards can be put in the order of the corpus.

use super::{Column, Rows, Table, column};

/// The tables that grow batch by batch, in the order of their columns here.
pub(crate) const BY_DOCUMENT: [Table; 4] = [
    Table::Mentions,
    Table::Documents,
    Table::Skipped,
    Table::Rejected,
];

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    column(
        "batch",
        "integer",
        "number of the batch in the corpus, from 0",
    ),
    column("mentions", "integer", "bytes of its rows in mentions.csv"),
    column("documents", "integer", "bytes of its rows in documents.csv"),
    column("skipped", "integer", "bytes of its rows in skipped.csv"),
    column("rejected", "integer", "bytes of its rows in rejected.csv"),
];

/// A batch's row, from the bytes of its rows in each table.
pub(crate) fn row(batch: u64, bytes: impl Fn(Table) -> usize) -> Vec<u8> {
    let mut rows = Rows::default();
    rows.number(batch);
    for table in BY_DOCUMENT {
        rows.number(bytes(table));
    }
    rows.end();
    rows.into_bytes()
}
