//! A finding with its place in a file: what a person needs to mend a gazetteer.
//!
//! Every module that reads what people write reports through [`Diagnostic`], so that all findings look alike: the
//! file, line and column, the line itself with a caret, and what would be right. Nothing here prints; the program
//! decides where findings go and whether they are coloured.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
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

    /// The finding as several lines of text: the message, the place, the line with a caret, and the help.
    ///
    /// With `color` it holds terminal escapes of our own; text from files never brings in any.
    pub fn render(&self, color: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let message = visible(&self.message);
        let title = level.primary_title(message.as_str()).id(self.code);
        let help = self.help.as_deref().map(visible);
        let mut group = Group::with_title(title);
        let excerpt = self.location.as_ref().map(Excerpt::of);
        if let Some(excerpt) = &excerpt {
            let snippet = Snippet::source(excerpt.text.as_str())
                .path(excerpt.path.as_str())
                .line_start(excerpt.line)
                .annotation(AnnotationKind::Primary.span(excerpt.span.clone()));
            group = group.element(snippet);
        }
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        match &help {
            // Without a snippet the renderer would draw an empty margin between message and help.
            Some(help) if excerpt.is_none() => {
                let help = Group::with_title(Level::HELP.secondary_title(help.as_str()));
                format!(
                    "{}\n{}",
                    renderer.render(&[group]),
                    renderer.render(&[help])
                )
            }
            Some(help) => renderer.render(&[group.element(Level::HELP.message(help.as_str()))]),
            None => renderer.render(&[group]),
        }
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
/// characters; the end is the place behind the last character; `start_byte` and `end_byte` count bytes
/// from zero, without a byte-order mark. What stands nowhere has null there.
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

/// The one line that a finding shows.
struct Excerpt {
    path: String,
    line: usize,
    text: String,
    span: Range<usize>,
}

impl Excerpt {
    /// Characters shown from the beginning of the finding on. The renderer cuts lines to a width of 140 by itself, but
    /// never inside of what it underlines; a finding is recognised by its beginning.
    const AHEAD: usize = 80;

    /// Takes the line of the span's first byte out of the file: only that is handed to the renderer, so that a
    /// finding in a file of 100 MB costs no more than in a small one. Every character stays one character, for the
    /// renderer counts columns.
    fn of(location: &Location) -> Excerpt {
        let text = &location.source.text;
        let first = floor_boundary(text, location.span.start);
        let start = line_start(text, first);
        let rest = &text[first..];
        let rest = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        let last = floor_boundary(text, location.span.end).clamp(first, first + rest.len());

        let mut shown: String = text[start..first].chars().map(harmless).collect();
        let span_start = shown.len();
        let mut span_end = span_start;
        for (offset, c) in rest.char_indices().take(Self::AHEAD) {
            shown.push(harmless(c));
            if first + offset < last {
                span_end = shown.len();
            }
        }
        if rest.chars().nth(Self::AHEAD).is_some() {
            shown.push('…');
        }
        Excerpt {
            path: visible(&location.source.path),
            line: line_column(text, first).0,
            text: shown,
            span: span_start..span_end,
        }
    }
}

/// A character that takes one column and does nothing, for one that would do something. Tabs and what the renderer
/// itself turns into control pictures pass.
fn harmless(c: char) -> char {
    match c {
        '\t' | '\0'..='\u{1F}' | '\u{7F}' => c,
        _ if is_unsafe_to_show(c) => '\u{FFFD}',
        _ => c,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(text: &str, span: Range<usize>) -> Diagnostic {
        let source = Arc::new(Source {
            path: "a.yaml".into(),
            text: text.to_owned().into(),
        });
        Diagnostic {
            severity: Severity::Error,
            code: "some-code",
            message: "something is wrong".into(),
            help: Some("do it so".into()),
            location: Some(Location { source, span }),
        }
    }

    #[test]
    fn shows_the_line_with_a_caret() {
        let shown = finding("one\ntwö three\n", 9..14).render(false);
        let wanted = "\
error[some-code]: something is wrong
 --> a.yaml:2:5
  |
2 | twö three
  |     ^^^^^
  |
  = help: do it so";
        assert_eq!(shown, wanted);
    }

    #[test]
    fn short_form_is_one_line() {
        let shown = finding("one\ntwo\n", 4..5).to_string();
        assert_eq!(
            shown,
            "a.yaml:2:1: error[some-code]: something is wrong (do it so)"
        );
    }

    #[test]
    fn long_lines_are_cut_and_keep_their_column() {
        let text = format!("{}HERE{}", "é".repeat(5000), "x".repeat(5000));
        let shown = finding(&text, 10_000..10_004).render(false);
        assert!(shown.contains("a.yaml:1:5001"), "{shown}");
        assert!(shown.contains("HERE") && shown.contains("^^^^"), "{shown}");
        assert!(
            shown.lines().all(|line| line.chars().count() < 160),
            "{shown}"
        );
    }

    #[test]
    fn several_lines_show_the_first() {
        let shown = finding("one\r\ntwo\r\n", 1..9).render(false);
        assert!(shown.contains("1 | one\n  |  ^^\n"), "{shown}");
    }

    #[test]
    fn nothing_a_terminal_obeys_comes_through() {
        let mut diagnostic = finding("a\u{1b}[31m\u{9b}b\u{202e}c", 2..4);
        diagnostic.message = format!("bad {} \u{1b}[0m", quote("x\u{1b}]0;t\u{7}\n`"));
        for shown in [diagnostic.render(false), diagnostic.to_string()] {
            assert!(
                !shown.chars().any(|c| is_unsafe_to_show(c) && c != '\n'),
                "{shown:?}"
            );
        }
    }

    #[test]
    fn any_span_renders() {
        let text = "aé\n\tb\r\n中文{}\n";
        for start in 0..text.len() + 3 {
            for end in 0..text.len() + 3 {
                let _ = finding(text, start..end).render(true);
            }
        }
    }
}
