//! Entries on their way into the file: joined, checked, given ids, written.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::sync::Arc;

use actag_core::gazetteer::names::{check_id, check_name, corrected_id, looks_like_id};
use actag_core::gazetteer::{Conditions, Cue, Name, NameKind};
use actag_core::source::quote;
use actag_format::ActorEntry;
use rustc_hash::{FxHashMap, FxHashSet};

use super::entry::Entry;
use super::file::{GazetteerWriter, shortened};
use super::known::Known;
use super::report::{Place, Report};

/// Entries that wait for more records of theirs. Lists are in some order: those of one actor are
/// near each other, or the list is short.
const MOST_WAITING: usize = 50_000;

/// Kinds of records that are counted each by itself.
const MOST_KINDS: usize = 100;

/// The most names of an actor that are looked up and written; hostile lists have one actor alone.
const MOST_NAMES: usize = 50_000;

/// Takes entries and writes them.
pub(super) struct Collector<'a> {
    file: GazetteerWriter<'a>,
    known: Known<'a>,
    waiting: VecDeque<Waiting>,
    by_key: HashMap<String, u64>,
    /// The number of the first item that waits.
    first: u64,
    /// Keys of entries that are written.
    written_keys: FxHashSet<u64>,
    ids: FxHashSet<u64>,
    /// Codes that are one actor’s alone.
    codes: FxHashSet<u64>,
    /// Actors and what they are part of.
    parents: FxHashMap<u64, u64>,
    /// Ids that the source declares, where it was read for them.
    declared: FxHashSet<u64>,
    hasher: RandomState,
    pub(super) report: Report,
}

/// The most actors of which each is a part of the next.
const DEEPEST: usize = 1000;

enum Waiting {
    Entry(Box<Entry>),
    /// A comment on its own.
    Comment(String),
}

impl<'a> Collector<'a> {
    pub(super) fn new(known: Known<'a>, out: &'a mut dyn Write) -> Self {
        Self {
            file: GazetteerWriter::new(out),
            known,
            waiting: VecDeque::new(),
            by_key: HashMap::new(),
            first: 0,
            written_keys: FxHashSet::default(),
            ids: FxHashSet::default(),
            codes: FxHashSet::default(),
            parents: FxHashMap::default(),
            declared: FxHashSet::default(),
            hasher: RandomState::new(),
            report: Report::default(),
        }
    }

    /// Says what the file is made from.
    pub(super) fn begin(&mut self, from: &str, format: &str) {
        self.file.begin(from, format);
    }

    /// Says that the source has an actor of that id somewhere.
    pub(super) fn declare(&mut self, id: &str) {
        self.declared.insert(self.hasher.hash_one(id));
    }

    /// Counts a record that was read.
    pub(super) fn count(&mut self) {
        self.report.read += 1;
    }

    /// Leaves out a record; `words` are the source’s own.
    pub(super) fn leave_out(
        &mut self,
        place: impl Into<Place>,
        why: &str,
        words: &str,
    ) -> io::Result<()> {
        let place = place.into();
        self.report.left_out += 1;
        self.report.add_problem(&place, why);
        let words = shortened(words);
        self.push(Waiting::Comment(format!(
            "left out, {place}: {why}: {words}"
        )))
    }

    /// Leaves out a record of a kind that is none of actors.
    pub(super) fn pass_over(&mut self, place: impl Into<Place>, kind: &str) {
        self.report.left_out += 1;
        let kinds = &mut self.report.kinds;
        let place = place.into();
        // Hostile lists have a kind a record.
        let kind = match kinds.len() < MOST_KINDS || kinds.contains_key(kind) {
            true => kind,
            false => "another kind",
        };
        let (count, _) = kinds.entry(kind.to_owned()).or_insert((0, place));
        *count += 1;
    }

    /// Takes an entry, or adds it to that of the same key.
    pub(super) fn take(&mut self, entry: Entry) -> io::Result<()> {
        if let Some(key) = &entry.key {
            if let Some(number) = self.by_key.get(key) {
                let at = usize::try_from(number - self.first).unwrap_or(usize::MAX);
                if let Some(Waiting::Entry(earlier)) = self.waiting.get_mut(at)
                    && earlier.actor.names.len() < MOST_NAMES
                {
                    earlier.join(entry);
                    self.report.joined += 1;
                    return Ok(());
                }
            }
            if self.written_keys.contains(&self.hasher.hash_one(key)) {
                let why = format!(
                    "more of {}, too far from the rest of it: sort the source by actor",
                    quote(key)
                );
                return self.leave_out(entry.place, &why, &entry.source);
            }
            let number = self.first + self.waiting.len() as u64;
            self.by_key.insert(key.clone(), number);
        }
        self.push(Waiting::Entry(Box::new(entry)))
    }

    fn push(&mut self, item: Waiting) -> io::Result<()> {
        self.waiting.push_back(item);
        match self.waiting.len() > MOST_WAITING {
            true => self.write_first(),
            false => Ok(()),
        }
    }

    /// Writes all that waits; returns the report.
    pub(super) fn finish(mut self) -> io::Result<Report> {
        while !self.waiting.is_empty() {
            self.write_first()?;
        }
        self.report.bytes = self.file.finish()?;
        Ok(self.report)
    }

    fn write_first(&mut self) -> io::Result<()> {
        let Some(item) = self.waiting.pop_front() else {
            return Ok(());
        };
        self.first += 1;
        match item {
            Waiting::Comment(text) => self.file.comment(&text),
            Waiting::Entry(entry) => self.write_entry(*entry),
        }
    }

    fn write_entry(&mut self, mut entry: Entry) -> io::Result<()> {
        if let Some(key) = entry.key.take() {
            self.by_key.remove(&key);
            self.written_keys.insert(self.hasher.hash_one(&key));
        }
        self.keep_findable(&mut entry);
        let Some(name) = entry
            .actor
            .names
            .first()
            .filter(|_| !entry.actor.name.is_empty())
        else {
            let why = match entry.dropped.first() {
                Some(dropped) => format!("no name: {dropped}"),
                None => "no name".to_owned(),
            };
            return self.leave_out_now(&entry, &why);
        };
        let name = name.text.clone();
        if let Err(why) = self.give_id(&mut entry, &name) {
            return self.leave_out_now(&entry, &why);
        }
        self.guard_weak(&mut entry);
        self.resolve(&mut entry);
        self.keep_own_codes(&mut entry);
        self.look_up(&mut entry);
        let yaml = match yaml(&mut entry)? {
            Ok(yaml) => yaml,
            Err(why) => return self.leave_out_now(&entry, &why),
        };
        self.ids.insert(self.hasher.hash_one(&entry.actor.id));
        self.file.begin_entry(&entry.actor.id);
        self.report.actors += 1;
        self.report.names += entry.actor.names.len() as u64;
        self.report.dropped += entry.dropped.len() as u64;
        for dropped in &entry.dropped {
            self.report.add_problem(&entry.place, dropped);
        }
        if !entry.look.is_empty() {
            self.report.to_look_at += 1;
        }
        let words = shortened(&entry.source);
        self.file.comment(&format!("{}: {words}", entry.place))?;
        for (head, texts) in [
            ("", &entry.remarks),
            ("look: ", &entry.look),
            ("left out: ", &entry.dropped),
        ] {
            for text in texts {
                self.file.comment(&format!("{head}{text}"))?;
            }
        }
        self.file.write(&yaml)
    }

    fn leave_out_now(&mut self, entry: &Entry, why: &str) -> io::Result<()> {
        self.report.left_out += 1;
        self.report.add_problem(&entry.place, why);
        let words = shortened(&entry.source);
        self.file
            .comment(&format!("left out, {}: {why}: {words}", entry.place))
    }

    /// Drops names that no text can have; the canonical name is the first that is left.
    fn keep_findable(&mut self, entry: &mut Entry) {
        let dropped = &mut entry.dropped;
        let mut keep = |text: &str| match check_name(text) {
            Ok(()) if actag_format::mixes_alphabets(text) => {
                dropped.push(format!("{} mixes alphabets in a word", quote(text)));
                false
            }
            Ok(()) => true,
            Err(fault) => {
                dropped.push(fault.message);
                false
            }
        };
        let names = &mut entry.actor.names;
        names.retain(|name| keep(&name.text));
        entry.weak.retain(|name| keep(name));
        names.truncate(MOST_NAMES);
        if names.iter().any(|name| name.kind == NameKind::Name) {
            return;
        }
        // Without a full name, an acronym is what the actor is called.
        let full = names.iter().position(|name| name.kind == NameKind::Alias);
        let any = full.or_else(|| names.iter().position(|name| name.kind == NameKind::Short));
        entry.actor.name.clear();
        if let Some(at) = any {
            let mut name = names.remove(at);
            name.kind = NameKind::Name;
            entry.actor.name.clone_from(&name.text);
            names.insert(0, name);
        } else if !entry.weak.is_empty() {
            let name = Name::new(entry.weak.remove(0), NameKind::Name);
            entry
                .look
                .push(format!("{} is all it is called", quote(&name.text)));
            entry.actor.name.clone_from(&name.text);
            names.insert(0, name);
        }
    }

    /// Keeps the id that the source gives, or makes one of the name that nobody has.
    fn give_id(&self, entry: &mut Entry, name: &str) -> Result<(), String> {
        let given = std::mem::take(&mut entry.actor.id);
        let is_taken = |id: &str| self.ids.contains(&self.hasher.hash_one(id));
        if check_id(&given).is_ok() {
            if is_taken(&given) {
                return Err(format!("another actor has the id {}", quote(&given)));
            }
            entry.actor.id = given;
            return Ok(());
        }
        if !given.is_empty() {
            entry.remarks.push(format!("id: {given}"));
        }
        let made = corrected_id(&given).or_else(|| corrected_id(name));
        let actor_type = &entry.actor.actor_type;
        let made = made
            .or_else(|| corrected_id(actor_type))
            .unwrap_or_else(|| "actor".to_owned());
        let is_free = |id: &str| {
            !is_taken(id)
                && !self.known.has_id(id)
                && !self.declared.contains(&self.hasher.hash_one(id))
        };
        // Thousands may share a name, and counting up would be quadratic: then the line is unique.
        let line = entry.place.line;
        let tries = (2..6).map(|number| format!("{made}-{number}"));
        let tries = std::iter::once(made.clone()).chain(tries);
        let mut tries = tries.chain((0..9).map(|more| match more {
            0 => format!("{made}-line-{line}"),
            more => format!("{made}-line-{line}-{more}"),
        }));
        match tries.find(|id| is_free(id)) {
            Some(id) => {
                entry.actor.id = id;
                Ok(())
            }
            None => Err(format!("no id is left for {}", quote(name))),
        }
    }

    /// Guards the weak names: the actor must be named by another, too.
    fn guard_weak(&self, entry: &mut Entry) {
        let needs = vec![Cue::Actor(entry.actor.id.clone())];
        let conditions = Arc::new(Conditions {
            needs,
            ..Conditions::default()
        });
        for text in entry.weak.drain(..) {
            if !entry.actor.names.iter().any(|name| name.text == text) {
                entry.actor.names.push(Name {
                    conditions: Some(Arc::clone(&conditions)),
                    ..Name::new(text, NameKind::Guarded)
                });
            }
        }
    }

    /// Drops references to actors that are nowhere.
    fn resolve(&mut self, entry: &mut Entry) {
        let own = entry.actor.id.clone();
        let is_there = |id: &str| {
            let hash = self.hasher.hash_one(id);
            id == own || self.declared.contains(&hash) || self.ids.contains(&hash)
        };
        let part_of = entry.actor.part_of.take();
        if let Some(id) = part_of {
            let (from, to) = (self.hasher.hash_one(&own), self.hasher.hash_one(&id));
            if !is_there(&id) {
                let where_else = match self.known.has_id(&id) {
                    true => "which is in the gazetteers that are there: both are needed then",
                    false => "which is the id of no actor",
                };
                entry.look.push(format!("part_of: {id}, {where_else}"));
            } else if comes_back(&self.parents, from, to) {
                entry
                    .look
                    .push(format!("part_of: {id}, which is a part of it, or too deep"));
            } else {
                self.parents.insert(from, to);
                entry.actor.part_of = Some(id);
            }
        }
        if let Some(extras) = &mut entry.actor.extras {
            for role in &mut extras.roles {
                if let Some(id) = role.of.take_if(|id| !is_there(id)) {
                    entry
                        .look
                        .push(format!("of: {id}, which is the id of no actor here"));
                }
            }
        }
        for name in &mut entry.actor.names {
            let Some(conditions) = &mut name.conditions else {
                continue;
            };
            let lost = |cue: &Cue| match cue {
                Cue::Actor(text) | Cue::Word(text) => looks_like_id(text) && !is_there(text),
            };
            if conditions.needs.iter().chain(&conditions.unless).any(lost) {
                let conditions = Arc::make_mut(conditions);
                for cue in conditions.needs.iter_mut().chain(&mut conditions.unless) {
                    // As words it is no reference.
                    if let Cue::Actor(text) | Cue::Word(text) = cue
                        && looks_like_id(text)
                        && !is_there(text)
                    {
                        entry.look.push(format!("{text} is the id of no actor"));
                        *text = text.replace('-', " ");
                    }
                }
            }
        }
    }

    /// Drops codes that an actor before has, in schemes where they are one actor’s alone.
    fn keep_own_codes(&mut self, entry: &mut Entry) {
        let codes = std::mem::take(&mut entry.actor.codes);
        for code in codes {
            let is_alone = actag_format::identifies(&code.scheme);
            if is_alone && code.from.is_none() && code.until.is_none() {
                let pair = (&*code.scheme, &*code.value);
                if !self.codes.insert(self.hasher.hash_one(pair)) {
                    let text = format!(
                        "{}={} is the code of an actor before",
                        code.scheme, code.value
                    );
                    entry.dropped.push(text);
                    continue;
                }
                if let Some(bearer) = self.known.bearer(&code.scheme, &code.value)
                    && !self.known.has_id(&entry.actor.id)
                {
                    let text = format!(
                        "{}={} is {bearer}: is it the same?",
                        code.scheme, code.value
                    );
                    entry.look.push(text);
                }
            }
            entry.actor.codes.add(code);
        }
    }

    /// Says which names actors that are there already have.
    fn look_up(&mut self, entry: &mut Entry) {
        // It is the actor that is there, edited.
        if self.known.has_id(&entry.actor.id) {
            return;
        }
        let mut owners: Vec<&str> = Vec::new();
        for name in &entry.actor.names {
            if let Some(owner) = self.known.owner(&name.text)
                && owner != entry.actor.id
            {
                self.report.add_shared(&name.text, owner);
                if !owners.contains(&owner) {
                    owners.push(owner);
                    if owners.len() <= 3 {
                        let name = quote(&name.text);
                        entry.look.push(format!("{name} is a name of {owner}, too"));
                    }
                }
            }
        }
    }
}

/// Returns an entry as it is written; why not, where the format has no way to write it.
fn yaml(entry: &mut Entry) -> io::Result<Result<String, String>> {
    loop {
        let error = match ActorEntry::of(&entry.actor) {
            Ok(actor) => {
                return serde_yaml::to_string(&[actor])
                    .map(Ok)
                    .map_err(io::Error::other);
            }
            Err(error) => error,
        };
        let before = entry.actor.names.len();
        let is_other = |name: &Name| name.kind == NameKind::Name || name.text != error.text;
        entry.actor.names.retain(is_other);
        if entry.actor.names.len() == before {
            return Ok(Err(error.to_string()));
        }
        let text = quote(&error.text);
        entry.dropped.push(format!(
            "{text}: what is between `<` and `>` stands for a name"
        ));
    }
}

/// Returns whether whoever follows the parents from `to` comes to `from`, or never to an end.
fn comes_back(parents: &FxHashMap<u64, u64>, from: u64, to: u64) -> bool {
    let mut at = to;
    for _ in 0..DEEPEST {
        if at == from {
            return true;
        }
        match parents.get(&at) {
            Some(&next) => at = next,
            None => return false,
        }
    }
    true
}
