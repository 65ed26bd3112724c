//! Names as patterns for the entity ruler of spaCy.

use std::io::{self, Write};

use actag_core::Gazetteer;
use actag_core::gazetteer::NameKind;
use serde::Serialize;

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SpacyReport {
    /// Patterns, one a name.
    pub patterns: u64,
    /// Names that count only under conditions, of which spaCy knows none: short, guarded and weak
    /// ones.
    pub left_out: u64,
}

#[derive(Serialize)]
struct Pattern<'a> {
    label: &'a str,
    pattern: &'a str,
    id: &'a str,
}

/// Writes a JSON object a name: the type of the actor in capitals as label, the name as a phrase,
/// which spaCy finds in these capitals alone, and the id of the actor.
///
/// With `all`, names with conditions are written, too, without them.
///
/// # Errors
/// If writing fails.
pub fn spacy(gazetteer: &Gazetteer, all: bool, mut out: impl Write) -> io::Result<SpacyReport> {
    let mut report = SpacyReport::default();
    for actor in gazetteer.actors() {
        let label = actor.actor_type.to_uppercase();
        for name in &actor.names {
            let conditional = name.weak || matches!(name.kind, NameKind::Short | NameKind::Guarded);
            if conditional && !all {
                report.left_out += 1;
                continue;
            }
            let pattern = Pattern {
                label: &label,
                pattern: &name.text,
                id: &actor.id,
            };
            serde_json::to_writer(&mut out, &pattern)?;
            out.write_all(b"\n")?;
            report.patterns += 1;
        }
    }
    out.flush()?;
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_a_pattern() {
        let gazetteer = actag_format::from_yaml(
            "type: militia
actors:
  - id: foo
    name: Foo \"Q\" Front
    aliases: [Foo]
    short_names: [FF]
    guarded: [{name: Front, needs: [Foo]}]
",
        );
        let gazetteer = gazetteer.unwrap();
        let mut out = Vec::new();
        let report = spacy(&gazetteer, false, &mut out).unwrap();
        assert_eq!((report.patterns, report.left_out), (2, 2));
        let wanted = "{\"label\":\"MILITIA\",\"pattern\":\"Foo \\\"Q\\\" Front\",\"id\":\"foo\"}\n\
            {\"label\":\"MILITIA\",\"pattern\":\"Foo\",\"id\":\"foo\"}\n";
        assert_eq!(String::from_utf8(out).unwrap(), wanted);
        assert_eq!(
            spacy(&gazetteer, true, &mut Vec::new()).unwrap().patterns,
            4
        );
    }
}
