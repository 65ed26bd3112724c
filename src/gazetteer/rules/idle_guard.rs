//! A guarded or short name that the actor also has without conditions.

use super::subject::{Subject, always_counts, covers};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::gazetteer::{Actor, Name};
use crate::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "idle-guard",
    severity: Severity::Warning,
    about: "Conditions on a name do nothing where the actor has the same name without any.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for actor in subject.gazetteer.actors() {
        if actor.names.iter().all(always_counts) {
            continue;
        }
        let folded: Vec<String> = actor.names.iter().map(|name| fold(&name.text)).collect();
        for (name, letters) in actor.names.iter().zip(&folded) {
            if always_counts(name) {
                continue;
            }
            if let Some(free) = free_form(actor, &folded, name, letters) {
                let message = format!(
                    "{} also counts without conditions, at {}",
                    quote(&name.text),
                    subject.place(free.origin)
                );
                let help = "remove one of the two: this one if the name always counts, the other if it needs its conditions";
                report.add_about(name.origin, vec![free.origin], message, help);
            }
        }
    }
}

/// A name of the actor that is found wherever this one is.
fn free_form<'a>(
    actor: &'a Actor,
    folded: &[String],
    name: &Name,
    letters: &str,
) -> Option<&'a Name> {
    let same = actor
        .names
        .iter()
        .zip(folded)
        .filter(|(_, other)| *other == letters);
    let mut free = same
        .map(|(other, _)| other)
        .filter(|other| always_counts(other));
    free.find(|other| covers(other, name))
}
