//! JSON for other programs: an array with an object per finding.

use std::io::{self, Write};

use actag::diagnostic::{Diagnostic, is_unsafe_to_show};
use serde_json::{Value, json};

/// Writes one document.
pub(super) fn write(findings: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    print(&json!(findings), out)
}

/// Writes a value so that a person can read it, too, even on a terminal.
pub(in crate::cli) fn print(value: &Value, out: &mut impl Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
    writeln!(out, "{}", escape(&text))
}

/// Escapes characters that a terminal would obey as `\u…`. They can only occur in strings, since
/// the syntax of JSON is ASCII.
fn escape(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_unsafe_to_show(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn reads_back_as_it_was() {
        let findings = samples::findings();
        let shown = samples::written(|out| write(&findings, out).unwrap());
        let read: Value = serde_json::from_str(&shown).unwrap();
        let wanted = json!({
            "code": "wrong-type", "severity": "error",
            "message": "expected `text`, 100%", "help": "write a \"text\"",
            "path": "my gazetteers/a,b:100%.yaml",
            "line": 2, "column": 10, "end_line": 3, "end_column": 5,
            "start_byte": 22, "end_byte": 30,
        });
        assert_eq!(read[0], wanted);
        assert_eq!(read[1]["message"], findings[1].message);
        assert_eq!(read[1]["severity"], "warning");
        assert_eq!(read[2]["path"], Value::Null);
        assert_eq!(samples::written(|out| write(&[], out).unwrap()), "[]\n");
    }
}
