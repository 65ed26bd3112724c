//! Changes: what a file adds to, replaces in and takes away from actors of other files.
//!
//! Families write the names of actors, so that written actors are changed before families are
//! expanded: an adjective that is added makes an army, and one that is dropped makes none. Names
//! and actors that families make are there only afterwards, so that changes are gone through once
//! more then.

use std::collections::{HashMap, HashSet};

use actag_core::gazetteer::{Actor, Change, ChangeKind, Extras, Ids, Name, NameKind, Origin};
use actag_core::gazetteer::{Phrase, Role, names};
use actag_core::text::fold;

use crate::contents::{ActorChange, Dropped, Text};
use crate::diagnostic::quote;
use crate::findings::Finding;
use crate::schema::vocabulary;

/// The changes of all files, in the order of the files.
pub(crate) struct Changes {
    list: Vec<Pending>,
    /// Where names stand that a change adds: no earlier change takes them away.
    added: HashSet<Origin>,
}

/// A change, and how far it has come.
struct Pending {
    change: ActorChange,
    is_applied: bool,
    /// For each text under `drop`, whether the actor had it.
    found: Vec<bool>,
}

impl Changes {
    pub(crate) fn new(list: Vec<ActorChange>) -> Self {
        let names = list.iter().flat_map(|change| &change.names);
        let added = names.map(|name| name.origin);
        let canonical = list.iter().filter_map(|change| change.name.as_ref());
        let added = added.chain(canonical.map(|name| name.origin)).collect();
        let pending = |change: ActorChange| Pending {
            found: match &change.drop {
                Dropped::Texts(texts) => vec![false; texts.len()],
                Dropped::All => Vec::new(),
            },
            change,
            is_applied: false,
        };
        Self {
            list: list.into_iter().map(pending).collect(),
            added,
        }
    }

    /// Changes the actors that are there. They keep their names where they are switched off, as
    /// families still make actors of them.
    pub(crate) fn apply_to_written(&mut self, actors: &mut [Actor], ids: &Ids) {
        for pending in &mut self.list {
            if let Some(at) = ids.get(actors, &pending.change.actor.text) {
                pending.apply(&mut actors[at as usize]);
            }
        }
    }

    /// Changes the actors that families made, and takes away names that families added to written
    /// ones. Returns what is wrong with changes, but for those that change nobody: they are
    /// references like others.
    pub(crate) fn apply_to_all(mut self, actors: &mut [Actor], ids: &Ids) -> Vec<Finding> {
        let mut findings = Vec::new();
        for pending in &mut self.list {
            let Some(at) = ids.get(actors, &pending.change.actor.text) else {
                continue;
            };
            let actor = &mut actors[at as usize];
            match pending.is_applied {
                false => pending.apply(actor),
                true => pending.drop_names(actor, &self.added),
            }
            if pending.change.off {
                switch_off(actor);
            }
            pending.report(actor, &mut findings);
        }
        findings
    }
}

impl Pending {
    fn apply(&mut self, actor: &mut Actor) {
        self.is_applied = true;
        let change = &self.change;
        let kind = match (&change.drop, change.off) {
            (_, true) => ChangeKind::Off,
            (Dropped::All, _) => ChangeKind::DroppedAll,
            _ => ChangeKind::Extended,
        };
        let origin = change.actor.origin;
        let changes = &mut actor.extras.get_or_insert_default().changes;
        changes.push(Change { kind, origin });
        self.rename(actor);
        self.drop_names(actor, &HashSet::new());
        self.drop_phrases(actor);
        self.replace(actor);
        self.add(actor);
    }

    /// Gives the actor another canonical name; the old one becomes an alias.
    fn rename(&mut self, actor: &mut Actor) {
        let Some(name) = &self.change.name else {
            return;
        };
        for old in &mut actor.names {
            if old.kind == NameKind::Name {
                old.kind = NameKind::Alias;
            }
        }
        let canonical = Name {
            origin: name.origin,
            ..Name::new(name.text.clone(), NameKind::Name)
        };
        actor
            .names
            .retain(|old| old.kind != NameKind::Alias || old.text != canonical.text);
        actor.names.insert(0, canonical);
        actor.name.clone_from(&name.text);
    }

    /// Takes names away, but for the canonical one and those written at places to be `kept`.
    fn drop_names(&mut self, actor: &mut Actor, kept: &HashSet<Origin>) {
        let texts = match &self.change.drop {
            Dropped::All => {
                let is_kept =
                    |name: &Name| name.kind == NameKind::Name || kept.contains(&name.origin);
                actor.names.retain(is_kept);
                return;
            }
            Dropped::Texts(texts) if texts.is_empty() => return,
            Dropped::Texts(texts) => texts,
        };
        let mut wanted: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, text) in texts.iter().enumerate() {
            wanted.entry(fold(&text.text)).or_default().push(number);
        }
        let mut dropped = Vec::new();
        actor.names.retain(|name| {
            if name.kind == NameKind::Name || kept.contains(&name.origin) {
                return true;
            }
            let Some(numbers) = wanted.get(&fold(&name.text)) else {
                return true;
            };
            for &number in numbers {
                self.found[number] = true;
            }
            dropped.push(Change {
                kind: ChangeKind::Dropped(name.text.clone()),
                origin: texts[numbers[0]].origin,
            });
            false
        });
        dropped.dedup();
        if !dropped.is_empty() {
            let changes = &mut actor.extras.get_or_insert_default().changes;
            changes.extend(dropped);
        }
    }

    /// Takes away phrases and examples; of the examples also those that ask for a name that the
    /// actor no longer has.
    fn drop_phrases(&mut self, actor: &mut Actor) {
        let names: HashSet<String> = actor.names.iter().map(|name| fold(&name.text)).collect();
        let Some(extras) = &mut actor.extras else {
            return;
        };
        let Extras {
            not,
            matches,
            never,
            ..
        } = &mut **extras;
        let texts = match &self.change.drop {
            Dropped::All => {
                [not, matches, never].into_iter().for_each(Vec::clear);
                return;
            }
            Dropped::Texts(texts) if texts.is_empty() => return,
            Dropped::Texts(texts) => texts,
        };
        let mut gone: HashSet<String> = texts.iter().map(|text| fold(&text.text)).collect();
        for list in [&mut *not, &mut *matches, &mut *never] {
            list.retain(|phrase| {
                let same = |text: &Text| text.text == phrase.text;
                let number = texts.iter().position(same);
                if let Some(number) = number {
                    self.found[number] = true;
                }
                number.is_none()
            });
        }
        gone.retain(|text| !names.contains(text));
        let asks_for_gone = |example: &Phrase| marked(&example.text).any(|one| gone.contains(&one));
        matches.retain(|example| !asks_for_gone(example));
    }

    /// Puts values in the place of those of the actor.
    fn replace(&mut self, actor: &mut Actor) {
        let change = &mut self.change;
        if let Some(actor_type) = change.actor_type.take() {
            actor.actor_type = actor_type;
        }
        if let Some(country) = change.country.take() {
            actor.country = Some(country.text);
        }
        if let Some(part_of) = change.part_of.take() {
            actor.part_of = Some(part_of);
        }
        if !change.codes.is_empty() {
            actor.codes.replace(std::mem::take(&mut change.codes));
        }
    }

    /// Adds names, roles, phrases and examples.
    fn add(&mut self, actor: &mut Actor) {
        let change = &mut self.change;
        actor.names.append(&mut change.names);
        names::remove_repeated(&mut actor.names);
        let extras = actor.extras.get_or_insert_default();
        let role_of = |role: &Role| (role.title.clone(), role.of.clone(), role.from);
        for role in change.roles.drain(..) {
            match extras
                .roles
                .iter_mut()
                .find(|old| role_of(old) == role_of(&role))
            {
                Some(old) => *old = role,
                None => extras.roles.push(role),
            }
        }
        extras.not.append(&mut change.not);
        extras.matches.append(&mut change.matches);
        extras.never.append(&mut change.never);
    }

    /// Reports the texts under `drop` that the actor does not have.
    fn report(&self, actor: &Actor, findings: &mut Vec<Finding>) {
        let Dropped::Texts(texts) = &self.change.drop else {
            return;
        };
        let canonical = fold(&actor.name);
        let missed = texts.iter().zip(&self.found).filter(|(_, found)| !**found);
        // Braces may stand for more than the actor has: one of them is enough.
        let is_found_elsewhere = |text: &Text| {
            let same = texts.iter().zip(&self.found);
            let mut same = same.filter(|(other, _)| other.origin == text.origin);
            same.any(|(_, found)| *found)
        };
        let mut last = None;
        for (text, _) in missed {
            if fold(&text.text) == canonical && !actor.is_off() {
                let message = format!(
                    "{} is the canonical name of {}",
                    quote(&actor.name),
                    quote(&actor.id)
                );
                let help = "write another under `name:`, which takes its place; or `off: true` to \
                    switch the actor off";
                let code = "dropped-canonical-name";
                findings.push(Finding::at(text.origin, code, message, help));
                continue;
            }
            if last == Some(text.origin) || is_found_elsewhere(text) {
                continue;
            }
            last = Some(text.origin);
            let known = actor.names.iter().map(|name| name.text.as_str());
            let help = match vocabulary::nearest(&text.text, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("`actag show {}` lists its names", actor.id),
            };
            let message = format!("{} has no name {}", quote(&actor.id), quote(&text.text));
            findings.push(Finding::at(text.origin, "unknown-name", message, help));
        }
    }
}

/// Takes away all by which an actor is found, and what asks for it.
fn switch_off(actor: &mut Actor) {
    actor.names.clear();
    if let Some(extras) = &mut actor.extras {
        extras.not.clear();
        extras.matches.clear();
        extras.never.clear();
    }
}

/// Returns the letters of what is in brackets in an example.
fn marked(example: &str) -> impl Iterator<Item = String> {
    let parts = example.split('[').skip(1);
    parts.filter_map(|part| Some(fold(part.split_once(']')?.0)))
}

#[cfg(test)]
mod tests;
