//! The conditions of a name in words.

use actag::diagnostic::quote;
use actag::gazetteer::{Case, Cue, Name};

/// Returns what must hold for the name to count, a line each; empty where it always counts.
pub(super) fn described(name: &Name) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(conditions) = &name.conditions {
        let cues = |cues: &[Cue]| or(cues.iter().map(cue));
        let words = |words: &[String]| or(words.iter().map(|word| quote(word)));
        let parts: [(&str, &[Cue]); 2] = [
            ("needs in the document: ", &conditions.needs),
            ("not where the document has ", &conditions.unless),
        ];
        for (what, list) in parts.into_iter().filter(|(_, list)| !list.is_empty()) {
            lines.push(format!("{what}{}", cues(list)));
        }
        let parts: [(&str, &[String]); 4] = [
            ("directly after ", &conditions.before),
            ("directly before ", &conditions.after),
            ("never directly after ", &conditions.not_before),
            ("never directly before ", &conditions.not_after),
        ];
        for (what, list) in parts.into_iter().filter(|(_, list)| !list.is_empty()) {
            lines.push(format!("{what}{}", words(list)));
        }
    }
    match name.case {
        Case::Written => {}
        Case::Exact => lines.push("capitals exactly so".to_owned()),
        Case::Any => lines.push("whatever its capitals".to_owned()),
    }
    if name.weak {
        lines.push("weak: marked in the tables".to_owned());
    }
    lines
}

fn cue(cue: &Cue) -> String {
    match cue {
        Cue::Actor(id) => id.clone(),
        Cue::Word(word) => quote(word),
    }
}

fn or(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(" or ")
}
