//! A code scheme that is nearly a known one.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::schema::vocabulary::{SCHEMES, nearest};

pub(super) const RULE: Rule = Rule {
    code: "unknown-scheme",
    severity: Severity::Warning,
    about: "Schemes may be your own, but one that is nearly a known scheme makes codes that join \
        to nothing.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for entry in subject.written() {
        for code in entry.mapping("codes") {
            if SCHEMES.contains(&code.key.as_str()) {
                continue;
            }
            if let Some(near) = nearest(&code.key, SCHEMES.iter().copied()) {
                let message = format!("{} is not a scheme that is known here", quote(&code.key));
                report.add(
                    entry.file.origin(&code.key_span),
                    message,
                    format!("did you mean `{near}`?"),
                );
            }
        }
    }
}
