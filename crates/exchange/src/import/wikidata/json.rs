//! The rows of an answer in JSON, one at a time.

use std::fmt;
use std::io::Read;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;

use super::super::ImportError;
use super::super::source::Source;
use super::Row;

/// Calls for each row with its number.
type EachRow<'a> = dyn FnMut(u64, Row) -> Result<(), ImportError> + 'a;

pub(super) fn each_row(source: &mut Source, each: &mut EachRow<'_>) -> Result<(), ImportError> {
    let is_marked = source.begins_with(b"\xEF\xBB\xBF")?;
    let mut reader = source.reader()?;
    let mut mark = [0; 3];
    // A byte-order mark is no JSON.
    if is_marked {
        let read = reader.read_exact(&mut mark);
        read.map_err(|error| source.unreadable(error))?;
    }
    let mut rows = Rows {
        each,
        number: 0,
        failed: None,
    };
    let mut deserializer = serde_json::Deserializer::from_reader(reader);
    let done = Level::Top(&mut rows).deserialize(&mut deserializer);
    if let Some(error) = rows.failed {
        return Err(error);
    }
    let after = rows.number;
    done.map_err(|error| source.wrong(format!("no answer of a query, after row {after}: {error}")))
}

struct Rows<'a, 'e> {
    each: &'a mut EachRow<'e>,
    number: u64,
    /// The error that ended the reading, which the reader of JSON cannot hand on.
    failed: Option<ImportError>,
}

impl Rows<'_, '_> {
    fn take(&mut self, object: Ordered) -> bool {
        self.number += 1;
        let row = object
            .0
            .into_iter()
            .filter_map(|(name, value)| Some((name, text(value)?)));
        match (self.each)(self.number, row.collect()) {
            Ok(()) => true,
            Err(error) => {
                self.failed = Some(error);
                false
            }
        }
    }
}

/// An object whose keys stay in their order, which is that of the query.
struct Ordered(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OrderedVisitor)
    }
}

struct OrderedVisitor;

impl<'de> Visitor<'de> for OrderedVisitor {
    type Value = Ordered;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of variables")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Ordered(pairs))
    }
}

/// Returns the text of a value: `{"type": "uri", "value": "…"}`, or the value itself.
fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(mut object) => match object.remove("value")? {
            Value::String(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// How deep in the answer we are. Rows are a list at the top, or under `results` and `bindings`.
enum Level<'a, 'r, 'e> {
    Top(&'a mut Rows<'r, 'e>),
    Results(&'a mut Rows<'r, 'e>),
    Bindings(&'a mut Rows<'r, 'e>),
}

impl<'de> DeserializeSeed<'de> for Level<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`results` with `bindings`, or a list of objects")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (rows, wanted, is_top) = match self {
            Self::Top(rows) => (rows, "results", true),
            Self::Results(rows) => (rows, "bindings", false),
            Self::Bindings(_) => return Err(serde::de::Error::custom("`bindings` is no list")),
        };
        while let Some(key) = map.next_key::<String>()? {
            if key != wanted {
                map.next_value::<IgnoredAny>()?;
            } else if is_top {
                map.next_value_seed(Level::Results(rows))?;
            } else {
                map.next_value_seed(Level::Bindings(rows))?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let (Self::Top(rows) | Self::Results(rows) | Self::Bindings(rows)) = self;
        while let Some(object) = list.next_element::<Ordered>()? {
            if !rows.take(object) {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}
