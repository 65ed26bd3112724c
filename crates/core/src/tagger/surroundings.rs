//! What stands around an occurrence: the words beside it, and whether its line is in capitals.

use super::dropped::Dropped;
use super::neighbours::Beside;
use super::rule::Rule;
use crate::lexicon::{Crowd, Entry, EntryNumber, Lexicon, Occurrence, Side};
use crate::text::words::CapitalLines;

/// What is known of a text while its candidates are gathered.
#[derive(Default)]
pub(super) struct Surroundings {
    lines: CapitalLines,
    beside: Beside,
}

impl Surroundings {
    /// Returns the rule by which the words beside an occurrence turn a name down.
    #[inline]
    pub(super) fn turn_down(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        occurrence: &Occurrence,
        entry: &Entry,
    ) -> Option<Rule> {
        let number = lexicon.neighbours_of(entry)?;
        let span = occurrence.start..occurrence.end;
        let neighbours = lexicon.neighbours(number);
        self.beside.turn_down(text, span, number, neighbours)
    }

    /// Finds the numbers of those conditions of a crowd that ask for words beside an occurrence.
    #[cold]
    pub(super) fn find_met(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        occurrence: &Occurrence,
        crowd: &Crowd,
        met: &mut Vec<u32>,
    ) {
        met.clear();
        let span = occurrence.start..occurrence.end;
        self.beside
            .each_met(text, span, lexicon.asked(crowd), |number| met.push(number));
    }

    /// Returns whether a name that is a common word is in a line set wholly in capitals, without
    /// the dots that make an acronym of the word.
    #[inline(always)]
    pub(super) fn is_word_in_capitals(
        &mut self,
        text: &str,
        occurrence: &Occurrence,
        entry: &Entry,
    ) -> bool {
        entry.traits.common_word && self.is_in_capitals(text, occurrence)
    }

    fn is_in_capitals(&mut self, text: &str, occurrence: &Occurrence) -> bool {
        let written = &text[occurrence.start..occurrence.end];
        // Dots prove an acronym, and a lower-case letter is not in a line of capitals. Both are
        // looked for first: the line may be long.
        let is_bare = !written.contains('.') && !written.chars().any(char::is_lowercase);
        is_bare && self.lines.contains(text, occurrence.start)
    }
}

/// Calls `each` with those entries of a crowd that may fit at an occurrence, and returns what the
/// words beside it turn down of the others.
#[cold]
pub(super) fn each_of_crowd(
    lexicon: &Lexicon,
    text: &str,
    occurrence: &Occurrence,
    with_needs: bool,
    crowd: &Crowd,
    met: &mut Vec<u32>,
    each: &mut dyn FnMut(EntryNumber, &Entry),
) -> Dropped {
    let mut others = Dropped::default();
    let rule = |side: Side| match side {
        Side::Before => Rule::Before,
        Side::After => Rule::After,
    };
    lexicon.each_total(text, occurrence, with_needs, crowd, |side, names| {
        others.add(rule(side), names);
    });
    lexicon.each_of_crowd(text, occurrence, with_needs, crowd, met, |number, entry| {
        // It is among those counted, and what becomes of it is noted elsewhere.
        if let Some(side) = lexicon.side_of(crowd, entry) {
            let names = lexicon.count_names(text, occurrence, number, entry);
            others.remove(rule(side), names);
        }
        each(number, entry);
    });
    others
}
