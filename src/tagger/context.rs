//! What the document as a whole says: evidence of who is named in it, and the names that depend on it (rule 5, and the
//! lines in capitals of rule 3).

use super::Analyser;
use super::candidates::Candidate;
use super::overlap::Slot;
use super::rule::Rule;
use crate::gazetteer::NameKind;
use crate::lexicon::{CompiledCue, CueList, Target};
use crate::text::words::CapitalLines;

/// What the document says of each actor, by its number.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    flags: Vec<u8>,
    touched: Vec<u32>,
}

/// Named by a name that is nobody else's there.
pub(super) const OWN_NAME: u8 = 1;
/// Named at all.
pub(super) const NAMED: u8 = 2;
/// Named in full: by its name or an alias.
pub(super) const FULL_NAME: u8 = 4;
/// Named outside lines set wholly in capitals.
pub(super) const OUTSIDE_CAPITALS: u8 = 8;
/// A name of its stands somewhere and counts whatever else the document says, unless another one covers it.
pub(super) const STANDS: u8 = 16;

impl Evidence {
    pub(super) fn with_actors(count: usize) -> Self {
        Self {
            flags: vec![0; count],
            touched: Vec::new(),
        }
    }

    pub(super) fn clear(&mut self) {
        for actor in self.touched.drain(..) {
            self.flags[actor as usize] = 0;
        }
    }

    pub(super) fn add(&mut self, actor: u32, flags: u8) {
        let known = &mut self.flags[actor as usize];
        if *known == 0 {
            self.touched.push(actor);
        }
        *known |= flags;
    }

    pub(super) fn has(&self, actor: u32, flag: u8) -> bool {
        self.flags[actor as usize] & flag != 0
    }
}

impl Analyser<'_> {
    /// What the names that stand say of each actor. Leaves no rule behind in the candidates.
    pub(super) fn collect_evidence(
        &self,
        text: &str,
        slots: &[Slot],
        candidates: &mut [Candidate],
        accept: impl Fn(&Candidate) -> bool,
        contenders: &mut Vec<usize>,
        evidence: &mut Evidence,
    ) {
        let in_doubt = candidates.iter().any(|c| c.in_capitals);
        let mut lines = CapitalLines::default();
        let mut flags_of = |candidate: &Candidate, flags: u8| {
            let full = candidate.is_name()
                && matches!(candidate.traits.kind, NameKind::Name | NameKind::Alias);
            let outside = in_doubt && !lines.contains(text, candidate.start);
            flags | if full { FULL_NAME } else { 0 } | if outside { OUTSIDE_CAPITALS } else { 0 }
        };
        let is_weak = |c: &Candidate| !c.is_name() || c.traits.weak;
        let mut shared = Vec::new();
        for slot in slots.iter().filter(|slot| !slot.phrase) {
            self.contend(text, slot, candidates, &accept, contenders);
            match contenders[..] {
                [only] if is_weak(&candidates[only]) => {}
                [only] => {
                    let candidate = &candidates[only];
                    evidence.add(candidate.actor(), flags_of(candidate, OWN_NAME | NAMED));
                }
                _ => shared.push(*slot),
            }
            forget(&mut candidates[slot.first..slot.last]);
        }
        // Names of several actors are evidence for the one that the others decide on.
        let mut decided = Vec::new();
        for slot in &shared {
            self.contend(text, slot, candidates, &accept, contenders);
            self.weigh(evidence, candidates, contenders);
            if let [only] = contenders[..] {
                let candidate = &candidates[only];
                decided.push((candidate.actor(), flags_of(candidate, NAMED)));
            }
            forget(&mut candidates[slot.first..slot.last]);
        }
        for (actor, flags) in decided {
            evidence.add(actor, flags);
        }
    }

    /// Turns down the deferred candidates whose conditions the document does not meet.
    pub(super) fn decide_deferred(
        &self,
        candidates: &mut [Candidate],
        evidence: &Evidence,
        cues: &[bool],
    ) {
        let is_there = |cue: CompiledCue| match cue {
            CompiledCue::Actor(actor) => evidence.has(actor, NAMED),
            CompiledCue::Word(number) => cues[number as usize],
        };
        for candidate in candidates
            .iter_mut()
            .filter(|c| c.deferred && c.rule.is_none())
        {
            let Target::Name { actor, .. } = candidate.target else {
                continue;
            };
            let traits = &candidate.traits;
            candidate.rule = if candidate.in_capitals && !evidence.has(actor, OUTSIDE_CAPITALS) {
                Some(Rule::CapitalLine)
            } else if traits.kind == NameKind::Short && !evidence.has(actor, FULL_NAME) {
                Some(Rule::ShortName)
            } else {
                self.lexicon.conditions(traits).and_then(|conditions| {
                    let is_needed = conditions.needs != CueList::EMPTY;
                    if is_needed && !self.lexicon.cues(conditions.needs).any(is_there) {
                        Some(Rule::Needs)
                    } else {
                        let excluded = self.lexicon.cues(conditions.unless).any(is_there);
                        excluded.then_some(Rule::Unless)
                    }
                })
            };
        }
    }
}

/// Takes back what [`Analyser::contend`] and [`Analyser::weigh`] decided on evidence that was not complete.
fn forget(candidates: &mut [Candidate]) {
    for candidate in candidates {
        if matches!(
            candidate.rule,
            Some(Rule::Kind | Rule::Place | Rule::Evidence)
        ) {
            candidate.rule = None;
            candidate.winner = None;
        }
    }
}
