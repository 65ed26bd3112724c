//! A person known by one word.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use actag_core::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "single-name-person",
    severity: Severity::Warning,
    about: "The canonical name of a person always counts; one word finds everybody of that name.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for entry in subject.written().filter(|entry| !entry.is_family) {
        let Some(actor) = subject.gazetteer.actor(entry.id()) else {
            continue;
        };
        let Some((name, node)) = entry
            .text("name")
            .filter(|_| &*actor.actor_type == "person")
        else {
            continue;
        };
        if !fold(name).contains(' ') {
            let message = format!("{} is not a full name", quote(name));
            let help = "write the full name; the one word belongs under `short_names`";
            report.add(entry.origin(node), message, help);
        }
    }
}
