//! A phrase under `not:` in which nothing of the gazetteers could be found.

use std::collections::HashSet;

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use actag_core::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "idle-not",
    severity: Severity::Warning,
    about: "A phrase under `not` keeps names inside of it from counting; without a name of its \
        actor it does nothing.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for actor in subject
        .gazetteer
        .actors()
        .iter()
        .filter(|actor| !actor.not().is_empty())
    {
        let names: HashSet<String> = actor.names.iter().map(|name| fold(&name.text)).collect();
        for not in actor.not() {
            let phrase = fold(&not.text);
            let help = "write the whole phrase, with the name in it; or remove it";
            if names.contains(&phrase) {
                let message = format!(
                    "{} is itself a name of the actor, and the name wins",
                    quote(&not.text)
                );
                report.add(not.origin, message, help);
            } else if !holds_any(&phrase, &names) {
                let message = format!("{} holds no name of {}", quote(&not.text), actor.id);
                report.add(not.origin, message, help);
            }
        }
    }
}

/// Returns whether some run of whole words of the phrase is among the names.
fn holds_any(phrase: &str, names: &HashSet<String>) -> bool {
    let is_word = |c: char| c.is_alphanumeric();
    let starts = phrase
        .char_indices()
        .filter(|&(at, c)| is_word(c) && !phrase[..at].ends_with(is_word));
    for (start, _) in starts {
        let ends = phrase[start..]
            .char_indices()
            .map(|(at, c)| start + at + c.len_utf8());
        for end in ends.filter(|&end| !phrase[end..].starts_with(is_word)) {
            if names.contains(&phrase[start..end]) {
                return true;
            }
        }
    }
    false
}
