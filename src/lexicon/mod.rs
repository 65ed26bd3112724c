//! What the machine uses: every name of every actor, folded and compiled, and the scan that finds them in a text.
//!
//! A name can only begin at a word start, and few words begin a name. So [`Lexicon::scan`] goes from word start to word
//! start, asks a bit table ([`starts`]) whether any name begins so, and only then walks an automaton anchored there over
//! the text, folded as it is read.

mod blocks;
mod compile;
mod cues;
mod pattern;
mod scan;
mod shards;
mod starts;
mod walk;

use crate::gazetteer::NameKind;

pub(crate) use cues::{CompiledCue, CueList};
pub(crate) use scan::Hit;

use cues::CueLists;
use shards::Shards;
use starts::Starts;

/// All names of a gazetteer, compiled.
#[derive(Debug)]
pub(crate) struct Lexicon {
    shards: Shards,
    /// Which words begin a name.
    starts: Starts,
    /// Where the entries of each pattern begin, by pattern; one more at the end.
    entry_starts: Vec<u32>,
    entries: Vec<Entry>,
    /// Masks of demanded capitals and demanded small letters, 64 folded characters a word; patterns share them.
    masks: Vec<u64>,
    names: Vec<CompiledName>,
    conditions: Vec<CompiledConditions>,
    neighbours: Vec<Neighbours>,
    cue_lists: CueLists,
    cues: usize,
}

/// One meaning of a pattern.
#[derive(Debug, Clone, Copy)]
struct Entry {
    target: Target,
    /// It is written with a possessive ending (`Lloyd's`), so a possessive in the text is part of it.
    possessive: bool,
    /// Where its masks begin: as many words for capitals as the pattern needs, then as many for small letters.
    masks: u32,
    /// What a name needs.
    needs: CueList,
}

/// What a pattern stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// A name, by its number in the lexicon.
    Name(u32),
    /// A phrase that is somebody else, by the actor it is not and its number there.
    Not { actor: u32, phrase: u32 },
    /// A word or phrase that a condition looks for.
    Cue(u32),
}

/// A name as the tagger needs it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CompiledName {
    /// The actor, by its number in the gazetteer.
    pub(crate) actor: u32,
    /// The name's number among the actor's.
    pub(crate) index: u32,
    pub(crate) kind: NameKind,
    pub(crate) weak: bool,
    /// Also a common word in small letters.
    pub(crate) common_word: bool,
    /// Its number among the compiled conditions.
    pub(crate) conditions: Option<u32>,
}

/// The conditions of a guarded name: actors and words by number.
#[derive(Debug)]
pub(crate) struct CompiledConditions {
    pub(crate) needs: CueList,
    pub(crate) unless: CueList,
    /// The number of what it asks of the words beside it, if it does: the names of a family share that.
    pub(crate) neighbours: Option<u32>,
}

/// What a guarded name asks of the words beside it, folded.
#[derive(Debug)]
pub(crate) struct Neighbours {
    pub(crate) before: Vec<String>,
    pub(crate) after: Vec<String>,
    pub(crate) not_before: Vec<String>,
    pub(crate) not_after: Vec<String>,
}

/// A lexicon could not be built.
#[derive(Debug, thiserror::Error)]
#[error("the names could not be compiled into an automaton: {0}")]
pub struct BuildError(#[from] aho_corasick::BuildError);

impl Lexicon {
    /// A name by its number.
    pub(crate) fn name(&self, number: u32) -> &CompiledName {
        &self.names[number as usize]
    }

    /// The conditions of a name, if it has any.
    pub(crate) fn conditions(&self, name: &CompiledName) -> Option<&CompiledConditions> {
        name.conditions
            .map(|number| &self.conditions[number as usize])
    }

    /// The cues of a list.
    #[inline]
    pub(crate) fn cues(&self, list: CueList) -> impl Iterator<Item = CompiledCue> {
        self.cue_lists.cues(list)
    }

    /// What conditions ask of the words beside a name, by number.
    pub(crate) fn neighbours(&self, number: u32) -> &Neighbours {
        &self.neighbours[number as usize]
    }

    /// How many words and phrases conditions look for.
    pub(crate) fn cue_count(&self) -> usize {
        self.cues
    }
}
