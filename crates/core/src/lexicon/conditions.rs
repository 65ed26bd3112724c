//! The conditions of guarded names, by number, with the cues they look for in a document and the
//! phrases they look for beside a name.

use rustc_hash::FxHashMap;

use super::compass::{AsWritten, PlainNames};
use super::pattern::{Folded, Subject};
use super::phrases::Phrases;
use super::{CompiledConditions, CompiledCue, ConditionsNumber, CueBits, Neighbours, Traits, cues};
use crate::gazetteer::{Case, Conditions, Cue, Gazetteer};

/// All conditions of some names. Equal ones are kept once.
#[derive(Default)]
pub(super) struct ConditionTable<'g> {
    /// How many actors there are.
    actors: usize,
    pub(super) compiled: Vec<CompiledConditions>,
    pub(super) neighbours: Vec<Neighbours>,
    pub(super) lists: cues::Builder,
    /// The words and phrases among the cues, by number.
    pub(super) words: FxHashMap<&'g str, u32>,
    /// By the address at which the gazetteer keeps them: names that come from one text share them.
    numbers: FxHashMap<usize, ConditionsNumber>,
    known: FxHashMap<CompiledConditions, ConditionsNumber>,
    known_neighbours: FxHashMap<[&'g [String]; 4], u32>,
}

impl<'g> ConditionTable<'g> {
    /// Returns the conditions of the names of the actors wanted.
    pub(super) fn of(gazetteer: &'g Gazetteer, wanted: impl Fn(u32) -> bool) -> Self {
        let mut table = Self {
            actors: gazetteer.actors().len(),
            ..Self::default()
        };
        let actors = (0u32..).zip(gazetteer.actors());
        for (_, actor) in actors.filter(|&(number, _)| wanted(number)) {
            let mut last = None;
            for written in actor
                .names
                .iter()
                .filter_map(|name| name.conditions.as_deref())
            {
                let address = address(written);
                // Names that share them mostly follow each other.
                if last.replace(address) != Some(address) && !table.numbers.contains_key(&address) {
                    let number = table.add(written, gazetteer);
                    table.numbers.insert(address, number);
                }
            }
        }
        table
    }

    /// Returns the number of conditions that the gazetteer holds.
    pub(super) fn number_of(&self, conditions: &Conditions) -> Option<ConditionsNumber> {
        self.numbers.get(&address(conditions)).copied()
    }

    /// Returns the conditions of that number.
    pub(super) fn compiled(&self, number: ConditionsNumber) -> &CompiledConditions {
        &self.compiled[number.get() as usize - 1]
    }

    /// Returns the bits of the cues.
    pub(super) fn cue_bits(&self) -> CueBits {
        CueBits::of(self.actors, self.words.len())
    }

    /// Returns the words and phrases that conditions look for, to be found as names are.
    pub(super) fn fold_cues(&self, plain: &PlainNames<'_>) -> Folded<'g> {
        let mut folded = Folded::default();
        for (&word, &number) in &self.words {
            let subject = Subject::Cue(number);
            let written = AsWritten::new(word, Case::Written);
            folded.add(written, subject, Traits::OF_PHRASES, None);
            for short in plain.abbreviated(word) {
                let short = AsWritten::abbreviated(&short, Case::Written);
                folded.add(short, subject, Traits::OF_PHRASES, None);
            }
        }
        folded
    }

    fn add(&mut self, written: &'g Conditions, gazetteer: &'g Gazetteer) -> ConditionsNumber {
        // The bit of a word does not depend on how many words there will be.
        let bits = CueBits::of(self.actors, 0);
        let mut list_of = |cues: &'g [Cue]| {
            let cues = cues.iter().map(|cue| match cue {
                Cue::Actor(id) => match gazetteer.index_of(id) {
                    Some(actor) => CompiledCue::Actor(actor as u32),
                    None => CompiledCue::Word(number_of(id, &mut self.words)),
                },
                Cue::Word(word) => CompiledCue::Word(number_of(word, &mut self.words)),
            });
            let cues = cues.map(|cue| bits.bit(cue) as u32).collect();
            self.lists.add(cues)
        };
        let [needs, unless] = [&written.needs, &written.unless].map(|cues| list_of(cues));
        let compiled = CompiledConditions {
            needs,
            unless,
            neighbours: self.neighbours_of(written),
        };
        // Equal ones are kept once: families write the same conditions for every actor they make.
        *self.known.entry(compiled).or_insert_with(|| {
            self.compiled.push(compiled);
            ConditionsNumber::MIN.saturating_add(self.compiled.len() as u32 - 1)
        })
    }

    /// Returns the number of the conditions on the words beside a name, if there are any.
    fn neighbours_of(&mut self, written: &'g Conditions) -> Option<u32> {
        let lists: [&[String]; 4] = [
            &written.before,
            &written.after,
            &written.not_before,
            &written.not_after,
        ];
        if lists.iter().all(|list| list.is_empty()) {
            return None;
        }
        let number = *self.known_neighbours.entry(lists).or_insert_with(|| {
            let [before, after, not_before, not_after] = lists.map(Phrases::of);
            self.neighbours.push(Neighbours {
                before,
                after,
                not_before,
                not_after,
            });
            self.neighbours.len() as u32 - 1
        });
        Some(number)
    }
}

fn address(conditions: &Conditions) -> usize {
    std::ptr::from_ref(conditions).addr()
}

fn number_of<'g>(word: &'g str, words: &mut FxHashMap<&'g str, u32>) -> u32 {
    // Numbers are given in the order in which words are first met: the same gazetteer always gives
    // the same.
    let next = words.len() as u32;
    *words.entry(word).or_insert(next)
}
