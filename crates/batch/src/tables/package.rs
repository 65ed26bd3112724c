//! datapackage.json: the run and its tables, as a Frictionless Data Package
//! (<https://datapackage.org>, version 1).

use serde_json::{Map, Value, json};

use super::output::FinishedTable;
use super::schema::Column;

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
    let described = table.table.schema();
    let fields: Vec<Value> = table.table.columns(nested).map(field).collect();
    let mut schema = Map::new();
    schema.insert("fields".into(), fields.into());
    if !described.primary_key.is_empty() {
        schema.insert("primaryKey".into(), json!(described.primary_key));
    }
    let keys: Vec<Value> = described
        .foreign_keys
        .iter()
        .filter(|(_, other, _)| tables.iter().any(|table| table.table.name() == *other))
        .map(|(field, other, key)| {
            json!({"fields": field, "reference": {"resource": other, "fields": key}})
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
    json!({
        "name": column.name,
        "type": column.column_type.name(),
        "description": column.description,
    })
}
