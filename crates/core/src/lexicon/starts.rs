//! Two Bloom filters: whether any name begins with a word, and whether any continues with the next.
//!
//! A first word is known by its first eight letters, folded, and whether it begins with a capital;
//! the word after it by its first three letters, with a bit for a lower-case one in front. Two keys
//! may share a bit, so a filter may let too much through, never too little. On prose, nine words in
//! ten end here.

use rayon::prelude::*;

use super::key::{leading_letters, load, mix as hash};

/// Letters of a first word that take part in its key.
pub(super) const KEY_LETTERS: usize = 8;

/// Letters of a second word that take part in its key.
pub(super) const NEXT_LETTERS: usize = 3;

/// Two Bloom filters: one small enough to stay in the nearest cache, which every word is looked up
/// in, and one for the words that pass it.
#[derive(Debug)]
pub(super) struct Starts {
    first: BloomFilter,
    next: BloomFilter,
}

/// The first letters of a word, folded, packed into an integer with the first in the lowest byte;
/// shorter words are padded with zeros. The case of the first letter is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Letters(u64);

/// The bit that distinguishes a lower-case ASCII letter from a capital; digits have it set.
const LOWER_CASE: u64 = 0x20;

impl Letters {
    /// Returns the letters of a word of `length` ASCII letters and digits, of which the first eight
    /// are in `bytes`; with `capital`, as if it began with a capital.
    #[inline]
    pub fn of(bytes: u64, length: u32, capital: bool) -> Self {
        const ALL_BUT_FIRST: u64 = 0x2020_2020_2020_2000;
        let bytes = (bytes | ALL_BUT_FIRST) & !(u64::from(capital) * LOWER_CASE);
        Self(bytes & KEPT[length.min(KEY_LETTERS as u32) as usize])
    }

    /// Returns the first `count` letters, or fewer, of the word that begins at byte `at` of a
    /// pattern, where a lower-case letter may begin it or not.
    pub(super) fn of_folded(folded: &[u8], at: usize, count: usize, lower_case: bool) -> Self {
        let bytes = load(folded, at);
        let letters = Self(bytes & KEPT[leading_letters(bytes).min(count)]);
        if lower_case {
            letters
        } else {
            letters.with_capital()
        }
    }

    /// Returns the same with a lower-case letter behind the first `length`, which are all.
    pub(super) fn followed_by(self, letter: u8, length: u32) -> Self {
        Self(self.0 | u64::from(letter) << (8 * length))
    }

    /// Returns whether there are none.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the same letters, the first one a capital.
    fn with_capital(self) -> Self {
        Self(self.0 & !LOWER_CASE)
    }

    /// Returns whether the first is a lower-case letter or a digit.
    #[inline(always)]
    fn is_lower_case(self) -> bool {
        self.0 & LOWER_CASE != 0
    }
}

/// The bytes of an integer that belong to a word, by its length.
const KEPT: [u64; KEY_LETTERS + 1] = {
    let mut kept = [0; KEY_LETTERS + 1];
    let mut length = 1;
    while length <= KEY_LETTERS {
        kept[length] = kept[length - 1] << 8 | 0xFF;
        length += 1;
    }
    kept
};

/// What comes after a first word, as far as the filters distinguish it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A space and another word that begins with these letters.
    Word(Letters),
    /// Anything else: the end, a sign, a letter outside ASCII.
    Other,
}

impl Starts {
    /// Returns the filters of these prefixes of names, where a capital will do for a lower-case
    /// letter. Equal ones that follow each other take no room on the way.
    pub fn of(prefixes: impl Iterator<Item = (Letters, Next)>) -> Self {
        // With a capital, and with a lower-case letter: apart, so that equal ones follow each
        // other.
        let (mut firsts, mut nexts) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        for (first, next) in prefixes {
            // A text may have a capital wherever a name has a lower-case letter: at the start of a
            // sentence, in a headline.
            let ways = [first.with_capital(), first];
            let ways = ways.iter().take(1 + usize::from(first.is_lower_case()));
            for (way, first) in ways.enumerate() {
                let hash = hash(first.0, 0);
                add(
                    &mut firsts[way],
                    hash,
                    first_bits(hash, next == Next::Other),
                );
                if let Next::Word(next) = next {
                    let hash = hash_next(*first, next);
                    add(&mut nexts[way], hash, next_bits(hash, next));
                }
            }
        }
        let (firsts, nexts) = (merge(firsts), merge(nexts));
        Self {
            first: BloomFilter::of(&firsts, BITS_PER_FIRST),
            next: BloomFilter::of(&nexts, BITS_PER_NEXT),
        }
    }

    /// Returns whether any name may begin with a word.
    #[inline(always)]
    pub(super) fn contains(&self, first: Letters) -> bool {
        let hash = hash(first.0, 0);
        self.first.has(hash, first_bits(hash, false))
    }

    /// Returns whether any name that begins with a word may end with it, or continue otherwise than
    /// by another word.
    #[inline(always)]
    pub(super) fn ends(&self, first: Letters) -> bool {
        let hash = hash(first.0, 0);
        self.first.has(hash, first_bits(hash, true))
    }

    /// Returns whether any name may begin with a word and continue so.
    #[inline(always)]
    pub(super) fn continues(&self, first: Letters, next: Next) -> bool {
        match next {
            Next::Word(next) => {
                let hash = hash_next(first, next);
                self.next.has(hash, next_bits(hash, next))
            }
            Next::Other => self.ends(first),
        }
    }
}

/// Returns each hash once, with all its bits: names that begin alike need not follow each other.
fn merge(hashes: [Vec<(u64, u64)>; 2]) -> Vec<(u64, u64)> {
    let mut hashes = hashes.concat();
    // Sorted by hash, the words of the filter are written in order.
    hashes.par_sort_unstable_by_key(|&(hash, _)| hash);
    hashes.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        kept.1 |= if same { later.1 } else { 0 };
        same
    });
    hashes
}

/// Adds the bits of a hash, to those of the one before it, if that is the same.
fn add(hashes: &mut Vec<(u64, u64)>, hash: u64, bits: u64) {
    match hashes.last_mut() {
        Some((known, known_bits)) if *known == hash => *known_bits |= bits,
        _ => hashes.push((hash, bits)),
    }
}

/// Bits for each first word, of which two or four are set: one false alarm in some hundred
/// look-ups. A false alarm on a word like *the* would cost much.
const BITS_PER_FIRST: usize = 32;

/// Bits for each pair of words, of which two or three are set.
const BITS_PER_NEXT: usize = 16;

/// A blocked Bloom filter: a set of hashes that may hold too many, never too few. All bits of a
/// hash are in one word, so that a look-up waits for one cache line.
#[derive(Debug)]
struct BloomFilter {
    words: Vec<u64>,
    shift: u32,
}

impl BloomFilter {
    /// Returns the set of some hashes, each with its bits.
    fn of(hashes: &[(u64, u64)], bits_per_hash: usize) -> Self {
        // A power of two, so that the highest bits of the hash are the number of the word.
        let words = (hashes.len() * bits_per_hash / 64)
            .next_power_of_two()
            .max(2);
        let mut filter = Self {
            words: vec![0; words],
            shift: u64::BITS - words.trailing_zeros(),
        };
        for &(hash, bits) in hashes {
            let word = filter.word(hash);
            filter.words[word] |= bits;
        }
        filter
    }

    #[inline(always)]
    fn has(&self, hash: u64, bits: u64) -> bool {
        let word = self.words.get(self.word(hash));
        word.is_some_and(|word| !word & bits == 0)
    }

    #[inline(always)]
    fn word(&self, hash: u64) -> usize {
        // The highest bits choose the word, the lowest the bits in it: neither says anything of the
        // other.
        (hash >> self.shift) as usize
    }
}

/// Returns one of the bits of a hash, where it is set.
#[inline(always)]
fn bit(hash: u64, number: u32, is_set: bool) -> u64 {
    u64::from(is_set) << (hash >> (6 * number) & 63)
}

/// Returns the bits of a first word, and of one that may end the name.
#[inline(always)]
fn first_bits(hash: u64, ends: bool) -> u64 {
    // Two bits for each question: with three for the first, matching a thousand names was 8 %
    // slower.
    bit(hash, 0, true) | bit(hash, 1, true) | bit(hash, 2, ends) | bit(hash, 3, ends)
}

/// Returns the bits of a pair of words, of which the second may begin with a lower-case letter.
#[inline(always)]
fn next_bits(hash: u64, next: Letters) -> u64 {
    bit(hash, 0, true) | bit(hash, 1, true) | bit(hash, 2, next.is_lower_case())
}

#[inline(always)]
fn hash_next(first: Letters, next: Letters) -> u64 {
    // Without the case of the second word, which has a bit: pairs that differed in it were twice as
    // many keys, and 100,000 names and more were matched 8 % slower.
    hash(hash(first.0, 0), next.0 | LOWER_CASE)
}
