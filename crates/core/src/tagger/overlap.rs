//! Which candidates stand where: the leftmost, then the longest (rule 4).

use std::ops::Range;

use super::analysis::Analysis;

/// A span of text that a candidate won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The number of the candidate.
    pub(super) candidate: usize,
    /// No name that counts stands here, only a phrase that is somebody else.
    pub(super) phrase: bool,
}

impl Analysis<'_, '_, '_> {
    /// Fills `slots` with the spans that win among candidates of which anything counts at this
    /// stage. Candidates are sorted by where they begin, then longest first.
    pub(super) fn select(
        &mut self,
        candidates: Range<usize>,
        takes_part: impl Fn(usize, usize) -> bool,
        slots: &mut Vec<Slot>,
    ) {
        slots.clear();
        let mut free_from = 0;
        for number in candidates {
            let candidate = self.memory.candidates[number];
            let (start, end) = (candidate.start, candidate.end);
            if start < free_from || !takes_part(start, end) {
                continue;
            }
            let named = self.has_name_that_counts(&candidate);
            if named || candidate.sorts.phrase {
                slots.push(Slot {
                    start,
                    end,
                    candidate: number,
                    phrase: !named,
                });
                free_from = end;
            }
        }
    }
}
