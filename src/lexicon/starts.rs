//! The bit table: whether any name begins with a word.
//!
//! The key is the first eight letters of the word, folded, and whether it begins with a capital. Two words may share a
//! bit, so the table may let too much through, never too little.

/// Letters of a word that take part in its key.
pub(super) const KEY_LETTERS: usize = 8;

/// Bits a key: one false alarm in about twenty words that begin no name, at 1/32 of the names' count in memory words.
const BITS_PER_KEY: usize = 32;

/// The bit table.
#[derive(Debug, Default)]
pub(super) struct Starts {
    bits: Vec<u64>,
    shift: u32,
}

/// The first letters of a word, folded, packed into an integer; shorter words are padded with zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Letters(u64);

impl Letters {
    /// Adds the letter at place `at` of the word; letters beyond the key do not count.
    #[inline]
    pub(super) fn set(&mut self, at: usize, folded: u8) {
        if at < KEY_LETTERS {
            self.0 |= u64::from(folded) << (8 * at);
        }
    }
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

    pub(super) fn insert(&mut self, letters: Letters, capital: bool) {
        let (word, bit) = self.place(letters, capital);
        self.bits[word] |= bit;
    }

    #[inline]
    pub(super) fn contains(&self, letters: Letters, capital: bool) -> bool {
        let (word, bit) = self.place(letters, capital);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    #[inline]
    fn place(&self, letters: Letters, capital: bool) -> (usize, u64) {
        // Multiplicative hashing (Knuth, TAOCP 6.4) by 2^64 over the golden ratio; the upper bits are the best mixed.
        let mixed = (letters.0 ^ letters.0 >> 29)
            .wrapping_add(u64::from(capital) << 63 | u64::from(capital));
        let hash = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift;
        ((hash / 64) as usize, 1 << (hash % 64))
    }
}
