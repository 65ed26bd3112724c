//! Rows that have more cells than their header.

use super::fields::{FIELDS, Field};
use super::header::{COLUMNS, Header};
use super::rows::{CellReader, CellRow};
use super::skipped::{Fault, SkipKind};

/// A row with more cells than its table has columns, read so that nothing of its text is lost.
pub(super) struct LongRow<'a> {
    rows: CellReader<'a>,
    row: CellRow,
    /// Where each field stands.
    columns: [Option<usize>; FIELDS],
    /// The text with what was parted from it, if it was parted.
    text: Option<&'a [u8]>,
    note: Fault,
}

impl<'a> LongRow<'a> {
    /// Reads a row of so many cells; `None` where those beyond the header are empty, as programs
    /// write that have seen a longer row.
    ///
    /// The delimiter is taken for part of the text, if that does not stand in quotation marks.
    pub(super) fn read(header: &Header, written: &'a [u8], cells: usize) -> Option<Self> {
        let columns = header.names.len();
        let surplus = cells - columns;
        let spans = CellReader::spans(written, header.dialect, COLUMNS);
        let cell = |place: usize| {
            let span = spans.get(place)?;
            written.get(span.clone())
        };
        let is_empty = |place| cell(place).is_none_or(|cell| cell.trim_ascii().is_empty());
        if (columns..cells.min(COLUMNS)).all(is_empty) {
            return None;
        }
        let mut row = CellRow::keeping(cells.min(COLUMNS));
        let mut rows = CellReader::new(written, header.dialect);
        rows.next(&mut row);
        let (first, last) = (header.text, header.text + surplus);
        let whole = spans.get(first).zip(spans.get(last));
        let whole = whole.and_then(|(first, last)| written.get(first.start..last.end));
        let is_quoted = cell(first).is_some_and(|cell| cell.starts_with(b"\"")) && !row.is_stray();
        let has = format!("the row has {cells} cells, the header {columns}");
        let (text, moved, done) = match whole.filter(|_| !is_quoted) {
            Some(text) => {
                let done = format!("cells {} to {} were read as the text", first + 1, last + 1);
                (Some(text), surplus, done)
            }
            None => (None, 0, "those behind its columns were not read".to_owned()),
        };
        Some(Self {
            columns: header.columns.map(|column| {
                let behind = |column| {
                    if column > first {
                        column + moved
                    } else {
                        column
                    }
                };
                column.map(behind)
            }),
            text,
            note: Fault::new(SkipKind::LongRow, format!("{has}: {done}")),
            rows,
            row,
        })
    }

    /// The bytes of each field.
    pub(super) fn cells(&self) -> [&[u8]; FIELDS] {
        let mut cells = self.columns.map(|column| {
            let cell = column.and_then(|column| self.rows.get(&self.row, column));
            cell.unwrap_or_default()
        });
        let place = cells.get_mut(Field::Text.index());
        if let (Some(place), Some(text)) = (place, self.text) {
            *place = text;
        }
        cells
    }

    /// What to say of it.
    pub(super) fn into_note(self) -> Fault {
        self.note
    }
}
