//! What stands around an occurrence: the words beside it, and whether capitals say anything there.

use std::ops::Range;

use super::analyser::Analyser;
use super::company::Company;
use super::dropped::Dropped;
use super::known::Known;
use super::language::is_language;
use super::namesake::{is_behind_place_word, is_person};
use super::neighbours::Beside;
use super::rule::Rule;
use super::standing::Standing;
use super::team::is_team;
use super::uncased::{is_frequent_word, is_word_with_article};
use crate::gazetteer::NameKind;
use crate::lexicon::{Crowd, Entry, EntryNumber, Lexicon, Meaning, Occurrence, Side};
use crate::text::case::{CapitalLines, is_in_capitals};
use crate::text::regions::countries_of_region;

/// What is known of a text while its candidates are gathered.
#[derive(Default)]
pub(super) struct Surroundings {
    lines: CapitalLines,
    /// Whether the whole text is in capitals, once it was asked.
    all_in_capitals: Option<bool>,
    beside: Beside,
    company: Company,
    /// The span that the company is of.
    company_of: Range<usize>,
}

impl Surroundings {
    /// Returns the rule by which the words beside an occurrence turn a name down.
    #[inline]
    pub(super) fn turn_down(
        &mut self,
        tagger: Analyser<'_>,
        text: &str,
        occurrence: &Occurrence,
        entry: &Entry,
    ) -> Option<Rule> {
        let lexicon = tagger.lexicon;
        if entry.traits.common_word
            && entry.meaning == Meaning::Name
            && let Some(rule) = self.rule_of_words(lexicon, text, occurrence, entry)
        {
            return Some(rule);
        }
        if entry.traits.kind == NameKind::Short
            && self.company(text, occurrence) == Company::GivenName
        {
            return Some(Rule::Person);
        }
        let span = occurrence.start..occurrence.end;
        // Conditions come first: those of a crowd are counted without a look at the place.
        if let Some(number) = lexicon.neighbours_of(entry) {
            let neighbours = lexicon.neighbours(number);
            let rule = self
                .beside
                .turn_down(text, span.clone(), number, neighbours);
            if rule.is_some() {
                return rule;
            }
        }
        match (entry.meaning, entry.traits.kind) {
            (Meaning::Name, NameKind::Adjective) => {
                is_language(text, &span).then_some(Rule::Language)
            }
            (Meaning::Name, NameKind::Short) => None,
            (Meaning::Name, _) if is_person(tagger, text, &span, entry) => Some(Rule::Person),
            (Meaning::Name, _) => is_team(tagger, text, &span, entry).then_some(Rule::Team),
            _ => None,
        }
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

    /// Returns how a name stands at an occurrence.
    #[inline(always)]
    pub(super) fn standing(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        occurrence: &Occurrence,
        (number, entry): (EntryNumber, &Entry),
        known: &Known,
    ) -> Standing {
        let uncased = is_uncased(lexicon, text, occurrence, entry);
        let company = match entry.traits.kind {
            NameKind::Short => self.company(text, occurrence),
            _ => Company::Alone,
        };
        let elsewhere = known.towns.has(number, occurrence.start);
        Standing {
            uncased,
            like_words: uncased
                && (occurrence.has_few_letters(text)
                    || is_word_with_article(text, occurrence.start..occurrence.end)),
            in_capitals: entry.traits.common_word && self.is_in_capitals(text, occurrence),
            in_run: company == Company::Run,
            behind_place_word: company == Company::Place,
            after_person: known.people.has_before(number, occurrence.start)
                && !is_behind_place_word(text, occurrence.start),
            elsewhere,
            before_region: elsewhere && countries_of_region(&text[occurrence.end..]).is_some(),
        }
    }

    /// Returns what the words beside an occurrence make of a short name.
    pub(super) fn company(&mut self, text: &str, occurrence: &Occurrence) -> Company {
        let span = occurrence.start..occurrence.end;
        if self.company_of != span {
            self.company = Company::of(text, &span);
            self.company_of = span;
        }
        self.company
    }

    /// Returns the rule of capitals by which an occurrence is no name: where they say nothing, it
    /// is a word far more often.
    fn rule_of_words(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        occurrence: &Occurrence,
        entry: &Entry,
    ) -> Option<Rule> {
        let span = occurrence.start..occurrence.end;
        if is_uncased(lexicon, text, occurrence, entry) {
            return is_frequent_word(text, span, false).then_some(Rule::Capitals);
        }
        // Documents in capitals are wires and cables, not speech: *US TROOPS* is what it is.
        let is_one = self.is_in_capitals(text, occurrence)
            && self.is_all_in_capitals(text)
            && is_frequent_word(text, span, true);
        is_one.then_some(Rule::CapitalLine)
    }

    fn is_all_in_capitals(&mut self, text: &str) -> bool {
        *self
            .all_in_capitals
            .get_or_insert_with(|| is_in_capitals(text))
    }

    fn is_in_capitals(&mut self, text: &str, occurrence: &Occurrence) -> bool {
        let written = &text[occurrence.start..occurrence.end];
        // Dots prove an acronym, and a lower-case letter is not in a line of capitals. Both are
        // looked for first: the line may be long.
        let is_bare = !written.contains('.') && !written.chars().any(char::is_lowercase);
        is_bare && self.lines.contains(text, occurrence.start)
    }
}

/// Returns whether an occurrence is without a capital that a name demands, and fits it all the
/// same. Dots prove an acronym without them.
#[inline(always)]
fn is_uncased(lexicon: &Lexicon, text: &str, occurrence: &Occurrence, entry: &Entry) -> bool {
    occurrence.is_in_any_case()
        && !lexicon.is_as_written(text, occurrence, entry)
        && !text[occurrence.start..occurrence.end].contains('.')
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
