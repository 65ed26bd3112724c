//! Names that several actors have, in entries without examples.

use super::outranked_name::is_place_of_metonym;
use super::subject::{Bearer, Subject};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "missing-examples",
    severity: Severity::Warning,
    about: "Where a name may mean several actors, a line under `matches` and one under `never` \
        keep its conditions honest.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearers in &subject.shared {
        for one in bearers {
            if !subject.is_in_own_entry(one) {
                continue;
            }
            let Some(other) = bearers.iter().find(|other| is_rival(one, other)) else {
                continue;
            };
            let missing = match (one.actor.matches().is_empty(), one.actor.never().is_empty()) {
                (true, true) => "`matches` and `never` lines",
                (true, false) => "a `matches` line",
                (false, true) => "a `never` line",
                (false, false) => continue,
            };
            let message = format!(
                "{} may also be {}, and {} has no example of it",
                quote(&one.name.text),
                other.actor.id,
                one.actor.id
            );
            let help =
                format!("add {missing}: a text where it is this actor, a text where it is not");
            report.add(one.actor.origin, message, help);
        }
    }
}

/// Returns whether the two are up for the same mention, and the document must decide.
fn is_rival(one: &Bearer<'_>, other: &Bearer<'_>) -> bool {
    one.actor.id != other.actor.id
        && one.name.rank() == other.name.rank()
        && !is_place_of_metonym(one, other)
}
