//! Rows of one table in memory, as JSON lines: an object a row, with every column in each.
//!
//! An empty text is `null`, texts are a list, codes an object by scheme.

use std::borrow::Cow;

use jiff::civil::Date;

use super::form::FormColumn;
use super::row::Cells;

/// Rows as JSON lines.
#[derive(Debug)]
pub(super) struct JsonRows {
    bytes: Vec<u8>,
    /// The names of the columns as JSON, each with what stands around it.
    names: Vec<Vec<u8>>,
    /// The column that takes the next cell.
    at: usize,
}

impl JsonRows {
    pub(super) fn new(columns: &[FormColumn]) -> Self {
        let names = columns.iter().enumerate().map(|(at, column)| {
            let mut before = if at == 0 {
                b"{".to_vec()
            } else {
                b",".to_vec()
            };
            push_text(&mut before, &column.name);
            before.push(b':');
            before
        });
        Self {
            bytes: Vec::new(),
            names: names.collect(),
            at: 0,
        }
    }

    /// Ends a row.
    pub(super) fn end(&mut self) {
        self.bytes.extend_from_slice(b"}\n");
        self.at = 0;
    }

    /// The rows so far, which may be taken away.
    pub(super) fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    fn name(&mut self) -> &mut Vec<u8> {
        let name = self.names.get(self.at).map(Vec::as_slice);
        self.bytes.extend_from_slice(name.unwrap_or_default());
        self.at += 1;
        &mut self.bytes
    }
}

/// Adds a text in quotation marks, escaped. Writing to memory does not fail.
fn push_text(bytes: &mut Vec<u8>, text: &str) {
    let _ = serde_json::to_writer(bytes, text);
}

impl Cells for JsonRows {
    fn text(&mut self, text: &str) {
        let bytes = self.name();
        match text {
            "" => bytes.extend_from_slice(b"null"),
            _ => push_text(bytes, text),
        }
    }

    fn words<'t>(&mut self, words: impl Iterator<Item = &'t str>) {
        self.text(&words.collect::<Vec<_>>().join(" "));
    }

    fn list<'t>(&mut self, texts: impl Iterator<Item = Cow<'t, str>>) {
        let bytes = self.name();
        bytes.push(b'[');
        for (at, text) in texts.enumerate() {
            if at > 0 {
                bytes.push(b',');
            }
            push_text(bytes, &text);
        }
        bytes.push(b']');
    }

    fn codes<'t>(&mut self, codes: impl Iterator<Item = (&'t str, Cow<'t, str>)>) {
        let bytes = self.name();
        bytes.push(b'{');
        for (at, (scheme, value)) in codes.enumerate() {
            if at > 0 {
                bytes.push(b',');
            }
            push_text(bytes, scheme);
            bytes.push(b':');
            push_text(bytes, &value);
        }
        bytes.push(b'}');
    }

    fn integer(&mut self, number: Option<u64>) {
        let bytes = self.name();
        match number {
            Some(number) => {
                let mut digits = itoa::Buffer::new();
                bytes.extend_from_slice(digits.format(number).as_bytes());
            }
            None => bytes.extend_from_slice(b"null"),
        }
    }

    fn date(&mut self, date: Option<Date>) {
        match date {
            Some(date) => self.text(&date.to_string()),
            None => self.text(""),
        }
    }

    fn boolean(&mut self, yes: bool) {
        let bytes = self.name();
        bytes.extend_from_slice(if yes { b"true" } else { b"false" });
    }
}
