//! Where JSON values end that stand in a list, or one after the other.

use super::super::lines::count_lines;
use super::RecordCounts;

/// JSON values that are records, in bytes that come in pieces.
#[derive(Debug, Clone)]
pub(in crate::corpus) struct Values {
    /// How many values the list of the records stands in; 0 for records at the top of a file, or in
    /// lists there.
    inside: u32,
    at: Stand,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// Before a record, among blanks, commas and brackets of lists.
    Between,
    /// In a value of so many open brackets.
    Value { depth: u32, string: InString },
    /// In a number or a word such as `null`.
    Word,
    /// Behind the list of the records, with so many brackets still open.
    Behind { depth: u32, string: InString },
}

/// Where a place stands as to a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InString {
    Outside,
    Inside,
    /// Behind a backslash.
    Escaped,
}

impl Values {
    pub(super) fn new(inside: u32) -> Self {
        let at = Stand::Between;
        Self { inside, at }
    }

    /// Whether a record is begun.
    pub(super) fn is_inside(&self) -> bool {
        matches!(self.at, Stand::Value { .. } | Stand::Word)
    }

    /// Reads on over `fresh`, before which `seen` bytes came.
    pub(super) fn scan(&mut self, fresh: &[u8], seen: usize, counts: &mut RecordCounts) {
        let mut at = 0;
        while counts.wants_more()
            && let Some(&byte) = fresh.get(at)
        {
            match self.at {
                Stand::Between => at = self.begin(byte, at, counts),
                Stand::Word if is_end_of_word(byte) => self.close(seen + at, counts),
                Stand::Word => at += 1,
                Stand::Value { depth, string } => {
                    let (passed, depth, string) = pass(fresh, at, depth, string, counts);
                    at = passed;
                    self.at = Stand::Value { depth, string };
                    if depth == 0 && string == InString::Outside {
                        self.close(seen + at, counts);
                    }
                }
                Stand::Behind { depth, string } => {
                    let (passed, depth, string) = pass(fresh, at, depth, string, counts);
                    at = passed;
                    self.at = match depth {
                        0 => Stand::Between,
                        _ => Stand::Behind { depth, string },
                    };
                }
            }
            if !self.is_inside() {
                counts.mark(seen + at);
            }
        }
    }

    /// Reads one byte before a record; returns where to go on.
    fn begin(&mut self, byte: u8, at: usize, counts: &mut RecordCounts) -> usize {
        counts.lines += u64::from(byte == b'\n');
        let string = InString::Outside;
        self.at = match byte {
            b']' if self.inside > 0 => {
                let depth = self.inside;
                Stand::Behind { depth, string }
            }
            b'[' | b']' if self.inside == 0 => Stand::Between,
            byte if is_between(byte) => Stand::Between,
            b'{' | b'[' => Stand::Value { depth: 1, string },
            b'"' => {
                let string = InString::Inside;
                Stand::Value { depth: 0, string }
            }
            _ => Stand::Word,
        };
        at + 1
    }

    fn close(&mut self, end: usize, counts: &mut RecordCounts) {
        counts.records += 1;
        counts.mark(end);
        self.at = Stand::Between;
    }
}

/// What stands between records: blanks, commas, and the mark before each record of a JSON sequence.
pub(in crate::corpus) fn is_between(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b',' | 0x1e)
}

fn is_end_of_word(byte: u8) -> bool {
    is_between(byte) || matches!(byte, b'[' | b']' | b'{' | b'}' | b'"')
}

/// Reads on in a value, to the end of a string, to a bracket or to the end of the bytes. Returns
/// where it is then, how many brackets are open, and how it stands as to a string.
fn pass(
    bytes: &[u8],
    at: usize,
    mut depth: u32,
    string: InString,
    counts: &mut RecordCounts,
) -> (usize, u32, InString) {
    let rest = bytes.get(at..).unwrap_or_default();
    let find = |is: fn(u8) -> bool| rest.iter().position(|&byte| is(byte));
    let found = match string {
        InString::Escaped => return (at + 1, depth, InString::Inside),
        InString::Inside => find(|byte| matches!(byte, b'"' | b'\\')),
        InString::Outside => find(|byte| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']')),
    };
    let count = found.map_or(rest.len(), |found| found + 1);
    let passed = rest.get(..count).unwrap_or_default();
    counts.lines += count_lines(passed);
    let string = match (string, found.and_then(|_| passed.last())) {
        (InString::Outside, Some(b'"')) => InString::Inside,
        (InString::Outside, Some(b'{' | b'[')) => {
            depth += 1;
            InString::Outside
        }
        (InString::Outside, Some(_)) => {
            depth = depth.saturating_sub(1);
            InString::Outside
        }
        (InString::Inside, Some(b'\\')) => InString::Escaped,
        (InString::Inside, Some(_)) => InString::Outside,
        (string, _) => string,
    };
    (at + count, depth, string)
}
