//! Common English words, for names that are also words (rule 3 of the contract).

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that occur in lower case in 25 or more of the 18,701 documents of a corpus of United
/// States government prose (human-rights reports and State of the Union addresses, public domain),
/// and short words and common nouns added by hand because names are made of them (*ice*, *turkey*,
/// *pole*).
const WORDS: &str = include_str!("common_words.txt");

/// Returns the list as a set, for a caller with many words to look up.
pub fn common_words() -> HashSet<&'static str> {
    WORDS.lines().collect()
}

/// Returns whether a folded word is in the list.
pub fn is_common_word(folded: &str) -> bool {
    static SET: LazyLock<HashSet<&'static str>> = LazyLock::new(common_words);
    SET.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_words() {
        let words = common_words();
        assert!(
            ["us", "who", "ice", "turkey", "may", "china"]
                .iter()
                .all(|word| words.contains(word))
        );
        assert!(
            ["iran", "syria", "nato", "un", "isis"]
                .iter()
                .all(|word| !words.contains(word))
        );
    }

    #[test]
    fn the_list_is_sorted_and_plain() {
        let lines: Vec<&str> = WORDS.lines().collect();
        assert!(lines.is_sorted_by(|a, b| a < b));
        assert!(
            lines
                .iter()
                .all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()))
        );
    }
}
