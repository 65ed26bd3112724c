//! JSON lines: one object a line, of which a few fields are kept.

use std::fmt;
use std::sync::Arc;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::buffers::{Buffers, BuiltIds, FIELDS};
use super::chunk::Chunk;
use super::encoding::{Decoded, decode_record};
use super::format::{DocumentFormat, Records};
use super::head::Head;
use super::item::Item;
use super::options::ReadOptions;
use super::record::{Record, SHOWN_NAMES, likely_text, quoted, start};
use super::skipped::{Fault, SkipKind};
use super::split::{Splitter, is_blank, next_line, without_return};
use super::surrogates::fix_surrogates;

pub(super) struct JsonLines;

impl DocumentFormat for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn description(&self) -> &'static str {
        "JSON, one object a line"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn begins_with(&self, byte: u8) -> bool {
        byte == b'{'
    }

    fn open(
        &self,
        _head: &mut Head<'_>,
        _options: &ReadOptions,
    ) -> Result<Arc<dyn Records>, Fault> {
        Ok(Arc::new(Self))
    }
}

/// Where the text is among the fields that are kept: id, text, date, title, language.
const TEXT: usize = 1;
/// Where the date is.
const DATE: usize = 2;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Found<'a> {
    Nothing,
    Null,
    /// A string as it is written in the line.
    Plain(&'a str),
    /// A string with escapes, written out in its buffer.
    Unescaped,
    /// A number as it is written: `1.50` and a number of thirty digits are ids too.
    Number(&'a str),
    Other(&'static str),
}

impl Records for JsonLines {
    fn splitter(&self) -> Splitter {
        Splitter::lines()
    }

    fn read(&self, chunk: &Chunk<'_>, buffers: &mut Buffers, each: &mut dyn FnMut(Item<'_>)) {
        let Buffers {
            decoded,
            fields,
            ids,
            ..
        } = buffers;
        let options = chunk.options;
        let names = [
            options.id_field.as_str(),
            options.text_field.as_str(),
            options.date_field.as_str(),
            options.title_field.as_str(),
            options.language_field.as_str(),
        ];
        let mut place = LinePlace {
            line: chunk.line,
            record: chunk.record,
        };
        let mut rest = chunk.bytes;
        while !rest.is_empty() {
            let (line, _) = next_line(&mut rest);
            if is_blank(line) {
                place.line += 1;
                continue;
            }
            place.record += 1;
            if without_return(line).len() > options.max_document {
                each(chunk.origin.skipped(
                    Some(place.line),
                    Fault::too_long("record", options.max_document),
                ));
            } else {
                let line = decode_record(line, options.encoding, decoded);
                Line {
                    chunk,
                    names: &names,
                    place,
                    line,
                }
                .read(fields, ids, each);
            }
            place.line += 1;
        }
    }
}

#[derive(Clone, Copy)]
struct LinePlace {
    line: u64,
    record: u64,
}

struct Line<'a> {
    chunk: &'a Chunk<'a>,
    names: &'a [&'a str; FIELDS],
    place: LinePlace,
    line: Decoded<'a>,
}

impl Line<'_> {
    fn skipped(&self, kind: SkipKind, reason: impl Into<String>) -> Item<'static> {
        let fault = Fault::new(kind, reason);
        self.chunk.origin.skipped(Some(self.place.line), fault)
    }

    fn read(
        &self,
        unescaped: &mut [String; FIELDS],
        built: &mut BuiltIds,
        each: &mut dyn FnMut(Item<'_>),
    ) {
        let text = self.line.text;
        let error = match parse(text, self.names, unescaped) {
            Ok(found) => return self.emit(text, found, unescaped, built, each),
            Err(error) => error,
        };
        // Half a character, as programs write that cut texts by UTF-16 units.
        if let Some(fixed) = fix_surrogates(text)
            && let Ok(found) = parse(&fixed, self.names, unescaped)
        {
            self.emit(&fixed, found, unescaped, built, each);
            let reason = "half a surrogate pair was replaced by U+FFFD";
            return each(self.skipped(SkipKind::HalfCharacter, reason));
        }
        each(self.skipped(SkipKind::BadJson, unparsed(text, &error)));
    }

    fn emit(
        &self,
        line: &str,
        found: [Found<'_>; FIELDS],
        unescaped: &mut [String; FIELDS],
        built: &mut BuiltIds,
        each: &mut dyn FnMut(Item<'_>),
    ) {
        let [id, text, date, title, language] = found;
        let [
            id_buffer,
            text_buffer,
            date_buffer,
            title_buffer,
            language_buffer,
        ] = unescaped;
        let Some(text) = text.string(text_buffer) else {
            return each(self.skipped(SkipKind::NoText, self.no_text(line, text)));
        };
        Record {
            id: id.written(id_buffer),
            text,
            date: match date {
                Found::Other(kind) => Err(format!("field `{}` is {kind}", self.names[DATE])),
                date => Ok(date.written(date_buffer)),
            },
            title: title.written(title_buffer),
            language: language.string(language_buffer),
            encoding: match self.line.encoding {
                "UTF-8" => self.chunk.origin.encoding,
                other => other,
            },
            malformed: self.line.malformed,
            line: self.place.line,
            number: self.place.record,
        }
        .emit(self.chunk, built, each);
    }

    fn no_text(&self, line: &str, found: Found<'_>) -> String {
        let wanted = self.names[TEXT];
        let kind = match found {
            Found::Nothing => {
                let names = field_names(line);
                return if names.is_empty() {
                    format!("no field `{wanted}`; the record is empty")
                } else {
                    let (listed, likely) = (quoted(&names), likely_text(&names, wanted));
                    format!("no field `{wanted}`; the record has {listed}{likely}")
                };
            }
            Found::Null => "null",
            Found::Number(_) => "a number",
            Found::Other(kind) => kind,
            Found::Plain(_) | Found::Unescaped => "a string",
        };
        format!("field `{wanted}` is {kind}, not a string")
    }
}

impl<'a> Found<'a> {
    fn string(self, buffer: &'a str) -> Option<&'a str> {
        match self {
            Self::Plain(text) => Some(text),
            Self::Unescaped => Some(buffer),
            _ => None,
        }
    }

    /// A string, or a number as it is written.
    fn written(self, buffer: &'a str) -> Option<&'a str> {
        match self {
            Self::Number(number) => Some(number),
            _ => self.string(buffer),
        }
    }
}

fn parse<'a>(
    line: &'a str,
    names: &[&str; FIELDS],
    buffers: &mut [String; FIELDS],
) -> Result<[Found<'a>; FIELDS], serde_json::Error> {
    let mut found = [Found::Nothing; FIELDS];
    let mut json = serde_json::Deserializer::from_str(line);
    json.deserialize_map(Object {
        names,
        found: &mut found,
        buffers,
    })?;
    json.end()?;
    // A field may serve twice: an url as id and title.
    for role in 1..FIELDS {
        let first = (0..role).find(|&earlier| names.get(earlier) == names.get(role));
        if let Some(first) = first {
            let (value, text) = (found[first], buffers[first].clone());
            found[role] = value;
            buffers[role] = text;
        }
    }
    Ok(found)
}

fn unparsed(line: &str, error: &serde_json::Error) -> String {
    let begins = start(line.trim_start());
    if !begins.starts_with('{') {
        return format!("not a JSON object: the line begins `{begins}`");
    }
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    format!(
        "not JSON: {message} at byte {} of the line, which begins `{begins}`",
        error.column()
    )
}

struct Object<'n, 'b, 'a> {
    names: &'n [&'n str; FIELDS],
    found: &'b mut [Found<'a>; FIELDS],
    buffers: &'b mut [String; FIELDS],
}

impl<'a> Visitor<'a> for Object<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(role) = map.next_key_seed(Key(self.names))? {
            let place = role
                .and_then(|role| Some((self.found.get_mut(role)?, self.buffers.get_mut(role)?)));
            match place {
                // The text is long, and read once; what it is if not a string does not matter.
                Some((found, buffer)) if role == Some(TEXT) => {
                    *found = map.next_value_seed(Value(buffer))?;
                }
                Some((found, buffer)) => {
                    let raw: &RawValue = map.next_value()?;
                    *found = found_in(raw.get(), buffer).map_err(M::Error::custom)?;
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// Which role the name of a field has.
struct Key<'n>(&'n [&'n str; FIELDS]);

impl<'a> DeserializeSeed<'a> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: serde::Deserializer<'a>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|known| *known == name))
    }
}

struct Value<'b>(&'b mut String);

impl<'a> DeserializeSeed<'a> for Value<'_> {
    type Value = Found<'a>;

    fn deserialize<D: serde::Deserializer<'a>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Value<'_> {
    type Value = Found<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Self::Value, E> {
        Ok(Found::Plain(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        self.0.clear();
        self.0.push_str(text);
        Ok(Found::Unescaped)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Found::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Found::Other("true or false"))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Found::Number(""))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Found::Number(""))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Found::Number(""))
    }

    fn visit_seq<S: SeqAccess<'a>>(self, mut list: S) -> Result<Self::Value, S::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Found::Other("a list"))
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Found::Other("an object"))
    }
}

/// Returns what a value holds that is written so.
fn found_in<'a>(written: &'a str, buffer: &mut String) -> Result<Found<'a>, serde_json::Error> {
    match written.as_bytes().first() {
        Some(b'-' | b'0'..=b'9') => Ok(Found::Number(written)),
        _ => Value(buffer).deserialize(&mut serde_json::Deserializer::from_str(written)),
    }
}

/// The names of a record's fields, to say what there is instead of the text.
fn field_names(line: &str) -> Vec<String> {
    struct Names<'b>(&'b mut Vec<String>);
    impl<'a> Visitor<'a> for Names<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
            while let Some((name, IgnoredAny)) = map.next_entry()? {
                self.0.push(name);
                if self.0.len() > SHOWN_NAMES {
                    return Err(M::Error::custom("enough"));
                }
            }
            Ok(())
        }
    }
    let mut names = Vec::new();
    // Whatever stops it, the names before are worth showing.
    let _ = serde_json::Deserializer::from_str(line).deserialize_map(Names(&mut names));
    names
}
