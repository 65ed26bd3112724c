//! What became of every candidate: for `rejected.csv` and `actag explain`.

use std::ops::Range;

use super::candidates::Candidate;
use super::overlap::Slot;
use super::rule::Rule;
use super::{Mention, Tagger};
use crate::document::Document;
use crate::gazetteer::{Actor, Name, Phrase};
use crate::lexicon::Target;

/// A candidate that a rule turned down.
#[derive(Debug, Clone)]
pub struct Rejection<'a> {
    /// Where it stands, in bytes of the document's text.
    pub span: Range<usize>,
    /// The actor it would have meant.
    pub actor: &'a Actor,
    /// The name that stands there.
    pub name: &'a Name,
    /// The rule.
    pub rule: Rule,
    /// What it gave way to, for rules that weigh candidates against each other.
    pub winner: Option<Winner<'a>>,
}

/// What a rejected candidate gave way to.
#[derive(Debug, Clone, Copy)]
pub enum Winner<'a> {
    /// A name of an actor.
    Name(&'a Actor, &'a Name),
    /// A phrase that is not this actor.
    Phrase(&'a Actor, &'a Phrase),
}

impl<'g> Tagger<'g> {
    /// The mentions of a document, and every candidate that a rule turned down, by where they begin.
    ///
    /// With nested mentions, a candidate that is reported inside another is not among the rejected.
    pub fn explain<'a>(
        &'a self,
        document: &'a Document<'_>,
    ) -> (Vec<Mention<'a>>, Vec<Rejection<'a>>) {
        let mut scratch = self.scratch();
        self.explain_with(document, &mut scratch)
    }

    /// [`Tagger::explain`] in memory that was used before.
    pub(crate) fn explain_with<'a>(
        &'a self,
        document: &'a Document<'_>,
        scratch: &mut super::Scratch,
    ) -> (Vec<Mention<'a>>, Vec<Rejection<'a>>) {
        let mut mentions = self.analyse(document, true, scratch);
        super::number_sentences(&document.text, &mut mentions);
        let rejections = scratch
            .candidates
            .iter()
            .filter_map(|c| self.rejection(c))
            .collect();
        (mentions, rejections)
    }

    fn rejection(&self, candidate: &Candidate) -> Option<Rejection<'g>> {
        let Target::Name { actor, name } = candidate.target else {
            return None;
        };
        let actor = self.gazetteer.actors().get(actor as usize)?;
        Some(Rejection {
            span: candidate.start..candidate.end,
            actor,
            name: actor.names.get(name as usize)?,
            rule: candidate.rule?,
            winner: candidate.winner.and_then(|target| self.winner(target)),
        })
    }

    fn winner(&self, target: Target) -> Option<Winner<'g>> {
        match target {
            Target::Name { actor, name } => {
                let actor = self.gazetteer.actors().get(actor as usize)?;
                Some(Winner::Name(actor, actor.names.get(name as usize)?))
            }
            Target::Not { actor, phrase } => {
                let actor = self.gazetteer.actors().get(actor as usize)?;
                Some(Winner::Phrase(actor, actor.not().get(phrase as usize)?))
            }
            Target::Cue(_) => None,
        }
    }
}

/// Gives every candidate that no rule turned down and that won no slot its rule and the winner: the first mention or
/// phrase that overlaps it.
pub(super) fn tell_losers(slots: &[Slot], candidates: &mut [Candidate]) {
    for number in 0..candidates.len() {
        let Candidate {
            start, end, rule, ..
        } = candidates[number];
        if rule.is_some() || !candidates[number].is_name() {
            continue;
        }
        let over = slots.partition_point(|slot| slot.end <= start);
        let Some(slot) = slots.get(over).filter(|slot| slot.start < end) else {
            continue;
        };
        if (slot.start, slot.end) == (start, end) && !slot.phrase {
            continue;
        }
        let winner = (slot.first..slot.last).find(|&member| candidates[member].rule.is_none());
        candidates[number].winner = winner.map(|member| candidates[member].target);
        candidates[number].rule = Some(if slot.phrase {
            Rule::Not
        } else {
            Rule::Overlap
        });
    }
}
