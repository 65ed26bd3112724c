//! Rows of one table in memory, as CSV (RFC 4180).

/// Rows of one table in memory, as CSV.
#[derive(Debug, Default)]
pub struct Rows {
    bytes: Vec<u8>,
    /// Whether the row at hand has a cell already.
    has_cell: bool,
    /// Whether cells that a spreadsheet would run are to be read as text.
    spreadsheet_safe: bool,
}

impl Rows {
    /// Rows in a buffer that was used before; what it held is gone.
    pub(crate) fn in_buffer(mut buffer: Vec<u8>) -> Self {
        buffer.clear();
        Self {
            bytes: buffer,
            ..Self::default()
        }
    }

    /// Has cells that a spreadsheet would run as a formula read as text.
    pub(crate) fn spreadsheet_safe(mut self, yes: bool) -> Self {
        self.spreadsheet_safe = yes;
        self
    }

    /// No rows yet, with cells as these have them: to be made once and added to many rows.
    pub(crate) fn like(&self) -> Self {
        Self::default().spreadsheet_safe(self.spreadsheet_safe)
    }

    /// Adds a cell to the row.
    pub fn field(&mut self, field: impl AsRef<[u8]>) {
        self.separate();
        let from = self.bytes.len();
        self.bytes.extend_from_slice(field.as_ref());
        self.protect(from);
    }

    /// Adds a cell of words to the row, with one space between them.
    pub(crate) fn words<'t>(&mut self, words: impl Iterator<Item = &'t str>) {
        self.separate();
        let from = self.bytes.len();
        for word in words {
            if self.bytes.len() > from {
                self.bytes.push(b' ');
            }
            self.bytes.extend_from_slice(word.as_bytes());
        }
        self.protect(from);
    }

    /// Adds a number to the row.
    pub fn number(&mut self, number: impl itoa::Integer) {
        self.separate();
        let mut digits = itoa::Buffer::new();
        self.bytes
            .extend_from_slice(digits.format(number).as_bytes());
    }

    /// Adds cells to the row as other rows hold them, quoted and with commas between them.
    pub(crate) fn cells(&mut self, cells: &[u8]) {
        self.separate();
        self.bytes.extend_from_slice(cells);
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.bytes.push(b'\n');
        self.has_cell = false;
    }

    /// Bytes of the rows so far.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Hands over the rows so far, and goes on without them in the same memory.
    pub(crate) fn pour<R>(&mut self, into: impl FnOnce(&[u8]) -> R) -> R {
        let done = into(&self.bytes);
        self.bytes.clear();
        done
    }

    /// The rows as bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn separate(&mut self) {
        if self.has_cell {
            self.bytes.push(b',');
        }
        self.has_cell = true;
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
            table in prop::collection::vec(prop::collection::vec("[a,\"\n\r ;='é]{0,6}", 2..5), 0..5)
        ) {
            let mut rows = Rows::default();
            for row in &table {
                for field in row {
                    rows.field(field);
                }
                rows.end();
            }
            let rows = rows.into_bytes();
            prop_assert_eq!(rows, expected(&table));
        }

        #[test]
        fn safe_rows_have_a_mark_before_what_would_run(field in "[-=+@\t\r\na,\"]{0,4}") {
            let mut rows = Rows::default().spreadsheet_safe(true);
            rows.number(1);
            rows.field(&field);
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
    fn cells_of_other_rows_are_taken_as_they_are() {
        let mut actor = Rows::default();
        actor.field("a, b");
        actor.field("c");
        let mut rows = Rows::default();
        rows.number(1);
        rows.cells(&actor.into_bytes());
        rows.number(2);
        rows.end();
        assert_eq!(rows.into_bytes(), b"1,\"a, b\",c,2\n");
    }
}
