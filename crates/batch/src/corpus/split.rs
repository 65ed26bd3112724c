//! Where records end in a stream of bytes that comes in pieces.

use std::io::BufRead;

/// Finds the end of the last whole record in the bytes seen so far, and counts what lies before it.
#[derive(Debug, Clone)]
pub(super) struct Splitter {
    rule: Rule,
    /// Bytes seen.
    seen: usize,
    lines: u64,
    records: u64,
    whole: Whole,
}

/// What lies before the end of the last whole record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Whole {
    /// Bytes.
    pub end: usize,
    /// Line feeds.
    pub lines: u64,
    /// Records that are not blank.
    pub records: u64,
}

#[derive(Debug, Clone)]
enum Rule {
    /// A record is a line.
    Lines { blank: bool },
    /// A record ends at a line end outside quotation marks, exactly as the csv crate reads it.
    Rows { delimiter: u8, state: Cell },
    /// All is one record.
    One,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// Before a record; further line ends are blank lines.
    RowStart,
    /// Before a cell.
    Start,
    /// In a cell without quotation marks, or after the closing one.
    Plain,
    Quoted,
    /// After a quotation mark in a quoted cell: the closing one, or the first of a doubled one.
    QuoteInQuoted,
}

impl Splitter {
    pub(super) fn lines() -> Self {
        Self::new(Rule::Lines { blank: true })
    }

    pub(super) fn rows(delimiter: u8) -> Self {
        Self::new(Rule::Rows {
            delimiter,
            state: Cell::RowStart,
        })
    }

    pub(super) fn one() -> Self {
        Self::new(Rule::One)
    }

    fn new(rule: Rule) -> Self {
        Self {
            rule,
            seen: 0,
            lines: 0,
            records: 0,
            whole: Whole::default(),
        }
    }

    /// What lies before the end of the last whole record.
    pub(super) fn whole(&self) -> Whole {
        self.whole
    }

    /// All of it, as if the stream ended here.
    pub(super) fn all(&self) -> Whole {
        let begun = match self.rule {
            Rule::Lines { blank } => !blank,
            Rule::Rows { state, .. } => state != Cell::RowStart,
            Rule::One => self.seen > 0,
        };
        Whole {
            end: self.seen,
            lines: self.lines,
            records: self.records + u64::from(begun),
        }
    }

    /// Whether the bytes seen end inside quotation marks.
    pub(super) fn is_quoted(&self) -> bool {
        matches!(
            self.rule,
            Rule::Rows {
                state: Cell::Quoted,
                ..
            }
        )
    }

    /// Goes on over the next bytes.
    pub(super) fn scan(&mut self, bytes: &[u8]) {
        match self.rule {
            Rule::Lines { blank } => self.scan_lines(bytes, blank),
            Rule::Rows { delimiter, state } => self.scan_rows(bytes, delimiter, state),
            Rule::One => {}
        }
        self.seen += bytes.len();
    }

    /// What the first record of some bytes takes, or all of them where they do not hold a whole
    /// one.
    pub(super) fn first_record(mut self, bytes: &[u8]) -> Whole {
        for byte in bytes {
            self.scan(std::slice::from_ref(byte));
            if self.whole.records > 0 {
                return self.whole;
            }
        }
        self.all()
    }

    /// Where the record at hand ends in some bytes that follow, and what was seen up to there;
    /// `None` where it goes on behind them.
    pub(super) fn first_end(mut self, bytes: &[u8]) -> Option<(usize, Whole)> {
        let before = self.whole.end;
        let ends = bytes.iter().position(|byte| {
            self.scan(std::slice::from_ref(byte));
            self.whole.end > before
        });
        ends.map(|last| (last + 1, self.whole))
    }

    fn scan_lines(&mut self, bytes: &[u8], mut blank: bool) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (line, ended) = next_line(&mut rest);
            blank = blank && is_blank(line);
            if !ended {
                break;
            }
            self.lines += 1;
            self.records += u64::from(!blank);
            blank = true;
            self.mark(bytes.len() - rest.len());
        }
        self.rule = Rule::Lines { blank };
    }

    fn scan_rows(&mut self, bytes: &[u8], delimiter: u8, mut state: Cell) {
        let mut rest = bytes;
        while let Some((&byte, tail)) = rest.split_first() {
            if state == Cell::Quoted {
                let (inside, found) = until(b'"', &mut rest);
                self.lines += count_lines(inside);
                if !found {
                    break;
                }
                state = Cell::QuoteInQuoted;
                continue;
            }
            rest = tail;
            self.lines += u64::from(byte == b'\n');
            state = match (state, byte) {
                (Cell::RowStart, b'\r' | b'\n') => {
                    self.mark(bytes.len() - rest.len());
                    Cell::RowStart
                }
                (_, b'\r' | b'\n') => {
                    self.records += 1;
                    self.mark(bytes.len() - rest.len());
                    Cell::RowStart
                }
                (Cell::RowStart | Cell::Start | Cell::QuoteInQuoted, b'"') => Cell::Quoted,
                (_, byte) if byte == delimiter => Cell::Start,
                _ => {
                    let plain = rest
                        .iter()
                        .position(|&b| b == delimiter || b == b'\n' || b == b'\r')
                        .unwrap_or(rest.len());
                    rest = rest.get(plain..).unwrap_or_default();
                    Cell::Plain
                }
            };
        }
        self.rule = Rule::Rows { delimiter, state };
    }

    fn mark(&mut self, within: usize) {
        self.whole = Whole {
            end: self.seen + within,
            lines: self.lines,
            records: self.records,
        };
    }
}

/// Takes the next line off `rest`, without its line feed; `false` where it has none.
pub(super) fn next_line<'a>(rest: &mut &'a [u8]) -> (&'a [u8], bool) {
    until(b'\n', rest)
}

/// A line without the carriage return of its end.
pub(super) fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Whether a line holds nothing but white space.
pub(super) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

/// How many line feeds there are.
pub(super) fn count_lines(bytes: &[u8]) -> u64 {
    // Sums of so few that a byte holds them: the compiler then counts sixteen bytes at a time.
    let count = |few: &[u8]| few.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    bytes.chunks(192).map(|few| u64::from(count(few))).sum()
}

/// Takes all before the first `mark` off `rest`, and drops the mark.
pub(super) fn until<'a>(mark: u8, rest: &mut &'a [u8]) -> (&'a [u8], bool) {
    let all = *rest;
    // The standard library's fast search for a byte hides behind this method; on a slice it cannot
    // fail.
    let passed = rest.skip_until(mark).unwrap_or(all.len());
    match all.get(..passed) {
        Some([before @ .., last]) if *last == mark => (before, true),
        _ => (all, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen(mut splitter: Splitter, bytes: &str) -> (Whole, Whole) {
        splitter.scan(bytes.as_bytes());
        (splitter.whole(), splitter.all())
    }

    fn whole(end: usize, lines: u64, records: u64) -> Whole {
        Whole {
            end,
            lines,
            records,
        }
    }

    #[test]
    fn lines_end_at_line_feeds() {
        for (bytes, before, all) in [
            ("", whole(0, 0, 0), whole(0, 0, 0)),
            ("a", whole(0, 0, 0), whole(1, 0, 1)),
            ("a\n", whole(2, 1, 1), whole(2, 1, 1)),
            ("a\n\r\n \nb\nc", whole(8, 4, 2), whole(9, 4, 3)),
            ("a\n  ", whole(2, 1, 1), whole(4, 1, 1)),
        ] {
            assert_eq!(seen(Splitter::lines(), bytes), (before, all), "{bytes:?}");
        }
    }

    #[test]
    fn rows_end_outside_quotation_marks() {
        for (bytes, before, all) in [
            ("", whole(0, 0, 0), whole(0, 0, 0)),
            ("a,b\n", whole(4, 1, 1), whole(4, 1, 1)),
            ("a,\"b\nc\"\nd", whole(8, 2, 1), whole(9, 2, 2)),
            ("a,\"b\"\"\n\"\n", whole(9, 2, 1), whole(9, 2, 1)),
            ("5\" pipe,b\nc", whole(10, 1, 1), whole(11, 1, 2)),
            ("a\r\n\r\nb\rc", whole(7, 2, 2), whole(8, 2, 3)),
            ("\"a\nb", whole(0, 0, 0), whole(4, 1, 1)),
        ] {
            assert_eq!(
                seen(Splitter::rows(b','), bytes),
                (before, all),
                "{bytes:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn pieces_give_what_the_whole_gives(bytes in "[a\", \r\n]{0,60}", at in 0usize..60) {
            for make in [Splitter::lines as fn() -> Splitter, || Splitter::rows(b',')] {
                let (mut one, mut two) = (make(), make());
                one.scan(bytes.as_bytes());
                let (head, tail) = bytes.as_bytes().split_at(at.min(bytes.len()));
                two.scan(head);
                two.scan(tail);
                prop_assert_eq!((one.whole(), one.all()), (two.whole(), two.all()));
            }
        }

        #[test]
        fn rows_are_those_of_the_csv_crate(bytes in "[a\", \r\n]{0,60}") {
            let rows = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(bytes.as_bytes())
                .into_byte_records()
                .count();
            let mut splitter = Splitter::rows(b',');
            splitter.scan(bytes.as_bytes());
            prop_assert_eq!(splitter.all().records, rows as u64);
        }
    }
}
