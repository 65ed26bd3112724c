//! First stage: every place where a name's letters stand as whole words, with the rules that need only its neighbours.

use super::context::STANDS;
use super::neighbours::Beside;
use super::rule::Rule;
use super::{Analyser, Scratch};
use crate::gazetteer::NameKind;
use crate::lexicon::{CompiledCue, CueList, Hit, Target, Traits};
use crate::text::words::CapitalLines;

/// A place where a name, or a phrase that is somebody else, stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    /// A name or a `not:` phrase.
    pub(super) target: Target,
    /// Those of the name.
    pub(super) traits: Traits,
    /// The rule that turned it down, if one did.
    pub(super) rule: Option<Rule>,
    /// What it gave way to.
    pub(super) winner: Option<Target>,
    /// Only the whole document can tell whether it counts: a short name, or one with conditions.
    pub(super) deferred: bool,
    /// A common word in a line set wholly in capitals; deferred as well.
    pub(super) in_capitals: bool,
}

impl Candidate {
    /// Whether it counts whatever else the document says.
    pub(super) fn always_counts(&self) -> bool {
        self.rule.is_none() && !self.deferred
    }

    /// Whether a name stands there, and no `not:` phrase.
    pub(super) fn is_name(&self) -> bool {
        matches!(self.target, Target::Name { .. })
    }

    /// The actor whose name or phrase it is, by number.
    pub(super) fn actor(&self) -> u32 {
        match self.target {
            Target::Name { actor, .. } | Target::Not { actor, .. } => actor,
            Target::Cue(_) => u32::MAX,
        }
    }
}

/// What is known of a text while its candidates are gathered.
#[derive(Default)]
struct Surroundings {
    lines: CapitalLines,
    beside: Beside,
}

impl Analyser<'_> {
    /// Fills `candidates`, by where they begin, then longest first, and marks in `cues` the words that conditions look
    /// for. With `trace`, candidates that cannot count are kept too.
    ///
    /// Left out are names that need an actor or a word that stands nowhere in the document: one that all states share
    /// (Ministry of Justice) would otherwise be weighed for each of them. And where a name counts in any document, shorter
    /// ones that begin with it, as they can win nothing; unless mentions inside others are wanted.
    pub(super) fn gather(&self, text: &str, trace: bool, scratch: &mut Scratch) {
        let Scratch {
            candidates,
            postponed,
            cues,
            evidence,
            ..
        } = scratch;
        candidates.clear();
        postponed.clear();
        let mut around = Surroundings::default();
        let all = trace || self.nested;
        let asks_for_actors = self.lexicon.asks_for_actors();
        self.lexicon.scan(text, trace, |standing| {
            let mut covers = false;
            self.lexicon.each_free(text, &standing, |hit| {
                if let Target::Cue(number) = hit.target {
                    cues[number as usize] |= hit.capitals;
                } else if let Some(candidate) = self.candidate(text, &hit, trace, &mut around) {
                    candidates.push(candidate);
                    if candidate.always_counts() {
                        if asks_for_actors {
                            evidence.add(candidate.actor(), STANDS);
                        }
                        covers = !all;
                    }
                }
            });
            if self.lexicon.has_needing(&standing) {
                postponed.push(standing);
            }
            covers
        });
        let may_be_there = |cue: CompiledCue| match cue {
            CompiledCue::Actor(actor) => evidence.has(actor, STANDS),
            CompiledCue::Word(number) => cues[number as usize],
        };
        for standing in postponed.iter() {
            let may_count = |needs| trace || self.lexicon.cues(needs).any(may_be_there);
            self.lexicon.each_needing(text, standing, may_count, |hit| {
                candidates.extend(self.candidate(text, &hit, trace, &mut around));
            });
        }
        candidates.sort_by(|a, b| (a.start, b.end, a.target).cmp(&(b.start, a.end, b.target)));
    }

    /// What stands at a hit of a name or phrase, with the rule of those that look no further than the words beside it.
    /// Without `trace`, `None` where one turned it down.
    fn candidate(
        &self,
        text: &str,
        hit: &Hit,
        trace: bool,
        around: &mut Surroundings,
    ) -> Option<Candidate> {
        if !(hit.capitals || trace) {
            return None;
        }
        let mut candidate = Candidate {
            start: hit.start,
            end: hit.end,
            target: hit.target,
            traits: hit.traits,
            rule: (!hit.capitals).then_some(Rule::Capitals),
            winner: None,
            deferred: false,
            in_capitals: false,
        };
        let traits = &hit.traits;
        if !(candidate.is_name() && hit.capitals) {
            return (candidate.is_name() || hit.capitals).then_some(candidate);
        }
        if let Some(conditions) = self.lexicon.conditions(traits) {
            let span = hit.start..hit.end;
            candidate.rule = conditions.neighbours.and_then(|number| {
                let neighbours = self.lexicon.neighbours(number);
                around.beside.fail(text, span, number, neighbours)
            });
            candidate.deferred =
                conditions.needs != CueList::EMPTY || conditions.unless != CueList::EMPTY;
        }
        candidate.deferred |= traits.kind == NameKind::Short;
        if traits.common_word && is_bare_capitals(&text[hit.start..hit.end]) {
            candidate.in_capitals = around.lines.contains(text, hit.start);
            candidate.deferred |= candidate.in_capitals;
        }
        (candidate.rule.is_none() || trace).then_some(candidate)
    }
}

/// A word in capitals without the dots that would tell an acronym from the word.
fn is_bare_capitals(written: &str) -> bool {
    !written.contains('.') && !written.chars().any(char::is_lowercase)
}
