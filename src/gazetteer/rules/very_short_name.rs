//! Names of three letters or fewer that always count.

use super::subject::{Subject, always_counts};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "very-short-name",
    severity: Severity::Warning,
    about: "A name of three letters or fewer is also the acronym of somebody else.",
    look,
};

/// Letters up to which an acronym is probably shared.
const SHORT: usize = 3;

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in subject.names().filter(|bearer| always_counts(bearer.name)) {
        let folded = fold(&bearer.name.text);
        // Two characters are a whole name in Chinese.
        if folded.chars().count() <= SHORT && folded.is_ascii() {
            let message = format!(
                "{} is very short and always counts",
                quote(&bearer.name.text)
            );
            let help = "write it under `short_names` (counts beside the full name) or under `guarded` with what it needs";
            report.add(bearer.name.origin, message, help);
        }
    }
}
