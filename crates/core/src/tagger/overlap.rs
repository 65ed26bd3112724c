//! Which candidates win where they overlap: the leftmost, then the longest (rule 4).

use std::ops::Range;

use super::candidates::Candidate;
use super::readings::Readings;

/// A span of text that a candidate won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The number of the candidate.
    pub(super) candidate: usize,
    /// The phrases around it, of which the words are none of the actors that list them.
    pub(super) except: Option<Readings>,
}

/// A span of text at which a phrase says that the words are not some actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PhraseSpan {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The number of the candidate.
    pub(super) candidate: usize,
}

/// What was won in a text.
#[derive(Debug, Default)]
pub(super) struct Won {
    /// The spans that names won, by where they begin.
    pub(super) slots: Vec<Slot>,
    /// The phrases that count there, by where they begin.
    pub(super) phrases: Vec<PhraseSpan>,
}

impl Won {
    /// Returns whether a span lies inside that of a name, and is not the same.
    pub(super) fn is_inside(&self, start: usize, end: usize) -> bool {
        let over = self.slots.partition_point(|slot| slot.end <= start);
        let slot = self.slots.get(over);
        let covers = |slot: &Slot| slot.start <= start && end <= slot.end;
        slot.is_some_and(|slot| covers(slot) && (slot.start, slot.end) != (start, end))
    }
}

/// Which names count at a candidate, in the eyes of [`select`].
pub(super) trait Judge {
    /// Returns the phrases that these candidates are, as one.
    fn except(&mut self, phrases: &[PhraseSpan]) -> Option<Readings>;

    /// Returns whether any name of a candidate counts within these phrases.
    fn has_name(&mut self, candidate: &Candidate, except: Option<Readings>) -> bool;
}

/// Fills `won` with the spans that win, among the candidates of a range that take part and of
/// which any name counts, and with the phrases that are somebody else. Candidates are sorted by
/// where they begin, then longest first. `around` are phrases that begin before the range.
pub(super) fn select(
    candidates: &[Candidate],
    range: Range<usize>,
    takes_part: impl Fn(&Candidate) -> bool,
    // Around the current candidate.
    mut around: Vec<PhraseSpan>,
    judge: &mut impl Judge,
    won: &mut Won,
) {
    won.slots.clear();
    won.phrases.clear();
    let mut free_from = 0;
    for (number, candidate) in range.clone().zip(&candidates[range]) {
        // In this order the first that counts wins, and hides all that overlap it.
        if candidate.start < free_from || !takes_part(candidate) {
            continue;
        }
        around.retain(|phrase| candidate.start < phrase.end);
        let except = match around.is_empty() {
            true => None,
            false => judge.except(&around),
        };
        let Candidate { start, end, .. } = *candidate;
        // A candidate without a name that counts is skipped, so it hides nothing. And a phrase
        // hides nobody but those it is not.
        if judge.has_name(candidate, except) {
            won.slots.push(Slot {
                start,
                end,
                candidate: number,
                except,
            });
            free_from = end;
        } else if candidate.sorts.phrase {
            let phrase = PhraseSpan {
                start,
                end,
                candidate: number,
            };
            around.push(phrase);
            won.phrases.push(phrase);
        }
    }
}

/// Returns slots, each with the phrases that begin before it and reach into it. `around` are those
/// from further out; all are sorted by where they begin.
pub(super) fn with_phrases<'w>(
    slots: &'w [Slot],
    phrases: &'w [PhraseSpan],
    mut around: Vec<PhraseSpan>,
) -> impl Iterator<Item = (Slot, Vec<PhraseSpan>)> + use<'w> {
    let mut phrases = phrases.iter().peekable();
    slots.iter().map(move |slot| {
        while let Some(phrase) = phrases.next_if(|phrase| phrase.start <= slot.start) {
            around.push(*phrase);
        }
        around.retain(|phrase| slot.start < phrase.end);
        (*slot, around.clone())
    })
}
