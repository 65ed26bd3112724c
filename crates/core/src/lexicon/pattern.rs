//! Names, phrases and cues on their way into the lexicon: folded many at a time, into one text.

use rustc_hash::FxHashMap;

use super::compass::AsWritten;
use super::entry::{Form, Traits};
use super::key::count_letters;
use super::starts::{KEY_LETTERS, Letters, NEXT_LETTERS, Next};
use super::vocabulary::{Vocabulary, each_token};
use crate::gazetteer::{Case, Conditions};
use crate::text::case::HyphenCapitals;
use crate::text::chars::{CharInfo, fold_to_several};
use crate::text::fold::{Step, is_plain, step};
use crate::text::words::ends_with_possessive;

/// Folded characters of a name in which capitals are checked: far more than any name has.
pub(super) const MASK_CHARS: usize = 256;
pub(super) const MASK_WORDS: usize = MASK_CHARS / 64;

/// What is folded, in the order in which things of one pattern come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A name, by its actor in the gazetteer and its number there.
    Name { actor: u32, name: u32 },
    /// A phrase that is somebody else, by the actor it is not and its number there.
    Phrase { actor: u32, phrase: u32 },
    /// A word or phrase that a condition looks for.
    Cue(u32),
}

/// A name, phrase or cue, folded, and what it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pattern<'f> {
    pub(super) folded: &'f str,
    /// The codes of its tokens.
    pub(super) codes: &'f [u8],
    /// How many tokens it has.
    pub(super) tokens: u32,
    pub(super) subject: Subject,
    /// Where its masks begin.
    pub(super) masks: u32,
    pub(super) form: Form,
    pub(super) traits: Traits,
    pub(super) conditions: Option<&'f Conditions>,
}

/// Patterns that were folded together.
#[derive(Debug, Default)]
pub(super) struct Folded<'g> {
    text: String,
    pieces: Vec<Piece<'g>>,
    /// Masks of demanded capitals and demanded lower-case letters, 64 folded characters a word;
    /// those of a pattern follow each other, and equal ones once.
    pub(super) masks: Vec<u64>,
    /// How many masks of others come before them, once all are joined.
    pub(super) first_mask: u32,
    known_masks: FxHashMap<[u64; 2], u32>,
    /// The codes of all tokens, once they are known.
    codes: Vec<u8>,
}

/// A pattern that begins in the text where the one before it ends.
#[derive(Debug)]
struct Piece<'g> {
    end: u32,
    /// Where its codes end.
    codes_end: u32,
    tokens: u32,
    subject: Subject,
    masks: u32,
    form: Form,
    traits: Traits,
    conditions: Option<&'g Conditions>,
}

impl<'g> Folded<'g> {
    /// Without patterns, with room for a number of them and of bytes in all: lists that grow leave
    /// holes behind.
    pub(super) fn with_room(patterns: usize, bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            pieces: Vec::with_capacity(patterns),
            ..Self::default()
        }
    }

    /// Adds a name, phrase or cue, and what it is.
    pub(super) fn add(
        &mut self,
        written: AsWritten<'_>,
        subject: Subject,
        traits: Traits,
        conditions: Option<&'g Conditions>,
    ) {
        let start = self.text.len();
        let (masks, possessive) = fold_into(&mut self.text, written.text);
        let folded = &self.text[start..];
        // Nothing may be left to look for in a cue.
        if folded.is_empty() {
            return;
        }
        let words = mask_words_of(folded);
        let masks = self.place_masks(&masks.with_case(written.case), words);
        self.pieces.push(Piece {
            end: self.text.len() as u32,
            codes_end: 0,
            tokens: 0,
            subject,
            masks,
            form: Form::new(possessive, written.abbreviated).with_case(written.case),
            traits,
            conditions,
        });
    }

    fn place_masks(&mut self, masks: &CaseMasks, words: usize) -> u32 {
        let next = self.masks.len() as u32;
        let known = &mut self.known_masks;
        // Most names demand the same few shapes of capitals. Those with more than 64 characters are
        // too few for a table.
        let at = match words {
            1 => *known
                .entry([masks.capitals[0], masks.lower_case[0]])
                .or_insert(next),
            _ => next,
        };
        if at == next {
            self.masks.extend_from_slice(&masks.capitals[..words]);
            self.masks.extend_from_slice(&masks.lower_case[..words]);
        }
        at
    }

    /// Returns the masks, which are looked up no more.
    pub(super) fn take_masks(&mut self) -> Vec<u64> {
        // The table is larger than the masks: it is given back before all masks are joined.
        self.known_masks = FxHashMap::default();
        std::mem::take(&mut self.masks)
    }

    /// Returns how many patterns there are.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Returns how many bytes the patterns have, all together.
    pub(super) fn letters(&self) -> usize {
        self.text.len()
    }

    /// Cuts the patterns into tokens, and gives the keys of these, in order.
    pub(super) fn cut(&mut self) -> Vec<u64> {
        let mut keys = Vec::with_capacity(3 * self.pieces.len());
        let mut start = 0;
        for piece in &mut self.pieces {
            let before = keys.len();
            each_token(&self.text[start..piece.end as usize], |key| {
                keys.push(key);
            });
            piece.tokens = (keys.len() - before) as u32;
            start = piece.end as usize;
        }
        keys
    }

    /// Writes the patterns in the codes of their tokens, which have these keys.
    pub(super) fn encode(&mut self, keys: &[u64], vocabulary: &Vocabulary) {
        let mut keys = keys.iter();
        self.codes = Vec::with_capacity(2 * keys.len());
        for piece in &mut self.pieces {
            for &key in keys.by_ref().take(piece.tokens as usize) {
                let token = vocabulary.find(key);
                self.codes
                    .extend(token.iter().flat_map(|token| token.code.bytes()));
            }
            piece.codes_end = self.codes.len() as u32;
        }
    }

    /// Returns the pattern of that number.
    pub(super) fn pattern(&self, number: usize) -> Pattern<'_> {
        let piece = &self.pieces[number];
        Pattern {
            folded: &self.text[self.before(number).0..piece.end as usize],
            codes: self.codes(number),
            tokens: piece.tokens,
            subject: piece.subject,
            masks: self.first_mask + piece.masks,
            form: piece.form,
            traits: piece.traits,
            conditions: piece.conditions,
        }
    }

    /// Returns the codes of the pattern of that number.
    pub(super) fn codes(&self, number: usize) -> &[u8] {
        &self.codes[self.before(number).1..self.pieces[number].codes_end as usize]
    }

    /// Returns where the pattern of that number begins, and where its codes do.
    fn before(&self, number: usize) -> (usize, usize) {
        number.checked_sub(1).map_or((0, 0), |before| {
            let Piece { end, codes_end, .. } = self.pieces[before];
            (end as usize, codes_end as usize)
        })
    }
}

/// Which folded characters of a pattern must be capitals, and which lower-case letters.
#[derive(Default)]
struct CaseMasks {
    capitals: [u64; MASK_WORDS],
    lower_case: [u64; MASK_WORDS],
    /// Of the capitals, those that only `case: exact` demands.
    free: [u64; MASK_WORDS],
}

impl CaseMasks {
    /// Returns those of a text of which each byte folds by itself.
    fn of_plain(text: &[u8]) -> Self {
        let mut masks = Self::default();
        if text.contains(&b'-') {
            masks.free_behind_hyphens(text);
        }
        let which = |letters: &[u8], is_one: fn(&u8) -> bool| {
            let bits = letters.iter().rev();
            bits.fold(0, |bits, letter| bits << 1 | u64::from(is_one(letter)))
        };
        for (word, letters) in text.chunks(64).take(MASK_WORDS).enumerate() {
            masks.capitals[word] = which(letters, u8::is_ascii_uppercase);
            masks.lower_case[word] = which(letters, u8::is_ascii_lowercase);
        }
        masks
    }

    fn free_behind_hyphens(&mut self, text: &[u8]) {
        let mut hyphens = HyphenCapitals::default();
        for (at, &byte) in text.iter().enumerate().take(MASK_CHARS) {
            let is_free = hyphens.take(CharInfo::of(byte.into()));
            self.free[at / 64] |= u64::from(is_free) << (at % 64);
        }
    }

    fn note(&mut self, at: usize, info: CharInfo, is_free: bool) {
        if at < MASK_CHARS {
            self.capitals[at / 64] |= u64::from(info.is_upper()) << (at % 64);
            self.lower_case[at / 64] |= u64::from(info.is_lower()) << (at % 64);
            self.free[at / 64] |= u64::from(is_free) << (at % 64);
        }
    }

    /// Drops what does not count.
    fn with_case(mut self, case: Case) -> Self {
        match case {
            Case::Written => {
                self.lower_case = [0; MASK_WORDS];
                let capitals = self.capitals.iter_mut().zip(self.free);
                capitals.for_each(|(capitals, free)| *capitals &= !free);
            }
            Case::Exact => {}
            Case::Any => self = Self::default(),
        }
        self
    }
}

/// Returns how many words of a mask a pattern needs.
pub(super) fn mask_words_of(folded: &str) -> usize {
    match folded.len() {
        // No more characters than bytes: these need not be counted.
        ..=64 => 1,
        _ => mask_words(folded.chars().count()),
    }
}

/// Returns the same for a pattern of `chars` folded characters.
pub(super) fn mask_words(chars: usize) -> usize {
    chars.div_ceil(64).min(MASK_WORDS)
}

/// Writes a name behind `out`, folded, and returns where its capitals and lower-case letters are,
/// and whether it ends with a possessive.
fn fold_into(out: &mut String, text: &str) -> (CaseMasks, bool) {
    let begun = out.len();
    // Most names are ASCII words: folded without a look at what their characters are.
    if is_plain(text) {
        let mut words = text.split('-');
        out.push_str(words.next().unwrap_or_default());
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
        out[begun..].make_ascii_lowercase();
        return (CaseMasks::of_plain(text.as_bytes()), false);
    }
    let (mut masks, mut hyphens) = (CaseMasks::default(), HyphenCapitals::default());
    let mut at = skip_quotes(text);
    let mut chars = 0;
    // Where the name ends in `text`: quotes and spaces after its last word do not count either.
    let mut name_end = at;
    while let Some(step) = step(text, at) {
        at = match step {
            Step::Char { folded, info, end } => {
                out.push(folded);
                masks.note(chars, info, hyphens.take(info));
                chars += 1;
                if folded != '"' {
                    name_end = end;
                }
                end
            }
            Step::Several { source, info, end } => {
                name_end = end;
                let is_free = hyphens.take(info);
                for folded in fold_to_several(source).chars() {
                    out.push(folded);
                    masks.note(chars, info, is_free);
                    chars += 1;
                }
                end
            }
            Step::Space { end } => {
                hyphens.take_space(&text[at..]);
                out.push(' ');
                chars += 1;
                end
            }
            Step::Paragraph { end } => {
                hyphens.take_space(&text[at..]);
                out.push_str("\n\n");
                chars += 2;
                end
            }
            Step::Nothing { end } => end,
        };
    }
    let trimmed = out[begun..].trim_end_matches(['"', ' ', '\n']).len();
    out.truncate(begun + trimmed);
    (masks, ends_with_possessive(text, name_end))
}

/// Names are looked for at word starts, so quotes and spaces before its first word do not count.
fn skip_quotes(text: &str) -> usize {
    let mut at = 0;
    while let Some(step) = step(text, at) {
        at = match step {
            Step::Char {
                folded: '"', end, ..
            }
            | Step::Space { end }
            | Step::Nothing { end } => end,
            Step::Paragraph { end } => end,
            _ => break,
        };
    }
    at
}

/// Returns the prefixes of patterns that have the same letters, for each way of capitals that they
/// demand.
pub(super) fn prefixes_of<'f>(
    alike: impl Iterator<Item = Pattern<'f>>,
    masks: &[u64],
) -> impl Iterator<Item = (Letters, Next)> {
    // Names of many actors (Ministry of Justice) mostly demand the same capitals.
    let mut last = None;
    let distinct = alike.filter(move |one| last.replace(one.masks) != Some(one.masks));
    distinct.map(|one| prefix_of(&one, masks))
}

fn prefix_of(pattern: &Pattern<'_>, masks: &[u64]) -> (Letters, Next) {
    let folded = pattern.folded.as_bytes();
    let masks = &masks[pattern.masks as usize..];
    let words = mask_words_of(pattern.folded);
    // What is no letter may be anything: a mask says only which letters must be capitals.
    let may_be_small = |at: usize| at >= 64 * words || masks[at / 64] >> (at % 64) & 1 == 0;
    let end = count_letters(folded, 0);
    let first = Letters::of_folded(folded, 0, KEY_LETTERS, may_be_small(0));
    let next = match folded.get(end) {
        Some(b' ') => Letters::of_folded(folded, end + 1, NEXT_LETTERS, may_be_small(end + 1)),
        _ => Letters::default(),
    };
    let next = match next.is_empty() {
        true => Next::Other,
        false => Next::Word(next),
    };
    (first, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_around_a_name_do_not_count() {
        for (name, folded, possessive) in [
            ("Lloyd's", "lloyds", true),
            ("Lloyds", "lloyds", false),
            ("“Lloyd’s”", "lloyds", true),
            ("'Lloyd's' ", "lloyds", true),
            ("Houthis'", "houthis", false),
            ("“Iran’s” Army", "irans\" army", false),
        ] {
            let mut all = Folded::default();
            let cue = Subject::Cue(0);
            let written = AsWritten::new(name, Case::Written);
            all.add(written, cue, Traits::OF_PHRASES, None);
            let pattern = all.pattern(0);
            assert_eq!(
                (pattern.folded, pattern.form.is_possessive()),
                (folded, possessive),
                "{name}"
            );
        }
    }
}
