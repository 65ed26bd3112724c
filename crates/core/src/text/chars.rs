//! What each character is to the matcher, and what it folds to.
//!
//! The entries of the basic plane are worked out from the Unicode tables of `unicode-normalization`
//! and the standard library, 256 characters at a time when the first of them is met, and looked up
//! from then on: for all 65,536 at once a program would wait 30 ms. The rest (historic scripts,
//! emoji) is rare enough to be worked out each time.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// What a character is to the matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A letter, digit or kept mark: part of a word.
    Word,
    /// White space that breaks no line.
    Space,
    /// A line break.
    Break,
    /// A paragraph separator: a blank line by itself.
    Paragraph,
    /// A diacritic that belongs to the letter before it and folds away.
    Mark,
    /// A soft hyphen, zero-width or bidirectional mark, or a sign for ayn or hamza that is no
    /// quote: it vanishes.
    Invisible,
    /// An apostrophe or single quote: vanishes inside a word.
    Apostrophe,
    /// A double quote.
    Quote,
    /// A hyphen or en dash: a space between letters.
    Hyphen,
    /// A full stop: vanishes in a dotted acronym and after an initial.
    Dot,
    /// Anything else: punctuation that folds to itself.
    Other,
}

/// A character's entry: class, properties and folded form, packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CharInfo(u32);

const CHAR_BITS: u32 = 21;
const CHAR_MASK: u32 = (1 << CHAR_BITS) - 1;
const SEVERAL: u32 = 1 << 21;
const LOWER: u32 = 1 << 22;
const UPPER: u32 = 1 << 23;
const INITIAL: u32 = 1 << 24;
const UNSPACED: u32 = 1 << 25;
const CLASS_SHIFT: u32 = 26;

const CLASSES: [Class; 11] = [
    Class::Word,
    Class::Space,
    Class::Break,
    Class::Paragraph,
    Class::Mark,
    Class::Invisible,
    Class::Apostrophe,
    Class::Quote,
    Class::Hyphen,
    Class::Dot,
    Class::Other,
];

impl CharInfo {
    /// Returns the entry of `c`.
    #[inline]
    pub fn of(c: char) -> Self {
        match PAGES.get(c as usize / PAGE) {
            Some(page) => page.get_or_init(|| work_out_page(c))[c as usize % PAGE],
            None => Self::work_out(c),
        }
    }

    /// Returns what sort of character it is.
    #[inline]
    pub fn class(self) -> Class {
        CLASSES[(self.0 >> CLASS_SHIFT) as usize]
    }

    /// Returns whether it is a lower-case letter.
    #[inline]
    pub fn is_lower(self) -> bool {
        self.0 & LOWER != 0
    }

    /// Returns whether it is a capital letter.
    #[inline]
    pub fn is_upper(self) -> bool {
        self.0 & UPPER != 0
    }

    /// Returns whether it is a letter that folds to one letter, of a script with spaces: it can be
    /// an initial.
    #[inline]
    pub fn may_be_initial(self) -> bool {
        self.0 & INITIAL != 0
    }

    /// Returns whether it is a character of a script written without spaces: every place beside it
    /// is a word boundary.
    #[inline]
    pub fn is_unspaced(self) -> bool {
        self.0 & UNSPACED != 0
    }

    /// Returns what the character folds to, if that is a single character.
    #[inline]
    pub fn folded(self) -> Option<char> {
        if self.0 & SEVERAL != 0 {
            None
        } else {
            char::from_u32(self.0 & CHAR_MASK)
        }
    }

    fn work_out(c: char) -> Self {
        let class = classify(c);
        let folded = match class {
            Class::Word => fold_word_char(c),
            Class::Other => fold_symbol(c).into(),
            _ => c.into(),
        };
        let mut chars = folded.chars();
        let single = match (chars.next(), chars.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        };
        let mut bits = (class as u32) << CLASS_SHIFT;
        bits |= single.map_or(SEVERAL, |only| only as u32);
        if c.is_lowercase() {
            bits |= LOWER;
        }
        if c.is_uppercase() {
            bits |= UPPER;
        }
        let unspaced = class == Class::Word && is_unspaced(c);
        if unspaced {
            bits |= UNSPACED;
        }
        if class == Class::Word && single.is_some() && c.is_alphabetic() && !unspaced {
            bits |= INITIAL;
        }
        Self(bits)
    }
}

/// Returns the folded form of a character of class [`Class::Word`] that folds to several.
pub fn fold_to_several(c: char) -> String {
    fold_word_char(c)
}

/// Characters whose entries are worked out together.
const PAGE: usize = 256;

/// The entries of the basic plane.
static PAGES: [OnceLock<[CharInfo; PAGE]>; 0x1_0000 / PAGE] =
    [const { OnceLock::new() }; 0x1_0000 / PAGE];

#[cold]
fn work_out_page(c: char) -> [CharInfo; PAGE] {
    let first = c as u32 / PAGE as u32 * PAGE as u32;
    std::array::from_fn(|place| {
        char::from_u32(first + place as u32).map_or(CharInfo(0), CharInfo::work_out)
    })
}

fn classify(c: char) -> Class {
    if let Some(class) = classify_listed(c) {
        return class;
    }
    if is_dropped_mark(c) {
        return Class::Mark;
    }
    if c.is_alphanumeric() || is_combining_mark(c) {
        return Class::Word;
    }
    // A compatibility form of one other character is that character: full-width stops, small
    // hyphens.
    match single(c.nfkd()) {
        Some(other) if other != c => classify_listed(other).unwrap_or(Class::Other),
        _ => Class::Other,
    }
}

fn classify_listed(c: char) -> Option<Class> {
    Some(match c {
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' => Class::Break,
        '\u{2029}' => Class::Paragraph,
        c if c.is_whitespace() => Class::Space,
        // Soft hyphen, combining grapheme joiner, kashida, zero-width, bidirectional and variation
        // marks.
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{640}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{E0100}'..='\u{E01EF}' => Class::Invisible,
        // Modifier letters that transliterations use for ayn, hamza, soft sign and stress.
        '\u{2B9}'..='\u{2BA}' | '\u{2BD}'..='\u{2C1}' | '\u{2C8}' | '\u{2CB}'..='\u{2CC}' => {
            Class::Invisible
        }
        // U+02BC and U+02BB are letters to Unicode, but apostrophes to the people who type them.
        '\'' | '`' | '\u{B4}' | '‘' | '’' | '‛' | '\u{2BB}' | '\u{2BC}' | '′' | '\u{55A}'
        | '\u{5F3}' | '\u{A78B}' | '\u{A78C}' => Class::Apostrophe,
        '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '‚' | '‹' | '›' | '″' | '〝' | '〞' | '〟'
        | '「' | '」' | '『' | '』' | '\u{5F4}' => Class::Quote,
        '-' | '‐' | '‑' | '‒' | '–' | '\u{58A}' | '\u{5BE}' => Class::Hyphen,
        '.' => Class::Dot,
        _ => return None,
    })
}

/// Marks above, below and through a letter (canonical combining classes 1, 200 to 240) and the
/// points of Hebrew, Arabic and Syriac (10 to 36) fold away, as do enclosing marks. The rest stays:
/// in Indic scripts and kana, viramas, vowel signs and voicing marks distinguish words.
fn is_dropped_mark(c: char) -> bool {
    matches!(canonical_combining_class(c), 1 | 10..=36 | 200..=240)
        || c.general_category() == GeneralCategory::EnclosingMark
}

/// Scripts written without spaces between words. Katakana is not among them: its runs are words.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}'        // Thai, Lao
        | '\u{1000}'..='\u{109F}'    // Myanmar
        | '\u{1780}'..='\u{17FF}'    // Khmer
        | '\u{19E0}'..='\u{19FF}'    // Khmer symbols
        | '\u{2E80}'..='\u{2FDF}'    // Han radicals
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{309F}'    // Hiragana
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'    // Han
        | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}' // Myanmar extended
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Folds one letter, digit or mark: compatibility form, diacritics off, lower case, and the letters
/// that Unicode does not decompose but English spelling does. Goes on until nothing changes, so
/// that folding twice changes nothing.
fn fold_word_char(c: char) -> String {
    let mut folded = String::from(c);
    loop {
        let next: String = folded
            .nfkd()
            .filter(|&c| !matches!(classify(c), Class::Mark | Class::Invisible))
            .flat_map(char::to_lowercase)
            .flat_map(|c| {
                plain_letters(c)
                    .chars()
                    .chain(plain_letters(c).is_empty().then_some(c))
            })
            .collect();
        if next == folded {
            break;
        }
        folded = next;
    }
    // Folding never turns a word into something else: what decomposes to punctuation (⑴, ŉ) stays
    // as it is.
    if folded.is_empty() || folded.chars().any(|c| classify(c) != Class::Word) {
        return c.into();
    }
    folded
}

/// Plain spellings of letters that Unicode gives no decomposition; empty for every other letter.
fn plain_letters(c: char) -> &'static str {
    match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        _ => "",
    }
}

/// Folds a symbol to itself, or to the one symbol it is a compatibility form of.
fn fold_symbol(c: char) -> char {
    match single(c.nfkd()) {
        Some(other) if classify(other) == Class::Other => other,
        _ => c,
    }
}

fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    match (chars.next(), chars.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold_char(c: char) -> String {
        CharInfo::of(c)
            .folded()
            .map_or_else(|| fold_to_several(c), String::from)
    }

    #[test]
    fn letters_fold_to_plain_small_letters() {
        for (c, want) in [
            ('A', "a"),
            ('é', "e"),
            ('Ｕ', "u"),
            ('ﬁ', "fi"),
            ('ß', "ss"),
            ('ẞ', "ss"),
            ('Æ', "ae"),
            ('Ø', "o"),
            ('İ', "i"),
            ('ı', "i"),
            ('ς', "σ"),
            ('Й', "и"),
            ('أ', "ا"),
            ('²', "2"),
            ('K', "k"),
            ('ŉ', "ŉ"),
            ('⑴', "⑴"),
        ] {
            assert_eq!(fold_char(c), want, "{c}");
        }
    }

    #[test]
    fn classes_of_the_hard_cases() {
        for (c, want) in [
            ('\u{301}', Class::Mark),
            ('\u{94D}', Class::Word),  // Devanagari virama
            ('\u{3099}', Class::Word), // kana voicing
            ('ʿ', Class::Invisible),
            ('ʼ', Class::Apostrophe),
            ('＇', Class::Apostrophe),
            ('．', Class::Dot),
            ('－', Class::Hyphen),
            ('—', Class::Other),
            ('\u{A0}', Class::Space),
            ('\u{AD}', Class::Invisible),
            ('™', Class::Other),
            ('_', Class::Other),
            ('…', Class::Other),
            ('\u{5F4}', Class::Quote), // gershayim
            ('｢', Class::Quote),
        ] {
            assert_eq!(CharInfo::of(c).class(), want, "{c:?}");
        }
    }

    #[test]
    fn folding_a_character_keeps_it_a_word_or_not() {
        for c in (0..=0x3_FFFF).filter_map(char::from_u32) {
            let info = CharInfo::of(c);
            if matches!(info.class(), Class::Word | Class::Other) {
                for folded in fold_char(c).chars() {
                    assert_eq!(CharInfo::of(folded).class(), info.class(), "{c:?}");
                    assert_eq!(
                        fold_char(folded),
                        folded.to_string(),
                        "{c:?} folds in two steps"
                    );
                }
            }
        }
    }
}
