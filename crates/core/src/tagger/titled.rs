//! A title that stands alone for the one who was named with it: *Foreign Secretary Philip Hammond
//! said … the Foreign Secretary* (rule 5).

use std::ops::Range;

use super::analyser::{ActorSort, Analyser};
use super::company::{is_capitalised, is_title};
use super::definite::{add_forms, is_in_mention, is_within_word};
use super::mention::{Actors, Mention};
use crate::text::fold;
use crate::text::lists::Words;
use crate::text::words::{words_after, words_before};

/// Words before a title that say that somebody else has it now, or that it is not that title.
static NOT_NOW: Words = Words::new("acting deputy ex former incoming late outgoing then vice");

/// Words of a title that are looked at.
const MOST_WORDS: usize = 4;

/// A title of several words, as it is written, and whom the document names with it.
struct Title<'a> {
    words: &'a str,
    /// The first who is named with it, by the number of the mention.
    mention: usize,
    /// Whether somebody else is named with it, too.
    is_shared: bool,
}

/// Adds the mentions of people by the title with which they were named before, and an article. None
/// are added where somebody else has that title in the document, listed or not. A title of one word
/// is left alone: a text has many presidents.
pub(super) fn add_titles_alone(tagger: Analyser<'_>, text: &str, mentions: &mut Vec<Mention<'_>>) {
    let mut titles: Vec<Title<'_>> = Vec::new();
    for (number, mention) in mentions.iter().enumerate() {
        let Actors::One(actor) = mention.actors else {
            continue;
        };
        if tagger.sort(actor) != ActorSort::Person || mention.parent.is_some() {
            continue;
        }
        let Some(words) = title_before(text, mention.span.start, mention.free.start) else {
            continue;
        };
        match titles.iter_mut().find(|title| title.words == words) {
            Some(title) => {
                title.is_shared |= mentions[title.mention].actors != mention.actors;
            }
            None => titles.push(Title {
                words,
                mention: number,
                is_shared: false,
            }),
        }
    }
    let alone = titles.iter().filter(|title| !title.is_shared);
    let found = alone.flat_map(|title| {
        let places = places_alone(tagger, text, mentions, title);
        places.into_iter().map(|span| (span, title.mention))
    });
    let found = found.collect();
    add_forms(mentions, found);
}

/// Returns the title of two words or more that ends right before byte `end`, or before a comma
/// there: words with capitals, of which the last is a title. Looks no further back than `from`.
fn title_before(text: &str, end: usize, from: usize) -> Option<&str> {
    let before = text.get(from..end)?;
    let before = before.strip_suffix(' ')?;
    let before = before.strip_suffix(',').unwrap_or(before);
    let end = from + before.len();
    let mut start = end;
    for number in 0..MOST_WORDS {
        let word = words_before(text, start).next();
        let Some(word) = word.filter(|word| is_part(word)) else {
            break;
        };
        // One space between two words, and nothing else.
        let behind = if number == 0 { "" } else { " " };
        let Some(rest) = text[from..start].strip_suffix(behind) else {
            break;
        };
        if !rest.ends_with(word) || number == 0 && !is_title(&fold(word)) {
            break;
        }
        start = from + rest.len() - word.len();
    }
    let title = &text[start..end];
    let previous = words_before(text, start).next().unwrap_or("");
    (title.contains(' ') && !NOT_NOW.has(previous)).then_some(title)
}

/// Returns whether a word can be part of a title: in letters, with a capital, and no article.
fn is_part(word: &str) -> bool {
    is_capitalised(word)
        && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !["A", "An", "The"].contains(&word)
        && !NOT_NOW.has(word)
}

/// Returns where a title stands alone with its article behind the first whom it was given to;
/// nowhere, if it is given to another.
fn places_alone(
    tagger: Analyser<'_>,
    text: &str,
    mentions: &[Mention<'_>],
    title: &Title<'_>,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let holder = &mentions[title.mention];
    let is_person = |one: &Mention<'_>| tagger.sort(one.name.actor) == ActorSort::Person;
    for (start, words) in text.match_indices(title.words) {
        let span = start..start + words.len();
        if is_within_word(text, &span) || is_in_mention(mentions, &span) {
            continue;
        }
        let next = mentions.partition_point(|one| one.span.start < span.end);
        let next = mentions.get(next).filter(|one| {
            let gap = &text[span.end..one.span.start];
            gap == " " || gap == ", "
        });
        match next {
            Some(next) if next.actors == holder.actors => continue,
            // Another’s: *Prime Minister David Cameron*; *the Prime Minister, Iran said* is not.
            Some(next) if text[span.end..].starts_with(' ') || is_person(next) => {
                return Vec::new();
            }
            _ => {}
        }
        let behind = text[span.end..].strip_prefix(' ');
        let mut words = behind
            .map(|_| words_after(text, span.end))
            .into_iter()
            .flatten();
        match (words.next(), words.next()) {
            // Somebody whom no gazetteer has.
            (Some(word), _) if is_capitalised(word) => return Vec::new(),
            // Of something else, or one title of two: *the Prime Minister and President Hollande*.
            (Some("of" | "for"), _) => continue,
            (Some("and"), Some(next)) if is_capitalised(next) => continue,
            _ => {}
        }
        let before = text[..start].strip_suffix(' ');
        let before = before.and_then(|_| words_before(text, start).next());
        if before.is_some_and(|word| word.eq_ignore_ascii_case("the")) && start > holder.span.end {
            found.push(span);
        }
    }
    found
}
