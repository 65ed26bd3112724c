//! Families: rules that make further actors and names from others, as the armed forces of every government.
//!
//! Braces are already expanded when a family arrives here; only placeholders are left. Their values are literal
//! text, so that a brace in an actor's name can do no harm.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::decode::{Reference, remove_repeated};
use super::fields::{Text, placeholders};
use super::fill::{Compiled, Filled};
use super::findings::Finding;
use super::model::{Actor, Name, NameKind, Origin, Phrase};
use super::patterns::Values;
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
            let compiled = Compiled::new(family);
            let values: Vec<Values<'_>> = bases
                .iter()
                .map(|&at| Values::of(&self.actors[at], written[at]))
                .collect();
            let count = values
                .iter()
                .map(|values| compiled.count(values))
                .fold(0, u64::saturating_add);
            let Some(left) = self.budget.checked_sub(count) else {
                let message = format!("the gazetteers stand for more than {MOST_NAMES} names");
                let help = "this family passes the bound: write fewer placeholders or alternatives in one text";
                self.error(family.id.origin, "too-many-names", message, help);
                return;
            };
            self.budget = left;
            let filled: Vec<_> = values
                .par_iter()
                .map(|values| compiled.fill(values))
                .collect();
            self.take(filled);
        }
    }

    /// Takes in what one family made. Each of its strings is reported once, however many actors it goes wrong for.
    fn take(&mut self, filled: Vec<Result<Filled, Finding>>) {
        let mut made = Made::default();
        let mut reported = HashSet::new();
        for one in filled {
            let faults = match one {
                Ok(one) => {
                    made.add(one.actor);
                    self.references.extend(one.references);
                    one.faults
                }
                Err(fault) => vec![fault],
            };
            for fault in faults {
                if reported.insert(fault.origin) {
                    self.findings.push(fault);
                }
            }
        }
        for actor in made.actors {
            self.merge(actor);
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
