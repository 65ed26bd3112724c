//! `the Pentagon`: the article is not part of the name.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "leading-article",
    severity: Severity::Warning,
    about: "A name written with its article is found only behind the article; without it, it is found in both cases.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in subject.names() {
        let text = bearer.name.text.as_str();
        let Some((first, rest)) = text.split_once(' ') else {
            continue;
        };
        let is_article = ["the", "a", "an"]
            .iter()
            .any(|article| first.eq_ignore_ascii_case(article));
        if is_article && first != "A" {
            let message = format!("{} begins with an article", quote(text));
            report.add(
                bearer.name.origin,
                message,
                format!("write {}", quote(rest)),
            );
        }
    }
}
