//! A finding with its place in a file: what a person needs to mend a gazetteer.
//!
//! Every module that reads what people write reports through [`Diagnostic`], so that all findings look alike: the
//! file, line and column, the line itself with a caret, and what would be right.


use std::ops::Range;
use std::sync::Arc;

/// A file that was read, kept to show its lines in findings.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as the person gave it, for display.
    pub path: String,
    /// The whole text.
    pub text: String,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The gazetteer cannot be used as it stands.
    Error,
    /// The gazetteer works, but probably not as meant.
    Warning,
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
