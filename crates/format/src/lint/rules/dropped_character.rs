//! A sign for ayn or hamza in a name: folding drops it.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "dropped-character",
    severity: Severity::Warning,
    about: "Signs that folding drops make a name hard to type and to search for, and change \
        nothing in what is found.",
    look,
};

/// Modifier letters by which transliteration writes ayn and hamza.
const SIGNS: [char; 8] = ['ʿ', 'ʾ', 'ʻ', 'ʼ', 'ʽ', 'ˁ', 'ˀ', '\u{640}'];

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in &subject.names {
        let text = bearer.name.text.as_str();
        if let Some(sign) = text.chars().find(|c| SIGNS.contains(c)) {
            let message = format!("{} holds `{sign}`, which folding drops", quote(text));
            let help = format!(
                "write {}: it is found with and without such signs",
                quote(&text.replace('\u{640}', "").replace(SIGNS, "'"))
            );
            report.add_name(bearer, message, help);
        }
    }
}
