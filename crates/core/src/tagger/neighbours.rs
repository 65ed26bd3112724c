//! The conditions of guarded names on the words beside them (rule 5).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::rule::Rule;
use crate::lexicon::{Asked, Neighbours, Phrases, Side};
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

/// The words on one side, folded: the nearest one, the nearest two, and so on, where they were
/// needed.
#[derive(Default)]
struct FoldedWords(Vec<Option<String>>);

/// Verdicts for which memory is kept from place to place.
const KEPT: usize = 256;

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
        self.move_to(span);
        if let Some(&rule) = self.verdicts.get(&number) {
            return rule;
        }
        let rule = self.evaluate(text, neighbours);
        self.verdicts.insert(number, rule);
        rule
    }

    /// Calls `each` with every one of many conditions that asks for words that are beside `span`.
    pub(super) fn each_met(
        &mut self,
        text: &str,
        span: Range<usize>,
        asked: &Asked,
        mut each: impl FnMut(u32),
    ) {
        self.move_to(span);
        let Range { start, end } = self.span;
        for side in [Side::Before, Side::After] {
            let asked = asked.beside(side);
            for &count in asked.word_counts() {
                let folded = match side {
                    Side::Before => self
                        .before
                        .folded(count, |count| before(text, start, count)),
                    Side::After => self.after.folded(count, |count| after(text, end, count)),
                };
                asked.conditions(folded).iter().copied().for_each(&mut each);
            }
        }
    }

    #[inline]
    fn move_to(&mut self, span: Range<usize>) {
        // Entries of one occurrence follow each other: the last span is all that is worth keeping.
        if self.span != span {
            self.span = span;
            // A table of ten thousand would be cleared at every place from then on.
            match self.verdicts.capacity() {
                0..KEPT => self.verdicts.clear(),
                _ => self.verdicts = FxHashMap::default(),
            }
            self.before.0.clear();
            self.after.0.clear();
        }
    }

    fn evaluate(&mut self, text: &str, neighbours: &Neighbours) -> Option<Rule> {
        let Range { start, end } = self.span;
        let before = |count: usize| before(text, start, count);
        let after = |count: usize| after(text, end, count);
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
        let counts = phrases.word_counts();
        counts
            .iter()
            .any(|&count| phrases.contains(self.folded(count, &words)))
    }

    /// Returns a number of words, which `words` folds.
    fn folded(&mut self, count: usize, words: impl Fn(usize) -> String) -> &str {
        // Folded once for a span and a number of words, not once for each phrase.
        while self.0.len() < count {
            self.0.push(None);
        }
        self.0[count - 1].get_or_insert_with(|| words(count))
    }
}

/// Returns the words before byte `start`, at most so many, folded.
fn before(text: &str, start: usize, count: usize) -> String {
    let mut words: Vec<&str> = words_before(text, start).take(count).collect();
    // The nearest came first; phrases are in the order of the text.
    words.reverse();
    fold(&words.join(" "))
}

/// Returns the words after byte `end`, at most so many, folded.
fn after(text: &str, end: usize, count: usize) -> String {
    let words: Vec<&str> = words_after(text, end).take(count).collect();
    fold(&words.join(" "))
}
