//! Which names can win a span, and which phrases take which actors out of it (rule 4).

use super::candidates::Candidate;
use super::evidence::Stage;
use super::overlap::{Judge, PhraseSpan};
use super::readings::Readings;
use super::verdicts::Resolver;
use crate::lexicon::Meaning;

impl Resolver<'_, '_, '_> {
    /// Returns the phrases of a candidate, each with the actor that it is not, in order.
    pub(super) fn phrases_at(&self, candidate: usize) -> Vec<(u32, u32)> {
        let lexicon = self.tagger.lexicon;
        let readings = &self.candidates[candidate].readings;
        let mut phrases = Vec::new();
        for &number in self.reading_lists.entries(readings) {
            let entry = lexicon.entry(number);
            if entry.meaning == Meaning::Phrase {
                lexicon.each_name(number, entry, |bearer, phrase| {
                    phrases.push((bearer.actor, phrase));
                });
            }
        }
        phrases.sort_unstable();
        phrases
    }

    /// Returns the actors that phrases are not, in order.
    pub(super) fn actors_excepted(&self, phrases: &Readings) -> Vec<u32> {
        let lexicon = self.tagger.lexicon;
        let mut actors = Vec::new();
        for &number in self.reading_lists.entries(phrases) {
            let bearers = lexicon.bearers_of(lexicon.entry(number));
            actors.extend(bearers.map(|one| one.actor));
        }
        actors.sort_unstable();
        actors
    }
}

impl Judge for Resolver<'_, '_, '_> {
    fn except(&mut self, phrases: &[PhraseSpan]) -> Option<Readings> {
        let mut entries = Vec::new();
        for phrase in phrases {
            let readings = &self.candidates[phrase.candidate].readings;
            let all = self.reading_lists.entries(readings).iter();
            entries.extend(all.copied().filter(|&number| {
                let entry = self.tagger.lexicon.entry(number);
                entry.meaning == Meaning::Phrase
            }));
        }
        entries.sort_unstable();
        entries.dedup();
        (!entries.is_empty()).then(|| self.reading_lists.of(&entries))
    }

    fn has_name(&mut self, candidate: &Candidate, except: Option<Readings>) -> bool {
        let counts_anyway = candidate.sorts.sure_name && except.is_none();
        if counts_anyway || self.stage() == Stage::Sure && !candidate.sorts.sure_name {
            return counts_anyway;
        }
        if !candidate.sorts.sure_name && !candidate.sorts.unsure_name {
            return false;
        }
        // Nearly all are one entry of one actor: no contest, and no look-up.
        match self.sole_name(candidate, except) {
            Some(sole) => sole.is_some(),
            None => !self.field(candidate, except).contenders.is_empty(),
        }
    }
}
