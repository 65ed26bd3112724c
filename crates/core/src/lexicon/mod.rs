//! All names of a gazetteer, compiled into an Aho-Corasick automaton over words, and the scan that
//! finds them in a text.
//!
//! A name can only begin at a word start, and few words begin a name. So [`Lexicon::scan`] goes
//! from word start to word start and looks each up in two Bloom filters ([`starts`]). Where a name
//! may begin, it walks the automaton ([`automaton`]) along the text, which is folded as it is read,
//! token by token ([`vocabulary`]), until no name that has begun can continue. What the automaton
//! finds is confirmed by its letters.

mod arrange;
mod automaton;
mod blocks;
mod capitals;
mod compass;
mod compile;
mod conditions;
mod crowd;
mod cues;
mod ends;
mod entry;
mod key;
mod needs;
mod occurrence;
mod pattern;
mod phrases;
mod prior;
mod scan;
mod sorted;
mod spell;
mod spellings;
mod starts;
mod token;
mod vocabulary;
mod walk;
mod walk_state;

pub(crate) use crowd::{Asked, Crowd, Side};
pub(crate) use cues::{CompiledCue, CueList};
pub(crate) use ends::Ends;
pub(crate) use entry::{
    Bearer, Bearers, CompiledConditions, ConditionsNumber, Dependence, Entry, EntryNumber, Meaning,
    Traits,
};
pub(crate) use needs::CueBits;
pub(crate) use occurrence::{Fit, Occurrence};
pub(crate) use phrases::{Neighbours, Phrases};
pub(crate) use prior::Prior;
pub(crate) use walk_state::Walk;

use rustc_hash::FxHashMap;

use automaton::Automaton;
use crowd::Crowds;
use cues::CueLists;
use entry::{BearerLists, Names};
use spellings::SpellingTree;
use starts::Starts;
use vocabulary::Vocabulary;

/// All names of a gazetteer, compiled.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Which words begin a name.
    starts: Starts,
    /// The tokens of names, and their codes.
    vocabulary: Vocabulary,
    automaton: Automaton,
    /// In the order of the automaton.
    patterns: Vec<CompiledPattern>,
    /// Tokens of the longest pattern.
    longest: usize,
    /// The letters of patterns that have many.
    letters: String,
    /// The entries of patterns that have several.
    entries: Vec<Entry>,
    /// Where many entries differ only in capitals, the tree of them, by the place of the first.
    spellings: FxHashMap<u32, SpellingTree>,
    bearer_lists: BearerLists,
    names: Names,
    crowds: Crowds,
    /// Masks of demanded capitals and demanded lower-case letters, 64 folded characters a word;
    /// patterns share them.
    masks: Vec<u64>,
    conditions: Vec<CompiledConditions>,
    neighbours: Vec<Neighbours>,
    cue_lists: CueLists,
    cue_bits: CueBits,
}

/// A folded name, phrase or cue; several may share it.
///
/// What most occurrences need lies in one cache line: in a large lexicon each line is a wait for
/// memory. Letters, entries and numbers of tokens in lists of their own were two more waits; a
/// million names were matched 9 % slower.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct CompiledPattern {
    entries: PatternEntries,
    tokens: Tokens,
    /// How many letters it has in bytes, or [`MANY`].
    length: u8,
    /// The folded letters, or where they begin and end in the lexicon's, as two integers.
    letters: [u8; FEW],
}

/// As many bytes of letters as lie in a pattern itself.
const FEW: usize = 31;

/// The length of patterns whose letters lie elsewhere.
const MANY: u8 = u8::MAX;

const _: () = assert!(size_of::<CompiledPattern>() == 64);

/// The entries of a pattern.
#[derive(Debug, Clone, Copy)]
enum PatternEntries {
    One(Entry),
    /// Those without needs end where those with needs begin.
    Several {
        start: u32,
        first_with_needs: u32,
        end: u32,
    },
}

impl PatternEntries {
    /// Returns how many there are.
    #[inline(always)]
    fn count(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Several { start, end, .. } => (end - start) as usize,
        }
    }
}

/// How many tokens a pattern has, and whether it is a leaf: where it ends, no pattern continues
/// that has begun with it or inside it.
#[derive(Debug, Clone, Copy, Default)]
struct Tokens(u32);

impl Tokens {
    fn new(count: usize, is_leaf: bool) -> Self {
        Self((count as u32) << 1 | u32::from(is_leaf))
    }

    #[inline(always)]
    fn count(self) -> usize {
        (self.0 >> 1) as usize
    }

    #[inline(always)]
    fn is_leaf(self) -> bool {
        self.0 & 1 != 0
    }
}

/// A lexicon could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The names have more letters than one lexicon can hold.
    #[error(
        "the names have {letters} letters and signs, more than {MOST_LETTERS}: \
         use several gazetteers"
    )]
    TooManyLetters {
        /// Bytes of all folded names.
        letters: usize,
    },
    /// The names have more distinct words than one lexicon can hold.
    #[error("the names have more than 17,293,336 distinct words and signs: use several gazetteers")]
    TooManyWords,
    /// The names need more states than an automaton of one lexicon can have.
    #[error("the names are too many for one automaton ({0}): use several gazetteers")]
    Automaton(#[from] aho_corasick::BuildError),
}

/// Bytes of all folded patterns; there are no more patterns than bytes.
const MOST_LETTERS: usize = 2_000_000_000;

impl Lexicon {
    /// Returns the letters of a pattern.
    #[inline]
    fn letters(&self, pattern: usize) -> &[u8] {
        let CompiledPattern {
            length, letters, ..
        } = &self.patterns[pattern];
        match letters.get(..usize::from(*length)) {
            Some(few) => few,
            None => {
                // The array is not aligned for integers.
                let integer = |at: usize| {
                    let bytes = [0, 1, 2, 3].map(|byte| letters[at + byte]);
                    u32::from_le_bytes(bytes) as usize
                };
                &self.letters.as_bytes()[integer(0)..integer(4)]
            }
        }
    }

    /// Returns whether a pattern is also a word or phrase that conditions look for. It comes last
    /// among entries without needs.
    #[inline]
    fn is_cue(&self, pattern: usize) -> bool {
        let last = match &self.patterns[pattern].entries {
            PatternEntries::One(entry) => Some(entry),
            PatternEntries::Several {
                start,
                first_with_needs,
                ..
            } => self.entries[*start as usize..*first_with_needs as usize].last(),
        };
        last.is_some_and(|entry| entry.meaning == Meaning::Cue)
    }

    /// Returns whether any name needs something else in the document, or is ruled out by it.
    pub(crate) fn has_needs_or_unless(&self) -> bool {
        !self.cue_lists.are_empty()
    }

    /// Returns the bits of the cues of a list, in order.
    #[inline]
    pub(crate) fn bits(&self, list: CueList) -> &[u32] {
        self.cue_lists.bits(list)
    }

    /// Returns the bits of cues.
    pub(crate) fn cue_bits(&self) -> CueBits {
        self.cue_bits
    }
}
