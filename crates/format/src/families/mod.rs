//! Families: rules that make further actors and names from others, as the armed forces of every
//! government.
//!
//! Braces are already expanded when a family arrives here; only placeholders are left. Their values
//! are literal text, so that a brace in an actor's name can do no harm.

mod expand;
mod expanded;
mod patterns;

use std::collections::HashSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::contents::{Each, Family, MOST_NAMES, Reference, Text};
use crate::diagnostic::quote;
use crate::families::expand::Compiled;
use crate::families::expanded::{ExpandedFamily, join};
use crate::families::patterns::Values;
use crate::findings::Finding;
use crate::schema::vocabulary;
use actag_core::gazetteer::{Actor, Ids};

/// Applies families to the written actors and gathers what they expand to.
pub(crate) struct Expansion<'a> {
    pub(crate) actors: &'a mut Vec<Actor>,
    pub(crate) ids: &'a mut Ids,
    pub(crate) references: &'a mut Vec<Reference>,
    pub(crate) findings: &'a mut Vec<Finding>,
    /// Names that may still be added.
    pub(crate) budget: u64,
}

/// A family, and the actors it is applied to, by index.
struct Applied<'f> {
    family: &'f Family,
    compiled: Compiled<'f>,
    bases: Vec<usize>,
}

impl Expansion<'_> {
    /// Applies the families. Each sees the actors as they were written, without what families add,
    /// so all are expanded at once; what they expand to is added in their order. `complete` says
    /// that whoever is not there is a mistake.
    pub(crate) fn run(&mut self, families: &[Family], complete: bool) {
        let mut unknown = Vec::new();
        let mut applied = Vec::with_capacity(families.len());
        for family in families {
            if let Some(bases) = self.bases(family, complete, &mut unknown) {
                let compiled = Compiled::new(family);
                applied.push(Applied {
                    family,
                    compiled,
                    bases,
                });
            }
        }
        let mut bases: Vec<usize> = applied.iter().flat_map(|one| &one.bases).copied().collect();
        bases.sort_unstable();
        bases.dedup();
        let values_of = bases
            .par_iter()
            .map(|&at| (at, Values::of(&self.actors[at])));
        let values: FxHashMap<usize, Values<'_>> = values_of.collect();

        let count = |one: &Applied<'_>| {
            let bases = one.bases.par_iter();
            let counts = bases.map(|at| one.compiled.count(&values[at]));
            counts.reduce(|| 0, u64::saturating_add)
        };
        let counts: Vec<u64> = applied.par_iter().map(count).collect();
        let mut too_many = None;
        for (number, count) in counts.into_iter().enumerate() {
            match self.budget.checked_sub(count) {
                Some(left) => self.budget = left,
                None => {
                    too_many = Some(applied[number].family.id.origin);
                    applied.truncate(number);
                    break;
                }
            }
        }
        let expand = |one: &Applied<'_>| {
            let bases = one.bases.par_iter();
            let expanded: Vec<_> = bases.map(|at| one.compiled.expand(&values[at])).collect();
            ExpandedFamily::of(expanded)
        };
        let expanded: Vec<ExpandedFamily> = applied.par_iter().map(expand).collect();
        drop(values);
        self.take(expanded);
        if let Some(origin) = too_many {
            let message = format!("the gazetteers stand for more than {MOST_NAMES} names");
            let help = "this family exceeds the limit: write fewer placeholders or alternatives in \
                one text";
            let finding = Finding::at(origin, "too-many-names", message, help);
            self.findings.push(finding);
        }
        self.report_unknown(unknown, complete);
    }

    /// Puts actors among the others, or joins them to the ones that have their ids: what is there
    /// already wins.
    fn take(&mut self, expanded: Vec<ExpandedFamily>) {
        // What each actor is to be joined with, by index.
        let mut joining: Vec<Vec<Actor>> = Vec::new();
        for one in expanded {
            self.references.extend(one.references);
            self.findings.extend(one.faults);
            for actor in one.actors {
                match self.ids.get(self.actors, &actor.id) {
                    Some(at) => {
                        let at = at as usize;
                        joining.resize_with(joining.len().max(at + 1), Vec::new);
                        joining[at].push(actor);
                    }
                    None => {
                        self.actors.push(actor);
                        self.ids.push(self.actors);
                    }
                }
            }
        }
        let actors = self.actors.par_iter_mut().zip(joining);
        actors.for_each(|(there, expanded)| join(there, expanded));
    }

    /// Returns the actors a family applies to, by index; ids that are not written are put with the
    /// `unknown` ones.
    fn bases<'f>(
        &mut self,
        family: &'f Family,
        complete: bool,
        unknown: &mut Vec<&'f Text>,
    ) -> Option<Vec<usize>> {
        match family.each.as_ref()? {
            Each::Type(actor_type) => {
                let bases: Vec<usize> = (0..self.actors.len())
                    .filter(|&at| *self.actors[at].actor_type == *actor_type.text)
                    .collect();
                if bases.is_empty() && complete {
                    let known = self.actors.iter().map(|actor| &*actor.actor_type);
                    let known: HashSet<&str> = known.collect();
                    let mut known: Vec<&str> = known.into_iter().collect();
                    known.sort_unstable();
                    let help = match vocabulary::nearest(&actor_type.text, known) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "write the type of some actors of these gazetteers".into(),
                    };
                    let message = format!("no actor has the type {}", quote(&actor_type.text));
                    let finding = Finding::at(actor_type.origin, "empty-family", message, help);
                    self.findings.push(finding);
                }
                Some(bases)
            }
            Each::Ids(ids) => {
                let mut bases = Vec::with_capacity(ids.len());
                for id in ids {
                    match self.ids.get(self.actors, &id.text) {
                        Some(at) => bases.push(at as usize),
                        None => unknown.push(id),
                    }
                }
                Some(bases)
            }
        }
    }

    /// Reports ids that families are to be applied to, but that nobody wrote.
    fn report_unknown(&mut self, unknown: Vec<&Text>, complete: bool) {
        for id in unknown {
            let (message, help) = if self.ids.get(self.actors, &id.text).is_some() {
                let message = format!("{} is itself expanded from a family", quote(&id.text));
                (message, "families apply to written actors only".into())
            } else if complete {
                let known = self.actors.iter().map(|actor| actor.id.as_str());
                let help = match vocabulary::nearest(&id.text, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write the id of an actor of these gazetteers".into(),
                };
                (format!("there is no actor {}", quote(&id.text)), help)
            } else {
                continue;
            };
            let finding = Finding::at(id.origin, "unknown-actor", message, help);
            self.findings.push(finding);
        }
    }
}

#[cfg(test)]
mod tests;
