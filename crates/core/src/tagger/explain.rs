//! What became of every candidate: for `rejected.csv` and `actag explain`.

use std::cmp::Reverse;
use std::fmt;
use std::ops::Range;

use super::analyser::Analyser;
use super::candidates::Gathered;
use super::contest::{Contender, Losers};
use super::overlap::{Slot, Won};
use super::rule::Rule;
use super::scratch::Scratch;
use super::surroundings::Surroundings;
use super::verdicts::{Decisions, Resolver, has_neighbours_heard};
use super::weights::Weight;
use crate::gazetteer::{Actor, Name, Phrase};
use crate::lexicon::{Fit, Meaning, Occurrence};

/// A candidate that a rule turned down.
#[derive(Debug, Clone)]
pub struct Rejection<'a> {
    /// Its span, in bytes of the document's text.
    pub span: Range<usize>,
    /// The words of the document.
    pub text: &'a str,
    /// The actor it would have meant.
    pub actor: &'a Actor,
    /// The name that occurs there.
    pub name: &'a Name,
    /// The rule.
    pub rule: Rule,
    /// What it gave way to, for rules that weigh candidates against each other.
    pub winner: Option<Winner<'a>>,
    /// For [`Rule::Evidence`]: how much the document says for it, and how much for the winner.
    pub weights: Option<[Weight; 2]>,
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

/// What was turned down at a place, by number: the actor, the name, the rule, and what it gave way
/// to.
struct TurnedDown {
    actor: u32,
    name: u32,
    rule: Rule,
    winner: Option<WinnerNumber>,
    weights: Option<[Weight; 2]>,
}

#[derive(Debug, Clone, Copy)]
enum WinnerNumber {
    Name { actor: u32, name: u32 },
    Phrase { actor: u32, phrase: u32 },
}

impl From<&Contender> for WinnerNumber {
    fn from(contender: &Contender) -> Self {
        Self::Name {
            actor: contender.actor,
            name: contender.name,
        }
    }
}

impl Losers for Vec<TurnedDown> {
    fn turn_down(&mut self, loser: &Contender, rule: Rule, winner: &Contender) {
        self.push(TurnedDown {
            actor: loser.actor,
            name: loser.name,
            rule,
            winner: Some(winner.into()),
            weights: None,
        });
    }

    fn outweigh(
        &mut self,
        loser: &Contender,
        weight: Weight,
        winner: &Contender,
        of_winner: Weight,
    ) {
        self.turn_down(loser, Rule::Evidence, winner);
        if let Some(last) = self.last_mut() {
            last.weights = Some([weight, of_winner]);
        }
    }
}

/// Calls `each` with every candidate of a document that a rule turned down, by where it begins,
/// then longest first, then by actor and name. `memory` is that in which the document was analysed,
/// with `trace`.
///
/// They are worked out one place after the other: a name of many actors is turned down for each of
/// them wherever it occurs, and all together could be more than memory holds.
pub(super) fn each_rejection<'a>(
    tagger: Analyser<'a>,
    text: &'a str,
    memory: &mut Scratch,
    mut each: impl FnMut(Rejection<'a>),
) {
    let Scratch {
        gathered,
        known,
        verdicts,
        won,
        inner_slots,
    } = memory;
    let Gathered {
        candidates,
        reading_lists,
        occurrences,
        ..
    } = gathered;
    occurrences.sort_by_key(|one| (one.start, Reverse(one.end)));
    // Who contends where is as the last stage left it; losers are worked out by the same contest,
    // this time with somebody who notes them.
    let verdicts = std::mem::take(verdicts);
    let mut rejecter = Rejecter {
        resolver: Resolver {
            verdicts,
            ..Resolver::new(tagger, text, candidates, reading_lists, known)
        },
        won,
        inner_slots,
        around: Surroundings::default(),
        decisions: Decisions::default(),
        turned_down: Vec::new(),
    };
    for same in occurrences.chunk_by(|a, b| (a.start, a.end) == (b.start, b.end)) {
        rejecter.turn_down_at(same);
        // Taken out while winners are looked up, and put back, so that its memory serves for the
        // next span.
        let mut turned_down = std::mem::take(&mut rejecter.turned_down);
        turned_down.sort_unstable_by_key(|one: &TurnedDown| (one.actor, one.name));
        let span = same[0].start..same[0].end;
        for one in turned_down.drain(..) {
            if let Some(rejection) = rejecter.rejection(span.clone(), &one) {
                each(rejection);
            }
        }
        rejecter.turned_down = turned_down;
    }
}

/// Works out who was turned down, and why.
struct Rejecter<'a, 's> {
    resolver: Resolver<'a, 'a, 's>,
    won: &'s Won,
    inner_slots: &'s [Slot],
    around: Surroundings,
    decisions: Decisions,
    /// Those at the current span.
    turned_down: Vec<TurnedDown>,
}

impl<'a> Rejecter<'a, '_> {
    /// What was turned down at the occurrences of one span.
    fn turn_down_at(&mut self, occurrences: &[Occurrence]) {
        let Occurrence { start, end, .. } = occurrences[0];
        let is_won = self.is_won(start, end);
        let is_covered = !is_won && self.won.is_inside(start, end);
        let Resolver {
            tagger,
            text,
            known,
            ..
        } = &mut self.resolver;
        let (lexicon, text) = (tagger.lexicon, *text);
        let (around, turned_down) = (&mut self.around, &mut self.turned_down);
        let mut contest = Vec::new();
        for occurrence in occurrences {
            lexicon.each_entry(text, occurrence, |number, entry, fit| {
                if entry.meaning != Meaning::Name {
                    return;
                }
                // Capitals and neighbours are the same for all actors of an entry.
                let rule_for_all = match fit {
                    Fit::None => Some(Rule::Capitals),
                    _ => around.turn_down(*tagger, text, occurrence, entry),
                };
                let standing = around.standing(lexicon, text, occurrence, (number, entry), known);
                lexicon.each_name(number, entry, |bearer, name| {
                    // The surname of a full name is covered by it.
                    let rule = rule_for_all
                        .or_else(|| known.turn_down(*tagger, number, &bearer, standing))
                        .filter(|rule| *rule != Rule::Person || !is_covered);
                    match rule {
                        Some(rule) => turned_down.push(TurnedDown {
                            actor: bearer.actor,
                            name,
                            rule,
                            winner: None,
                            weights: None,
                        }),
                        None => contest.push(Contender {
                            actor: bearer.actor,
                            name,
                            is_further: fit == Fit::Further,
                            traits: entry.traits,
                        }),
                    }
                });
            });
        }
        self.take_excepted(&mut contest, &occurrences[0]);
        match is_won {
            true => self.contest_again(&mut contest, &occurrences[0]),
            false => self.overlap(&contest, &occurrences[0]),
        }
    }

    /// Returns whether a span is that of a mention.
    fn is_won(&self, start: usize, end: usize) -> bool {
        let place = |slot: &Slot| (slot.start, Reverse(slot.end));
        let among = |slots: &[Slot]| {
            let found = slots.binary_search_by_key(&(start, Reverse(end)), place);
            found.is_ok()
        };
        among(&self.won.slots) || among(self.inner_slots)
    }

    /// Decides once more who is meant, and notes who is not.
    fn contest_again(&mut self, contest: &mut Vec<Contender>, occurrence: &Occurrence) {
        let Occurrence { start, end, .. } = *occurrence;
        let (tagger, turned_down) = (self.resolver.tagger, &mut self.turned_down);
        tagger.one_name_each(contest, turned_down);
        let place_or_metonym = tagger.place_or_metonym(contest);
        let place_wins = place_or_metonym.is_some() && self.resolver.is_place(start, end);
        let in_full = |actor| self.resolver.known.is_in_full(actor);
        tagger.settle(
            contest,
            place_or_metonym.as_ref(),
            place_wins,
            in_full,
            turned_down,
        );
        let mut weights = self.resolver.weights(contest);
        if has_neighbours_heard(contest) {
            let resolver = &mut self.resolver;
            resolver.add_near(&self.won.slots, start..end, contest, &mut weights);
        }
        tagger.weigh(contest, &weights, turned_down);
    }

    /// Takes those out who are not meant within the phrases around an occurrence.
    fn take_excepted(&mut self, contest: &mut Vec<Contender>, occurrence: &Occurrence) {
        let Occurrence { start, end, .. } = *occurrence;
        let (resolver, turned_down) = (&self.resolver, &mut self.turned_down);
        // Phrases may lie in each other, so all that begin before it may reach it.
        let until = self
            .won
            .phrases
            .partition_point(|phrase| phrase.start < end);
        for phrase in &self.won.phrases[..until] {
            if phrase.end <= start {
                continue;
            }
            let phrases = resolver.phrases_at(phrase.candidate);
            let of = |one: &Contender| phrases.iter().find(|(actor, _)| *actor == one.actor);
            let out = resolver.tagger.except(contest, |one| of(one).is_some());
            // A metonym goes with its place.
            let of_place = out.iter().find_map(of).copied();
            turned_down.extend(out.iter().map(|one| {
                TurnedDown {
                    actor: one.actor,
                    name: one.name,
                    rule: Rule::Not,
                    winner: of(one)
                        .copied()
                        .or(of_place)
                        .map(|(actor, phrase)| WinnerNumber::Phrase { actor, phrase }),
                    weights: None,
                }
            }));
        }
    }

    /// Notes that names give way to the first mention that overlaps them.
    fn overlap(&mut self, contest: &[Contender], occurrence: &Occurrence) {
        let slots = &self.won.slots;
        // Slots do not overlap, so they are sorted by their ends, too.
        let over = slots.partition_point(|slot| slot.end <= occurrence.start);
        let slot = slots.get(over).filter(|slot| slot.start < occurrence.end);
        let Some(slot) = slot else {
            return;
        };
        let meant = self.resolver.meant(slots, slot, &mut self.decisions);
        let winner = meant.map(|meant| (&meant.first).into());
        self.turned_down
            .extend(contest.iter().map(|one| TurnedDown {
                actor: one.actor,
                name: one.name,
                rule: Rule::Overlap,
                winner,
                weights: None,
            }));
    }

    fn rejection(&self, span: Range<usize>, one: &TurnedDown) -> Option<Rejection<'a>> {
        let actor = self
            .resolver
            .tagger
            .gazetteer
            .actors()
            .get(one.actor as usize)?;
        Some(Rejection {
            text: &self.resolver.text[span.clone()],
            span,
            actor,
            name: actor.names.get(one.name as usize)?,
            rule: one.rule,
            winner: one.winner.and_then(|winner| self.winner(winner)),
            weights: one.weights,
        })
    }

    fn winner(&self, winner: WinnerNumber) -> Option<Winner<'a>> {
        let actors = self.resolver.tagger.gazetteer.actors();
        match winner {
            WinnerNumber::Name { actor, name } => {
                let actor = actors.get(actor as usize)?;
                Some(Winner::Name(actor, actor.names.get(name as usize)?))
            }
            WinnerNumber::Phrase { actor, phrase } => {
                let actor = actors.get(actor as usize)?;
                Some(Winner::Phrase(actor, actor.not().get(phrase as usize)?))
            }
        }
    }
}
