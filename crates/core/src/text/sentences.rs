//! Sentence numbers: which mentions are in one sentence.

use std::ops::Range;

use super::abbreviations;
use super::chars::{CharInfo, Class};
use super::fold::is_acronym_dot;

/// Counts the sentences of a text, as far as somebody asks.
#[derive(Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    /// Where the sentences end, each behind its last mark, of those that were looked at.
    ends: Vec<usize>,
}

/// Words that begin a sentence far more often than they follow an acronym inside one.
const STARTERS: &[&str] = &[
    "A", "After", "Although", "An", "And", "As", "At", "But", "By", "He", "However", "I", "If",
    "In", "It", "Its", "On", "She", "Since", "That", "The", "There", "These", "They", "This", "We",
    "When", "While",
];

impl<'t> Sentences<'t> {
    /// Begins at the start of a text.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            ends: Vec::new(),
        }
    }

    /// Returns the number, from 1, of the sentence around byte `place`. Each sentence is looked for
    /// once.
    pub fn number_at(&mut self, place: usize) -> u32 {
        let mut end = self.ends.last().copied().unwrap_or(0);
        while end <= place && (end < self.text.len() || self.ends.is_empty()) {
            end = next_end(self.text, end);
            self.ends.push(end);
        }
        let before = self.ends.partition_point(|&end| end <= place);
        // Behind the last there is none.
        before.min(self.ends.len().saturating_sub(1)) as u32 + 1
    }
}

/// Returns where the sentence around byte `at` ends; the end of the text for the last one.
fn next_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    // Blank lines at the start end nothing.
    at += text[at..]
        .find(|c: char| !c.is_whitespace())
        .unwrap_or(text.len() - at);
    loop {
        at = next_stop(bytes, at);
        let Some(&byte) = bytes.get(at) else {
            return bytes.len();
        };
        match byte {
            b'.' | b'!' | b'?' => {
                let marks = at..end_of_marks(text, at);
                at = marks.end;
                if ends_sentence(text, marks) {
                    return at;
                }
            }
            b'\n' | b'\r' => {
                let gap = text[at..]
                    .find(|c: char| !c.is_whitespace())
                    .unwrap_or(text.len() - at);
                if is_blank_line(&text[at..at + gap]) {
                    return at;
                }
                at += gap;
            }
            byte if byte.is_ascii() => at += 1,
            _ => {
                let c = text[at..].chars().next().unwrap_or_default();
                at += c.len_utf8().max(1);
                if matches!(c, '。' | '！' | '？' | '؟' | '۔' | '।' | '\u{2029}') {
                    return at;
                }
            }
        }
    }
}

/// Returns the place of the next byte, from `at` on, that may end a sentence, or is a control or
/// not ASCII.
fn next_stop(bytes: &[u8], at: usize) -> usize {
    let (blocks, rest) = bytes[at..].as_chunks::<32>();
    let mut free = 0;
    for block in blocks {
        if let Some(offset) = first_stop(block) {
            return at + free + offset;
        }
        free += block.len();
    }
    let offset = rest.iter().position(|&byte| is_stop(byte));
    at + free + offset.unwrap_or(rest.len())
}

fn first_stop(block: &[u8; 32]) -> Option<usize> {
    // Without a branch a byte, this becomes vector instructions.
    let stops = block.map(|byte| u8::from(is_stop(byte)));
    let (eights, _) = stops.as_chunks::<8>();
    let eights = eights.iter().map(|&eight| u64::from_le_bytes(eight));
    eights.enumerate().find_map(|(number, eight)| {
        (eight != 0).then(|| 8 * number + eight.trailing_zeros() as usize / 8)
    })
}

fn is_stop(byte: u8) -> bool {
    (byte == b'.') | (byte == b'!') | (byte == b'?') | (byte < 0x0E) | !byte.is_ascii()
}

/// Returns where the run of sentence marks, closing quotes and brackets ends that begins at `at`.
fn end_of_marks(text: &str, at: usize) -> usize {
    let is_mark = |c| {
        matches!(
            c,
            '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']'
        )
    };
    text[at..]
        .find(|c: char| !is_mark(c))
        .map_or(text.len(), |offset| at + offset)
}

fn ends_sentence(text: &str, marks: Range<usize>) -> bool {
    let tail = &text[marks.end..];
    let next = tail.trim_start();
    if next.len() == tail.len() || next.is_empty() {
        return false;
    }
    let next = next.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[']);
    if next.chars().next().is_some_and(char::is_lowercase) {
        return false;
    }
    let one_stop = text[marks.clone()].matches(['.', '!', '?', '…']).eq(["."]);
    !(one_stop && is_abbreviation(text, marks.start, next))
}

/// Returns whether the stop at `dot` belongs to an abbreviation, with `next` the text after it.
fn is_abbreviation(text: &str, dot: usize, next: &str) -> bool {
    let bytes = text.as_bytes();
    // Most sentences end with a word that is too long.
    if let Some(last) = bytes[..dot].last_chunk::<{ abbreviations::LONGEST + 1 }>()
        && last.iter().all(u8::is_ascii_alphabetic)
    {
        return false;
    }
    let word_start = text[..dot]
        .char_indices()
        .rev()
        .find(|&(_, c)| !matches!(CharInfo::of(c).class(), Class::Word | Class::Mark))
        .map_or(0, |(start, c)| start + c.len_utf8());
    if is_acronym_dot(text, dot) {
        let in_chain = text[..word_start].ends_with('.');
        let first = next
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        return !(in_chain && STARTERS.contains(&first));
    }
    let word = &text[word_start..dot];
    abbreviations::is_abbreviation(word)
        || word.eq_ignore_ascii_case("no") && next.starts_with(|c: char| c.is_ascii_digit())
}

/// Returns whether a run of white space holds more than one line break.
fn is_blank_line(gap: &str) -> bool {
    let breaks = gap.matches(['\n', '\r']).count() - gap.matches("\r\n").count();
    breaks > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted() {
        for (text, want) in [
            ("One. *Two", 2),
            ("One! Two? *Three", 3),
            ("Gen. *Smith", 1),
            ("the U.S. *Army", 1),
            ("the U.S. The *army", 2),
            ("J. *Smith", 1),
            ("He said: “No.” *Then", 2),
            ("3.5 *percent", 1),
            ("Headline\n\n*Text", 2),
            ("one line\n*wrapped", 1),
            ("wait... *Then", 2),
            ("wait... *then", 1),
            ("一。*二", 2),
            ("\n\n*Text", 1),
        ] {
            let place = text.find('*').unwrap();
            let text = text.replace('*', "");
            assert_eq!(Sentences::new(&text).number_at(place), want, "{text:?}");
        }
    }

    #[test]
    fn repeated_calls_give_the_same_numbers() {
        let text = "One. Two! U.S. troops left. The end.\n\nNext.";
        let mut often = Sentences::new(text);
        for place in 0..text.len() {
            assert_eq!(
                often.number_at(place),
                Sentences::new(text).number_at(place),
                "{place}"
            );
        }
        assert_eq!(often.number_at(0), 1);
    }
}
