//! The conditions of guarded names on the words beside them.

use rustc_hash::FxHashSet;

use crate::text::fold::fold;

/// The conditions of a guarded name on the words beside it.
#[derive(Debug)]
pub(crate) struct Neighbours {
    pub(crate) before: Phrases,
    pub(crate) after: Phrases,
    pub(crate) not_before: Phrases,
    pub(crate) not_after: Phrases,
}

/// Folded words and phrases, to be compared with the words beside a name.
#[derive(Debug)]
pub(crate) struct Phrases {
    phrases: FxHashSet<String>,
    /// How many words they have, each number once.
    word_counts: Vec<usize>,
}

impl Phrases {
    pub fn of(written: &[String]) -> Self {
        let fold = |phrase: &String| fold(phrase).trim().to_owned();
        let phrases: FxHashSet<String> = written.iter().map(fold).collect();
        // Folded words have one space between them.
        let spaces = |phrase: &String| phrase.bytes().filter(|&byte| byte == b' ').count();
        let mut word_counts: Vec<usize> = phrases.iter().map(|phrase| spaces(phrase) + 1).collect();
        word_counts.sort_unstable();
        word_counts.dedup();
        Self {
            phrases,
            word_counts,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Returns the phrases, folded, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(String::as_str)
    }

    /// Returns how many words they have, each number once.
    pub(crate) fn word_counts(&self) -> &[usize] {
        &self.word_counts
    }

    /// Returns whether a folded phrase is one of them.
    pub(crate) fn contains(&self, folded: &str) -> bool {
        self.phrases.contains(folded)
    }
}
