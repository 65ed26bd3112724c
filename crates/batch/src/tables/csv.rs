//! Rows of one table in memory, as CSV (RFC 4180).

use std::borrow::Cow;

use jiff::civil::Date;

use super::Table;
use super::row::{Cells, Known, Row};

/// Rows of one table in memory, as CSV.
#[derive(Debug, Default)]
pub struct CsvRows {
    bytes: Vec<u8>,
    /// Whether the row at hand has a cell already.
    has_cell: bool,
    /// Whether cells that a spreadsheet would run are protected.
    spreadsheet_safe: bool,
}

impl CsvRows {
    /// Returns no rows, in a buffer that was used before.
    pub(crate) fn in_buffer(mut buffer: Vec<u8>) -> Self {
        buffer.clear();
        Self {
            bytes: buffer,
            ..Self::default()
        }
    }

    /// Puts `'` before cells that a spreadsheet would run as a formula.
    #[must_use]
    pub fn spreadsheet_safe(mut self, yes: bool) -> Self {
        self.spreadsheet_safe = yes;
        self
    }

    /// Adds the header row of a table, which begins it; for spreadsheets behind a byte-order mark,
    /// without which Excel takes what it opens for the encoding of the machine.
    pub fn header(&mut self, table: Table, nested: bool) {
        self.names(table.columns(nested).map(|column| column.name));
    }

    /// The same for the names of columns.
    pub fn names<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        if self.spreadsheet_safe && self.bytes.is_empty() {
            self.bytes.extend_from_slice("\u{FEFF}".as_bytes());
        }
        for name in names {
            self.text(name);
        }
        self.end();
    }

    /// Adds a row.
    pub fn add(&mut self, row: &impl Row) {
        row.write(self);
        self.end();
    }

    /// Ends a row.
    pub fn end(&mut self) {
        self.bytes.push(b'\n');
        self.has_cell = false;
    }

    /// Returns how many bytes the rows have.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Hands over the rows, and goes on without them in the same memory.
    pub(crate) fn flush<R>(&mut self, into: impl FnOnce(&[u8]) -> R) -> R {
        let done = into(&self.bytes);
        self.bytes.clear();
        done
    }

    /// Returns the rows as bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn separate(&mut self) {
        if self.has_cell {
            self.bytes.push(b',');
        }
        self.has_cell = true;
    }

    /// Adds a cell of several parts.
    fn joined<T>(
        &mut self,
        parts: impl Iterator<Item = T>,
        separator: u8,
        mut push: impl FnMut(&mut Vec<u8>, T),
    ) {
        self.separate();
        let from = self.bytes.len();
        for part in parts {
            if self.bytes.len() > from {
                self.bytes.push(separator);
            }
            push(&mut self.bytes, part);
        }
        self.protect(from);
    }

    /// Quotes the cell that begins at byte `from`, where it needs that.
    fn protect(&mut self, from: usize) {
        let cell = &self.bytes[from..];
        let run = self.spreadsheet_safe && is_formula(cell);
        let quote = needs_quotes(cell);
        if !(run || quote) {
            return;
        }
        let cell = self.bytes.split_off(from);
        let (mark, quotes): (&[u8], &[u8]) = (
            if run { b"'" } else { b"" },
            if quote { b"\"" } else { b"" },
        );
        self.bytes.extend_from_slice(quotes);
        self.bytes.extend_from_slice(mark);
        for byte in cell {
            if byte == b'"' {
                self.bytes.push(byte);
            }
            self.bytes.push(byte);
        }
        self.bytes.extend_from_slice(quotes);
    }
}

impl Cells for CsvRows {
    fn text(&mut self, text: &str) {
        self.separate();
        let from = self.bytes.len();
        self.bytes.extend_from_slice(text.as_bytes());
        self.protect(from);
    }

    fn words<'t>(&mut self, words: impl Iterator<Item = &'t str>) {
        self.joined(words, b' ', |bytes, word| {
            bytes.extend_from_slice(word.as_bytes());
        });
    }

    fn list<'t>(&mut self, texts: impl Iterator<Item = Cow<'t, str>>) {
        self.joined(texts, b'|', |bytes, text| {
            bytes.extend_from_slice(text.as_bytes());
        });
    }

    fn codes<'t>(&mut self, codes: impl Iterator<Item = (&'t str, Cow<'t, str>)>) {
        self.joined(codes, b';', |bytes, (scheme, value)| {
            for part in [scheme, "=", &*value] {
                bytes.extend_from_slice(part.as_bytes());
            }
        });
    }

    fn integer(&mut self, number: Option<u64>) {
        self.separate();
        if let Some(number) = number {
            let mut digits = itoa::Buffer::new();
            self.bytes
                .extend_from_slice(digits.format(number).as_bytes());
        }
    }

    fn date(&mut self, date: Option<Date>) {
        self.separate();
        match date {
            // Without the machinery of formatting: a table of pairs has two dates a row.
            Some(date) if date.year() >= 1000 => {
                let two = |number: i16| [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
                let (century, year) = (two(date.year() / 100), two(date.year() % 100));
                let (month, day) = (two(date.month().into()), two(date.day().into()));
                for part in [&century[..], &year, b"-", &month, b"-", &day] {
                    self.bytes.extend_from_slice(part);
                }
            }
            Some(date) => self.bytes.extend_from_slice(date.to_string().as_bytes()),
            None => {}
        }
    }

    fn boolean(&mut self, yes: bool) {
        self.separate();
        self.bytes
            .extend_from_slice(if yes { b"true" } else { b"false" });
    }

    fn repeated(&mut self, known: &Known, write: impl FnOnce(&mut Self)) {
        let spreadsheet_safe = self.spreadsheet_safe;
        let cells = known.or_make(|| {
            let mut cells = Self::default().spreadsheet_safe(spreadsheet_safe);
            write(&mut cells);
            cells.into_bytes()
        });
        self.separate();
        self.bytes.extend_from_slice(cells);
    }
}

fn needs_quotes(cell: &[u8]) -> bool {
    // Without a branch a byte, this becomes vector instructions.
    let is_special =
        |byte: u8| u8::from((byte == b',') | (byte == b'"') | (byte == b'\n') | (byte == b'\r'));
    let any = |bytes: &[u8]| bytes.iter().fold(0, |any, &byte| any | is_special(byte));
    let (blocks, rest) = cell.as_chunks::<16>();
    blocks.iter().any(|block| any(block) != 0) || any(rest) != 0
}

/// Whether a spreadsheet would run a cell, or strip what it begins with and run the rest.
fn is_formula(cell: &[u8]) -> bool {
    matches!(
        cell.first(),
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n')
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows as the csv crate writes them.
    fn expected(table: &[Vec<String>]) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(Vec::new());
        for row in table {
            writer.write_record(row).unwrap();
        }
        writer.into_inner().unwrap()
    }

    proptest! {
        #[test]
        fn rows_are_what_the_csv_crate_writes(
            table in prop::collection::vec(
                prop::collection::vec("[a,\"\n\r ;='é]{0,6}", 2..5), 0..5
            )
        ) {
            let mut rows = CsvRows::default();
            for row in &table {
                for field in row {
                    rows.text(field);
                }
                rows.end();
            }
            let rows = rows.into_bytes();
            prop_assert_eq!(rows, expected(&table));
        }

        #[test]
        fn safe_rows_have_a_mark_before_what_would_run(field in "[-=+@\t\r\na,\"]{0,4}") {
            let mut rows = CsvRows::default().spreadsheet_safe(true);
            rows.integer(Some(1));
            rows.text(&field);
            rows.end();
            let safe = match is_formula(field.as_bytes()) {
                true => format!("'{field}"),
                false => field,
            };
            let want = expected(&[vec!["1".to_owned(), safe]]);
            prop_assert_eq!(rows.into_bytes(), want);
        }
    }

    #[test]
    fn days_are_written_as_jiff_writes_them() {
        for day in [
            "-009999-01-01",
            "0000-01-01",
            "0999-12-31",
            "1000-01-01",
            "2017-06-05",
            "9999-12-31",
        ] {
            let date: Date = day.parse().unwrap();
            let mut rows = CsvRows::default();
            rows.date(Some(date));
            assert_eq!(rows.into_bytes(), date.to_string().into_bytes());
        }
    }

    #[test]
    fn repeated_cells_are_quoted_once() {
        let known = Known::default();
        let mut rows = CsvRows::default();
        for number in 1..3 {
            rows.integer(Some(number));
            rows.repeated(&known, |cells| {
                assert_eq!(number, 1);
                cells.text("a, b");
                cells.date(None);
            });
            rows.boolean(true);
            rows.end();
        }
        assert_eq!(rows.into_bytes(), b"1,\"a, b\",,true\n2,\"a, b\",,true\n");
    }
}
