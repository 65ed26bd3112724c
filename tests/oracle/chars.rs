//! What each character is, spelled out: rule 1 of the contract, and the decisions that
//! `src/text/chars.rs` documents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// What a character is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A letter, digit or kept mark.
    Word,
    /// White space that breaks no line.
    Space,
    /// A line break.
    Break,
    /// A paragraph separator.
    Paragraph,
    /// A diacritic.
    Diacritic,
    /// A soft hyphen, zero-width or bidirectional mark, or a sign for ayn or hamza.
    Invisible,
    /// An apostrophe or single quote.
    Apostrophe,
    /// A double quote.
    Quote,
    /// A hyphen or en dash.
    Hyphen,
    /// A full stop.
    Dot,
    /// Any other sign.
    Sign,
}

const BREAKS: &str = "\n\r\u{B}\u{C}\u{85}\u{2028}";
const APOSTROPHES: &str =
    "'`\u{B4}\u{2018}\u{2019}\u{201B}\u{2BB}\u{2BC}\u{2032}\u{55A}\u{5F3}\u{A78B}\u{A78C}";
const QUOTES: &str = "\"«»\u{201C}\u{201D}\u{201E}\u{201F}\u{201A}\u{2039}\u{203A}\u{2033}\
    \u{301D}\u{301E}\u{301F}「」『』\u{5F4}";
const HYPHENS: &str = "-\u{2010}\u{2011}\u{2012}\u{2013}\u{58A}\u{5BE}";
/// Soft hyphen, grapheme joiner, kashida, and the modifier letters of transliterations.
const INVISIBLE: &str = "\u{AD}\u{34F}\u{61C}\u{640}\u{FEFF}\
    \u{2B9}\u{2BA}\u{2BD}\u{2BE}\u{2BF}\u{2C0}\u{2C1}\u{2C8}\u{2CB}\u{2CC}";
/// Zero-width, bidirectional and variation marks.
const INVISIBLE_RANGES: [(u32, u32); 6] = [
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xE0100, 0xE01EF),
];
const ENCLOSING: [(u32, u32); 5] = [
    (0x488, 0x489),
    (0x1ABE, 0x1ABE),
    (0x20DD, 0x20E0),
    (0x20E2, 0x20E4),
    (0xA670, 0xA672),
];
/// Thai and Lao, Myanmar, Khmer, Han with its radicals and numbers, Hiragana; not Katakana.
const UNSPACED: [(u32, u32); 14] = [
    (0xE00, 0xEFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x19E0, 0x19FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3040, 0x309F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF),
    (0x20000, 0x2FFFF),
    (0x30000, 0x3FFFF),
];
/// Letters that Unicode does not take apart and English spelling does.
const SPELLINGS: [(char, &str); 12] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ł', "l"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ı', "i"),
    ('ς', "σ"),
];

/// What `c` is.
pub fn kind(c: char) -> Kind {
    let listed = kind_by_list(c);
    if listed != Kind::Sign {
        return listed;
    }
    let class = canonical_combining_class(c);
    if class == 1
        || (10..=36).contains(&class)
        || (200..=240).contains(&class)
        || within(c, &ENCLOSING)
    {
        return Kind::Diacritic;
    }
    if c.is_alphanumeric() || is_combining_mark(c) {
        return Kind::Word;
    }
    // A sign that is a compatibility form of one other is what that one is.
    only(c.nfkd()).map_or(Kind::Sign, kind_by_list)
}

fn kind_by_list(c: char) -> Kind {
    if BREAKS.contains(c) {
        Kind::Break
    } else if c == '\u{2029}' {
        Kind::Paragraph
    } else if c.is_whitespace() {
        Kind::Space
    } else if INVISIBLE.contains(c) || within(c, &INVISIBLE_RANGES) {
        Kind::Invisible
    } else if APOSTROPHES.contains(c) {
        Kind::Apostrophe
    } else if QUOTES.contains(c) {
        Kind::Quote
    } else if HYPHENS.contains(c) {
        Kind::Hyphen
    } else if c == '.' {
        Kind::Dot
    } else {
        Kind::Sign
    }
}

/// Whether `c` belongs to a script written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    kind(c) == Kind::Word && within(c, &UNSPACED)
}

/// Whether `c` can be an initial: a letter of a script with spaces, and one letter when folded.
pub fn may_be_initial(c: char) -> bool {
    kind(c) == Kind::Word
        && c.is_alphabetic()
        && !is_unspaced(c)
        && fold_letter(c).chars().count() == 1
}

/// A letter, digit or kept mark, folded: compatibility form, no diacritics, small, plain. Until
/// nothing changes.
pub fn fold_letter(c: char) -> String {
    let mut folded = c.to_string();
    loop {
        let mut next = String::new();
        for part in folded.nfkd() {
            if matches!(kind(part), Kind::Diacritic | Kind::Invisible) {
                continue;
            }
            for small in part.to_lowercase() {
                match SPELLINGS.iter().find(|(letter, _)| *letter == small) {
                    Some((_, plain)) => next.push_str(plain),
                    None => next.push(small),
                }
            }
        }
        if next == folded {
            break;
        }
        folded = next;
    }
    // What is written as a sign in its compatibility form stays as it is.
    let still_a_word = !folded.is_empty() && folded.chars().all(|part| kind(part) == Kind::Word);
    if still_a_word { folded } else { c.to_string() }
}

/// A sign, folded: the one sign that it is a compatibility form of, or itself.
pub fn fold_sign(c: char) -> char {
    match only(c.nfkd()) {
        Some(other) if kind(other) == Kind::Sign => other,
        _ => c,
    }
}

fn only(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

fn within(c: char, ranges: &[(u32, u32)]) -> bool {
    ranges
        .iter()
        .any(|&(first, last)| (first..=last).contains(&(c as u32)))
}
