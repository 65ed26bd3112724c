//! Families: rules that make further actors and names from others, as the armed forces of every government.
//!
//! Braces are already expanded when a family arrives here; only placeholders are left. Their values are literal
//! text, so that a brace in an actor's name can do no harm.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::braces::squeeze;
use super::decode::{Reference, Relation, remove_repeated};
use super::fields::{Text, placeholders};
use super::findings::Finding;
use super::model::{Actor, Conditions, Cue, Name, NameKind, Origin, Phrase};
use super::names;
use super::schema;
use crate::diagnostic::quote;

/// The most names a folder's YAML may stand for, in all. Ten times what the largest actor lists of the field come to;
/// beyond, a family was written that multiplies what it should add.
pub(super) const MOST_NAMES: u64 = 5_000_000;

/// A family as written, its placeholders not yet filled.
#[derive(Debug)]
pub(super) struct Family {
    pub(super) each: Option<Each>,
    pub(super) id: Text,
    pub(super) name: Option<Text>,
    pub(super) kind: String,
    pub(super) country: Option<Text>,
    pub(super) part_of: Option<Text>,
    pub(super) codes: BTreeMap<String, String>,
    pub(super) names: Vec<Name>,
    pub(super) not: Vec<Phrase>,
    /// The cues of its guarded names.
    pub(super) references: Vec<Reference>,
}

/// The actors a family applies to.
#[derive(Debug)]
pub(super) enum Each {
    Type(Text),
    Ids(Vec<Text>),
}

impl Family {
    /// Whether `id` may be one that this family makes, as far as the fixed parts of its pattern tell.
    pub(super) fn may_make(&self, id: &str) -> bool {
        let pattern = &self.id.text;
        let mut slots = placeholders(pattern);
        let Some((first, word)) = slots.next() else {
            return pattern == id;
        };
        let (last, word) = slots.last().unwrap_or((first, word));
        let (head, tail) = (&pattern[..first], &pattern[last + word.len() + 2..]);
        id.len() >= head.len() + tail.len() && id.starts_with(head) && id.ends_with(tail)
    }
}

/// Applies families to the written actors and gathers what they make.
pub(super) struct Expansion<'a> {
    pub(super) actors: &'a mut Vec<Actor>,
    pub(super) index: &'a mut HashMap<String, u32>,
    pub(super) references: &'a mut Vec<Reference>,
    pub(super) findings: &'a mut Vec<Finding>,
    /// Names that may still be made.
    pub(super) budget: u64,
}

impl Expansion<'_> {
    /// Applies the families in order. Each sees the actors as they were written, without what families added.
    pub(super) fn run(&mut self, families: &[Family], complete: bool) {
        let written: Vec<usize> = self.actors.iter().map(|actor| actor.names.len()).collect();
        for family in families {
            let Some(bases) = self.bases(family, written.len(), complete) else {
                continue;
            };
            let mut made = Made::default();
            let compiled = Compiled::new(family);
            let mut reported = HashSet::new();
            for base in bases {
                let values = Values::of(&self.actors[base], written[base]);
                let names = compiled.names.iter().map(|(slots, _)| slots.count(&values));
                let count = names.fold(0u64, u64::saturating_add);
                let Some(left) = self.budget.checked_sub(count) else {
                    let message = format!("the gazetteers stand for more than {MOST_NAMES} names");
                    self.error(family.id.origin, "too-many-names", message, "this family passes the bound: write fewer placeholders or alternatives in one text");
                    return;
                };
                self.budget = left;
                match compiled.fill(family, &values, &mut reported, self.references) {
                    Ok(actor) => made.add(actor),
                    Err(fault) => {
                        if reported.insert(fault.origin) {
                            self.findings.push(fault);
                        }
                    }
                }
            }
            for actor in made.actors {
                self.check_names(&actor, &mut reported);
                self.merge(actor);
            }
        }
    }

    fn error(
        &mut self,
        origin: Origin,
        code: &'static str,
        message: String,
        help: impl Into<String>,
    ) {
        self.findings.push(Finding {
            origin,
            code,
            message,
            help: Some(help.into()),
            placed: true,
        });
    }

    /// The actors a family applies to, by index.
    fn bases(&mut self, family: &Family, written: usize, complete: bool) -> Option<Vec<usize>> {
        match family.each.as_ref()? {
            Each::Type(kind) => {
                let bases: Vec<usize> = (0..written)
                    .filter(|&at| self.actors[at].kind == kind.text)
                    .collect();
                if bases.is_empty() && complete {
                    let known: HashSet<&str> = self.actors[..written]
                        .iter()
                        .map(|actor| actor.kind.as_str())
                        .collect();
                    let mut known: Vec<&str> = known.into_iter().collect();
                    known.sort_unstable();
                    let help = match schema::nearest(&kind.text, known) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "write the type of some actors of these gazetteers".into(),
                    };
                    let message = format!("no actor has the type {}", quote(&kind.text));
                    self.error(kind.origin, "empty-family", message, help);
                }
                Some(bases)
            }
            Each::Ids(ids) => {
                let mut bases = Vec::with_capacity(ids.len());
                for id in ids {
                    match self.index.get(&id.text) {
                        Some(&at) if (at as usize) < written => bases.push(at as usize),
                        Some(_) => {
                            let message =
                                format!("{} was itself made by a family", quote(&id.text));
                            self.error(
                                id.origin,
                                "unknown-actor",
                                message,
                                "families apply to written actors only",
                            );
                        }
                        None if complete => {
                            let help = match schema::nearest(
                                &id.text,
                                self.actors[..written].iter().map(|actor| actor.id.as_str()),
                            ) {
                                Some(near) => format!("did you mean `{near}`?"),
                                None => "write the id of an actor of these gazetteers".into(),
                            };
                            self.error(
                                id.origin,
                                "unknown-actor",
                                format!("there is no actor {}", quote(&id.text)),
                                help,
                            );
                        }
                        None => {}
                    }
                }
                Some(bases)
            }
        }
    }

    fn check_names(&mut self, actor: &Actor, reported: &mut HashSet<Origin>) {
        for (text, origin) in actor
            .names
            .iter()
            .map(|n| (&n.text, n.origin))
            .chain(actor.not.iter().map(|p| (&p.text, p.origin)))
        {
            if let Err(fault) = names::check_name(text)
                && reported.insert(origin)
            {
                let message = format!("{}, for the actor {}", fault.message, quote(&actor.id));
                self.error(origin, fault.code, message, fault.help);
            }
        }
    }

    /// Puts an actor among the others, or into the one that has its id: what stands there already wins.
    fn merge(&mut self, actor: Actor) {
        match self.index.get(&actor.id) {
            Some(&at) => merge_into(&mut self.actors[at as usize], actor),
            None => {
                self.index.insert(
                    actor.id.clone(),
                    u32::try_from(self.actors.len()).unwrap_or(u32::MAX),
                );
                self.actors.push(actor);
            }
        }
    }
}

/// Joins what a family made to an actor that is there. Its canonical name, where it is another, becomes an alias: it
/// is no less a name for being outvoted.
fn merge_into(there: &mut Actor, made: Actor) {
    there.country = there.country.take().or(made.country);
    there.part_of = there.part_of.take().or(made.part_of);
    for (scheme, value) in made.codes {
        there.codes.entry(scheme).or_insert(value);
    }
    let known: HashSet<(NameKind, &str)> = there
        .names
        .iter()
        .map(|name| (name.kind, name.text.as_str()))
        .collect();
    let mut added = Vec::with_capacity(made.names.len());
    for mut name in made.names {
        if name.kind == NameKind::Name && name.text != there.name {
            name.kind = NameKind::Alias;
        }
        if !known.contains(&(name.kind, name.text.as_str())) {
            added.push(name);
        }
    }
    remove_repeated(&mut added);
    there.names.extend(added);
    for phrase in made.not {
        if !there.not.iter().any(|known| known.text == phrase.text) {
            there.not.push(phrase);
        }
    }
}

/// What one family made: actors in order, those of the same id joined.
#[derive(Default)]
struct Made {
    actors: Vec<Actor>,
    index: HashMap<String, usize>,
}

impl Made {
    fn add(&mut self, actor: Actor) {
        match self.index.get(&actor.id) {
            Some(&at) => {
                // Only collected here; repeats go when the whole is merged, lest 200 merges each look at all.
                let there = &mut self.actors[at];
                there.names.extend(actor.names);
                there.not.extend(actor.not);
            }
            None => {
                self.index.insert(actor.id.clone(), self.actors.len());
                self.actors.push(actor);
            }
        }
    }
}

/// The values of the placeholders for one actor, in the order of [`schema::PLACEHOLDERS`].
struct Values<'a> {
    lists: [Vec<&'a str>; 6],
}

impl<'a> Values<'a> {
    /// Of the actor's names only the first `written` are its own; families may have added others behind.
    fn of(actor: &'a Actor, written: usize) -> Self {
        let of_kind = |kind| {
            let mut seen = HashSet::new();
            let names = actor.names[..written]
                .iter()
                .filter(|name| name.kind == kind);
            names
                .map(|name| name.text.as_str())
                .filter(|text| seen.insert(*text))
                .collect()
        };
        let lists = [
            vec![actor.id.as_str()],
            vec![actor.name.as_str()],
            of_kind(NameKind::Alias),
            of_kind(NameKind::Adjective),
            of_kind(NameKind::Metonym),
            actor.country.as_deref().into_iter().collect(),
        ];
        Values { lists }
    }

    /// The first value, with the name in place of an adjective that is missing.
    fn first(&self, slot: usize) -> Option<&'a str> {
        const NAME: usize = 1;
        const ADJECTIVE: usize = 3;
        let first = self.lists[slot].first().copied();
        if slot == ADJECTIVE {
            first.or_else(|| self.first(NAME))
        } else {
            first
        }
    }
}

/// A text cut at its placeholders.
struct Pattern {
    /// Literal text before each placeholder, and the placeholder's index in [`schema::PLACEHOLDERS`].
    pieces: Vec<(String, usize)>,
    tail: String,
    /// The placeholders in it, each once: a placeholder has one value throughout a text.
    slots: Vec<usize>,
}

impl Pattern {
    fn new(text: &str) -> Self {
        let mut pattern = Pattern {
            pieces: Vec::new(),
            tail: String::new(),
            slots: Vec::new(),
        };
        let mut done = 0;
        for (at, word) in placeholders(text) {
            let Some(slot) = schema::PLACEHOLDERS.iter().position(|known| *known == word) else {
                continue;
            };
            pattern.pieces.push((text[done..at].into(), slot));
            done = at + word.len() + 2;
            if !pattern.slots.contains(&slot) {
                pattern.slots.push(slot);
            }
        }
        pattern.tail = text[done..].into();
        pattern
    }

    /// How many texts it stands for: none where a placeholder has no value.
    fn count(&self, values: &Values<'_>) -> u64 {
        self.slots.iter().fold(1, |count, &slot| {
            count.saturating_mul(values.lists[slot].len() as u64)
        })
    }

    /// Every text, the first placeholder varying slowest.
    fn all(&self, values: &Values<'_>, mut take: impl FnMut(String)) {
        let mut chosen = [0usize; 6];
        for _ in 0..self.count(values) {
            take(self.write(|slot| {
                values.lists[slot]
                    .get(chosen[slot])
                    .copied()
                    .unwrap_or_default()
            }));
            for &slot in self.slots.iter().rev() {
                chosen[slot] += 1;
                if chosen[slot] < values.lists[slot].len() {
                    break;
                }
                chosen[slot] = 0;
            }
        }
    }

    /// The one text of the first values; the placeholder without a value otherwise.
    fn first(&self, values: &Values<'_>) -> Result<String, &'static str> {
        match self
            .slots
            .iter()
            .find(|&&slot| values.first(slot).is_none())
        {
            Some(&slot) => Err(schema::PLACEHOLDERS[slot]),
            None => Ok(squeeze(
                &self.write(|slot| values.first(slot).unwrap_or_default()),
            )),
        }
    }

    fn write<'v>(&self, value: impl Fn(usize) -> &'v str) -> String {
        let mut text = String::with_capacity(self.tail.len() + 32);
        for (before, slot) in &self.pieces {
            text.push_str(before);
            text.push_str(value(*slot));
        }
        text.push_str(&self.tail);
        text
    }
}

/// A family with its texts cut at the placeholders, once for all the actors it applies to.
struct Compiled<'f> {
    id: Pattern,
    name: Pattern,
    country: Option<Pattern>,
    part_of: Option<Pattern>,
    names: Vec<(Pattern, &'f Name)>,
    not: Vec<(Pattern, Origin)>,
    references: Vec<(Pattern, &'f Reference)>,
}

impl<'f> Compiled<'f> {
    fn new(family: &'f Family) -> Self {
        let optional = |text: &Option<Text>| text.as_ref().map(|text| Pattern::new(&text.text));
        Compiled {
            id: Pattern::new(&family.id.text),
            name: Pattern::new(family.name.as_ref().map_or("", |name| &name.text)),
            country: optional(&family.country),
            part_of: optional(&family.part_of),
            names: family
                .names
                .iter()
                .map(|name| (Pattern::new(&name.text), name))
                .collect(),
            not: family
                .not
                .iter()
                .map(|phrase| (Pattern::new(&phrase.text), phrase.origin))
                .collect(),
            references: family
                .references
                .iter()
                .map(|one| (Pattern::new(&one.id), one))
                .collect(),
        }
    }

    /// The actor that the family makes of one other.
    fn fill(
        &self,
        family: &Family,
        values: &Values<'_>,
        reported: &mut HashSet<Origin>,
        references: &mut Vec<Reference>,
    ) -> Result<Actor, Finding> {
        let id = self.single(&self.id, &family.id, values)?;
        if let Err(fault) = names::check_id(&id) {
            let help = format!(
                "begin ids with `<id>`, such as `<id>-armed-forces`; {}",
                fault.help
            );
            return Err(Finding {
                origin: family.id.origin,
                code: fault.code,
                message: fault.message,
                help: Some(help),
                placed: true,
            });
        }
        let mut names = Vec::new();
        let mut canonical = String::new();
        if let Some(written) = &family.name {
            canonical = self.single(&self.name, written, values)?;
            let name = Name {
                text: canonical.clone(),
                kind: NameKind::Name,
                case: Default::default(),
                weak: false,
                conditions: None,
                origin: written.origin,
            };
            names.push(name);
        }
        for (pattern, name) in &self.names {
            // A condition that has lost all its words must not become no condition: the name is left out.
            let Some(conditions) = fill_conditions(name.conditions.as_deref(), values) else {
                continue;
            };
            pattern.all(values, |text| {
                names.push(Name {
                    text,
                    conditions: conditions.clone(),
                    ..(*name).clone_without_text()
                })
            });
        }
        remove_repeated(&mut names);
        let mut not = Vec::new();
        for &(ref pattern, origin) in &self.not {
            pattern.all(values, |text| not.push(Phrase { text, origin }));
        }
        let country = self
            .country
            .as_ref()
            .and_then(|pattern| pattern.first(values).ok());
        if let (Some(country), Some(written)) = (&country, &family.country)
            && let Err(fault) = names::check_country(country)
            && reported.insert(written.origin)
        {
            return Err(Finding {
                origin: written.origin,
                code: fault.code,
                message: fault.message,
                help: Some(fault.help),
                placed: true,
            });
        }
        let part_of = self
            .part_of
            .as_ref()
            .and_then(|pattern| pattern.first(values).ok());
        if let (Some(id), Some(written)) = (&part_of, &family.part_of) {
            references.push(Reference {
                id: id.clone(),
                origin: written.origin,
                relation: Relation::PartOf,
            });
        }
        for (pattern, written) in &self.references {
            pattern.all(values, |id| {
                if names::looks_like_id(&id) {
                    references.push(Reference {
                        id,
                        ..(*written).clone()
                    });
                }
            });
        }
        Ok(Actor {
            id,
            name: canonical,
            kind: family.kind.clone(),
            country,
            part_of,
            codes: family.codes.clone(),
            roles: Vec::new(),
            names,
            not,
            matches: Vec::new(),
            never: Vec::new(),
            origin: family.id.origin,
        })
    }

    fn single(
        &self,
        pattern: &Pattern,
        written: &Text,
        values: &Values<'_>,
    ) -> Result<String, Finding> {
        pattern.first(values).map_err(|word| Finding {
            origin: written.origin,
            code: "placeholder-without-value",
            message: format!(
                "`<{word}>` has no value for {}",
                quote(values.lists[0].first().copied().unwrap_or_default())
            ),
            help: Some(format!(
                "give that actor one, or leave it out of `each`; {} must not depend on it",
                quote(&written.text)
            )),
            placed: true,
        })
    }
}

impl Name {
    /// All but the text, which a family fills in anew.
    fn clone_without_text(&self) -> Name {
        Name {
            text: String::new(),
            conditions: None,
            kind: self.kind,
            case: self.case,
            weak: self.weak,
            origin: self.origin,
        }
    }
}

/// The conditions with their placeholders filled; `None` where a list that held something holds nothing any more.
fn fill_conditions(
    written: Option<&Conditions>,
    values: &Values<'_>,
) -> Option<Option<Box<Conditions>>> {
    let Some(written) = written else {
        return Some(None);
    };
    let words = |list: &[String]| {
        let mut filled = Vec::with_capacity(list.len());
        list.iter()
            .for_each(|text| Pattern::new(text).all(values, |text| filled.push(text)));
        filled
    };
    let cues = |list: &[Cue]| {
        let mut filled = Vec::with_capacity(list.len());
        for cue in list {
            let (Cue::Word(text) | Cue::Actor(text)) = cue;
            Pattern::new(text).all(values, |text| filled.push(Cue::Word(text)));
        }
        filled
    };
    let filled = Conditions {
        needs: cues(&written.needs),
        unless: cues(&written.unless),
        before: words(&written.before),
        after: words(&written.after),
        not_before: words(&written.not_before),
        not_after: words(&written.not_after),
    };
    let lost = filled.needs.is_empty() && !written.needs.is_empty()
        || filled.before.is_empty() && !written.before.is_empty()
        || filled.after.is_empty() && !written.after.is_empty();
    (!lost).then(|| Some(Box::new(filled)))
}
