//! Where the parser's events are in the text, in bytes.

use std::ops::Range;

use saphyr_parser::{Marker, Span};

/// Turns the parser's lines and columns, which count characters, into bytes.
///
/// Not its running index, which miscounts nothing today but has no line to start afresh from. A
/// cursor remembers the last place: events come in order, so a file of one endless line is still
/// walked only once.
pub(super) struct Places<'t> {
    pub(super) text: &'t str,
    lines: Vec<usize>,
    line: usize,
    column: usize,
    byte: usize,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            // A carriage return alone ends a line in YAML, too.
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                lines.push(at + 1);
            }
        }
        Places {
            text,
            lines,
            line: 0,
            column: 0,
            byte: 0,
        }
    }

    pub(super) fn span(&mut self, span: Span) -> Range<usize> {
        let start = self.byte(span.start);
        let end = self.byte(span.end);
        start..end.max(start)
    }

    pub(super) fn byte(&mut self, mark: Marker) -> usize {
        if mark.line() != self.line || mark.col() < self.column {
            self.line = mark.line();
            self.column = 0;
            let start = self.lines.get(self.line.saturating_sub(1));
            self.byte = start.copied().unwrap_or(self.text.len());
            // The parser counts no column for a byte-order mark.
            if self.text[self.byte..].starts_with('\u{FEFF}') {
                self.byte += '\u{FEFF}'.len_utf8();
            }
        }
        let ahead = mark.col() - self.column;
        let rest = &self.text[self.byte..];
        let width = rest
            .char_indices()
            .nth(ahead)
            .map_or(rest.len(), |(at, _)| at);
        self.column = mark.col();
        self.byte += width;
        self.byte
    }
}

/// Returns a quoted text up to its closing quote: the parser counts white space and comments behind
/// it in.
pub(super) fn quoted_span(text: &str, span: Range<usize>) -> Range<usize> {
    let written = &text[span.clone()];
    let closing = match written.chars().next() {
        Some('"') => closing_double(written),
        Some('\'') => closing_single(written),
        _ => None,
    };
    closing.map_or(span.clone(), |at| span.start..span.start + at + 1)
}

fn closing_double(written: &str) -> Option<usize> {
    let mut escaped = false;
    written.char_indices().skip(1).find_map(|(at, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes.then_some(at)
    })
}

fn closing_single(written: &str) -> Option<usize> {
    let bytes = written.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'\'', Some(b'\'')) => at += 2,
            (b'\'', _) => return Some(at),
            _ => at += 1,
        }
    }
    None
}
