//! The bit table: whether any name begins with a word, and whether any goes on with the next.
//!
//! A first word is known by its first eight letters, folded, and whether it begins with a capital; the word after it by
//! its first three letters and its capital. Two keys may share a bit, so the table may let too much through, never too
//! little. On prose, nine words in ten end here.

/// Letters of a first word that take part in its key.
pub(super) const KEY_LETTERS: usize = 8;

/// Letters of a second word that take part in its key.
pub(super) const NEXT_LETTERS: usize = 3;

/// Two bit tables: one small enough to stay in the nearest cache, which every word is looked up in, and one for the words
/// that it lets through.
#[derive(Debug, Default)]
pub(super) struct Starts {
    first: BitTable,
    next: BitTable,
}

/// The first letters of a word, folded, packed into an integer with the first in the lowest byte; shorter words are padded
/// with zeros. The case of the first letter is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Letters(u64);

/// The bit that tells a small ASCII letter from a capital; digits have it set.
const SMALL: u64 = 0x20;

impl Letters {
    /// The letters of a word of `length` ASCII letters and digits, of which the first eight stand in `bytes`; with
    /// `capital`, as if it began with a capital.
    #[inline]
    pub(super) fn of(bytes: u64, length: u32, capital: bool) -> Self {
        const ALL_BUT_FIRST: u64 = 0x2020_2020_2020_2000;
        let bytes = (bytes | ALL_BUT_FIRST) & !(u64::from(capital) * SMALL);
        Self(bytes & KEPT[length.min(KEY_LETTERS as u32) as usize])
    }

    /// The first `count` letters of a word, already folded.
    pub(super) fn of_folded(word: &[u8], count: usize) -> Self {
        let letters = word
            .iter()
            .take(count)
            .take_while(|byte| byte.is_ascii_alphanumeric());
        Self(letters.enumerate().fold(0, |packed, (place, &letter)| {
            packed | u64::from(letter) << (8 * place)
        }))
    }

    /// The same letters, the first one a capital.
    pub(super) fn with_capital(self) -> Self {
        Self(self.0 & !SMALL)
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
    /// The tables of these beginnings of names. Where equal ones follow each other, they need less room.
    pub(super) fn of(beginnings: impl Iterator<Item = (Letters, Next)>) -> Self {
        let (mut firsts, mut nexts) = (Vec::new(), Vec::new());
        for (first, next) in beginnings {
            let next = hash_next(first, next);
            let first = hash(first);
            // A word begins names in two ways at most, and those of one word stand together.
            if !firsts.iter().rev().take(2).any(|&known| known == first) {
                firsts.push(first);
            }
            if !nexts.iter().rev().take(4).any(|&known| known == next) {
                nexts.push(next);
            }
        }
        Self {
            first: BitTable::of(&firsts),
            next: BitTable::of(&nexts),
        }
    }

    /// Whether any name may begin with a word.
    #[inline]
    pub(super) fn contains(&self, first: Letters) -> bool {
        self.first.has(hash(first))
    }

    /// Whether any name may begin with a word and go on so.
    #[inline]
    pub(super) fn goes_on(&self, first: Letters, next: Next) -> bool {
        self.next.has(hash_next(first, Next::Other))
            || next != Next::Other && self.next.has(hash_next(first, next))
    }
}

/// Bits a hash: one false alarm in about as many look-ups.
const BITS_PER_HASH: usize = 24;

/// A set of hashes that may hold too many, never too few.
#[derive(Debug, Default)]
struct BitTable {
    bits: Vec<u64>,
    shift: u32,
}

impl BitTable {
    fn of(hashes: &[u64]) -> Self {
        let bits = (hashes.len() * BITS_PER_HASH).next_power_of_two().max(64);
        let mut table = Self {
            bits: vec![0; bits / 64],
            shift: u64::BITS - bits.trailing_zeros(),
        };
        for &hash in hashes {
            let (word, bit) = table.place(hash);
            table.bits[word] |= bit;
        }
        table
    }

    #[inline]
    fn has(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    #[inline]
    fn place(&self, hash: u64) -> (usize, u64) {
        // The upper bits are the best mixed.
        let place = hash >> self.shift;
        ((place / 64) as usize, 1 << (place % 64))
    }
}

/// Multiplicative hashing (Knuth, TAOCP 6.4) by 2^64 over the golden ratio.
const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

#[inline]
fn hash(letters: Letters) -> u64 {
    (letters.0 ^ letters.0 >> 29).wrapping_mul(MULTIPLIER)
}

#[inline]
fn hash_next(first: Letters, next: Next) -> u64 {
    let next = match next {
        Next::Word(letters) => letters.0 << 8,
        Next::Other => 1,
    };
    (hash(first).rotate_left(32) ^ next).wrapping_mul(MULTIPLIER)
}
