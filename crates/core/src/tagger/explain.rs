//! What became of every candidate: for `rejected.csv` and `actag explain`.

use std::cmp::Reverse;
use std::fmt;
use std::ops::Range;

use super::analyser::Analyser;
use super::contest::{Contender, Losers};
use super::overlap::Slot;
use super::place::after_word_of_place;
use super::rule::Rule;
use super::scratch::Scratch;
use super::surroundings::Surroundings;
use super::verdicts::{Decisions, Resolver};
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
        });
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
    let occurrences = &mut memory.gathered.occurrences;
    occurrences.sort_by_key(|one| (one.start, Reverse(one.end)));
    // Who contends where is as the last stage left it; losers are worked out by the same contest,
    // this time with somebody who notes them.
    let verdicts = std::mem::take(&mut memory.verdicts);
    let mut rejecter = Rejecter {
        resolver: Resolver {
            verdicts,
            ..Resolver::new(tagger, text, &memory.gathered, &mut memory.known)
        },
        slots: &memory.slots,
        inner_slots: &memory.inner_slots,
        around: Surroundings::default(),
        decisions: Decisions::default(),
        turned_down: Vec::new(),
    };
    let occurrences = &memory.gathered.occurrences;
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
    slots: &'s [Slot],
    inner_slots: &'s [Slot],
    around: Surroundings,
    decisions: Decisions,
    /// Those at the current span.
    turned_down: Vec<TurnedDown>,
}

impl<'a> Rejecter<'a, '_> {
    /// What was turned down at the occurrences of one span.
    fn turn_down_at(&mut self, occurrences: &[Occurrence]) {
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
                    _ => around.turn_down(lexicon, text, occurrence, entry),
                };
                let in_capitals = around.is_word_in_capitals(text, occurrence, entry);
                lexicon.each_name(number, entry, |bearer, name| {
                    let rule = rule_for_all
                        .or_else(|| known.turn_down(lexicon, entry, &bearer, in_capitals));
                    match rule {
                        Some(rule) => turned_down.push(TurnedDown {
                            actor: bearer.actor,
                            name,
                            rule,
                            winner: None,
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
        match self.won(occurrences[0].start, occurrences[0].end) {
            true => self.contest_again(&mut contest, occurrences[0].start),
            false => self.overlap(&contest, &occurrences[0]),
        }
    }

    /// Returns whether a span is that of a mention.
    fn won(&self, start: usize, end: usize) -> bool {
        let place = |slot: &Slot| (slot.start, Reverse(slot.end));
        let among = |slots: &[Slot]| {
            let found = slots.binary_search_by_key(&(start, Reverse(end)), place);
            found.is_ok_and(|number| !slots[number].phrase)
        };
        among(self.slots) || among(self.inner_slots)
    }

    /// Decides once more who is meant, and notes who is not.
    fn contest_again(&mut self, contest: &mut Vec<Contender>, start: usize) {
        let (tagger, turned_down) = (self.resolver.tagger, &mut self.turned_down);
        tagger.one_name_each(contest, turned_down);
        let place_or_metonym = tagger.place_or_metonym(contest);
        let place_wins =
            place_or_metonym.is_some() && after_word_of_place(self.resolver.text, start);
        tagger.settle(contest, place_or_metonym.as_ref(), place_wins, turned_down);
        tagger.weigh(contest, self.resolver.evidence(), turned_down);
    }

    /// Notes that names give way to the first mention or phrase that overlaps them.
    fn overlap(&mut self, contest: &[Contender], occurrence: &Occurrence) {
        let slots = self.slots;
        // Slots do not overlap, so they are sorted by their ends, too.
        let over = slots.partition_point(|slot| slot.end <= occurrence.start);
        let slot = slots.get(over).filter(|slot| slot.start < occurrence.end);
        let Some(&slot) = slot else {
            return;
        };
        let (rule, winner) = match slot.phrase {
            true => (Rule::Not, self.first_phrase(&slot)),
            false => {
                let meant = self.resolver.meant(&slot, &mut self.decisions);
                (Rule::Overlap, meant.map(|meant| (&meant.first).into()))
            }
        };
        self.turned_down
            .extend(contest.iter().map(|one| TurnedDown {
                actor: one.actor,
                name: one.name,
                rule,
                winner,
            }));
    }

    /// Returns the first of the phrases that won a slot.
    fn first_phrase(&self, slot: &Slot) -> Option<WinnerNumber> {
        let lexicon = self.resolver.tagger.lexicon;
        let readings = &self.resolver.candidates[slot.candidate].readings;
        let mut phrases = Vec::new();
        for &number in self.resolver.reading_lists.entries(readings) {
            let entry = lexicon.entry(number);
            if entry.meaning == Meaning::Phrase {
                lexicon.each_name(number, entry, |bearer, phrase| {
                    phrases.push((bearer.actor, phrase));
                });
            }
        }
        let (actor, phrase) = phrases.into_iter().min()?;
        Some(WinnerNumber::Phrase { actor, phrase })
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
