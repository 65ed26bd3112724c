//! `n/a`: a cell that says that there is none.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "no-name",
    severity: Severity::Warning,
    about: "Tables write `n/a` and the like where there is nothing: it is no name.",
    look,
};

/// What tables write where there is nothing, folded.
const NOTHING: [&str; 16] = [
    "n/a",
    "n a",
    "n.a",
    "n.a.",
    "#n/a",
    "none",
    "null",
    "nan",
    "nil",
    "unknown",
    "undefined",
    "not applicable",
    "not available",
    "tbd",
    "todo",
    "xxx",
];

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in &subject.names {
        let text = bearer.name.text.as_str();
        if NOTHING.contains(&text.to_lowercase().as_str()) {
            let message = format!(
                "{} is what tables write where there is no name",
                quote(text)
            );
            report.add_name(bearer, message, "remove it, or write the name");
        }
    }
}
