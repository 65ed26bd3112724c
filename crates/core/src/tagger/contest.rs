//! One name, several actors: who is meant (rule 6).

use std::cmp::Reverse;

use super::analyser::{ActorSort, Analyser};
use super::rule::Rule;
use super::weights::{MARGIN, Weight};
use crate::gazetteer::NameKind;
use crate::lexicon::Traits;

/// An actor that may be meant at a place, and its name that occurs there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Contender {
    pub(super) actor: u32,
    /// The number of the name at its actor.
    pub(super) name: u32,
    /// Another of its names occurs there that differs from this one only in capitals.
    pub(super) is_further: bool,
    pub(super) traits: Traits,
}

/// A place and what it stands for in the same contest: which of them is meant depends on the words
/// before.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlaceOrMetonym {
    place: Contender,
    metonym: Contender,
}

/// What a contest does with those that lose: the loser, the rule, and whom it gave way to.
pub(super) trait Losers {
    fn turn_down(&mut self, loser: &Contender, rule: Rule, winner: &Contender);

    /// The same by rule 6, with what each weighs.
    fn outweigh(&mut self, loser: &Contender, _: Weight, winner: &Contender, _: Weight) {
        self.turn_down(loser, Rule::Evidence, winner);
    }
}

/// How many lost a contest by what the document says: to a place or what it stands for, and to
/// those for whom there is better evidence.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lost {
    pub(super) place: u64,
    pub(super) evidence: u64,
}

impl Losers for Lost {
    fn turn_down(&mut self, _: &Contender, rule: Rule, _: &Contender) {
        match rule {
            Rule::Place => self.place += 1,
            Rule::Evidence => self.evidence += 1,
            _ => {}
        }
    }
}

/// Ignores who lost.
pub(super) struct Ignored;

impl Losers for Ignored {
    #[inline(always)]
    fn turn_down(&mut self, _: &Contender, _: Rule, _: &Contender) {}
}

impl Analyser<'_> {
    /// Leaves one name of each actor, that of the best kind.
    pub(super) fn one_name_each(&self, contest: &mut Vec<Contender>, losers: &mut impl Losers) {
        if contest.len() < 2 {
            return;
        }
        // An actor may have the name twice, as an alias and as a metonym: it does not compete with
        // itself.
        contest
            .sort_unstable_by_key(|one| (one.actor, one.traits.rank(), one.is_further, one.name));
        contest.dedup_by(|later, kept| {
            let same = later.actor == kept.actor;
            if same {
                losers.turn_down(later, Rule::Kind, kept);
            }
            same
        });
    }

    /// Takes out who is not meant within the phrases around a place, and returns them. What is not
    /// the place is not what it stands for, either.
    pub(super) fn except(
        &self,
        contest: &mut Vec<Contender>,
        is_excepted: impl Fn(&Contender) -> bool,
    ) -> Vec<Contender> {
        let no_place = contest
            .iter()
            .any(|one| is_excepted(one) && self.is_place(one));
        let is_out = |one: &mut Contender| is_excepted(one) || no_place && is_metonym(one);
        contest.extract_if(.., is_out).collect()
    }

    /// Returns the place and the metonym of its name, if both contend.
    pub(super) fn place_or_metonym(&self, contest: &[Contender]) -> Option<PlaceOrMetonym> {
        // Few have a metonym among them, and whether one is a place is a look into far memory: a
        // tenth of matching, when it was looked up for all.
        let metonym = *contest.iter().find(|one| is_metonym(one))?;
        let place = *contest.iter().find(|one| self.is_place(one))?;
        Some(PlaceOrMetonym { place, metonym })
    }

    /// A metonym gives way to the place of that name after a word of place; elsewhere the place
    /// gives way. A town that is named in full, with its region, is meant by its short name, too:
    /// *London* is the town in Canada behind *London, Ontario*, unless the document speaks of the
    /// other one’s country; then both are left. Otherwise leaves the best kind of name.
    pub(super) fn settle(
        &self,
        contest: &mut Vec<Contender>,
        place_or_metonym: Option<&PlaceOrMetonym>,
        place_wins: bool,
        in_full: impl Fn(u32) -> bool,
        losers: &mut impl Losers,
    ) {
        if contest.len() < 2 {
            return;
        }
        if let Some(PlaceOrMetonym { place, metonym }) = place_or_metonym {
            contest.retain(|one| {
                let (loses, winner) = match place_wins {
                    true => (is_metonym(one), place),
                    false => (self.is_place(one), metonym),
                };
                if loses {
                    losers.turn_down(one, Rule::Place, winner);
                }
                !loses
            });
        }
        let is_town = |one: &Contender| {
            one.traits.kind == NameKind::Short && self.is_place(one) && in_full(one.actor)
        };
        if let Some(&town) = contest.iter().find(|one| is_town(one)) {
            contest.retain(|one| {
                let mut whole = self.relatives[one.actor as usize].each();
                let is_spoken_of = whole.any(&in_full) || is_metonym(one) && in_full(one.actor);
                let keep = is_town(one) || is_spoken_of;
                if !keep {
                    losers.turn_down(one, Rule::Namesake, &town);
                }
                keep
            });
            return;
        }
        if let Some(&best) = contest.iter().min_by_key(|one| one.traits.rank()) {
            contest.retain(|one| {
                let keep = one.traits.rank() == best.traits.rank();
                if !keep {
                    losers.turn_down(one, Rule::Kind, &best);
                }
                keep
            });
        }
    }

    /// Leaves those that the document speaks for: the one of most weight, and all who are not
    /// outweighed by it. `weights` has that of each.
    pub(super) fn weigh(
        &self,
        contest: &mut Vec<Contender>,
        weights: &[Weight],
        losers: &mut impl Losers,
    ) {
        let total = |at: usize| weights[at].total();
        let best = (0..contest.len()).max_by_key(|&at| (total(at), Reverse(at)));
        let Some(best) = best else {
            return;
        };
        let (winner, most) = (contest[best], total(best));
        let mut at = 0;
        contest.retain(|one| {
            let weight = total(at);
            let keep = weight == most || weight * MARGIN > most;
            if !keep {
                losers.outweigh(one, weights[at], &winner, weights[best]);
            }
            at += 1;
            keep
        });
    }

    fn is_place(&self, one: &Contender) -> bool {
        !is_metonym(one) && self.sort(one.actor) == ActorSort::Place
    }
}

fn is_metonym(one: &Contender) -> bool {
    one.traits.kind == NameKind::Metonym
}
