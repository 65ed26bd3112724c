//! What a walk reads where folding has to look: words with letters outside ASCII, with apostrophes
//! or marks inside, unusual spaces, single letters before a full stop.

use super::Lexicon;
use super::key::{Key, count_letters, is_spaced_word};
use super::token::{NOWHERE, TextToken, begins_word};
use super::walk_state::{Resume, Walk, WalkEnd};
use crate::text::chars::fold_to_several;
use crate::text::fold::{Step, step};
use crate::text::words::mention_end;

/// A word of which the first letters were read.
struct WordSoFar {
    key: Key,
    /// The byte where it begins.
    at: usize,
    /// One past the last letter that was read.
    end: usize,
    /// Where a name that begins with it begins, or [`NOWHERE`].
    start: usize,
}

impl WordSoFar {
    fn token(&self, end: usize, may_end: bool) -> TextToken {
        TextToken {
            key: self.key.value(),
            at: self.at,
            end,
            start: self.start,
            is_word: true,
            may_end,
        }
    }
}

impl Lexicon {
    /// Reads the next token by folding.
    #[cold]
    pub(super) fn read_folding(&self, text: &str, walk: &mut Walk, at: usize) -> Resume {
        match step(text, at).ok_or(WalkEnd(at))? {
            Step::Space { end } => {
                walk.space(end);
                walk.doubt(at);
                Ok(end)
            }
            Step::Nothing { end } => {
                walk.doubt(at);
                Ok(end)
            }
            // No name reaches over a blank line.
            Step::Paragraph { .. } => Err(WalkEnd(at)),
            Step::Char { folded, end, .. } if !is_spaced_word(folded) => {
                walk.doubt(at);
                self.take(
                    walk,
                    TextToken::of_sign(folded, at..end, start_at(text, at)),
                )
            }
            Step::Char { .. } | Step::Several { .. } => self.read_word(text, walk, at),
        }
    }

    /// Reads a word to its end.
    fn read_word(&self, text: &str, walk: &mut Walk, mut at: usize) -> Resume {
        walk.doubtful = true;
        let bytes = text.as_bytes();
        let mut word = WordSoFar {
            key: Key::EMPTY,
            at,
            end: at,
            start: start_at(text, at),
        };
        loop {
            let letters = count_letters(bytes, at);
            if letters > 0 {
                self.note_part_before(text, walk, &word, at);
                word.key.letters(bytes, at, letters);
                at += letters;
                word.end = at;
                continue;
            }
            match step(text, at) {
                Some(Step::Char { folded, end, .. }) if is_spaced_word(folded) => {
                    self.note_part_before(text, walk, &word, at);
                    walk.one_to_one_from = at + 1;
                    word.key.char(folded);
                    at = end;
                    word.end = at;
                }
                // A letter that begins with a sign ends the word before it, as the sign would.
                Some(Step::Several { source, .. }) if word.end > word.at && begins_sign(source) => {
                    break;
                }
                Some(Step::Several { source, end, .. }) => {
                    self.note_part_before(text, walk, &word, at);
                    walk.one_to_one_from = at + 1;
                    let continues = self.take_several(walk, &mut word, source, at..end)?;
                    at = end;
                    if !continues {
                        return Ok(at);
                    }
                    word.end = at;
                }
                Some(Step::Nothing { end }) => at = end,
                _ => break,
            }
        }
        self.take_with_parts(walk, word.token(word.end, true))
    }

    /// Reads a letter of the word that folds to several characters, perhaps to several tokens (`ガ`
    /// to a letter and a sign): inside it no name begins or ends. Returns whether the word may
    /// continue behind it.
    fn take_several(
        &self,
        walk: &mut Walk,
        word: &mut WordSoFar,
        source: char,
        place: std::ops::Range<usize>,
    ) -> Result<bool, WalkEnd> {
        let folded = fold_to_several(source);
        let last = folded.chars().count() - 1;
        let mut has_letters = place.start > word.at;
        for (number, c) in folded.chars().enumerate() {
            if is_spaced_word(c) {
                word.key.char(c);
                has_letters = true;
                continue;
            }
            if has_letters {
                // The word so far and the sign are tokens apart, but of one letter of the text.
                self.take_with_parts(walk, word.token(place.end, false))?;
                (word.key, word.start, has_letters) = (Key::EMPTY, NOWHERE, false);
            }
            let sign = TextToken {
                may_end: number == last,
                ..TextToken::of_sign(c, place.clone(), word.start)
            };
            self.take(walk, sign)?;
            (word.at, word.start) = (place.start, NOWHERE);
        }
        Ok(has_letters)
    }

    /// Notes the names that end before what vanished between the letters read so far and those at
    /// byte `at`: a possessive ends the word before it.
    fn note_part_before(&self, text: &str, walk: &mut Walk, word: &WordSoFar, at: usize) {
        if word.end == at || word.end == word.at {
            return;
        }
        // The word before the possessive is fed beside the walk, which then reads on as if nothing
        // had been: *Lloyd’s* may be a name, too.
        if mention_end(text, word.end).is_some() {
            self.note_part(walk, word.token(word.end, true));
        }
        walk.one_to_one_from = at;
    }
}

impl Walk {
    /// Notes that the byte at `at` is not one folded character, or may not end a word.
    fn doubt(&mut self, at: usize) {
        self.doubtful = true;
        self.one_to_one_from = at + 1;
    }
}

/// Returns whether the first character that a letter folds to is a token by itself.
fn begins_sign(source: char) -> bool {
    let first = fold_to_several(source).chars().next();
    first.is_some_and(|first| !is_spaced_word(first))
}

/// Returns the byte `at`, if a name may begin there.
fn start_at(text: &str, at: usize) -> usize {
    match begins_word(text, at) {
        true => at,
        false => NOWHERE,
    }
}
