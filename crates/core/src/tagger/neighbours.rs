//! The conditions of guarded names on the words beside them (rule 5).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::rule::Rule;
use crate::lexicon::{Neighbours, Phrases};
use crate::text::fold;
use crate::text::words::{words_after, words_before};

/// The verdicts on one span: names of the same words often have the same conditions on their
/// neighbours.
#[derive(Default)]
pub(super) struct Beside {
    span: Range<usize>,
    verdicts: FxHashMap<u32, Option<Rule>>,
    before: FoldedWords,
    after: FoldedWords,
}

/// The words on one side, folded: the nearest one, the nearest two, and so on, as far as they were
/// needed.
#[derive(Default)]
struct FoldedWords(Vec<String>);

impl Beside {
    /// Returns the rule by which the words beside `span` turn down a name with the conditions
    /// `neighbours`, which have this number.
    pub(super) fn turn_down(
        &mut self,
        text: &str,
        span: Range<usize>,
        number: u32,
        neighbours: &Neighbours,
    ) -> Option<Rule> {
        // Entries of one occurrence follow each other: the last span is all that is worth keeping.
        if self.span != span {
            self.span = span;
            self.verdicts.clear();
            self.before.0.clear();
            self.after.0.clear();
        }
        if let Some(&rule) = self.verdicts.get(&number) {
            return rule;
        }
        let rule = self.evaluate(text, neighbours);
        self.verdicts.insert(number, rule);
        rule
    }

    fn evaluate(&mut self, text: &str, neighbours: &Neighbours) -> Option<Rule> {
        let Range { start, end } = self.span;
        let before = |count: usize| {
            let mut words: Vec<&str> = words_before(text, start).take(count).collect();
            // The nearest came first; phrases are in the order of the text.
            words.reverse();
            fold(&words.join(" "))
        };
        let after = |count: usize| {
            let words: Vec<&str> = words_after(text, end).take(count).collect();
            fold(&words.join(" "))
        };
        let (left, right) = (&mut self.before, &mut self.after);
        let fits_before = (neighbours.before.is_empty() || left.hold(&neighbours.before, before))
            && !left.hold(&neighbours.not_before, before);
        if !fits_before {
            return Some(Rule::Before);
        }
        let fits_after = (neighbours.after.is_empty() || right.hold(&neighbours.after, after))
            && !right.hold(&neighbours.not_after, after);
        (!fits_after).then_some(Rule::After)
    }
}

impl FoldedWords {
    /// Returns whether one of the phrases occurs here; `words` folds a number of words of the text.
    fn hold(&mut self, phrases: &Phrases, words: impl Fn(usize) -> String) -> bool {
        phrases.word_counts().iter().any(|&count| {
            // Folded once for a span and a number of words, not once for each phrase.
            while self.0.len() < count {
                self.0.push(words(self.0.len() + 1));
            }
            phrases.contains(&self.0[count - 1])
        })
    }
}
