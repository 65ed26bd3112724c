//! An occurrence of a pattern in a text, confirmed by its letters, and which of its entries fit the capitals there.

use std::ops::Range;

use super::entry::{Entry, EntryNumber, Meaning};
use super::pattern::{MASK_CHARS, MASK_WORDS, mask_words};
use super::scan::{CODES, SEPARATOR, code_at, is_letter};
use super::walk::Match;
use super::{Lexicon, PatternEntries};
use crate::text::chars::{CharInfo, fold_to_several};
use crate::text::fold::{Step, folds_to, step};
use crate::text::words::{ends_with_possessive, mention_end};

/// A place where the letters of a pattern occur as whole words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Its number among all patterns.
    pattern: usize,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// One past the last of its letters, before marks and the last stop of an acronym.
    letters_end: usize,
    /// Each byte is a folded character.
    one_to_one: bool,
    /// A possessive ending is part of it.
    possessive: bool,
    /// A longer name that begins here leaves it nothing to win: only cues are of interest.
    covered: bool,
}

impl Lexicon {
    /// The occurrence of a pattern whose tokens were read from byte `start` on, if its letters are there, a word ends
    /// with them, and anything of it is of interest.
    #[inline]
    pub(super) fn confirm(
        &self,
        text: &str,
        start: usize,
        spelled: Match,
        covered_to: usize,
    ) -> Option<Occurrence> {
        let Match {
            pattern,
            end: letters_end,
            one_to_one,
            ..
        } = spelled;
        let pattern = pattern as usize;
        let (end, possessive) = if ends_plainly(text.as_bytes(), letters_end) {
            (letters_end, false)
        } else {
            // A possessive ends the word before it: `Houthi’s` is no `Houthis`.
            let possessive = ends_with_possessive(text, letters_end);
            (mention_end(text, letters_end)?, possessive)
        };
        // The letters of forty names, each the beginning of the next, would be read twenty times.
        let covered = end < covered_to;
        if covered && !self.is_cue(pattern) {
            return None;
        }
        let letters = self.letters(pattern);
        let is_there = if one_to_one {
            folds_one_to_one(&text.as_bytes()[start..letters_end], letters)
        } else {
            folds_to(text, start..letters_end, letters)
        };
        is_there.then_some(Occurrence {
            pattern,
            start,
            end,
            letters_end,
            one_to_one,
            possessive,
            covered,
        })
    }

    /// Calls `each` with every entry that fits and needs nothing else in the document: one of those that differ only in
    /// the capitals they demand; only with cues, if the occurrence is covered.
    #[inline(always)]
    pub(crate) fn each_without_needs(
        &self,
        text: &str,
        occurrence: &Occurrence,
        each: impl FnMut(EntryNumber, &Entry),
    ) {
        match &self.patterns[occurrence.pattern].entries {
            PatternEntries::One(entry) if entry.has_needs => {}
            PatternEntries::One(entry) => self.each_of_one(text, occurrence, entry, each),
            PatternEntries::Several { start, needing, .. } => {
                self.each_first_fit(text, occurrence, *start..*needing, each);
            }
        }
    }

    /// The same for names that need something else in the document.
    pub(crate) fn each_with_needs(
        &self,
        text: &str,
        occurrence: &Occurrence,
        each: impl FnMut(EntryNumber, &Entry),
    ) {
        match &self.patterns[occurrence.pattern].entries {
            PatternEntries::One(entry) if !entry.has_needs => {}
            PatternEntries::One(entry) => self.each_of_one(text, occurrence, entry, each),
            PatternEntries::Several { needing, end, .. } => {
                self.each_first_fit(text, occurrence, *needing..*end, each);
            }
        }
    }

    /// Whether any name occurs there that needs something else in the document.
    #[inline(always)]
    pub(crate) fn has_needs(&self, occurrence: &Occurrence) -> bool {
        let has_needs = match &self.patterns[occurrence.pattern].entries {
            PatternEntries::One(entry) => entry.has_needs,
            PatternEntries::Several { needing, end, .. } => needing < end,
        };
        has_needs && !occurrence.covered
    }

    /// Calls `each` with every entry but cues, and whether it fits.
    pub(crate) fn each_entry(
        &self,
        text: &str,
        occurrence: &Occurrence,
        mut each: impl FnMut(EntryNumber, &Entry, bool),
    ) {
        let pattern = occurrence.pattern;
        let (entries, first) = match &self.patterns[pattern].entries {
            PatternEntries::One(entry) => (
                std::slice::from_ref(entry),
                EntryNumber::of_pattern(pattern),
            ),
            PatternEntries::Several { start, end, .. } => (
                &self.entries[*start as usize..*end as usize],
                EntryNumber::listed(*start as usize),
            ),
        };
        for (place, entry) in entries.iter().enumerate() {
            if occurrence.allows(entry) && entry.meaning != Meaning::Cue {
                let fits = self.has_capitals(text, occurrence, entry.masks);
                each(first.plus(place), entry, fits);
            }
        }
    }

    #[inline(always)]
    fn each_of_one(
        &self,
        text: &str,
        occurrence: &Occurrence,
        entry: &Entry,
        mut each: impl FnMut(EntryNumber, &Entry),
    ) {
        if occurrence.allows(entry) && self.has_capitals(text, occurrence, entry.masks) {
            each(EntryNumber::of_pattern(occurrence.pattern), entry);
        }
    }

    fn each_first_fit(
        &self,
        text: &str,
        occurrence: &Occurrence,
        places: Range<u32>,
        mut each: impl FnMut(EntryNumber, &Entry),
    ) {
        let mut place = places.start as usize;
        // Different entries of a pattern mostly demand the same capitals.
        let mut known = None;
        while place < places.end as usize {
            let spellings = &self.entries[place..][..self.entries[place].spellings as usize];
            let first_fit = spellings.iter().position(|entry| match known {
                Some((masks, fits)) if masks == entry.masks => fits,
                _ => {
                    let fits = self.has_capitals(text, occurrence, entry.masks);
                    known = Some((entry.masks, fits));
                    fits
                }
            });
            if let Some(first) = first_fit
                && occurrence.allows(&spellings[first])
            {
                each(EntryNumber::listed(place + first), &spellings[first]);
            }
            place += spellings.len();
        }
    }

    #[inline]
    fn has_capitals(&self, text: &str, occurrence: &Occurrence, masks: u32) -> bool {
        let masks = &self.masks[masks as usize..];
        let (start, end) = (occurrence.start, occurrence.letters_end);
        if occurrence.one_to_one {
            has_capitals_one_to_one(&text.as_bytes()[start..end], masks)
        } else {
            has_capitals(text, start, end, masks)
        }
    }
}

impl Occurrence {
    /// Whether an entry may be meant, whatever the capitals.
    #[inline(always)]
    fn allows(&self, entry: &Entry) -> bool {
        (!self.possessive || entry.possessive) && (!self.covered || entry.meaning == Meaning::Cue)
    }
}

/// Whether a word of two ASCII letters or more ends at byte `at` by a sign that ends every word, or by a full stop; and
/// not with an s behind something that may be an apostrophe.
#[inline]
fn ends_plainly(bytes: &[u8], at: usize) -> bool {
    let ends = code_at(bytes, at) == SEPARATOR || bytes.get(at) == Some(&b'.');
    ends && at >= 2 && is_letter(code_at(bytes, at - 1)) && is_letter(code_at(bytes, at - 2))
}

/// Whether `written`, in which each byte folds to one, folds to these letters.
#[inline]
fn folds_one_to_one(written: &[u8], letters: &[u8]) -> bool {
    let folds_to = |byte: u8| match byte {
        b'-' | b'\n' => b' ',
        _ if is_letter(CODES[usize::from(byte)]) => CODES[usize::from(byte)],
        _ => byte,
    };
    written.len() == letters.len()
        && written
            .iter()
            .zip(letters)
            .all(|(&byte, &letter)| folds_to(byte) == letter)
}

/// Whether no demanded capital is a small letter, and no demanded small letter a capital, where each byte of `written` is
/// a folded character.
#[inline]
fn has_capitals_one_to_one(written: &[u8], masks: &[u64]) -> bool {
    let words = mask_words(written.len());
    let none_of = |mask: u64, letters: &[u8], is_wrong: fn(&u8) -> bool| {
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

/// The same for any text, between two bytes of it.
#[cold]
fn has_capitals(text: &str, start: usize, end: usize, masks: &[u64]) -> bool {
    let mut letters = Letters::default();
    let mut at = start;
    while at < end
        && let Some(step) = step(text, at)
    {
        at = match step {
            Step::Char { info, end, .. } => {
                letters.count(info);
                end
            }
            Step::Several { source, info, end } => {
                fold_to_several(source)
                    .chars()
                    .for_each(|_| letters.count(info));
                end
            }
            Step::Space { end } => {
                letters.chars += 1;
                end
            }
            Step::Paragraph { end } | Step::Nothing { end } => end,
        };
    }
    let words = mask_words(letters.chars);
    (0..words).all(|word| {
        masks[word] & letters.lower[word] == 0 && masks[words + word] & letters.upper[word] == 0
    })
}

/// Which folded characters are capitals, and which small letters.
#[derive(Default)]
struct Letters {
    chars: usize,
    upper: [u64; MASK_WORDS],
    lower: [u64; MASK_WORDS],
}

impl Letters {
    fn count(&mut self, info: CharInfo) {
        if self.chars < MASK_CHARS {
            self.upper[self.chars / 64] |= u64::from(info.is_upper()) << (self.chars % 64);
            self.lower[self.chars / 64] |= u64::from(info.is_lower()) << (self.chars % 64);
        }
        self.chars += 1;
    }
}
