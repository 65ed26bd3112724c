//! Cells out of the bytes of a table, read exactly as the csv crate reads them, and three times as
//! fast: a long text in quotation marks is searched for the next mark, not walked, and lent out
//! where it holds none.

use std::ops::Range;

use super::split::{count_lines, until};

/// The rows of a table, one after the other.
pub(super) struct CellReader<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    at: usize,
    /// Line feeds before `at`.
    lines: u64,
}

/// A row's first cells, in memory that is reused from row to row.
#[derive(Debug)]
pub(super) struct CellRow {
    cells: Vec<CellPlace>,
    /// Cells that had to be put together.
    joined: Vec<u8>,
    /// How many cells are kept: a row of delimiters alone would take many times its size.
    kept: usize,
    /// How many there are.
    count: usize,
    /// Bytes of the row, without its end.
    bytes: usize,
}

/// Where a cell stands.
#[derive(Debug, Clone)]
enum CellPlace {
    Table(Range<usize>),
    Joined(Range<usize>),
}

impl<'a> CellReader<'a> {
    pub(super) fn new(bytes: &'a [u8], delimiter: u8) -> Self {
        Self {
            bytes,
            delimiter,
            at: 0,
            lines: 0,
        }
    }

    /// Reads the next row that is not blank; the line feeds before it, or `None` at the end.
    pub(super) fn next(&mut self, row: &mut CellRow) -> Option<u64> {
        row.cells.clear();
        row.joined.clear();
        row.count = 0;
        let blank = self.rest().iter().take_while(|byte| is_end(**byte)).count();
        self.pass(blank);
        if self.rest().is_empty() {
            return None;
        }
        let (lines, begins) = (self.lines, self.at);
        loop {
            let joined = row.joined.len();
            let cell = self.cell(&mut row.joined);
            row.count += 1;
            if row.count <= row.kept {
                row.cells.push(cell);
            } else {
                row.joined.truncate(joined);
            }
            row.bytes = self.at - begins;
            let parted = self.rest().first() == Some(&self.delimiter);
            // The delimiter, or one byte of the line's end; a second one is passed as blank.
            self.pass(self.rest().len().min(1));
            if !parted {
                return Some(lines);
            }
        }
    }

    /// The bytes of a cell of the row just read, if it was kept.
    pub(super) fn get<'r>(&self, row: &'r CellRow, column: usize) -> Option<&'r [u8]>
    where
        'a: 'r,
    {
        match row.cells.get(column)? {
            CellPlace::Table(range) => self.bytes.get(range.clone()),
            CellPlace::Joined(range) => row.joined.get(range.clone()),
        }
    }

    fn cell(&mut self, joined: &mut Vec<u8>) -> CellPlace {
        if self.rest().first() != Some(&b'"') {
            return CellPlace::Table(self.plain());
        }
        self.at += 1;
        let mut inside = self.quoted();
        // A mark right after the closing one stands for a mark.
        if self.rest().first() != Some(&b'"') && self.ends_here() {
            return CellPlace::Table(inside);
        }
        let start = joined.len();
        loop {
            joined.extend_from_slice(self.bytes.get(inside).unwrap_or_default());
            if self.rest().first() != Some(&b'"') {
                break;
            }
            joined.push(b'"');
            self.at += 1;
            inside = self.quoted();
        }
        let behind = self.plain();
        joined.extend_from_slice(self.bytes.get(behind).unwrap_or_default());
        CellPlace::Joined(start..joined.len())
    }

    /// Passes to behind the next quotation mark; what lies before it.
    fn quoted(&mut self) -> Range<usize> {
        let start = self.at;
        let mut rest = self.rest();
        let (inside, closed) = until(b'"', &mut rest);
        let length = inside.len();
        self.pass(length + usize::from(closed));
        start..start + length
    }

    /// Passes to the end of the cell.
    fn plain(&mut self) -> Range<usize> {
        let start = self.at;
        let rest = self.rest();
        let length = rest
            .iter()
            .position(|&byte| byte == self.delimiter || is_end(byte))
            .unwrap_or(rest.len());
        self.at += length;
        start..self.at
    }

    fn ends_here(&self) -> bool {
        self.rest()
            .first()
            .is_none_or(|&byte| byte == self.delimiter || is_end(byte))
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn pass(&mut self, count: usize) {
        self.lines += count_lines(self.rest().get(..count).unwrap_or_default());
        self.at += count;
    }
}

impl CellRow {
    /// A row of which the first cells are kept.
    pub(super) fn keeping(kept: usize) -> Self {
        Self {
            cells: Vec::new(),
            joined: Vec::new(),
            kept,
            count: 0,
            bytes: 0,
        }
    }

    /// How many cells there are, also those that are not kept.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// How many bytes it has, without its line end.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut rows = CellReader::new(text.as_bytes(), b',');
        let (mut row, mut all) = (CellRow::keeping(usize::MAX), Vec::new());
        while rows.next(&mut row).is_some() {
            let cells = (0..row.len()).map(|n| rows.get(&row, n).unwrap());
            all.push(
                cells
                    .map(|cell| String::from_utf8_lossy(cell).into_owned())
                    .collect(),
            );
        }
        all
    }

    #[test]
    fn cells_are_parted_and_unquoted() {
        for (text, expected) in [
            ("", vec![]),
            ("\n\r\n", vec![]),
            ("a,b\nc", vec![vec!["a", "b"], vec!["c"]]),
            ("a,\r\n,b", vec![vec!["a", ""], vec!["", "b"]]),
            ("\"a,\nb\",c", vec![vec!["a,\nb", "c"]]),
            ("\"a \"\"b\"\"\"", vec![vec!["a \"b\""]]),
            ("\"\",\"\"\"\"", vec![vec!["", "\""]]),
            ("\"a\"b,5\" c\n", vec![vec!["ab", "5\" c"]]),
            ("\"a\"b\"c\",d", vec![vec!["ab\"c\"", "d"]]),
            ("\"a\nb", vec![vec!["a\nb"]]),
        ] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_not_kept_is_counted() {
        let text = "a,\"b\"\"c\",\"d\"\"e\",f\r\ng\n";
        let mut rows = CellReader::new(text.as_bytes(), b',');
        let mut row = CellRow::keeping(2);
        assert_eq!(rows.next(&mut row), Some(0));
        assert_eq!((row.len(), row.bytes()), (4, text.len() - 4));
        assert_eq!(rows.get(&row, 1), Some(&b"b\"c"[..]));
        assert_eq!(rows.get(&row, 2), None);
        assert_eq!(row.joined, b"b\"c");
        assert_eq!(rows.next(&mut row), Some(1));
        assert_eq!((row.len(), row.bytes()), (1, 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn rows_are_those_of_the_csv_crate(text in "[ab\",\r\né]{0,40}") {
            let expected: Vec<Vec<String>> = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes())
                .records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(rows(&text), expected);
        }

        #[test]
        fn lines_are_those_before_the_row(text in "[a\",\r\n]{0,40}") {
            let mut rows = CellReader::new(text.as_bytes(), b',');
            let mut row = CellRow::keeping(2);
            let mut before = 0;
            while let Some(lines) = rows.next(&mut row) {
                prop_assert!(lines >= before && lines <= count_lines(text.as_bytes()));
                prop_assert_eq!(rows.lines, count_lines(&text.as_bytes()[..rows.at]));
                before = rows.lines;
            }
        }
    }
}
