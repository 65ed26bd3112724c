//! A finding as several lines of text, with the line it is about and a caret.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use actag_core::source::{floor_boundary, line_start};

use super::{Diagnostic, Location, Severity, is_unsafe_to_show, line_column, visible};

impl Diagnostic {
    /// Returns the finding as several lines of text: the message, the place, the line with a caret,
    /// and the help.
    ///
    /// With `color` it holds terminal escapes of our own; text from files never brings in any.
    pub fn render(&self, color: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
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

/// The one line that a finding shows.
struct Excerpt {
    path: String,
    line: usize,
    text: String,
    span: Range<usize>,
}

impl Excerpt {
    /// Characters shown from the beginning of the finding on. The renderer cuts lines to a width of
    /// 140 by itself, but never inside of what it underlines; a finding is recognised by its
    /// beginning.
    const AHEAD: usize = 80;

    /// Takes the line of the span's first byte out of the file: only that is handed to the
    /// renderer, so that a finding in a file of 100 MB costs no more than in a small one. Every
    /// character stays one character, for the renderer counts columns.
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

/// Returns a character that takes one column and does nothing, for one that would do something.
/// Tabs and what the renderer itself turns into control pictures is left.
fn harmless(c: char) -> char {
    match c {
        '\t' | '\0'..='\u{1F}' | '\u{7F}' => c,
        _ if is_unsafe_to_show(c) => '\u{FFFD}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Source, quote};

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
