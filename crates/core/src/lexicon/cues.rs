//! The actors and words that guarded names need, or must not see: each list once, all close
//! together in memory.

use rustc_hash::FxHashMap;

/// A cue by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CompiledCue {
    Actor(u32),
    Word(u32),
}

/// A list of cues: where it begins among all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct CueList(u32);

impl CueList {
    /// The list without cues.
    pub(crate) const EMPTY: Self = Self(0);
}

/// All lists, one after the other, each behind its length, as bits in order (see
/// [`CueBits`](super::CueBits)). The empty one comes first.
#[derive(Debug)]
pub(super) struct CueLists {
    packed: Vec<u32>,
}

impl CueLists {
    /// Returns the bits of the cues of a list, in order.
    #[inline]
    pub(super) fn bits(&self, list: CueList) -> &[u32] {
        // The length lies in front: the list is then one number wherever it is kept.
        let at = list.0 as usize;
        &self.packed[at + 1..][..self.packed[at] as usize]
    }

    /// Returns whether all of them are empty.
    pub(super) fn are_empty(&self) -> bool {
        // The length of the empty one.
        self.packed.len() == 1
    }
}

/// Puts lists together.
#[derive(Debug)]
pub(super) struct Builder {
    lists: CueLists,
    known: FxHashMap<Box<[u32]>, CueList>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            lists: CueLists { packed: vec![0] },
            known: FxHashMap::default(),
        }
    }
}

impl Builder {
    /// Adds a list, unless it is there, given as bits.
    pub(super) fn add(&mut self, mut bits: Vec<u32>) -> CueList {
        // In order, so that a document with few cues is looked for in a list of thousands, and not
        // the list in the document.
        bits.sort_unstable();
        bits.dedup();
        if bits.is_empty() {
            return CueList::EMPTY;
        }
        let all = &mut self.lists.packed;
        *self.known.entry(bits.into()).or_insert_with_key(|bits| {
            let list = CueList(all.len() as u32);
            all.push(bits.len() as u32);
            all.extend(bits);
            list
        })
    }

    /// Returns the bits of a list that was added.
    pub(super) fn bits(&self, list: CueList) -> &[u32] {
        self.lists.bits(list)
    }

    pub(super) fn finish(self) -> CueLists {
        self.lists
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_lists_are_kept_once() {
        let lists = [vec![7, 0], vec![], vec![3], vec![0, 7, 7]];
        let mut builder = Builder::default();
        let added: Vec<CueList> = lists.iter().map(|list| builder.add(list.clone())).collect();
        let built = builder.finish();
        for (bits, &at) in [&[0, 7][..], &[], &[3], &[0, 7]].iter().zip(&added) {
            assert_eq!(built.bits(at), *bits);
        }
        assert_eq!(added[0], added[3]);
        assert_eq!(added[1], CueList::EMPTY);
    }
}
