//! Workflow commands: lines that GitHub Actions turns into annotations on the lines of a pull
//! request.

use std::io::{self, Write};

use actag::diagnostic::{Diagnostic, Severity, is_unsafe_to_show};

use super::{Region, message_with_help};

/// Writes `::error file=…,line=…,col=…,endLine=…,title=code::message`, a line per finding.
///
/// `endColumn` is given only where the finding is on one line: GitHub does not use columns
/// otherwise.
pub(super) fn write(findings: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        let level = match finding.severity {
            Severity::Note => "notice".to_owned(),
            severity => severity.to_string(),
        };
        write!(out, "::{level} ")?;
        if let Some(location) = &finding.location {
            let region = Region::of(location);
            let file = escape(&location.source.path, true);
            write!(
                out,
                "file={file},line={},col={},endLine={},",
                region.line, region.column, region.end_line
            )?;
            if region.line == region.end_line {
                write!(out, "endColumn={},", region.end_column)?;
            }
        }
        let message = escape(&message_with_help(finding), false);
        writeln!(out, "title={}::{message}", escape(finding.code, true))?;
    }
    Ok(())
}

/// Percent-encodes what would end the command or one of its properties, as the runner decodes it.
/// Other characters that a log should not obey are shown escaped, since the runner has no code for
/// them.
fn escape(text: &str, property: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            ':' if property => escaped.push_str("%3A"),
            ',' if property => escaped.push_str("%2C"),
            c if is_unsafe_to_show(c) => escaped.extend(c.escape_default()),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn a_command_a_line() {
        let shown = samples::written(|out| write(&samples::findings(), out).unwrap());
        let wanted = "\
::error file=my gazetteers/a%2Cb%3A100%25.yaml,line=2,col=10,endLine=3,\
title=wrong-type::expected `text`, 100%25; write a \"text\"
::warning file=my gazetteers/a%2Cb%3A100%25.yaml,line=1,col=1,endLine=1,\
endColumn=7,title=short-name::a name%0Aof \\u{1b}[31m\\u{202e}letters
::error title=unreadable::cannot read `x`
";
        assert_eq!(shown, wanted);
    }
}
