//! Whether a name of a state or of a place is read as an actor or as a place (rule 6).

use std::cmp::Reverse;

use super::analyser::ActorSort;
use super::candidates::Candidate;
use super::contest::Contender;
use super::stance::{Around, Hint, NameSort, Neighbour, NeighbourSort, Reading, Stance, stance};
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
    fn stance_at(&self, start: usize, end: usize, sort: NameSort) -> Stance {
        let candidates = self.candidates;
        let from = candidates.partition_point(|one| one.start < start);
        let before = candidates[from.saturating_sub(MOST_BESIDE)..from].iter();
        let previous = before
            .filter(|one| one.end <= start)
            .max_by_key(|one| (one.end, Reverse(one.start)));
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

    /// Returns whether a name of a place, and of what it stands for, is the place: unless something
    /// speaks for the other.
    pub(super) fn is_place(&mut self, start: usize, end: usize) -> bool {
        let stance = self.stance_of_metonym(start, end);
        stance.reading() != Some(Reading::Actor)
    }

    /// Returns what the words around a place and what it stands for say: worked out once, for it is
    /// asked at every stage.
    fn stance_of_metonym(&mut self, start: usize, end: usize) -> Stance {
        if let Some(&stance) = self.stances.get(&(start, end)) {
            return stance;
        }
        let stance = self.stance_at(start, end, NameSort::Metonym);
        self.stances.insert((start, end), stance);
        stance
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
                (ActorSort::State, NameKind::Metonym) => return NeighbourSort::Capital,
                (ActorSort::Place, _) => sort = NeighbourSort::Place,
                (ActorSort::State, _) if sort == NeighbourSort::Other => {
                    sort = NeighbourSort::State;
                }
                _ => {}
            }
        }
        sort
    }

    /// Returns how a mention of a state or a place is read, and what tells most of it; nothing for
    /// other actors. `contested` says whether a place and what it stands for were both in question
    /// there, and the words around it have decided already.
    pub(super) fn reading(
        &mut self,
        start: usize,
        end: usize,
        meant: &Contender,
        contested: bool,
    ) -> (Option<Reading>, Option<Hint>) {
        let kind = meant.traits.kind;
        let (sort, decided) = match self.tagger.sort(meant.actor) {
            ActorSort::Place if contested => (NameSort::Metonym, Some(Reading::Place)),
            ActorSort::Place => (NameSort::Site, None),
            ActorSort::State if contested => (NameSort::Metonym, Some(Reading::Actor)),
            ActorSort::State => match kind {
                NameKind::Metonym => (NameSort::Palace, None),
                NameKind::Adjective => (NameSort::Adjective, None),
                _ if names_institution(&self.text[start..end]) => {
                    return (Some(Reading::Actor), Some(Hint::Institution));
                }
                _ => (NameSort::Own, None),
            },
            _ => return (None, None),
        };
        let stance = match sort {
            NameSort::Metonym => self.stance_of_metonym(start, end),
            _ => self.stance_at(start, end, sort),
        };
        let reading = decided.or(stance.reading()).or(match sort {
            // Who is in it, unless something happens there.
            NameSort::Palace => Some(Reading::Actor),
            _ => None,
        });
        (reading, reading.and_then(|reading| stance.hint(reading)))
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
