//! Suggestions as CSV, and as YAML to paste into a gazetteer.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io;

use super::{Relation, Sample, Suggestion};
use crate::gazetteer::{Gazetteer, corrected_id};

/// The columns of the CSV table.
pub const COLUMNS: &[&str] = &[
    "name",
    "acronym",
    "type",
    "why",
    "documents",
    "mentions",
    "months",
    "first_date",
    "last_date",
    "actor_id",
    "actor_name",
    "relation",
    "actor_documents",
    "doc_id_1",
    "context_1",
    "doc_id_2",
    "context_2",
    "doc_id_3",
    "context_3",
];

const SAMPLES: usize = 3;

/// Writes the suggestions as CSV with a header row; in the contexts, brackets are around the name.
///
/// # Errors
/// If writing fails.
pub fn write_csv(suggestions: &[Suggestion], to: impl io::Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(to);
    rows.write_record(COLUMNS)?;
    for suggestion in suggestions {
        rows.write_record(row(suggestion))?;
    }
    rows.flush()
}

fn row(suggestion: &Suggestion) -> Vec<String> {
    let day = |day: fn(&(jiff::civil::Date, jiff::civil::Date)) -> jiff::civil::Date| {
        suggestion
            .dates
            .as_ref()
            .map(|dates| day(dates).to_string())
            .unwrap_or_default()
    };
    let known = suggestion.known.as_ref();
    let of_known = |field: fn(&super::KnownActor) -> String| known.map(field).unwrap_or_default();
    let mut row = vec![
        suggestion.name.clone(),
        suggestion.acronym.clone().unwrap_or_default(),
        suggestion.guess.unwrap_or_default().to_owned(),
        suggestion.why.clone(),
        suggestion.documents.to_string(),
        suggestion.mentions.to_string(),
        suggestion.months.to_string(),
        day(|dates| dates.0),
        day(|dates| dates.1),
        of_known(|known| known.id.clone()),
        of_known(|known| known.name.clone()),
        of_known(|known| known.relation.name().to_owned()),
        of_known(|known| known.documents.to_string()),
    ];
    for sample in 0..SAMPLES {
        let sample = suggestion.samples.get(sample);
        row.push(
            sample
                .map(|sample| sample.document.to_string())
                .unwrap_or_default(),
        );
        row.push(sample.map(Sample::marked).unwrap_or_default());
    }
    row
}

impl Sample {
    /// Returns the text with brackets around the name.
    #[must_use]
    pub fn marked(&self) -> String {
        let text = &self.text;
        let (before, after) = (&text[..self.name.start], &text[self.name.end..]);
        format!("{before}[{}]{after}", &text[self.name.clone()])
    }
}

/// Returns the suggestions as a gazetteer: an entry for each new actor, with an id made from its
/// name, that loads as it is; and for names of actors that are there a comment which says where
/// they go.
#[must_use]
pub fn yaml(suggestions: &[Suggestion], gazetteer: &Gazetteer) -> String {
    let mut yaml = String::new();
    let (known, new): (Vec<_>, Vec<_>) = suggestions.iter().partition(|one| one.known.is_some());
    for suggestion in known {
        add_pointer(&mut yaml, suggestion);
    }
    if !new.is_empty() {
        yaml.push_str("actors:\n");
    }
    let mut ids = HashSet::new();
    for suggestion in new {
        add_entry(&mut yaml, suggestion, gazetteer, &mut ids);
    }
    yaml
}

fn add_line(yaml: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing into a string cannot fail.
    let _ = writeln!(yaml, "{line}");
}

fn add_pointer(yaml: &mut String, suggestion: &Suggestion) {
    let Some(known) = &suggestion.known else {
        return;
    };
    let name = quoted(&suggestion.name);
    let key = match known.relation {
        // Other names have the same acronym: it counts only beside the full name, until somebody
        // knows better.
        Relation::Acronym => format!("short_names: [{name}]"),
        _ => format!("aliases: [{name}]"),
    };
    add_line(yaml, format_args!("# to {}: {key}", known.id));
    add_line(
        yaml,
        format_args!("#   {}; {}", one_line(&suggestion.why), counted(suggestion)),
    );
}

fn add_entry(
    yaml: &mut String,
    suggestion: &Suggestion,
    gazetteer: &Gazetteer,
    ids: &mut HashSet<String>,
) {
    let base = corrected_id(&suggestion.name).unwrap_or_else(|| "actor".to_owned());
    let is_unused = |id: &String| gazetteer.index_of(id).is_none() && !ids.contains(id);
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let Some(id) = std::iter::once(base.clone())
        .chain(numbered)
        .find(is_unused)
    else {
        return;
    };
    add_line(yaml, format_args!("  - id: {id}"));
    add_line(yaml, format_args!("    name: {}", quoted(&suggestion.name)));
    match suggestion.guess {
        Some(actor_type) => add_line(
            yaml,
            format_args!("    type: {actor_type}   # {}", one_line(&suggestion.why)),
        ),
        None => add_line(
            yaml,
            format_args!("    type: unknown   # nothing beside it says"),
        ),
    }
    if let Some(acronym) = &suggestion.acronym {
        add_line(yaml, format_args!("    aliases: [{}]", quoted(acronym)));
    }
    add_line(yaml, format_args!("    # {}", counted(suggestion)));
    for sample in &suggestion.samples {
        add_line(yaml, format_args!("    # {}", one_line(&sample.marked())));
    }
    ids.insert(id);
}

fn counted(suggestion: &Suggestion) -> String {
    let plural = |count: u32| if count == 1 { "" } else { "s" };
    let Suggestion {
        documents,
        mentions,
        ..
    } = suggestion;
    format!(
        "{documents} document{}, {mentions} mention{}",
        plural(*documents),
        plural(*mentions)
    )
}

/// Returns a name as a YAML scalar that is read back letter for letter. Ids, dates and braces are
/// no matter inside quotes.
fn quoted(name: &str) -> String {
    let plain = name.starts_with(char::is_alphabetic)
        && !name.ends_with(' ')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '’'));
    if plain {
        name.to_owned()
    } else {
        format!("'{}'", one_line(name).replace('\'', "''"))
    }
}

/// Text for a comment: nothing in it ends the line.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::KnownActor;
    use super::*;

    fn suggestion(name: &str) -> Suggestion {
        Suggestion {
            name: name.into(),
            mentions: 3,
            documents: 2,
            months: 0,
            dates: None,
            acronym: None,
            guess: Some("militia"),
            why: "head word `brigades`".into(),
            known: None,
            samples: vec![Sample {
                document: "a".into(),
                text: format!("the {name} # left").into(),
                name: 4..4 + name.len(),
            }],
        }
    }

    #[test]
    fn the_yaml_loads() {
        let gazetteer = crate::gazetteer::from_yaml(
            "type: government\nactors:\n  - {id: giants, name: Other}\n",
        )
        .unwrap();
        let names = [
            "Giants",
            "giants",
            "L'Étoile",
            "No",
            "17 November",
            "Ж",
            "O’Brien: [x] #",
        ];
        let mut list: Vec<Suggestion> = names.iter().map(|name| suggestion(name)).collect();
        list[0].acronym = Some("GB".into());
        list[1].guess = None;
        let mut alias = suggestion("Hizballah");
        alias.known = Some(KnownActor {
            actor: 0,
            id: "giants".into(),
            name: "Other".into(),
            documents: 1,
            relation: Relation::Spelling(2),
        });
        list.push(alias);
        let yaml = yaml(&list, &gazetteer);
        let loaded =
            crate::gazetteer::from_yaml(&yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"));
        let ids: Vec<&str> = loaded
            .actors()
            .iter()
            .map(|actor| actor.id.as_str())
            .collect();
        assert_eq!(
            ids,
            [
                "giants-2",
                "giants-3",
                "letoile",
                "no",
                "17-november",
                "actor",
                "obrien-x"
            ]
        );
        assert!(yaml.contains("# to giants: aliases: [Hizballah]"), "{yaml}");
    }

    #[test]
    fn the_table_has_all_columns() {
        let mut table = Vec::new();
        write_csv(&[suggestion("Giants")], &mut table).unwrap();
        let table = String::from_utf8(table).unwrap();
        assert!(table.contains("a,the [Giants] # left,,,,"), "{table}");
    }
}
