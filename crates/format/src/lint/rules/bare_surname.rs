//! A surname among a person's aliases: it finds everybody of that name.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use actag_core::gazetteer::NameKind;
use actag_core::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "bare-surname",
    severity: Severity::Warning,
    about: "A surname alone finds everybody of that name; under `short_names` it counts only \
        beside the full name.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in &subject.names {
        let (actor, name) = (bearer.actor, bearer.name);
        if &*actor.actor_type != "person"
            || name.kind != NameKind::Alias
            || name.conditions.is_some()
        {
            continue;
        }
        let full = fold(&actor.name);
        let alone = bearer.folded;
        // Particles do not make a surname a full name.
        let words = alone
            .split(' ')
            .filter(|word| !matches!(*word, "al" | "el" | "bin" | "ibn" | "de" | "van" | "von"));
        if words.count() == 1 && full.contains(' ') && full.ends_with(&format!(" {alone}")) {
            let message = format!("{} alone is a surname", quote(&name.text));
            let help = "write it under `short_names`: there it counts only where the document has \
                the full name, too";
            report.add_name(bearer, message, help);
        }
    }
}
