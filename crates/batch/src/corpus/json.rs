//! JSON: records one a line, in a list, in a list under a key, or one after the other.

mod listed;
mod nan;
mod object;
mod shape;

use std::sync::Arc;

use super::buffers::Buffers;
use super::chunk::Chunk;
use super::encoding::{Decoded, decode_record};
use super::fields::{FIELDS, Field, likely, same_name};
use super::format::{DocumentFormat, Records};
use super::head::Head;
use super::lines::{count_lines, is_blank, next_line, without_return};
use super::options::ReadOptions;
use super::record::{Each, Raw, Record};
use super::shown::{quoted, start};
use super::skipped::{Fault, SkipKind};
use super::split::{Splitter, is_between};
use super::surrogates::fix_surrogates;
use listed::{is_empty, strings};
use nan::without_nan;
use object::{Found, parse};
use shape::JsonShape;

/// JSON whose files are called after how their records stand. What they hold decides.
pub(super) struct Json {
    name: &'static str,
    description: &'static str,
    endings: &'static [&'static str],
}

pub(super) const LINES: Json = Json {
    name: "jsonl",
    description: "JSON, one object a line",
    endings: &["jsonl", "ndjson"],
};

pub(super) const DOCUMENT: Json = Json {
    name: "json",
    description: "JSON, objects in a list, in a list under a key, or one alone",
    endings: &["json"],
};

impl DocumentFormat for Json {
    fn name(&self) -> &'static str {
        self.name
    }

    fn description(&self) -> &'static str {
        self.description
    }

    fn endings(&self) -> &'static [&'static str] {
        self.endings
    }

    fn is_begun_by(&self, head: &[u8], options: &ReadOptions) -> bool {
        let is_lines = self.name == LINES.name;
        let rest = head.get(1..).unwrap_or_default().trim_ascii_start();
        match (head.first(), rest.first()) {
            (Some(b'{'), Some(b'"' | b'}') | None) => {
                let found = shape::find(head, true, &options.field_names());
                (found.shape == JsonShape::Lines) == is_lines
            }
            (Some(b'['), Some(b'{')) => !is_lines,
            _ => false,
        }
    }

    fn open(&self, head: &mut Head<'_>, options: &ReadOptions) -> Result<Arc<dyn Records>, Fault> {
        let (bytes, is_all) = head.read_up_to(shape::LOOKED_AT);
        let found = shape::find(bytes, is_all, &options.field_names());
        head.take(found.before);
        Ok(Arc::new(found.shape))
    }
}

impl Records for JsonShape {
    fn splitter(&self) -> Splitter {
        match self {
            Self::Lines => Splitter::lines(),
            Self::Values { inside } => Splitter::values(*inside),
        }
    }

    fn read(&self, chunk: &Chunk<'_>, buffers: &mut Buffers, each: &mut Each<'_>) {
        let Buffers {
            decoded, fields, ..
        } = buffers;
        let options = chunk.options;
        let names = options.field_names();
        let (mut rest, mut line, mut number) = (chunk.bytes, chunk.line, chunk.record);
        loop {
            let first = self.splitter().first_record(rest);
            if first.records == 0 {
                return;
            }
            let (bytes, behind) = rest.split_at(first.end.min(rest.len()));
            number += 1;
            let (blank, record) = self.trimmed(bytes);
            let before = count_lines(blank);
            let place = Some(line + before);
            if without_return(record).len() > options.max_document {
                let fault = Fault::too_long("record", options.max_document);
                each(Raw::Skipped(fault, place));
            } else {
                let record = JsonRecord {
                    names: &names,
                    json: decode_record(record, options.encoding, decoded),
                    encoding: chunk.origin.encoding,
                    line: line + before,
                    number,
                    is_line: *self == Self::Lines,
                };
                record.read(fields, each);
            }
            line += first.lines;
            rest = behind;
        }
    }
}

impl JsonShape {
    /// What stands before a record, and the record.
    fn trimmed<'b>(&self, bytes: &'b [u8]) -> (&'b [u8], &'b [u8]) {
        let mut record = bytes;
        let own = match self {
            // Blank lines, but not the blanks of its own.
            Self::Lines => loop {
                let mut rest = record;
                let (line, _) = next_line(&mut rest);
                match is_blank(line) && !rest.is_empty() {
                    true => record = rest,
                    false => break line,
                }
            },
            Self::Values { inside } => {
                let is_open = |byte: u8| *inside == 0 && matches!(byte, b'[' | b']');
                let is_before = |byte: &u8| is_between(*byte) || is_open(*byte);
                let before = bytes.iter().take_while(|byte| is_before(byte)).count();
                record = bytes.get(before..).unwrap_or_default();
                record
            }
        };
        let before = bytes.len() - record.len();
        (bytes.get(..before).unwrap_or_default(), own)
    }
}

/// One record, as it is written.
struct JsonRecord<'a> {
    names: &'a [&'a str; FIELDS],
    json: Decoded<'a>,
    /// Of the file.
    encoding: &'static str,
    line: u64,
    number: u64,
    is_line: bool,
}

impl JsonRecord<'_> {
    fn read(&self, unescaped: &mut [String; FIELDS], each: &mut Each<'_>) {
        let json = self.json.text;
        let error = match parse(json, self.names, unescaped) {
            Ok(found) => return self.emit(json, found, unescaped, each),
            Err(error) => error,
        };
        // Numbers that are none, as Python writes them.
        let fixed = without_nan(json);
        if let Some(fixed) = &fixed
            && let Ok(found) = parse(fixed, self.names, unescaped)
        {
            return self.emit(fixed, found, unescaped, each);
        }
        // Half a character, as programs write that cut texts by UTF-16 units.
        let whole = fixed.as_deref().unwrap_or(json);
        if let Some(fixed) = fix_surrogates(whole)
            && let Ok(found) = parse(&fixed, self.names, unescaped)
        {
            self.emit(&fixed, found, unescaped, each);
            let reason = "half a surrogate pair was replaced by U+FFFD";
            return each(self.skipped(SkipKind::HalfCharacter, reason.to_owned()));
        }
        each(self.skipped(SkipKind::BadJson, self.unparsed(&error)));
    }

    fn skipped(&self, kind: SkipKind, reason: String) -> Raw<'static> {
        Raw::Skipped(Fault::new(kind, reason), Some(self.line))
    }

    fn emit(
        &self,
        json: &str,
        found: [Found<'_>; FIELDS],
        unescaped: &mut [String; FIELDS],
        each: &mut Each<'_>,
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
            return each(self.skipped(SkipKind::NoText, self.no_text(json, text)));
        };
        each(Raw::Record(Record {
            id: id.written(id_buffer),
            text,
            date: match date {
                Found::Other(kind) => {
                    let name = self.name(Field::Date);
                    Err(format!("field `{name}` is {kind}"))
                }
                date => Ok(date.written(date_buffer)),
            },
            title: title.written(title_buffer),
            language: language.string(language_buffer),
            encoding: match self.json.encoding {
                "UTF-8" => self.encoding,
                other => other,
            },
            malformed: self.json.malformed,
            day_order: None,
            line: Some(self.line),
            number: self.number,
            has: found.map(|found| found != Found::Nothing),
            names: &|| strings(json),
        }));
    }

    fn name(&self, field: Field) -> &str {
        self.names.get(field.index()).copied().unwrap_or_default()
    }

    fn no_text(&self, json: &str, found: Found<'_>) -> String {
        let wanted = self.name(Field::Text);
        let names = strings(json);
        // What is no string is not likely, whatever it is called.
        let others: Vec<&String> = names
            .iter()
            .filter(|name| !same_name(name, wanted))
            .collect();
        let likely = likely(&others, wanted, Field::Text);
        let kind = match found {
            Found::Nothing => {
                let listed = match names.is_empty() {
                    true if is_empty(json) => "is empty".to_owned(),
                    true => "holds no text at all".to_owned(),
                    false => format!("has {}", quoted(&names)),
                };
                return format!("no field `{wanted}`; the record {listed}{likely}");
            }
            Found::Null => "null",
            Found::Number(_) => "a number",
            Found::Other(kind) => kind,
            Found::Plain(_) | Found::Unescaped => "a string",
        };
        format!("field `{wanted}` is {kind}, not a string{likely}")
    }

    fn unparsed(&self, error: &serde_json::Error) -> String {
        let what = if self.is_line { "line" } else { "record" };
        let json = self.json.text;
        let begins = start(json.trim_start());
        if !begins.starts_with('{') {
            return format!("not a JSON object: the {what} begins `{begins}`");
        }
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let before = json.split('\n').take(error.line().saturating_sub(1));
        let before: usize = before.map(|line| line.len() + 1).sum();
        format!(
            "not JSON: {message} at byte {} of the {what}, which begins `{begins}`",
            before + error.column()
        )
    }
}
