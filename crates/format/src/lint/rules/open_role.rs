//! A role without end, and a later one of the same person in the same place.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::read::files::is_csv;
use actag_core::gazetteer::Role;

pub(super) const RULE: Rule = Rule {
    code: "open-role",
    severity: Severity::Warning,
    about: "A role without `until` lasts for ever, beside the one that came after it.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    // Tables list every office, also those that are held beside another.
    let is_in_entry = |role: &&Role| {
        let place = subject.gazetteer.place(role.origin);
        place.is_some_and(|(path, ..)| !is_csv(path))
    };
    for actor in subject.gazetteer.actors() {
        let roles = || actor.roles().iter().filter(is_in_entry);
        for role in roles().filter(|role| role.until.is_none() && role.known_until.is_none()) {
            let next = roles().find(|other| {
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
