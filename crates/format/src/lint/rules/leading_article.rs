//! `the Pentagon`: the article is not part of the name.

use super::subject::{Subject, always_counts};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "leading-article",
    severity: Severity::Warning,
    about: "A name written with its article is found only behind the article; without it, it is \
        found in both cases.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    // In a guarded name the article may well be the point: `The Hill`.
    for bearer in subject
        .names
        .iter()
        .filter(|bearer| always_counts(bearer.name))
    {
        let text = bearer.name.text.as_str();
        let Some((first, rest)) = text.split_once(' ') else {
            continue;
        };
        let is_article = ["the", "a", "an"]
            .iter()
            .any(|article| first.eq_ignore_ascii_case(article));
        // A name with a bracket is for the tables: nobody writes it.
        if is_article && first != "A" && !text.contains('(') {
            let message = format!("{} begins with an article", quote(text));
            report.add_name(bearer, message, format!("write {}", quote(rest)));
        }
    }
}
