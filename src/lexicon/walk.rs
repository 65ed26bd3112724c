//! A walk along the automaton from a word start, over text that is folded as it is read.

use super::pattern::{MASK_CHARS, MASK_WORDS, mask_words};
use super::scan::{CODES, Hit, SEPARATOR, code_at, is_letter};
use super::shards::Position;
use super::{Entry, Lexicon, Target};
use crate::text::chars::{CharInfo, fold_to_several};
use crate::text::fold::{Step, fold_from, step};
use crate::text::words::{ends_with_possessive, mention_end};

/// A pattern that a walk spelt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelt {
    pattern: usize,
    /// The byte behind it.
    at: usize,
    one_to_one: bool,
}

impl Lexicon {
    /// Walks the automaton from the word that begins at byte `start` and reports every pattern that ends with a word, the
    /// longest first. Where `found` says so, nothing shorter but cues is reported. `spelt` is memory to use again.
    pub(super) fn walk(
        &self,
        text: &str,
        start: usize,
        spelt: &mut Vec<Spelt>,
        found: &mut impl FnMut(Hit) -> bool,
    ) {
        spelt.clear();
        self.spell(text, start, spelt);
        let mut covered_to = 0;
        for spelt in spelt.iter().rev() {
            self.report(*spelt, text, start, &mut covered_to, found);
        }
    }

    /// Fills `spelt` with the patterns that end where a word may, the shortest first.
    fn spell(&self, text: &str, start: usize, spelt: &mut Vec<Spelt>) {
        let Some(mut walk) = Walk::begin(self, text, start) else {
            return;
        };
        let bytes = text.as_bytes();
        let mut at = start;
        while at < bytes.len() {
            let code = folded_at(bytes, at);
            if code != 0 {
                walk.byte(code);
                at += 1;
                // In the middle of a word, and after a space, no name ends.
                if code == b' ' || code.is_ascii_alphanumeric() && is_letter(code_at(bytes, at)) {
                    if walk.position.is_dead() {
                        return;
                    }
                    continue;
                }
            } else {
                walk.one_to_one = false;
                at = match step(text, at) {
                    Some(Step::Char { folded, end, .. }) => {
                        walk.char(folded);
                        end
                    }
                    Some(Step::Several { source, end, .. }) => {
                        for folded in fold_to_several(source).chars() {
                            walk.char(folded);
                        }
                        end
                    }
                    Some(Step::Space { end }) => {
                        walk.byte(b' ');
                        end
                    }
                    Some(Step::Nothing { end }) => {
                        at = end;
                        continue;
                    }
                    Some(Step::Paragraph { .. }) | None => return,
                };
            }
            if walk.position.is_dead() {
                return;
            }
            if let Some(pattern) = walk.position.pattern() {
                spelt.push(Spelt {
                    pattern,
                    at,
                    one_to_one: walk.one_to_one,
                });
            }
        }
    }

    /// Reports a pattern, if a word ends where it does. `covered_to` is where the longest of the names ends that leave
    /// shorter ones nothing to win.
    fn report(
        &self,
        spelt: Spelt,
        text: &str,
        start: usize,
        covered_to: &mut usize,
        found: &mut impl FnMut(Hit) -> bool,
    ) {
        let Spelt {
            pattern,
            at,
            one_to_one,
        } = spelt;
        let (end, possessive) = if ends_plainly(text.as_bytes(), at) {
            (at, false)
        } else {
            let Some(end) = mention_end(text, at) else {
                return;
            };
            // A possessive ends the word before it: `Houthi’s` is no `Houthis`.
            (end, ends_with_possessive(text, at))
        };
        let covered = end < *covered_to;
        // Names of many actors (Ministry of Justice) mostly demand the same capitals.
        let mut known = None;
        for entry in self.entries_of(pattern) {
            if possessive && !entry.possessive {
                continue;
            }
            if covered && !matches!(entry.target, Target::Cue(_)) {
                continue;
            }
            let capitals = match known {
                Some((masks, capitals)) if masks == entry.masks => capitals,
                _ => {
                    let masks = &self.masks[entry.masks as usize..];
                    if one_to_one {
                        has_capitals_one_to_one(&text.as_bytes()[start..at], masks)
                    } else {
                        has_capitals(text, start, at, masks)
                    }
                }
            };
            known = Some((entry.masks, capitals));
            let covers = found(Hit {
                start,
                end,
                target: entry.target,
                capitals,
                needs: entry.needs,
            });
            if covers {
                *covered_to = end;
            }
        }
    }

    fn entries_of(&self, pattern: usize) -> &[Entry] {
        &self.entries[self.entry_starts[pattern] as usize..self.entry_starts[pattern + 1] as usize]
    }
}

/// The state of one walk.
struct Walk<'l> {
    position: Position<'l>,
    /// So far each byte of the text was a folded character.
    one_to_one: bool,
}

impl<'l> Walk<'l> {
    fn begin(lexicon: &'l Lexicon, text: &str, start: usize) -> Option<Self> {
        let (first, second) = first_bytes(text, start);
        let shard = lexicon.shards.find(first, second)?;
        Some(Self {
            position: Position::start(shard),
            one_to_one: true,
        })
    }

    #[inline]
    fn byte(&mut self, byte: u8) {
        self.position.step(byte);
    }

    fn char(&mut self, folded: char) {
        for &byte in folded.encode_utf8(&mut [0; 4]).as_bytes() {
            self.byte(byte);
        }
    }
}

/// What the byte at `at` folds to, where it alone tells or its neighbours are plain; else 0.
#[inline]
fn folded_at(bytes: &[u8], at: usize) -> u8 {
    let byte = bytes[at];
    let code = CODES[usize::from(byte)];
    if is_letter(code) {
        return code;
    }
    let letter_at = |at| is_letter(code_at(bytes, at));
    match byte {
        b' ' if letter_at(at + 1) => b' ',
        b'-' | b'\n' if letter_at(at + 1) && letter_at(at.wrapping_sub(1)) => b' ',
        b',' | b';' | b':' | b'(' | b')' | b'/' | b'&' | b'"' | b'?' | b'!' | b'[' | b']' => byte,
        _ => 0,
    }
}

/// Whether a word of two ASCII letters or more ends at byte `at` by a sign that ends every word, or by a full stop; and not
/// with an s behind something that may be an apostrophe.
#[inline]
fn ends_plainly(bytes: &[u8], at: usize) -> bool {
    let ends = code_at(bytes, at) == SEPARATOR || bytes.get(at) == Some(&b'.');
    ends && at >= 2 && is_letter(code_at(bytes, at - 1)) && is_letter(code_at(bytes, at - 2))
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

/// The first two bytes of the text from `start` on when it is folded; 0 where it ends before.
#[inline]
fn first_bytes(text: &str, start: usize) -> (u8, u8) {
    let bytes = text.as_bytes();
    let first = code_at(bytes, start);
    let second = match bytes.get(start + 1) {
        Some(_) => folded_at(bytes, start + 1),
        None => 0,
    };
    if is_letter(first) && second != 0 {
        (first, second)
    } else {
        let folded = fold_from(text, start, 2);
        let mut bytes = folded.bytes();
        (bytes.next().unwrap_or(0), bytes.next().unwrap_or(0))
    }
}
