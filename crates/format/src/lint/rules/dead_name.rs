//! Names with conditions that cannot hold together.

use super::subject::{Bearer, Subject};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use actag_core::gazetteer::Conditions;
use actag_core::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "dead-name",
    severity: Severity::Error,
    about: "A name whose conditions contradict each other, or that occurs only in phrases of \
        `not`, is never found.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in &subject.names {
        let Some(conditions) = &bearer.name.conditions else {
            continue;
        };
        if let Some(why) = contradiction(conditions).or_else(|| shadow(bearer, conditions)) {
            let message = format!("{} can never be found: {why}", quote(&bearer.name.text));
            report.add_name(bearer, message, "change the conditions, or remove the name");
        }
    }
}

fn contradiction(conditions: &Conditions) -> Option<String> {
    let Conditions {
        needs,
        unless,
        before,
        after,
        not_before,
        not_after,
    } = conditions;
    if !needs.is_empty() && needs.iter().all(|cue| unless.contains(cue)) {
        return Some("whatever it `needs` is also under `unless`".into());
    }
    let excluded = |wanted: &[String], refused: &[String]| {
        let refused: Vec<String> = refused.iter().map(|word| fold(word)).collect();
        !wanted.is_empty() && wanted.iter().all(|word| refused.contains(&fold(word)))
    };
    if excluded(before, not_before) {
        return Some("every word of `before` is also under `not_before`".into());
    }
    if excluded(after, not_after) {
        return Some("every word of `after` is also under `not_after`".into());
    }
    None
}

/// Returns whether every place that the words beside the name allow lies inside of a `not:` phrase.
fn shadow(bearer: &Bearer<'_>, conditions: &Conditions) -> Option<String> {
    let phrases: Vec<String> = bearer
        .actor
        .not()
        .iter()
        .map(|not| fold(&not.text))
        .collect();
    let name = fold(&bearer.name.text);
    let all = |words: &[String], joined: &dyn Fn(&str) -> String| {
        !words.is_empty()
            && words
                .iter()
                .all(|word| phrases.contains(&joined(&fold(word))))
    };
    let shadowed = all(&conditions.before, &|word| format!("{word} {name}"))
        || all(&conditions.after, &|word| format!("{name} {word}"));
    shadowed.then(|| "every phrase in which it may occur is listed under `not`".into())
}
