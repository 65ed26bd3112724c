//! Many small automata in place of a large one: smaller ones build faster and in parallel, need less memory while they
//! are built, and stay in cache while they are walked.
//!
//! An automaton holds each pattern only up to where it parts from all others. From there on no other can match, and the
//! rest, its tail, is compared with the text byte by byte: half of the states were in such tails.

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::{Anchored, MatchKind, nfa::contiguous};
use rayon::prelude::*;

use super::BuildError;

/// One automaton per two leading bytes of the folded patterns.
#[derive(Debug, Default)]
pub(super) struct Shards {
    shards: Vec<Shard>,
    /// By first and second byte: the number of the shard plus one; 0 where no pattern begins so.
    index: Vec<u32>,
}

/// A byte before every pattern that stands nowhere inside of one, so that no pattern is part of another. Walks are
/// anchored and need no failure transitions, but the builder makes them all the same; with the mark all lead straight to the
/// start. It is the first byte of all, because the builder looks for it, once a pattern, in a list of the 256 in their order.
pub(super) const MARK: u8 = 0;

/// Of this byte is a pattern that is never met: the first, so that its states come first.
///
/// The builder swaps the states in which patterns end with those that come before, one after the other, and then follows
/// the swaps from each state round to where they began. Where nearly every state ends a pattern (`Name 1` … `Name 999999`),
/// one round leads through all of them: a million names took minutes. With as many idle states in front as a round may not
/// be long, it is at most [`LONGEST_ROUND`].
const BALLAST: u8 = 1;
const LONGEST_ROUND: usize = 16;

/// The automaton of some patterns.
#[derive(Debug)]
pub(super) struct Shard {
    automaton: contiguous::NFA,
    /// The state in which a walk begins: behind the mark.
    start: StateID,
    /// One more than the number of its last pattern among all. The automaton numbers them downwards, and the ballast 0.
    past_patterns: u32,
    /// The tails of its patterns, one after the other, in the order of the automaton.
    tails: Box<[u8]>,
    /// Where each of them ends; the first entry is the ballast's, which has none.
    tail_ends: Box<[u32]>,
}

impl Shards {
    /// Builds the automata of `patterns`, which are sorted, distinct and not empty.
    pub(super) fn build(patterns: &[&str]) -> Result<Self, BuildError> {
        let mut index = vec![0; 1 << 16];
        let mut groups: Vec<(u32, &[&str])> = Vec::new();
        let mut past_patterns = 0;
        for alike in patterns.chunk_by(|a, b| byte(a, 0) == byte(b, 0)) {
            let row = usize::from(byte(alike[0], 0)) << 8;
            // A pattern of a single byte must be found whatever follows, so its first byte is not split.
            let whole = alike[0].len() == 1;
            for group in alike.chunk_by(|a, b| whole || byte(a, 1) == byte(b, 1)) {
                past_patterns += group.len() as u32;
                groups.push((past_patterns, group));
                let second = usize::from(byte(group[0], 1));
                let places = if whole {
                    row..row + 256
                } else {
                    row + second..row + second + 1
                };
                index[places].fill(groups.len() as u32);
            }
        }
        let shards = groups
            .into_par_iter()
            .map(|(past_patterns, group)| Shard::build(past_patterns, group))
            .collect::<Result<_, aho_corasick::BuildError>>()?;
        Ok(Self { shards, index })
    }

    /// The automaton of the patterns that begin with these two bytes.
    #[inline]
    pub(super) fn find(&self, first: u8, second: u8) -> Option<&Shard> {
        let number = *self
            .index
            .get(usize::from(first) << 8 | usize::from(second))?;
        self.shards.get((number as usize).wrapping_sub(1))
    }
}

impl Shard {
    fn build(past_patterns: u32, patterns: &[&str]) -> Result<Self, aho_corasick::BuildError> {
        let mut tails = Vec::new();
        let mut tail_ends = Vec::with_capacity(patterns.len() + 1);
        tail_ends.push(0);
        let mut shared = 0;
        // Backwards, because the builder looks through the transitions of a state in the order of their bytes, and wants the
        // one that was added last.
        let heads = (0..patterns.len()).rev().map(|number| {
            let pattern = patterns[number].as_bytes();
            let before = match number.checked_sub(1) {
                Some(before) => common(pattern, patterns[before].as_bytes()),
                None => 0,
            };
            // One byte more than it shares with its neighbours; all of it where the next begins with it.
            let (head, tail) = pattern.split_at(pattern.len().min(shared.max(before) + 1));
            shared = before;
            tails.extend_from_slice(tail);
            tail_ends.push(tails.len() as u32);
            [&[MARK], head].concat()
        });
        let ballast = vec![BALLAST; patterns.len().div_ceil(LONGEST_ROUND)];
        let automaton = contiguous::NFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .build(std::iter::once(ballast).chain(heads))?;
        // The automaton has an anchored start: those that have none are DFAs.
        let start = automaton.start_state(Anchored::Yes).unwrap_or_default();
        let start = automaton.next_state(Anchored::Yes, start, MARK);
        Ok(Self {
            automaton,
            start,
            past_patterns,
            tails: tails.into(),
            tail_ends: tail_ends.into(),
        })
    }
}

/// How many bytes two patterns begin with alike.
fn common(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

fn byte(pattern: &str, place: usize) -> u8 {
    pattern.as_bytes().get(place).copied().unwrap_or(0)
}

/// Where a walk along a shard's patterns stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position<'l> {
    shard: &'l Shard,
    state: StateID,
    /// What is still to come of the only pattern left; `None` where the automaton tells.
    tail: Option<&'l [u8]>,
}

impl<'l> Position<'l> {
    /// The beginning.
    #[inline(always)]
    pub(super) fn start(shard: &'l Shard) -> Self {
        Self {
            shard,
            state: shard.start,
            tail: None,
        }
    }

    /// Goes on by a byte.
    #[inline(always)]
    pub(super) fn step(&mut self, byte: u8) {
        match self.tail {
            None => {
                self.state = self.next(byte);
                if self.shard.automaton.is_match(self.state) {
                    self.begin_tail();
                }
            }
            Some([next, rest @ ..]) if *next == byte => self.tail = Some(rest),
            Some(_) => {
                // From where a tail begins, the automaton knows no way on.
                self.tail = None;
                self.state = self.next(byte);
            }
        }
    }

    /// Where only one pattern is left, the rest of it is compared.
    fn begin_tail(&mut self) {
        let tail = self.shard.tail(self.pattern_here());
        self.tail = (!tail.is_empty()).then_some(tail);
    }

    /// No pattern goes on so.
    #[inline(always)]
    pub(super) fn is_dead(&self) -> bool {
        self.shard.automaton.is_dead(self.state)
    }

    /// The pattern that ends here, by its number among all.
    #[inline(always)]
    pub(super) fn pattern(&self) -> Option<usize> {
        let ends = match self.tail {
            None => self.shard.automaton.is_match(self.state),
            Some(rest) => rest.is_empty(),
        };
        ends.then(|| self.shard.past_patterns as usize - self.pattern_here())
    }

    #[inline(always)]
    fn next(&self, byte: u8) -> StateID {
        let automaton = &self.shard.automaton;
        automaton.next_state(Anchored::Yes, self.state, byte)
    }

    /// The pattern of a state in which one ends, by its number in the automaton.
    #[inline(always)]
    fn pattern_here(&self) -> usize {
        let automaton = &self.shard.automaton;
        automaton.match_pattern(self.state, 0).as_usize()
    }
}

impl Shard {
    #[inline]
    fn tail(&self, pattern: usize) -> &[u8] {
        let (start, end) = (self.tail_ends[pattern - 1], self.tail_ends[pattern]);
        &self.tails[start as usize..end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_spelt_and_nothing_else() {
        let numbers: Vec<String> = (0..3000).map(|number| format!("iran {number}")).collect();
        let others = ["a", "ab", "iranian army", "iranian navy", "is", "ürümqi"];
        let mut patterns: Vec<&str> = numbers.iter().map(String::as_str).chain(others).collect();
        patterns.sort_unstable();
        let shards = Shards::build(&patterns).unwrap();
        let spelt = |text: &str| {
            let mut position = Position::start(shards.find(byte(text, 0), byte(text, 1))?);
            text.bytes().for_each(|byte| position.step(byte));
            assert!(!position.is_dead() || position.pattern().is_none());
            position.pattern()
        };
        for (number, pattern) in patterns.iter().enumerate() {
            assert_eq!(spelt(pattern), Some(number), "{pattern}");
            let (less, more) = (
                &pattern[..pattern.floor_char_boundary(pattern.len() - 1)],
                format!("{pattern}x"),
            );
            for other in [less, &more] {
                assert_eq!(spelt(other), patterns.binary_search(&other).ok(), "{other}");
            }
        }
    }
}
