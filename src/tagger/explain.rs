//! What became of every candidate: for `rejected.csv` and `actag explain`.

use std::fmt;
use std::ops::Range;

use super::Analyser;
use super::candidates::Candidate;
use super::overlap::Slot;
use super::rule::Rule;
use crate::gazetteer::{Actor, Name, Phrase};
use crate::lexicon::Target;

/// A candidate that a rule turned down.
#[derive(Debug, Clone)]
pub struct Rejection<'a> {
    /// Where it stands, in bytes of the document's text.
    pub span: Range<usize>,
    /// The words of the document.
    pub text: &'a str,
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

/// The actor's id, or the phrase in quotes.
impl fmt::Display for Winner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(actor, _) => f.write_str(&actor.id),
            Self::Phrase(_, phrase) => write!(f, "“{}”", phrase.text),
        }
    }
}

impl<'t> Analyser<'t> {
    pub(super) fn rejection<'a>(
        &self,
        text: &'a str,
        candidate: &Candidate,
    ) -> Option<Rejection<'a>>
    where
        't: 'a,
    {
        let Target::Name { actor, name } = candidate.target else {
            return None;
        };
        let actor = self.gazetteer.actors().get(actor as usize)?;
        Some(Rejection {
            span: candidate.start..candidate.end,
            text: &text[candidate.start..candidate.end],
            actor,
            name: actor.names.get(name as usize)?,
            rule: candidate.rule?,
            winner: candidate.winner.and_then(|target| self.winner(target)),
        })
    }

    fn winner(&self, target: Target) -> Option<Winner<'t>> {
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
