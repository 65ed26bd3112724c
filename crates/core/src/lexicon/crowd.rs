//! Names that very many entries share, told apart by the words beside them: which of the entries
//! may fit is looked up by those words.
//!
//! One look at each entry would make a place of *the Brigade* with 10,000 entries (`before:
//! [First]`, `before: [Second]`, …) cost as much as a thousand places of other names.

use rustc_hash::FxHashMap;

use super::conditions::ConditionTable;
use super::entry::{Entry, EntryNumber};
use super::phrases::Phrases;
use super::{Lexicon, Occurrence};

/// Entries that differ in more than capitals, from which on a pattern is a crowd: fewer are looked
/// at one after the other in the time of a look-up.
pub(super) const MANY_ENTRIES: usize = 32;

/// The entries of a pattern, by the words that they ask for.
#[derive(Debug, Default)]
pub(crate) struct Crowd {
    /// The number of what their conditions ask for.
    asked: u32,
    /// The conditions on neighbours that ask for a word, by number, with the places of the entries
    /// that have them.
    asking: Vec<(u32, u32)>,
    /// The places of entries that ask for no word: in order, as they are looked at everywhere.
    always: Vec<u32>,
    /// How many names are among those that ask.
    totals: Vec<Total>,
}

/// Names of a crowd that fit the same places, but for the words beside them.
#[derive(Debug, Clone, Copy)]
struct Total {
    /// One of the entries.
    entry: EntryNumber,
    side: Side,
    names: u64,
}

/// On which side of a name its conditions are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Before,
    After,
}

/// What some conditions ask for, by phrase.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    before: AskedBeside,
    after: AskedBeside,
    /// Of each of the conditions, in order of their numbers, where they are looked up.
    sides: Vec<(u32, Side)>,
}

/// The phrases on one side, and the conditions that ask for each.
#[derive(Debug, Default)]
pub(crate) struct AskedBeside {
    conditions: FxHashMap<String, Vec<u32>>,
    /// How many words the phrases have, each number once.
    word_counts: Vec<usize>,
}

impl AskedBeside {
    /// Returns how many words the phrases have, each number once.
    pub(crate) fn word_counts(&self) -> &[usize] {
        &self.word_counts
    }

    /// Returns the conditions that ask for a folded phrase.
    pub(crate) fn conditions(&self, folded: &str) -> &[u32] {
        self.conditions.get(folded).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, phrases: &Phrases, number: u32) {
        for phrase in phrases.iter() {
            let asking = self.conditions.entry(phrase.to_owned()).or_default();
            asking.push(number);
        }
        self.word_counts.extend(phrases.word_counts());
        self.word_counts.sort_unstable();
        self.word_counts.dedup();
    }
}

impl Asked {
    /// Returns what is asked for on one side.
    pub(crate) fn beside(&self, side: Side) -> &AskedBeside {
        match side {
            Side::Before => &self.before,
            Side::After => &self.after,
        }
    }

    fn side_of(&self, number: u32) -> Option<Side> {
        let place = self.sides.binary_search_by_key(&number, |&(one, _)| one);
        place.ok().map(|place| self.sides[place].1)
    }

    /// Returns what these conditions ask for; their numbers are in order.
    fn of(numbers: &[u32], conditions: &ConditionTable<'_>) -> Self {
        let lists = |number: u32| {
            let neighbours = &conditions.neighbours[number as usize];
            [
                (Side::Before, &neighbours.before),
                (Side::After, &neighbours.after),
            ]
        };
        // A word that all ask for tells none of them apart: each is looked up on the side where it
        // asks for what fewer others do.
        let mut asking: FxHashMap<(Side, &str), usize> = FxHashMap::default();
        for (side, phrases) in numbers.iter().flat_map(|&number| lists(number)) {
            for phrase in phrases.iter() {
                *asking.entry((side, phrase)).or_default() += 1;
            }
        }
        let most_asking = |side: Side, phrases: &Phrases| {
            let counts = phrases.iter().map(|phrase| asking[&(side, phrase)]);
            counts.max()
        };
        let mut asked = Self::default();
        for &number in numbers {
            let lists = lists(number).into_iter();
            let counted =
                lists.filter_map(|(side, phrases)| Some((most_asking(side, phrases)?, side)));
            // The first of equals: what is before a name is read first.
            let Some((_, side)) = counted.min_by_key(|&(count, _)| count) else {
                continue;
            };
            asked.sides.push((number, side));
            let neighbours = &conditions.neighbours[number as usize];
            match side {
                Side::Before => asked.before.add(&neighbours.before, number),
                Side::After => asked.after.add(&neighbours.after, number),
            }
        }
        asked
    }
}

/// An entry of a pattern that may be a crowd.
pub(super) struct CrowdEntry {
    /// Whether it is the first of those that differ from it only in the capitals they demand.
    pub(super) is_first: bool,
    /// Its conditions on the words beside it.
    pub(super) neighbours: Option<u32>,
    /// How many names it stands for.
    pub(super) names: u64,
}

/// The crowds of a lexicon.
#[derive(Debug, Default)]
pub(super) struct Crowds {
    /// By pattern.
    crowds: FxHashMap<usize, Crowd>,
    asked: Vec<Asked>,
}

/// Puts crowds together.
#[derive(Debug, Default)]
pub(super) struct CrowdsBuilder {
    crowds: Crowds,
    /// What was worked out, by the numbers of the conditions: the names of a family have the same.
    known: FxHashMap<Vec<u32>, u32>,
    /// Phrases that were put down.
    phrases: usize,
}

/// So many phrases are put down, beyond which crowds are looked through: a small gazetteer could
/// name the same thousands of phrases in ever other company.
const MOST_PHRASES: usize = 1 << 21;

impl CrowdsBuilder {
    /// Adds a pattern, given its entries, which lie at the end of `all`.
    pub(super) fn add(
        &mut self,
        pattern: usize,
        entries: &[CrowdEntry],
        all: &[Entry],
        conditions: &ConditionTable<'_>,
    ) {
        let mut numbers: Vec<u32> = entries.iter().filter_map(|one| one.neighbours).collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.len() < MANY_ENTRIES {
            return;
        }
        let Some(asked) = self.asked(numbers, conditions) else {
            return;
        };
        let sides = &self.crowds.asked[asked as usize];
        let mut crowd = Crowd {
            asked,
            ..Crowd::default()
        };
        let first = all.len() - entries.len();
        for (place, one) in (first..).zip(entries) {
            let side = one
                .neighbours
                .and_then(|number| Some((number, sides.side_of(number)?)));
            if let Some((_, side)) = side {
                crowd.count(place, side, all, one.names);
            }
            match side {
                _ if !one.is_first => {}
                Some((number, _)) => crowd.asking.push((number, place as u32)),
                None => crowd.always.push(place as u32),
            }
        }
        crowd.asking.sort_unstable();
        if crowd.asking.len() >= MANY_ENTRIES {
            self.crowds.crowds.insert(pattern, crowd);
        }
    }

    /// Returns the number of what some conditions ask for; `None` where it would take too much
    /// memory.
    fn asked(&mut self, numbers: Vec<u32>, conditions: &ConditionTable<'_>) -> Option<u32> {
        if let Some(&known) = self.known.get(&numbers) {
            return Some(known);
        }
        let asked = Asked::of(&numbers, conditions);
        let sides = [&asked.before, &asked.after];
        let phrases = sides.map(|side| side.conditions.values().map(Vec::len).sum::<usize>());
        self.phrases += phrases[0] + phrases[1];
        if self.phrases > MOST_PHRASES {
            return None;
        }
        let number = self.crowds.asked.len() as u32;
        self.crowds.asked.push(asked);
        self.known.insert(numbers, number);
        Some(number)
    }

    pub(super) fn finish(self) -> Crowds {
        self.crowds
    }
}

impl Crowd {
    fn count(&mut self, place: usize, side: Side, all: &[Entry], names: u64) {
        let entry = &all[place];
        let fits_alike = |total: &&mut Total| {
            let other = &all[total.entry.listed_place()];
            (total.side, other.masks, other.form, other.has_needs())
                == (side, entry.masks, entry.form, entry.has_needs())
        };
        match self.totals.iter_mut().find(fits_alike) {
            Some(total) => total.names += names,
            None => self.totals.push(Total {
                entry: EntryNumber::listed(place),
                side,
                names,
            }),
        }
    }
}

impl Lexicon {
    /// Returns the crowd of an occurrence: the entries of its pattern, where they are very many
    /// that differ in the words they ask for.
    #[inline(always)]
    pub(crate) fn crowd(&self, occurrence: &Occurrence) -> Option<&Crowd> {
        // Looked up only where there may be one: nearly all patterns have few entries.
        if self.patterns[occurrence.pattern].entries.count() < MANY_ENTRIES {
            return None;
        }
        self.crowds.crowds.get(&occurrence.pattern)
    }

    /// Returns what a crowd asks for.
    pub(crate) fn asked(&self, crowd: &Crowd) -> &Asked {
        &self.crowds.asked[crowd.asked as usize]
    }

    /// Returns on which side the words are that an entry of a crowd asks for, if it asks for any.
    pub(crate) fn side_of(&self, crowd: &Crowd, entry: &Entry) -> Option<Side> {
        self.asked(crowd).side_of(self.neighbours_of(entry)?)
    }

    /// Calls `each` as [`Lexicon::each_without_needs`] or [`Lexicon::each_with_needs`] does, with
    /// those entries of a crowd that ask for nothing, or have conditions that were met: `met` is
    /// their numbers, and is used as memory.
    pub(crate) fn each_of_crowd(
        &self,
        text: &str,
        occurrence: &Occurrence,
        with_needs: bool,
        crowd: &Crowd,
        met: &mut Vec<u32>,
        mut each: impl FnMut(EntryNumber, &Entry),
    ) {
        met.sort_unstable();
        met.dedup();
        let mut places = Vec::new();
        for &number in &*met {
            let from = crowd.asking.partition_point(|&(one, _)| one < number);
            let same = crowd.asking[from..]
                .iter()
                .take_while(|(one, _)| *one == number);
            places.extend(same.map(|&(_, place)| place));
        }
        places.extend(&crowd.always);
        // In the order in which all are looked at otherwise.
        places.sort_unstable();
        for place in places {
            if self.entries[place as usize].has_needs() == with_needs {
                self.call_first_fit(text, occurrence, place as usize, &mut each);
            }
        }
    }

    /// Calls `each` with how many names of a crowd fit an occurrence, but for the words they ask
    /// for, and on which side they ask.
    pub(crate) fn each_total(
        &self,
        text: &str,
        occurrence: &Occurrence,
        with_needs: bool,
        crowd: &Crowd,
        mut each: impl FnMut(Side, u64),
    ) {
        for total in &crowd.totals {
            let entry = self.entry(total.entry);
            if entry.has_needs() == with_needs && self.fits(text, occurrence, entry) {
                each(total.side, total.names);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gazetteer;
    use crate::gazetteer::{ActorBuilder, Conditions};

    /// A name with so many items, each with other words beside it.
    fn lexicon(count: usize, conditions: impl Fn(String) -> Conditions) -> Lexicon {
        let mut actor = ActorBuilder::new("foo", "Foo", "militia");
        for number in 0..count {
            actor = actor.guarded("Bar", conditions(format!("cue {number}x")));
        }
        let gazetteer = Gazetteer::builder().actor(actor).build().unwrap();
        Lexicon::compile_some(&gazetteer, |_| true).unwrap()
    }

    /// The most entries looked at in one place.
    fn most_looked_at(lexicon: &Lexicon, text: &str, met: &[u32]) -> usize {
        let mut most = 0;
        lexicon.scan(text, false, |occurrence| {
            let Some(crowd) = lexicon.crowd(&occurrence) else {
                return false;
            };
            let mut count = 0;
            let mut met = met.to_vec();
            lexicon.each_of_crowd(text, &occurrence, false, crowd, &mut met, |_, _| count += 1);
            most = most.max(count);
            false
        });
        most
    }

    #[test]
    fn only_what_was_asked_for_is_looked_at() {
        let before = |word: String| Conditions {
            before: vec![word],
            ..Conditions::default()
        };
        // The word before all of them tells none apart, so the other side decides.
        let after = |word: String| Conditions {
            before: vec!["the".to_owned()],
            after: vec![word],
            ..Conditions::default()
        };
        let text = "the cue 7x Bar cue 7x said";
        let many = lexicon(10_000, after);
        let crowd = many.crowds.crowds.values().next().unwrap();
        let asked = many.asked(crowd);
        assert!(asked.before.conditions.is_empty());
        let met = asked.after.conditions("cue 7x");
        assert_eq!((met.len(), asked.after.word_counts()), (1, &[2][..]));
        assert_eq!(most_looked_at(&many, text, met), 1);
        assert_eq!(most_looked_at(&many, text, &[]), 0);
        // Few entries are no crowd; nor are those that only rule out, for nearly all of them fit.
        assert!(lexicon(MANY_ENTRIES - 1, before).crowds.crowds.is_empty());
        let only_not = |word: String| Conditions {
            not_before: vec![word],
            ..Conditions::default()
        };
        assert!(lexicon(1000, only_not).crowds.crowds.is_empty());
    }
}
