//! Words that a name is not told from where capitals say nothing, however often the document names
//! its actor: *let us go*, *THE WHO SAID WHO WAS ILL* (rule 3).

use std::ops::Range;

use crate::text::common_words::is_common_word;
use crate::text::fold;
use crate::text::words::{words_after, words_before};

/// The words of English that are most frequent, and stand where no name can be told from them:
/// pronouns, prepositions, forms of verbs. Names of the shipped gazetteers are among them (*US*,
/// *WHO*, *IS*, *UP*, *LeT*).
const FREQUENT: &[&str] = &[
    "a", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "begin", "born", "but",
    "by", "can", "did", "do", "does", "done", "down", "for", "from", "get", "go", "had", "has",
    "have", "he", "her", "him", "his", "hit", "how", "i", "if", "in", "into", "is", "it", "its",
    "just", "let", "like", "may", "me", "might", "more", "most", "move", "must", "my", "no", "nor",
    "not", "now", "of", "off", "on", "one", "or", "our", "out", "over", "own", "said", "say",
    "see", "she", "so", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "too", "under", "up", "us", "was", "we", "well", "were", "what", "when",
    "where", "which", "who", "whom", "will", "with", "would", "you", "your",
];

/// Those of them that are the object of a verb or a preposition: a noun never follows them.
const OBJECTS: &[&str] = &["him", "it", "me", "them", "us"];

/// Prepositions, behind which no verb stands, and *whom* rather than *who*.
const PREPOSITIONS: &[&str] = &["at", "by", "for", "from", "in", "of", "to", "with"];

/// Returns whether a span is such a word. Behind *the* and before a hyphen it is not: *the us*,
/// *us-led*. Of a written text `is_written`, neither is *us* before a word that is not itself so
/// frequent, nor another of them behind a preposition: *US TROOPS*, *BY WHO*.
pub(super) fn is_frequent_word(text: &str, span: Range<usize>, is_written: bool) -> bool {
    let is_frequent = |folded: &str| FREQUENT.binary_search(&folded).is_ok();
    let folded = fold(&text[span.clone()]);
    if !is_frequent(&folded) || text[span.end..].starts_with('-') {
        return false;
    }
    let previous = words_before(text, span.start).next();
    let previous = previous.map(fold).unwrap_or_default();
    let is_plainly_a_name = || match OBJECTS.contains(&folded.as_str()) {
        true => {
            let next = words_after(text, span.end).next();
            next.is_some_and(|next| !is_frequent(&fold(next)))
        }
        false => PREPOSITIONS.contains(&previous.as_str()),
    };
    previous != "the" && !(is_written && is_plainly_a_name())
}

/// Returns whether letters are a common word with the article before it, as names of papers are:
/// *the times*.
pub(super) fn is_word_with_article(text: &str, span: Range<usize>) -> bool {
    let folded = fold(&text[span]);
    folded.strip_prefix("the ").is_some_and(is_common_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_words_and_names() {
        assert!(FREQUENT.is_sorted_by(|a, b| a < b));
        for (text, is_written, want) in [
            ("let *us* go", false, true),
            ("*who* was it", false, true),
            ("what is *up*", false, true),
            ("the *us* welcomed it", false, false),
            ("of the *who*", false, false),
            ("a *us*-led raid", false, false),
            ("and *turkey* waited", false, false),
            ("told *us*", false, true),
            ("*US* TROOPS", true, false),
            ("*WHO* TROOPS", true, true),
            ("TOLD *US* THAT", true, true),
            ("TOLD *US*.", true, true),
            ("A REPORT BY *WHO* SAID", true, false),
            ("THOSE *WHO* SAID", true, true),
            ("asked by *who*", false, true),
        ] {
            let start = text.find('*').unwrap();
            let end = text.rfind('*').unwrap() - 1;
            let plain = text.replace('*', "");
            assert_eq!(
                is_frequent_word(&plain, start..end, is_written),
                want,
                "{text}"
            );
        }
    }

    #[test]
    fn common_words_with_their_article() {
        for (text, want) in [
            ("the times", true),
            ("the kremlin", false),
            ("times", false),
        ] {
            assert_eq!(is_word_with_article(text, 0..text.len()), want, "{text}");
        }
    }
}
