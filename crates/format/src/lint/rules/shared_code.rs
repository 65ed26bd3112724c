//! One code on two actors, in a scheme whose codes are one actor’s each.

use std::collections::HashMap;

use super::subject::{Subject, codes};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::schema::schemes::scheme;
use actag_core::gazetteer::{Actor, Code};

pub(super) const RULE: Rule = Rule {
    code: "shared-code",
    severity: Severity::Error,
    about: "Where a code stands for one thing, two actors that bear it on the same day join to the \
        same rows, which are counted twice.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    let mut bearers: HashMap<(&str, &str), Vec<(&Actor, &Code)>> = HashMap::new();
    for (actor, code) in codes(subject.gazetteer) {
        if !scheme(&code.scheme).is_some_and(|scheme| scheme.identifies) {
            continue;
        }
        let others = bearers.entry((&code.scheme, &code.value)).or_default();
        let other = others
            .iter()
            .find(|(other, of_other)| other.id != actor.id && of_other.overlaps(code));
        if let Some((other, of_other)) = other {
            let pair = format!("{}={}", code.scheme, code.value);
            let message = format!("{} is also the code of {}", quote(&pair), other.id);
            let help = "leave it to the one that it stands for, or write from when until when \
                each has it";
            report.add_about(code.origin, vec![of_other.origin], message, help);
        }
        others.push((actor, code));
    }
}
