//! Classes of the bytes of a text, 64 at a time: masks with a bit for each byte, worked out
//! without a branch a byte.

/// Bytes of a block.
pub(super) const BLOCK: usize = 64;

/// The classes of the bytes of a block: bit `n` is for byte `n`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Masks {
    /// ASCII letters and digits.
    pub(super) letters: u64,
    /// Full stops.
    pub(super) stops: u64,
    /// Apostrophes in ASCII, and bytes outside ASCII: what may vanish inside a word.
    pub(super) doubtful: u64,
    /// First bytes of characters outside ASCII.
    pub(super) wide: u64,
}

impl Masks {
    /// Returns the masks of the block that begins at byte `at`; past the end of the text there is
    /// nothing.
    #[inline]
    pub fn of(bytes: &[u8], at: usize) -> Self {
        match bytes
            .get(at..at + BLOCK)
            .and_then(|block| block.try_into().ok())
        {
            Some(block) => Self::of_block(block),
            None => Self::of_last(bytes.get(at..).unwrap_or_default()),
        }
    }

    #[cold]
    fn of_last(rest: &[u8]) -> Self {
        let mut block = [b' '; BLOCK];
        block[..rest.len()].copy_from_slice(rest);
        Self::of_block(&block)
    }

    #[inline]
    fn of_block(block: &[u8; BLOCK]) -> Self {
        #[cfg(all(target_arch = "x86_64", not(actag_portable)))]
        #[expect(
            unsafe_code,
            reason = "the only place: a fifth faster over all of matching"
        )]
        // SAFETY: the functions of `sse2` touch no memory but the block, and SSE2 is part of every
        // x86-64 processor.
        return unsafe { sse2::masks(block) };
        #[cfg(any(actag_portable, not(target_arch = "x86_64")))]
        return plain::masks(block);
    }
}

/// With the instructions that every x86-64 processor has: a third faster for the visit of all words
/// than what the compiler makes of `plain`.
#[cfg(all(target_arch = "x86_64", not(actag_portable)))]
mod sse2 {
    use std::arch::x86_64::{
        __m128i, _mm_add_epi8, _mm_cmpeq_epi8, _mm_cmpgt_epi8, _mm_movemask_epi8, _mm_or_si128,
        _mm_set_epi64x, _mm_set1_epi8,
    };

    use super::{BLOCK, Masks};

    #[inline]
    #[target_feature(enable = "sse2")]
    pub(super) fn masks(block: &[u8; BLOCK]) -> Masks {
        let (sixteens, _) = block.as_chunks::<16>();
        let mut masks = Masks::default();
        for (place, sixteen) in sixteens.iter().enumerate() {
            let part = of_sixteen(sixteen);
            let shift = 16 * place;
            masks.letters |= part.letters << shift;
            masks.stops |= part.stops << shift;
            masks.doubtful |= part.doubtful << shift;
            masks.wide |= part.wide << shift;
        }
        masks
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn of_sixteen(sixteen: &[u8; 16]) -> Masks {
        let (eights, _) = sixteen.as_chunks::<8>();
        let bytes = _mm_set_epi64x(i64::from_le_bytes(eights[1]), i64::from_le_bytes(eights[0]));
        let is = |byte: u8| _mm_cmpeq_epi8(bytes, all(byte));
        // Comparisons are signed: what is to be found is moved to the top of the positive numbers,
        // up to 127.
        let lower_case = _mm_or_si128(bytes, all(0x20));
        let alphabetic = _mm_cmpgt_epi8(_mm_add_epi8(lower_case, all(127 - b'z')), all(127 - 26));
        let digits = _mm_cmpgt_epi8(_mm_add_epi8(bytes, all(127 - b'9')), all(127 - 10));
        let beyond_ascii = bits(bytes);
        Masks {
            letters: bits(_mm_or_si128(alphabetic, digits)),
            stops: bits(is(b'.')),
            doubtful: bits(_mm_or_si128(is(b'\''), is(b'`'))) | beyond_ascii,
            // As signed numbers, the bytes 0x80–0xBF inside a character are the lowest.
            wide: bits(_mm_cmpgt_epi8(bytes, all(0xBF))) & beyond_ascii,
        }
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn all(byte: u8) -> __m128i {
        _mm_set1_epi8(byte as i8)
    }

    /// Returns the highest bit of each byte.
    #[inline]
    #[target_feature(enable = "sse2")]
    fn bits(bytes: __m128i) -> u64 {
        _mm_movemask_epi8(bytes) as u64
    }
}

/// For any processor.
#[cfg(any(test, actag_portable, not(target_arch = "x86_64")))]
mod plain {
    use super::{BLOCK, Masks};

    pub(super) fn masks(block: &[u8; BLOCK]) -> Masks {
        Masks {
            letters: mask(block, |byte| {
                let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
                letter | (byte.wrapping_sub(b'0') < 10)
            }),
            stops: mask(block, |byte| byte == b'.'),
            doubtful: mask(block, |byte| {
                (byte == b'\'') | (byte == b'`') | (byte >= 0x80)
            }),
            wide: mask(block, |byte| byte >= 0xC0),
        }
    }

    // The loop over the block becomes vector instructions: so it looks at every byte, and does not
    // stop early.
    #[inline]
    fn mask(block: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
        let flags = block.map(|byte| u8::from(is(byte)));
        // The multiplication gathers the lowest bits of eight bytes in the highest byte: each flag
        // is shifted to a bit of its own, and no two sums meet.
        const GATHER: u64 = 0x0102_0408_1020_4080;
        let (eights, _) = flags.as_chunks::<8>();
        let bits = eights
            .iter()
            .map(|&eight| u64::from_le_bytes(eight).wrapping_mul(GATHER) >> 56);
        bits.enumerate()
            .fold(0, |mask, (place, bits)| mask | bits << (8 * place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_byte_has_its_class() {
        for first in (0..=255).step_by(BLOCK) {
            let block = std::array::from_fn(|place| first as u8 + place as u8);
            let masks = Masks::of_block(&block);
            assert_eq!(masks, plain::masks(&block));
            for (place, byte) in block.into_iter().enumerate() {
                let has = |mask: u64| mask >> place & 1 == 1;
                assert_eq!(has(masks.letters), byte.is_ascii_alphanumeric());
                assert_eq!(has(masks.stops), byte == b'.');
                assert_eq!(has(masks.doubtful), matches!(byte, b'\'' | b'`' | 0x80..));
                assert_eq!(has(masks.wide), byte >= 0xC0);
            }
        }
    }

    proptest! {
        #[test]
        fn past_the_end_there_is_nothing(text in "[aZ09 .'’é中\u{1F600}]{0,90}", at in 0usize..100) {
            let masks = Masks::of(text.as_bytes(), at);
            let byte = |place| text.as_bytes().get(at + place).copied();
            let block = std::array::from_fn(|place| byte(place).unwrap_or(b' '));
            prop_assert_eq!(masks, plain::masks(&block));
        }
    }
}
