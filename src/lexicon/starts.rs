//! The bit table: whether any name begins with a word, and whether any goes on with the next.
//!
//! A first word is known by its first eight letters, folded, and whether it begins with a capital; the word after it by
//! its first three letters and its capital. Two keys may share a bit, so the table may let too much through, never too
//! little. On prose, nine words in ten end here.

/// Letters of a first word that take part in its key.
pub(super) const KEY_LETTERS: usize = 8;

/// Letters of a second word that take part in its key.
pub(super) const NEXT_LETTERS: usize = 3;

/// Bits a key: about one false alarm in thirty words that begin no name.
const BITS_PER_KEY: usize = 32;

/// The bit table.
#[derive(Debug, Default)]
pub(super) struct Starts {
    bits: Vec<u64>,
    shift: u32,
}

/// The first letters of a word, folded, packed into an integer with the first in the lowest byte; shorter words are padded
/// with zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Letters(u64);

impl Letters {
    /// The letters of a word of `length` ASCII letters and digits, of which the first eight stand in `bytes`.
    #[inline]
    pub(super) fn of(bytes: u64, length: u32) -> Self {
        // Setting this bit makes ASCII letters small and leaves digits alone.
        const SMALL: u64 = 0x2020_2020_2020_2020;
        let unused = 64 - 8 * length.min(KEY_LETTERS as u32);
        Self((bytes | SMALL).checked_shl(unused).unwrap_or(0) >> (unused & 63))
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
}

/// What comes after a first word, as far as the table tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A space and another word that begins with these letters.
    Word { letters: Letters, capital: bool },
    /// Anything else: the end, a sign, a letter outside ASCII.
    Other,
}

impl Starts {
    /// A table with room for `keys` keys.
    pub(super) fn with_capacity(keys: usize) -> Self {
        let bits = (keys * BITS_PER_KEY).next_power_of_two().max(64);
        Self {
            bits: vec![0; bits / 64],
            shift: u64::BITS - bits.trailing_zeros(),
        }
    }

    /// Notes a name that begins with these letters.
    pub(super) fn insert(&mut self, first: Letters, capital: bool, next: Next) {
        for hash in [hash(first, capital), hash_next(hash(first, capital), next)] {
            let (word, bit) = self.place(hash);
            self.bits[word] |= bit;
        }
    }

    /// Whether any name may begin with a word.
    #[inline]
    pub(super) fn contains(&self, first: Letters, capital: bool) -> bool {
        self.has(hash(first, capital))
    }

    /// Whether any name may begin with a word and go on so.
    #[inline]
    pub(super) fn goes_on(&self, first: Letters, capital: bool, next: Next) -> bool {
        let first = hash(first, capital);
        self.has(hash_next(first, Next::Other))
            || next != Next::Other && self.has(hash_next(first, next))
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
fn hash(letters: Letters, capital: bool) -> u64 {
    let mixed =
        (letters.0 ^ letters.0 >> 29).wrapping_add(u64::from(capital) << 63 | u64::from(capital));
    mixed.wrapping_mul(MULTIPLIER)
}

#[inline]
fn hash_next(first: u64, next: Next) -> u64 {
    let next = match next {
        Next::Word { letters, capital } => letters.0 << 1 | u64::from(capital) | 1 << 40,
        Next::Other => 1 << 41,
    };
    (first ^ first >> 32 ^ next).wrapping_mul(MULTIPLIER)
}
