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

/// Returns `3 errors, 2 warnings, 1 note`, without a part that is zero.
fn count(findings: &[Diagnostic], more: usize) -> String {
    let of = |severity| {
        let same = findings
            .iter()
            .filter(move |finding| finding.severity == severity);
        same.count()
    };
    let counts = [
        (of(Severity::Error) + more, "error"),
        (of(Severity::Warning), "warning"),
        (of(Severity::Note), "note"),
    ];
    let parts = counts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, noun)| counted(count as u64, noun))
        .collect();
    match parts.is_empty() {
        true => counted(0, "error"),
        false => parts.join(", "),
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
