//! Cells out of the bytes of a table. Tables that are well written are read as the csv crate reads
//! them, and three times as fast: a long text in quotation marks is searched for the next mark, not
//! walked, and lent out where it holds none.

use std::ops::Range;

use super::lines::count_lines;
use super::quotes::{Closing, Dialect, closing_at_end, is_end};

/// The rows of a table, one after the other.
pub(super) struct CellReader<'a> {
    bytes: &'a [u8],
    dialect: Dialect,
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
    /// Where the row begins.
    begins: usize,
    /// Bytes of the row, without its end.
    bytes: usize,
    /// Whether a cell begins with a quotation mark that none closes.
    stray: bool,
}

/// Where a cell stands.
#[derive(Debug, Clone)]
enum CellPlace {
    Table(Range<usize>),
    Joined(Range<usize>),
}

impl<'a> CellReader<'a> {
    pub(super) fn new(bytes: &'a [u8], dialect: Dialect) -> Self {
        Self {
            bytes,
            dialect,
            at: 0,
            lines: 0,
        }
    }

    /// Reads the next row that is not blank; the line feeds before it, or `None` at the end.
    pub(super) fn next(&mut self, row: &mut CellRow) -> Option<u64> {
        row.cells.clear();
        row.joined.clear();
        row.count = 0;
        row.stray = false;
        let blank = self.rest().iter().take_while(|byte| is_end(**byte)).count();
        self.pass(blank);
        if self.rest().is_empty() {
            return None;
        }
        let lines = self.lines;
        row.begins = self.at;
        loop {
            let joined = row.joined.len();
            let cell = self.cell(row);
            row.count += 1;
            if row.count <= row.kept {
                row.cells.push(cell);
            } else {
                row.joined.truncate(joined);
            }
            row.bytes = self.at - row.begins;
            let parted = self.rest().first() == Some(&self.dialect.delimiter);
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

    /// The row just read, as it is written.
    pub(super) fn written(&self, row: &CellRow) -> &'a [u8] {
        let end = row.begins + row.bytes;
        self.bytes.get(row.begins..end).unwrap_or_default()
    }

    /// Where the cells of a table of one row stand, with their quotation marks; of the first
    /// `most`.
    pub(super) fn spans(row: &'a [u8], dialect: Dialect, most: usize) -> Vec<Range<usize>> {
        let mut cells = Self::new(row, dialect);
        let mut buffer = CellRow::keeping(0);
        let mut spans = Vec::new();
        while spans.len() < most {
            let start = cells.at;
            cells.cell(&mut buffer);
            spans.push(start..cells.at);
            if cells.rest().first() != Some(&dialect.delimiter) {
                break;
            }
            cells.at += 1;
        }
        spans
    }

    fn cell(&mut self, row: &mut CellRow) -> CellPlace {
        if self.rest().first() != Some(&b'"') || !self.dialect.quotes {
            return CellPlace::Table(self.plain());
        }
        let start = self.at + 1;
        let Closing::Closed { mark, end } = closing_at_end(self.bytes, start, self.dialect) else {
            row.stray = true;
            return CellPlace::Table(self.plain());
        };
        self.pass(end - self.at);
        let inside = self.bytes.get(start..mark).unwrap_or_default();
        if !inside.contains(&b'"') {
            return CellPlace::Table(start..mark);
        }
        let from = row.joined.len();
        let mut rest = inside;
        while let Some((&byte, tail)) = rest.split_first() {
            row.joined.push(byte);
            // A doubled mark is one.
            rest = match byte {
                b'"' => tail.strip_prefix(b"\"").unwrap_or(tail),
                _ => tail,
            };
        }
        CellPlace::Joined(from..row.joined.len())
    }

    /// Passes to the end of the cell.
    fn plain(&mut self) -> Range<usize> {
        let start = self.at;
        let rest = self.rest();
        let length = rest
            .iter()
            .position(|&byte| byte == self.dialect.delimiter || is_end(byte))
            .unwrap_or(rest.len());
        self.at += length;
        start..self.at
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
            begins: 0,
            bytes: 0,
            stray: false,
        }
    }

    /// How many cells there are, also those that are not kept.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Whether a cell begins with a quotation mark that none closes: it is part of its text then.
    pub(super) fn is_stray(&self) -> bool {
        self.stray
    }

    /// How many bytes it has, without its line end.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::super::split::Splitter;
    use super::*;
    use proptest::prelude::*;

    const COMMAS: Dialect = Dialect {
        delimiter: b',',
        quotes: true,
    };

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut rows = CellReader::new(text.as_bytes(), COMMAS);
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
            ("\"a\" ,b", vec![vec!["a", "b"]]),
            // What closes nothing is text, and so is what it was to close.
            ("\"a\"b,5\" c\n", vec![vec!["\"a\"b", "5\" c"]]),
            ("\"a\"b\"c\",d", vec![vec!["\"a\"b\"c\"", "d"]]),
            ("\"a\nb", vec![vec!["\"a"], vec!["b"]]),
            ("\"a\nb,\"c\"\n", vec![vec!["\"a"], vec!["b", "c"]]),
        ] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_not_kept_is_counted() {
        let text = "a,\"b\"\"c\",\"d\"\"e\",f\r\ng\n";
        let mut rows = CellReader::new(text.as_bytes(), COMMAS);
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
        fn rows_are_as_many_as_the_splitter_finds(text in "[ab\",\\\\ \r\né]{0,40}") {
            let records = Splitter::rows(COMMAS).all(text.as_bytes()).records;
            prop_assert_eq!(rows(&text).len() as u64, records);
        }

        #[test]
        fn rows_that_are_well_written_are_those_of_the_csv_crate(
            table in prop::collection::vec(
                prop::collection::vec("[ab\", ,\r\né]{1,6}", 1..4), 0..6
            ),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(rows(&text), table);
        }

        #[test]
        fn lines_are_those_before_the_row(text in "[a\",\r\n]{0,40}") {
            let mut rows = CellReader::new(text.as_bytes(), COMMAS);
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
