//! Whether a name of a state or of a place is read as an actor or as a place (rule 6).

use super::analyser::ActorSort;
use super::candidates::Candidate;
use super::contest::Contender;
use super::stance::{Around, NameSort, Neighbour, NeighbourSort, Reading, Stance, stance};
use super::verdicts::Resolver;
use crate::gazetteer::NameKind;
use crate::lexicon::Meaning;

/// Candidates looked at for the nearest name on either side.
const MOST_BESIDE: usize = 8;

/// Words that make a longer name of a state that of its government: *Syrian regime*.
const INSTITUTIONS: &[&str] = &[
    "administration",
    "authorities",
    "government",
    "leadership",
    "regime",
    "state",
];

impl Resolver<'_, '_, '_> {
    /// Returns what the words around a span say of a name of some sort.
    pub(super) fn stance_at(&self, start: usize, end: usize, sort: NameSort) -> Stance {
        let candidates = self.candidates;
        let from = candidates.partition_point(|one| one.start < start);
        let before = candidates[from.saturating_sub(MOST_BESIDE)..from].iter();
        let previous = before
            .filter(|one| one.end <= start)
            .max_by_key(|one| one.end);
        let from = candidates.partition_point(|one| one.start < end);
        let next = candidates.get(from);
        let around = Around {
            text: self.text,
            start,
            end,
            previous: previous.map(|one| self.neighbour(one)),
            next: next.map(|one| self.neighbour(one)),
        };
        stance(&around, sort)
    }

    fn neighbour(&self, candidate: &Candidate) -> Neighbour {
        Neighbour {
            start: candidate.start,
            end: candidate.end,
            sort: self.sort_of(candidate),
        }
    }

    fn sort_of(&self, candidate: &Candidate) -> NeighbourSort {
        let lexicon = self.tagger.lexicon;
        let mut sort = NeighbourSort::Other;
        for &number in self.reading_lists.entries(&candidate.readings) {
            let entry = lexicon.entry(number);
            if entry.meaning != Meaning::Name {
                continue;
            }
            // What several share is mostly of one sort.
            let Some(bearer) = lexicon.bearers_of(entry).next() else {
                continue;
            };
            match (self.tagger.sort(bearer.actor), entry.traits.kind) {
                // A capital is a town first.
                (ActorSort::Place, _) | (ActorSort::State, NameKind::Metonym) => {
                    return NeighbourSort::Place;
                }
                (ActorSort::State, _) => sort = NeighbourSort::State,
                _ => {}
            }
        }
        sort
    }

    /// Returns how a mention of a state or a place is read, `None` for other actors and where
    /// nothing tells. `contested` says whether a place and what it stands for were both in question
    /// there.
    pub(super) fn reading(
        &self,
        start: usize,
        end: usize,
        meant: &Contender,
        contested: bool,
    ) -> Option<Reading> {
        let kind = meant.traits.kind;
        let sort = match self.tagger.sort(meant.actor) {
            // The words around it have decided already.
            ActorSort::Place if contested => return Some(Reading::Place),
            ActorSort::Place => NameSort::Site,
            ActorSort::State if contested => return Some(Reading::Actor),
            ActorSort::State => match kind {
                NameKind::Metonym => NameSort::Metonym,
                NameKind::Adjective => NameSort::Adjective,
                _ if names_institution(&self.text[start..end]) => return Some(Reading::Actor),
                _ => NameSort::Own,
            },
            _ => return None,
        };
        let reading = self.stance_at(start, end, sort).reading();
        match sort {
            // A town, unless something speaks for the government.
            NameSort::Metonym => Some(reading.unwrap_or(Reading::Place)),
            _ => reading,
        }
    }
}

fn names_institution(written: &str) -> bool {
    // Most names are one word.
    written.contains(' ') && {
        let mut words = written.split([' ', '\n']);
        words.any(|word| {
            INSTITUTIONS
                .iter()
                .any(|one| one.eq_ignore_ascii_case(word))
        })
    }
}
