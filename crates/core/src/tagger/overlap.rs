//! Which candidates win where they overlap: the leftmost, then the longest (rule 4).

use std::ops::Range;

use super::candidates::Candidate;

/// A span of text that a candidate won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The number of the candidate.
    pub(super) candidate: usize,
    /// Only a phrase that is somebody else won it, and no name that counts.
    pub(super) phrase: bool,
}

/// Fills `slots` with the spans that win, among the candidates of a range that take part and of
/// which anything counts: a name, for which `has_name` is called, or a phrase. Candidates are
/// sorted by where they begin, then longest first.
pub(super) fn select(
    candidates: &[Candidate],
    range: Range<usize>,
    takes_part: impl Fn(&Candidate) -> bool,
    mut has_name: impl FnMut(&Candidate) -> bool,
    slots: &mut Vec<Slot>,
) {
    slots.clear();
    let mut free_from = 0;
    for (number, candidate) in range.clone().zip(&candidates[range]) {
        // In this order the first that counts wins, and hides all that overlap it.
        if candidate.start < free_from || !takes_part(candidate) {
            continue;
        }
        // A candidate without a name that counts is skipped, so it hides nothing.
        let named = has_name(candidate);
        if named || candidate.sorts.phrase {
            slots.push(Slot {
                start: candidate.start,
                end: candidate.end,
                candidate: number,
                phrase: !named,
            });
            free_from = candidate.end;
        }
    }
}
