//! Who and what else is called like a place or a state in a document (rule 5): people, as in
//! *Georgia O’Keeffe*, and towns elsewhere, as in *Paris, Texas*.

use rustc_hash::FxHashMap;

use super::sparse::forget;
use crate::lexicon::{Entry, EntryNumber, Lexicon, Occurrence};
use crate::text::regions::countries_of_region;

/// People who are called like a place or a state, by the entries of its names.
#[derive(Debug, Default)]
pub(super) struct People {
    people: FxHashMap<EntryNumber, Namesakes>,
}

/// People of one name in a document.
#[derive(Debug, Clone, Copy)]
struct Namesakes {
    /// Where the first is named.
    first: usize,
    /// How often they are named so that it can be told.
    times: u16,
}

impl People {
    /// Forgets them.
    pub(super) fn clear(&mut self) {
        forget(&mut self.people);
    }

    /// Notes that the name of a place or a state is somebody's at a place, the first of which comes
    /// first.
    pub(super) fn note(&mut self, number: EntryNumber, start: usize) {
        let first = Namesakes {
            first: start,
            times: 0,
        };
        let people = self.people.entry(number).or_insert(first);
        people.times = people.times.saturating_add(1);
    }

    /// Returns whether a name stands behind a person of that name.
    #[inline]
    pub(super) fn has_before(&self, number: EntryNumber, start: usize) -> bool {
        !self.people.is_empty()
            && self
                .people
                .get(&number)
                .is_some_and(|people| people.first < start)
    }

    /// Returns how often people of a name are named so that it can be told.
    pub(super) fn times(&self, number: EntryNumber) -> u16 {
        self.people.get(&number).map_or(0, |people| people.times)
    }
}

/// Towns that are called like a place or a state elsewhere, by the entries of their names.
#[derive(Debug, Default)]
pub(super) struct Towns {
    towns: FxHashMap<EntryNumber, Town>,
}

/// A town of which a document says in which region it is.
#[derive(Debug, Clone, Copy)]
struct Town {
    /// Where that is said first.
    first: usize,
    /// The countries that have such a region, by their ISO 3166 alpha-3 codes.
    countries: &'static [&'static str],
}

impl Towns {
    /// Forgets them.
    pub(super) fn clear(&mut self) {
        forget(&mut self.towns);
    }

    /// Notes that the region of a town stands right behind its name, if it does. Of several the
    /// first counts.
    #[inline]
    pub(super) fn note(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        occurrence: &Occurrence,
        (number, entry): (EntryNumber, &Entry),
    ) {
        let Some(countries) = countries_of_region(&text[occurrence.end..]) else {
            return;
        };
        let town = Town {
            first: occurrence.start,
            countries,
        };
        self.towns.entry(number).or_insert(town);
        for (number, _) in lexicon.each_further(text, occurrence, number, entry) {
            self.towns.entry(number).or_insert(town);
        }
    }

    /// Returns whether a name stands at or behind a town of that name of which the region is told.
    #[inline]
    pub(super) fn has(&self, number: EntryNumber, start: usize) -> bool {
        !self.towns.is_empty()
            && self
                .towns
                .get(&number)
                .is_some_and(|town| town.first <= start)
    }

    /// Returns the countries that have the region of a town.
    pub(super) fn countries(&self, number: EntryNumber) -> Option<&'static [&'static str]> {
        self.towns.get(&number).map(|town| town.countries)
    }
}
