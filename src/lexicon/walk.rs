//! A walk from a word start, word by word, over text that is folded as it is read.

use super::Lexicon;
use super::key::{Key, count_letters, parts};
use super::scan::{CODES, SEPARATOR, code_at, is_letter};
use super::standing::Standing;
use crate::text::chars::{CharInfo, Class, fold_to_several};
use crate::text::fold::{Step, folds_to, step};
use crate::text::words::{ends_with_possessive, mention_end};

/// A pattern that a walk may have spelt: its key is that of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelt {
    pattern: usize,
    /// The byte behind it.
    at: usize,
    one_to_one: bool,
}

impl Lexicon {
    /// Walks from the word that begins at byte `start` and reports every pattern that stands there and ends with a word, the
    /// longest first. Where `found` says so, those shorter ones are said to be covered. `spelt` is memory to use again.
    #[inline]
    pub(super) fn walk(
        &self,
        text: &str,
        start: usize,
        spelt: &mut Vec<Spelt>,
        found: &mut impl FnMut(Standing) -> bool,
    ) {
        spelt.clear();
        self.spell(text, start, spelt);
        let mut covered_to = 0;
        for spelt in spelt.iter().rev() {
            if let Some(standing) = self.confirm(*spelt, text, start, covered_to)
                && found(standing)
            {
                covered_to = standing.end;
            }
        }
    }

    /// Fills `spelt` with the patterns that may end where a word may, the shortest first.
    fn spell(&self, text: &str, start: usize, spelt: &mut Vec<Spelt>) {
        let mut walk = Walk {
            key: Key::EMPTY,
            before: ' ',
            goes_on: true,
            one_to_one: true,
        };
        let bytes = text.as_bytes();
        let mut at = start;
        while at < bytes.len() {
            let letters = count_letters(bytes, at);
            if letters > 0 {
                if !walk.comes_to('a') {
                    return;
                }
                walk.key.letters(bytes, at, letters);
                at += letters;
            } else {
                match self.sign(text, &mut walk, at) {
                    Some(Sign { end, may_end: true }) => at = end,
                    Some(Sign { end, .. }) => {
                        at = end;
                        continue;
                    }
                    None => return,
                }
            }
            walk.goes_on = self.prefixes.look_up(walk.key.value(), |pattern| {
                spelt.push(Spelt {
                    pattern,
                    at,
                    one_to_one: walk.one_to_one,
                });
            });
            if !walk.goes_on && ends_plainly(bytes, at) {
                return;
            }
        }
    }

    /// Goes on by what stands at byte `at` and is no ASCII letter or digit; `None` where no pattern goes on so.
    #[inline]
    fn sign(&self, text: &str, walk: &mut Walk, at: usize) -> Option<Sign> {
        let bytes = text.as_bytes();
        let letter_at = |at| is_letter(code_at(bytes, at));
        let byte = bytes[at];
        let end = at + 1;
        match byte {
            // A sign after it does not make it longer.
            b' ' if bytes.get(end).is_some_and(u8::is_ascii_graphic) => walk.space(end),
            b'-' | b'\n' if letter_at(end) && letter_at(at.wrapping_sub(1)) => walk.space(end),
            b',' | b';' | b':' | b'(' | b')' | b'/' | b'&' | b'"' | b'?' | b'!' | b'[' | b']' => {
                walk.sign(byte, end)
            }
            // After two letters or more it ends a sentence.
            b'.' if letter_at(at.wrapping_sub(1)) && letter_at(at.wrapping_sub(2)) => {
                walk.sign(byte, end)
            }
            _ => self.rare(text, walk, at),
        }
    }

    /// The same for what folding has to look at.
    #[cold]
    fn rare(&self, text: &str, walk: &mut Walk, at: usize) -> Option<Sign> {
        walk.one_to_one = false;
        let (info, end) = match step(text, at)? {
            Step::Char { folded, info, end } => {
                self.char(walk, folded)?;
                (info, end)
            }
            Step::Several { source, info, end } => {
                for folded in fold_to_several(source).chars() {
                    self.char(walk, folded)?;
                    // Inside the letter no name ends, but a word may, behind which none goes on.
                    walk.goes_on = self.prefixes.look_up(walk.key.value(), |_| {});
                }
                (info, end)
            }
            Step::Space { end } => return walk.space(end),
            Step::Nothing { end } => {
                return Some(Sign {
                    end,
                    may_end: false,
                });
            }
            Step::Paragraph { .. } => return None,
        };
        let may_end = !(is_spaced_word(info) && word_goes_on(text, end));
        walk.goes_on = true;
        Some(Sign { end, may_end })
    }

    fn char(&self, walk: &mut Walk, folded: char) -> Option<()> {
        if folded == ' ' {
            walk.space(0)?;
        } else if walk.comes_to(folded) {
            walk.key.char(folded);
        } else {
            return None;
        }
        Some(())
    }

    /// What stands where a pattern may have been spelt, if its letters are there, a word ends with them, and anything of it is
    /// wanted.
    #[inline]
    fn confirm(
        &self,
        spelt: Spelt,
        text: &str,
        start: usize,
        covered_to: usize,
    ) -> Option<Standing> {
        let Spelt {
            pattern,
            at,
            one_to_one,
        } = spelt;
        let (end, possessive) = if ends_plainly(text.as_bytes(), at) {
            (at, false)
        } else {
            // A possessive ends the word before it: `Houthi’s` is no `Houthis`.
            (mention_end(text, at)?, ends_with_possessive(text, at))
        };
        // The letters of forty names, each the beginning of the next, would be read twenty times.
        let covered = end < covered_to;
        if covered && !self.is_cue(pattern) {
            return None;
        }
        let letters = self.letters(pattern);
        let is_there = if one_to_one {
            folds_one_to_one(&text.as_bytes()[start..at], letters)
        } else {
            folds_to(text, start..at, letters)
        };
        is_there.then_some(Standing {
            pattern,
            start,
            end,
            letters_end: at,
            one_to_one,
            possessive,
            covered,
        })
    }
}

/// The state of one walk.
struct Walk {
    key: Key,
    /// The folded character read last, or one like it; a space in front of the first.
    before: char,
    /// A pattern may go on behind what was read.
    goes_on: bool,
    /// So far each byte of the text was a folded character.
    one_to_one: bool,
}

/// What was read.
struct Sign {
    /// The byte behind it.
    end: usize,
    /// A pattern may end behind it.
    may_end: bool,
}

impl Walk {
    /// Whether a pattern may go on with this character.
    #[inline(always)]
    fn comes_to(&mut self, next: char) -> bool {
        if parts(self.before, next) {
            if self.before != ' ' && !self.goes_on {
                return false;
            }
            self.key.end_token();
        }
        self.before = next;
        true
    }

    /// Goes on by a sign that ends before byte `end`.
    #[inline(always)]
    fn sign(&mut self, sign: u8, end: usize) -> Option<Sign> {
        self.comes_to(sign.into()).then(|| {
            self.key.byte(sign);
            Sign { end, may_end: true }
        })
    }

    /// Goes on by a space that ends before byte `end`.
    #[inline(always)]
    fn space(&mut self, end: usize) -> Option<Sign> {
        if !self.goes_on {
            return None;
        }
        self.key.space();
        self.before = ' ';
        Some(Sign {
            end,
            may_end: false,
        })
    }
}

fn is_spaced_word(info: CharInfo) -> bool {
    info.class() == Class::Word && !info.is_unspaced()
}

fn word_goes_on(text: &str, at: usize) -> bool {
    let next = text[at..].chars().next();
    next.is_some_and(|next| is_spaced_word(CharInfo::of(next)))
}

/// Whether a word of two ASCII letters or more ends at byte `at` by a sign that ends every word, or by a full stop; and not
/// with an s behind something that may be an apostrophe.
#[inline]
fn ends_plainly(bytes: &[u8], at: usize) -> bool {
    let ends = code_at(bytes, at) == SEPARATOR || bytes.get(at) == Some(&b'.');
    ends && at >= 2 && is_letter(code_at(bytes, at - 1)) && is_letter(code_at(bytes, at - 2))
}

/// Whether `written`, in which each byte folds to one, folds to these letters.
#[inline]
fn folds_one_to_one(written: &[u8], letters: &[u8]) -> bool {
    written.len() == letters.len()
        && written
            .iter()
            .zip(letters)
            .all(|(&byte, &letter)| match byte {
                b'-' | b'\n' => letter == b' ',
                _ if is_letter(CODES[usize::from(byte)]) => CODES[usize::from(byte)] == letter,
                _ => byte == letter,
            })
}
