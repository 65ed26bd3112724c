//! Spaces at the ends of a quoted text, or two in a row.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "stray-space",
    severity: Severity::Note,
    about: "Spaces round a text or doubled inside are dropped: they were probably not meant, or \
        something is missing there.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for file in &subject.files {
        for (span, text) in file.scalars() {
            // White space between the lines of a text is layout.
            if file.text[span.clone()].contains(['\n', '\r']) {
                continue;
            }
            let ends = text.trim() != text;
            if ends || text.contains("  ") {
                let shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let what = if ends {
                    "a space at the end of this text"
                } else {
                    "two spaces in a row"
                };
                report.add(file.origin(span), what, format!("write {}", quote(&shown)));
            }
        }
    }
}
