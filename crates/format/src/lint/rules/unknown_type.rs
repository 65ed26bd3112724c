//! A type that is nearly one of the documented ones.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::schema::vocabulary::{TYPES, listed, nearest};

pub(super) const RULE: Rule = Rule {
    code: "unknown-type",
    severity: Severity::Warning,
    about: "Types may be your own, but one that is nearly a documented type is probably a slip \
        that splits the tables.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    let of_files = subject
        .files
        .iter()
        .filter_map(|file| Some((file, file.get("type")?)));
    let of_entries = subject
        .written()
        .filter_map(|entry| Some((entry.file, entry.get("type")?)));
    for (file, node) in of_files.chain(of_entries) {
        let text = &file.text[node.span.clone()];
        let text = text.trim_matches(['"', '\'']);
        if TYPES.contains(&text) {
            continue;
        }
        if let Some(near) = nearest(text, TYPES.iter().copied()) {
            let message = format!("the type {} is not one of the documented ones", quote(text));
            let help = format!(
                "did you mean `{near}`? The documented types are {}",
                listed(TYPES)
            );
            report.add(file.origin(&node.span), message, help);
        }
    }
}
