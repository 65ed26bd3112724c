//! For people: the line, a caret, and what would be right; a count at the end.

use std::io::{self, Write};

use actag::diagnostic::{Diagnostic, Severity};

use super::super::{counted, grouped};

/// Writes findings one below the other. On a stream that is no terminal, colours are stripped by
/// the stream.
pub(in crate::cli) fn write(
    findings: &[Diagnostic],
    more: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    for finding in findings {
        writeln!(out, "{}\n", finding.render(true))?;
    }
    let found = count(findings, more);
    match more {
        0 => writeln!(out, "{found} found"),
        _ => writeln!(
            out,
            "{found} found; {} of the errors are not listed",
            grouped(more as u64)
        ),
    }
}

/// Returns `3 errors, 2 warnings`, without a part that is zero.
fn count(findings: &[Diagnostic], more: usize) -> String {
    let warnings = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Warning)
        .count();
    let errors = findings.len() - warnings + more;
    let (errors_text, warnings_text) = (
        counted(errors as u64, "error"),
        counted(warnings as u64, "warning"),
    );
    match (errors, warnings) {
        (_, 0) => errors_text,
        (0, _) => warnings_text,
        _ => format!("{errors_text}, {warnings_text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn counts_errors_and_warnings() {
        let findings = samples::findings();
        assert_eq!(count(&findings, 0), "2 errors, 1 warning");
        assert_eq!(count(&findings, 3), "5 errors, 1 warning");
        assert_eq!(count(&findings[1..2], 0), "1 warning");
        assert_eq!(count(&findings[..1], 0), "1 error");
        assert_eq!(count(&[], 0), "0 errors");
    }
}
