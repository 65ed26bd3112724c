//! A country code that is no country's.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::lint::countries::is_country;
use actag_core::gazetteer::Actor;
use actag_core::gazetteer::names::check_country;

pub(super) const RULE: Rule = Rule {
    code: "unknown-country",
    severity: Severity::Error,
    about: "A code that is not in ISO 3166 joins to no other table, and speaks for no country.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for entry in subject.written() {
        let Some((code, node)) = entry
            .text("country")
            .filter(|(code, _)| !code.contains('<'))
        else {
            continue;
        };
        // What does not even look like a code is an error of format.
        if is_country(code) || check_country(code).is_err() {
            continue;
        }
        let near: Vec<String> = subject
            .gazetteer
            .actors()
            .iter()
            .filter_map(|actor| near(code, actor))
            .take(4)
            .collect();
        let help = match near.as_slice() {
            [] => "write the ISO 3166 alpha-3 code, such as `IRQ`".to_owned(),
            near => format!("did you mean {}?", near.join(" or ")),
        };
        let message = format!("there is no country {}", quote(code));
        report.add(entry.origin(node), message, help);
    }
}

/// Returns the code of a government that differs in one letter, or is the same letters in another
/// order.
fn near(code: &str, actor: &Actor) -> Option<String> {
    let iso = actor.codes.newest("iso3")?;
    let near = strsim::osa_distance(code, iso) == 1;
    near.then(|| format!("`{iso}` ({})", actor.name))
}
