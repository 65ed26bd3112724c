//! The key of a folded word: a number worked out as the word is read, the same for a name and for a
//! text however it is written. Its bytes are taken eight at a time, so a word of a text costs a
//! multiplication or two.

use crate::text::chars::{CharInfo, Class};

/// What is known of the folded characters of a word read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    /// Of all that was read before `chunk`.
    hash: u64,
    /// The last bytes, the first of them lowest.
    chunk: u64,
    /// How many bytes are in it.
    filled: u32,
}

/// Bytes of a chunk.
const CHUNK: usize = 8;

/// The bits that distinguish lower-case ASCII letters from capitals; digits have them set.
const LOWER_CASE: u64 = 0x2020_2020_2020_2020;

/// An odd number with as many ones as zeros, far apart: 2^64 over the golden ratio.
const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Returns a hash, continued by eight bytes. The upper half of a product depends on every bit of
/// both factors, the lower half spreads the low bits upwards.
#[inline(always)]
pub(super) fn mix(hash: u64, chunk: u64) -> u64 {
    // One instruction gives both halves of the product.
    let product = u128::from(hash ^ chunk) * u128::from(MULTIPLIER);
    product as u64 ^ (product >> 64) as u64
}

impl Key {
    /// Of nothing.
    pub(super) const EMPTY: Self = Self {
        hash: MULTIPLIER,
        chunk: 0,
        filled: 0,
    };

    /// Returns the key as a number.
    #[inline(always)]
    pub(super) fn value(self) -> u64 {
        match self.filled {
            0 => self.hash,
            _ => mix(self.hash, self.chunk),
        }
    }

    /// A folded byte.
    #[inline]
    pub(super) fn byte(&mut self, byte: u8) {
        // A full chunk is mixed in when one more byte comes: so a word of eight letters has the
        // same key however it was read.
        if self.filled as usize == CHUNK {
            self.hash = self.value();
            self.chunk = 0;
            self.filled = 0;
        }
        self.chunk |= u64::from(byte) << (8 * self.filled);
        self.filled += 1;
    }

    /// Returns the key of some ASCII letters and digits that begin at byte `at` of a text, and are
    /// `count`.
    #[inline(always)]
    pub(super) fn of_letters(bytes: &[u8], at: usize, count: usize) -> u64 {
        let mut key = Self::EMPTY;
        key.letters(bytes, at, count);
        key.value()
    }

    /// Returns the key of a word of ASCII letters and digits, of which the first eight bytes are
    /// these.
    #[inline(always)]
    pub(super) fn of_word(bytes: &[u8], at: usize, first_eight: u64, length: usize) -> u64 {
        match length {
            0..=CHUNK => {
                // A word has a letter at least: the shift is by 56 or less.
                let kept = u64::MAX >> (64 - 8 * length);
                mix(Self::EMPTY.hash, (first_eight | LOWER_CASE) & kept)
            }
            _ => Self::of_letters(bytes, at, length),
        }
    }

    /// Returns the key of one folded character.
    #[inline(always)]
    pub(super) fn of_char(folded: char) -> u64 {
        let mut key = Self::EMPTY;
        key.char(folded);
        key.value()
    }

    /// A folded character.
    pub(super) fn char(&mut self, folded: char) {
        for &byte in folded.encode_utf8(&mut [0; 4]).as_bytes() {
            self.byte(byte);
        }
    }

    /// The ASCII letters and digits that begin at byte `at` of a text, and are `count`, folded.
    #[inline(always)]
    pub(super) fn letters(&mut self, bytes: &[u8], mut at: usize, count: usize) {
        let end = at + count;
        if self.filled > 0 {
            // Only words of which a part was folded come here: byte by byte, so that chunks stay in
            // line.
            bytes[at..end]
                .iter()
                .for_each(|&byte| self.byte(byte | LOWER_CASE as u8));
            return;
        }
        while end - at > CHUNK {
            self.hash = mix(self.hash, load(bytes, at) | LOWER_CASE);
            at += CHUNK;
        }
        let kept = u64::MAX >> (64 - 8 * (end - at));
        self.chunk = (load(bytes, at) | LOWER_CASE) & kept;
        self.filled = (end - at) as u32;
    }
}

/// Returns whether a folded character is part of a word of a script with spaces.
#[inline]
pub(super) fn is_spaced_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let info = CharInfo::of(c);
    info.class() == Class::Word && !info.is_unspaced()
}

/// Returns how many of the eight bytes, from the lowest on, are ASCII letters or digits before the
/// first that is none.
#[inline(always)]
pub(super) fn leading_letters(bytes: u64) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    // In seven bits a byte, an addition carries into the eighth where a byte is at least, or more
    // than, a bound.
    let within = |bytes: u64, first: u8, last: u8| {
        let at_least = bytes + u64::from(0x80 - first) * ONES;
        let more = bytes + u64::from(0x7F - last) * ONES;
        at_least & !more
    };
    let seven = bytes & !HIGH;
    let letters = within(seven | (0x20 * ONES), b'a', b'z') | within(seven, b'0', b'9');
    (!(letters & !bytes) & HIGH).trailing_zeros() as usize / 8
}

/// Returns how many ASCII letters and digits follow from byte `at` on.
#[inline(always)]
pub(super) fn count_letters(bytes: &[u8], at: usize) -> usize {
    let mut count = 0;
    loop {
        let more = leading_letters(load(bytes, at + count));
        count += more;
        if more < CHUNK {
            return count;
        }
    }
}

/// Returns the eight bytes from `at` on as an integer, the first one lowest; zeros past the end of
/// the text.
#[inline]
pub(super) fn load(bytes: &[u8], at: usize) -> u64 {
    match bytes
        .get(at..at + 8)
        .and_then(|eight| eight.try_into().ok())
    {
        // On every processor: the masks of letters count from the lowest byte.
        Some(eight) => u64::from_le_bytes(eight),
        None => load_last(bytes, at),
    }
}

#[cold]
fn load_last(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter()
        .take(8)
        .rev()
        .fold(0, |packed, &byte| packed << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_byte_has_its_class() {
        for byte in 0..=255u8 {
            let word = u64::from_le_bytes([b'a', b'Z', b'9', byte, b'x', b'x', b'x', b'x']);
            let want = if byte.is_ascii_alphanumeric() { 8 } else { 3 };
            assert_eq!(leading_letters(word), want, "{byte:#x}");
        }
    }

    proptest! {
        #[test]
        fn bytes_alone_and_together_give_one_key(
            before in "[a-z]{0,20}",
            word in "[a-zA-Z0-9]{1,40}",
        ) {
            let mut together = Key::EMPTY;
            before.bytes().for_each(|byte| together.byte(byte));
            let mut alone = together;
            together.letters(word.as_bytes(), 0, word.len());
            word.bytes().for_each(|byte| alone.byte(byte.to_ascii_lowercase()));
            prop_assert_eq!(together.value(), alone.value());
            prop_assert_eq!(count_letters(word.as_bytes(), 0), word.len());
        }
    }
}
