//! Short lists of words, written as one text with spaces between them.

use std::cmp::Ordering;

/// A list of words in small letters, in order, checked when it is compiled.
///
/// Asked several times a name, and the answer is nearly always no: that one look at the first
/// letter tells mostly, and nothing is built when the program starts.
#[derive(Debug)]
pub(crate) struct Words {
    list: &'static str,
    /// A bit for each letter with which a word begins, from `a` on.
    firsts: u32,
}

impl Words {
    /// Makes a list of words of ASCII letters, sorted, with a space between each two.
    pub(crate) const fn new(list: &'static str) -> Self {
        let bytes = list.as_bytes();
        let (mut firsts, mut previous, mut start) = (0, 0, 0);
        while start < bytes.len() {
            let end = end_of_word(bytes, start);
            assert!(bytes[start].is_ascii_lowercase());
            assert!(start == 0 || is_less(bytes, previous, start));
            firsts |= bit(bytes[start]);
            (previous, start) = (start, end + 1);
        }
        Self { list, firsts }
    }

    /// Returns whether it has a word, with whatever capitals in ASCII.
    #[inline]
    pub(crate) fn has(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next().filter(u8::is_ascii_alphabetic) else {
            return false;
        };
        self.firsts & bit(first.to_ascii_lowercase()) != 0 && self.finds(word.as_bytes())
    }

    /// Returns its words, in order.
    #[cfg(test)]
    pub(crate) fn each(&self) -> impl Iterator<Item = &'static str> {
        self.list.split(' ')
    }

    fn finds(&self, word: &[u8]) -> bool {
        has_entry(self.list, b' ', word.iter().map(u8::to_ascii_lowercase))
    }
}

/// Returns whether a sorted list of entries with a separator between each two has this one: by
/// halves, so that nothing is built when the program starts, and nothing allocated.
pub(super) fn has_entry(
    list: &str,
    separator: u8,
    wanted: impl Iterator<Item = u8> + Clone,
) -> bool {
    let bytes = list.as_bytes();
    let is_separator = |byte: &u8| *byte == separator;
    // What is left begins and ends with whole entries.
    let (mut from, mut to) = (0, bytes.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let start = bytes[from..middle].iter().rposition(is_separator);
        let start = start.map_or(from, |at| from + at + 1);
        let end = bytes[middle..to].iter().position(is_separator);
        let end = end.map_or(to, |at| middle + at);
        match bytes[start..end].iter().copied().cmp(wanted.clone()) {
            Ordering::Less => from = end + 1,
            Ordering::Greater => to = start,
            Ordering::Equal => return true,
        }
    }
    false
}

const fn bit(letter: u8) -> u32 {
    1 << (letter - b'a')
}

const fn end_of_word(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while end < bytes.len() && bytes[end] != b' ' {
        end += 1;
    }
    end
}

/// Returns whether the word that begins at one place comes before that at another.
const fn is_less(bytes: &[u8], one: usize, other: usize) -> bool {
    let (one_end, other_end) = (end_of_word(bytes, one), end_of_word(bytes, other));
    let mut at = 0;
    while one + at < one_end && other + at < other_end {
        let (a, b) = (bytes[one + at], bytes[other + at]);
        if a != b {
            return a < b;
        }
        at += 1;
    }
    one_end - one < other_end - other
}

#[cfg(test)]
mod tests {
    use super::*;

    static TITLES: Words = Words::new("col dr dra mme mr mrs ms");

    #[test]
    fn whole_words_with_any_capitals() {
        for word in ["col", "dr", "Dr", "dra", "MME", "mr", "mrs", "ms"] {
            assert!(TITLES.has(word), "{word}");
        }
        for word in [
            "", "c", "co", "cold", "d", "m", "mr ", "mr mrs", "msx", "z", " ", "é", "mé", "1",
        ] {
            assert!(!TITLES.has(word), "{word}");
        }
        assert!(Words::new("to").has("To") && !Words::new("to").has("t"));
    }

    #[test]
    #[should_panic(expected = "is_less")]
    fn a_list_out_of_order_is_refused() {
        Words::new("mr dr");
    }
}
