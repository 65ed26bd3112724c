//! One name of several actors, with nothing to distinguish them.

use super::outranked_name::is_place_of_metonym;
use super::subject::{Bearer, Subject, always_counts};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "shared-name",
    severity: Severity::Warning,
    about: "A name of several actors is ambiguous wherever the document does not name one of them \
        otherwise.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearers in &subject.shared {
        for (number, one) in bearers.iter().enumerate() {
            let Some(first) = bearers[..number]
                .iter()
                .find(|other| is_rival(one, other) && !subject.same_family(one, other))
            else {
                continue;
            };
            let message = format!(
                "{} is also a name of {}, at {}",
                quote(&one.name.text),
                first.actor.id,
                subject.place(first.name.origin)
            );
            let help = "guard it in one of them (`needs`, `unless`); or, if the document is to \
                decide, allow the rule with a comment";
            let also = vec![one.actor.origin, first.name.origin, first.actor.origin];
            report.add_about(one.name.origin, also, message, help);
        }
    }
}

fn is_rival(one: &Bearer<'_>, other: &Bearer<'_>) -> bool {
    one.actor.id != other.actor.id
        && always_counts(one.name)
        && always_counts(other.name)
        && one.name.rank() == other.name.rank()
        && !is_place_of_metonym(one, other)
}
