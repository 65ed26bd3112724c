//! What guarded names ask for, by number: conditions, the cues they look for, and what they ask of the words beside a name.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::pattern::Folded;
use super::{CompiledConditions, CompiledCue, ConditionsNumber, Neighbours, Target, Traits, cues};
use crate::gazetteer::{Case, Conditions, Cue, Gazetteer};
use crate::text::fold::fold;

/// All conditions of some names.
#[derive(Default)]
pub(super) struct Asked<'g> {
    pub(super) conditions: Vec<CompiledConditions>,
    /// By actor, how many stand before its own.
    pub(super) first_of_actor: Vec<u32>,
    pub(super) neighbours: Vec<Neighbours>,
    pub(super) lists: cues::Builder,
    /// The words and phrases among the cues, by number.
    pub(super) words: FxHashMap<&'g str, u32>,
    known_neighbours: FxHashMap<[&'g [String]; 4], u32>,
}

impl<'g> Asked<'g> {
    /// What the names of the actors wanted ask for.
    pub(super) fn by(gazetteer: &'g Gazetteer, wanted: impl Fn(u32) -> bool) -> Self {
        let mut asked = Self::default();
        for (number, actor) in (0u32..).zip(gazetteer.actors()) {
            let first = asked.conditions.len();
            asked.first_of_actor.push(first as u32);
            if !wanted(number) {
                continue;
            }
            let mut numbers = NumbersOfOneActor::default();
            for written in actor
                .names
                .iter()
                .filter_map(|name| name.conditions.as_ref())
            {
                let number = numbers.next(written).get() as usize;
                if first + number > asked.conditions.len() {
                    asked.add(written, gazetteer);
                }
            }
        }
        asked
    }

    /// The words and phrases that conditions look for, to be found as names are.
    pub(super) fn fold_cues(&self) -> Folded {
        let mut folded = Folded::default();
        for (&word, &number) in &self.words {
            folded.add(word, Case::Written, Target::Cue(number), Traits::OF_PHRASES);
        }
        folded
    }

    fn add(&mut self, written: &'g Conditions, gazetteer: &'g Gazetteer) {
        let mut list_of = |cues: &'g [Cue]| {
            let numbers = cues.iter().map(|cue| match cue {
                Cue::Actor(id) => match gazetteer.index_of(id) {
                    Some(actor) => CompiledCue::Actor(actor as u32),
                    None => CompiledCue::Word(number_of(id, &mut self.words)),
                },
                Cue::Word(word) => CompiledCue::Word(number_of(word, &mut self.words)),
            });
            self.lists.add(numbers)
        };
        let [needs, unless] = [&written.needs, &written.unless].map(|cues| list_of(cues));
        let neighbours = self.neighbours_of(written);
        self.conditions.push(CompiledConditions {
            needs,
            unless,
            neighbours,
        });
    }

    /// The number of what conditions ask of the words beside a name, where they ask anything.
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
            let fold_all = |list: &[String]| {
                let folded = list.iter().map(|word| fold(word).trim().to_owned());
                folded.collect()
            };
            let [before, after, not_before, not_after] = lists.map(fold_all);
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

/// Numbers the conditions of one actor's names, in the order of the names; those that share them stand together.
#[derive(Default)]
pub(super) struct NumbersOfOneActor<'g> {
    last: Option<&'g Arc<Conditions>>,
    count: u32,
}

impl<'g> NumbersOfOneActor<'g> {
    /// The number of the next name's conditions among those of the actor.
    pub(super) fn next(&mut self, conditions: &'g Arc<Conditions>) -> ConditionsNumber {
        let last = self.last.replace(conditions);
        if !last.is_some_and(|last| Arc::ptr_eq(last, conditions)) {
            self.count += 1;
        }
        ConditionsNumber::MIN.saturating_add(self.count - 1)
    }
}

fn number_of<'g>(word: &'g str, words: &mut FxHashMap<&'g str, u32>) -> u32 {
    let next = words.len() as u32;
    *words.entry(word).or_insert(next)
}
