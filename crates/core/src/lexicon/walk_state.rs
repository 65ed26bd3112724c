//! What a walk of the automaton remembers: the tokens that were read, and the matches that begin
//! with each of them.
//!
//! Matches come by where they end, and are wanted by where they begin, the longest first. So each
//! token heads a list of the matches that begin with it: a new match is no shorter than any in the
//! list, and goes to its front. Nothing is sorted.

use std::num::NonZeroU32;

use aho_corasick::automaton::StateID;

use super::token::{NOWHERE, TextToken};

/// What a walk remembers: memory to be used again by the next.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    pub(super) state: StateID,
    /// The tokens that the automaton has read.
    pub(super) tokens: Vec<ReadToken>,
    /// The patterns that end behind any of them.
    matches: Vec<Match>,
    /// A space is in front of the next token.
    after_space: bool,
    /// The last token was a word.
    after_word: bool,
    /// What is before the next token is no plain sign: whether a name may begin with it has to
    /// be looked up.
    pub(super) doubtful: bool,
    /// The longest match that begins with a word of which only a part was read: the word itself is
    /// a token soon.
    pub(super) of_part: Option<MatchNumber>,
    /// No pattern continues behind the last token.
    pub(super) is_over: bool,
    /// From this byte on, each byte of the text was a folded character.
    pub(super) one_to_one_from: usize,
}

/// A token that was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReadToken {
    /// Where it begins; [`NOWHERE`], where no name can begin with it.
    pub(super) start: usize,
    /// The longest match that begins with it.
    pub(super) longest: Option<MatchNumber>,
}

/// The number of a match among those of the walk, plus one.
pub(super) type MatchNumber = NonZeroU32;

/// A pattern whose tokens were read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) pattern: u32,
    /// The next shorter match that begins with the same token.
    pub(super) shorter: Option<MatchNumber>,
    /// One past the last byte that was read.
    pub(super) end: usize,
    /// Each byte of it is a folded character.
    pub(super) one_to_one: bool,
}

/// No name continues that has begun: the walk ends before this byte, and the next may begin there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WalkEnd(pub(super) usize);

/// The byte at which reading resumes, or the end of the walk.
pub(super) type Resume = Result<usize, WalkEnd>;

impl Walk {
    pub(super) fn reset(&mut self) {
        self.tokens.clear();
        self.matches.clear();
        self.after_space = false;
        self.after_word = false;
        self.doubtful = false;
        self.of_part = None;
        self.is_over = false;
        self.one_to_one_from = 0;
    }

    /// Notes a space that ends before byte `end`, where reading resumes.
    #[inline(always)]
    pub(super) fn space(&mut self, end: usize) -> usize {
        self.after_space = true;
        self.doubtful = false;
        end
    }

    /// Returns whether the space in front of the next token is a token of its own.
    #[inline(always)]
    pub(super) fn has_space_before(&self, token: TextToken) -> bool {
        self.after_space && !(self.after_word && token.is_word)
    }

    #[inline(always)]
    pub(super) fn push(&mut self, token: TextToken) {
        self.tokens.push(ReadToken {
            start: token.start,
            longest: std::mem::take(&mut self.of_part),
        });
        (self.after_space, self.after_word) = (false, token.is_word);
    }

    /// Notes a pattern that ends behind byte `end`, and begins with the token of that number.
    #[inline(always)]
    pub(super) fn note(&mut self, pattern: usize, first: usize, end: usize) {
        let token = &mut self.tokens[first];
        if token.start == NOWHERE {
            return;
        }
        self.matches.push(Match {
            pattern: pattern as u32,
            shorter: token.longest,
            end,
            one_to_one: token.start >= self.one_to_one_from,
        });
        token.longest = MatchNumber::new(self.matches.len() as u32);
    }

    /// Returns the match of that number.
    #[inline(always)]
    pub(super) fn match_of(&self, number: MatchNumber) -> Match {
        self.matches[number.get() as usize - 1]
    }

    /// Forgets the first `count` tokens and the matches that begin with them.
    pub(super) fn forget(&mut self, count: usize) {
        self.tokens.drain(..count);
        let matches = std::mem::take(&mut self.matches);
        for token in &mut self.tokens {
            let mut kept = Vec::new();
            let mut next = std::mem::take(&mut token.longest);
            while let Some(number) = next {
                let one = matches[number.get() as usize - 1];
                next = one.shorter;
                kept.push(one);
            }
            for one in kept.into_iter().rev() {
                let shorter = token.longest;
                self.matches.push(Match { shorter, ..one });
                token.longest = MatchNumber::new(self.matches.len() as u32);
            }
        }
    }
}
