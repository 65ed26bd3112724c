//! An actor as an importer makes it of a record.

use std::sync::Arc;

use actag_core::gazetteer::names::{check_code, check_country, check_scheme, squeeze};
use actag_core::gazetteer::{Actor, Code, Name, NameKind};
use actag_core::source::quote;

use super::names::{self, Reading};
use super::report::Place;
use crate::countries::iso3;

/// An actor with what is to be said of it.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where the record is.
    pub(super) place: Place,
    /// Records of the same key are one actor.
    pub(super) key: Option<String>,
    /// The actor; its id is empty where the source has none, and its name until one is added.
    pub(super) actor: Actor,
    /// Names that count only where the actor is named by another.
    pub(super) weak: Vec<String>,
    /// What a person should look at.
    pub(super) look: Vec<String>,
    /// What could not be taken of it.
    pub(super) dropped: Vec<String>,
    /// What else the source says.
    pub(super) remarks: Vec<String>,
    /// The source’s own words.
    pub(super) source: String,
}

impl Entry {
    /// Begins an actor without a name.
    pub(super) fn new(
        place: impl Into<Place>,
        source: impl Into<String>,
        actor_type: &str,
    ) -> Self {
        Self {
            place: place.into(),
            key: None,
            actor: Actor::new(String::new(), String::new(), Arc::from(actor_type)),
            weak: Vec::new(),
            look: Vec::new(),
            dropped: Vec::new(),
            remarks: Vec::new(),
            source: source.into(),
        }
    }

    /// Adds what a text of a list says: several names, perhaps, and an acronym.
    pub(super) fn add_names(&mut self, text: &str) {
        let person = &*self.actor.actor_type == "person";
        self.add_read(
            text,
            Reading {
                person,
                capitals: false,
            },
        );
    }

    /// Adds what a text of a list in capitals says.
    pub(super) fn add_capitals(&mut self, text: &str) {
        self.add_read(
            text,
            Reading {
                person: false,
                capitals: true,
            },
        );
    }

    fn add_read(&mut self, text: &str, reading: Reading) {
        let parts = names::parts(text, reading);
        for name in parts.full {
            // An acronym is somebody else’s, too.
            let short = names::is_acronym(&name) && !self.actor.name.is_empty();
            match short && name.len() < 5 {
                true => self.add(NameKind::Short, &name),
                false => self.add(NameKind::Alias, &name),
            }
        }
        for name in parts.short {
            self.add(NameKind::Short, &name);
        }
        for look in parts.look {
            if !self.look.contains(&look) {
                self.look.push(look);
            }
        }
    }

    /// Adds a name as it is; the first full one is the canonical name.
    pub(super) fn add(&mut self, kind: NameKind, text: &str) {
        let text = squeeze(text);
        if text.is_empty() {
            return;
        }
        let kind = match (kind, self.actor.name.is_empty()) {
            (NameKind::Alias | NameKind::Name, true) => {
                self.actor.name.clone_from(&text);
                NameKind::Name
            }
            (NameKind::Name, false) => NameKind::Alias,
            (kind, _) => kind,
        };
        let is_there = |name: &Name| name.text == text && name.kind != NameKind::Guarded;
        if kind == NameKind::Guarded || !self.actor.names.iter().any(is_there) {
            self.actor.names.push(Name::new(text, kind));
        }
    }

    /// Sets the country by name or code.
    pub(super) fn country(&mut self, text: &str) {
        let text = text.trim();
        // `NA` is Namibia here.
        if text != "NA" && names::is_nothing(text) {
            return;
        }
        match iso3(text) {
            Some(code) => self.actor.country = Some(code.to_owned()),
            // Codes of states that are no more, and those that users assign.
            None if check_country(text).is_ok() && actag_format::is_country(text) => {
                self.actor.country = Some(text.to_owned());
            }
            None => self.dropped.push(format!("{} is no country", quote(text))),
        }
    }

    /// Adds a code that always holds.
    pub(super) fn code(&mut self, scheme: &str, value: &str) {
        let value = value.trim();
        if !names::is_nothing(value) {
            self.dated_code(Code::new(scheme, value));
        }
    }

    /// Adds a code, unless the format has no way to write it.
    pub(super) fn dated_code(&mut self, code: Code) {
        let checked = check_scheme(&code.scheme).and_then(|()| check_code(&code.value));
        match checked {
            Ok(()) if actag_format::fits_scheme(&code.scheme, &code.value) == Some(false) => {
                let text = format!("{} is no code of {}", quote(&code.value), code.scheme);
                self.dropped.push(text);
            }
            Ok(()) => self.actor.codes.add(code),
            Err(fault) => self.dropped.push(fault.message),
        }
    }

    /// Adds what another record of the same actor says.
    pub(super) fn join(&mut self, other: Entry) {
        for name in other.actor.names {
            let is_short = names::is_acronym(&name.text) && name.text.len() < 5;
            match name.kind {
                NameKind::Guarded => self.actor.names.push(name),
                // The first name of a record of its own, but not of the actor.
                NameKind::Name if is_short => self.add(NameKind::Short, &name.text),
                kind => self.add(kind, &name.text),
            }
        }
        let actor = &mut self.actor;
        actor.country = actor.country.take().or(other.actor.country);
        actor.part_of = actor.part_of.take().or(other.actor.part_of);
        actor.codes.extend(other.actor.codes);
        if let (None, Some(extras)) = (&actor.extras, other.actor.extras) {
            actor.extras = Some(extras);
        }
        self.weak.extend(other.weak);
        let new = |texts: &mut Vec<String>, more: Vec<String>| {
            for text in more {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
        };
        new(&mut self.look, other.look);
        new(&mut self.dropped, other.dropped);
        new(&mut self.remarks, other.remarks);
    }
}
