//! What guarded names ask of the words beside them (rule 5).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::rule::Rule;
use crate::lexicon::{Neighbours, Phrases};
use crate::text::fold;
use crate::text::words::{words_after, words_before};

/// What was found out of one span: names that stand at the same words often ask the same of their
/// neighbours.
#[derive(Default)]
pub(super) struct Beside {
    span: Range<usize>,
    answers: FxHashMap<u32, Option<Rule>>,
    before: FoldedWords,
    after: FoldedWords,
}

/// The words on one side, folded: the nearest one, the nearest two, and so on, as far as they were
/// asked for.
#[derive(Default)]
struct FoldedWords(Vec<String>);

impl Beside {
    /// The rule by which the words beside `span` turn down a name that asks `neighbours`, which
    /// have this number.
    pub(super) fn turn_down(
        &mut self,
        text: &str,
        span: Range<usize>,
        number: u32,
        neighbours: &Neighbours,
    ) -> Option<Rule> {
        if self.span != span {
            self.span = span;
            self.answers.clear();
            self.before.0.clear();
            self.after.0.clear();
        }
        if let Some(&rule) = self.answers.get(&number) {
            return rule;
        }
        let rule = self.ask(text, neighbours);
        self.answers.insert(number, rule);
        rule
    }

    fn ask(&mut self, text: &str, neighbours: &Neighbours) -> Option<Rule> {
        let Range { start, end } = self.span;
        let before = |count: usize| {
            let mut words: Vec<&str> = words_before(text, start).take(count).collect();
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
    /// Whether one of the phrases stands here; `words` folds so many words of the text.
    fn hold(&mut self, phrases: &Phrases, words: impl Fn(usize) -> String) -> bool {
        phrases.word_counts().iter().any(|&count| {
            while self.0.len() < count {
                self.0.push(words(self.0.len() + 1));
            }
            phrases.contains(&self.0[count - 1])
        })
    }
}
