//! The stages that lead from a document to its mentions, in the order of the contract.

use std::cmp::Reverse;
use std::ops::Range;

use super::analyser::Analyser;
use super::candidates::{Candidate, Gathered};
use super::contest::{Contender, Lost};
use super::definite::add_definite_forms;
use super::evidence::{BY_OWN_NAME, IN_FULL, OUTSIDE_CAPITALS};
use super::mention::{Actors, Mention, NameFound};
use super::modifier::modifiers;
use super::overlap::{PhraseSpan, Slot, Won, select, with_phrases};
use super::rule::Rule;
use super::scratch::Scratch;
use super::standing::Standing;
use super::titled::add_titles_alone;
use super::verdicts::{Decisions, Meant, Resolver};
use crate::document::Document;
use crate::gazetteer::NameKind;
use crate::lexicon::{Bearers, EntryNumber};
use crate::text::case::{CapitalLines, is_in_capitals, is_in_small_letters};
use crate::text::sentences::Sentences;

impl<'t> Analyser<'t> {
    /// Returns the mentions of a document, and its sentences as far as they were counted.
    ///
    /// With `trace`, what [`each_rejection`](super::explain::each_rejection) needs is left in the
    /// memory.
    pub(super) fn analyse<'a>(
        self,
        document: &'a Document<'_>,
        trace: bool,
        memory: &mut Scratch,
    ) -> (Vec<Mention<'a>>, Sentences<'a>)
    where
        't: 'a,
    {
        memory.clear();
        let text: &str = &document.text;
        let tagger = Self {
            ignore_case: self.ignore_case || is_in_small_letters(text),
            ..self
        };
        let Scratch {
            gathered, known, ..
        } = memory;
        gathered.gather(tagger, text, trace, known);
        if gathered.candidates.is_empty() {
            memory.count_unsettled(tagger);
            return (Vec::new(), Sentences::new(text));
        }
        let Gathered {
            candidates,
            reading_lists,
            unsettled,
            ..
        } = gathered;
        let resolver = Resolver::new(tagger, text, candidates, reading_lists, known);
        let resolver = decide(resolver, unsettled, &mut memory.won);
        let slots = &memory.won.slots;
        let mut writer = Writer {
            document,
            resolver,
            slots,
            decisions: Decisions::default(),
            lost: Lost::default(),
            mentions: Vec::with_capacity(slots.len()),
        };
        writer.add(slots, None);
        if tagger.nested {
            writer.add_nested(&memory.won.phrases, &mut memory.inner_slots);
        }
        let Writer {
            resolver,
            mut mentions,
            lost,
            ..
        } = writer;
        add_definite_forms(tagger, text, &mut mentions);
        add_titles_alone(tagger, text, &mut mentions);
        let Resolver {
            verdicts,
            sentences,
            ..
        } = resolver;
        memory.verdicts = verdicts;
        memory.gathered.dropped.add(Rule::Place, lost.place);
        memory.gathered.dropped.add(Rule::Evidence, lost.evidence);
        // What counts whatever else a document says is turned down by nothing that it says.
        if memory.verdicts.has_all_names() || !memory.gathered.unsettled.is_empty() {
            memory.count_unsettled(tagger);
        }
        (mentions, sentences)
    }
}

/// Decides which spans win, and what the document says of each actor. Returns the resolver of the
/// last stage.
fn decide<'t, 'd, 's>(
    mut sure: Resolver<'t, 'd, 's>,
    unsettled: &[(EntryNumber, Standing)],
    won: &mut Won,
) -> Resolver<'t, 'd, 's> {
    sure.find_glosses();
    select_all(&mut sure, won);
    let is_unsure = sure.candidates.iter().any(|c| c.sorts.unsure_name);
    // No evidence is needed where each name is one actor's and counts whatever else the document
    // says.
    let is_needed = is_unsure
        || sure.tagger.nested
        || !unsettled.is_empty()
        || won.slots.iter().any(|slot| is_shared(&sure, slot));
    // Lines are looked at only where it matters whether a mention is outside those in capitals.
    let in_doubt = sure
        .candidates
        .iter()
        .any(|c| c.sorts.standing.is_in_doubt())
        || unsettled.iter().any(|(_, standing)| standing.is_in_doubt());
    if is_needed {
        collect_evidence(&mut sure, &won.slots, in_doubt);
    }
    if !is_unsure {
        return sure;
    }
    // What the first stage found out stays as evidence; which spans win is decided anew, as more
    // names take part.
    let mut all = sure.with_all_names();
    all.find_glosses();
    select_all(&mut all, won);
    collect_evidence(&mut all, &won.slots, in_doubt);
    all
}

fn select_all(resolver: &mut Resolver<'_, '_, '_>, won: &mut Won) {
    let candidates = resolver.candidates;
    let all = 0..candidates.len();
    select(candidates, all, |_| true, Vec::new(), resolver, won);
}

/// Returns whether several names or actors may be meant at a slot.
fn is_shared(resolver: &Resolver<'_, '_, '_>, slot: &Slot) -> bool {
    let readings = &resolver.candidates[slot.candidate].readings;
    let [only] = resolver.reading_lists.entries(readings) else {
        return true;
    };
    let entry = resolver.tagger.lexicon.entry(*only);
    matches!(entry.bearers(), Bearers::Many(..))
}

/// Collects what the names say that won the slots, as evidence of the stage.
/// Where `in_doubt`, it matters which are told from words: outside lines in capitals by those.
fn collect_evidence(resolver: &mut Resolver<'_, '_, '_>, slots: &[Slot], in_doubt: bool) {
    let (stage, text) = (resolver.stage(), resolver.text);
    let mut lines = CapitalLines::default();
    // Where nothing is outside such lines, a name that is no common word will do.
    let all_in_capitals = in_doubt && is_in_capitals(text);
    // Where capitals prove little anywhere, so will a name of something that is of the actor.
    let prove_kin = all_in_capitals || in_doubt && resolver.tagger.ignore_case;
    let mut flags_of = |slot: &Slot, contender: &Contender, flags: u8| {
        let kind = contender.traits.kind;
        let is_full = matches!(kind, NameKind::Name | NameKind::Alias);
        let is_outside = in_doubt && !lines.contains(text, slot.start)
            || all_in_capitals && !contender.traits.common_word;
        flags | if is_full { IN_FULL } else { 0 } | if is_outside { OUTSIDE_CAPITALS } else { 0 }
    };
    let mut shared = Vec::new();
    for slot in slots {
        match resolver.only_contender(slot) {
            // A weak name is no evidence (rule 4).
            Some(only) if only.traits.weak => {}
            Some(only) => {
                let flags = flags_of(slot, &only, BY_OWN_NAME);
                let evidence = resolver.known.evidence_mut(stage);
                evidence.add(only.actor, flags);
                if prove_kin {
                    let relatives = &resolver.tagger.relatives[only.actor as usize];
                    evidence.mark_kin(relatives, flags & OUTSIDE_CAPITALS);
                }
            }
            None => shared.push(slot),
        }
    }
    let relatives = resolver.tagger.relatives;
    resolver.known.evidence_mut(stage).add_kin(relatives);
    // Names of several actors are evidence for the one that the others decide on: all are decided
    // before any of them is added.
    let (mut decisions, mut decided) = (Decisions::default(), Vec::new());
    for slot in shared {
        let meant = resolver.meant(slots, slot, &mut decisions);
        if let Some(only) = meant.and_then(|meant| meant.only()) {
            decided.push((only.actor, flags_of(slot, &only, 0)));
        }
    }
    for (actor, flags) in decided {
        let evidence = resolver.known.evidence_mut(stage);
        evidence.add_with_kin(actor, flags, relatives);
        if prove_kin {
            evidence.mark_kin(&relatives[actor as usize], flags & OUTSIDE_CAPITALS);
        }
    }
}

/// Writes down the mentions of a document, when it is known which names count.
struct Writer<'t, 's, 'a> {
    document: &'a Document<'a>,
    resolver: Resolver<'t, 'a, 's>,
    /// Those that lie in no other.
    slots: &'s [Slot],
    decisions: Decisions,
    mentions: Vec<Mention<'a>>,
    lost: Lost,
}

impl<'t: 'a, 'a> Writer<'t, '_, 'a> {
    /// Adds the mentions of some slots, which lie inside that of the parent.
    fn add(&mut self, slots: &[Slot], parent: Option<&Slot>) {
        let text: &str = &self.document.text;
        for (number, slot) in slots.iter().enumerate() {
            let meant = self.resolver.meant(self.slots, slot, &mut self.decisions);
            let Some(Meant {
                first,
                several,
                contested,
                lost,
            }) = meant
            else {
                continue;
            };
            self.lost.place += lost.place;
            self.lost.evidence += lost.evidence;
            // A half that is part of the mention beside it is no modifier (rule 8).
            let previous_end = number
                .checked_sub(1)
                .map_or(0, |previous| slots[previous].end);
            let next_start = slots.get(number + 1).map_or(usize::MAX, |next| next.start);
            let span = slot.start..slot.end;
            let (reading, hint) = self
                .resolver
                .reading(slot.start, slot.end, &first, contested);
            self.mentions.push(Mention {
                gazetteer: self.resolver.tagger.gazetteer,
                text,
                date: self.document.date,
                name: NameFound {
                    actor: first.actor,
                    name: first.name,
                    kind: first.traits.kind,
                    weak: first.traits.weak,
                },
                actors: several.map_or(Actors::One(first.actor), Actors::Several),
                modifiers: modifiers(text, &span, previous_end, next_start),
                free: previous_end..next_start.min(text.len()),
                reading,
                hint,
                sentence: 0,
                parent: parent.map(|parent| parent.start..parent.end),
                span,
            });
        }
    }

    /// Adds the mentions inside those there are, level by level, and their slots to `inner`.
    /// `phrases` are those among the slots there are.
    fn add_nested(&mut self, phrases: &[PhraseSpan], inner: &mut Vec<Slot>) {
        let mut parents: Vec<_> = with_phrases(self.slots, phrases, Vec::new()).collect();
        let mut inside = Won::default();
        while let Some((parent, around)) = parents.pop() {
            let candidates = self.resolver.candidates;
            let near = near(candidates, &parent);
            let lies_inside = |one: &Candidate| {
                parent.start <= one.start
                    && one.end <= parent.end
                    && (one.start, one.end) != (parent.start, parent.end)
            };
            select(
                candidates,
                near,
                lies_inside,
                around.clone(),
                &mut self.resolver,
                &mut inside,
            );
            self.add(&inside.slots, Some(&parent));
            // Not only in this parent: what lies inside it may have mentions inside, too.
            parents.extend(with_phrases(&inside.slots, &inside.phrases, around));
            inner.extend(&inside.slots);
        }
        let place = |start: usize, end: usize| (start, Reverse(end));
        inner.sort_unstable_by_key(|slot| place(slot.start, slot.end));
        let mentions = &mut self.mentions;
        mentions.sort_by_key(|mention| place(mention.span.start, mention.span.end));
    }
}

/// Returns the candidates, sorted by where they begin, among which are all that lie inside a slot.
fn near(candidates: &[Candidate], slot: &Slot) -> Range<usize> {
    let first = candidates.partition_point(|c| c.start < slot.start);
    let last = candidates.partition_point(|c| c.start < slot.end);
    first..last
}
