//! The words to either side of a name, with what stands between them.

use std::cell::Cell;

use super::classes::Classes;
use super::lexis::classes_of;
use crate::text::abbreviations::is_abbreviation;
use crate::text::chars::{CharInfo, Class};
use crate::text::fold::{after, before, is_acronym_dot, is_inside_word, is_possessive_ending};

/// Words read to each side.
pub(super) const REACH: usize = 8;

/// Characters looked over between two words, and in one word: a bound where a text has no words.
const LONGEST_GAP: usize = 12;
const LONGEST_WORD: usize = 60;

/// Bytes looked at for the end of an abbreviation in brackets.
const LONGEST_ABBREVIATION: usize = 9;

/// What stands between two words, the strongest sign of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Gap {
    /// White space, or nothing.
    #[default]
    Space,
    /// A hyphen between letters.
    Hyphen,
    /// A quotation mark.
    Quote,
    /// A slash.
    Slash,
    /// A comma.
    Comma,
    /// A dash, a hyphen or a low line between spaces, or a double hyphen.
    Dash,
    /// A colon, a bracket, or any other sign.
    Sign,
}

impl Gap {
    /// Returns whether the words are of one phrase.
    pub(super) fn joins(self) -> bool {
        self <= Gap::Quote
    }

    /// Returns whether the words are of two phrases, as if between commas.
    pub(super) fn parts(self) -> bool {
        self >= Gap::Comma
    }
}

/// A word beside a name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NearWord<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) classes: Classes,
    /// What stands between it and the word that is one nearer to the name.
    pub(super) gap: Gap,
    pub(super) has_capital: bool,
    /// Whether it ends in *’s*.
    pub(super) is_possessive: bool,
}

impl<'t> NearWord<'t> {
    fn new(text: &'t str, start: usize, end: usize, gap: Gap) -> Self {
        let word = &text[start..end];
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        Self {
            text: word,
            start,
            end,
            classes: classes_of(bare.unwrap_or(word)),
            gap,
            has_capital: word
                .chars()
                .next()
                .is_some_and(|c| CharInfo::of(c).is_upper()),
            is_possessive: bare.is_some(),
        }
    }

    pub(super) fn is(&self, classes: Classes) -> bool {
        self.classes.is(classes)
    }

    /// Returns whether it is in capitals, as all words of a headline may be.
    pub(super) fn is_in_capitals(&self) -> bool {
        self.has_capital && !self.text.chars().any(|c| CharInfo::of(c).is_lower())
    }

    /// Returns whether it can be part of a name: a word with a capital that is no small word, and,
    /// where all is in capitals, none that is in a list.
    pub(super) fn is_of_name(&self) -> bool {
        // Two acronyms that are small words, too.
        if self.text == "US" || self.text == "WHO" {
            return true;
        }
        let is_small = self.is(Classes::FUNCTION.or(Classes::ADVERB));
        let is_odd = self.classes == Classes::NONE;
        self.has_capital && !is_small && (is_odd || !self.is_in_capitals())
    }
}

/// The words of one side, nearest first, to the end of the sentence at most.
///
/// They are read when they are asked for: mostly, the first two tell.
#[derive(Debug)]
pub(super) struct Flank<'t> {
    text: &'t str,
    is_left: bool,
    /// Where the name begins or ends.
    from: usize,
    words: [Cell<NearWord<'t>>; REACH],
    count: Cell<usize>,
    /// Whether the sentence ends behind the last word that was read.
    is_whole: Cell<bool>,
}

impl<'t> Flank<'t> {
    /// The words before byte `at`.
    pub(super) fn before(text: &'t str, at: usize) -> Self {
        Self::new(text, at, true)
    }

    /// The words after byte `at`.
    pub(super) fn after(text: &'t str, at: usize) -> Self {
        Self::new(text, at, false)
    }

    fn new(text: &'t str, from: usize, is_left: bool) -> Self {
        Self {
            text,
            is_left,
            from,
            words: Default::default(),
            count: Cell::new(0),
            is_whole: Cell::new(false),
        }
    }

    /// Returns it, or another of the same side if that begins elsewhere.
    pub(super) fn or_from(self, from: usize) -> Self {
        if from == self.from {
            self
        } else {
            Self::new(self.text, from, self.is_left)
        }
    }

    /// Returns the byte from which the words are read.
    pub(super) fn from(&self) -> usize {
        self.from
    }

    /// Returns the words, nearest first.
    pub(super) fn words(&self) -> impl Iterator<Item = NearWord<'t>> {
        (0..REACH).map_while(|place| self.get(place))
    }

    /// Returns the word at `place`, if there is one.
    pub(super) fn get(&self, place: usize) -> Option<NearWord<'t>> {
        while self.count.get() <= place {
            self.read_one()?;
        }
        self.words.get(place).map(Cell::get)
    }

    /// Returns what the word at `place` can be.
    pub(super) fn classes(&self, place: usize) -> Classes {
        self.get(place).map_or(Classes::NONE, |word| word.classes)
    }

    fn read_one(&self) -> Option<()> {
        let count = self.count.get();
        let slot = self.words.get(count)?;
        if self.is_whole.get() {
            return None;
        }
        let last = count
            .checked_sub(1)
            .and_then(|last| self.words.get(last))
            .map(Cell::get);
        let word = if self.is_left {
            word_before(self.text, last.map_or(self.from, |word| word.start))
        } else {
            word_after(self.text, last.map_or(self.from, |word| word.end))
        };
        self.is_whole.set(word.is_none());
        slot.set(word?);
        self.count.set(count + 1);
        Some(())
    }
}

/// Returns the word before byte `at`, unless a sentence ends there.
pub(super) fn word_before(text: &str, at: usize) -> Option<NearWord<'_>> {
    let mut gap = Signs::default();
    let mut end = None;
    for (start, c) in text[..at].char_indices().rev().take(LONGEST_GAP) {
        let past = start + c.len_utf8();
        match CharInfo::of(c).class() {
            Class::Word | Class::Mark => {
                end = Some(past);
                break;
            }
            Class::Dot if c == '.' && is_acronym_dot(text, start) => {
                end = Some(past);
                break;
            }
            Class::Dot if ends_abbreviation(text, start) => {}
            class => gap.add(c, class)?,
        }
    }
    let end = end?;
    let letters = text.as_bytes()[..end].iter().rev().take(LONGEST_WORD);
    let mut start = end
        - letters
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
    // Nearly all words are plain: the rest is looked at letter by letter.
    if text[..start].ends_with(is_plain_separator) {
        return Some(NearWord::new(text, start, end, gap.gap()));
    }
    for (place, c) in text[..start].char_indices().rev().take(LONGEST_WORD) {
        if !is_of_word(text, place, c) {
            break;
        }
        start = place;
    }
    Some(NearWord::new(text, start, end, gap.gap()))
}

/// Returns the word after byte `at`, unless a sentence ends there.
pub(super) fn word_after(text: &str, at: usize) -> Option<NearWord<'_>> {
    let mut gap = Signs::default();
    let mut start = None;
    for (offset, c) in text[at..].char_indices().take(LONGEST_GAP) {
        match CharInfo::of(c).class() {
            Class::Word => {
                start = Some(at + offset);
                break;
            }
            Class::Mark => {}
            Class::Dot if ends_abbreviation(text, at + offset) => {}
            class => gap.add(c, class)?,
        }
    }
    let start = start?;
    let letters = text.as_bytes()[start..].iter().take(LONGEST_WORD);
    let mut end = start
        + letters
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
    if text[end..].starts_with(is_plain_separator) {
        return Some(NearWord::new(text, start, end, gap.gap()));
    }
    let rest = end;
    for (offset, c) in text[rest..].char_indices().take(LONGEST_WORD) {
        if !is_of_word(text, rest + offset, c) {
            break;
        }
        end = rest + offset + c.len_utf8();
    }
    Some(NearWord::new(text, start, end, gap.gap()))
}

/// Returns where a possessive ending at byte `at` ends: *’s*, or an apostrophe after an s.
pub(super) fn past_possessive(text: &str, at: usize) -> Option<usize> {
    let (past, info) = after(text, at)?;
    if info.class() != Class::Apostrophe {
        return None;
    }
    if is_possessive_ending(text, at) {
        return after(text, past).map(|(end, _)| end);
    }
    let after_s = before(text, at).is_some_and(|(_, info)| info.folded() == Some('s'));
    (after_s && text[past..].starts_with(' ')).then_some(past)
}

/// Returns where an abbreviation in brackets at byte `at` ends: *the United Nations (UN) said*.
pub(super) fn past_abbreviation(text: &str, at: usize) -> Option<usize> {
    let inside = text[at..].strip_prefix(" (")?;
    let length = inside
        .bytes()
        .take(LONGEST_ABBREVIATION)
        .position(|byte| byte == b')')?;
    let is_short = |byte: u8| byte.is_ascii_uppercase() || byte == b'.';
    (length > 1 && inside.bytes().take(length).all(is_short)).then_some(at + length + 3)
}

fn is_plain_separator(c: char) -> bool {
    matches!(c, ' ' | ',' | '\n' | ')' | '(' | ':' | '/')
}

fn is_of_word(text: &str, at: usize, c: char) -> bool {
    match CharInfo::of(c).class() {
        Class::Word | Class::Mark | Class::Invisible => true,
        Class::Apostrophe => is_inside_word(text, at, at + c.len_utf8()),
        Class::Dot => is_acronym_dot(text, at),
        _ => false,
    }
}

fn ends_abbreviation(text: &str, dot: usize) -> bool {
    let head = &text[..dot];
    let start = head
        .char_indices()
        .rev()
        .take(8)
        .take_while(|&(_, c)| c.is_ascii_alphabetic())
        .last()
        .map_or(dot, |(start, _)| start);
    is_abbreviation(&head[start..])
}

/// The signs between two words.
#[derive(Default)]
struct Signs {
    strongest: Gap,
    spaces: usize,
    hyphens: usize,
    breaks: usize,
}

impl Signs {
    /// Adds a sign; `None` where it ends a sentence.
    fn add(&mut self, c: char, class: Class) -> Option<()> {
        let sign = match class {
            Class::Space => {
                self.spaces += 1;
                Gap::Space
            }
            Class::Break => {
                self.breaks += usize::from(c != '\r');
                self.spaces += 1;
                if self.breaks > 1 {
                    return None;
                }
                Gap::Space
            }
            Class::Hyphen => {
                self.hyphens += 1;
                Gap::Hyphen
            }
            Class::Paragraph | Class::Dot => return None,
            Class::Apostrophe | Class::Quote => Gap::Quote,
            Class::Mark | Class::Invisible | Class::Word => Gap::Space,
            Class::Other => match c {
                '!' | '?' | ';' | '…' => return None,
                ',' => Gap::Comma,
                '/' => Gap::Slash,
                '—' | '―' => Gap::Dash,
                '_' if self.spaces > 0 => Gap::Dash,
                _ => Gap::Sign,
            },
        };
        self.strongest = self.strongest.max(sign);
        Some(())
    }

    fn gap(&self) -> Gap {
        let is_dash = self.hyphens > 1 || self.hyphens > 0 && self.spaces > 0;
        if is_dash {
            self.strongest.max(Gap::Dash)
        } else {
            self.strongest
        }
    }
}
