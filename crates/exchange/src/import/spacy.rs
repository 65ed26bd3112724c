//! Patterns for the entity ruler of spaCy: a label, a text or a list of tokens, perhaps an id.

use actag_core::gazetteer::NameKind;
use actag_core::source::quote;
use serde_json::{Map, Value};

use super::collector::Collector;
use super::entry::Entry;
use super::lines::each_object;
use super::names::is_acronym;
use super::source::Source;
use super::types::type_of;
use super::{ImportError, Options};

/// Texts that the tokens of one pattern may stand for.
const MOST_TEXTS: usize = 256;

pub(super) fn read(
    source: &mut Source,
    options: &Options,
    collector: &mut Collector<'_>,
) -> Result<(), ImportError> {
    each_object(source, collector, |number, line, object, collector| {
        match entry(number, line, &object, options) {
            Ok(entry) => collector.take(entry)?,
            Err(why) => collector.leave_out(number, &why, line)?,
        }
        Ok(())
    })
}

fn entry(
    number: u64,
    line: &str,
    object: &Map<String, Value>,
    options: &Options,
) -> Result<Entry, String> {
    let label = object
        .get("label")
        .and_then(Value::as_str)
        .ok_or("no `label`")?;
    let actor_type = options.actor_type.clone().unwrap_or_else(|| type_of(label));
    let mut entry = Entry::new(number, line, &actor_type);
    let mut look = Vec::new();
    let texts = match object.get("pattern") {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(tokens)) => texts_of(tokens, &mut look)?,
        _ => return Err("no `pattern`".to_owned()),
    };
    for text in texts {
        // An acronym is somebody else’s, too.
        let short = is_acronym(&text) && text.len() < 5 && !entry.actor.name.is_empty();
        match short {
            true => entry.add(NameKind::Short, &text),
            false => entry.add(NameKind::Alias, &text),
        }
    }
    entry.look = look;
    let id = match object.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => String::new(),
    };
    entry.key = Some(match id.is_empty() {
        true => format!("{label}\n{}", entry.actor.name),
        false => format!("{label}\t{id}"),
    });
    if id
        .strip_prefix('Q')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    {
        entry.code("wikidata", &id);
    } else if id.contains(|c: char| c.is_ascii_alphabetic()) {
        entry.actor.id = id;
    } else if !id.is_empty() {
        entry.remarks.push(format!("id: {id}"));
    }
    Ok(entry)
}

/// Returns the texts that a list of tokens stands for.
fn texts_of(tokens: &[Value], look: &mut Vec<String>) -> Result<Vec<String>, String> {
    let mut texts = vec![String::new()];
    for token in tokens {
        let token = token.as_object().ok_or("a token that is no object")?;
        let words = words_of(token, look)?;
        if texts.len() * words.len() > MOST_TEXTS {
            return Err(format!(
                "tokens that stand for more than {MOST_TEXTS} texts"
            ));
        }
        texts = texts
            .iter()
            .flat_map(|text| words.iter().map(|word| joined(text, word)))
            .collect();
    }
    texts.retain(|text| !text.is_empty());
    texts.dedup();
    match texts.is_empty() {
        true => Err("a pattern of no tokens".to_owned()),
        false => Ok(texts),
    }
}

/// Returns the words that a token stands for; the empty word where it may be left out.
fn words_of(token: &Map<String, Value>, look: &mut Vec<String>) -> Result<Vec<String>, String> {
    let optional = match token.get("OP").and_then(Value::as_str) {
        None | Some("1" | "{1}" | "{1,1}") => false,
        Some("?" | "{0,1}") => true,
        Some(sign @ ("+" | "*")) => {
            look.push(format!(
                "a token that may come again (`{sign}`) is taken once"
            ));
            sign == "*"
        }
        Some(other) => return Err(format!("a token with the operator {}", quote(other))),
    };
    let mut words = Vec::new();
    let mut is_sign = false;
    for (key, value) in token {
        match key.to_uppercase().as_str() {
            "TEXT" | "ORTH" | "LOWER" | "NORM" => words = values(key, value)?,
            "LEMMA" => {
                look.push("the lemma is taken as it is: its other forms are missing".to_owned());
                words = values(key, value)?;
            }
            "IS_PUNCT" | "IS_SPACE" => is_sign = true,
            "OP" => {}
            _ => look.push(format!("{key} is not asked")),
        }
    }
    match (words.is_empty(), is_sign && optional) {
        // Signs between words count as a space does, or not at all.
        (true, true) => Ok(vec![String::new()]),
        (true, false) => Err(match token.keys().find(|key| *key != "OP") {
            Some(key) => format!("a token by its {key}, and not by its letters"),
            None => "a token that may be any word".to_owned(),
        }),
        (false, _) => {
            if optional {
                words.push(String::new());
            }
            Ok(words)
        }
    }
}

fn values(key: &str, value: &Value) -> Result<Vec<String>, String> {
    match value {
        Value::String(text) => Ok(vec![text.clone()]),
        Value::Object(test) => match (test.get("IN").and_then(Value::as_array), test.len()) {
            (Some(list), 1) => Ok(list
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect()),
            _ => {
                let tests: Vec<&str> = test.keys().map(String::as_str).collect();
                Err(format!("{key} by {}", tests.join(" and ")))
            }
        },
        _ => Err(format!("{key} that is no text")),
    }
}

/// Adds a token to a text: signs stand at their words.
fn joined(text: &str, token: &str) -> String {
    let closing = token.starts_with(['\'', '’', ',', '.', ')', ']', '-', '–', '/', '%', ':', ';']);
    let opening = text.ends_with(['(', '[', '-', '–', '/']);
    match text.is_empty() || token.is_empty() || closing || opening {
        true => format!("{text}{token}"),
        false => format!("{text} {token}"),
    }
}
