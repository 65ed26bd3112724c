//! A name that another actor has as a better name: it is never found as this one's.

use super::subject::{Bearer, Subject, always_counts, covers};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use actag_core::gazetteer::NameKind;

pub(super) const RULE: Rule = Rule {
    code: "outranked-name",
    severity: Severity::Warning,
    about: "Of two actors with one name, the one whose better kind of name it is (name, alias, \
        adjective, metonym, short) always wins.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearers in &subject.shared {
        // Of a list of many thousands that share a name, none may be better than another.
        let best = bearers.iter().map(|bearer| bearer.name.rank()).min();
        for one in bearers.iter().filter(|one| Some(one.name.rank()) > best) {
            let winner = bearers
                .iter()
                .find(|other| outranks(other, one) && !subject.same_family(one, other));
            if let Some(winner) = winner {
                let message = format!(
                    "{} is never found as {}: it is a better name of {}, at {}",
                    quote(&one.name.text),
                    one.actor.id,
                    winner.actor.id,
                    subject.place(winner.name.origin)
                );
                let help = "remove it from one of the two; if both are meant, write it under \
                    `aliases` of both";
                report.add_about(
                    one.name.origin,
                    vec![one.actor.origin, winner.name.origin],
                    message,
                    help,
                );
            }
        }
    }
}

fn outranks(other: &Bearer<'_>, one: &Bearer<'_>) -> bool {
    other.actor.id != one.actor.id
        && always_counts(other.name)
        && other.name.rank() < one.name.rank()
        && covers(other.name, one.name)
        && !is_place_of_metonym(one, other)
        && !is_found_beside(one)
}

/// Returns whether a name is a short one of a town, which is found where the document has the town
/// in full, or of a team, which is found beside a score (rule 5).
fn is_found_beside(one: &Bearer<'_>) -> bool {
    one.name.kind == NameKind::Short && ["place", "team"].contains(&&*one.actor.actor_type)
}

/// Returns whether one is a capital that stands for its government, and the other the place of that
/// name: the words before it decide (rule 6).
pub(super) fn is_place_of_metonym(one: &Bearer<'_>, other: &Bearer<'_>) -> bool {
    let pair = |metonym: &Bearer<'_>, place: &Bearer<'_>| {
        metonym.name.kind == NameKind::Metonym && &*place.actor.actor_type == "place"
    };
    pair(one, other) || pair(other, one)
}
