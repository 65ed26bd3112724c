//! From the located tree to actors and families, with every mistake on the way noted in its place.
//!
//! What has a mistake is still decoded as far as it goes, so that one mistake gives one error: an
//! actor with a bad date is still known by its id to everything that refers to it.

mod cell;
mod change;
mod family;

use std::sync::Arc;

pub(crate) use cell::{DecodedCell, decode_cell};

use crate::contents::{ActorChange, Contents, Family, MOST_NAMES, Reference, Relation, Text};
use crate::findings::Findings;
use crate::read::fields::{Fields, Reader, Signs};
use crate::read::wanted::Wanted;
use crate::read::yaml::{self, Node, Value};
use crate::schema::vocabulary;
use actag_core::gazetteer::names;
use actag_core::gazetteer::{Actor, Code, Codes, Extras, Name, NameKind, Phrase};

/// Reads a YAML gazetteer.
pub(crate) fn decode(source: u32, text: &str) -> Contents {
    let mut contents = Contents::new(source);
    let Some(root) = yaml::parse(text, &mut contents.findings) else {
        contents.whole = false;
        return contents;
    };
    let mut decoder = Decoder::new(text, &mut contents.findings);
    decoder.file(&root);
    let Decoder {
        actors,
        families,
        changes,
        references,
        claimed_ids,
        whole,
        ..
    } = decoder;
    Contents {
        actors,
        families,
        changes,
        references,
        claimed_ids,
        whole,
        ..contents
    }
}

pub(crate) struct Decoder<'a> {
    pub(crate) reader: Reader<'a>,
    actors: Vec<Actor>,
    families: Vec<Family>,
    changes: Vec<ActorChange>,
    pub(crate) references: Vec<Reference>,
    claimed_ids: Vec<String>,
    whole: bool,
    default_type: Option<Arc<str>>,
}

/// What a written text may hold: nothing is expanded in an actor, braces are expanded in lists.
pub(crate) const LITERAL: Signs = Signs {
    braces: false,
    placeholders: false,
};
const EXPANDED: Signs = Signs {
    braces: true,
    placeholders: false,
};
const FAMILY_LITERAL: Signs = Signs {
    braces: false,
    placeholders: true,
};
const FAMILY_EXPANDED: Signs = Signs {
    braces: true,
    placeholders: true,
};

/// Whose texts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Actor,
    Family,
}

impl Of {
    pub(crate) fn literal(self) -> Signs {
        if self == Of::Actor {
            LITERAL
        } else {
            FAMILY_LITERAL
        }
    }

    pub(crate) fn expanded(self) -> Signs {
        if self == Of::Actor {
            EXPANDED
        } else {
            FAMILY_EXPANDED
        }
    }
}

impl<'a> Decoder<'a> {
    fn new(source: &'a str, findings: &'a mut Findings) -> Self {
        Self {
            reader: Reader {
                source,
                findings,
                budget: MOST_NAMES,
            },
            actors: Vec::new(),
            families: Vec::new(),
            changes: Vec::new(),
            references: Vec::new(),
            claimed_ids: Vec::new(),
            whole: true,
            default_type: None,
        }
    }
}

impl Decoder<'_> {
    fn file(&mut self, root: &Node) {
        if root.value == Value::Empty {
            self.no_actors();
            return;
        }
        let Some(fields) = self.reader.fields(root, "a gazetteer", vocabulary::FILE) else {
            return;
        };
        self.default_type = self
            .reader
            .text(&fields, "type")
            .map(|text| text.text.into());
        let before = self.reader.findings.list.len();
        let actors = self.reader.list(&fields, "actors", Wanted::List("actors"));
        for node in actors {
            self.actor(node);
        }
        let families = self
            .reader
            .list(&fields, "families", Wanted::List("families"));
        for node in families {
            self.family(node);
        }
        let changes = self
            .reader
            .list(&fields, "changes", Wanted::List("changes"));
        for node in changes {
            self.change(node);
        }
        let is_empty = actors.is_empty() && families.is_empty() && changes.is_empty();
        if is_empty && self.reader.findings.list.len() == before {
            self.no_actors();
        }
    }

    fn no_actors(&mut self) {
        let error = self
            .reader
            .findings
            .error(&(0..0), "no-actors", "no actors in this file");
        error.help("list them under `actors:`, or remove the file");
    }

    fn actor(&mut self, node: &Node) {
        let Some(fields) = self.reader.fields(node, "an actor", vocabulary::ACTOR) else {
            return;
        };
        let id = self.reader.required_text(&fields, "id", "some-words");
        if let Some(id) = &id
            && let Err(fault) = names::check_id(&id.text)
        {
            self.reader.fault(id.origin, fault);
            self.claimed_ids.extend(names::corrected_id(&id.text));
        }
        let name = self.canonical_name(&fields);
        let actor_type = self.actor_type(&fields);
        let country = self.country(&fields);
        let part_of = self.reader.text(&fields, "part_of");
        let part_of = part_of.map(|text| self.refer(text, Relation::PartOf));
        let placeholder = self.flag(&fields, "placeholder");
        let codes = self.codes(&fields);
        let roles = self.roles(&fields);
        let mut all = Vec::new();
        let found = name
            .iter()
            .filter(|name| names::check_name(&name.text).is_ok());
        all.extend(found.map(|name| plain_name(name.clone(), NameKind::Name)));
        self.names(&fields, Of::Actor, &mut all);
        names::remove_repeated(&mut all);
        all.shrink_to_fit();
        let not = self.not(&fields, Of::Actor);
        let matches = self.examples(&fields, "matches");
        let never = self.examples(&fields, "never");
        if let Some(id) = id {
            self.actors.push(Actor {
                id: id.text,
                name: name.map(|name| name.text).unwrap_or_default(),
                actor_type,
                country: country.map(|text| text.text),
                part_of,
                codes,
                names: all,
                extras: Extras {
                    roles,
                    not,
                    matches,
                    never,
                    placeholder,
                    changes: Vec::new(),
                }
                .boxed(),
                origin: id.origin,
            });
        }
    }

    /// Returns the canonical name: literal, for it is shown in the tables as it is.
    fn canonical_name(&mut self, fields: &Fields<'_>) -> Option<Text> {
        let Some(node) = fields.get("name") else {
            self.reader.missing(fields, "name", "Some Name");
            return None;
        };
        let mut texts = Vec::new();
        self.reader.texts_of(node, "name", LITERAL, &mut texts);
        // Shown in the tables, also where it cannot be looked for.
        let shown = texts.last().cloned();
        self.reader.findable(&mut texts);
        shown
    }

    fn actor_type(&mut self, fields: &Fields<'_>) -> Arc<str> {
        match (fields.get("type"), &self.default_type) {
            (Some(_), _) => self
                .reader
                .text(fields, "type")
                .map(|text| text.text.into())
                .unwrap_or_default(),
            (None, Some(default)) => Arc::clone(default),
            (None, None) => {
                let message = format!(
                    "{} without `type`, in a file without one for all",
                    fields.what
                );
                let error = self
                    .reader
                    .findings
                    .error(&fields.span, "missing-key", message);
                error.help(
                    "add `type: militia` here, or at the top of the file for every actor in it",
                );
                Arc::default()
            }
        }
    }

    fn country(&mut self, fields: &Fields<'_>) -> Option<Text> {
        let country = self.reader.text(fields, "country")?;
        match names::check_country(&country.text) {
            Ok(()) => Some(country),
            Err(fault) => {
                self.reader.fault(country.origin, fault);
                None
            }
        }
    }

    pub(crate) fn refer(&mut self, text: Text, relation: Relation) -> String {
        self.references.push(Reference {
            id: text.text.clone(),
            origin: text.origin,
            relation,
        });
        text.text
    }

    /// Returns the keys in public schemes.
    pub(crate) fn codes(&mut self, fields: &Fields<'_>) -> Codes {
        let mut codes = Vec::new();
        let Some(node) = fields.get("codes") else {
            return Codes::default();
        };
        let Value::Map(entries) = &node.value else {
            self.reader.wrong_type(node, "codes", Wanted::Mapping);
            return Codes::default();
        };
        for entry in entries {
            if let Err(fault) = names::check_scheme(&entry.key) {
                let origin = self.reader.findings.origin(&entry.key_span);
                self.reader.fault(origin, fault);
            }
            let scheme: Arc<str> = entry.key.as_str().into();
            let values = match &entry.value.value {
                Value::List(items) => {
                    if items.is_empty() {
                        let message = format!("`{}` lists nothing", entry.key);
                        let findings = &mut self.reader.findings;
                        let error = findings.error(&entry.value.span, "empty-value", message);
                        error.help("list codes, or remove the key");
                    }
                    items.as_slice()
                }
                _ => std::slice::from_ref(&entry.value),
            };
            for value in values {
                codes.extend(self.code(value, &scheme));
            }
        }
        codes.into_iter().collect()
    }

    /// Returns one code: a text, or a mapping with the days between which it holds.
    fn code(&mut self, node: &Node, scheme: &Arc<str>) -> Option<Code> {
        let (value, (from, until)) = match &node.value {
            Value::Map(_) => {
                let fields = self.reader.fields(node, "a code", vocabulary::CODE)?;
                let value = self.reader.required_text(&fields, "code", "Q794")?;
                (value, self.period(&fields, "code"))
            }
            _ => (self.reader.text_of(node, scheme)?, (None, None)),
        };
        if let Err(fault) = names::check_code(&value.text) {
            self.reader.fault(value.origin, fault);
        }
        Some(Code {
            from,
            until,
            origin: value.origin,
            ..Code::new(Arc::clone(scheme), value.text)
        })
    }

    /// Every name but the canonical one, in the order of the format.
    fn names(&mut self, fields: &Fields<'_>, of: Of, all: &mut Vec<Name>) {
        let lists = [
            ("aliases", NameKind::Alias),
            ("adjectives", NameKind::Adjective),
            ("metonyms", NameKind::Metonym),
            ("short_names", NameKind::Short),
        ];
        for (key, name_kind) in lists {
            let texts = self.findable_texts(fields, key, of);
            all.extend(texts.into_iter().map(|text| plain_name(text, name_kind)));
        }
        all.extend(self.guarded(fields, of));
    }

    fn not(&mut self, fields: &Fields<'_>, of: Of) -> Vec<Phrase> {
        let texts = self.findable_texts(fields, "not", of);
        texts
            .into_iter()
            .map(|text| Phrase {
                text: text.text,
                origin: text.origin,
            })
            .collect()
    }

    /// Names of a list; those of a family are looked at when the family is expanded.
    fn findable_texts(&mut self, fields: &Fields<'_>, key: &str, of: Of) -> Vec<Text> {
        let mut texts = self.reader.texts(fields, key, of.expanded());
        if of == Of::Actor {
            self.reader.findable(&mut texts);
        }
        texts
    }
}

pub(crate) fn plain_name(text: Text, name_kind: NameKind) -> Name {
    Name {
        text: text.text,
        kind: name_kind,
        case: Default::default(),
        weak: false,
        conditions: None,
        origin: text.origin,
    }
}
