//! One table of all words that tell an actor from a place.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::classes::Classes;
use super::inflect::inflect;
use super::nouns::NOUNS;
use super::small::SMALL;
use super::ties::TIES;
use super::verbs::VERBS;

/// Letters of the longest word that is looked up.
const LONGEST: usize = 24;

/// A word in small letters, with zeros to its right: three numbers are compared faster than a text.
type Packed = (u64, u64, u64);

/// Built at first use: a word that is looked up costs one hash.
static LEXIS: LazyLock<FxHashMap<Packed, Classes>> = LazyLock::new(|| {
    let mut lexis = FxHashMap::<Packed, Classes>::default();
    let mut add = |word: &str, classes: Classes| {
        if let Some(packed) = pack(word) {
            let known = lexis.entry(packed).or_default();
            *known = known.or(classes);
        }
    };
    for &(classes, words) in SMALL.iter().chain(NOUNS).chain(TIES) {
        words.split(' ').for_each(|word| add(word, classes));
    }
    for &(classes, verbs) in VERBS {
        for verb in verbs.split(' ') {
            inflect(verb, |form, tense| add(&form, classes.or(tense)));
        }
    }
    lexis
});

/// Returns what a word can be, in whatever capitals and with or without its apostrophe.
///
/// Letters beyond ASCII are in no English word of the lists.
pub(super) fn classes_of(word: &str) -> Classes {
    let found = pack(word).and_then(|packed| LEXIS.get(&packed));
    found.copied().unwrap_or_default()
}

fn pack(word: &str) -> Option<Packed> {
    let mut letters = [0; LONGEST];
    let mut free = letters.iter_mut();
    for &byte in word.as_bytes() {
        if byte.is_ascii_alphabetic() {
            *free.next()? = byte.to_ascii_lowercase();
        } else if !is_inside_word(byte) {
            return None;
        }
    }
    let [a, b, c] = [0, 8, 16].map(|at| {
        let part = letters
            .get(at..at + 8)
            .and_then(|part| part.try_into().ok());
        u64::from_le_bytes(part.unwrap_or_default())
    });
    Some((a, b, c))
}

/// Returns whether a byte is a stop or an apostrophe; that of typesetters has three (E2 80 99).
fn is_inside_word(byte: u8) -> bool {
    matches!(byte, b'.' | b'\'' | 0xE2 | 0x80 | 0x99)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_plain() {
        for (_, words) in SMALL.iter().chain(NOUNS).chain(TIES).chain(VERBS) {
            let words: Vec<&str> = words.split(' ').collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{words:?}");
            let is_plain = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(words.iter().all(is_plain), "{words:?}");
            assert!(words.iter().all(|word| word.len() <= LONGEST), "{words:?}");
        }
    }

    #[test]
    fn words_are_looked_up_in_any_capitals() {
        assert!(classes_of("Said").is(Classes::SPEECH));
        assert!(classes_of("DENIED").is(Classes::FINITE));
        assert!(classes_of("didn’t").is(Classes::DO) && classes_of("didn't").is(Classes::DO));
        assert_eq!(classes_of("é"), Classes::NONE);
        assert_eq!(classes_of(""), Classes::NONE);
    }
}
