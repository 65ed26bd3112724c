//! What the document as a whole turned down, counted when it is known.

use rustc_hash::FxHashMap;

use super::analyser::Analyser;
use super::candidates::{Gathered, is_sure};
use super::dropped::Dropped;
use super::known::Known;
use super::rule::Rule;
use super::standing::Standing;
use crate::lexicon::{Bearer, Bearers, Entry, EntryNumber, Meaning};

/// Returns how many names of a document rule 5, and the lines in capitals of rule 3, turned down,
/// beside those that were counted on the way.
pub(super) fn count(tagger: Analyser<'_>, gathered: &Gathered, known: &mut Known) -> Dropped {
    let mut tally = Tally {
        tagger,
        known,
        of_lists: FxHashMap::default(),
        dropped: Dropped::default(),
    };
    let unsure = gathered.candidates.iter();
    for candidate in unsure.filter(|candidate| candidate.sorts.unsure_name) {
        for &number in gathered.reading_lists.entries(&candidate.readings) {
            tally.add(number, candidate.sorts.standing);
        }
    }
    for &(number, standing) in &gathered.unsettled {
        tally.add(number, standing);
    }
    tally.dropped
}

struct Tally<'t, 'k> {
    tagger: Analyser<'t>,
    known: &'k mut Known,
    /// Those of names that several actors share: each is worked out once a document.
    of_lists: FxHashMap<(EntryNumber, Standing), Dropped>,
    dropped: Dropped,
}

impl Tally<'_, '_> {
    /// Adds the names of an entry at one place.
    fn add(&mut self, number: EntryNumber, standing: Standing) {
        let entry = self.tagger.lexicon.entry(number);
        if entry.meaning != Meaning::Name || is_sure(entry, standing) {
            return;
        }
        match entry.bearers() {
            Bearers::One(bearer) => {
                if let Some(rule) = self.turn_down(number, &bearer, standing) {
                    let names = self.tagger.lexicon.count_alike(number, entry);
                    self.dropped.add(rule, names);
                }
            }
            Bearers::Many(list, _) => {
                let key = (number, standing);
                if let Some(known) = self.of_lists.get(&key) {
                    self.dropped += known;
                    return;
                }
                let dropped = self.of_list(number, entry, list, standing);
                self.of_lists.insert(key, dropped);
                self.dropped += &dropped;
            }
        }
    }

    fn of_list(
        &mut self,
        number: EntryNumber,
        entry: &Entry,
        list: u32,
        standing: Standing,
    ) -> Dropped {
        let bearers = self.tagger.lexicon.bearers(list);
        let further = self.tagger.lexicon.further_names(number);
        let mut dropped = Dropped::default();
        let mut add = |tally: &mut Self, bearer: &Bearer| {
            if let Some(rule) = tally.turn_down(number, bearer, standing) {
                dropped.add(rule, 1);
            }
        };
        further.iter().for_each(|(bearer, _)| add(self, bearer));
        if entry.has_needs() && entry.depends_on_needs_alone(standing.doubts(&entry.traits)) {
            // Of 190 ministries of justice only those whose country is named are looked at.
            let may = self.known.may_be_met_by(self.tagger.lexicon, list);
            for at in may.clone() {
                let place = self.known.may(at);
                add(self, &bearers[place]);
            }
            dropped.add(Rule::Needs, (bearers.len() - may.len()) as u64);
        } else {
            bearers.iter().for_each(|bearer| add(self, bearer));
        }
        dropped
    }

    fn turn_down(
        &mut self,
        number: EntryNumber,
        bearer: &Bearer,
        standing: Standing,
    ) -> Option<Rule> {
        let rule = self.known.turn_down(self.tagger, number, bearer, standing);
        rule.filter(|rule| rule.is_counted())
    }
}
