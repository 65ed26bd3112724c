//! From byte offsets to offsets in the unit that a user wants.

use std::ops::Range;

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OffsetUnit {
    /// Bytes of the decoded text in UTF-8.
    Bytes,
    /// Unicode code points: what Python's `text[start:end]` counts.
    #[default]
    Chars,
    /// UTF-16 code units: what JavaScript, Java and C# count.
    Utf16,
}

/// Turns byte offsets of a text into those of another unit.
///
/// It counts on from the last place: all places in the order of the text cost one pass over it.
///
/// ```
/// # use actag_core as actag;
/// use actag::text::{OffsetCounter, OffsetUnit};
///
/// let text = "naïve 🌍!";
/// let mut chars = OffsetCounter::new(text, OffsetUnit::Chars);
/// let mut utf16 = OffsetCounter::new(text, OffsetUnit::Utf16);
/// assert_eq!((chars.at(11), utf16.at(11)), (7, 8));
/// assert_eq!(chars.span(0..6), 0..5);
/// ```
#[derive(Debug, Clone)]
pub struct OffsetCounter<'t> {
    text: &'t str,
    unit: OffsetUnit,
    byte: usize,
    units: usize,
}

impl<'t> OffsetCounter<'t> {
    /// Returns a counter at the start of a text.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        Self {
            text,
            unit,
            byte: 0,
            units: 0,
        }
    }

    /// Returns the offset of a byte, which must begin a character; that of the end for any byte
    /// beyond.
    pub fn at(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if byte >= self.byte {
            self.units += self.count(self.byte, byte);
        } else {
            self.units -= self.count(byte, self.byte);
        }
        self.byte = byte;
        self.units
    }

    /// Returns a span of bytes in the counter's unit.
    pub fn span(&mut self, span: Range<usize>) -> Range<usize> {
        self.at(span.start)..self.at(span.end)
    }

    fn count(&self, from: usize, to: usize) -> usize {
        let bytes = &self.text.as_bytes()[from..to];
        match self.unit {
            OffsetUnit::Bytes => bytes.len(),
            OffsetUnit::Chars => count_chars(bytes),
            // A character of four bytes takes two units.
            OffsetUnit::Utf16 => {
                count_chars(bytes) + bytes.iter().filter(|&&byte| byte >= 0xF0).count()
            }
        }
    }
}

/// Code points in well-formed UTF-8: bytes that do not continue a character.
pub fn count_chars(bytes: &[u8]) -> usize {
    // Counted in a byte, which 128 cannot overflow: sixteen at once, without widening each.
    let is_first = |byte: u8| u8::from((byte as i8) >= -0x40);
    let (blocks, rest) = bytes.as_chunks::<128>();
    let in_block = |block: &[u8; 128]| block.iter().map(|&byte| is_first(byte)).sum::<u8>();
    let in_blocks: usize = blocks
        .iter()
        .map(|block| usize::from(in_block(block)))
        .sum();
    in_blocks + rest.iter().filter(|&&byte| is_first(byte) == 1).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn offsets_are_what_the_standard_library_counts(
            text in any::<String>(),
            places in any::<Vec<prop::sample::Index>>(),
        ) {
            let chars = text.char_indices().map(|(at, _)| at);
            let boundaries: Vec<usize> = chars.chain([text.len()]).collect();
            for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
                let mut counter = OffsetCounter::new(&text, unit);
                for place in &places {
                    let at = *place.get(&boundaries);
                    let want = match unit {
                        OffsetUnit::Bytes => at,
                        OffsetUnit::Chars => text[..at].chars().count(),
                        OffsetUnit::Utf16 => text[..at].encode_utf16().count(),
                    };
                    prop_assert_eq!(counter.at(at), want);
                }
            }
        }
    }
}
