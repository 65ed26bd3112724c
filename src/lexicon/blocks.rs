//! Word starts, 64 bytes of text at a time: a mask with a bit for each byte, worked out without a branch a byte.

/// Bytes of a block.
pub(super) const BLOCK: usize = 64;

/// What stands in a block: bit `n` is for byte `n`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Masks {
    /// ASCII letters and digits.
    pub(super) letters: u64,
    /// First bytes of characters outside ASCII.
    pub(super) wide: u64,
    /// Whether there is anything that may vanish inside a word: an apostrophe, or a character outside ASCII.
    pub(super) doubtful: bool,
}

impl Masks {
    /// The masks of the block that begins at byte `at`; past the end of the text there is nothing.
    pub(super) fn of(bytes: &[u8], at: usize) -> Self {
        match bytes
            .get(at..at + BLOCK)
            .and_then(|block| block.try_into().ok())
        {
            Some(block) => Self::of_block(block),
            None => {
                let mut block = [b' '; BLOCK];
                if let Some(rest) = bytes.get(at..) {
                    block[..rest.len()].copy_from_slice(rest);
                }
                Self::of_block(&block)
            }
        }
    }

    // Both loops over the block become vector instructions: so they look at every byte, and do not stop early.
    fn of_block(block: &[u8; BLOCK]) -> Self {
        let mut is_letter = [0u8; BLOCK];
        let (mut any, mut doubtful) = (0, 0);
        for (flag, &byte) in is_letter.iter_mut().zip(block) {
            let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
            let digit = byte.wrapping_sub(b'0') < 10;
            *flag = u8::from(letter) | u8::from(digit);
            any |= byte;
            doubtful |= u8::from(byte == b'\'') | u8::from(byte == b'`');
        }
        Self {
            letters: pack(&is_letter),
            wide: if any.is_ascii() { 0 } else { wide(block) },
            doubtful: doubtful != 0 || !any.is_ascii(),
        }
    }
}

/// One bit for each of 64 bytes that are 0 or 1.
fn pack(flags: &[u8; BLOCK]) -> u64 {
    // The multiplication gathers the lowest bits of eight bytes in the highest byte: each flag is shifted to a bit of its
    // own, and no two sums meet.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = flags.as_chunks::<8>();
    let bits = eights
        .iter()
        .map(|&eight| u64::from_le_bytes(eight).wrapping_mul(GATHER) >> 56);
    bits.enumerate()
        .fold(0, |mask, (place, bits)| mask | bits << (8 * place))
}

#[cold]
fn wide(block: &[u8; BLOCK]) -> u64 {
    let mut mask = 0;
    for (place, &byte) in block.iter().enumerate() {
        mask |= u64::from(byte >= 0xC0) << place;
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn masks_say_what_each_byte_is(text in "[aZ09 .'’é中\u{1F600}]{0,90}", at in 0usize..100) {
            let masks = Masks::of(text.as_bytes(), at);
            for place in 0..BLOCK {
                let byte = text.as_bytes().get(at + place).copied().unwrap_or(b' ');
                prop_assert_eq!(masks.letters >> place & 1 == 1, byte.is_ascii_alphanumeric());
                prop_assert_eq!(masks.wide >> place & 1 == 1, byte >= 0xC0);
            }
        }
    }
}
