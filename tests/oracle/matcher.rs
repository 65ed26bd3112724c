//! The slow matcher: every name at every place, letter by letter.

use std::collections::BTreeSet;

use actag::gazetteer::{Actor, Case, Name};
use actag::tagger::Rule;
use actag::{Document, Gazetteer, Tagger};

use super::compass::{abbreviated, plain_names};
use super::reading::{Folded, Reading};

/// A place where the letters of one of an actor's names stand as whole words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    pub start: usize,
    pub end: usize,
    pub actor: String,
    /// Whether the capitals are as the name demands.
    pub capitals: bool,
}

/// Every candidate that the program tells of.
pub fn told(tagger: &Tagger, document: &Document<'_>) -> BTreeSet<Candidate> {
    let (mentions, rejections) = tagger.explain(document);
    let mut told = BTreeSet::new();
    for mention in mentions {
        for actor in mention.actor().into_iter().chain(mention.candidates()) {
            told.insert(Candidate {
                start: mention.span().start,
                end: mention.span().end,
                actor: actor.id.clone(),
                capitals: true,
            });
        }
    }
    for rejection in rejections {
        told.insert(Candidate {
            start: rejection.span.start,
            end: rejection.span.end,
            actor: rejection.actor.id.clone(),
            capitals: rejection.rule != Rule::Capitals,
        });
    }
    told
}

/// Whether a text has a hundred small letters, and fewer than one capital in two hundred letters,
/// of those that are ASCII; wherever the others are, it may be neither.
pub fn is_in_small_letters(text: &str) -> bool {
    let small = text.chars().filter(char::is_ascii_lowercase).count();
    let capitals = text.chars().filter(char::is_ascii_uppercase).count();
    small >= 100 && 200 * capitals < small + capitals
}

/// Every candidate in `text`.
pub fn candidates(gazetteer: &Gazetteer, text: &str) -> BTreeSet<Candidate> {
    candidates_of(gazetteer, text, |_, _| true)
}

/// The candidates in `text` by the names that `accept` lets take part.
pub fn candidates_of(
    gazetteer: &Gazetteer,
    text: &str,
    accept: impl Fn(&Actor, &Name) -> bool,
) -> BTreeSet<Candidate> {
    let reading = Reading::of(text);
    let plain = plain_names(gazetteer);
    let mut found = BTreeSet::new();
    for actor in gazetteer.actors() {
        for name in actor.names.iter().filter(|name| accept(actor, name)) {
            let mut there = places(&name.text, name.case, &reading);
            for short in abbreviated(&name.text, &plain) {
                there.extend(short_places(&short, name.case, &reading));
            }
            for (start, end, capitals) in there {
                found.insert(Candidate {
                    start,
                    end,
                    actor: actor.id.clone(),
                    capitals,
                });
            }
        }
    }
    found
}

/// Where the phrases stand that are somebody else.
pub fn phrases(gazetteer: &Gazetteer, text: &str) -> BTreeSet<(usize, usize)> {
    let reading = Reading::of(text);
    let plain = plain_names(gazetteer);
    let phrases = gazetteer.actors().iter().flat_map(|actor| actor.not());
    phrases
        .flat_map(|phrase| {
            let mut there = places(&phrase.text, Case::Written, &reading);
            for short in abbreviated(&phrase.text, &plain) {
                there.extend(short_places(&short, Case::Written, &reading));
            }
            there
        })
        .filter(|&(_, _, capitals)| capitals)
        .map(|(start, end, _)| (start, end))
        .collect()
}

/// The same of a name in which points of the compass are abbreviated: capitals always count, and an
/// initial at its front is none right behind another.
fn short_places(name: &str, case: Case, text: &Reading<'_>) -> Vec<(usize, usize, bool)> {
    let case = match case {
        Case::Any => Case::Written,
        case => case,
    };
    let folded = Reading::of(name).folded_text();
    let begins_with_initial = matches!(folded.as_bytes(), [_, b' ' | b'.', ..]);
    let mut places = places(name, case, text);
    places.retain(|&(start, ..)| !(begins_with_initial && text.follows_initial(start)));
    places
}

/// First byte, end, and whether the capitals fit, of every place where the name stands.
fn places(name: &str, case: Case, text: &Reading<'_>) -> Vec<(usize, usize, bool)> {
    let written = Reading::of(name);
    let (skipped, wanted) = strip(&written.folded);
    let is_free = |at: usize| written.is_capital_behind_hyphen(skipped + at);
    let mut places = Vec::new();
    if wanted.is_empty() {
        return places;
    }
    let possessive = written.ends_with_possessive(wanted[wanted.len() - 1].from);
    for (at, there) in text.folded.windows(wanted.len()).enumerate() {
        let spelled_alike = wanted.iter().zip(there).all(|(a, b)| a.c == b.c);
        if !spelled_alike {
            continue;
        }
        let (first, last) = (there[0].from, there[there.len() - 1].from);
        // Neither half of a ligature is a word by itself.
        let halves_first = at > 0 && text.folded[at - 1].from == first;
        let next = text.folded.get(at + there.len());
        let halves_last = next.is_some_and(|next| next.from == last);
        if halves_first || halves_last || !text.is_word_start(first) {
            continue;
        }
        // A possessive is part of a name only where the name is written with one.
        if text.ends_with_possessive(last) && !possessive {
            continue;
        }
        if let Some(end) = text.mention_end(last) {
            let capitals = capitals_fit(case, wanted, there, is_free);
            places.push((text.start_of(first), end, capitals));
        }
    }
    places
}

/// Quotes and spaces around a name are not part of it: how many come before it, and the name.
fn strip(folded: &[Folded]) -> (usize, &[Folded]) {
    let is_around = |folded: &Folded| matches!(folded.c, '"' | ' ' | '\n');
    let Some(first) = folded.iter().position(|c| !is_around(c)) else {
        return (0, &[]);
    };
    let last = folded.iter().rposition(|c| !is_around(c)).unwrap_or(first);
    (first, &folded[first..=last])
}

/// `is_free` says of a character of the name whether it may be a small letter all the same.
fn capitals_fit(
    case: Case,
    wanted: &[Folded],
    there: &[Folded],
    is_free: impl Fn(usize) -> bool,
) -> bool {
    let mut pairs = wanted.iter().zip(there).enumerate();
    pairs.all(|(at, (name, text))| match case {
        Case::Any => true,
        Case::Written => !(name.capital && text.small) || is_free(at),
        Case::Exact => !(name.capital && text.small || name.small && text.capital),
    })
}
