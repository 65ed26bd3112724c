//! How many actors and names there are, by type.

use std::collections::BTreeMap;
use std::io::{self, Write};

use actag::search::Hit;
use serde_json::{Value, json};

use super::super::{columns, formats, grouped};
use super::ActorFormat;

/// Actors and their names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    actors: u64,
    names: u64,
}

pub(super) fn write(hits: &[Hit<'_>], format: ActorFormat, out: &mut impl Write) -> io::Result<()> {
    let mut by_type: BTreeMap<&str, Count> = BTreeMap::new();
    let mut all = Count::default();
    for hit in hits {
        for count in [by_type.entry(&hit.actor.actor_type).or_default(), &mut all] {
            count.actors += 1;
            count.names += hit.actor.names.len() as u64;
        }
    }
    match format {
        ActorFormat::Json | ActorFormat::Yaml => {
            let object = |count: &Count| json!({"actors": count.actors, "names": count.names});
            let types: serde_json::Map<String, Value> = by_type
                .iter()
                .map(|(actor_type, count)| ((*actor_type).to_owned(), object(count)))
                .collect();
            let value = json!({"actors": all.actors, "names": all.names, "types": types});
            match format {
                ActorFormat::Yaml => {
                    // Made first: an error of writing would be hidden in one of its own.
                    let yaml = serde_yaml::to_string(&value).map_err(io::Error::other)?;
                    out.write_all(yaml.as_bytes())
                }
                _ => formats::json::print(&value, out),
            }
        }
        ActorFormat::Csv => {
            let mut table = csv::Writer::from_writer(out);
            table.write_record(["type", "actors", "names"])?;
            for (actor_type, count) in &by_type {
                table.write_record([
                    *actor_type,
                    &count.actors.to_string(),
                    &count.names.to_string(),
                ])?;
            }
            table.flush()
        }
        ActorFormat::Table => {
            let row = |actor_type: &str, count: &Count| {
                vec![
                    actor_type.to_owned(),
                    grouped(count.actors),
                    grouped(count.names),
                ]
            };
            let mut rows: Vec<Vec<String>> = by_type
                .iter()
                .map(|(actor_type, count)| row(actor_type, count))
                .collect();
            rows.push(row("all", &all));
            columns::write(out, &["type", "#actors", "#names"], &rows, None)
        }
    }
}
