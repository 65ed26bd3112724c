//! The rows of a CSV text, with the place of every cell.
//!
//! `csv_core` is what the csv crate itself parses with. It says how many bytes each cell took,
//! which the csv crate does not: findings and names have their place here as in YAML.

use std::ops::Range;

use csv_core::{ReadFieldResult, ReadRecordResult, Reader};

use crate::contents::Contents;

/// Returns the ranges of rows that can be read apart from one another: parts of at least `together`
/// bytes, each of which ends with a row.
pub(super) fn parts(text: &str, begin: usize, together: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut reader = Reader::new();
    let (mut begin, mut at) = (begin, begin);
    while at < text.len() {
        // Up to the next quote every line break ends a row: most of a list is searched, not parsed.
        let quote = text[at..]
            .find('"')
            .map_or(text.len(), |offset| at + offset);
        let enough = text.ceil_char_boundary(at.max(begin + together));
        let line = text.get(enough..quote).and_then(|lines| lines.find('\n'));
        if let Some(offset) = line {
            at = enough + offset + 1;
            parts.push(begin..at);
            begin = at;
        } else {
            let row = text[at..quote].rfind(['\n', '\r']);
            at = end_of_row(&mut reader, text, row.map_or(at, |offset| at + offset + 1));
            // Where each row has a quote, this is where parts end.
            if at >= begin + together {
                parts.push(begin..at);
                begin = at;
            }
        }
    }
    parts.push(begin..text.len());
    parts
}

/// Returns where the row ends that begins at `at`.
fn end_of_row(reader: &mut Reader, text: &str, mut at: usize) -> usize {
    reader.reset();
    let (mut output, mut ends) = ([0; 1024], [0; 64]);
    while at < text.len() {
        let input = &text.as_bytes()[at..];
        let (result, read, ..) = reader.read_record(input, &mut output, &mut ends);
        at += read;
        if let ReadRecordResult::Record | ReadRecordResult::End = result {
            break;
        }
    }
    at
}

/// Calls `each` with the rows of a part of a text, until it has enough.
pub(super) fn each_row(
    text: &str,
    part: Range<usize>,
    contents: &mut Contents,
    mut each: impl FnMut(&Row, &mut Contents) -> bool,
) {
    let mut rows = Rows {
        reader: Reader::new(),
        text: &text.as_bytes()[..part.end],
        at: part.start,
    };
    let mut row = Row::default();
    loop {
        match rows.read(&mut row) {
            Ok(true) => {}
            Ok(false) => return,
            Err(Unclosed(open)) => {
                let error = contents.findings.error(
                    &(open..open + 1),
                    "unclosed-quote",
                    "this quote is never closed",
                );
                error.help("close it; inside of quotes write a quote twice");
                contents.whole = false;
                return;
            }
        }
        if !each(&row, contents) {
            return;
        }
    }
}

/// The place of a quote that is never closed.
struct Unclosed(usize);

/// What is left to read of a part of a text.
struct Rows<'t> {
    reader: Reader,
    /// The text up to the end of the part.
    text: &'t [u8],
    at: usize,
}

impl Rows<'_> {
    /// Reads the next row; `false` where there is none.
    fn read(&mut self, row: &mut Row) -> Result<bool, Unclosed> {
        row.clear();
        // csv_core skips empty lines, too, but counts their bytes to the cell behind them.
        let is_break = |byte: &&u8| matches!(byte, b'\n' | b'\r');
        self.at += self.text[self.at..].iter().take_while(is_break).count();
        if self.at == self.text.len() {
            return Ok(false);
        }
        while !self.read_cell(row)? {}
        Ok(true)
    }

    /// Reads one cell; `true` where its row ends with it.
    fn read_cell(&mut self, row: &mut Row) -> Result<bool, Unclosed> {
        let start = self.at;
        loop {
            let room = row.room();
            let rest = &self.text[self.at..];
            // The end of the text counts as a line break. csv_core would close an open quote there
            // without a word; a line break leaves it open.
            let input = if rest.is_empty() { b"\n" } else { rest };
            let (result, read, written) = self.reader.read_field(input, room);
            row.used += written;
            let behind = self.at + read.min(rest.len());
            match result {
                ReadFieldResult::Field { record_end } => {
                    // What was read ends with a comma or a line break.
                    row.add(start..self.at + read - 1);
                    self.at = behind;
                    return Ok(record_end);
                }
                _ if rest.is_empty() => return Err(Unclosed(start)),
                _ => self.at = behind,
            }
        }
    }
}

/// A row: its cells as text, without their quotes, and where they are written.
#[derive(Default)]
pub(super) struct Row {
    /// The cells one behind the other, and room for more.
    buffer: Vec<u8>,
    used: usize,
    /// Where each cell ends in the buffer.
    ends: Vec<usize>,
    spans: Vec<Range<usize>>,
}

impl Row {
    fn clear(&mut self) {
        self.used = 0;
        self.ends.clear();
        self.spans.clear();
    }

    /// Returns room for more text; never none.
    fn room(&mut self) -> &mut [u8] {
        const LEAST: usize = 256;
        if self.used == self.buffer.len() {
            self.buffer.resize((2 * self.used).max(LEAST), 0);
        }
        &mut self.buffer[self.used..]
    }

    /// Ends a cell.
    fn add(&mut self, span: Range<usize>) {
        self.ends.push(self.used);
        self.spans.push(span);
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the texts of the cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let cell = &self.buffer[start..end];
            start = end;
            // UTF-8, as the whole text is: only ASCII signs are taken out of it.
            str::from_utf8(cell).unwrap_or_default()
        })
    }

    /// Returns where a cell is written, quotes included.
    pub(super) fn span(&self, n: usize) -> Range<usize> {
        self.spans.get(n).cloned().unwrap_or_else(|| self.place())
    }

    /// Returns where the whole row is written.
    pub(super) fn place(&self) -> Range<usize> {
        match (self.spans.first(), self.spans.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Parsed = (Vec<Vec<String>>, Vec<Range<usize>>);

    fn rows(text: &str, part: Range<usize>) -> Parsed {
        let mut found = Parsed::default();
        let mut contents = Contents::new(0);
        each_row(text, part, &mut contents, |row, _| {
            found.0.push(row.cells().map(str::to_owned).collect());
            found.1.extend((0..row.len()).map(|n| row.span(n)));
            true
        });
        found
    }

    /// Closes a quote: what is never closed reaches to the end, wherever that is.
    fn closed(text: String) -> String {
        match text.matches('"').count() % 2 {
            0 => text,
            _ => format!("{text}\""),
        }
    }

    #[test]
    fn long_cells_are_whole() {
        let long = "é\"\"".repeat(1000);
        let text = format!("a,\"{long}\",b\r\nc");
        let (cells, spans) = rows(&text, 0..text.len());
        let long = long.replace("\"\"", "\"");
        assert_eq!(cells, [vec!["a", &long, "b"], vec!["c"]]);
        assert_eq!(
            text[spans[1].clone()],
            format!("\"{}\"", long.replace('"', "\"\""))
        );
    }

    #[test]
    fn rows_with_quotes_are_parted_too() {
        for row in ["a,b\n", "a,\"b, c\"\n", "\"a\nb\"\r\n"] {
            let text = row.repeat(100);
            let found = parts(&text, 0, 5 * row.len());
            assert!((15..=21).contains(&found.len()), "{row:?}: {}", found.len());
        }
    }

    proptest! {
        #[test]
        fn parts_have_the_rows_of_the_whole(
            text in "(\"|\"|a|é|,|\n|\r\n|\r){0,60}",
            together in 1..8usize,
        ) {
            let text = closed(text);
            let whole = rows(&text, 0..text.len());
            let mut found = Parsed::default();
            let mut at = 0;
            for part in parts(&text, 0, together) {
                prop_assert_eq!(part.start, at);
                at = part.end;
                let (cells, spans) = rows(&text, part);
                found.0.extend(cells);
                found.1.extend(spans);
            }
            prop_assert_eq!(at, text.len());
            prop_assert_eq!(found, whole);
        }

        #[test]
        fn rows_are_those_of_the_csv_crate(text in "(\"|\"|a|é|,|\n|\r\n|\r){0,60}") {
            let text = closed(text);
            let mut contents = Contents::new(0);
            let mut own = Vec::<Vec<String>>::new();
            each_row(&text, 0..text.len(), &mut contents, |row, _| {
                own.push(row.cells().map(str::to_owned).collect());
                true
            });
            if contents.whole {
                let mut reader = csv::ReaderBuilder::new();
                let reader = reader.has_headers(false).flexible(true);
                let reader = reader.from_reader(text.as_bytes());
                let records: Vec<_> = reader.into_records().map(Result::unwrap).collect();
                let records: Vec<Vec<&str>> = records.iter().map(|r| r.iter().collect()).collect();
                prop_assert_eq!(own, records);
            }
        }
    }
}
