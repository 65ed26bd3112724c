//! One name, several actors: who is meant (rule 6).

use super::Analyser;
use super::candidates::Candidate;
use super::context::{Evidence, NAMED, OWN_NAME};
use super::overlap::Slot;
use super::place::after_word_of_place;
use super::rule::Rule;
use crate::gazetteer::NameKind;

impl Analyser<'_> {
    /// Fills `contenders` with the candidates of a slot that are left when the order of kinds and the words before it
    /// have been asked: one candidate an actor. Sets the rule of those turned down.
    pub(super) fn contend(
        &self,
        text: &str,
        slot: &Slot,
        candidates: &mut [Candidate],
        accept: impl Fn(&Candidate) -> bool,
        contenders: &mut Vec<usize>,
    ) {
        contenders.clear();
        contenders.extend((slot.first..slot.last).filter(|&number| {
            let candidate = &candidates[number];
            candidate.is_name() && accept(candidate)
        }));
        if contenders.len() < 2 {
            return;
        }
        let rank_of = |candidates: &[Candidate], number: usize| candidates[number].traits.rank();
        let actor_of = |candidates: &[Candidate], number: usize| candidates[number].actor();
        // One candidate an actor, the best kind.
        contenders.sort_by_key(|&number| {
            (
                actor_of(candidates, number),
                rank_of(candidates, number),
                number,
            )
        });
        let mut kept: Option<usize> = None;
        contenders.retain(|&number| match kept {
            Some(best) if actor_of(candidates, best) == actor_of(candidates, number) => {
                turn_down(candidates, number, Rule::Kind, best);
                false
            }
            _ => {
                kept = Some(number);
                true
            }
        });
        self.settle_place_or_metonym(text, slot, candidates, contenders);
        let best = contenders
            .iter()
            .copied()
            .min_by_key(|&number| rank_of(candidates, number));
        if let Some(best) = best {
            let best_rank = rank_of(candidates, best);
            contenders.retain(|&number| {
                let keep = rank_of(candidates, number) == best_rank;
                if !keep {
                    turn_down(candidates, number, Rule::Kind, best);
                }
                keep
            });
        }
    }

    /// A metonym gives way to the place of that name after a word of place; elsewhere the place gives way.
    fn settle_place_or_metonym(
        &self,
        text: &str,
        slot: &Slot,
        candidates: &mut [Candidate],
        contenders: &mut Vec<usize>,
    ) {
        let is_metonym = |c: &Candidate| c.traits.kind == NameKind::Metonym;
        let is_place = |c: &Candidate| !is_metonym(c) && self.is_place(c.actor());
        let first = |is_one: &dyn Fn(&Candidate) -> bool| {
            let mut contenders = contenders.iter().copied();
            contenders.find(|&number| is_one(&candidates[number]))
        };
        // Few have a metonym among them, and whether one is a place is a look into far memory.
        let Some(metonym) = first(&is_metonym) else {
            return;
        };
        let Some(place) = first(&is_place) else {
            return;
        };
        let place_wins = after_word_of_place(text, slot.start);
        contenders.retain(|&number| {
            let candidate = &candidates[number];
            let (loses, winner) = if place_wins {
                (is_metonym(candidate), place)
            } else {
                (is_place(candidate), metonym)
            };
            if loses {
                turn_down(candidates, number, Rule::Place, winner);
            }
            !loses
        });
    }

    /// Leaves in `contenders` those that the document's evidence speaks for, if it speaks for any: first those it names
    /// by a name of their own, then those whose country or parent it names.
    pub(super) fn weigh(
        &self,
        evidence: &Evidence,
        candidates: &mut [Candidate],
        contenders: &mut Vec<usize>,
    ) {
        let own_name = |actor: u32| evidence.has(actor, OWN_NAME);
        let relative = |actor: u32| {
            let relatives = &self.relatives[actor as usize];
            [relatives.country, relatives.parent]
                .iter()
                .flatten()
                .any(|&actor| evidence.has(actor, NAMED))
        };
        for speaks_for in [&own_name as &dyn Fn(u32) -> bool, &relative] {
            if contenders.len() < 2 {
                return;
            }
            let winner = contenders
                .iter()
                .copied()
                .find(|&number| speaks_for(candidates[number].actor()));
            let Some(winner) = winner else { continue };
            contenders.retain(|&number| {
                let keep = speaks_for(candidates[number].actor());
                if !keep {
                    turn_down(candidates, number, Rule::Evidence, winner);
                }
                keep
            });
        }
    }
}

fn turn_down(candidates: &mut [Candidate], loser: usize, rule: Rule, winner: usize) {
    candidates[loser].winner = Some(candidates[winner].target);
    candidates[loser].rule = Some(rule);
}
