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

/// All lists, one after the other, each with its end marked. The empty one comes first.
#[derive(Debug)]
pub(super) struct CueLists {
    packed: Vec<u32>,
    have_actors: bool,
}

/// Marks the end of a list.
const END: u32 = u32::MAX;

impl CueLists {
    /// Returns the cues of a list.
    #[inline]
    pub(super) fn cues(&self, list: CueList) -> impl Iterator<Item = CompiledCue> {
        // A mark at the end, and no length in front: the list is then one number wherever it is
        // kept.
        let packed = self.packed[list.0 as usize..].iter();
        packed
            .take_while(|&&cue| cue != END)
            .map(|&cue| unpack(cue))
    }

    /// Returns whether there is an actor in any of them.
    pub(super) fn have_actors(&self) -> bool {
        self.have_actors
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
            lists: CueLists {
                packed: vec![END],
                have_actors: false,
            },
            known: FxHashMap::default(),
        }
    }
}

impl Builder {
    /// Adds a list, unless it is there.
    pub(super) fn add(&mut self, cues: impl Iterator<Item = CompiledCue>) -> CueList {
        let CueLists {
            packed: all,
            have_actors,
        } = &mut self.lists;
        let cues = cues.inspect(|cue| *have_actors |= matches!(cue, CompiledCue::Actor(_)));
        let packed: Box<[u32]> = cues.map(pack).collect();
        if packed.is_empty() {
            return CueList::EMPTY;
        }
        *self.known.entry(packed).or_insert_with_key(|packed| {
            let list = CueList(all.len() as u32);
            all.extend(packed);
            all.push(END);
            list
        })
    }

    /// Returns the cues of a list that was added.
    pub(super) fn cues(&self, list: CueList) -> impl Iterator<Item = CompiledCue> {
        self.lists.cues(list)
    }

    pub(super) fn finish(self) -> CueLists {
        self.lists
    }
}

fn pack(cue: CompiledCue) -> u32 {
    match cue {
        // The lowest bit is the kind. There are fewer than 2^31 actors and words, so no cue is the
        // end mark.
        CompiledCue::Actor(actor) => actor << 1,
        CompiledCue::Word(word) => word << 1 | 1,
    }
}

#[inline]
fn unpack(cue: u32) -> CompiledCue {
    match cue & 1 {
        0 => CompiledCue::Actor(cue >> 1),
        _ => CompiledCue::Word(cue >> 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_lists_are_kept_once() {
        let lists = [
            vec![CompiledCue::Actor(0), CompiledCue::Word(7)],
            vec![],
            vec![CompiledCue::Word(0)],
            vec![CompiledCue::Actor(0), CompiledCue::Word(7)],
        ];
        let mut builder = Builder::default();
        let added: Vec<CueList> = lists
            .iter()
            .map(|list| builder.add(list.iter().copied()))
            .collect();
        let built = builder.finish();
        for (list, &at) in lists.iter().zip(&added) {
            assert_eq!(built.cues(at).collect::<Vec<_>>(), *list);
        }
        assert_eq!(added[0], added[3]);
        assert_eq!(added[1], CueList::EMPTY);
    }
}
