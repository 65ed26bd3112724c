//! `Popular Mobilization Forces (PMF)`: two names written as one.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "acronym-in-name",
    severity: Severity::Warning,
    about: "A name is found only as it stands; an acronym in parentheses after it makes it another, rarer name.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in subject.names() {
        let text = bearer.name.text.as_str();
        let Some((before, inside, after)) = parentheses(text) else {
            continue;
        };
        let is_acronym = inside.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !inside.chars().any(|c| c.is_lowercase() || c == ' ');
        if !is_acronym {
            continue;
        }
        let without = format!("{} {}", before.trim(), after.trim());
        let help = format!(
            "write {} and {} as names of their own",
            quote(without.trim()),
            quote(inside)
        );
        let message = format!("{} holds an acronym in parentheses", quote(text));
        report.add(bearer.name.origin, message, help);
    }
}

/// What stands before, inside and after the first pair of parentheses.
fn parentheses(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('(')?;
    let (inside, after) = rest.split_once(')')?;
    Some((before, inside, after))
}
