//! First stage: every place where a name's letters stand as whole words, with the rules that need only its neighbours.

use super::Tagger;
use super::rule::Rule;
use crate::lexicon::{CompiledConditions, Target};
use crate::text::fold;
use crate::text::words::{CapitalLines, words_after, words_before};

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
    ) {
        candidates.clear();
        let mut lines = CapitalLines::default();
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
                        candidate.rule = neighbours_fail(text, hit.start, hit.end, conditions);
                        candidate.deferred =
                            !(conditions.needs.is_empty() && conditions.unless.is_empty());
                    }
                    candidate.deferred |= name.kind == crate::gazetteer::NameKind::Short;
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
        candidates.sort_by(|a, b| (a.start, b.end, a.target).cmp(&(b.start, a.end, b.target)));
    }
}

/// A word in capitals without the dots that would tell an acronym from the word.
fn is_bare_capitals(written: &str) -> bool {
    !written.contains('.') && !written.chars().any(char::is_lowercase)
}

/// The rule by which the words beside a guarded name turn it down.
fn neighbours_fail(
    text: &str,
    start: usize,
    end: usize,
    conditions: &CompiledConditions,
) -> Option<Rule> {
    let stands_before = |phrase: &String| {
        let count = phrase.split(' ').count();
        let mut words: Vec<&str> = words_before(text, start).take(count).collect();
        words.reverse();
        fold(&words.join(" ")) == *phrase
    };
    let stands_after = |phrase: &String| {
        let count = phrase.split(' ').count();
        let words: Vec<&str> = words_after(text, end).take(count).collect();
        fold(&words.join(" ")) == *phrase
    };
    let fits_before = (conditions.before.is_empty() || conditions.before.iter().any(stands_before))
        && !conditions.not_before.iter().any(stands_before);
    if !fits_before {
        return Some(Rule::Before);
    }
    let fits_after = (conditions.after.is_empty() || conditions.after.iter().any(stands_after))
        && !conditions.not_after.iter().any(stands_after);
    (!fits_after).then_some(Rule::After)
}
