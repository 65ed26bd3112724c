//! A name that is also a common English word.

use super::subject::{Subject, always_counts};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use actag_core::gazetteer::NameKind;

pub(super) const RULE: Rule = Rule {
    code: "common-word",
    severity: Severity::Warning,
    about: "A name that is also an English word is found where a sentence or a title begins with \
        the word.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in &subject.names {
        let text = bearer.name.text.as_str();
        // Nobody takes *Polish* at the beginning of a sentence for the verb.
        let is_adjective = bearer.name.kind == NameKind::Adjective;
        if !always_counts(bearer.name) || is_adjective || text.contains(' ') {
            continue;
        }
        if subject.common_words.contains(bearer.folded) {
            let message = format!("{} is also a common word", quote(text));
            let help = "write it under `guarded` with a condition, or under `short_names`; or list \
                the phrases it begins under `not`";
            report.add_name(bearer, message, help);
        }
    }
}
