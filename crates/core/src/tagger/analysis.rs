//! The stages that lead from a document to its mentions, in the order of the contract.

use std::ops::Range;

use super::candidates::Candidate;
use super::mention::{Actors, Mention, NameFound};
use super::modifier::modifiers;
use super::overlap::Slot;
use super::session::Scratch;
use super::{Analyser, Meant};
use crate::document::Document;
use crate::lexicon::Bearers;

/// One document on its way through the stages.
pub(super) struct Analysis<'t, 'd, 's> {
    pub(super) tagger: Analyser<'t>,
    pub(super) text: &'d str,
    pub(super) memory: &'s mut Scratch,
}

impl<'t> Analyser<'t> {
    /// The mentions of a document. With `trace`, what [`Analysis::each_rejection`] needs is left in
    /// the memory.
    pub(super) fn analyse<'a>(
        self,
        document: &'a Document<'_>,
        trace: bool,
        memory: &mut Scratch,
    ) -> Vec<Mention<'a>>
    where
        't: 'a,
    {
        memory.clear();
        let mut analysis = Analysis {
            tagger: self,
            text: &document.text,
            memory,
        };
        analysis.gather(trace);
        analysis.decide();
        let mut mentions = Vec::with_capacity(analysis.memory.slots.len());
        analysis.resolve(document, &mut mentions);
        if self.nested {
            analysis.resolve_nested(document, &mut mentions);
        }
        mentions
    }
}

impl<'t> Analysis<'t, '_, '_> {
    /// Decides which spans win, and what the document says of each actor.
    fn decide(&mut self) {
        let candidates = &self.memory.candidates;
        if candidates.is_empty() {
            return;
        }
        let is_unsure = candidates.iter().any(|c| c.sorts.unsure_name);
        let mut slots = std::mem::take(&mut self.memory.slots);
        let everywhere = 0..candidates.len();
        self.select(everywhere.clone(), |_, _| true, &mut slots);
        // Nobody asks for evidence where each name is one actor's and counts whatever else the
        // document says.
        let is_asked_for =
            is_unsure || self.tagger.nested || slots.iter().any(|slot| self.is_shared(slot));
        self.memory.slots = slots;
        if is_asked_for {
            self.collect_evidence();
        }
        if is_unsure {
            self.memory.verdicts.count_all(true);
            let mut slots = std::mem::take(&mut self.memory.slots);
            self.select(everywhere, |_, _| true, &mut slots);
            self.memory.slots = slots;
            self.collect_evidence();
        }
    }

    /// Whether several names or actors may be meant at a slot.
    fn is_shared(&self, slot: &Slot) -> bool {
        let readings = &self.memory.candidates[slot.candidate].readings;
        let [only] = self.memory.reading_lists.entries(readings) else {
            return true;
        };
        matches!(
            self.tagger.lexicon.entry(*only).bearers(),
            Bearers::Many(..)
        )
    }

    /// Turns the slots into mentions.
    fn resolve<'a>(&mut self, document: &'a Document<'_>, mentions: &mut Vec<Mention<'a>>)
    where
        't: 'a,
    {
        let slots = std::mem::take(&mut self.memory.slots);
        self.resolve_slots(document, &slots, None, mentions);
        self.memory.slots = slots;
    }

    fn resolve_slots<'a>(
        &mut self,
        document: &'a Document<'_>,
        slots: &[Slot],
        parent: Option<&Slot>,
        mentions: &mut Vec<Mention<'a>>,
    ) where
        't: 'a,
    {
        let text: &str = &document.text;
        for (number, slot) in slots.iter().enumerate().filter(|(_, slot)| !slot.phrase) {
            let Some(Meant { first, several }) = self.meant(slot) else {
                continue;
            };
            let previous_end = number
                .checked_sub(1)
                .map_or(0, |previous| slots[previous].end);
            let next_start = slots.get(number + 1).map_or(usize::MAX, |next| next.start);
            let span = slot.start..slot.end;
            mentions.push(Mention {
                gazetteer: self.tagger.gazetteer,
                text,
                date: document.date,
                name: NameFound {
                    actor: first.actor,
                    name: first.name,
                    kind: first.traits.kind,
                    weak: first.traits.weak,
                },
                actors: several.map_or(Actors::One(first.actor), Actors::Several),
                modifiers: modifiers(text, &span, previous_end, next_start),
                sentence: 0,
                parent: parent.map(|parent| parent.start..parent.end),
                span,
            });
        }
    }

    /// Adds the mentions inside those there are, level by level.
    fn resolve_nested<'a>(&mut self, document: &'a Document<'_>, mentions: &mut Vec<Mention<'a>>)
    where
        't: 'a,
    {
        let outer = self.memory.slots.iter().copied();
        let mut parents: Vec<Slot> = outer.filter(|slot| !slot.phrase).collect();
        let mut inside = Vec::new();
        while let Some(parent) = parents.pop() {
            let near = near(&self.memory.candidates, &parent);
            let lies_inside = |start, end| {
                parent.start <= start
                    && end <= parent.end
                    && (start, end) != (parent.start, parent.end)
            };
            self.select(near, lies_inside, &mut inside);
            self.resolve_slots(document, &inside, Some(&parent), mentions);
            parents.extend(inside.iter().filter(|slot| !slot.phrase));
            self.memory.inner_slots.extend(&inside);
        }
        let place = |start: usize, end: usize| (start, std::cmp::Reverse(end));
        let inner = &mut self.memory.inner_slots;
        inner.sort_unstable_by_key(|slot| place(slot.start, slot.end));
        mentions.sort_by_key(|mention| place(mention.span.start, mention.span.end));
    }
}

/// The candidates, sorted by where they begin, among which are all that lie inside a slot.
fn near(candidates: &[Candidate], slot: &Slot) -> Range<usize> {
    let first = candidates.partition_point(|c| c.start < slot.start);
    let last = candidates.partition_point(|c| c.start < slot.end);
    first..last
}
