//! Findings in the formats of those who read them: people, editors, other programs, code-hosting
//! services.

mod github;
pub(super) mod human;
pub(super) mod json;
mod sarif;
mod short;

use std::io::{self, Write};

use actag::diagnostic::{Diagnostic, Location, line_column};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum FindingFormat {
    /// The line with a caret under what is wrong, and what would be right
    #[default]
    Human,
    /// One line each: path:line:column: code: message
    Short,
    /// An array of objects with code, severity, message, help, path and place
    Json,
    /// SARIF 2.1.0, for code-scanning services
    Sarif,
    /// Workflow commands, which GitHub Actions shows on the lines of a pull request
    Github,
}

/// Writes findings in the order given.
///
/// `more` is the number of errors beyond these that are not listed. `rules` are the codes that
/// there are, each with a sentence; a finding may have a code that is not among them. A count at
/// the end is for people only: the other formats hold the findings and nothing else, and
/// `more` is reported on standard error.
pub(super) fn write(
    findings: &[Diagnostic],
    more: usize,
    rules: &[(&str, &str)],
    format: FindingFormat,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        FindingFormat::Human => return human::write(findings, more, out),
        FindingFormat::Short => short::write(findings, out)?,
        FindingFormat::Json => json::write(findings, out)?,
        FindingFormat::Sarif => sarif::write(findings, rules, out)?,
        FindingFormat::Github => github::write(findings, out)?,
    }
    if more > 0 {
        let errors = super::counted(more as u64, "error");
        let are = if more == 1 { "is" } else { "are" };
        super::note(|out| writeln!(out, "{errors} more {are} not listed"));
    }
    Ok(())
}

/// The place of a finding, as other programs count: lines and columns from one, columns in
/// characters, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    fn of(location: &Location) -> Region {
        let text = &location.source.text;
        let (line, column) = line_column(text, location.span.start);
        let end = location.span.end.max(location.span.start);
        let (end_line, end_column) = line_column(text, end);
        Region {
            line,
            column,
            end_line,
            end_column,
        }
    }
}

/// Returns the message of a finding with its help, for formats that have one text for both.
fn message_with_help(finding: &Diagnostic) -> String {
    match &finding.help {
        Some(help) => format!("{}; {help}", finding.message),
        None => finding.message.clone(),
    }
}

#[cfg(test)]
mod samples {
    //! Findings for the tests of the formats.

    use std::ops::Range;
    use std::sync::Arc;

    use actag::diagnostic::{Diagnostic, Location, Severity, Source};

    /// Returns an error over two lines, behind characters of several bytes, in a path with what
    /// formats must escape; a warning without help; an error without a place.
    pub(super) fn findings() -> Vec<Diagnostic> {
        let text = "actors:\n  - ‘é’: [a,\n  b]\n";
        let two_lines = find(text, "[a,\n  b]");
        let source = Arc::new(Source {
            path: "my gazetteers/a,b:100%.yaml".into(),
            text: text.into(),
        });
        let at = |span| {
            Some(Location {
                source: Arc::clone(&source),
                span,
            })
        };
        vec![
            Diagnostic {
                severity: Severity::Error,
                code: "wrong-type",
                message: "expected `text`, 100%".into(),
                help: Some("write a \"text\"".into()),
                location: at(two_lines),
            },
            Diagnostic {
                severity: Severity::Warning,
                code: "short-name",
                message: "a name\nof \u{1b}[31m\u{202e}letters".into(),
                help: None,
                location: at(0..6),
            },
            Diagnostic {
                severity: Severity::Error,
                code: "unreadable",
                message: "cannot read `x`".into(),
                help: None,
                location: None,
            },
        ]
    }

    fn find(text: &str, part: &str) -> Range<usize> {
        let start = text.find(part).unwrap();
        start..start + part.len()
    }

    /// Returns what a format writes.
    pub(super) fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_count_characters_from_one_and_end_behind() {
        let findings = samples::findings();
        let region = |n: usize| findings[n].location.as_ref().map(Region::of);
        let wanted = Region {
            line: 2,
            column: 10,
            end_line: 3,
            end_column: 5,
        };
        assert_eq!(region(0), Some(wanted));
        assert_eq!(
            region(1).map(|one| (one.column, one.end_column)),
            Some((1, 7))
        );
        assert_eq!(region(2), None);
    }

    #[test]
    fn no_format_lets_through_what_a_terminal_obeys() {
        for format in [
            FindingFormat::Human,
            FindingFormat::Short,
            FindingFormat::Json,
            FindingFormat::Sarif,
            FindingFormat::Github,
        ] {
            let shown = samples::written(|out| {
                write(&samples::findings(), 0, &[], format, out).unwrap();
            });
            // Colours of our own are in the human format, and stripped where the stream is no
            // terminal.
            let shown = match format {
                FindingFormat::Human => anstream::adapter::strip_str(&shown).to_string(),
                _ => shown,
            };
            let obeyed = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
            assert!(!shown.contains(obeyed), "{format:?}: {shown:?}");
        }
    }
}
