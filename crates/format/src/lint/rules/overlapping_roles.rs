//! One office of the same person twice at the same time.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "overlapping-roles",
    severity: Severity::Warning,
    about: "On a day on which a role holds twice, the tables show its title twice.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for actor in subject.gazetteer.actors() {
        for (number, role) in actor.roles().iter().enumerate() {
            let clash = actor.roles()[..number].iter().find_map(|earlier| {
                // A role without dates holds always; it is meant to.
                let (from, earlier_from) = (role.from?, earlier.from?);
                let (first, last) = if earlier_from <= from {
                    (earlier, role)
                } else {
                    (role, earlier)
                };
                let overlap = first
                    .until
                    .is_some_and(|until| last.from.is_some_and(|from| from < until))
                    || earlier_from == from;
                let is_same = earlier.of == role.of && earlier.title == role.title;
                (overlap && is_same).then_some(earlier)
            });
            if let Some(earlier) = clash {
                let title = earlier.title.as_deref().unwrap_or("another role");
                let message = format!("this role and {} hold on the same days", quote(title));
                let help = "`until` is the first day after a role; end one where the next begins";
                report.add(role.origin, message, help);
            }
        }
    }
}
