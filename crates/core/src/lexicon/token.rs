//! Words of a text, as the scan sees them, and the tokens that a walk reads.

use std::ops::Range;

use super::blocks::BLOCK;
use super::key::{Key, load};
use super::starts::{KEY_LETTERS, Letters};
use crate::text::chars::{CharInfo, Class};
use crate::text::words::is_word_start;

/// What a byte is to the scan: an ASCII letter or digit, folded; or one of the values below.
pub(super) const CODES: [u8; 256] = codes();
/// Ends a word, whatever is beside it.
pub(super) const SEPARATOR: u8 = 0;
/// May or may not end a word: an apostrophe or full stop.
const DOUBTFUL: u8 = 1;
/// Part of a character outside ASCII.
const WIDE: u8 = 2;

const fn codes() -> [u8; 256] {
    let mut codes = [SEPARATOR; 256];
    let mut byte = 0;
    while byte < 256 {
        let c = byte as u8;
        codes[byte] = if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else if matches!(c, b'\'' | b'`' | b'.') {
            DOUBTFUL
        } else if !c.is_ascii() {
            WIDE
        } else {
            SEPARATOR
        };
        byte += 1;
    }
    codes
}

/// Returns what the byte at `at` is; the end of the text separates.
#[inline]
pub(super) fn code_at(bytes: &[u8], at: usize) -> u8 {
    bytes
        .get(at)
        .map_or(SEPARATOR, |&byte| CODES[usize::from(byte)])
}

#[inline]
pub(super) fn is_letter(code: u8) -> bool {
    code > WIDE
}

/// Returns whether a word of `letters` ASCII letters and digits ends before byte `end`, whatever is
/// beside it. A stop ends a word, unless it is after a lone letter.
#[inline(always)]
pub(super) fn ends_word(bytes: &[u8], end: usize, letters: usize) -> bool {
    code_at(bytes, end) == SEPARATOR || bytes[end] == b'.' && letters > 1
}

/// Returns whether a word begins with the character at byte `at`.
pub(super) fn begins_word(text: &str, at: usize) -> bool {
    let is_letter = |c: char| CharInfo::of(c).class() == Class::Word;
    text[at..].chars().next().is_some_and(is_letter) && is_word_start(text, at)
}

/// A word of `length` ASCII letters and digits, or the part of one before other letters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// Its first eight bytes, as written.
    pub(super) bytes: u64,
    pub(super) length: u32,
}

impl Word {
    /// Returns the word that begins at `place` of the block at byte `block`; `letters` are the
    /// masks of letters of the block and the next one.
    #[inline]
    pub(super) fn at(bytes: &[u8], block: usize, [here, next]: [u64; 2], place: u32) -> Self {
        // The shift of `next` is by one more than 63 - place, which may be 64.
        let letters = here >> (place & 63) | next << 1 << (!place & 63);
        Self {
            bytes: load(bytes, block + place as usize),
            length: (!letters).trailing_zeros(),
        }
    }

    /// Returns its key; with `every_case`, as if it began with a capital, as every name may.
    #[inline]
    pub(super) fn letters(self, every_case: bool) -> Letters {
        Letters::of(self.bytes, self.length, every_case)
    }

    /// Returns its key among tokens; it begins at byte `at`.
    #[inline(always)]
    pub(super) fn key(self, bytes: &[u8], at: usize) -> u64 {
        Key::of_word(bytes, at, self.bytes, self.length as usize)
    }

    /// Returns whether the letters of its key are all there is to it: it ends where they end, or
    /// has more of them than the key. A stop ends a word, unless it is after a lone letter.
    #[inline]
    pub(super) fn is_plain(self) -> bool {
        if self.length as usize >= KEY_LETTERS {
            return true;
        }
        // The byte behind the word is among the eight: no look at the text.
        let next = (self.bytes >> (8 * self.length)) as u8;
        CODES[usize::from(next)] == SEPARATOR || next == b'.' && self.length > 1
    }
}

/// A place where a name may begin.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Start {
    pub(super) at: usize,
    /// The word that begins there; without a letter, if the first is not in ASCII.
    pub(super) word: Word,
    /// No name that begins so continues as the text does: only the word alone may be one.
    pub(super) is_alone: bool,
}

impl Start {
    /// Returns the word as a token, where nothing of it has to be folded.
    #[inline(always)]
    pub(super) fn token(self, bytes: &[u8]) -> Option<TextToken> {
        let Self { at, word, .. } = self;
        let length = word.length as usize;
        let end = at + length;
        (length > 0 && length < BLOCK && ends_word(bytes, end, length))
            .then(|| TextToken::of_word(word.key(bytes, at), at, end))
    }
}

/// A token of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextToken {
    pub(super) key: u64,
    /// The byte where it begins.
    pub(super) at: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// Where a name that begins with it begins, or [`NOWHERE`].
    pub(super) start: usize,
    /// It is a word, and no sign.
    pub(super) is_word: bool,
    /// A name may end with it.
    pub(super) may_end: bool,
}

/// The start of tokens with which no name can begin. A number, and no `Option`: a token that a walk
/// has read takes 16 bytes so, not 24.
pub(super) const NOWHERE: usize = usize::MAX;

impl TextToken {
    /// Returns a word, before which there is nothing that it could continue.
    #[inline(always)]
    pub(super) fn of_word(key: u64, at: usize, end: usize) -> Self {
        Self {
            key,
            at,
            end,
            start: at,
            is_word: true,
            may_end: true,
        }
    }

    /// Returns a character that is a token by itself; a name that begins with it begins at byte
    /// `start`.
    #[inline(always)]
    pub(super) fn of_sign(folded: char, place: Range<usize>, start: usize) -> Self {
        Self {
            key: Key::of_char(folded),
            at: place.start,
            end: place.end,
            start,
            is_word: false,
            may_end: true,
        }
    }
}
