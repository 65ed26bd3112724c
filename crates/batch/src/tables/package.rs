//! datapackage.json: the run and its tables, as a Frictionless Data Package
//! (<https://datapackage.org>, version 1).

use serde_json::{Map, Value, json};

use super::Row;
use super::actors::ActorRow;
use super::form::FormColumn;
use super::output::FinishedTable;
use super::schema::ColumnType;
use super::{TableForm, TableFormat};

/// The description; `run` tells of the version, the gazetteers and the options.
pub(super) fn describe(
    tables: &[FinishedTable],
    nested: bool,
    form: &TableForm,
    run: &Value,
) -> String {
    let resources: Vec<Value> = tables
        .iter()
        .map(|table| resource(table, tables, nested, form))
        .collect();
    let package = json!({
        "name": "actag-tables",
        "profile": profile(form.format, "package"),
        "description": "Actors tagged in a document corpus by actag",
        "resources": resources,
        "actag": run,
    });
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

/// The profile of a package or resource: what the specification calls tabular is CSV.
fn profile(format: TableFormat, of: &str) -> String {
    match format {
        TableFormat::Csv => format!("tabular-data-{of}"),
        _ => format!("data-{of}"),
    }
}

fn resource(
    table: &FinishedTable,
    tables: &[FinishedTable],
    nested: bool,
    form: &TableForm,
) -> Value {
    let described = table.table.schema();
    let has_nested = described.columns.iter().any(|column| column.nested_only);
    let format = form.format;
    let columns = form.columns(table.table, nested);
    let fields: Vec<Value> = columns.iter().map(|column| field(column, format)).collect();
    let mut schema = Map::new();
    schema.insert("fields".into(), fields.into());
    if !described.primary_key.is_empty() {
        schema.insert("primaryKey".into(), json!(described.primary_key));
    }
    let keys: Vec<Value> = described
        .foreign_keys
        .iter()
        // Those who are named inside other names alone are not counted among the actors.
        .filter(|(_, other, _)| !(nested && has_nested && *other == ActorRow::TABLE.name()))
        .filter(|(_, other, _)| tables.iter().any(|table| table.table.name() == *other))
        .map(|(field, other, key)| {
            json!({"fields": field, "reference": {"resource": other, "fields": key}})
        })
        .collect();
    if !keys.is_empty() {
        schema.insert("foreignKeys".into(), keys.into());
    }
    let mut resource = json!({
        "name": table.table.name(),
        "path": table.table.file_name(format),
        "profile": profile(format, "resource"),
        "format": format.name(),
        "mediatype": format.media_type(),
        "bytes": table.bytes,
        "hash": format!("sha256:{}", table.sha256),
        "schema": schema,
    });
    if matches!(format, TableFormat::Csv | TableFormat::Jsonl) {
        resource["encoding"] = "utf-8".into();
    }
    resource
}

/// What Table Schema calls the cells of a column in a format.
fn type_name(format: TableFormat, column_type: ColumnType) -> &'static str {
    match (format, column_type) {
        (TableFormat::Csv, _) => column_type.name(),
        (_, ColumnType::List) => "array",
        (_, ColumnType::Codes) => "object",
        (_, other) => other.name(),
    }
}

fn field(column: &FormColumn, format: TableFormat) -> Value {
    json!({
        "name": column.name,
        "type": type_name(format, column.column_type),
        "description": column.description,
    })
}
