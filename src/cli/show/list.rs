//! Many actors: as a table for people, as JSON or CSV for programs.

use std::io::{self, Write};

use actag::gazetteer::{Actor, Change, ChangeKind, Cue, Gazetteer, Name, Origin, Phrase, Role};
use actag::search::Hit;
use actag::tables::join_codes;
use actag::tables::mentions::kind;
use serde_json::{Value, json};

use super::super::{columns, formats, grouped};

/// Writes a row per actor, and where the list is cut, how much is left.
pub(super) fn table(
    hits: &[Hit<'_>],
    searched: bool,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let shown = &hits[..hits.len().min(most)];
    let rows: Vec<Vec<String>> = shown
        .iter()
        .map(|hit| {
            let actor = hit.actor;
            let last = match searched {
                true => hit.text.clone(),
                false => grouped(actor.names.len() as u64),
            };
            let country = actor.country.clone().unwrap_or_default();
            vec![
                actor.id.clone(),
                actor.name.clone(),
                actor.actor_type.to_string(),
                country,
                last,
            ]
        })
        .collect();
    let last = if searched { "found" } else { "#names" };
    let heading = ["id", "name", "type", "country", last];
    columns::write(out, &heading, &rows, columns::terminal_width())?;
    match hits.len() - shown.len() {
        0 => Ok(()),
        more => writeln!(out, "… and {} more (--all)", grouped(more as u64)),
    }
}

/// Writes a row per actor: its keys and how many names it has, not the names.
pub(super) fn csv(gazetteer: &Gazetteer, hits: &[Hit<'_>], out: &mut impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "id", "name", "type", "country", "part_of", "codes", "names", "file", "line", "found",
    ])?;
    for hit in hits {
        let actor = hit.actor;
        let codes = join_codes(actor.codes.on(None));
        let (path, line, _) = gazetteer.place(actor.origin).unwrap_or_default();
        table.write_record([
            actor.id.as_str(),
            &actor.name,
            &actor.actor_type,
            actor.country.as_deref().unwrap_or_default(),
            actor.part_of.as_deref().unwrap_or_default(),
            &codes,
            &actor.names.len().to_string(),
            path,
            &line.to_string(),
            &hit.text,
        ])?;
    }
    table.flush()
}

/// Writes an array with everything of each actor.
pub(super) fn json(
    gazetteer: &Gazetteer,
    hits: &[Hit<'_>],
    out: &mut impl Write,
) -> io::Result<()> {
    let actors = hits.iter().map(|hit| actor(gazetteer, hit.actor));
    formats::json::print(&actors.collect(), out)
}

fn actor(gazetteer: &Gazetteer, actor: &Actor) -> Value {
    let phrases = |phrases: &[Phrase]| -> Value {
        phrases
            .iter()
            .map(|phrase| placed(json!({"text": phrase.text}), gazetteer, phrase.origin))
            .collect()
    };
    let mut value = json!({
        "id": actor.id,
        "name": actor.name,
        "type": &*actor.actor_type,
        "country": actor.country,
        "part_of": actor.part_of,
        "placeholder": actor.is_placeholder(),
        "codes": actor.codes,
        "roles": actor.roles().iter().map(role).collect::<Value>(),
        "names": actor.names.iter().map(|one| name(gazetteer, one)).collect::<Value>(),
        "not": phrases(actor.not()),
        "matches": phrases(actor.matches()),
        "never": phrases(actor.never()),
    });
    if !actor.changes().is_empty() {
        let changes = actor.changes().iter().map(|one| change(gazetteer, one));
        value["changes"] = changes.collect();
    }
    placed(value, gazetteer, actor.origin)
}

fn change(gazetteer: &Gazetteer, change: &Change) -> Value {
    let value = match &change.kind {
        ChangeKind::Extended => json!({"change": "extended"}),
        ChangeKind::Dropped(name) => json!({"change": "dropped", "name": name}),
        ChangeKind::DroppedAll => json!({"change": "dropped_all"}),
        ChangeKind::Off => json!({"change": "off"}),
    };
    placed(value, gazetteer, change.origin)
}

/// Adds the file and the line to the object.
fn placed(mut value: Value, gazetteer: &Gazetteer, origin: Origin) -> Value {
    let (path, line, _) = gazetteer.place(origin).unwrap_or_default();
    value["file"] = path.into();
    value["line"] = line.into();
    value
}

fn role(role: &Role) -> Value {
    json!({
        "title": role.title,
        "of": role.of,
        "from": role.from.map(|day| day.to_string()),
        "until": role.until.map(|day| day.to_string()),
        "known_until": role.known_until.map(|day| day.to_string()),
        "codes": role.codes,
    })
}

fn name(gazetteer: &Gazetteer, name: &Name) -> Value {
    let mut value = json!({"text": name.text, "kind": kind(name)});
    if let Some(conditions) = &name.conditions {
        let cues = |cues: &[Cue]| -> Value {
            cues.iter()
                .map(|cue| match cue {
                    Cue::Actor(id) => json!({"actor": id}),
                    Cue::Word(word) => json!({"word": word}),
                })
                .collect()
        };
        value["conditions"] = json!({
            "needs": cues(&conditions.needs),
            "unless": cues(&conditions.unless),
            "before": conditions.before,
            "after": conditions.after,
            "not_before": conditions.not_before,
            "not_after": conditions.not_after,
        });
    }
    if let Some(case) = name.case.key() {
        value["case"] = case.into();
    }
    placed(value, gazetteer, name.origin)
}
