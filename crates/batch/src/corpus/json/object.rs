//! The fields of one JSON object that are kept.

use std::fmt;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::super::fields::{FIELDS, Field, same_name};

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Found<'a> {
    Nothing,
    Null,
    /// A string as it is written in the record.
    Plain(&'a str),
    /// A string with escapes, or one put together, in its buffer.
    Unescaped,
    /// A number as it is written: `1.50` and a number of thirty digits are ids too.
    Number(&'a str),
    Other(&'static str),
}

impl<'a> Found<'a> {
    pub(super) fn string(self, buffer: &'a str) -> Option<&'a str> {
        match self {
            Self::Plain(text) => Some(text),
            Self::Unescaped => Some(buffer),
            _ => None,
        }
    }

    /// A string, or a number as it is written.
    pub(super) fn written(self, buffer: &'a str) -> Option<&'a str> {
        match self {
            Self::Number(number) => Some(number),
            _ => self.string(buffer),
        }
    }
}

/// Reads the fields of these names; that of one inside others has their names before it, with dots.
pub(super) fn parse<'a>(
    json: &'a str,
    names: &[&str; FIELDS],
    buffers: &mut [String; FIELDS],
) -> Result<[Found<'a>; FIELDS], serde_json::Error> {
    let mut kept = Kept::new(buffers);
    kept.read_all(json, names)?;
    let mut found = kept.found;
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

/// Reads the same of an object of which perhaps only the beginning is there.
pub(super) fn begun<'a>(
    json: &'a str,
    names: &[&str; FIELDS],
    buffers: &mut [String; FIELDS],
) -> [Found<'a>; FIELDS] {
    let mut kept = Kept::new(buffers);
    // Whatever stops it, what came before counts.
    let _ = kept.read_all(json, names);
    kept.found
}

/// What was found so far.
struct Kept<'b, 'a> {
    found: [Found<'a>; FIELDS],
    /// Whether the name was the very one, not one in other letters' case.
    exact: [bool; FIELDS],
    buffers: &'b mut [String; FIELDS],
}

/// What is left of the names of the fields, inside the values that they begin with.
type Wanted<'n> = [Option<&'n str>; FIELDS];

struct Object<'n, 'k, 'b, 'a> {
    wanted: &'n Wanted<'n>,
    kept: &'k mut Kept<'b, 'a>,
}

impl<'a> Visitor<'a> for Object<'_, '_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(named) = map.next_key_seed(Key(self.wanted))? {
            match named {
                KeyMeans::Field { role, exact } => {
                    self.kept.read(role, exact, &mut map)?;
                }
                KeyMeans::Outer(inner) => map.next_value_seed(Inner(Object {
                    wanted: &inner,
                    kept: self.kept,
                }))?,
                KeyMeans::Nothing => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

impl<'b, 'a> Kept<'b, 'a> {
    fn new(buffers: &'b mut [String; FIELDS]) -> Self {
        Self {
            found: [Found::Nothing; FIELDS],
            exact: [false; FIELDS],
            buffers,
        }
    }

    fn read_all(&mut self, json: &'a str, names: &[&str; FIELDS]) -> Result<(), serde_json::Error> {
        let mut reader = serde_json::Deserializer::from_str(json);
        let wanted = names.map(Some);
        reader.deserialize_map(Object {
            wanted: &wanted,
            kept: self,
        })?;
        reader.end()
    }

    fn read<M: MapAccess<'a>>(
        &mut self,
        role: usize,
        exact: bool,
        map: &mut M,
    ) -> Result<(), M::Error> {
        let place = self.found.get_mut(role).zip(self.buffers.get_mut(role));
        let place = place.zip(self.exact.get_mut(role));
        match place {
            Some((_, was_exact)) if *was_exact && !exact => {
                map.next_value::<IgnoredAny>()?;
            }
            // The text is long, and read once; what it is if not a string does not matter.
            Some(((found, buffer), was_exact)) if role == Field::Text.index() => {
                *was_exact = exact;
                *found = map.next_value_seed(Value(buffer))?;
            }
            Some(((found, buffer), was_exact)) => {
                *was_exact = exact;
                let raw: &RawValue = map.next_value()?;
                *found = match raw.get().starts_with('[') && role != Field::Title.index() {
                    true => Found::Other("a list"),
                    false => found_in(raw.get(), buffer).map_err(M::Error::custom)?,
                };
            }
            None => {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// What the name of a field is.
enum KeyMeans<'n> {
    Field {
        role: usize,
        exact: bool,
    },
    /// That of an object in which some of the fields stand.
    Outer(Wanted<'n>),
    Nothing,
}

struct Key<'n>(&'n Wanted<'n>);

impl<'a, 'n> DeserializeSeed<'a> for Key<'n> {
    type Value = KeyMeans<'n>;

    fn deserialize<D: serde::Deserializer<'a>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_str(self)
    }
}

impl<'n> Visitor<'_> for Key<'n> {
    type Value = KeyMeans<'n>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        let find = |is: &dyn Fn(&str) -> bool| self.0.iter().position(|one| one.is_some_and(is));
        if let Some(role) = find(&|known| known == name) {
            return Ok(KeyMeans::Field { role, exact: true });
        }
        if let Some(role) = find(&|known| same_name(known, name)) {
            return Ok(KeyMeans::Field { role, exact: false });
        }
        let inner = self.0.map(|wanted| {
            let (outer, dot) = wanted?.split_at_checked(name.len())?;
            same_name(outer, name).then(|| dot.strip_prefix('.'))?
        });
        Ok(match inner.iter().any(Option::is_some) {
            true => KeyMeans::Outer(inner),
            false => KeyMeans::Nothing,
        })
    }
}

/// A value in which fields may stand: of anything but an object nothing is kept.
struct Inner<'n, 'k, 'b, 'a>(Object<'n, 'k, 'b, 'a>);

impl<'a> DeserializeSeed<'a> for Inner<'_, '_, '_, 'a> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'a>>(self, json: D) -> Result<(), D::Error> {
        let raw: &RawValue = serde::Deserialize::deserialize(json)?;
        match raw.get().starts_with('{') {
            true => {
                let mut reader = serde_json::Deserializer::from_str(raw.get());
                reader.deserialize_map(self.0).map_err(D::Error::custom)
            }
            false => Ok(()),
        }
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

    /// A list of strings is their paragraphs.
    fn visit_seq<S: SeqAccess<'a>>(self, mut list: S) -> Result<Self::Value, S::Error> {
        self.0.clear();
        let mut paragraph = String::new();
        let (mut is_text, mut count) = (true, 0);
        while let Some(found) = list.next_element_seed(Value(&mut paragraph))? {
            let text = match found {
                Found::Plain(text) => text,
                Found::Unescaped => &paragraph,
                Found::Null => "",
                _ => {
                    is_text = false;
                    ""
                }
            };
            if count > 0 && !text.trim().is_empty() && !self.0.is_empty() {
                self.0.push_str("\n\n");
            }
            self.0.push_str(text);
            count += usize::from(found != Found::Null);
        }
        Ok(match (is_text, count) {
            (true, 1..) => Found::Unescaped,
            (true, _) => Found::Other("an empty list"),
            (false, _) => Found::Other("a list"),
        })
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Found::Other("an object"))
    }
}

/// Returns what a value holds that is written so.
pub(super) fn found_in<'a>(
    written: &'a str,
    buffer: &mut String,
) -> Result<Found<'a>, serde_json::Error> {
    match written.as_bytes().first() {
        Some(b'-' | b'0'..=b'9') => Ok(Found::Number(written)),
        _ => Value(buffer).deserialize(&mut serde_json::Deserializer::from_str(written)),
    }
}
