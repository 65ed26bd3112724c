//! Which candidates stand where: the leftmost, then the longest (rule 4).

use super::candidates::Candidate;

/// A span of text that a group of candidates won; they share it to the byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The group: candidates `first..last`, the turned-down ones among them.
    pub(super) first: usize,
    pub(super) last: usize,
    /// No name stands here, only a phrase that is somebody else.
    pub(super) phrase: bool,
}

impl Slot {
    /// More than one candidate stands here.
    pub(super) fn is_shared(&self) -> bool {
        self.last - self.first > 1
    }
}

/// Fills `slots` with the spans that win among the candidates `accept` lets take part.
///
/// `candidates` are sorted by where they begin, then longest first.
pub(super) fn select(
    candidates: &[Candidate],
    accept: impl Fn(&Candidate) -> bool,
    slots: &mut Vec<Slot>,
) {
    slots.clear();
    let mut free_from = 0;
    let mut first = 0;
    while first < candidates.len() {
        let Candidate { start, end, .. } = candidates[first];
        let last = first
            + candidates[first..]
                .iter()
                .take_while(|c| (c.start, c.end) == (start, end))
                .count();
        let group = &candidates[first..last];
        if start >= free_from && group.iter().any(&accept) {
            let named = group.iter().any(|c| c.is_name() && accept(c));
            slots.push(Slot {
                start,
                end,
                first,
                last,
                phrase: !named,
            });
            free_from = end;
        }
        first = last;
    }
}
