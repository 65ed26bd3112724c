//! Folding: the form in which text and names are compared (rule 1 of the contract).
//!
//! [`step`] folds the text at one place, looking at its neighbours where a character means
//! different things in different company (a hyphen, an apostrophe, a full stop). It keeps no state,
//! so the matcher can start anywhere and no folded copy of a document is made.

use std::ops::Range;

use super::chars::{CharInfo, Class, fold_to_several};

/// One piece of folded text and the place it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A letter, digit, mark or symbol, folded to one character.
    Char {
        /// What it folds to.
        folded: char,
        /// What is known of the character itself.
        info: CharInfo,
        /// One past its last byte; diacritics after it are not included.
        end: usize,
    },
    /// A letter that folds to several characters; [`fold_to_several`] gives them.
    Several {
        /// The character itself.
        source: char,
        /// What is known of it.
        info: CharInfo,
        /// One past its last byte.
        end: usize,
    },
    /// A run of white space, or a hyphen between letters.
    Space {
        /// One past its last byte.
        end: usize,
    },
    /// A blank line: no name reaches over it.
    Paragraph {
        /// One past its last byte.
        end: usize,
    },
    /// Something that vanishes.
    Nothing {
        /// One past its last byte.
        end: usize,
    },
}

/// Folds the text at byte `at`, which must be a character boundary; `None` at the end of the text.
#[inline]
pub fn step(text: &str, at: usize) -> Option<Step> {
    let c = text[at..].chars().next()?;
    let end = at + c.len_utf8();
    let info = CharInfo::of(c);
    Some(match info.class() {
        Class::Word | Class::Other => match info.folded() {
            Some(folded) => Step::Char { folded, info, end },
            None => Step::Several {
                source: c,
                info,
                end,
            },
        },
        Class::Mark | Class::Invisible => Step::Nothing { end },
        Class::Space | Class::Break | Class::Paragraph => white_space(text, at),
        Class::Apostrophe if vanishes_inside_word(text, at, end) => Step::Nothing { end },
        Class::Apostrophe | Class::Quote => symbol('"', end),
        Class::Hyphen if joins_before(text, at) && joins_after(text, end) => Step::Space { end },
        Class::Hyphen => symbol('-', end),
        Class::Dot if is_acronym_dot(text, at) => Step::Nothing { end },
        Class::Dot => symbol('.', end),
    })
}

/// Returns the folded form of `text`: what names and documents are compared by.
///
/// Folding a folded text changes nothing. A blank line folds to two line breaks, and every other
/// run of white space to one space.
///
/// ```
/// # use actag_core as actag;
/// use actag::text::fold;
/// assert_eq!(fold("Côte d’Ivoire"), "cote divoire");
/// assert_eq!(fold("the U.S.-led\ncoalition"), "the us led coalition");
/// assert_eq!(fold("Hashd al-Sha’abi"), fold("HASHD AL‑SHAABI"));
/// ```
pub fn fold(text: &str) -> String {
    if is_plain(text) {
        return text.chars().map(fold_plain).collect();
    }
    fold_from(text, 0, usize::MAX)
}

/// Returns whether `text` is words of ASCII letters and digits with a space or a hyphen between
/// them: nine names in ten are, and each of their characters folds by itself, with [`fold_plain`].
pub fn is_plain(text: &str) -> bool {
    let mut in_word = false;
    for byte in text.bytes() {
        match byte {
            _ if byte.is_ascii_alphanumeric() => in_word = true,
            b' ' | b'-' if in_word => in_word = false,
            _ => return false,
        }
    }
    in_word
}

/// Returns a character of a plain text, folded.
pub fn fold_plain(c: char) -> char {
    match c {
        '-' => ' ',
        _ => c.to_ascii_lowercase(),
    }
}

/// Returns the folded form of `text` from byte `at` on, until it has `enough` bytes.
pub fn fold_from(text: &str, mut at: usize, enough: usize) -> String {
    let mut folded = String::with_capacity(enough.min(text.len() - at));
    while folded.len() < enough
        && let Some(step) = step(text, at)
    {
        at = match step {
            Step::Char { folded: c, end, .. } => {
                folded.push(c);
                end
            }
            Step::Several { source, end, .. } => {
                folded.push_str(&fold_to_several(source));
                end
            }
            Step::Space { end } => {
                folded.push(' ');
                end
            }
            Step::Paragraph { end } => {
                folded.push_str("\n\n");
                end
            }
            Step::Nothing { end } => end,
        };
    }
    folded
}

/// Returns whether a part of a text, between two places where steps end, folds to `folded`.
pub fn folds_to(text: &str, part: Range<usize>, folded: &[u8]) -> bool {
    let mut rest = folded;
    let mut at = part.start;
    while at < part.end
        && let Some(step) = step(text, at)
    {
        let (is_next, end) = match step {
            Step::Char { folded, end, .. } => {
                (strip(&mut rest, folded.encode_utf8(&mut [0; 4])), end)
            }
            Step::Several { source, end, .. } => (strip(&mut rest, &fold_to_several(source)), end),
            Step::Space { end } => (strip(&mut rest, " "), end),
            Step::Paragraph { end } => (strip(&mut rest, "\n\n"), end),
            Step::Nothing { end } => (true, end),
        };
        if !is_next {
            return false;
        }
        at = end;
    }
    rest.is_empty()
}

/// Takes `prefix` off, if it is one.
fn strip(rest: &mut &[u8], prefix: &str) -> bool {
    let stripped = rest.strip_prefix(prefix.as_bytes());
    *rest = stripped.unwrap_or(rest);
    stripped.is_some()
}

fn symbol(folded: char, end: usize) -> Step {
    Step::Char {
        folded,
        info: CharInfo::of(folded),
        end,
    }
}

/// Returns one space for the whole run, or a paragraph where the run holds a blank line. Marks and
/// invisible characters inside the run belong to it.
fn white_space(text: &str, at: usize) -> Step {
    let mut end = at;
    let mut breaks = 0;
    let mut previous = ' ';
    for (offset, c) in text[at..].char_indices() {
        match CharInfo::of(c).class() {
            Class::Space => {}
            Class::Break if c == '\n' && previous == '\r' => {}
            Class::Break => breaks += 1,
            Class::Paragraph => breaks += 2,
            Class::Mark | Class::Invisible => continue,
            _ => break,
        }
        previous = c;
        end = at + offset + c.len_utf8();
    }
    if breaks > 1 {
        Step::Paragraph { end }
    } else {
        Step::Space { end }
    }
}

/// Returns the character before byte `at` that counts, and where it begins: marks and invisible
/// characters are skipped.
#[inline]
pub fn before(text: &str, at: usize) -> Option<(usize, CharInfo)> {
    text[..at]
        .char_indices()
        .rev()
        .map(|(start, c)| (start, CharInfo::of(c)))
        .find(|(_, info)| !matches!(info.class(), Class::Mark | Class::Invisible))
}

/// Returns the character at or after byte `at` that counts, and where it ends: marks and invisible
/// characters are skipped.
#[inline]
pub fn after(text: &str, at: usize) -> Option<(usize, CharInfo)> {
    text[at..]
        .char_indices()
        .map(|(offset, c)| (at + offset + c.len_utf8(), CharInfo::of(c)))
        .find(|(_, info)| !matches!(info.class(), Class::Mark | Class::Invisible))
}

/// Returns whether the apostrophe at `at..end` is inside a word, between letters: there it
/// vanishes.
pub fn is_inside_word(text: &str, at: usize, end: usize) -> bool {
    let Some((start, info)) = before(text, at) else {
        return false;
    };
    let word_before = match info.class() {
        Class::Word => true,
        Class::Dot => is_acronym_dot(text, start),
        _ => false,
    };
    word_before && is_word(after(text, end))
}

/// An apostrophe vanishes inside a word, and between a hyphen and a letter (`al-‘Anbar`).
fn vanishes_inside_word(text: &str, at: usize, end: usize) -> bool {
    if is_inside_word(text, at, end) {
        return true;
    }
    match before(text, at) {
        Some((start, info)) if info.class() == Class::Hyphen => {
            joins_before(text, start) && is_word(after(text, end))
        }
        _ => false,
    }
}

/// Returns whether a word ends right before the hyphen at `at`.
pub fn joins_before(text: &str, at: usize) -> bool {
    match before(text, at) {
        Some((_, info)) if info.class() == Class::Word => true,
        Some((start, info)) if info.class() == Class::Dot => is_acronym_dot(text, start),
        _ => false,
    }
}

/// Returns whether a word begins right after the hyphen that ends at `end`, perhaps behind one
/// apostrophe.
pub fn joins_after(text: &str, end: usize) -> bool {
    match after(text, end) {
        Some((_, info)) if info.class() == Class::Word => true,
        Some((end, info)) if info.class() == Class::Apostrophe => is_word(after(text, end)),
        _ => false,
    }
}

/// Returns whether the full stop at `at` belongs to a dotted acronym or an initial: one lone letter
/// before it, and after it another lone letter or no word at all. (A second stop after it makes it
/// an ellipsis.)
pub fn is_acronym_dot(text: &str, at: usize) -> bool {
    let Some((start, letter)) = before(text, at) else {
        return false;
    };
    let Some((end, _)) = after(text, at) else {
        return false;
    };
    if !letter.may_be_initial() || continues_before(text, start) {
        return false;
    }
    match after(text, end) {
        None => true,
        Some((next_end, next)) => match next.class() {
            Class::Dot => false,
            Class::Word => {
                next.may_be_initial()
                    && (!continues_after(text, next_end) || is_possessive_ending(text, next_end))
            }
            _ => true,
        },
    }
}

/// Returns whether a word continues to the left of byte `at`, apostrophes inside it included.
fn continues_before(text: &str, at: usize) -> bool {
    match before(text, at) {
        Some((_, info)) if info.class() == Class::Word => true,
        Some((start, info)) if info.class() == Class::Apostrophe => is_word(before(text, start)),
        _ => false,
    }
}

/// Returns whether a word continues at byte `at`, apostrophes inside it included.
pub fn continues_after(text: &str, at: usize) -> bool {
    match after(text, at) {
        Some((_, info)) if info.class() == Class::Word => true,
        Some((end, info)) if info.class() == Class::Apostrophe => is_word(after(text, end)),
        _ => false,
    }
}

/// Returns whether an apostrophe, an s and no more of the word follow at byte `at`.
pub fn is_possessive_ending(text: &str, at: usize) -> bool {
    let Some((past, apostrophe)) = after(text, at) else {
        return false;
    };
    apostrophe.class() == Class::Apostrophe
        && after(text, past).is_some_and(|(end, letter)| {
            letter.folded() == Some('s') && !continues_after(text, end)
        })
}

fn is_word(found: Option<(usize, CharInfo)>) -> bool {
    found.is_some_and(|(_, info)| info.class() == Class::Word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rule_1_folding() {
        for (text, want) in [
            ("Côte", "cote"),
            ("Co\u{302}te", "cote"),
            ("ＵＳＡ", "usa"),
            ("oﬃce", "office"),
            ("“a” «b» 'c'", "\"a\" \"b\" \"c\""),
            ("Iran-backed", "iran backed"),
            ("Iran\u{2011}backed", "iran backed"),
            ("Iran–backed", "iran backed"),
            ("Iran—backed", "iran—backed"),
            ("Iran - backed", "iran - backed"),
            ("Iran--backed", "iran--backed"),
            ("MS-13", "ms 13"),
            ("a \t\r\n b", "a b"),
            ("a\n\nb", "a\n\nb"),
            ("a\r\n\r\nb", "a\n\nb"),
            ("a\n \u{200B}\nb", "a\n\nb"),
            ("a\u{2029}b", "a\n\nb"),
            ("Sha'abi", "shaabi"),
            ("Sha’abi", "shaabi"),
            ("Shaʿabi", "shaabi"),
            ("al-‘Anbar", "al anbar"),
            ("ʿAli", "ali"),
            ("the 'Ali", "the \"ali"),
            ("U.S.", "us"),
            ("U.S", "us"),
            ("U.S’s", "uss"),
            ("U.N.-backed", "un backed"),
            ("J. K. Rowling", "j k rowling"),
            ("J.K. Rowling", "jk rowling"),
            ("J.Rowling", "j.rowling"),
            ("U.S.Army", "us.army"),
            ("J.O'Brien", "j.obrien"),
            ("St. Louis", "st. louis"),
            ("a..b", "a..b"),
            ("Ph.D.", "ph.d"),
            ("so\u{AD}cial", "social"),
            ("I\u{200D}r\u{202E}an", "iran"),
            ("محـمـد", "محمد"),
            ("مُحَمَّد", "محمد"),
            ("Москва́", "москва"),
            ("ガ", "カ\u{3099}"),
            ("a, b/c (d)", "a, b/c (d)"),
            ("", ""),
        ] {
            assert_eq!(fold(text), want, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn plain_texts_fold_as_others_do(text in "[abzAZ09]{1,3}([ -]{1,2}[sSuU1]{1,3}){0,3}") {
            prop_assert_eq!(fold(&text), fold_from(&text, 0, usize::MAX));
            let has_two = ["  ", " -", "- ", "--"].iter().any(|&two| text.contains(two));
            prop_assert_eq!(is_plain(&text), !has_two);
        }
    }

    /// Characters in whose company the rules of folding differ.
    const HARD: &str = "[aBéİßs.'’ʼʿ\"“\\-–‑— \t\n\r\u{2029}\
        \u{AD}\u{200B}\u{301}\u{94D}\u{1160}1中あガعДＵ．－ﬁÆ,/…™]{0,14}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn folding_twice_changes_nothing(text in HARD) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_any_text_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
