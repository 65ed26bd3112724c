//! A walk of the automaton from a word start, token by token, over text that is folded as it is
//! read.
//!
//! Between ASCII words is mostly a space or a comma: that is read here. Whatever
//! folding has to look at, `spell` reads.

use super::key::{Key, count_letters};
use super::token::{NOWHERE, Start, TextToken, code_at, ends_word, is_letter};
use super::vocabulary::Token;
use super::walk_state::{Match, ReadToken, Resume, Walk, WalkEnd};
use super::{Lexicon, Occurrence};

/// Matches are reported when this many tokens were read, and as many as the longest name has twice
/// over.
const MANY_TOKENS: usize = 4096;

impl Lexicon {
    /// Walks from a word start until no name has begun that could continue, and reports every
    /// pattern that occurs on the way and ends with a word: by where it begins, then the longest
    /// first. Where `found` returns true, the shorter ones that begin there are said to be covered.
    ///
    /// Returns the byte before which all that begins was found.
    #[inline]
    pub(super) fn walk(
        &self,
        text: &str,
        start: Start,
        walk: &mut Walk,
        found: &mut impl FnMut(Occurrence) -> bool,
    ) -> usize {
        if start.is_alone {
            return self.take_alone(text, start, found);
        }
        walk.reset();
        let mut next = match start.token(text.as_bytes()) {
            Some(token) => self.take(walk, token),
            None => self.read(text, walk, start.at),
        };
        let end = loop {
            match next {
                Ok(at) => next = self.read(text, walk, at),
                Err(WalkEnd(end)) => break end,
            }
            if walk.tokens.len() > MANY_TOKENS.max(2 * self.longest) {
                self.report_finished(text, walk, found);
            }
        };
        self.report(text, walk, walk.tokens.len(), found);
        end
    }

    /// Reports the patterns that are one word, where the filters know that none continues behind
    /// it: that is where most walks would end, after a look at the next word and a state or two.
    #[inline(always)]
    fn take_alone(
        &self,
        text: &str,
        start: Start,
        found: &mut impl FnMut(Occurrence) -> bool,
    ) -> usize {
        let Start { at, word, .. } = start;
        let end = at + word.length as usize;
        let Some(known) = self.vocabulary.find(word.key(text.as_bytes(), at)) else {
            return end;
        };
        let mut report = |pattern: usize| {
            let spelled = Match {
                pattern: pattern as u32,
                shorter: None,
                end,
                one_to_one: true,
            };
            if let Some(occurrence) = self.confirm(text, at, spelled, 0) {
                found(occurrence);
            }
        };
        match known.only.get() {
            Some((pattern, _)) => report(pattern),
            None => self.automaton.ends(known.alone).for_each(report),
        }
        end
    }

    /// Reads the next token.
    #[inline(always)]
    fn read(&self, text: &str, walk: &mut Walk, at: usize) -> Resume {
        let bytes = text.as_bytes();
        let letters = count_letters(bytes, at);
        if letters > 0 {
            let end = at + letters;
            // Behind what may vanish, or before it, a word may be longer than its ASCII letters.
            if walk.doubtful || !ends_word(bytes, end, letters) {
                return self.read_folding(text, walk, at);
            }
            let key = Key::of_letters(bytes, at, letters);
            return self.take(walk, TextToken::of_word(key, at, end));
        }
        let Some(&byte) = bytes.get(at) else {
            return Err(WalkEnd(at));
        };
        let letter_at = |at| is_letter(code_at(bytes, at));
        let end = at + 1;
        match byte {
            // Not in front of more white space.
            b' ' if bytes.get(end).is_some_and(u8::is_ascii_graphic) => Ok(walk.space(end)),
            b'-' | b'\n' if letter_at(end) && letter_at(at.wrapping_sub(1)) => Ok(walk.space(end)),
            b',' | b';' | b':' | b'(' | b')' | b'/' | b'&' | b'"' | b'?' | b'!' | b'[' | b']' => {
                self.take_sign(walk, byte, at)
            }
            // After two letters or more it ends a sentence, and no initial.
            b'.' if letter_at(at.wrapping_sub(1)) && letter_at(at.wrapping_sub(2)) => {
                self.take_sign(walk, byte, at)
            }
            _ => self.read_folding(text, walk, at),
        }
    }

    #[inline]
    fn take_sign(&self, walk: &mut Walk, sign: u8, at: usize) -> Resume {
        walk.doubtful = false;
        self.take(walk, TextToken::of_sign(sign.into(), at..at + 1, NOWHERE))
    }

    /// Feeds a token to the automaton.
    #[inline(always)]
    pub(super) fn take(&self, walk: &mut Walk, token: TextToken) -> Resume {
        let Some(known) = self.vocabulary.find(token.key) else {
            return Err(WalkEnd(token.at));
        };
        if walk.tokens.is_empty() {
            self.take_first(walk, token, known);
        } else {
            self.take_later(walk, token, known)?;
        }
        match walk.is_over {
            true => Err(WalkEnd(token.end)),
            false => Ok(token.end),
        }
    }

    /// Takes the first token, of which the vocabulary knows all, in most cases.
    #[inline(always)]
    fn take_first(&self, walk: &mut Walk, token: TextToken, known: Token) {
        // The state and the pattern lie with the token: for most walks the first token is a look at
        // one cache line, and the automaton has none to add.
        walk.state = known.alone;
        walk.push(token);
        match known.only.get() {
            Some((pattern, is_leaf)) => {
                walk.is_over = is_leaf;
                if token.may_end {
                    walk.note(pattern, 0, token.end);
                }
            }
            None if token.may_end => self.note_ends(walk, token.end),
            None => {}
        }
    }

    /// Takes a later token. The walk ends before it where nothing that began earlier continues with
    /// it.
    #[inline(always)]
    fn take_later(&self, walk: &mut Walk, token: TextToken, known: Token) -> Result<(), WalkEnd> {
        let end = WalkEnd(token.at);
        if walk.tokens.len() == 1 && !walk.has_space_before(token) {
            // Behind one token a failure transition could only lead to where a walk from the second
            // would begin: without them the step is shorter, and a miss ends the walk.
            let second = self.automaton.second(walk.state, known.code);
            walk.state = second.ok_or(end)?;
        } else {
            self.feed(walk, token, known)?;
            // What was read before is forgotten, and whether a name begins with this token the
            // filters know.
            if walk.state == known.alone || walk.state == self.automaton.start() {
                return Err(end);
            }
        }
        walk.push(token);
        if token.may_end {
            self.note_ends(walk, token.end);
        }
        Ok(())
    }

    /// Feeds a token to the automaton, with a space in front if that is a token of its own. The
    /// walk ends before it where no name has such a space.
    #[inline(always)]
    fn feed(&self, walk: &mut Walk, token: TextToken, known: Token) -> Result<(), WalkEnd> {
        if walk.has_space_before(token) {
            let space = self.vocabulary.space().ok_or(WalkEnd(token.at))?;
            walk.state = self.automaton.next(walk.state, space);
            // No name begins with it.
            walk.tokens.push(ReadToken {
                start: NOWHERE,
                longest: None,
            });
        }
        walk.state = self.automaton.next(walk.state, known.code);
        Ok(())
    }

    /// Notes the patterns that end in the state of the walk, behind byte `end`.
    #[inline(always)]
    fn note_ends(&self, walk: &mut Walk, end: usize) {
        for pattern in self.automaton.ends(walk.state) {
            let tokens = &self.patterns[pattern].tokens;
            let Some(first) = walk.tokens.len().checked_sub(tokens.count()) else {
                continue;
            };
            walk.is_over |= first == 0 && tokens.is_leaf();
            walk.note(pattern, first, end);
        }
    }

    /// Notes the patterns that end with a part of a word (*Syria* in *Syria’s*), as if the word
    /// ended there.
    pub(super) fn note_part(&self, walk: &mut Walk, part: TextToken) {
        let Some(known) = self.vocabulary.find(part.key) else {
            return;
        };
        let (state, count) = (walk.state, walk.tokens.len());
        if count == 0 {
            walk.state = known.alone;
        } else if self.feed(walk, part, known).is_err() {
            return;
        }
        walk.tokens.push(ReadToken {
            start: part.start,
            longest: walk.of_part,
        });
        self.note_ends(walk, part.end);
        walk.of_part = walk.tokens.pop().and_then(|token| token.longest);
        walk.tokens.truncate(count);
        (walk.state, walk.is_over) = (state, false);
    }

    /// Feeds a word to the automaton, of which parts may have been noted before.
    pub(super) fn take_with_parts(&self, walk: &mut Walk, token: TextToken) -> Resume {
        let next = self.take(walk, token);
        // A later walk begins with a word that this one does not take; but none does with its own
        // first word.
        if walk.of_part.is_some() && walk.tokens.is_empty() {
            walk.push(token);
        }
        walk.of_part = None;
        next
    }

    /// Reports the matches that begin with one of the first `count` tokens.
    #[inline(always)]
    fn report(
        &self,
        text: &str,
        walk: &Walk,
        count: usize,
        found: &mut impl FnMut(Occurrence) -> bool,
    ) {
        for token in &walk.tokens[..count] {
            let mut covered_to = 0;
            let mut next = token.longest;
            while let Some(number) = next {
                let spelled = walk.match_of(number);
                next = spelled.shorter;
                // Longest first: so what is covered by a longer one is known before it is
                // confirmed.
                if let Some(occurrence) = self.confirm(text, token.start, spelled, covered_to)
                    && found(occurrence)
                {
                    covered_to = occurrence.end;
                }
            }
        }
    }

    /// Reports what can be no longer, so that a walk along a whole text keeps little.
    #[cold]
    fn report_finished(
        &self,
        text: &str,
        walk: &mut Walk,
        found: &mut impl FnMut(Occurrence) -> bool,
    ) {
        // A match that is not read to its end began within the longest name from here.
        let finished = walk.tokens.len().saturating_sub(self.longest + 1);
        self.report(text, walk, finished, found);
        walk.forget(finished);
    }
}
