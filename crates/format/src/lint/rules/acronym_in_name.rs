//! `Popular Mobilization Forces (PMF)`: two names written as one.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "acronym-in-name",
    severity: Severity::Warning,
    about: "A name is found only as it is written; an acronym in parentheses after it makes it \
        another, rarer name.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in &subject.names {
        let text = bearer.name.text.as_str();
        let Some((before, inside, after)) = parentheses(text) else {
            continue;
        };
        if !abbreviates(inside, before) {
            continue;
        }
        let without = format!("{} {}", before.trim(), after.trim());
        let help = format!(
            "write {} and {} as names of their own",
            quote(without.trim()),
            quote(inside)
        );
        let message = format!("{} holds an acronym in parentheses", quote(text));
        report.add_name(bearer, message, help);
    }
}

/// Returns what is before, inside and after the first pair of parentheses.
fn parentheses(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('(')?;
    let (inside, after) = rest.split_once(')')?;
    Some((before, inside, after))
}

/// Returns whether the letters of `acronym`, two or more, are initials of the words before it, in
/// their order. `NSCN (IM)` is a faction, not an acronym of what is before.
fn abbreviates(acronym: &str, words: &str) -> bool {
    let mut initials = words
        .split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase);
    let letters = acronym.chars().filter(|c| c.is_alphabetic());
    let mut count = 0;
    for letter in letters {
        if !letter.is_uppercase() || !initials.any(|initial| initial == letter) {
            return false;
        }
        count += 1;
    }
    count >= 2
}
