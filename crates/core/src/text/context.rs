//! The words around a mention, as tables and reports show them.

/// Words shown on each side of a mention.
const WORDS: usize = 5;
/// Bytes looked at for them: enough for five words, and a bound where there are no spaces.
const BYTES: usize = 100;

/// Returns the words before byte `at`; in one piece where one space separates them.
pub fn before(text: &str, at: usize) -> impl Iterator<Item = &str> {
    let from = text.floor_char_boundary(at.saturating_sub(BYTES));
    let window = &text[from..at];
    let near = window.trim_end_matches(' ');
    if let Some(length) = length_of_words(near.bytes().rev(), from == 0) {
        return as_one(&near[near.len() - length..]).rev();
    }
    let whole = match from {
        0 => window,
        _ => {
            let cut = window.split_once(char::is_whitespace);
            cut.map_or(window, |(_, rest)| rest)
        }
    };
    first(whole.split_whitespace().rev()).rev()
}

/// Returns the words after byte `at`; in one piece where one space separates them.
pub fn after(text: &str, at: usize) -> impl Iterator<Item = &str> {
    let end = text.floor_char_boundary((at + BYTES).min(text.len()));
    let window = &text[at..end];
    let near = window.trim_start_matches(' ');
    if let Some(length) = length_of_words(near.bytes(), end == text.len()) {
        return as_one(&near[..length]);
    }
    let whole = if end == text.len() {
        window
    } else {
        let cut = window.rsplit_once(char::is_whitespace);
        cut.map_or(window, |(rest, _)| rest)
    };
    first(whole.split_whitespace())
}

/// Returns how many bytes the words have that come first, with the spaces between them; `None`
/// where there is anything else than ASCII words with one space between them, or the text may
/// continue behind these bytes before there are enough words.
fn length_of_words(bytes: impl Iterator<Item = u8>, is_all: bool) -> Option<usize> {
    let (mut length, mut words) = (0, 0);
    let mut in_word = false;
    for byte in bytes {
        match byte {
            b' ' if in_word => {
                words += 1;
                if words == WORDS {
                    return Some(length);
                }
                in_word = false;
            }
            0x21..=0x7E => in_word = true,
            _ => return None,
        }
        length += 1;
    }
    // A space at the very end is no part of a word.
    is_all.then_some(length - usize::from(!in_word && length > 0))
}

/// Words of a text, or pieces of several words.
type Words<'t> = std::iter::Take<std::array::IntoIter<&'t str, WORDS>>;

fn as_one(piece: &str) -> Words<'_> {
    let mut words = [""; WORDS];
    words[0] = piece;
    words.into_iter().take(1)
}

fn first<'t>(words: impl Iterator<Item = &'t str>) -> Words<'t> {
    let mut first = [""; WORDS];
    let mut count = 0;
    for (place, word) in first.iter_mut().zip(words) {
        *place = word;
        count += 1;
    }
    first.into_iter().take(count)
}

/// Words with one space between them.
pub fn spaced<'t>(words: impl Iterator<Item = &'t str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_in_one_piece_are_the_same_words(
            text in "([a-zé,.]{1,30}|[ ]|[ ]|[ ]|\n|[ ]{2}|\u{a0}){0,60}",
            place in any::<prop::sample::Index>(),
        ) {
            let chars = text.char_indices().map(|(at, _)| at);
            let boundaries: Vec<usize> = chars.chain([text.len()]).collect();
            let at = *place.get(&boundaries);
            let near: Vec<&str> = text[..at].split_whitespace().collect();
            let (found, _) = around(&text, at, at);
            // A word that is cut off where the window begins is left out.
            let near = near[near.len().saturating_sub(WORDS)..].join(" ");
            let is_cut = at > BYTES && near.ends_with(&found);
            prop_assert!(near == found || is_cut, "{near:?} {found:?}");
            let near: Vec<&str> = text[at..].split_whitespace().take(WORDS).collect();
            let (_, found) = around(&text, at, at);
            let near = near.join(" ");
            let is_cut = text.len() > at + BYTES && near.starts_with(&found);
            prop_assert!(near == found || is_cut, "{near:?} {found:?}");
        }
    }

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
