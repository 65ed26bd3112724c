//! One line each, as editors and `grep` users know it: `path:line:column: code: message`.
//!
//! The severity is left out: the code names the rule, and the rule has one severity. (The
//! library's own one-line form, in which a finding may be alone, has the severity.)

use std::io::{self, Write};

use actag::diagnostic::{Diagnostic, visible};

use super::super::one_line;
use super::{Region, message_with_help};

/// Writes findings; one without a place begins with its code.
pub(super) fn write(findings: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        if let Some(location) = &finding.location {
            let Region { line, column, .. } = Region::of(location);
            write!(out, "{}:{line}:{column}: ", one_line(&location.source.path))?;
        }
        let message = visible(&message_with_help(finding));
        writeln!(out, "{}: {message}", finding.code)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn one_line_each() {
        let shown = samples::written(|out| write(&samples::findings(), out).unwrap());
        let wanted = "\
my gazetteers/a,b:100%.yaml:2:10: wrong-type: expected `text`, 100%; write a \"text\"
my gazetteers/a,b:100%.yaml:1:1: short-name: a name\\nof \\u{1b}[31m\\u{202e}letters
unreadable: cannot read `x`
";
        assert_eq!(shown, wanted);
    }
}
