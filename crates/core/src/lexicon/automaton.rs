//! The Aho-Corasick automaton of all names. It reads tokens, not letters: see
//! [`vocabulary`](super::vocabulary).

use std::borrow::Cow;

use aho_corasick::automaton::{Automaton as _, StateID};
use aho_corasick::{Anchored, BuildError, MatchKind, nfa::contiguous, nfa::noncontiguous};

use super::vocabulary::TokenCode;

/// A contiguous NFA over the codes of tokens.
#[derive(Debug)]
pub(super) struct Automaton {
    nfa: contiguous::NFA,
    start: StateID,
}

/// The automaton before its states are laid out one behind the other: half of what compiling needs
/// most memory for, so what its patterns were made of can be given back in between.
pub(super) struct Loose(noncontiguous::NFA);

impl Loose {
    /// Returns the automaton of patterns given by their codes, in descending order: the builder
    /// keeps the transitions of a state in a list sorted by byte, and a new one that comes first
    /// costs no search.
    pub fn of<'c>(codes: impl ExactSizeIterator<Item = &'c [u8]>) -> Result<Self, BuildError> {
        let ballast = Cow::from(ballast(codes.len()));
        let with_ballast = std::iter::once(ballast).chain(codes.map(Cow::from));
        // Few states are dense: the builder's defaults fill some 8,000 rows of a kilobyte for the
        // first bytes of codes, through which no walk goes, because the vocabulary knows the state
        // behind every first token.
        let nfa = noncontiguous::NFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .dense_depth(2)
            .build(with_ballast)?;
        Ok(Self(nfa))
    }

    /// Returns whether no pattern that has begun continues behind some bytes of codes.
    pub(super) fn forgets(&self, bytes: impl Iterator<Item = u8>) -> bool {
        let start = self.0.start_state(Anchored::No).unwrap_or_default();
        let next = |state, byte| self.0.next_state(Anchored::No, state, byte);
        bytes.fold(start, next) == start
    }

    /// Lays the states out.
    pub(super) fn finish(self) -> Result<Automaton, BuildError> {
        let nfa = contiguous::NFA::builder()
            .dense_depth(1)
            .build_from_noncontiguous(&self.0)?;
        let start = nfa.start_state(Anchored::No).unwrap_or_default();
        Ok(Automaton { nfa, start })
    }
}

impl Automaton {
    /// Returns the state before anything was read.
    #[inline(always)]
    pub(super) fn start(&self) -> StateID {
        self.start
    }

    /// Returns the state behind one more token: that of the longest suffix of all that was read
    /// with which a pattern begins.
    #[inline(always)]
    pub(super) fn next(&self, state: StateID, code: TokenCode) -> StateID {
        code.bytes().fold(state, |state, byte| {
            self.nfa.next_state(Anchored::No, state, byte)
        })
    }

    /// Returns the state behind a second token; `None` where no pattern continues with it. From
    /// there a failure transition could only lead to the state of the second token alone.
    #[inline(always)]
    pub(super) fn second(&self, mut state: StateID, code: TokenCode) -> Option<StateID> {
        for byte in code.bytes() {
            state = self.nfa.next_state(Anchored::Yes, state, byte);
            if self.nfa.is_dead(state) {
                return None;
            }
        }
        Some(state)
    }

    /// Returns the patterns that end in a state, the longest first.
    #[inline(always)]
    pub(super) fn ends(&self, state: StateID) -> impl Iterator<Item = usize> {
        let count = match self.nfa.is_match(state) {
            true => self.nfa.match_len(state),
            false => 0,
        };
        (0..count).map(move |index| self.nfa.match_pattern(state, index).as_usize() - 1)
    }
}

/// Returns a pattern that no text spells, added first: so the first states that the builder makes
/// are no matches.
///
/// The builder swaps match states to the front, and afterwards follows for each state the whole
/// cycle of swaps that it is part of. A state that is no match and is followed by many that are is
/// swapped on behind each of them, and its cycle is as long as the list of states: 14,424 names of
/// up to four words, each a prefix of others, took half a second instead of 7 ms, and 346,200
/// more than a minute instead of 0.2 s. With one such state in front for each sixteen patterns,
/// cycles stay short.
fn ballast(patterns: usize) -> Vec<u8> {
    // No code has this byte, neither in front nor behind.
    vec![0; patterns / 16 + 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_spells_the_ballast() {
        let automaton = {
            let codes: [&[u8]; 3] = [b"\x02\x80", b"\x01\xFF\x03", b"\x01\xFF"];
            Loose::of(codes.into_iter()).unwrap().finish().unwrap()
        };
        let start = automaton.start();
        for byte in 1..=255u8 {
            let state = automaton.nfa.next_state(Anchored::No, start, byte);
            assert_eq!(automaton.ends(state).count(), 0, "{byte:#x}");
        }
        let next = |state, &byte| automaton.nfa.next_state(Anchored::No, state, byte);
        let state = b"\x01\xFF\x03".iter().fold(start, next);
        assert_eq!(automaton.ends(state).collect::<Vec<_>>(), [1]);
    }
}
