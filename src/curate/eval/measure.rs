//! Gold and what was found, compared.
//!
//! A mark of the gold is *found* where a mention has the very same place ([`Rule::Exact`]), or
//! where one overlaps it ([`Rule::Overlap`]). A mention that finds nothing is *extra*, unless it
//! overlaps a neutral mark. Precision is found / (found + extra), recall found / (found + missed).
//! Types and entities are compared where a mark is found, with the mention that covers most of it.
//! An entity of the gold need not be called as the actor is: it agrees where the mention bears the
//! actor id that most of that entity's mentions bear, and no other entity's majority is the same
//! id.

use std::collections::{BTreeMap, HashMap};

use super::pair::Pairs;
use super::{Mark, Marks};

/// What counts as found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// A mention of the very same place.
    Exact,
    /// A mention that overlaps.
    Overlap,
}

/// Marks of the gold that were found and missed, and mentions beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Marks of the gold that were found.
    pub found: usize,
    /// Those that were not.
    pub missed: usize,
    /// Mentions that find nothing.
    pub extra: usize,
}

impl Counts {
    /// Returns the share of right ones; `None` where nothing was found.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.found, self.found + self.extra)
    }

    /// Returns the share of the gold that was found; `None` where there is no gold.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.found, self.found + self.missed)
    }

    /// Returns the harmonic mean of the two; `None` where there is neither gold nor anything found.
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.found, 2 * self.found + self.missed + self.extra)
    }

    fn mistakes(&self) -> usize {
        self.missed + self.extra
    }
}

/// How many of those that can be compared are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Those that are the same.
    pub same: usize,
    /// All.
    pub of: usize,
}

impl Agreement {
    /// Returns the share; `None` where there is nothing to compare.
    pub fn share(&self) -> Option<f64> {
        ratio(self.same, self.of)
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A mark with the document it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<'a> {
    /// The document, as it was tagged; as the gold has it where it was not.
    pub document: &'a str,
    /// The mark.
    pub mark: &'a Mark,
}

/// A mark of the gold and the mention that finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<'a> {
    /// What people marked.
    pub gold: Placed<'a>,
    /// What was found.
    pub found: &'a Mark,
    /// Whether the actor is the one that stands for the gold's entity; `None` where the gold names
    /// nobody.
    pub same_entity: Option<bool>,
}

/// What one rule gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scores<'a> {
    /// Over everything.
    pub all: Counts,
    /// By type: of the gold, and for extra mentions their own.
    pub by_type: BTreeMap<&'a str, Counts>,
    /// By actor, most mistakes first: the id that stands for an entity of the gold, or the entity
    /// where none does.
    pub by_actor: Vec<(&'a str, Counts)>,
    /// Whether types agree.
    pub types: Agreement,
    /// Whether entities agree.
    pub entities: Agreement,
    /// Marks of the gold that were found, in order.
    pub pairs: Vec<Pair<'a>>,
    /// Marks of the gold that were not.
    pub missed: Vec<Placed<'a>>,
    /// Mentions that find nothing.
    pub extra: Vec<Placed<'a>>,
    /// Marks of the gold that count neither way.
    pub neutral: usize,
}

/// Compares the documents of `pairs` by one rule.
pub fn measure<'a>(gold: &'a Marks, found: &'a Marks, pairs: &Pairs<'a>, rule: Rule) -> Scores<'a> {
    let mut scores = Scores::default();
    for &(of_gold, of_found) in &pairs.documents {
        let marks = |marks: &'a Marks, id: Option<&str>| -> &'a [Mark] {
            let found = id.and_then(|id| marks.documents.get(id));
            found.map_or(&[], Vec::as_slice)
        };
        let document = of_found.or(of_gold).unwrap_or_default();
        scores.compare(document, marks(gold, of_gold), marks(found, of_found), rule);
    }
    scores.judge();
    scores
}

impl<'a> Scores<'a> {
    /// Adds one document. Both lists are sorted by their places.
    fn compare(&mut self, document: &'a str, gold: &'a [Mark], found: &'a [Mark], rule: Rule) {
        let reach = reach(found);
        let mut used = vec![false; found.len()];
        for mark in gold {
            let mut best: Option<&Mark> = None;
            // The first that may reach into the mark; behind the last that begins before its end
            // there is no other.
            let first = reach.partition_point(|&end| end <= mark.start);
            for (at, other) in found.iter().enumerate().skip(first) {
                if other.start >= mark.end {
                    break;
                }
                let overlap = mark.overlap(other);
                let same = (other.start, other.end) == (mark.start, mark.end);
                if overlap == 0 || rule == Rule::Exact && !same && !mark.is_neutral() {
                    continue;
                }
                used[at] = true;
                if best.is_none_or(|best| mark.overlap(best) < overlap) {
                    best = Some(other);
                }
            }
            let gold = Placed { document, mark };
            match best {
                _ if mark.is_neutral() => self.neutral += 1,
                Some(found) => self.pairs.push(Pair {
                    gold,
                    found,
                    same_entity: None,
                }),
                None => self.missed.push(gold),
            }
        }
        let extra = found.iter().zip(used).filter(|&(_, used)| !used);
        self.extra
            .extend(extra.map(|(mark, _)| Placed { document, mark }));
    }

    /// Counts, when all documents are compared.
    fn judge(&mut self) {
        let majority = Majority::of(&self.pairs);
        let mut by_actor: HashMap<&str, Counts> = HashMap::new();
        for pair in &mut self.pairs {
            let mark = pair.gold.mark;
            self.all.found += 1;
            self.by_type.entry(&mark.actor_type).or_default().found += 1;
            by_actor
                .entry(majority.actor(mark, Some(pair.found)))
                .or_default()
                .found += 1;
            if !mark.actor_type.is_empty() {
                self.types.of += 1;
                self.types.same += usize::from(mark.actor_type == pair.found.actor_type);
            }
            if !mark.entity.is_empty() {
                let same = majority.agrees(&mark.entity, &pair.found.entity);
                pair.same_entity = Some(same);
                self.entities.of += 1;
                self.entities.same += usize::from(same);
            }
        }
        for missed in &self.missed {
            self.all.missed += 1;
            self.by_type
                .entry(&missed.mark.actor_type)
                .or_default()
                .missed += 1;
            by_actor
                .entry(majority.actor(missed.mark, None))
                .or_default()
                .missed += 1;
        }
        for extra in &self.extra {
            self.all.extra += 1;
            self.by_type
                .entry(&extra.mark.actor_type)
                .or_default()
                .extra += 1;
            by_actor.entry(&extra.mark.entity).or_default().extra += 1;
        }
        self.by_actor = by_actor.into_iter().collect();
        self.by_actor.sort_by(|(a, of_a), (b, of_b)| {
            let order = of_b.mistakes().cmp(&of_a.mistakes());
            // By name at last: a hash map has no order of its own.
            order.then(of_b.found.cmp(&of_a.found)).then(a.cmp(b))
        });
    }
}

/// Returns the furthest end among the marks up to each: grows, and so can be searched.
fn reach(marks: &[Mark]) -> Vec<usize> {
    let mut furthest = 0;
    marks
        .iter()
        .map(|mark| {
            furthest = furthest.max(mark.end);
            furthest
        })
        .collect()
}

/// The actor id that most mentions of each entity bear.
struct Majority<'a> {
    actor_of: HashMap<&'a str, &'a str>,
    /// How many entities have that actor.
    entities_of: HashMap<&'a str, usize>,
}

impl<'a> Majority<'a> {
    fn of(pairs: &[Pair<'a>]) -> Self {
        // In the order in which they were met, which decides a draw.
        let mut votes: HashMap<&str, Vec<(&str, usize)>> = HashMap::new();
        for pair in pairs
            .iter()
            .filter(|pair| !pair.gold.mark.entity.is_empty())
        {
            let actors = votes.entry(&pair.gold.mark.entity).or_default();
            let actor = pair.found.entity.as_str();
            match actors.iter_mut().find(|(known, _)| *known == actor) {
                Some((_, count)) => *count += 1,
                None => actors.push((actor, 1)),
            }
        }
        let mut majority = Majority {
            actor_of: HashMap::new(),
            entities_of: HashMap::new(),
        };
        for (entity, actors) in votes {
            let best = actors
                .iter()
                // `max_by_key` gives the last of several: backwards, the one that was met first.
                .rev()
                .max_by_key(|&&(_, count)| count)
                .map_or("", |&(actor, _)| actor);
            majority.actor_of.insert(entity, best);
            *majority.entities_of.entry(best).or_default() += 1;
        }
        majority
    }

    fn agrees(&self, entity: &str, actor: &str) -> bool {
        self.actor_of.get(entity) == Some(&actor) && self.entities_of.get(actor) == Some(&1)
    }

    /// Under whose name a mark of the gold is counted.
    fn actor(&self, mark: &'a Mark, found: Option<&'a Mark>) -> &'a str {
        match self.actor_of.get(mark.entity.as_str()) {
            Some(&actor) if !actor.is_empty() => actor,
            _ if !mark.entity.is_empty() => &mark.entity,
            _ => found.map_or("", |found| &found.entity),
        }
    }
}

#[cfg(test)]
mod tests;
