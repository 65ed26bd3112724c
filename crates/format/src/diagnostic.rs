//! A finding with its place in a file: what a person needs to fix a gazetteer.
//!
//! Every module that reads what people write reports through [`Diagnostic`], so that all findings
//! look alike: the file, line and column, the line itself with a caret, and what would be right.
//! Nothing here prints; the program decides where findings go and whether they are coloured.

mod render;

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

pub use actag_core::source::{
    Location, Source, is_obeyed, is_unsafe_to_show, line_column, quote, visible,
};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The gazetteer cannot be used as it is.
    Error,
    /// The gazetteer works, but probably not as meant.
    Warning,
    /// The gazetteer works as meant, but is laid out otherwise than others are.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
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
    /// Returns the line and column at which the finding begins, both counted from one, the column
    /// in characters.
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
/// bytes from zero, without a byte-order mark. What has no place has null there.
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
