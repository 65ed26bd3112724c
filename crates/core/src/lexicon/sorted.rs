//! All patterns in the order of the automaton, and which of them are alike.

use rayon::prelude::*;

use super::ends::Ends;
use super::pattern::{Folded, Pattern};

/// Patterns by their codes, downwards, as the automaton wants them.
///
/// Sixteen bytes a pattern: while the automaton is built, lists of whole patterns, of groups and of
/// codes were a fifth of all memory in use.
pub(super) struct SortedPatterns<'f> {
    shares: &'f [Folded<'f>],
    order: Vec<PatternPlace>,
    /// Where each group of patterns that are alike ends.
    ends: Ends,
    /// The codes of all groups, in order: the builder of the automaton would wait for each.
    codes: Vec<u8>,
    /// Where the codes of each group end.
    codes_ends: Ends,
}

/// The place of a pattern among those that were folded.
#[derive(Debug, Clone, Copy)]
struct PatternPlace {
    /// The first eight bytes of its codes: distinguishes most patterns without a look at the
    /// others.
    first_codes: u64,
    share: u32,
    piece: u32,
}

impl<'f> SortedPatterns<'f> {
    /// Sorts the patterns of all shares.
    pub fn of(shares: &'f [Folded<'f>]) -> Self {
        let mut order = Vec::with_capacity(shares.iter().map(Folded::len).sum());
        for (number, share) in (0u32..).zip(shares) {
            let pieces = 0..share.len() as u32;
            order.extend(pieces.map(|piece| PatternPlace {
                first_codes: first_eight(share.codes(piece as usize)),
                share: number,
                piece,
            }));
        }
        order.par_sort_unstable_by(|a, b| {
            let by_first = b.first_codes.cmp(&a.first_codes);
            by_first.then_with(|| {
                let (a, b) = (pattern(shares, a), pattern(shares, b));
                let by_codes = b.codes.cmp(a.codes);
                by_codes.then_with(|| (a.folded, a.subject).cmp(&(b.folded, b.subject)))
            })
        });
        // Equal codes are not enough: the keys of two words may be equal by chance.
        let is_like = |a: &PatternPlace, b: &PatternPlace| {
            a.first_codes == b.first_codes && pattern(shares, a).folded == pattern(shares, b).folded
        };
        let (mut ends, mut codes, mut codes_ends) = (Ends::default(), Vec::new(), Ends::default());
        let mut end = 0;
        for group in order.chunk_by(is_like) {
            end += group.len();
            ends.push(end);
            add_codes(shares, &group[0], &mut codes);
            codes_ends.push(codes.len());
        }
        Self {
            shares,
            order,
            ends,
            codes,
            codes_ends,
        }
    }

    /// Returns how many groups of patterns that are alike there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the codes of a group.
    pub(super) fn codes(&self, group: usize) -> &[u8] {
        &self.codes[self.codes_ends.range(group)]
    }

    /// Returns every group of patterns that are alike, in order; the names of an actor follow each
    /// other.
    pub(super) fn groups(&self) -> impl Iterator<Item = impl Iterator<Item = Pattern<'f>>> {
        (0..self.len()).map(|group| {
            let places = self.order[self.ends.range(group)].iter();
            places.map(|place| pattern(self.shares, place))
        })
    }
}

fn pattern<'f>(shares: &'f [Folded<'f>], place: &PatternPlace) -> Pattern<'f> {
    shares[place.share as usize].pattern(place.piece as usize)
}

fn add_codes(shares: &[Folded<'_>], place: &PatternPlace, codes: &mut Vec<u8>) {
    let first = place.first_codes.to_be_bytes();
    // No byte of a code is zero. Most have fewer than eight.
    match first.iter().position(|&byte| byte == 0) {
        Some(length) => codes.extend(&first[..length]),
        None => codes.extend(shares[place.share as usize].codes(place.piece as usize)),
    }
}

/// Returns the first eight bytes, to be compared as numbers.
fn first_eight(codes: &[u8]) -> u64 {
    let mut first = [0; 8];
    let few = codes.len().min(8);
    first[..few].copy_from_slice(&codes[..few]);
    u64::from_be_bytes(first)
}
