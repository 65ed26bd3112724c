//! An occurrence of a pattern in a text, confirmed by its letters, and which of its entries fit the
//! capitals there.

use std::ops::Range;

use super::capitals::{Written, fits_one_to_one};
use super::entry::{Entry, EntryNumber, Meaning};
use super::token::{CODES, SEPARATOR, code_at, is_letter};
use super::walk_state::Match;
use super::{Lexicon, PatternEntries};
use crate::text::fold::folds_to;
use crate::text::words::{ends_with_possessive, follows_initial, mention_end};

/// A place where the letters of a pattern occur as whole words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Its number among all patterns.
    pub(super) pattern: usize,
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
    /// It begins with a single letter, and another initial is right before it: *U. S. Sudan*.
    after_initial: bool,
    /// A longer name that begins here leaves it nothing to win: only cues are of interest.
    covered: bool,
    /// It fits names whatever capitals they demand, but for those with `case: exact`.
    any_case: bool,
}

/// Letters up to which a name in small letters is hardly told from a word or another acronym.
const FEW_LETTERS: usize = 3;

/// How an entry fits the capitals of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It is the first that fits, of all entries that differ in nothing else.
    First,
    /// It fits, but so does an earlier one that differs in nothing else.
    Further,
    /// It does not fit.
    None,
}

impl Lexicon {
    /// Returns the occurrence of a pattern whose tokens were read from byte `start` on, if its
    /// letters are there, a word ends with them, and anything of it is of interest.
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
        // The end comes first, and the letters last: the text is in the cache, while the letters
        // may be a wait for memory.
        let (end, possessive) = if ends_plainly(text.as_bytes(), letters_end) {
            (letters_end, false)
        } else {
            // A possessive ends the word before it: `Houthi’s` is no `Houthis`.
            let end = mention_end(text, letters_end)?;
            (end, ends_with_possessive(text, letters_end))
        };
        // The letters of forty names, each a prefix of the next, would be read twenty times.
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
            after_initial: begins_with_initial(letters) && follows_initial(text, start),
            covered,
            any_case: false,
        })
    }

    /// Calls `each` with every entry that fits and needs nothing else in the document: one of those
    /// that differ only in the capitals they demand; only with cues, if the occurrence is covered.
    #[inline(always)]
    pub(crate) fn each_without_needs(
        &self,
        text: &str,
        occurrence: &Occurrence,
        each: impl FnMut(EntryNumber, &Entry),
    ) {
        self.each_fit(text, occurrence, false, each);
    }

    /// The same for names that need something else in the document.
    pub(crate) fn each_with_needs(
        &self,
        text: &str,
        occurrence: &Occurrence,
        each: impl FnMut(EntryNumber, &Entry),
    ) {
        self.each_fit(text, occurrence, true, each);
    }

    #[inline(always)]
    fn each_fit(
        &self,
        text: &str,
        occurrence: &Occurrence,
        with_needs: bool,
        mut each: impl FnMut(EntryNumber, &Entry),
    ) {
        match &self.patterns[occurrence.pattern].entries {
            PatternEntries::One(entry) => {
                if entry.has_needs() == with_needs
                    && occurrence.allows(entry)
                    && self.has_capitals(text, occurrence, entry)
                {
                    each(EntryNumber::of_pattern(occurrence.pattern), entry);
                }
            }
            PatternEntries::Several {
                start,
                first_with_needs,
                end,
            } => {
                let places = match with_needs {
                    true => *first_with_needs..*end,
                    false => *start..*first_with_needs,
                };
                self.each_first_fit(text, occurrence, places, each);
            }
        }
    }

    /// Returns whether any name occurs there that needs something else in the document.
    #[inline(always)]
    pub(crate) fn has_needs(&self, occurrence: &Occurrence) -> bool {
        let has_needs = match &self.patterns[occurrence.pattern].entries {
            PatternEntries::One(entry) => entry.has_needs(),
            PatternEntries::Several {
                first_with_needs,
                end,
                ..
            } => first_with_needs < end,
        };
        has_needs && !occurrence.covered
    }

    /// Calls `each` with every entry but cues, and how it fits.
    pub(crate) fn each_entry(
        &self,
        text: &str,
        occurrence: &Occurrence,
        mut each: impl FnMut(EntryNumber, &Entry, Fit),
    ) {
        let mut call = |number, entry: &Entry, is_first: &dyn Fn() -> bool| {
            if !occurrence.allows(entry) || entry.meaning == Meaning::Cue {
                return;
            }
            let fit = match self.has_capitals(text, occurrence, entry) {
                false => Fit::None,
                true if is_first() => Fit::First,
                true => Fit::Further,
            };
            each(number, entry, fit);
        };
        let (mut place, end) = match &self.patterns[occurrence.pattern].entries {
            PatternEntries::One(entry) => {
                let number = EntryNumber::of_pattern(occurrence.pattern);
                return call(number, entry, &|| true);
            }
            PatternEntries::Several { start, end, .. } => (*start as usize, *end as usize),
        };
        while place < end {
            let first_fit = self.first_fit(text, occurrence, place);
            let spellings = place..place + self.entries[place].spellings as usize;
            for place in spellings.clone() {
                let is_first = || first_fit == Some(place);
                call(EntryNumber::listed(place), &self.entries[place], &is_first);
            }
            place = spellings.end;
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
        let mut known: Option<(u32, bool)> = None;
        let any_case = occurrence.any_case;
        while place < places.end as usize {
            let spellings = self.entries[place].spellings as usize;
            let masks = self.entries[place].masks;
            let first_fit = match known {
                Some((same, fits)) if spellings == 1 && same == masks && !any_case => {
                    fits.then_some(place)
                }
                _ => self.first_fit(text, occurrence, place),
            };
            if spellings == 1 {
                known = Some((masks, first_fit.is_some()));
            }
            if let Some(first) = first_fit
                && occurrence.allows(&self.entries[first])
            {
                each(EntryNumber::listed(first), &self.entries[first]);
            }
            place += spellings;
        }
    }

    /// Calls `each` with the first entry that fits, of those from `place` on that differ only in
    /// the capitals they demand.
    pub(super) fn call_first_fit(
        &self,
        text: &str,
        occurrence: &Occurrence,
        place: usize,
        each: &mut impl FnMut(EntryNumber, &Entry),
    ) {
        if let Some(first) = self.first_fit(text, occurrence, place)
            && occurrence.allows(&self.entries[first])
        {
            each(EntryNumber::listed(first), &self.entries[first]);
        }
    }

    /// Returns whether an entry fits the capitals of an occurrence, and may be meant there.
    pub(super) fn fits(&self, text: &str, occurrence: &Occurrence, entry: &Entry) -> bool {
        occurrence.allows(entry) && self.has_capitals(text, occurrence, entry)
    }

    /// Returns the entries behind one that fits which differ from it only in the capitals they
    /// demand, and fit, too.
    pub(crate) fn each_further(
        &self,
        text: &str,
        occurrence: &Occurrence,
        number: EntryNumber,
        entry: &Entry,
    ) -> impl Iterator<Item = (EntryNumber, &Entry)> {
        // Each knows how many follow it, itself included; one that is alone is in no list.
        let behind = match entry.spellings {
            0 | 1 => 0..0,
            left => {
                let place = number.listed_place();
                place + 1..place + left as usize
            }
        };
        let entries = behind.map(|place| (EntryNumber::listed(place), &self.entries[place]));
        entries.filter(|(_, entry)| self.fits(text, occurrence, entry))
    }

    /// Returns the place of the first entry that fits, of those from `place` on that differ only in
    /// the capitals they demand.
    fn first_fit(&self, text: &str, occurrence: &Occurrence, place: usize) -> Option<usize> {
        let as_written = self.first_as_written(text, occurrence, place);
        // Where capitals are not demanded, they still tell which spelling fits best.
        as_written.or_else(|| {
            let entry = &self.entries[place];
            Self::needs_no_capitals(text, occurrence, entry).then_some(place)
        })
    }

    /// Returns the same occurrence, fit for names whatever capitals they demand: unless a name or
    /// phrase has its capitals there, which then tell it from the others.
    pub(crate) fn in_any_case(&self, text: &str, occurrence: Occurrence) -> Occurrence {
        let entries = match &self.patterns[occurrence.pattern].entries {
            PatternEntries::One(entry) => std::slice::from_ref(entry),
            PatternEntries::Several { start, end, .. } => {
                &self.entries[*start as usize..*end as usize]
            }
        };
        // Different entries of a pattern mostly demand the same capitals.
        let mut known = None;
        let may_be_meant =
            |entry: &&Entry| entry.meaning != Meaning::Cue && occurrence.allows(entry);
        let has_its_own = entries.iter().filter(may_be_meant).any(|entry| {
            known.replace(entry.masks) != Some(entry.masks)
                && self.is_as_written(text, &occurrence, entry)
        });
        Occurrence {
            any_case: !has_its_own,
            ..occurrence
        }
    }

    fn first_as_written(&self, text: &str, occurrence: &Occurrence, place: usize) -> Option<usize> {
        let spellings = self.entries[place].spellings as usize;
        // Only where spellings are more than a few: one after the other is faster up to there.
        if let Some(tree) = self.spellings.get(&(place as u32)) {
            let written = Written::of(text, occurrence.start, occurrence.letters_end);
            return Some(place + tree.first_fit(&written)? as usize);
        }
        let mut places = place..place + spellings;
        places.find(|&place| self.is_as_written(text, occurrence, &self.entries[place]))
    }

    /// Returns whether an entry fits the capitals of an occurrence.
    #[inline]
    fn has_capitals(&self, text: &str, occurrence: &Occurrence, entry: &Entry) -> bool {
        self.is_as_written(text, occurrence, entry)
            || Self::needs_no_capitals(text, occurrence, entry)
    }

    /// Returns whether an entry fits an occurrence whatever its capitals. A word that conditions
    /// look for does not, where it may be another word: the pronoun proves nothing of the *US*.
    #[inline]
    fn needs_no_capitals(text: &str, occurrence: &Occurrence, entry: &Entry) -> bool {
        occurrence.any_case
            && !entry.form.is_exact()
            && !(entry.meaning == Meaning::Cue
                && (entry.traits.common_word || occurrence.has_few_letters(text)))
    }

    /// Returns whether an occurrence has the capitals that an entry demands as it is written.
    #[inline]
    pub(crate) fn is_as_written(&self, text: &str, occurrence: &Occurrence, entry: &Entry) -> bool {
        let masks = &self.masks[entry.masks as usize..];
        let (start, end) = (occurrence.start, occurrence.letters_end);
        if occurrence.one_to_one {
            fits_one_to_one(&text.as_bytes()[start..end], masks)
        } else {
            Written::of(text, start, end).fits(masks)
        }
    }
}

impl Occurrence {
    /// Returns the number of what occurs.
    pub(crate) fn pattern(&self) -> usize {
        self.pattern
    }

    /// Returns whether it fits names whatever capitals they demand.
    #[inline(always)]
    pub(crate) fn is_in_any_case(&self) -> bool {
        self.any_case
    }

    /// Returns whether it has so few letters that without capitals it may be many things.
    pub(crate) fn has_few_letters(&self, text: &str) -> bool {
        let letters = text[self.start..self.letters_end].chars();
        letters.take(FEW_LETTERS + 1).count() <= FEW_LETTERS
    }

    /// Returns whether an entry may be meant, whatever the capitals.
    #[inline(always)]
    fn allows(&self, entry: &Entry) -> bool {
        (!self.possessive || entry.form.is_possessive())
            && (!self.after_initial || !entry.form.is_abbreviated())
            && (!self.covered || entry.meaning == Meaning::Cue)
    }
}

/// Returns whether folded letters begin with a single one that may be an abbreviation.
#[inline(always)]
fn begins_with_initial(letters: &[u8]) -> bool {
    matches!(letters, [_, b' ' | b'.', ..])
}

/// Returns whether a word of two ASCII letters or more ends at byte `at` by a sign that ends every
/// word, or by a full stop; and not with an s behind something that may be an apostrophe.
#[inline]
fn ends_plainly(bytes: &[u8], at: usize) -> bool {
    let ends = code_at(bytes, at) == SEPARATOR || bytes.get(at) == Some(&b'.');
    ends && at >= 2 && is_letter(code_at(bytes, at - 1)) && is_letter(code_at(bytes, at - 2))
}

/// Returns whether `written`, in which each byte folds to one, folds to these letters.
#[inline]
fn folds_one_to_one(written: &[u8], letters: &[u8]) -> bool {
    let folds_to = |byte: u8| match byte {
        // A hyphen or a line break between letters is a space in what is folded.
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
