//! What families expand to, and how it joins the actors that are there.

use std::collections::{BTreeSet, HashSet};

use rustc_hash::FxHashSet;

use crate::contents::Reference;
use crate::families::expand::ExpandedActor;
use crate::findings::Finding;
use actag_core::gazetteer::Ids;
use actag_core::gazetteer::names;
use actag_core::gazetteer::{Actor, Name, NameKind};

/// What one family expands to: actors in order, those of the same id joined.
#[derive(Default)]
pub(crate) struct ExpandedFamily {
    pub(crate) actors: Vec<Actor>,
    pub(crate) references: Vec<Reference>,
    /// One for each of the family's strings that went wrong, however many actors it went wrong for.
    pub(crate) faults: Vec<Finding>,
}

impl ExpandedFamily {
    pub fn of(actors: Vec<Result<ExpandedActor, Finding>>) -> Self {
        let mut expanded = Self {
            actors: Vec::with_capacity(actors.len()),
            ..Self::default()
        };
        let mut ids = Ids::with_capacity(actors.len());
        let mut joined = BTreeSet::new();
        let mut reported = HashSet::new();
        for one in actors {
            let faults = match one {
                Ok(one) => {
                    joined.extend(expanded.add(one.actor, &mut ids));
                    expanded.references.extend(one.references);
                    one.faults
                }
                Err(fault) => vec![fault],
            };
            for fault in faults {
                if reported.insert(fault.origin) {
                    expanded.faults.push(fault);
                }
            }
        }
        // Repeated names go only now, lest each of 200 actors that join look at all before.
        for at in joined {
            names::remove_repeated(&mut expanded.actors[at].names);
        }
        expanded
    }

    /// Adds an actor, or joins it to the one that has its id, whose place is given back.
    fn add(&mut self, actor: Actor, ids: &mut Ids) -> Option<usize> {
        let Some(at) = ids.get(&self.actors, &actor.id) else {
            self.actors.push(actor);
            ids.push(&self.actors);
            return None;
        };
        let there = &mut self.actors[at as usize];
        there.country = there.country.take().or(actor.country);
        there.part_of = there.part_of.take().or(actor.part_of);
        if let Some(extras) = actor.extras {
            there.extras.get_or_insert_default().not.extend(extras.not);
        }
        for mut name in actor.names {
            if name.kind == NameKind::Name && name.text == there.name {
                continue;
            }
            if name.kind == NameKind::Name {
                name.kind = NameKind::Alias;
            }
            there.names.push(name);
        }
        Some(at as usize)
    }
}

/// Joins what families expand to with an actor that is there. A canonical name, where it is
/// another, becomes an alias: it is no less a name for being outvoted.
pub(crate) fn join(there: &mut Actor, expanded: Vec<Actor>) {
    if expanded.is_empty() {
        return;
    }
    let canonical = there.name.clone();
    let kind_of = |name: &Name| match name.kind {
        NameKind::Name if name.text != canonical => NameKind::Alias,
        name_kind => name_kind,
    };
    let names = there.names.iter();
    let mut known: FxHashSet<(NameKind, &str)> =
        names.map(|name| (name.kind, name.text.as_str())).collect();
    let mut is_new = Vec::new();
    for actor in &expanded {
        let names = || {
            actor
                .names
                .iter()
                .map(|name| (kind_of(name), name.text.as_str()))
        };
        is_new.extend(names().map(|name| match name.0 {
            // Of one family, two of the same text are two ways to be accepted.
            NameKind::Guarded => !known.contains(&name),
            _ => known.insert(name),
        }));
        known.extend(names().filter(|name| name.0 == NameKind::Guarded));
    }
    let mut is_new = is_new.into_iter();
    for actor in expanded {
        there.country = there.country.take().or(actor.country);
        there.part_of = there.part_of.take().or(actor.part_of);
        there.codes.fill(actor.codes);
        for mut name in actor.names {
            name.kind = kind_of(&name);
            if is_new.next().unwrap_or(true) {
                there.names.push(name);
            }
        }
        for phrase in actor.extras.map(|extras| extras.not).unwrap_or_default() {
            let not = &mut there.extras.get_or_insert_default().not;
            if !not.iter().any(|known| known.text == phrase.text) {
                not.push(phrase);
            }
        }
    }
}
