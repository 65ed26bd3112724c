//! How a text, a line and a name are written: in capitals, in small letters, or in both (rule 3 of
//! the contract).

use std::ops::Range;

use super::chars::{CharInfo, Class};

/// Recognises lines that are set wholly in capitals. The last line is remembered, so that many
/// places of one line cost no more than one.
#[derive(Debug, Default)]
pub struct CapitalLines {
    line: Range<usize>,
    in_capitals: bool,
}

impl CapitalLines {
    /// Returns whether the line around byte `at` has no lower-case letter and at least two words
    /// with capitals: one word alone is more likely the end of a wrapped paragraph than a headline.
    pub fn contains(&mut self, text: &str, at: usize) -> bool {
        if !self.line.contains(&at) {
            self.line = line_around(text, at);
            let line = &text[self.line.clone()];
            let has_capital = |word: &&str| word.chars().any(|c| CharInfo::of(c).is_upper());
            self.in_capitals = !line.chars().any(|c| CharInfo::of(c).is_lower())
                && line.split_whitespace().filter(has_capital).nth(1).is_some();
        }
        self.in_capitals
    }
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let is_break = |c: char| matches!(CharInfo::of(c).class(), Class::Break | Class::Paragraph);
    let start = text[..at].char_indices().rev().find(|&(_, c)| is_break(c));
    let end = text[at..]
        .find(is_break)
        .map_or(text.len(), |offset| at + offset);
    start.map_or(0, |(start, c)| start + c.len_utf8())..end
}

/// Letters below which a text is too short to tell that it is written in capitals.
const FEW_LETTERS: usize = 20;

/// Returns whether a text is wholly or nearly in capitals: of its ASCII letters, at least twenty
/// are capitals, and fewer than one in ten is a small one.
pub fn is_in_capitals(text: &str) -> bool {
    let capitals = count(text.as_bytes(), u8::is_ascii_uppercase);
    let small = count(text.as_bytes(), u8::is_ascii_lowercase);
    capitals >= FEW_LETTERS && 9 * small < capitals
}

/// Small letters below which a text is too short to tell that it is written without capitals: a
/// sentence or two may well begin with one.
const FEW_SMALL_LETTERS: usize = 100;

/// In a text without capitals at most one ASCII letter in so many is one. Prose has thirty times
/// as many, and even a text without a single name has a capital a sentence.
const LETTERS_A_CAPITAL: usize = 200;

/// Returns whether a text is wholly or nearly in small letters, as transcripts and chats are: it
/// has at least a hundred small ASCII letters, fewer than one ASCII letter in two hundred is a
/// capital, and no more bytes are of other letters, which may be capitals.
pub fn is_in_small_letters(text: &str) -> bool {
    let Ok(capitals) = few_capitals(text) else {
        return false;
    };
    let small = count(text.as_bytes(), u8::is_ascii_lowercase);
    let others = count(text.as_bytes(), |byte| !byte.is_ascii());
    small >= FEW_SMALL_LETTERS && LETTERS_A_CAPITAL * capitals < small + capitals && others <= small
}

/// Returns how many capitals a text has; or, where they are too many for a text without, how many
/// bytes were read to tell. Of a text in ordinary letters that is a sixth or less: by then it has
/// more of them than it may have if all the rest is small letters.
fn few_capitals(text: &str) -> Result<usize, usize> {
    let (mut capitals, mut read) = (0, 0);
    for part in text.as_bytes().chunks(PART) {
        capitals += count(part, u8::is_ascii_uppercase);
        read += part.len();
        if LETTERS_A_CAPITAL * capitals >= text.len() {
            return Err(read);
        }
    }
    Ok(capitals)
}

/// Bytes that are looked at before it is asked whether they suffice.
const PART: usize = 255;

/// Counts the bytes that are so, many at a time: a count of up to 255 fits a byte, and sixteen such
/// counts are one register.
fn count(bytes: &[u8], is_so: impl Fn(&u8) -> bool) -> usize {
    let parts = bytes.chunks(PART);
    let counts = parts.map(|part| part.iter().map(|byte| u8::from(is_so(byte))).sum::<u8>());
    counts.map(usize::from).sum()
}

/// Tells, letter by letter, which capitals of a name a text need not have: one right behind a
/// hyphen, where the word before it begins with a capital. *Kim Jong-Un* is also written *Kim
/// Jong-un*, but *al-Qaeda* never *al-qaeda*.
#[derive(Debug, Default)]
pub struct HyphenCapitals {
    in_word: bool,
    /// The current word, or the last one, begins with a capital.
    begins_with_capital: bool,
    behind_hyphen: bool,
}

impl HyphenCapitals {
    /// Takes a character of the name that does not vanish where it is folded, a space or a hyphen
    /// that folds to one included; returns whether it is such a capital.
    pub fn take(&mut self, info: CharInfo) -> bool {
        let is_word = info.class() == Class::Word;
        let is_free = is_word && self.behind_hyphen && self.begins_with_capital && info.is_upper();
        if is_word && !self.in_word {
            self.begins_with_capital = info.is_upper();
        }
        self.behind_hyphen = self.in_word && info.class() == Class::Hyphen;
        self.in_word = is_word;
        is_free
    }

    /// Takes what folds to a space, at the front of this text.
    pub fn take_space(&mut self, text: &str) {
        if let Some(c) = text.chars().next() {
            self.take(CharInfo::of(c));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Byte offset of `needle` in `text`.
    fn at(text: &str, needle: &str) -> usize {
        text.find(needle).unwrap()
    }

    #[test]
    fn lines_in_capitals() {
        for (text, needle, want) in [
            ("US STRIKES\nthe us", "US", true),
            ("a\nUS STRIKES, 7 DEAD!\r\nb", "US", true),
            ("US strikes", "US", false),
            ("it left the\nUS.", "US", false),
            ("7 – 8", "7", false),
        ] {
            assert_eq!(
                CapitalLines::default().contains(text, at(text, needle)),
                want,
                "{text}"
            );
        }
    }

    #[test]
    fn texts_in_capitals() {
        for (text, want) in [
            ("THE US WELCOMED IT. TURKEY WAITED.", true),
            ("THE US WELCOMED IT. TURKEY WAITED AND WAITED. (end)", true),
            ("THE US WELCOMED IT. (end of text)", false),
            ("US, TURKEY AND IRAN", false),
            (
                "US STRIKES IRAN AGAIN\nThe talks of the last days had come to nothing.",
                false,
            ),
            ("", false),
        ] {
            assert_eq!(is_in_capitals(text), want, "{text}");
        }
    }

    #[test]
    fn texts_in_small_letters() {
        let small = |count: usize| "abcde fghij ".repeat(count.div_ceil(10));
        for (text, want) in [
            (small(100), true),
            (small(90), false),
            // One in two hundred is too many, one in 201 is not.
            (format!("{}A", &small(200)[..238]), false),
            (format!("{}A", small(200)), true),
            (format!("{}A and B", small(390)), false),
            (format!("{}A and B", small(400)), true),
            // Timestamps are no letters.
            (
                format!("00:01:02,345 --> 00:01:03,000 {}", small(100)).repeat(9),
                true,
            ),
            // Capitals at the end of a long text count as those at its front.
            (format!("{}{}", small(2000), "AN END IN CAPITALS"), false),
            // Who knows how the rest is written?
            (
                format!("{} {}", "Москва и Киев. ".repeat(9), small(100)),
                false,
            ),
            (format!("{} {}", "é".repeat(40), small(100)), true),
            (
                "It is a text as most are, with a capital where a sentence begins. ".repeat(9),
                false,
            ),
            (String::new(), false),
        ] {
            assert_eq!(is_in_small_letters(&text), want, "{text}");
        }
    }

    #[test]
    fn little_is_read_of_a_text_in_ordinary_letters() {
        let sentence = "In the north the talks of Iran and Iraq went on for another day. ";
        let text = sentence.repeat(1000);
        let read = few_capitals(&text).unwrap_err();
        assert!(8 * read < text.len(), "{read} of {} bytes", text.len());
        assert_eq!(few_capitals(&text.to_lowercase()), Ok(0));
    }

    #[test]
    fn capitals_behind_hyphens() {
        let free = |name: &str| -> String {
            let mut hyphens = HyphenCapitals::default();
            name.chars()
                .filter(|&c| hyphens.take(CharInfo::of(c)))
                .collect()
        };
        for (name, want) in [
            ("Kim Jong-Un", "U"),
            ("Hayat Tahrir Al-Sham", "S"),
            ("Ban-Ki-Moon", "KM"),
            ("AL-QAEDA", "Q"),
            ("al-Qaeda", ""),
            ("F-16", ""),
            ("9-A", ""),
            ("Jong- Un", ""),
            ("Jong -Un", ""),
            ("Jong--Un", ""),
            ("Éa-Éb", "É"),
        ] {
            assert_eq!(free(name), want, "{name}");
        }
    }

    #[test]
    fn bytes_are_counted_beyond_a_byte() {
        assert_eq!(count(&[b'a'; 1000], u8::is_ascii_lowercase), 1000);
    }
}
