//! Short forms of a body that was named in full: *the European Commission said … the Commission*
//! (rule 5).

use std::cmp::Reverse;
use std::ops::Range;

use super::analyser::{ActorSort, Analyser};
use super::mention::{Actors, Mention};
use crate::gazetteer::NameKind;
use crate::text::lists::Words;
use crate::text::words::{words_after, words_before};

/// Words that names of bodies end with, and that stand for them with an article. Left out are those
/// that a country has one of, whichever is named: the Army, the Government, the Union.
static BODIES: Words = Words::new(
    "\
    agency alliance assembly association authority bank board brigade brigades bureau \
    coalition command commission committee confederation congress corps council court department \
    directorate federation force forces foundation front fund group guard institute league \
    ministry mission movement network organisation organization party secretariat senate service \
    society tribunal university",
);

/// Words that lead on to what a body is one of: *the Commission on Human Rights*.
static LEADS_ON: Words = Words::new("against for in of on to");

/// A body that is named in full, by the last word of its name.
struct Body<'a> {
    word: &'a str,
    /// The first of its mentions, by number.
    mention: usize,
    /// Whether another body is named that ends with the same word.
    is_shared: bool,
}

/// Adds the mentions of bodies by the last word of their names and an article, behind the first by
/// the whole name. None are added where the document names another body of that word, listed or
/// not: nobody can tell which is meant.
pub(super) fn add_definite_forms(
    tagger: Analyser<'_>,
    text: &str,
    mentions: &mut Vec<Mention<'_>>,
) {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for body in bodies(tagger, mentions) {
        if !body.is_shared {
            found.extend(
                short_forms(text, mentions, &body)
                    .into_iter()
                    .map(|span| (span, body.mention)),
            );
        }
    }
    add_forms(mentions, found);
}

/// Adds mentions of actors by other words, each with the number of a mention of the same actor.
pub(super) fn add_forms(mentions: &mut Vec<Mention<'_>>, found: Vec<(Range<usize>, usize)>) {
    if found.is_empty() {
        return;
    }
    for (span, of) in found {
        let mut mention = mentions[of].clone();
        mention.free = span.clone();
        mention.span = span;
        mention.name.kind = NameKind::Short;
        mention.modifiers = [None, None];
        mentions.push(mention);
    }
    mentions.sort_by_key(|one| (one.span.start, Reverse(one.span.end)));
}

/// Returns the bodies that mentions name in full, by their last words.
fn bodies<'a>(tagger: Analyser<'_>, mentions: &[Mention<'a>]) -> Vec<Body<'a>> {
    let mut bodies: Vec<Body<'a>> = Vec::new();
    for (number, mention) in mentions.iter().enumerate() {
        let is_full = matches!(mention.name.kind, NameKind::Name | NameKind::Alias);
        let Actors::One(actor) = mention.actors else {
            continue;
        };
        // In this order: what an actor is lies in far memory, and few names end like that.
        let Some((_, word)) = last_word(mention.text()).filter(|_| is_full) else {
            continue;
        };
        if !word.starts_with(|c: char| c.is_ascii_uppercase())
            || !BODIES.has(word)
            || mention.parent.is_some()
            || tagger.sort(actor) != ActorSort::Other
        {
            continue;
        }
        match bodies.iter_mut().find(|body| body.word == word) {
            Some(body) => {
                let known = &mentions[body.mention].actors;
                body.is_shared |= *known != mention.actors;
            }
            None => bodies.push(Body {
                word,
                mention: number,
                is_shared: false,
            }),
        }
    }
    bodies
}

/// Returns the last word of a name of several, and what is before it.
fn last_word(name: &str) -> Option<(&str, &str)> {
    name.rsplit_once([' ', '\n'])
}

/// Returns where a body is named by its last word and an article; nowhere, if the word stands for
/// another anywhere in the text.
fn short_forms(text: &str, mentions: &[Mention<'_>], body: &Body<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, word) in text.match_indices(body.word) {
        let span = start..start + word.len();
        if is_within_word(text, &span) || is_in_mention(mentions, &span) {
            continue;
        }
        match use_of(text, &span) {
            Use::Definite if start > mentions[body.mention].span.end => found.push(span),
            // It was known by that word before.
            Use::Definite | Use::Name => return Vec::new(),
            Use::Other => {}
        }
    }
    found
}

pub(super) fn is_within_word(text: &str, span: &Range<usize>) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '-';
    text[..span.start].ends_with(is_letter) || text[span.end..].starts_with(is_letter)
}

/// Returns whether a span lies in a mention. They are sorted by where they begin.
pub(super) fn is_in_mention(mentions: &[Mention<'_>], span: &Range<usize>) -> bool {
    let behind = mentions.partition_point(|one| one.span.start <= span.start);
    let outer = mentions[..behind].iter().rfind(|one| one.parent.is_none());
    outer.is_some_and(|one| span.start < one.span.end)
}

/// What a word for a body does at a place.
enum Use {
    /// It stands for the body: *the Commission said*.
    Definite,
    /// It is part of a name of another body, or may be.
    Name,
    /// Any other.
    Other,
}

fn use_of(text: &str, span: &Range<usize>) -> Use {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let before = text[..span.start].ends_with(' ');
    let before = words_before(text, span.start).next().filter(|_| before);
    let is_article = before.is_some_and(|word| word.eq_ignore_ascii_case("the"));
    if before.is_some_and(is_capital) && !is_article {
        return Use::Name;
    }
    let behind = text[span.end..].starts_with(' ');
    let mut behind = words_after(text, span.end).take_while(|_| behind);
    match (behind.next(), behind.next()) {
        (Some(word), Some(next)) if LEADS_ON.has(word) && (is_capital(next) || next == "the") => {
            Use::Name
        }
        // The Commission President.
        (Some(word), _) if is_capital(word) => Use::Other,
        _ if is_article => Use::Definite,
        _ => Use::Other,
    }
}
