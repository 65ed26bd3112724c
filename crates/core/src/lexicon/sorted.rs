//! All patterns in the order of the automaton, and which of them are alike.

use rayon::prelude::*;

use super::pattern::{Folded, Pattern};

/// Patterns by their codes, downwards, as the automaton wants them.
///
/// Sixteen bytes a pattern: while the automaton is built, lists of whole patterns, of groups and of
/// codes were a fifth of all memory in use.
pub(super) struct SortedPatterns<'f> {
    shares: &'f [Folded<'f>],
    order: Vec<Place>,
    /// Where each group of patterns that are alike ends.
    ends: Vec<u32>,
    /// The codes of all groups, in order: the builder of the automaton would wait for each.
    codes: Vec<u8>,
    /// Where the codes of each group end.
    codes_ends: Vec<u32>,
}

/// Where a pattern stands among those that were folded.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The first eight bytes of its codes: tells most patterns apart without a look at the others.
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
            order.extend(pieces.map(|piece| Place {
                first_codes: first_eight(share.codes(piece as usize)),
                share: number,
                piece,
            }));
        }
        let sorted = Self {
            shares,
            order: Vec::new(),
            ends: Vec::new(),
            codes: Vec::new(),
            codes_ends: Vec::new(),
        };
        order.par_sort_unstable_by(|a, b| {
            let by_first = b.first_codes.cmp(&a.first_codes);
            by_first.then_with(|| {
                let (a, b) = (sorted.pattern(a), sorted.pattern(b));
                let by_codes = b.codes.cmp(a.codes);
                by_codes.then_with(|| (a.folded, a.subject).cmp(&(b.folded, b.subject)))
            })
        });
        // Equal codes are not enough: the keys of two words may be equal by chance.
        let is_like = |a: &Place, b: &Place| {
            a.first_codes == b.first_codes && sorted.pattern(a).folded == sorted.pattern(b).folded
        };
        let (mut ends, mut codes, mut codes_ends) = (Vec::new(), Vec::new(), Vec::new());
        let mut end = 0;
        for group in order.chunk_by(is_like) {
            end += group.len() as u32;
            ends.push(end);
            sorted.add_codes(&group[0], &mut codes);
            codes_ends.push(codes.len() as u32);
        }
        Self {
            shares,
            order,
            ends,
            codes,
            codes_ends,
        }
    }

    fn add_codes(&self, place: &Place, codes: &mut Vec<u8>) {
        let first = place.first_codes.to_be_bytes();
        // No byte of a code is zero. Most have fewer than eight.
        match first.iter().position(|&byte| byte == 0) {
            Some(length) => codes.extend(&first[..length]),
            None => codes.extend(self.shares[place.share as usize].codes(place.piece as usize)),
        }
    }

    /// How many groups of patterns that are alike there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The codes of a group.
    pub(super) fn codes(&self, group: usize) -> &[u8] {
        &self.codes[start(&self.codes_ends, group)..self.codes_ends[group] as usize]
    }

    /// Every group of patterns that are alike, in order; the names of an actor stand together.
    pub(super) fn groups(&self) -> impl Iterator<Item = impl Iterator<Item = Pattern<'f>>> {
        (0..self.len()).map(|group| {
            let places = &self.order[start(&self.ends, group)..self.ends[group] as usize];
            places.iter().map(|place| self.pattern(place))
        })
    }

    fn pattern(&self, place: &Place) -> Pattern<'f> {
        self.shares[place.share as usize].pattern(place.piece as usize)
    }
}

fn start(ends: &[u32], group: usize) -> usize {
    group
        .checked_sub(1)
        .map_or(0, |before| ends[before] as usize)
}

/// The first eight bytes, to be compared as numbers.
fn first_eight(codes: &[u8]) -> u64 {
    let mut first = [0; 8];
    let few = codes.len().min(8);
    first[..few].copy_from_slice(&codes[..few]);
    u64::from_be_bytes(first)
}
