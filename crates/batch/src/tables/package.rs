//! datapackage.json: the run and its tables, as a Frictionless Data Package (<https://datapackage.org>, version 1).

use serde_json::{Map, Value, json};

use super::output::FinishedTable;
use super::{Column, Table};

/// The description; `run` tells of the version, the gazetteers and the options.
pub(super) fn describe(tables: &[FinishedTable], nested: bool, run: &Value) -> String {
    let resources: Vec<Value> = tables
        .iter()
        .map(|table| resource(table, tables, nested))
        .collect();
    let package = json!({
        "name": "actag-tables",
        "profile": "tabular-data-package",
        "description": "Actors tagged in a document corpus by actag",
        "resources": resources,
        "actag": run,
    });
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

fn resource(table: &FinishedTable, tables: &[FinishedTable], nested: bool) -> Value {
    let fields: Vec<Value> = table.table.columns(nested).iter().map(field).collect();
    let mut schema = Map::new();
    schema.insert("fields".into(), fields.into());
    if let Some(key) = primary_key(table.table) {
        schema.insert("primaryKey".into(), json!(key));
    }
    let keys: Vec<Value> = foreign_keys(table.table)
        .iter()
        .filter(|(_, other, _)| tables.iter().any(|table| table.table == *other))
        .map(|(field, other, key)| {
            json!({"fields": field, "reference": {"resource": other.name(), "fields": key}})
        })
        .collect();
    if !keys.is_empty() {
        schema.insert("foreignKeys".into(), keys.into());
    }
    json!({
        "name": table.table.name(),
        "path": table.table.file_name(),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": table.bytes,
        "hash": format!("sha256:{}", table.sha256),
        "schema": schema,
    })
}

fn field(column: &Column) -> Value {
    json!({"name": column.name, "type": column.kind, "description": column.description})
}

fn primary_key(table: Table) -> Option<&'static [&'static str]> {
    match table {
        Table::Actors => Some(&["actor_id"]),
        Table::Pairs => Some(&["actor_a", "actor_b"]),
        Table::Batches => Some(&["batch"]),
        // Records may share an id, and then so may their mentions.
        Table::Documents | Table::Mentions | Table::Skipped | Table::Rejected => None,
    }
}

fn foreign_keys(table: Table) -> &'static [(&'static str, Table, &'static str)] {
    match table {
        Table::Mentions => &[
            ("doc_id", Table::Documents, "doc_id"),
            ("actor_id", Table::Actors, "actor_id"),
        ],
        Table::Rejected => &[("doc_id", Table::Documents, "doc_id")],
        Table::Pairs => &[
            ("actor_a", Table::Actors, "actor_id"),
            ("actor_b", Table::Actors, "actor_id"),
        ],
        Table::Documents | Table::Actors | Table::Skipped | Table::Batches => &[],
    }
}
