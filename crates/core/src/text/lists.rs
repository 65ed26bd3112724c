//! Short lists of words, written as one text with spaces between them.

/// Returns whether a list has a word, with whatever capitals in ASCII.
pub(crate) fn has_word(list: &str, word: &str) -> bool {
    let mut words = list.split(' ');
    words.any(|listed| listed.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_with_any_capitals() {
        assert!(has_word("dr mr", "Mr") && has_word("dr mr", "dr"));
        assert!(!has_word("dr mr", "m") && !has_word("dr mr", "dr mr") && !has_word("dr mr", ""));
    }
}
