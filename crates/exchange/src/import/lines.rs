//! Files with a JSON object a line.

use actag_core::source::quote;
use serde_json::{Map, Value};

use super::ImportError;
use super::collector::Collector;
use super::source::Source;

/// An object of a line.
type Object = Map<String, Value>;

/// Calls for the object of each line; lines that are none are left out.
pub(super) fn each_object(
    source: &mut Source,
    collector: &mut Collector<'_>,
    mut each: impl FnMut(u64, &str, Object, &mut Collector<'_>) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut lines = 0u64;
    let mut objects = 0u64;
    let mut first = None;
    source.each_line(|number, line| {
        let line = line.trim_start_matches('\u{FEFF}').trim();
        if line.is_empty() {
            return Ok(true);
        }
        lines += 1;
        collector.count();
        match serde_json::from_str(line) {
            Ok(Value::Object(object)) => {
                objects += 1;
                each(number, line, object, collector)?;
            }
            other => {
                let why = match other {
                    Ok(_) => "JSON, but no object".to_owned(),
                    Err(error) => format!("no JSON: {error}"),
                };
                first.get_or_insert_with(|| line.chars().take(40).collect::<String>());
                collector.leave_out(number, &why, line)?;
            }
        }
        // A file of another kind has no object in its first thousand lines.
        Ok(objects > 0 || lines < 1000)
    })?;
    match (objects, first) {
        (0, Some(first)) => Err(source.wrong(format!(
            "no line is a JSON object; the first is {}",
            quote(&first)
        ))),
        _ => Ok(()),
    }
}

/// Returns the texts of a value: a text, or a list of them.
pub(super) fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
