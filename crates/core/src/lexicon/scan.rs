//! Finding the names in a text: word starts, the Bloom filters, and a walk where they let a word
//! through.

use super::blocks::{BLOCK, Masks};
use super::key::{leading_letters, load};
use super::starts::{Letters, NEXT_LETTERS, Next};
use super::token::{SEPARATOR, Start, Word, begins_word, code_at};
use super::walk_state::Walk;
use super::{Lexicon, Occurrence};
use crate::text::words::is_word_start;

/// Places that are looked at together.
const BATCH: usize = 256;

impl Lexicon {
    /// Calls `found` for every occurrence of a pattern in `text`, by where it begins, then longest
    /// first. Where it returns true, nothing shorter that begins there is of interest but cues.
    ///
    /// With `every_case`, also where the capitals rule every name out; otherwise words that begin
    /// no name with these capitals are skipped, and only some of those places are seen.
    pub(crate) fn scan(
        &self,
        text: &str,
        every_case: bool,
        mut found: impl FnMut(Occurrence) -> bool,
    ) {
        self.scan_with(text, every_case, &mut Walk::default(), &mut found);
    }

    /// [`Lexicon::scan`] in memory that was used before.
    pub(crate) fn scan_with(
        &self,
        text: &str,
        every_case: bool,
        walk: &mut Walk,
        mut found: impl FnMut(Occurrence) -> bool,
    ) {
        let mut walked_to = 0;
        self.each_batch(text, every_case, |starts| {
            let kept = self.sift(text, starts, every_case);
            for &start in &starts[..kept] {
                // A walk finds all that begins on its way.
                if start.at >= walked_to {
                    walked_to = self.walk(text, start, walk, &mut found);
                }
            }
        });
    }

    /// Returns how many words of a text may begin a name, by the first filter.
    pub(crate) fn count_starts(&self, text: &str) -> usize {
        let mut count = 0;
        self.each_batch(text, false, |starts| count += starts.len());
        count
    }

    /// Calls `each` with places where a word may begin a name, or a character outside ASCII is,
    /// of which the filter knows nothing: many at a time, so that one need not wait for the memory
    /// that the one before it needs.
    #[inline(always)]
    fn each_batch(&self, text: &str, every_case: bool, mut each: impl FnMut(&mut [Start])) {
        let bytes = text.as_bytes();
        let mut here = Masks::of(bytes, 0);
        let mut batch = [Start::default(); BATCH];
        let mut count = 0;
        let mut in_word = 0;
        let mut at = 0;
        while at < bytes.len() {
            let next = Masks::of(bytes, at + BLOCK);
            let WordMasks {
                mut starts,
                doubtful,
            } = WordMasks::of(&here, &next, in_word);
            let letters = [here.letters, next.letters];
            // Those that pass the filter are stored without a branch, which would be
            // predicted wrongly for one word in ten.
            while starts != 0 {
                let place = starts.trailing_zeros();
                starts &= starts - 1;
                let word = Word::at(bytes, at, letters, place);
                let passes = self.starts.contains(word.letters(every_case))
                    | (doubtful != 0 && !word.is_plain());
                // The remainder is no division, as the batch is a power of two, and spares a check
                // of bounds.
                batch[count % BATCH] = Start {
                    at: at + place as usize,
                    word,
                    is_alone: false,
                };
                count += usize::from(passes);
            }
            // A block adds one start a byte at most, so that the batch never overflows.
            if count > BATCH - BLOCK {
                each(&mut batch[..count]);
                count = 0;
            }
            in_word = here.letters >> (BLOCK - 1);
            here = next;
            at += BLOCK;
        }
        each(&mut batch[..count]);
    }

    /// Moves to the front the places where a name may begin and continue as the text does, and
    /// returns how many they are.
    fn sift(&self, text: &str, starts: &mut [Start], every_case: bool) -> usize {
        let mut kept = 0;
        for place in 0..starts.len() {
            let mut start = starts[place];
            let passes = match start.word.length {
                0 => begins_word(text, start.at),
                _ => {
                    (code_before(text, start.at) == SEPARATOR || is_word_start(text, start.at))
                        && self.may_continue(text.as_bytes(), &mut start, every_case)
                }
            };
            starts[kept] = start;
            kept += usize::from(passes);
        }
        kept
    }

    /// Returns whether any name may begin with a word and end there, or continue as the text does;
    /// notes which.
    #[inline(always)]
    fn may_continue(&self, bytes: &[u8], start: &mut Start, every_case: bool) -> bool {
        let Start { at, word, .. } = *start;
        // A word as long as a mask may be longer.
        if word.length as usize >= BLOCK {
            return true;
        }
        let first = word.letters(every_case);
        if !word.is_plain() {
            return self.may_begin_before(bytes, at + word.length as usize, word, first);
        }
        // Frequent words with which names begin (*the*, *new*) pass the first filter at each
        // occurrence; this one knows how such names continue.
        let next = next_of(bytes, at + word.length as usize, every_case);
        let continues = next.is_none_or(|next| self.starts.continues(first, next));
        start.is_alone = !continues;
        continues || self.starts.ends(first)
    }

    /// Returns whether any name may begin with a word of few letters that end at byte `end` before
    /// an apostrophe or a character outside ASCII. A text has as many possessives as names: to fold
    /// each was a tenth of matching.
    fn may_begin_before(&self, bytes: &[u8], end: usize, word: Word, first: Letters) -> bool {
        match rest_of(bytes, end) {
            Rest::Nothing => self.starts.contains(first),
            Rest::Possessive => {
                self.starts.contains(first)
                    || self.starts.contains(first.followed_by(b's', word.length))
            }
            Rest::Unknown => true,
        }
    }
}

/// Where words begin in a block, and where they have to be looked at closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct WordMasks {
    /// The first letter of a word, or of a character outside ASCII, which may be a sign.
    starts: u64,
    /// A word is followed by what may vanish, or begins outside ASCII. Where there is no such bit,
    /// every word of the block ends where its ASCII letters do.
    doubtful: u64,
}

impl WordMasks {
    /// Returns the masks of a block, given those of its bytes and of the block behind it; `in_word`
    /// is 1 if the byte before it is a letter, else 0.
    ///
    /// An example of sixteen bytes, the first one on the left (`é` has two), before a block of
    /// spaces:
    ///
    /// ```text
    /// here.letters     a.U.S..Iran.s...    ASCII letters and digits
    /// here.stops       ...#.#..........
    /// here.doubtful    ...........#..##    apostrophes, bytes outside ASCII
    /// here.wide        ..............#.    first bytes of characters outside ASCII
    /// behind           .#.#.#..####.#..    right behind a letter
    /// starts           #.#.#..#....#.#.    a letter that is not behind one, or wide
    /// alone            #.#.#.......#...    a start, and no letter behind it
    /// doubtful         ...#.#.....#..#.    a stop behind a letter alone, an apostrophe behind a
    ///                                      letter, a wide character
    /// ```
    ///
    /// A word that continues in the next block ends there, behind `across` letters: what follows it
    /// is looked up in that block, and the bit is put at the front, since only whether there is any
    /// matters.
    #[inline(always)]
    fn of(here: &Masks, next: &Masks, in_word: u64) -> Self {
        let behind = here.letters << 1 | in_word;
        let first_letters = here.letters & !behind;
        let alone = first_letters & !(here.letters >> 1);
        let across = next.letters.trailing_ones() & 63;
        Self {
            starts: first_letters | here.wide,
            doubtful: here.wide
                | here.doubtful & behind
                | here.stops & alone << 1
                | (next.doubtful | next.stops) >> across & 1,
        }
    }
}

/// How a word continues behind the ASCII letters and digits it begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// It ends there.
    Nothing,
    /// By a possessive ending: it may end before it, too.
    Possessive,
    /// Folding has to decide.
    Unknown,
}

/// Returns how a word continues at byte `end`, where its first letters are followed by an
/// apostrophe, a full stop, or a character outside ASCII.
fn rest_of(bytes: &[u8], end: usize) -> Rest {
    let is_end = |at: usize| code_at(bytes, at) == SEPARATOR;
    let past_apostrophe = match bytes[end..] {
        [b'\'', ..] => end + 1,
        [0xE2, 0x80, 0x99, ..] => end + 3, // ’
        // Dashes, double quotes, ellipsis.
        [0xE2, 0x80, 0x93 | 0x94 | 0x9C | 0x9D | 0xA6, ..] => return Rest::Nothing,
        _ => return Rest::Unknown,
    };
    match bytes.get(past_apostrophe) {
        Some(b's' | b'S') if is_end(past_apostrophe + 1) => Rest::Possessive,
        // White space, and not a hyphen, behind which a name may continue.
        Some(b' ' | b',' | b'\n') | None => Rest::Nothing,
        _ => Rest::Unknown,
    }
}

/// Returns what comes after the word that ends at byte `end`; `None` where folding would have to
/// decide.
#[inline(always)]
fn next_of(bytes: &[u8], end: usize, every_case: bool) -> Option<Next> {
    let Some(&space @ (b' ' | b'-' | b'\n')) = bytes.get(end) else {
        return only_sign(bytes.get(end));
    };
    let start = end + 1;
    let word = load(bytes, start);
    let letters = leading_letters(word);
    if letters == 0 {
        return match bytes.get(start) {
            Some(b'\n') if space == b'\n' => Some(Next::Other), // a blank line
            Some(b' ' | b'-' | b'\n') => None,                  // more white space
            sign => only_sign(sign),
        };
    }
    let word = Word {
        bytes: word,
        length: letters.min(NEXT_LETTERS) as u32,
    };
    (letters >= NEXT_LETTERS || word.is_plain()).then(|| Next::Word(word.letters(every_case)))
}

/// [`Next::Other`] for a sign that folds to itself, `None` for one that may vanish or be a space.
#[inline]
fn only_sign(sign: Option<&u8>) -> Option<Next> {
    match sign {
        Some(b'\t' | b'\r' | b'\x0B' | b'\x0C' | b'"' | b'\'' | b'`' | 0x80..) => None,
        _ => Some(Next::Other),
    }
}

/// Returns what the byte before `at` is; the start of the text separates.
#[inline]
fn code_before(text: &str, at: usize) -> u8 {
    at.checked_sub(1)
        .map_or(SEPARATOR, |at| code_at(text.as_bytes(), at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bits of the places that are not dots.
    fn bits(drawn: &str) -> u64 {
        let places = drawn.bytes().enumerate();
        let set = places.filter(|&(_, byte)| byte != b'.');
        set.map(|(place, _)| 1 << place).sum()
    }

    #[test]
    fn masks_of_the_worked_example() {
        let text = "a U.S. Iran's é";
        assert_eq!(text.len(), 16);
        let here = Masks::of(text.as_bytes(), 0);
        let drawn = Masks {
            letters: bits("a.U.S..Iran.s..."),
            stops: bits("...#.#.........."),
            doubtful: bits("...........#..##"),
            wide: bits("..............#."),
        };
        assert_eq!(here, drawn);
        let of_words = WordMasks {
            starts: bits("#.#.#..#....#.#."),
            doubtful: bits("...#.#.....#..#."),
        };
        let spaces = Masks::default();
        assert_eq!(WordMasks::of(&here, &spaces, 0), of_words);
        // Behind a letter in the block before, the first word continues.
        let behind_letter = WordMasks {
            starts: of_words.starts & !1,
            ..of_words
        };
        assert_eq!(WordMasks::of(&here, &spaces, 1), behind_letter);
        // What follows letters at the start of the next block is looked up there.
        for (next, doubtful) in [("led's", 1), ("led s'", 0)] {
            let next = Masks::of(next.as_bytes(), 0);
            assert_eq!(WordMasks::of(&spaces, &next, 0).doubtful, doubtful);
        }
    }
}
