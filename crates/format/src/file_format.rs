//! A YAML gazetteer as types: a struct for each mapping that is written, a field for each of its
//! keys.
//!
//! These types write gazetteers where layout does not matter. Files that people wrote are changed
//! by [`edit`](crate::edit), which keeps their comments, and read by `yaml`, which knows the place
//! of every mistake.

mod actor;

use std::borrow::Cow;
use std::io;

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostic::quote;
use actag_core::gazetteer::{Actor, Codes};

/// A file of actors. Families are not written: the actors that they expand to are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GazetteerFile<'a> {
    /// The actors, in the order of the file.
    pub actors: Vec<ActorEntry<'a>>,
}

/// An entry under `actors`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActorEntry<'a> {
    /// The stable key of the actor.
    pub id: &'a str,
    /// The canonical name. Braces are not expanded here and cannot be escaped.
    pub name: &'a str,
    /// What sort of actor it is.
    #[serde(rename = "type")]
    pub actor_type: &'a str,
    /// ISO 3166 alpha-3 code of the country it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<&'a str>,
    /// Id of the actor it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<&'a str>,
    /// Whether it stands for an actor that the text does not name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub placeholder: bool,
    /// Other full names; braces are expanded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Cow<'a, str>>,
    /// Adjectives and nouns of people; braces are expanded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adjectives: Vec<Cow<'a, str>>,
    /// Places that stand for the actor; braces are expanded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metonyms: Vec<Cow<'a, str>>,
    /// Names that count only beside a full one; braces are expanded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub short_names: Vec<Cow<'a, str>>,
    /// Names with conditions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub guarded: Vec<GuardedEntry<'a>>,
    /// Keys in public schemes.
    #[serde(skip_serializing_if = "Codes::is_empty")]
    pub codes: &'a Codes,
    /// Titles and codes held between two dates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleEntry<'a>>,
    /// Longer phrases that are somebody else; braces are expanded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<Cow<'a, str>>,
    /// Example texts with brackets around what must be found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<Cow<'a, str>>,
    /// Example texts in which the actor must not be found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub never: Vec<Cow<'a, str>>,
}

/// An entry under `guarded`: a name with its conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GuardedEntry<'a> {
    /// The name; braces are expanded.
    pub name: Cow<'a, str>,
    /// `exact` or `any`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<&'a str>,
    /// Ids or words, one of which must be in the document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<&'a str>,
    /// Ids or words, none of which may be in the document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<&'a str>,
    /// Words, one of which must be directly before the name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<&'a str>,
    /// Words, one of which must be directly after the name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<&'a str>,
    /// Words, none of which may be directly before the name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_before: Vec<&'a str>,
    /// Words, none of which may be directly after the name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_after: Vec<&'a str>,
    /// A broad name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub weak: bool,
}

/// An entry under `roles`: a title or code held between two dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleEntry<'a> {
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    /// Id of the actor in which the role is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'a str>,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The day after the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The last day of which it is known that it was held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_until: Option<Date>,
    /// Codes that hold for the time of the role.
    #[serde(skip_serializing_if = "Codes::is_empty")]
    pub codes: &'a Codes,
}

/// A text that the YAML format has no way to write.
///
/// Braces have a meaning in YAML gazetteers, and so has a placeholder such as `<name>`. In CSV
/// files they have none, so that an actor of a CSV file may have such a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the actor {} cannot be written as YAML: its `{key}` holds {}, where braces and placeholders \
    cannot stand for themselves",
    quote(.actor_id),
    quote(.text)
)]
pub struct Unwritable {
    /// The actor.
    pub actor_id: String,
    /// The key under which the text would be.
    pub key: &'static str,
    /// The text.
    pub text: String,
}

impl<'a> GazetteerFile<'a> {
    /// Makes a file of actors as they were loaded: every name is written out, whether it came from
    /// braces, from a family or from a CSV file.
    ///
    /// Ids that the actors refer to are kept, also where the actor of that id is not among them.
    /// Actors that are switched off are left out: an entry would bring them back.
    ///
    /// # Errors
    /// If the format has no way to write a text of one of them.
    ///
    /// ```
    /// use actag_format::GazetteerFile;
    ///
    /// let gazetteer = actag_format::from_yaml(
    ///     "type: government
    /// actors:
    ///   - {id: iran, name: Iran, adjectives: ['Iranian{,s}'], codes: {cow: 630}}
    /// ",
    /// )?;
    /// let mut yaml = Vec::new();
    /// GazetteerFile::of(gazetteer.actors())?.write(&mut yaml)?;
    /// let wanted = "actors:
    /// - id: iran
    ///   name: Iran
    ///   type: government
    ///   adjectives:
    ///   - Iranian
    ///   - Iranians
    ///   codes:
    ///     cow: '630'
    /// ";
    /// assert_eq!(String::from_utf8(yaml)?, wanted);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(actors: impl IntoIterator<Item = &'a Actor>) -> Result<Self, Unwritable> {
        let actors = actors.into_iter().filter(|actor| !actor.is_off());
        let actors = actors.map(ActorEntry::of);
        Ok(GazetteerFile {
            actors: actors.collect::<Result<_, _>>()?,
        })
    }

    /// Writes the file as YAML.
    ///
    /// # Errors
    /// If writing fails.
    pub fn write(&self, mut out: impl io::Write) -> io::Result<()> {
        // Made first: an error of writing would be hidden in one of the library's own.
        let yaml = serde_yaml::to_string(self).map_err(io::Error::other)?;
        out.write_all(yaml.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::keys::{self, Key};
    use crate::schema::vocabulary;

    /// Returns the keys of a mapping as it is written, in their order.
    fn written_keys(mapping: &impl Serialize) -> Vec<String> {
        let yaml = serde_yaml::to_string(mapping).unwrap();
        let mapping: serde_yaml::Mapping = serde_yaml::from_str(&yaml).unwrap();
        let keys = mapping.keys().filter_map(serde_yaml::Value::as_str);
        keys.map(str::to_owned).collect()
    }

    fn listed(keys: &'static [Key]) -> Vec<&'static str> {
        vocabulary::names(keys).collect()
    }

    #[test]
    fn every_key_of_the_format_is_a_field() {
        let day = "2017-01-20".parse().unwrap();
        let codes = Codes::from([("iso3", "IRN")]);
        let role = RoleEntry {
            title: Some("a"),
            of: Some("a"),
            from: Some(day),
            until: Some(day),
            known_until: Some(day),
            codes: &codes,
        };
        assert_eq!(written_keys(&role), listed(keys::ROLE));
        let guarded = GuardedEntry {
            name: "a".into(),
            case: Some("any"),
            needs: vec!["a"],
            unless: vec!["a"],
            before: vec!["a"],
            after: vec!["a"],
            not_before: vec!["a"],
            not_after: vec!["a"],
            weak: true,
        };
        assert_eq!(written_keys(&guarded), listed(keys::GUARDED));
        let actor = ActorEntry {
            id: "a",
            name: "a",
            actor_type: "a",
            country: Some("IRN"),
            part_of: Some("a"),
            placeholder: true,
            aliases: vec!["a".into()],
            adjectives: vec!["a".into()],
            metonyms: vec!["a".into()],
            short_names: vec!["a".into()],
            guarded: vec![guarded],
            codes: &codes,
            roles: vec![role],
            not: vec!["a".into()],
            matches: vec!["a".into()],
            never: vec!["a".into()],
        };
        assert_eq!(written_keys(&actor), listed(keys::ACTOR));
        let file = GazetteerFile {
            actors: vec![actor],
        };
        // Every actor has a type of its own, and families are written out.
        assert_eq!(written_keys(&file), ["actors"]);
        assert!(listed(keys::FILE).contains(&"actors"));
    }
}
