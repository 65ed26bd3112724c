//! A role without end, and a later one of the same person in the same place.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "open-role",
    severity: Severity::Warning,
    about: "A role without `until` lasts for ever, beside the one that came after it.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for actor in subject.gazetteer.actors() {
        for role in actor.roles().iter().filter(|role| role.until.is_none()) {
            let next = actor.roles().iter().find(|other| {
                other.of == role.of
                    && other
                        .from
                        .is_some_and(|next| role.from.is_some_and(|from| from < next))
            });
            if let Some((next, from)) = next.and_then(|next| Some((next, next.from?))) {
                let title = next.title.as_deref().unwrap_or("the next role");
                let message = format!(
                    "this role has no end, but {} begins on {from}",
                    quote(title)
                );
                let help = format!("add the first day after it, such as `until: {from}`");
                report.add(role.origin, message, help);
            }
        }
    }
}
