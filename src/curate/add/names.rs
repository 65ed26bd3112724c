//! Whether a name is somebody's already.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::RequestNames;
use super::target::Whom;
use crate::diagnostic::{Diagnostic, Severity, quote};
use crate::gazetteer::edit::Additions;
use crate::gazetteer::spelling::Spelling;
use crate::gazetteer::{Actor, Case, Gazetteer, Name, NameKind, expand_braces};

/// How the names of an addition relate to those that are there.
pub(super) struct Compared {
    /// Names of others, one finding for each text that is added.
    pub(super) taken: Vec<Diagnostic>,
    /// Texts of which the actor has every name, each with a note that says where.
    pub(super) present: HashMap<(NameKind, String), Diagnostic>,
}

/// A text that is added, with the names it stands for.
struct Added<'a> {
    name_kind: NameKind,
    text: &'a str,
    spellings: Vec<(String, Spelling)>,
}

/// Looks up every name of an addition among all names.
pub(super) fn compare(
    gazetteer: &Gazetteer,
    actor: &Whom,
    additions: &Additions,
    called: &RequestNames,
) -> Compared {
    let added = added(actor.new_name(), additions);
    let folded: HashSet<&str> = added
        .iter()
        .flat_map(|text| text.spellings.iter().map(|(_, spelling)| spelling.folded()))
        .collect();
    let alike: Vec<(&Actor, &Name, Spelling)> = gazetteer
        .actors()
        .par_iter()
        .flat_map_iter(|actor| actor.names.iter().map(move |name| (actor, name)))
        .filter_map(|(actor, name)| {
            let spelling = Spelling::of(&name.text, name.case);
            folded
                .contains(spelling.folded())
                .then_some((actor, name, spelling))
        })
        .collect();
    let mut compared = Compared {
        taken: Vec::new(),
        present: HashMap::new(),
    };
    for text in &added {
        if let Some(found) = text.taken_by(actor, &alike) {
            compared
                .taken
                .push(taken(gazetteer, text.name_kind, found, called));
        }
        if let Some(name) = text.present_in(&actor.id, &alike) {
            let note = present(gazetteer, &actor.id, text, name);
            compared
                .present
                .insert((text.name_kind, text.text.to_owned()), note);
        }
    }
    compared
}

fn lists(additions: &Additions) -> [(NameKind, &Vec<String>); 4] {
    [
        (NameKind::Alias, &additions.aliases),
        (NameKind::Adjective, &additions.adjectives),
        (NameKind::Metonym, &additions.metonyms),
        (NameKind::Short, &additions.short_names),
    ]
}

/// Returns every text that is a name. What cannot be written out is left to the loading, which says
/// why.
fn added<'a>(new_name: Option<&'a str>, additions: &'a Additions) -> Vec<Added<'a>> {
    let name = new_name.map(|name| (NameKind::Name, name, vec![name.to_owned()]));
    let lists = lists(additions).into_iter().flat_map(|(name_kind, texts)| {
        let texts = texts.iter();
        texts.filter_map(move |text| Some((name_kind, text.as_str(), expand_braces(text)?)))
    });
    let spelled = |(name_kind, text, names): (NameKind, &'a str, Vec<String>)| Added {
        name_kind,
        text,
        spellings: names
            .into_iter()
            .map(|name| {
                let spelling = Spelling::of(&name, Case::Written);
                (name, spelling)
            })
            .collect(),
    };
    name.into_iter().chain(lists).map(spelled).collect()
}

/// Returns every name of an addition, written out, in the order of the format, each once.
pub(super) fn expanded(new_name: Option<&str>, additions: &Additions) -> Vec<String> {
    let guarded = additions
        .guarded
        .iter()
        .filter_map(|guarded| expand_braces(&guarded.name));
    let mut seen = HashSet::new();
    added(new_name, additions)
        .into_iter()
        .flat_map(|text| text.spellings.into_iter().map(|(name, _)| name))
        .chain(guarded.flatten())
        .filter(|name| seen.insert(name.clone()))
        .collect()
}

type Alike<'g> = (&'g Actor, &'g Name, Spelling);

impl Added<'_> {
    /// Returns a name of another actor that always counts and would be found in the same places.
    ///
    /// Short names are shared by nature, and a metonym with the place of its name: the document
    /// decides there.
    fn taken_by<'g>(
        &self,
        whom: &Whom,
        alike: &[Alike<'g>],
    ) -> Option<(String, &'g Actor, &'g Name)> {
        if self.name_kind == NameKind::Short {
            return None;
        }
        let by_place = |actor: &Actor, name: &Name| {
            self.name_kind == NameKind::Metonym && &*actor.actor_type == "place"
                || name.kind == NameKind::Metonym && whom.actor_type == "place"
        };
        self.spellings.iter().find_map(|(text, own)| {
            let found = alike.iter().find(|(actor, name, other)| {
                actor.id != whom.id
                    && always_counts(name)
                    && !by_place(actor, name)
                    && (own.covers(other) || other.covers(own))
            });
            found.map(|(actor, name, _)| (text.clone(), *actor, *name))
        })
    }

    /// Returns a name of the actor itself, where it has all of these and each counts as much.
    fn present_in<'g>(&self, id: &str, alike: &[Alike<'g>]) -> Option<&'g Name> {
        if self.name_kind == NameKind::Name {
            return None;
        }
        let has = |own: &Spelling| {
            let found = alike.iter().find(|(actor, name, other)| {
                actor.id == id
                    && (name.kind == self.name_kind || always_counts(name))
                    && other.covers(own)
            });
            found.map(|(_, name, _)| *name)
        };
        let mut found = self.spellings.iter().map(|(_, own)| has(own));
        let first = found.next()??;
        found.all(|name| name.is_some()).then_some(first)
    }
}

fn always_counts(name: &Name) -> bool {
    name.conditions.is_none() && name.kind != NameKind::Short
}

fn taken(
    gazetteer: &Gazetteer,
    name_kind: NameKind,
    (text, actor, name): (String, &Actor, &Name),
    called: &RequestNames,
) -> Diagnostic {
    let id = &actor.id;
    let RequestNames {
        to,
        guarded,
        needs,
        allow_shared,
        ..
    } = called;
    let same = match name_kind {
        NameKind::Name => format!("if it is the same actor, add to it: `{to} {id}`"),
        _ => format!("if {id} is meant, `{to} {id}` adds to it"),
    };
    let help = format!(
        "{same}; if they are two, say when it is this one: `{guarded} {text:?} {needs} …`; \
        `{allow_shared}` writes it all the same"
    );
    Diagnostic {
        severity: Severity::Error,
        code: "name-taken",
        message: format!(
            "{} is {} of {id} already",
            quote(&text),
            with_article(name.kind)
        ),
        help: Some(help),
        location: gazetteer.location(name.origin),
    }
}

fn present(gazetteer: &Gazetteer, id: &str, text: &Added<'_>, name: &Name) -> Diagnostic {
    let help = match text.spellings.len() {
        1 => "there is nothing to add",
        _ => "every name it stands for is there: there is nothing to add",
    };
    Diagnostic {
        severity: Severity::Warning,
        code: "name-present",
        message: format!(
            "{id} has {} already, as {}",
            quote(text.text),
            with_article(name.kind)
        ),
        help: Some(help.to_owned()),
        location: gazetteer.location(name.origin),
    }
}

fn with_article(name_kind: NameKind) -> &'static str {
    match name_kind {
        NameKind::Name => "the name",
        NameKind::Alias => "an alias",
        NameKind::Adjective => "an adjective",
        NameKind::Metonym => "a metonym",
        NameKind::Short => "a short name",
        NameKind::Guarded => "a guarded name",
    }
}

/// Takes the texts out that the actor has.
pub(super) fn leave_out(
    additions: &mut Additions,
    present: &HashMap<(NameKind, String), Diagnostic>,
) {
    let lists = [
        (NameKind::Alias, &mut additions.aliases),
        (NameKind::Adjective, &mut additions.adjectives),
        (NameKind::Metonym, &mut additions.metonyms),
        (NameKind::Short, &mut additions.short_names),
    ];
    for (name_kind, texts) in lists {
        texts.retain(|text| !present.contains_key(&(name_kind, text.clone())));
    }
}
