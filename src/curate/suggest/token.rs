//! One word of a run: where it ends, and what it is.

use super::words::{Word, Words};
use crate::text::abbreviations::is_abbreviation_before_name;
use crate::text::chars::{CharInfo, Class};
use crate::text::fold;
use crate::text::fold::{after, before, is_acronym_dot, is_possessive_ending};

/// A word of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte, without a possessive ending.
    pub(super) end: usize,
    /// What the lists say of it.
    pub(super) word: Word,
    /// A small word or a number, which only joins.
    pub(super) joins: bool,
    /// Two capitals or more, and no lower-case letter.
    pub(super) in_capitals: bool,
    /// A possessive ending follows it.
    pub(super) possessive: bool,
    /// A mention, or a phrase that is nobody, covers it.
    pub(super) covered: bool,
}

/// A token, and how the text continues.
pub(super) struct Read {
    pub(super) token: Token,
    /// Where to look for the next.
    pub(super) past: usize,
    /// The name ends here.
    pub(super) closed: bool,
}

/// Returns the token that begins with a capital at `start`.
pub(super) fn read_token(text: &str, start: usize, words: &Words, folded: &mut String) -> Read {
    let mut end = end_of_word(text, start);
    let mut past = end;
    let is_initial = is_one_letter(text, start, end) && text[end..].starts_with('.');
    if is_initial && is_acronym_dot(text, end) {
        (end, past) = end_of_acronym(text, end);
    }
    let possessive = possessive(text, start, end);
    let name_end = possessive.unwrap_or(end);
    fold_into(&text[start..name_end], folded);
    let word = words.get(folded);
    if text[past..].starts_with('.') && is_abbreviation_before_name(folded) {
        past += 1;
    }
    Read {
        token: Token {
            start,
            end: name_end,
            word,
            joins: false,
            in_capitals: is_in_capitals(&text[start..name_end]),
            possessive: possessive.is_some(),
            covered: false,
        },
        past,
        // Only common words own the rest of a name: *People’s Party*, but *Syria’s Ministry of
        // Defense*.
        closed: possessive.is_some() && !word.is_common(),
    }
}

fn is_one_letter(text: &str, start: usize, end: usize) -> bool {
    text[start..end].chars().nth(1).is_none()
}

/// Returns the end of a dotted acronym or an initial whose first stop is at `dot`, and where the
/// text continues. The stop of a lone initial is not part of it.
fn end_of_acronym(text: &str, dot: usize) -> (usize, usize) {
    let mut past = dot + 1;
    let mut end = dot;
    while is_letter_at(text, past) {
        end = end_of_word(text, past);
        past = end;
        if !(text[end..].starts_with('.') && is_acronym_dot(text, end)) {
            break;
        }
        past = end + 1;
        end = past;
    }
    (end, past)
}

/// Returns where the possessive ending of a word begins, if it has one.
fn possessive(text: &str, start: usize, end: usize) -> Option<usize> {
    let (letter, info) = before(text, end)?;
    if info.folded() != Some('s') || letter <= start {
        return None;
    }
    let (apostrophe, info) = before(text, letter)?;
    let is_ending = info.class() == Class::Apostrophe && apostrophe > start;
    (is_ending && is_possessive_ending(text, apostrophe)).then_some(apostrophe)
}

fn is_in_capitals(word: &str) -> bool {
    let mut capitals = 0;
    for c in word.chars() {
        let info = CharInfo::of(c);
        if info.is_lower() {
            return false;
        }
        capitals += usize::from(info.is_upper());
    }
    capitals > 1
}

/// Folds a word into memory that was used before.
pub(super) fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        folded.extend(word.bytes().map(|byte| byte.to_ascii_lowercase() as char));
    } else {
        folded.push_str(&fold(word));
    }
}

/// Returns where the letters and digits end that continue at byte `at`, with the apostrophes and
/// marks among them.
pub(super) fn end_of_word(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        let end = at + c.len_utf8();
        match CharInfo::of(c).class() {
            Class::Word | Class::Mark | Class::Invisible => at = end,
            Class::Apostrophe if is_letter_at(text, end) => at = end,
            _ => break,
        }
    }
    at
}

pub(super) fn is_letter_at(text: &str, at: usize) -> bool {
    after(text, at).is_some_and(|(_, info)| info.class() == Class::Word)
}

pub(super) fn is_capital_at(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => after(text, at).is_some_and(|(_, info)| info.is_upper()),
    }
}
