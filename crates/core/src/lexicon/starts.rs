//! Two Bloom filters: whether any name begins with a word, and whether any goes on with the next.
//!
//! A first word is known by its first eight letters, folded, and whether it begins with a capital;
//! the word after it by its first three letters, with a bit for a small one in front. Two keys may
//! share a bit, so the table may let too much through, never too little. On prose, nine words in
//! ten end here.

use rayon::prelude::*;

use super::key::{leading_letters, load, mix as hash};

/// Letters of a first word that take part in its key.
pub(super) const KEY_LETTERS: usize = 8;

/// Letters of a second word that take part in its key.
pub(super) const NEXT_LETTERS: usize = 3;

/// Two Bloom filters: one small enough to stay in the nearest cache, which every word is looked up
/// in, and one for the words that it lets through.
#[derive(Debug)]
pub(super) struct Starts {
    first: BitTable,
    next: BitTable,
}

/// The first letters of a word, folded, packed into an integer with the first in the lowest byte;
/// shorter words are padded with zeros. The case of the first letter is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Letters(u64);

/// The bit that tells a small ASCII letter from a capital; digits have it set.
const SMALL: u64 = 0x20;

impl Letters {
    /// The letters of a word of `length` ASCII letters and digits, of which the first eight stand
    /// in `bytes`; with `capital`, as if it began with a capital.
    #[inline]
    pub fn of(bytes: u64, length: u32, capital: bool) -> Self {
        const ALL_BUT_FIRST: u64 = 0x2020_2020_2020_2000;
        let bytes = (bytes | ALL_BUT_FIRST) & !(u64::from(capital) * SMALL);
        Self(bytes & KEPT[length.min(KEY_LETTERS as u32) as usize])
    }

    /// The first `count` letters, or fewer, of the word that begins at byte `at` of a pattern,
    /// where a small letter may begin it or not.
    pub(super) fn of_folded(folded: &[u8], at: usize, count: usize, small: bool) -> Self {
        let bytes = load(folded, at);
        let letters = Self(bytes & KEPT[leading_letters(bytes).min(count)]);
        if small {
            letters
        } else {
            letters.with_capital()
        }
    }

    /// The same with a small letter behind the first `length`, which are all.
    pub(super) fn followed_by(self, letter: u8, length: u32) -> Self {
        Self(self.0 | u64::from(letter) << (8 * length))
    }

    /// Whether there are none.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The same letters, the first one a capital.
    fn with_capital(self) -> Self {
        Self(self.0 & !SMALL)
    }

    /// Whether the first is a small letter or a digit.
    #[inline(always)]
    fn is_small(self) -> bool {
        self.0 & SMALL != 0
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

/// What comes after a first word, as far as the table tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A space and another word that begins with these letters.
    Word(Letters),
    /// Anything else: the end, a sign, a letter outside ASCII.
    Other,
}

impl Starts {
    /// The filters of these beginnings of names, where a capital will do for a small letter. Equal
    /// ones that follow each other take no room on the way.
    pub fn of(beginnings: impl Iterator<Item = (Letters, Next)>) -> Self {
        // With a capital, and with a small letter: apart, so that equal ones follow each other.
        let (mut firsts, mut nexts) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        for (first, next) in beginnings {
            let ways = [first.with_capital(), first];
            let ways = ways.iter().take(1 + usize::from(first.is_small()));
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
            first: BitTable::of(&firsts, BITS_PER_FIRST),
            next: BitTable::of(&nexts, BITS_PER_NEXT),
        }
    }

    /// Whether any name may begin with a word.
    #[inline(always)]
    pub(super) fn contains(&self, first: Letters) -> bool {
        let hash = hash(first.0, 0);
        self.first.has(hash, first_bits(hash, false))
    }

    /// Whether any name that begins with a word may end with it, or go on otherwise than by another
    /// word.
    #[inline(always)]
    pub(super) fn ends(&self, first: Letters) -> bool {
        let hash = hash(first.0, 0);
        self.first.has(hash, first_bits(hash, true))
    }

    /// Whether any name may begin with a word and go on so.
    #[inline(always)]
    pub(super) fn goes_on(&self, first: Letters, next: Next) -> bool {
        match next {
            Next::Word(next) => {
                let hash = hash_next(first, next);
                self.next.has(hash, next_bits(hash, next))
            }
            Next::Other => self.ends(first),
        }
    }
}

/// Each hash once, with all its bits: names that begin alike need not stand together.
fn merge(hashes: [Vec<(u64, u64)>; 2]) -> Vec<(u64, u64)> {
    let mut hashes = hashes.concat();
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

/// A set of hashes that may hold too many, never too few: a Bloom filter whose bits for a hash
/// stand in one word.
#[derive(Debug)]
struct BitTable {
    words: Vec<u64>,
    shift: u32,
}

impl BitTable {
    /// The set of some hashes, each with its bits.
    fn of(hashes: &[(u64, u64)], bits_per_hash: usize) -> Self {
        let words = (hashes.len() * bits_per_hash / 64)
            .next_power_of_two()
            .max(2);
        let mut table = Self {
            words: vec![0; words],
            shift: u64::BITS - words.trailing_zeros(),
        };
        for &(hash, bits) in hashes {
            let word = table.word(hash);
            table.words[word] |= bits;
        }
        table
    }

    #[inline(always)]
    fn has(&self, hash: u64, bits: u64) -> bool {
        let word = self.words.get(self.word(hash));
        word.is_some_and(|word| !word & bits == 0)
    }

    #[inline(always)]
    fn word(&self, hash: u64) -> usize {
        (hash >> self.shift) as usize
    }
}

/// One of the bits of a hash, where it is set.
#[inline(always)]
fn bit(hash: u64, number: u32, is_set: bool) -> u64 {
    u64::from(is_set) << (hash >> (6 * number) & 63)
}

/// The bits of a first word, and of one that may end the name.
#[inline(always)]
fn first_bits(hash: u64, ends: bool) -> u64 {
    bit(hash, 0, true) | bit(hash, 1, true) | bit(hash, 2, ends) | bit(hash, 3, ends)
}

/// The bits of a pair of words, of which the second may begin with a small letter.
#[inline(always)]
fn next_bits(hash: u64, next: Letters) -> u64 {
    bit(hash, 0, true) | bit(hash, 1, true) | bit(hash, 2, next.is_small())
}

#[inline(always)]
fn hash_next(first: Letters, next: Letters) -> u64 {
    hash(hash(first.0, 0), next.0 | SMALL)
}
