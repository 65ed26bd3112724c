//! First stage: every place where a name's letters stand as whole words, with the rules that need only its neighbours.

use super::Tagger;
use super::context::{Evidence, STANDS};
use super::neighbours::Beside;
use super::rule::Rule;
use crate::gazetteer::NameKind;
use crate::lexicon::{CompiledCue, Target};
use crate::text::words::CapitalLines;

/// A place where a name, or a phrase that is somebody else, stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    /// A name or a `not:` phrase.
    pub(super) target: Target,
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

    /// The number of its name, unless it is a `not:` phrase.
    pub(super) fn name(&self) -> Option<u32> {
        match self.target {
            Target::Name(number) => Some(number),
            _ => None,
        }
    }
}

impl Tagger<'_> {
    /// Fills `candidates`, by where they begin, then longest first, and marks in `cues` the words that conditions look
    /// for. With `trace`, candidates that their capitals rule out are kept too.
    ///
    /// Where one counts in any document, shorter ones that begin with it can win nothing: they are left out, unless mentions
    /// inside others are wanted, or all that was turned down.
    pub(super) fn gather(
        &self,
        text: &str,
        trace: bool,
        candidates: &mut Vec<Candidate>,
        cues: &mut [bool],
        evidence: &mut Evidence,
    ) {
        candidates.clear();
        let mut lines = CapitalLines::default();
        let mut beside = Beside::default();
        self.lexicon.scan(text, trace, |hit| {
            if !(hit.capitals || trace) {
                return;
            }
            let mut candidate = Candidate {
                start: hit.start,
                end: hit.end,
                target: hit.target,
                rule: (!hit.capitals).then_some(Rule::Capitals),
                winner: None,
                deferred: false,
                in_capitals: false,
            };
            match hit.target {
                Target::Cue(number) => {
                    cues[number as usize] |= hit.capitals;
                    return;
                }
                Target::Not { .. } if !hit.capitals => return,
                Target::Not { .. } => {}
                Target::Name(number) if hit.capitals => {
                    let name = self.lexicon.name(number);
                    if let Some(conditions) = self.lexicon.conditions(name) {
                        candidate.rule = conditions.neighbours.and_then(|number| {
                            let span = hit.start..hit.end;
                            beside.fail(text, span, number, self.lexicon.neighbours(number))
                        });
                        candidate.deferred =
                            !(conditions.needs.is_empty() && conditions.unless.is_empty());
                    }
                    candidate.deferred |= name.kind == NameKind::Short;
                    let written = &text[hit.start..hit.end];
                    if name.common_word && is_bare_capitals(written) {
                        candidate.in_capitals = lines.contains(text, hit.start);
                        candidate.deferred |= candidate.in_capitals;
                    }
                    if candidate.rule.is_some() && !trace {
                        return;
                    }
                }
                Target::Name(_) => {}
            }
            if !(trace || self.nested) && candidate.always_counts() {
                let covered = |c: &Candidate| c.start == hit.start && c.end < hit.end;
                while candidates.pop_if(|last| covered(last)).is_some() {}
            }
            candidates.push(candidate);
        });
        if !trace {
            self.drop_hopeless(candidates, cues, evidence);
        }
        candidates.sort_by(|a, b| (a.start, b.end, a.target).cmp(&(b.start, a.end, b.target)));
    }
}

impl Tagger<'_> {
    /// Leaves out the names that need an actor or a word that stands nowhere in the document. A name that all states share
    /// (Ministry of Justice) would otherwise be weighed for each of them.
    fn drop_hopeless(
        &self,
        candidates: &mut Vec<Candidate>,
        cues: &[bool],
        evidence: &mut Evidence,
    ) {
        if !candidates.iter().any(|c| c.deferred) {
            return;
        }
        for candidate in candidates.iter().filter(|c| c.always_counts()) {
            evidence.add(self.actor_of(candidate), STANDS);
        }
        let may_be_there = |cue: &CompiledCue| match *cue {
            CompiledCue::Actor(actor) => evidence.has(actor, STANDS),
            CompiledCue::Word(number) => cues[number as usize],
        };
        candidates.retain(|candidate| {
            let Some(name) = candidate.name().filter(|_| candidate.deferred) else {
                return true;
            };
            let name = self.lexicon.name(name);
            if name.kind == NameKind::Short && !evidence.has(name.actor, STANDS) {
                return false;
            }
            let conditions = self.lexicon.conditions(name);
            conditions.is_none_or(|conditions| {
                conditions.needs.is_empty() || conditions.needs.iter().any(may_be_there)
            })
        });
    }
}

/// A word in capitals without the dots that would tell an acronym from the word.
fn is_bare_capitals(written: &str) -> bool {
    !written.contains('.') && !written.chars().any(char::is_lowercase)
}
