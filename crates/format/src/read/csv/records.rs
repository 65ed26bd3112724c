//! The records of a CSV text, and where their cells stand.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use crate::contents::Contents;

/// Where rows stand, in parts of some bytes that end with a row.
pub(super) fn parts(text: &str, begin: usize, together: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut begin, mut at) = (begin, begin);
    while at < text.len() {
        // Up to the next quote every line break ends a row.
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
            at = behind_quoted(text, quote);
        }
    }
    parts.push(begin..text.len());
    parts
}

/// The place behind a quoted cell that begins at `quote`; behind the quote, where it is one inside of a cell.
fn behind_quoted(text: &str, quote: usize) -> usize {
    let mut at = (quote + 1).min(text.len());
    if !matches!(
        text[..quote].bytes().next_back(),
        None | Some(b',' | b'\n' | b'\r')
    ) {
        return at;
    }
    while let Some(offset) = text[at..].find('"') {
        at += offset + 1;
        if !text[at..].starts_with('"') {
            return at;
        }
        at += 1;
    }
    text.len()
}

/// Calls `each` with the records of a part of a text and the places of their cells, until it has enough.
pub(super) fn each_record(
    text: &str,
    part: Range<usize>,
    contents: &mut Contents,
    mut each: impl FnMut(&StringRecord, &Cells, &mut Contents) -> bool,
) {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text[part.clone()].as_bytes());
    let mut record = StringRecord::new();
    let mut cells = Cells::default();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return,
            Ok(true) => {}
            Err(error) => {
                let message = format!("this is not CSV: {error}");
                contents.findings.error(&(0..0), "csv-syntax", message);
                contents.whole = false;
                return;
            }
        }
        let offset = record.position().map_or(0, |position| position.byte());
        let start = part.start + usize::try_from(offset).unwrap_or(part.len());
        cells.find(text, start);
        if let Some(open) = cells.unclosed {
            let error = contents.findings.error(
                &(open..open + 1),
                "unclosed-quote",
                "this quote is never closed",
            );
            error.help("close it; inside of quotes write a quote twice");
            contents.whole = false;
            return;
        }
        if !each(&record, &cells, contents) {
            return;
        }
    }
}

/// Where the cells of a row stand.
#[derive(Default)]
pub(super) struct Cells {
    spans: Vec<Range<usize>>,
    unclosed: Option<usize>,
}

impl Cells {
    /// Looks the row up that begins at `start`, or behind the empty lines there.
    fn find(&mut self, text: &str, start: usize) {
        self.spans.clear();
        self.unclosed = None;
        let bytes = text.as_bytes();
        let mut at = start;
        while matches!(bytes.get(at), Some(b'\n' | b'\r')) {
            at += 1;
        }
        loop {
            let begin = at;
            if bytes.get(at) == Some(&b'"') {
                at += 1;
                loop {
                    match (bytes.get(at), bytes.get(at + 1)) {
                        (None, _) => {
                            self.unclosed = Some(begin);
                            return;
                        }
                        (Some(b'"'), Some(b'"')) => at += 2,
                        (Some(b'"'), _) => break,
                        _ => at += 1,
                    }
                }
            }
            while !matches!(bytes.get(at), None | Some(b',' | b'\n' | b'\r')) {
                at += 1;
            }
            self.spans.push(begin..at);
            if bytes.get(at) != Some(&b',') {
                return;
            }
            at += 1;
        }
    }

    pub(super) fn span(&self, n: usize) -> Range<usize> {
        self.spans.get(n).cloned().unwrap_or_else(|| self.row())
    }

    pub(super) fn row(&self) -> Range<usize> {
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

    fn records(text: &str, part: Range<usize>) -> (Vec<StringRecord>, Vec<Range<usize>>) {
        let (mut records, mut spans) = (Vec::new(), Vec::new());
        let mut contents = Contents::new(0);
        each_record(text, part, &mut contents, |record, cells, _| {
            records.push(record.clone());
            spans.extend((0..record.len()).map(|n| cells.span(n)));
            true
        });
        (records, spans)
    }

    proptest! {
        #[test]
        fn parts_have_the_records_of_the_whole(text in "(\"|\"|a|é|,|\n|\r\n){0,60}", together in 1..8usize) {
            // What is never closed reaches to the end, wherever that is.
            let text = match text.matches('"').count() % 2 {
                0 => text,
                _ => format!("{text}\""),
            };
            let whole = records(&text, 0..text.len());
            let mut found = (Vec::new(), Vec::new());
            let mut at = 0;
            for part in parts(&text, 0, together) {
                prop_assert_eq!(part.start, at);
                at = part.end;
                let (records, spans) = records(&text, part);
                found.0.extend(records);
                found.1.extend(spans);
            }
            prop_assert_eq!(at, text.len());
            prop_assert_eq!(found, whole);
        }
    }
}
