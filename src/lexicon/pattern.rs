//! Names, phrases and cues on their way into the lexicon: folded many at a time, into one text.

use rustc_hash::FxHashMap;

use super::key::count_letters;
use super::scan::load;
use super::starts::{KEY_LETTERS, Letters, NEXT_LETTERS, Next};
use super::{Target, Traits};
use crate::gazetteer::Case;
use crate::text::chars::fold_to_several;
use crate::text::fold::{Step, is_plain, step};
use crate::text::words::ends_with_possessive;

/// Folded characters of a name in which capitals are checked: far more than any name has.
pub(super) const MASK_CHARS: usize = 256;
pub(super) const MASK_WORDS: usize = MASK_CHARS / 64;

/// A name, phrase or cue, folded, and what it stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pattern<'f> {
    pub(super) folded: &'f str,
    /// Its first bytes: tells most patterns apart without a look at the text.
    key: u64,
    pub(super) target: Target,
    /// Where its masks begin.
    pub(super) masks: u32,
    pub(super) traits: Traits,
}

impl Pattern<'_> {
    /// Whether it comes after a word, in the order of patterns.
    pub(super) fn is_after(&self, word: &str) -> bool {
        (key_of(word), word) < (self.key, self.folded)
    }

    /// Whether they are found in the same places.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.key == other.key && self.folded == other.folded
    }

    /// What patterns are sorted by.
    pub(super) fn sort_key(&self) -> impl Ord {
        (self.key, self.folded, self.target)
    }
}

/// Patterns that were folded together.
#[derive(Debug, Default)]
pub(super) struct Folded {
    text: String,
    pieces: Vec<Piece>,
    /// Masks of demanded capitals and demanded small letters, 64 folded characters a word; those of a pattern stand
    /// together, and equal ones once.
    pub(super) masks: Vec<u64>,
    /// How many masks of others stand before them, once all are joined.
    pub(super) first_mask: u32,
    known_masks: FxHashMap<[u64; 2], u32>,
}

/// A pattern that begins in the text where the one before it ends.
#[derive(Debug)]
struct Piece {
    end: usize,
    target: Target,
    masks: u32,
    traits: Traits,
}

impl Folded {
    /// Without patterns, with room for some of so many bytes in all: lists that grow leave holes behind.
    pub(super) fn with_room(patterns: usize, bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            pieces: Vec::with_capacity(patterns),
            ..Self::default()
        }
    }

    /// Adds a name, phrase or cue as it is written, and what it stands for.
    pub(super) fn add(&mut self, written: &str, case: Case, target: Target, traits: Traits) {
        let (masks, possessive) = fold_into(&mut self.text, written);
        let traits = Traits {
            possessive,
            ..traits
        };
        self.finish(masks.with_case(case), target, traits);
    }

    /// How many patterns there are.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// How many bytes the patterns have, all together.
    pub(super) fn letters(&self) -> usize {
        self.text.len()
    }

    fn finish(&mut self, masks: Masks, target: Target, traits: Traits) {
        let start = self.pieces.last().map_or(0, |piece| piece.end);
        let folded = &self.text[start..];
        // Nothing may be left to look for in a cue.
        if folded.is_empty() {
            return;
        }
        let words = mask_words_of(folded);
        let next = self.masks.len() as u32;
        let at = match words {
            1 => *self
                .known_masks
                .entry([masks.capitals[0], masks.small[0]])
                .or_insert(next),
            _ => next,
        };
        if at == next {
            self.masks.extend_from_slice(&masks.capitals[..words]);
            self.masks.extend_from_slice(&masks.small[..words]);
        }
        self.pieces.push(Piece {
            end: self.text.len(),
            target,
            masks: at,
            traits,
        });
    }

    /// The patterns, in the order they were written.
    pub(super) fn patterns(&self) -> impl Iterator<Item = Pattern<'_>> {
        let mut start = 0;
        self.pieces.iter().map(move |piece| {
            let folded = &self.text[start..piece.end];
            start = piece.end;
            Pattern {
                folded,
                key: key_of(folded),
                target: piece.target,
                masks: self.first_mask + piece.masks,
                traits: piece.traits,
            }
        })
    }
}

/// The first eight bytes, to be compared as numbers.
fn key_of(folded: &str) -> u64 {
    load(folded.as_bytes(), 0).swap_bytes()
}

/// Which folded characters of a pattern must be capitals, and which small letters.
#[derive(Default)]
struct Masks {
    capitals: [u64; MASK_WORDS],
    small: [u64; MASK_WORDS],
}

impl Masks {
    /// Those of a text of which each byte folds by itself.
    fn of_plain(text: &[u8]) -> Self {
        let mut masks = Self::default();
        let which = |letters: &[u8], is_one: fn(&u8) -> bool| {
            let bits = letters.iter().rev();
            bits.fold(0, |bits, letter| bits << 1 | u64::from(is_one(letter)))
        };
        for (word, letters) in text.chunks(64).take(MASK_WORDS).enumerate() {
            masks.capitals[word] = which(letters, u8::is_ascii_uppercase);
            masks.small[word] = which(letters, u8::is_ascii_lowercase);
        }
        masks
    }

    fn note(&mut self, at: usize, upper: bool, lower: bool) {
        if at < MASK_CHARS {
            self.capitals[at / 64] |= u64::from(upper) << (at % 64);
            self.small[at / 64] |= u64::from(lower) << (at % 64);
        }
    }

    /// Drops what does not count.
    fn with_case(mut self, case: Case) -> Self {
        match case {
            Case::Written => self.small = [0; MASK_WORDS],
            Case::Exact => {}
            Case::Any => self = Self::default(),
        }
        self
    }
}

/// How many words of a mask a pattern needs.
fn mask_words_of(folded: &str) -> usize {
    match folded.len() {
        ..=64 => 1,
        _ => mask_words(folded.chars().count()),
    }
}

/// The same for a pattern of `chars` folded characters.
pub(super) fn mask_words(chars: usize) -> usize {
    chars.div_ceil(64).min(MASK_WORDS)
}

/// Writes a name behind `out`, folded, and tells where its capitals and small letters are, and whether it ends with a
/// possessive.
fn fold_into(out: &mut String, text: &str) -> (Masks, bool) {
    let begun = out.len();
    if is_plain(text) {
        let mut words = text.split('-');
        out.push_str(words.next().unwrap_or_default());
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
        out[begun..].make_ascii_lowercase();
        return (Masks::of_plain(text.as_bytes()), false);
    }
    let mut masks = Masks::default();
    let mut at = skip_quotes(text);
    let mut chars = 0;
    // Where the name ends in `text`: quotes and spaces after its last word do not count either.
    let mut name_end = at;
    while let Some(step) = step(text, at) {
        at = match step {
            Step::Char { folded, info, end } => {
                out.push(folded);
                masks.note(chars, info.is_upper(), info.is_lower());
                chars += 1;
                if folded != '"' {
                    name_end = end;
                }
                end
            }
            Step::Several { source, info, end } => {
                name_end = end;
                for folded in fold_to_several(source).chars() {
                    out.push(folded);
                    masks.note(chars, info.is_upper(), info.is_lower());
                    chars += 1;
                }
                end
            }
            Step::Space { end } => {
                out.push(' ');
                chars += 1;
                end
            }
            Step::Paragraph { end } => {
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

/// A name is looked for at word starts, so quotes and spaces before its first word do not count.
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

/// How patterns begin of which all have these letters, for each way of capitals that they demand.
pub(super) fn beginnings_of(
    alike: &[Pattern<'_>],
    masks: &[u64],
) -> impl Iterator<Item = (Letters, Next)> {
    // Names of many actors (Ministry of Justice) mostly demand the same capitals.
    let distinct = alike.chunk_by(|a, b| a.masks == b.masks);
    distinct.map(|same| beginning_of(&same[0], masks))
}

fn beginning_of(pattern: &Pattern<'_>, masks: &[u64]) -> (Letters, Next) {
    let folded = pattern.folded.as_bytes();
    let masks = &masks[pattern.masks as usize..];
    let words = mask_words_of(pattern.folded);
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
            all.add(name, Case::Written, Target::Cue(0), Traits::OF_PHRASES);
            let patterns: Vec<Pattern<'_>> = all.patterns().collect();
            assert_eq!(
                (patterns[0].folded, patterns[0].traits.possessive),
                (folded, possessive),
                "{name}"
            );
        }
    }
}
