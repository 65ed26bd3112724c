//! Acronyms of three letters or fewer that always count.

use super::subject::{Subject, always_counts};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "very-short-name",
    severity: Severity::Warning,
    about: "An acronym of three letters or fewer is somebody else's, too.",
    look,
};

/// Letters up to which an acronym is probably shared.
const SHORT: usize = 3;

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in subject
        .names
        .iter()
        .filter(|bearer| always_counts(bearer.name))
    {
        let folded = bearer.folded;
        // Two characters are a whole name in Chinese, and Qom is a word.
        if folded.chars().count() <= SHORT && folded.is_ascii() && is_acronym(&bearer.name.text) {
            let message = format!(
                "{} is very short and always counts",
                quote(&bearer.name.text)
            );
            let help = "write it under `short_names` (counts beside the full name) or under \
                `guarded` with what it needs";
            report.add_name(bearer, message, help);
        }
    }
}

fn is_acronym(text: &str) -> bool {
    let sign = |c: &char| c.is_uppercase() || c.is_ascii_digit();
    text.chars().filter(sign).count() >= 2
}
