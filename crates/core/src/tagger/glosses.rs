//! Acronyms that the document itself explains: *Reporters Without Borders (RSF)*. Such an acronym
//! is that actor's in the whole document, whatever else the document says (rule 6).

use super::analyser::ActorSort;
use super::candidates::Candidate;
use super::contest::Contender;
use super::overlap::Slot;
use super::verdicts::Resolver;
use crate::gazetteer::NameKind;
use crate::lexicon::{EntryNumber, Meaning};
use crate::text::fold;

/// Candidates that are looked at for one that ends where a bracket begins: as many as begin in a
/// long name.
const MOST_BEFORE: usize = 32;

/// Bytes of the longest acronym.
const LONGEST_ACRONYM: usize = 12;

impl Resolver<'_, '_, '_> {
    /// Finds the acronyms that stand in brackets behind a full name that counts at this stage, or
    /// have one in brackets behind them.
    pub(super) fn find_glosses(&mut self) {
        for inner in 0..self.candidates.len() {
            let Candidate { start, end, .. } = self.candidates[inner];
            let bytes = self.text.as_bytes();
            let is_in_brackets = bytes.get(end) == Some(&b')') && bytes[..start].ends_with(b" (");
            if !is_in_brackets {
                continue;
            }
            let before = start - " (".len();
            let first = inner.saturating_sub(MOST_BEFORE);
            // The longest comes first.
            let outer = (first..inner).find(|&outer| self.candidates[outer].end == before);
            if let Some(outer) = outer {
                self.note_gloss(outer, inner);
                self.note_gloss(inner, outer);
            }
        }
        // What was worked out on the way was without them.
        self.forget_verdicts();
    }

    /// Notes, if one candidate is a full name and another beside it an acronym, whose it is.
    fn note_gloss(&mut self, full: usize, acronym: usize) {
        let [full, acronym] = [full, acronym].map(|number| (number, self.candidates[number]));
        let written = |candidate: &Candidate| &self.text[candidate.start..candidate.end];
        if !is_acronym(written(&acronym.1)) || is_acronym(written(&full.1)) {
            return;
        }
        let Some(actor) = self.full_name_of(full.0) else {
            return;
        };
        let entries = self.reading_lists.entries(&acronym.1.readings);
        let names = entries.iter().copied().filter(|&number| {
            let entry = self.tagger.lexicon.entry(number);
            entry.meaning == Meaning::Name
        });
        let names: Vec<EntryNumber> = names.collect();
        if names.iter().any(|&number| self.is_bearer(number, actor))
            || self.may_abbreviate(written(&full.1), written(&acronym.1), actor)
        {
            for number in names {
                self.known.note_gloss(number, actor);
            }
        }
    }

    /// Returns the actor of which a candidate is a full name, if it is one’s alone.
    fn full_name_of(&mut self, number: usize) -> Option<u32> {
        let Candidate { start, end, .. } = self.candidates[number];
        let slot = Slot {
            start,
            end,
            candidate: number,
            except: None,
        };
        let is_full = |one: &Contender| {
            let kind = one.traits.kind;
            !one.traits.weak && matches!(kind, NameKind::Name | NameKind::Alias | NameKind::Guarded)
        };
        let only = self.only_contender(&slot);
        only.filter(is_full).map(|one| one.actor)
    }

    fn is_bearer(&self, number: EntryNumber, actor: u32) -> bool {
        let lexicon = self.tagger.lexicon;
        let mut bearers = lexicon.bearers_of(lexicon.entry(number));
        bearers.any(|one| one.actor == actor)
    }

    /// Returns whether an acronym that is no name of an actor may be one of its full name: its
    /// capitals begin words of it, in order. What stands behind a person is where the person is
    /// from, or of what party: *Usain Bolt (JAM)*.
    fn may_abbreviate(&self, full: &str, acronym: &str, actor: u32) -> bool {
        self.tagger.sort(actor) != ActorSort::Person && abbreviates(full, acronym)
    }
}

/// Returns whether a word is written as acronyms are: of few letters, most of them capitals.
fn is_acronym(written: &str) -> bool {
    let letters = || written.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    written.len() <= LONGEST_ACRONYM
        && !written.contains(' ')
        && capitals >= 2
        && 2 * capitals > letters().count()
}

/// Returns whether the capitals of an acronym begin words of a name, in order, from the first word
/// on.
fn abbreviates(full: &str, acronym: &str) -> bool {
    let folded = fold(full);
    let mut initials = folded.split(' ').filter_map(|word| word.chars().next());
    let mut capitals = acronym.chars().filter(|c| c.is_uppercase());
    let is_same = |capital: char, initial: char| capital.to_lowercase().eq([initial]);
    let begins = match (capitals.next(), initials.next()) {
        (Some(capital), Some(initial)) => is_same(capital, initial),
        _ => false,
    };
    begins && capitals.all(|capital| initials.any(|initial| is_same(capital, initial)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_6_acronyms() {
        for (written, want) in [
            ("RSF", true),
            ("MoD", true),
            ("U.N.", true),
            ("Iran", false),
            ("X", false),
            ("US Navy", false),
        ] {
            assert_eq!(is_acronym(written), want, "{written}");
        }
        for (full, acronym, want) in [
            ("Ministry of Defence", "MoD", true),
            ("Popular Resistance Committees", "PRC", true),
            ("Reporters Without Borders", "RSF", false),
            ("Forces of Popular Resistance", "PRF", false),
        ] {
            assert_eq!(abbreviates(full, acronym), want, "{full}");
        }
    }
}
