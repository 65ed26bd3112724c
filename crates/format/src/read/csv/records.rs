//! The rows of a CSV text, with the place of every cell.
//!
//! `csv_core` is what the csv crate itself parses with. It says how many bytes each cell took,
//! which the csv crate does not: findings and names have their place here as in YAML.

use std::ops::Range;

use csv_core::{ReadFieldResult, ReadRecordResult, Reader, ReaderBuilder};

use crate::contents::Contents;

/// Returns the ranges of rows that can be read apart from one another: parts of at least `together`
/// bytes, each of which ends with a row.
pub(super) fn parts(text: &str, begin: usize, together: usize, delimiter: u8) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut reader = reader_of(delimiter);
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

fn reader_of(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).build()
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
    delimiter: u8,
    contents: &mut Contents,
    mut each: impl FnMut(&Row, &mut Contents) -> bool,
) {
    let mut rows = Rows {
        reader: reader_of(delimiter),
        cells: reader_of(delimiter),
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
    /// A second one, for the length of quoted cells.
    cells: Reader,
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
        let start = self.at;
        loop {
            let rest = &self.text[self.at..];
            let (text, ends) = row.room();
            let (result, read, written, ended) =
                self.reader.read_record(or_break(rest), text, ends);
            row.used += written;
            row.count += ended;
            self.at += read.min(rest.len());
            match result {
                ReadRecordResult::Record => break,
                _ if rest.is_empty() => return Err(Unclosed(self.locate(row, start))),
                _ => {}
            }
        }
        self.locate(row, start);
        Ok(true)
    }

    /// Notes where the cells of a row are written that begins at `start`. Returns the place behind
    /// the last of them and its comma.
    ///
    /// A cell without quotes is as long as its text. Only the others are read once more: reading
    /// every cell by itself takes twice the time.
    fn locate(&mut self, row: &mut Row, start: usize) -> usize {
        let (mut start, mut begin) = (start, 0);
        for &end in &row.ends[..row.count] {
            let length = match self.text.get(start) {
                Some(b'"') => self.quoted_length(start),
                _ => end - begin,
            };
            row.spans.push(start..start + length);
            (start, begin) = (start + length + 1, end);
        }
        start
    }

    /// Returns how many bytes the quoted cell takes that begins at `start`.
    fn quoted_length(&mut self, start: usize) -> usize {
        let mut output = [0; 512];
        let mut at = start;
        self.cells.reset();
        loop {
            let rest = &self.text[at..];
            let (result, read, _) = self.cells.read_field(or_break(rest), &mut output);
            match result {
                // What was read ends with a comma or a line break.
                ReadFieldResult::Field { .. } => return at + read - 1 - start,
                _ if rest.is_empty() => return at - start,
                _ => at += read,
            }
        }
    }
}

/// Returns a line break at the end of a text. csv_core would close an open quote there without a
/// word; a line break leaves it open.
fn or_break(rest: &[u8]) -> &[u8] {
    if rest.is_empty() { b"\n" } else { rest }
}

/// A row: its cells as text, without their quotes, and where they are written.
#[derive(Default)]
pub(super) struct Row {
    /// The cells one behind the other, and room for more.
    buffer: Vec<u8>,
    used: usize,
    /// Where each cell ends in the buffer, and room for more.
    ends: Vec<usize>,
    count: usize,
    spans: Vec<Range<usize>>,
}

impl Row {
    fn clear(&mut self) {
        self.used = 0;
        self.count = 0;
        self.spans.clear();
    }

    /// Returns room for more text and more cells; never none.
    fn room(&mut self) -> (&mut [u8], &mut [usize]) {
        if self.used == self.buffer.len() {
            self.buffer.resize((2 * self.used).max(256), 0);
        }
        if self.count == self.ends.len() {
            self.ends.resize((2 * self.count).max(16), 0);
        }
        (&mut self.buffer[self.used..], &mut self.ends[self.count..])
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Returns the texts of the cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends[..self.count].iter().map(move |&end| {
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
        each_row(text, part, b',', &mut contents, |row, _| {
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
            let found = parts(&text, 0, 5 * row.len(), b',');
            assert!((15..=21).contains(&found.len()), "{row:?}: {}", found.len());
        }
    }

    #[test]
    fn places_are_those_of_the_cells() {
        let text = "a,\"b\"\"\",,\"c\"d\"\r\n\n\"\",e\"f,\"g\nh\"";
        let (_, spans) = rows(text, 0..text.len());
        let found: Vec<&str> = spans.into_iter().map(|span| &text[span]).collect();
        let wanted = ["a", "\"b\"\"\"", "", "\"c\"d\"", "\"\"", "e\"f", "\"g\nh\""];
        assert_eq!(found, wanted);
        let many = "x,".repeat(100);
        let (cells, spans) = rows(&many, 0..many.len());
        assert_eq!((cells[0].len(), spans[100].clone()), (101, 200..200));
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
            for part in parts(&text, 0, together, b',') {
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
            each_row(&text, 0..text.len(), b',', &mut contents, |row, _| {
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
