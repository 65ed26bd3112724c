//! Finding the names in a text: word starts, the bit table, and an anchored walk over text that is folded as it is read.

use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous;

use super::compile::{MASK_WORDS, mask_words};
use super::starts::Letters;
use super::{Entry, Lexicon, Target};
use crate::text::chars::{CharInfo, Class, fold_to_several};
use crate::text::fold::{Step, fold_from, step};
use crate::text::words::{ends_with_possessive, is_word_start, mention_end};

/// A place where the letters of a name, phrase or cue stand as whole words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    pub(crate) target: Target,
    /// Whether the capitals are as the name demands.
    pub(crate) capitals: bool,
}

/// What a byte is to the scan: an ASCII letter or digit, folded; or one of the values below.
const CODES: [u8; 256] = codes();
/// Ends a word, whatever stands beside it.
const SEPARATOR: u8 = 0;
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

#[inline]
fn is_letter(code: u8) -> bool {
    code > WIDE
}

impl Lexicon {
    /// Calls `found` for every hit in `text`, by where it begins, then shortest first.
    ///
    /// With `every_case`, also where the capitals rule a name out; otherwise words that begin no name with these capitals
    /// are passed over, and only some of those hits are seen.
    pub(crate) fn scan(&self, text: &str, every_case: bool, mut found: impl FnMut(Hit)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let code = CODES[usize::from(bytes[at])];
            if code == WIDE {
                let c = text[at..].chars().next().unwrap_or_default();
                if CharInfo::of(c).class() == Class::Word && is_word_start(text, at) {
                    self.walk(text, at, &mut found);
                }
                at += c.len_utf8();
                continue;
            }
            if !is_letter(code) {
                at += 1;
                continue;
            }
            let start = at;
            let mut letters = Letters::default();
            let mut code = code;
            while is_letter(code) {
                letters.set(at - start, code);
                at += 1;
                code = bytes
                    .get(at)
                    .map_or(SEPARATOR, |&byte| CODES[usize::from(byte)]);
            }
            let certain = start == 0 || CODES[usize::from(bytes[start - 1])] == SEPARATOR;
            if !certain && !is_word_start(text, start) {
                continue;
            }
            // A full stop ends a word, unless it stands after a lone letter.
            let plain = code == SEPARATOR || bytes.get(at) == Some(&b'.') && at - start > 1;
            let capital = bytes[start].is_ascii_uppercase();
            if !plain
                || self.starts.contains(letters, capital)
                || every_case && self.starts.contains(letters, !capital)
            {
                self.walk(text, start, &mut found);
            }
        }
    }

    /// Walks the automaton from the word that begins at byte `start` and reports every pattern that ends with a word.
    fn walk(&self, text: &str, start: usize, found: &mut impl FnMut(Hit)) {
        let Some(mut walk) = Walk::begin(self, text, start) else {
            return;
        };
        let bytes = text.as_bytes();
        let mut at = start;
        while at < bytes.len() {
            let byte = bytes[at];
            let code = CODES[usize::from(byte)];
            if is_letter(code) {
                walk.letter(code, byte.is_ascii_uppercase(), byte.is_ascii_lowercase());
                at += 1;
            } else if byte == b' '
                && bytes
                    .get(at + 1)
                    .is_some_and(|&next| is_letter(CODES[usize::from(next)]))
            {
                walk.byte(b' ');
                walk.chars += 1;
                at += 1;
            } else {
                at = match step(text, at) {
                    Some(Step::Char { folded, info, end }) => {
                        walk.char(folded, info);
                        end
                    }
                    Some(Step::Several { source, info, end }) => {
                        for folded in fold_to_several(source).chars() {
                            walk.char(folded, info);
                        }
                        end
                    }
                    Some(Step::Space { end }) => {
                        walk.byte(b' ');
                        walk.chars += 1;
                        end
                    }
                    Some(Step::Nothing { end }) => {
                        at = end;
                        continue;
                    }
                    Some(Step::Paragraph { .. }) | None => return,
                };
            }
            if walk.automaton.is_special(walk.state) {
                if walk.automaton.is_dead(walk.state) {
                    return;
                }
                walk.report(self, text, start, at, found);
            }
        }
    }
}

/// The state of one anchored walk.
struct Walk<'l> {
    automaton: &'l contiguous::NFA,
    first_pattern: u32,
    state: StateID,
    /// Folded characters read.
    chars: usize,
    /// Which of them are capitals, and which small letters.
    upper: [u64; MASK_WORDS],
    lower: [u64; MASK_WORDS],
}

impl<'l> Walk<'l> {
    fn begin(lexicon: &'l Lexicon, text: &str, start: usize) -> Option<Self> {
        let (first, second) = first_bytes(text, start);
        let shard = lexicon.shards.find(first, second)?;
        Some(Self {
            automaton: &shard.automaton,
            first_pattern: shard.first_pattern,
            state: shard.start,
            chars: 0,
            upper: [0; MASK_WORDS],
            lower: [0; MASK_WORDS],
        })
    }

    #[inline]
    fn byte(&mut self, byte: u8) {
        self.state = self.automaton.next_state(Anchored::Yes, self.state, byte);
    }

    #[inline]
    fn letter(&mut self, folded: u8, upper: bool, lower: bool) {
        self.byte(folded);
        self.count(upper, lower);
    }

    fn char(&mut self, folded: char, info: CharInfo) {
        for &byte in folded.encode_utf8(&mut [0; 4]).as_bytes() {
            self.byte(byte);
        }
        self.count(info.is_upper(), info.is_lower());
    }

    #[inline]
    fn count(&mut self, upper: bool, lower: bool) {
        if let Some(word) = self.upper.get_mut(self.chars / 64) {
            *word |= u64::from(upper) << (self.chars % 64);
            self.lower[self.chars / 64] |= u64::from(lower) << (self.chars % 64);
        }
        self.chars += 1;
    }

    /// Reports the pattern that the walk spells, if it spells one and a word ends at byte `at`.
    fn report(
        &self,
        lexicon: &Lexicon,
        text: &str,
        start: usize,
        at: usize,
        found: &mut impl FnMut(Hit),
    ) {
        if !self.automaton.is_match(self.state) {
            return;
        }
        let pattern = self.automaton.match_pattern(self.state, 0);
        let Some(end) = mention_end(text, at) else {
            return;
        };
        // A possessive ends the word before it: `Houthi’s` is no `Houthis`.
        let possessive = ends_with_possessive(text, at);
        for entry in lexicon.entries_of(self.first_pattern as usize + pattern.as_usize()) {
            if possessive && !entry.possessive {
                continue;
            }
            let capitals = self.has_capitals(&lexicon.masks[entry.masks as usize..]);
            found(Hit {
                start,
                end,
                target: entry.target,
                capitals,
            });
        }
    }

    /// Whether no demanded capital is a small letter, and no demanded small letter a capital.
    #[inline]
    fn has_capitals(&self, masks: &[u64]) -> bool {
        let words = mask_words(self.chars);
        (0..words).all(|word| {
            masks[word] & self.lower[word] == 0 && masks[words + word] & self.upper[word] == 0
        })
    }
}

impl Lexicon {
    fn entries_of(&self, pattern: usize) -> &[Entry] {
        &self.entries[self.entry_starts[pattern] as usize..self.entry_starts[pattern + 1] as usize]
    }
}

/// The first two bytes of the text from `start` on when it is folded; 0 where it ends before.
#[inline]
fn first_bytes(text: &str, start: usize) -> (u8, u8) {
    let code = |at: usize| {
        text.as_bytes()
            .get(at)
            .map_or(SEPARATOR, |&byte| CODES[usize::from(byte)])
    };
    let (first, second) = (code(start), code(start + 1));
    if is_letter(first) && is_letter(second) {
        (first, second)
    } else {
        let folded = fold_from(text, start, 2);
        let mut bytes = folded.bytes();
        (bytes.next().unwrap_or(0), bytes.next().unwrap_or(0))
    }
}
