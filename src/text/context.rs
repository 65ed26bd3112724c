//! The words around a mention, as tables and reports show them.

/// Words shown on each side of a mention.
const WORDS: usize = 5;
/// Bytes looked at for them: enough for five words, and a bound where there are no spaces.
const BYTES: usize = 100;

/// The words before byte `at`.
pub(crate) fn before(text: &str, at: usize) -> impl Iterator<Item = &str> {
    let from = text.floor_char_boundary(at.saturating_sub(BYTES));
    let window = &text[from..at];
    let whole = match from {
        0 => window,
        _ => {
            let cut = window.split_once(char::is_whitespace);
            cut.map_or(window, |(_, rest)| rest)
        }
    };
    let (words, count) = match is_plain(whole) {
        true => first_words(whole.split_ascii_whitespace().rev()),
        false => first_words(whole.split_whitespace().rev()),
    };
    words.into_iter().take(count).rev()
}

/// The words after byte `at`.
pub(crate) fn after(text: &str, at: usize) -> impl Iterator<Item = &str> {
    let end = text.floor_char_boundary((at + BYTES).min(text.len()));
    let window = &text[at..end];
    let whole = if end == text.len() {
        window
    } else {
        let cut = window.rsplit_once(char::is_whitespace);
        cut.map_or(window, |(rest, _)| rest)
    };
    let (words, count) = match is_plain(whole) {
        true => first_words(whole.split_ascii_whitespace()),
        false => first_words(whole.split_whitespace()),
    };
    words.into_iter().take(count)
}

/// Whether a byte is as good as a character to tell where words end: the vertical tab is white space, but not in ASCII.
fn is_plain(window: &str) -> bool {
    let bytes = window.as_bytes();
    bytes.iter().fold(true, |plain, &byte| {
        plain & byte.is_ascii() & (byte != 0x0B)
    })
}

fn first_words<'t>(words: impl Iterator<Item = &'t str>) -> ([&'t str; WORDS], usize) {
    let mut first = [""; WORDS];
    let mut count = 0;
    for (place, word) in first.iter_mut().zip(words) {
        *place = word;
        count += 1;
    }
    (first, count)
}

/// Words with one space between them.
pub(crate) fn spaced<'t>(words: impl Iterator<Item = &'t str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, start: usize, end: usize) -> (String, String) {
        (spaced(before(text, start)), spaced(after(text, end)))
    }

    #[test]
    fn context_is_five_words() {
        let text = "one two three four five\nsix MENTION, seven eight nine ten eleven twelve";
        let start = text.find("MENTION").unwrap();
        let (left, right) = around(text, start, start + 7);
        assert_eq!(left, "two three four five six");
        assert_eq!(right, ", seven eight nine ten");
        let (left, right) = around(text, 0, text.len());
        assert_eq!((left.as_str(), right.as_str()), ("", ""));
    }

    #[test]
    fn every_white_space_parts_words() {
        for text in [
            "a\x0Bb\tMENTION\x0Bc\x0Cd",
            "a\u{a0}b\u{3000}MENTION\u{2003}c d",
        ] {
            let start = text.find("MENTION").unwrap();
            let (left, right) = around(text, start, start + 7);
            assert_eq!((left.as_str(), right.as_str()), ("a b", "c d"), "{text:?}");
        }
    }

    #[test]
    fn context_is_bounded_without_spaces() {
        let text = "é".repeat(1000);
        let (left, right) = around(&text, 1000, 1000);
        assert!(left.len() <= BYTES + 4);
        assert!(right.len() <= BYTES);
    }
}
