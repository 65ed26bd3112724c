//! White space at the end of a line.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    code: "trailing-space",
    severity: Severity::Note,
    about: "White space at the end of a line is not seen, and shows up as a change when an editor \
        removes it.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for file in &subject.files {
        let mut start = 0;
        for line in file.text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            let kept = content.trim_end_matches([' ', '\t']);
            if kept.len() < content.len() {
                let span = start + kept.len()..start + content.len();
                report.add(
                    file.origin(&span),
                    "white space at the end of the line",
                    "remove it",
                );
            }
            start += line.len();
        }
    }
}
