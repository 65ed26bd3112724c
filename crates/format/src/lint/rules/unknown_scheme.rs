//! A code scheme that is nearly a known one.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::schema::schemes::{SCHEMES, scheme};
use crate::schema::vocabulary::nearest;

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
            if scheme(&code.key).is_some() {
                continue;
            }
            if let Some(near) = nearest(&code.key, SCHEMES.iter().map(|one| one.name)) {
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
