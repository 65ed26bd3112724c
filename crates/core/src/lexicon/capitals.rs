//! The capitals of an occurrence, compared with those that names demand.
//!
//! Masks have a bit for each of the first 256 folded characters: first for those that must be
//! capitals, then for those that must be lower-case letters.

use super::pattern::{MASK_CHARS, MASK_WORDS, mask_words};
use crate::text::chars::{CharInfo, fold_to_several};
use crate::text::fold::{Step, step};

/// Returns whether no demanded capital is a lower-case letter, and no demanded lower-case letter a
/// capital, where each byte of `written` is a folded character.
#[inline]
pub(super) fn fits_one_to_one(written: &[u8], masks: &[u64]) -> bool {
    let words = mask_words(written.len());
    let none_of = |mask: u64, letters: &[u8], is_wrong: fn(&u8) -> bool| {
        // A name demands few capitals: a look at each of those letters is less than masks of all
        // that is written.
        let mut mask = mask;
        while mask != 0 {
            if letters
                .get(mask.trailing_zeros() as usize)
                .is_some_and(is_wrong)
            {
                return false;
            }
            mask &= mask - 1;
        }
        true
    };
    written
        .chunks(64)
        .take(words)
        .enumerate()
        .all(|(word, letters)| {
            none_of(masks[word], letters, u8::is_ascii_lowercase)
                && none_of(masks[words + word], letters, u8::is_ascii_uppercase)
        })
}

/// Which folded characters are capitals, and which lower-case letters.
#[derive(Debug, Default)]
pub(super) struct Written {
    chars: usize,
    upper: [u64; MASK_WORDS],
    lower: [u64; MASK_WORDS],
}

impl Written {
    /// Returns those of a text between two bytes of it.
    #[cold]
    pub fn of(text: &str, start: usize, end: usize) -> Self {
        let mut written = Self::default();
        let mut at = start;
        while at < end
            && let Some(step) = step(text, at)
        {
            at = match step {
                Step::Char { info, end, .. } => {
                    written.count(info);
                    end
                }
                Step::Several { source, info, end } => {
                    let folded = fold_to_several(source);
                    folded.chars().for_each(|_| written.count(info));
                    end
                }
                Step::Space { end } => {
                    written.chars += 1;
                    end
                }
                Step::Paragraph { end } | Step::Nothing { end } => end,
            };
        }
        written
    }

    fn count(&mut self, info: CharInfo) {
        // Capitals behind the last mask are not demanded of anybody.
        if self.chars < MASK_CHARS {
            self.upper[self.chars / 64] |= u64::from(info.is_upper()) << (self.chars % 64);
            self.lower[self.chars / 64] |= u64::from(info.is_lower()) << (self.chars % 64);
        }
        self.chars += 1;
    }

    /// Returns whether no demanded capital is a lower-case letter, and no demanded lower-case
    /// letter a capital.
    pub(super) fn fits(&self, masks: &[u64]) -> bool {
        let words = mask_words(self.chars);
        (0..words).all(|word| {
            masks[word] & self.lower[word] == 0 && masks[words + word] & self.upper[word] == 0
        })
    }

    /// Returns whether a name that demands this bit of its masks does not fit.
    pub(super) fn is_against(&self, bit: usize) -> bool {
        let words = mask_words(self.chars);
        let against = match (bit / 64).checked_sub(words) {
            None => self.lower[bit / 64],
            Some(word) => self.upper[word],
        };
        against >> (bit % 64) & 1 != 0
    }
}
