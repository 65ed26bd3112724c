//! What the fields of a record are called, for a message.

use std::fmt;

use serde::Deserializer as _;
use serde::de::{Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::super::shown::SHOWN_NAMES;
use super::object::{Found, found_in};

/// Whether a record is an object without fields.
pub(super) fn is_empty(json: &str) -> bool {
    let inside = json.trim().strip_prefix('{');
    let inside = inside.and_then(|inside| inside.strip_suffix('}'));
    inside.is_some_and(|inside| inside.trim().is_empty())
}

/// The names of a record's fields that could be named, those inside others with theirs: of strings,
/// numbers and lists of strings.
pub(super) fn strings(json: &str) -> Vec<String> {
    let mut names = Vec::new();
    // Whatever stops it, the names before are worth showing.
    let _ = list_names(json, "", &mut names);
    names
}

/// How many objects a field may stand in, to be listed.
const SHOWN_DEPTH: usize = 3;

fn list_names(json: &str, before: &str, names: &mut Vec<String>) -> Result<(), serde_json::Error> {
    struct Names<'b> {
        before: &'b str,
        names: &'b mut Vec<String>,
    }
    impl<'a> Visitor<'a> for Names<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
            while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                let name = format!("{}{name}", self.before);
                let is_deep = self.before.matches('.').count() >= SHOWN_DEPTH;
                if value.get().starts_with('{') && !is_deep {
                    list_names(value.get(), &format!("{name}."), self.names)
                        .map_err(M::Error::custom)?;
                } else {
                    let mut buffer = String::new();
                    let found = found_in(value.get(), &mut buffer);
                    if found.is_ok_and(|found| !matches!(found, Found::Other(_))) {
                        self.names.push(name);
                    }
                }
                if self.names.len() > SHOWN_NAMES {
                    return Err(M::Error::custom("enough"));
                }
            }
            Ok(())
        }
    }
    let names = Names { before, names };
    serde_json::Deserializer::from_str(json).deserialize_map(names)
}
