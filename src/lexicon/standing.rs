//! What stands at a place of a text: a pattern, and what its entries make of the capitals there.

use super::pattern::{MASK_CHARS, MASK_WORDS, mask_words};
use super::{CueList, Entry, Lexicon, Target, Traits};
use crate::text::chars::{CharInfo, fold_to_several};
use crate::text::fold::{Step, step};

/// A place where the letters of a pattern stand as whole words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Its number among all patterns.
    pub(crate) pattern: usize,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// One past the last of its letters, before marks and the last stop of an acronym.
    pub(super) letters_end: usize,
    /// Each byte is a folded character.
    pub(super) one_to_one: bool,
    /// A possessive ending is part of it.
    pub(super) possessive: bool,
    /// A longer name that begins here leaves it nothing to win.
    pub(super) covered: bool,
}

/// A name, phrase or cue that stands there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    pub(crate) target: Target,
    pub(crate) traits: Traits,
    /// Whether the capitals are as it demands.
    pub(crate) capitals: bool,
}

impl Lexicon {
    /// Calls `each` with every name, phrase and cue that stands there and needs nothing else in the document; only with
    /// cues, if it is covered.
    #[inline]
    pub(crate) fn each_free(&self, text: &str, standing: &Standing, each: impl FnMut(Hit)) {
        let [free, _] = self.entries_of(standing.pattern);
        self.each_of(text, standing, free.iter(), each);
    }

    /// The same for names that need something else in the document, of which those are looked at whose cues `may_be_there`.
    pub(crate) fn each_needing(
        &self,
        text: &str,
        standing: &Standing,
        may_be_there: impl Fn(CueList) -> bool,
        each: impl FnMut(Hit),
    ) {
        let [_, needing] = self.entries_of(standing.pattern);
        let possible = needing.iter().filter(|entry| may_be_there(entry.needs));
        self.each_of(text, standing, possible, each);
    }

    /// Whether any name stands there that needs something else in the document.
    #[inline]
    pub(crate) fn has_needing(&self, standing: &Standing) -> bool {
        let [_, needing] = self.entries_of(standing.pattern);
        !standing.covered && !needing.is_empty()
    }

    fn each_of<'e>(
        &self,
        text: &str,
        standing: &Standing,
        entries: impl Iterator<Item = &'e Entry>,
        mut each: impl FnMut(Hit),
    ) {
        // Names of many actors (Ministry of Justice) mostly demand the same capitals.
        let mut known = None;
        for entry in entries {
            if standing.possessive && !entry.traits.possessive
                || standing.covered && !matches!(entry.target, Target::Cue(_))
            {
                continue;
            }
            let capitals = match known {
                Some((masks, capitals)) if masks == entry.masks => capitals,
                _ => self.has_capitals(text, standing, entry.masks),
            };
            known = Some((entry.masks, capitals));
            each(Hit {
                start: standing.start,
                end: standing.end,
                target: entry.target,
                traits: entry.traits,
                capitals,
            });
        }
    }

    #[inline]
    fn has_capitals(&self, text: &str, standing: &Standing, masks: u32) -> bool {
        let masks = &self.masks[masks as usize..];
        let (start, end) = (standing.start, standing.letters_end);
        if standing.one_to_one {
            has_capitals_one_to_one(&text.as_bytes()[start..end], masks)
        } else {
            has_capitals(text, start, end, masks)
        }
    }
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
