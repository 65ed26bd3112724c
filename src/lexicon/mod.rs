//! What the machine uses: every name of every actor, folded and compiled, and the scan that finds them in a text.
//!
//! A name can only begin at a word start, and few words begin a name. So [`Lexicon::scan`] goes from word start to word
//! start, asks a bit table ([`starts`]) whether any name begins so, and only then walks from there over the text, folded as
//! it is read, and looks up after each word whether a name ends or goes on there ([`prefixes`]).

mod asked;
mod blocks;
mod compile;
mod cues;
mod key;
mod pattern;
mod prefixes;
mod scan;
mod standing;
mod starts;
mod walk;

use std::num::NonZeroU32;

use crate::gazetteer::NameKind;

pub(crate) use cues::{CompiledCue, CueList};
pub(crate) use standing::{Hit, Standing};

use cues::CueLists;
use prefixes::Prefixes;
use starts::Starts;

/// All names of a gazetteer, compiled.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Which words begin a name.
    starts: Starts,
    /// How a name goes on, word by word.
    prefixes: Prefixes,
    /// The patterns, sorted.
    patterns: Vec<CompiledPattern>,
    /// The letters of patterns that have many.
    folded: String,
    /// The entries of patterns that have several.
    entries: Vec<Entry>,
    /// Masks of demanded capitals and demanded small letters, 64 folded characters a word; patterns share them.
    masks: Vec<u64>,
    conditions: Vec<CompiledConditions>,
    neighbours: Vec<Neighbours>,
    cue_lists: CueLists,
    cues: usize,
}

/// A folded name, phrase or cue; several may share it. What most need stands in one line of the cache: in a large lexicon
/// each line is a wait for memory.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct CompiledPattern {
    letters: CompiledLetters,
    entries: CompiledEntries,
}

/// The folded letters of a pattern.
#[derive(Debug, Clone, Copy)]
enum CompiledLetters {
    Few { length: u8, bytes: [u8; FEW] },
    Many { start: u32, end: u32 },
}

/// As many letters as stand in a pattern itself.
const FEW: usize = 30;

const _: () = assert!(size_of::<CompiledPattern>() == 64);

/// What a pattern stands for.
#[derive(Debug, Clone, Copy)]
enum CompiledEntries {
    /// One meaning, that needs nothing else in the document, or does.
    One { entry: Entry, is_free: bool },
    /// The free ones end where the needing begin.
    Several { start: u32, needing: u32, end: u32 },
}

/// One meaning of a pattern.
#[derive(Debug, Clone, Copy)]
struct Entry {
    target: Target,
    /// Where its masks begin: as many words for capitals as the pattern needs, then as many for small letters.
    masks: u32,
    /// What a name needs.
    needs: CueList,
    traits: Traits,
}

/// What a pattern stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// A name, by its actor in the gazetteer and its number there.
    Name { actor: u32, name: u32 },
    /// A phrase that is somebody else, by the actor it is not and its number there.
    Not { actor: u32, phrase: u32 },
    /// A word or phrase that a condition looks for.
    Cue(u32),
}

/// What the tagger asks of a name, at hand where its letters are found: the gazetteer would be two more looks into far memory.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Traits {
    pub(crate) kind: NameKind,
    pub(crate) weak: bool,
    /// Also a common word in small letters.
    pub(crate) common_word: bool,
    /// It is written with a possessive ending (`Lloyd's`), so a possessive in the text is part of it.
    possessive: bool,
    conditions: Option<ConditionsNumber>,
}

/// The number of compiled conditions, plus one.
type ConditionsNumber = NonZeroU32;

impl Traits {
    /// Of what is no name.
    const OF_PHRASES: Self = Self {
        kind: NameKind::Name,
        weak: false,
        common_word: false,
        possessive: false,
        conditions: None,
    };

    /// Its place in the order of kinds: see [`NameKind::rank`].
    pub(crate) fn rank(&self) -> u8 {
        self.kind.rank(self.weak)
    }
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

/// A lexicon could not be built: its names have more letters than it can hold.
#[derive(Debug, thiserror::Error)]
#[error(
    "the names have {letters} letters and signs, more than {MOST_LETTERS}: use several gazetteers"
)]
pub struct BuildError {
    letters: usize,
}

/// Bytes of all folded patterns; there are no more patterns than bytes.
const MOST_LETTERS: usize = 2_000_000_000;

impl Lexicon {
    /// The letters of a pattern.
    #[inline]
    fn letters(&self, pattern: usize) -> &[u8] {
        match &self.patterns[pattern].letters {
            CompiledLetters::Few { length, bytes } => &bytes[..usize::from(*length)],
            CompiledLetters::Many { start, end } => {
                &self.folded.as_bytes()[*start as usize..*end as usize]
            }
        }
    }

    /// The entries of a pattern that need nothing else in the document, and those that do.
    #[inline]
    fn entries_of(&self, pattern: usize) -> [&[Entry]; 2] {
        match &self.patterns[pattern].entries {
            CompiledEntries::One { entry, is_free } => {
                let one = std::slice::from_ref(entry);
                if *is_free { [one, &[]] } else { [&[], one] }
            }
            CompiledEntries::Several {
                start,
                needing,
                end,
            } => [*start..*needing, *needing..*end]
                .map(|of| &self.entries[of.start as usize..of.end as usize]),
        }
    }

    /// Whether a pattern is also a word or phrase that conditions look for. Entries are sorted, and cues come last.
    #[inline]
    fn is_cue(&self, pattern: usize) -> bool {
        let [free, _] = self.entries_of(pattern);
        free.last()
            .is_some_and(|entry| matches!(entry.target, Target::Cue(_)))
    }

    /// The conditions of a name, if it has any.
    pub(crate) fn conditions(&self, traits: &Traits) -> Option<&CompiledConditions> {
        let number = traits.conditions?.get() - 1;
        Some(&self.conditions[number as usize])
    }

    /// Whether the mention of an actor decides on any name.
    pub(crate) fn asks_for_actors(&self) -> bool {
        self.cue_lists.have_actors()
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
