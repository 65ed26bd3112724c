//! A finding with its place in a file: what a person needs to mend a gazetteer.
//!
//! Every module that reads what people write reports through [`Diagnostic`], so that all findings look alike: the
//! file, line and column, the line itself with a caret, and what would be right. Nothing here prints; the program
//! decides where findings go and whether they are coloured.

#[cfg(feature = "load")]
mod render;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// A file that was read, kept to show its lines in findings.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as the person gave it, for display.
    pub path: String,
    /// The whole text.
    pub text: Cow<'static, str>,
}

/// A span of a [`Source`], in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes the finding is about; may be empty.
    pub span: Range<usize>,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The gazetteer cannot be used as it stands.
    Error,
    /// The gazetteer works, but probably not as meant.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// A stable name for this kind of finding, in kebab-case.
    pub code: &'static str,
    /// What is wrong, quoting the offending text in backticks; lower case, no full stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// Where; `None` where no single file is to blame (an empty folder).
    pub location: Option<Location>,
}

impl Diagnostic {
    /// The line and column at which the finding begins, both counted from one, the column in characters.
    pub fn line_column(&self) -> Option<(usize, usize)> {
        let location = self.location.as_ref()?;
        Some(line_column(&location.source.text, location.span.start))
    }
}

/// The short form, on one line: `path:line:column: error[code]: message (help)`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(location), Some((line, column))) = (&self.location, self.line_column()) {
            write!(f, "{}:{line}:{column}: ", visible(&location.source.path))?;
        }
        write!(
            f,
            "{}[{}]: {}",
            self.severity,
            self.code,
            visible(&self.message)
        )?;
        match &self.help {
            Some(help) => write!(f, " ({})", visible(help)),
            None => Ok(()),
        }
    }
}

/// As an object with the finding's place in its file: lines and columns count from one, columns in
/// characters; the end is the place behind the last character; `start_byte` and `end_byte` count
/// bytes from zero, without a byte-order mark. What stands nowhere has null there.
impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let location = self.location.as_ref();
        let source = location.map(|location| &location.source);
        let place = |byte: usize| source.map(|source| line_column(&source.text, byte));
        let span = location.map(|location| location.span.clone());
        let start = span.as_ref().and_then(|span| place(span.start));
        let end = span
            .as_ref()
            .and_then(|span| place(span.end.max(span.start)));
        let mut object = serializer.serialize_struct("Diagnostic", 11)?;
        object.serialize_field("code", self.code)?;
        object.serialize_field("severity", &self.severity)?;
        object.serialize_field("message", &self.message)?;
        object.serialize_field("help", &self.help)?;
        object.serialize_field("path", &source.map(|source| &source.path))?;
        object.serialize_field("line", &start.map(|(line, _)| line))?;
        object.serialize_field("column", &start.map(|(_, column)| column))?;
        object.serialize_field("end_line", &end.map(|(line, _)| line))?;
        object.serialize_field("end_column", &end.map(|(_, column)| column))?;
        object.serialize_field("start_byte", &span.as_ref().map(|span| span.start))?;
        object.serialize_field("end_byte", &span.as_ref().map(|span| span.end))?;
        object.end()
    }
}

/// The line and column of a byte of `text`, both counted from one, the column in characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let start = line_start(text, byte);
    let line = text.as_bytes()[..start]
        .iter()
        .filter(|&&b| b == b'\n')
        .count()
        + 1;
    let byte = floor_boundary(text, byte);
    (line, text[start..byte].chars().count() + 1)
}

/// `text` for a message: in backticks, on one line, cut where it is long, with nothing a terminal would obey.
pub fn quote(text: &str) -> String {
    /// Enough to recognise a name by; a message is one line.
    const LONGEST: usize = 60;
    let mut quoted = String::from("`");
    for (n, c) in text.chars().enumerate() {
        if n == LONGEST {
            quoted.push('…');
            break;
        }
        push_visible(&mut quoted, if c == '`' { '\'' } else { c });
    }
    quoted.push('`');
    quoted
}

/// `text` on one line, with everything a terminal would obey or hide written as an escape.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        push_visible(&mut shown, c);
    }
    shown
}

fn push_visible(out: &mut String, c: char) {
    if is_unsafe_to_show(c) {
        out.extend(c.escape_default());
    } else {
        out.push(c);
    }
}

/// Whether a terminal would obey or hide it.
pub fn is_unsafe_to_show(c: char) -> bool {
    is_obeyed(c)
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}')
}

/// Whether a terminal would obey it: control characters (C1 too: some terminals obey U+009B), line separators, and the
/// marks that turn the direction of writing and so can make a line read as something else. What is only hidden, as the
/// joiners of Persian and Hindi are, belongs to a text that is shown.
pub fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Where the line begins in which `byte` stands.
fn line_start(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    text.as_bytes()[..byte]
        .iter()
        .rposition(|&b| b == b'\n')
        .map_or(0, |at| at + 1)
}

fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
