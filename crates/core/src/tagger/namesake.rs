//! People who are called like a place or a state: what stands right beside the name tells (rule 5).

use std::ops::Range;

use super::analyser::{ActorSort, Analyser};
use super::company::{LONGEST_ABBREVIATION, PLACE_WORDS, is_capitalised, is_named_after};
use crate::gazetteer::NameKind;
use crate::lexicon::{Bearer, Entry, Meaning, Walk};
use crate::text::common_words::is_common_word;
use crate::text::fold;
use crate::text::lists::Words;
use crate::text::people_names::{is_common_surname, is_given_name};
use crate::text::words::{words_after, words_before};

/// Titles that stand before nothing but people; those of offices are left out whose words also end
/// the name of a body (*General*, *Justice*, *Chief*) or begin a headline (*Major*).
pub(super) static TITLES_OF_PEOPLE: Words = Words::new(
    "\
    actor actress aunt brig brother capt captain col colonel congressman congresswoman cpl dame \
    detective dr father gen gov governor judge king lady lieutenant lord lt maj mme mr mrs ms \
    pastor pope pres president prince princess prof professor pvt queen rep rev reverend sen \
    senator sergeant sgt sheriff sir sister uncle",
);

/// Words before a first name that make it part of a name of a place: *San Diego California*, *Fort
/// Gordon Georgia*.
static PLACE_BEFORE: Words = Words::new(
    "\
    al camp cape da de del el fort ft la lake las le los mount mt new port saint san santa santo \
    sao st ste",
);

/// Words before a name that say that it is no person's.
static NO_PERSON_BEFORE: Words = Words::new(
    "\
    a across all an any around both central downtown east eastern every greater in inside into its \
    near new north northern our outside south southern the their this throughout west western \
    within",
);

/// First names that are also the word *new* in names of places: *Nova Lima*.
static NEW: Words = Words::new("nea nova");

/// Words that always have a capital and are no surnames.
pub(super) static CAPITALISED: Words = Words::new(
    "\
    apr april aug august baptist bce catholic christmas dec december democrat democrats easter \
    episcopal feb february fri friday internet islamist jan january july june mar march methodist \
    mon monday nov november oct october ramadan republican republicans sat saturday says sept \
    september sun sunday thu thursday tue tues tuesday wed wednesday",
);

/// Bytes behind a name that are looked at for another name.
const WINDOW: usize = 80;

/// Words of a line from which on it can be told from a person's name that all have capitals.
const SHORTEST_TITLE: usize = 4;

/// Actors of a shared name that are looked at.
const MOST_BEARERS: usize = 16;

/// Returns whether a name of a place, a state or a company is somebody's at a span: a title or a
/// first name stands right before it, or it is a first name itself and a surname stands behind.
/// Companies are called by a surname, not by a first name.
pub(super) fn is_person(
    tagger: Analyser<'_>,
    text: &str,
    span: &Range<usize>,
    entry: &Entry,
) -> bool {
    let name = &text[span.clone()];
    // The words beside it are looked at first: nearly all places stand behind a small letter, and
    // before one.
    let before = word_before(text, span.start).filter(|before| is_capitalised(before.word));
    let has_surname = has_capital_behind(text, span.end) && !is_alone_in_line(text, span);
    if before.is_none() && !has_surname
        || name.contains([' ', '-', '.'])
        || !name.contains(char::is_lowercase)
    {
        return false;
    }
    let is_territory = is_of(tagger, entry, &[ActorSort::Place, ActorSort::State]);
    if !is_territory && !is_of(tagger, entry, &[ActorSort::Company]) {
        return false;
    }
    let is_place = |before: &Before<'_>| is_place_of(tagger, text, before, entry, !is_territory);
    let is_named = || before.is_some_and(|before| is_first_name(text, &before, is_place));
    let is_name = || is_territory && has_surname && is_before_surname(text, span);
    (is_named() || is_name()) && !is_part_of_name(tagger, text, span)
}

/// A word right before a name.
#[derive(Debug, Clone, Copy)]
struct Before<'t> {
    start: usize,
    word: &'t str,
    /// Whether a stop stands behind it.
    abbreviated: bool,
}

/// Returns the word before byte `at`, if one space or the end of a line is all that is between; but
/// none that has its line for itself, as in a list.
fn word_before(text: &str, at: usize) -> Option<Before<'_>> {
    let before = &text[..at];
    let line_ends = before.ends_with('\n');
    let near = before.strip_suffix([' ', '\n'])?;
    let bare = near.strip_suffix('.').unwrap_or(near);
    // Quotes and marks may stand between.
    let word = words_before(text, bare.len()).next()?;
    let start = bare.strip_suffix(word)?.len();
    let is_alone = line_ends && (start == 0 || text[..start].ends_with('\n'));
    // A possessive is followed by what somebody has: *Chad’s France*.
    let is_owner = word.ends_with(['\'', '’']) || word.ends_with("'s") || word.ends_with("’s");
    (!is_alone && !is_owner).then_some(Before {
        start,
        word,
        abbreviated: bare.len() < near.len(),
    })
}

/// Returns whether a capitalised word stands right behind byte `end`.
fn has_capital_behind(text: &str, end: usize) -> bool {
    let behind = text[end..].strip_prefix([' ', '\n']);
    behind.is_some_and(is_capitalised)
}

/// Returns whether a name has its line for itself, as in a list.
fn is_alone_in_line(text: &str, span: &Range<usize>) -> bool {
    let (before, behind) = (&text[..span.start], &text[span.end..]);
    behind.starts_with('\n') && (before.is_empty() || before.ends_with('\n'))
}

/// Returns whether the word before a name makes it a place wherever it stands: *in Lombok*.
pub(super) fn is_behind_place_word(text: &str, start: usize) -> bool {
    word_before(text, start).is_some_and(|before| PLACE_WORDS.has(before.word))
}

/// Returns whether the actors of an entry are of these sorts, and it is a name by which they are
/// called.
fn is_of(tagger: Analyser<'_>, entry: &Entry, sorts: &[ActorSort]) -> bool {
    let is_noun = !matches!(entry.traits.kind, NameKind::Short | NameKind::Adjective);
    is_noun && bearers(tagger, entry).all(|one| sorts.contains(&tagger.sort(one.actor)))
}

/// Returns the actors of an entry, or the first of many.
fn bearers<'t>(tagger: Analyser<'t>, entry: &Entry) -> impl Iterator<Item = Bearer> + use<'t> {
    tagger.lexicon.bearers_of(entry).take(MOST_BEARERS)
}

/// Returns whether the word before a name is a title or a first name of somebody who is called so;
/// `is_place` says whether it is a place instead.
fn is_first_name(text: &str, before: &Before<'_>, is_place: impl Fn(&Before<'_>) -> bool) -> bool {
    let folded = fold(before.word);
    let further = || word_before(text, before.start);
    if TITLES_OF_PEOPLE.has(&folded) {
        return !before.abbreviated || folded.len() <= LONGEST_ABBREVIATION;
    }
    // *Michael B. Jordan*
    if is_initial(before.word) {
        return further()
            .is_some_and(|first| is_capitalised(first.word) && is_given_name(&fold(first.word)));
    }
    !before.abbreviated
        && is_given_name(&folded)
        && !NEW.has(&folded)
        && further().is_none_or(|first| !PLACE_BEFORE.has(first.word))
        && !is_place(before)
}

fn is_initial(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    word.len() == 1 && is_capitalised(word)
}

/// Returns whether a word is itself a name of a state, or of a place of those that the name behind
/// it means: *the Israel Jordan border*, *Sydney Australia*; before a company, of any place.
fn is_place_of(
    tagger: Analyser<'_>,
    text: &str,
    before: &Before<'_>,
    entry: &Entry,
    is_company: bool,
) -> bool {
    let wholes: Vec<u32> = bearers(tagger, entry).map(|one| one.actor).collect();
    let word = &text[before.start..before.start + before.word.len()];
    let mut is_place = false;
    each_name(tagger, word, |_, length, of| {
        is_place |= length == word.len()
            && of.meaning == Meaning::Name
            && bearers(tagger, of).any(|one| {
                let mut relatives = tagger.relatives[one.actor as usize].each();
                match tagger.sort(one.actor) {
                    ActorSort::State => true,
                    ActorSort::Place => {
                        is_company || relatives.any(|whole| wholes.contains(&whole))
                    }
                    _ => false,
                }
            });
    });
    is_place
}

/// Calls `each` with where a name or a phrase begins in a few words, its length, and what it is.
fn each_name(tagger: Analyser<'_>, words: &str, mut each: impl FnMut(usize, usize, &Entry)) {
    let lexicon = tagger.lexicon;
    lexicon.scan_with(words, false, &mut Walk::default(), |occurrence| {
        let mut each = |_, entry: &Entry| {
            if entry.meaning != Meaning::Cue {
                each(occurrence.start, occurrence.end - occurrence.start, entry);
            }
        };
        lexicon.each_without_needs(words, &occurrence, &mut each);
        lexicon.each_with_needs(words, &occurrence, &mut each);
        false
    });
}

/// Returns whether a name is a first name with a surname right behind it.
fn is_before_surname(text: &str, span: &Range<usize>) -> bool {
    let name = &text[span.clone()];
    if !is_given_name(&fold(name)) || !may_be_first(text, span.start) {
        return false;
    }
    let Some((after, has_initial)) = past_initial(text, span.end) else {
        return false;
    };
    let Some(surname) = words_after(text, after).next() else {
        return false;
    };
    let folded = fold(surname);
    if !is_capitalised(surname)
        || !surname.chars().skip(1).any(char::is_lowercase)
        || is_common_word(&folded)
        || is_named_after(&folded)
        || CAPITALISED.has(&folded)
        || TITLES_OF_PEOPLE.has(&folded)
        || is_in_title_case(text, span.start)
    {
        return false;
    }
    let end = after + 1 + surname.len();
    has_initial || is_common_surname(&folded) || is_surname_alone(text, end, &folded)
}

/// Returns whether the word before a name leaves it to be somebody's first name: no word of place
/// does, and no article.
fn may_be_first(text: &str, start: usize) -> bool {
    let before = word_before(text, start);
    before.is_none_or(|before| !NO_PERSON_BEFORE.has(before.word))
}

/// Returns where the initials behind a first name end, and whether there are any: *Jordan B.
/// Peterson*.
fn past_initial(text: &str, end: usize) -> Option<(usize, bool)> {
    let behind = text[end..].strip_prefix([' ', '\n'])?;
    let bytes = behind.as_bytes();
    let length = match bytes {
        [letter, b'.', b' ', ..] if letter.is_ascii_uppercase() => 2,
        [letter, b' ', ..] if letter.is_ascii_uppercase() => 1,
        _ => return Some((end, false)),
    };
    let after = end + 1 + length;
    has_capital_behind(text, after).then_some((after, true))
}

/// Returns whether a word that is no common surname looks like one: no plural (*Georgia Bulldogs*),
/// and in no longer run of capitals.
fn is_surname_alone(text: &str, end: usize, folded: &str) -> bool {
    let is_part = text[end..].starts_with('-') || has_capital_behind(text, end);
    !is_part && !folded.ends_with('s') && !folded.ends_with("ist")
}

/// Returns whether a longer name of the gazetteer begins at a span, or another right behind it:
/// *Georgia Institute of Technology*, *Israel Hamas talks*.
fn is_part_of_name(tagger: Analyser<'_>, text: &str, span: &Range<usize>) -> bool {
    let end = text.floor_char_boundary((span.end + WINDOW).min(text.len()));
    // No word is cut off, unless it is longer than all that is looked at.
    let space = text[..end].rfind(' ');
    let space = space.filter(|&space| space > span.end && end < text.len());
    let words = &text[span.start..space.unwrap_or(end)];
    let (length, mut is_part) = (span.len(), false);
    let behind = words_after(words, length).next().map(fold);
    each_name(tagger, words, |start, found, entry| {
        // A surname that many bear may be anybody's.
        let is_surname = || {
            entry.traits.kind == NameKind::Short && behind.as_deref().is_some_and(is_common_surname)
        };
        is_part |= match start {
            0 => found > length,
            start => start == length + 1 && entry.meaning == Meaning::Name && !is_surname(),
        };
    });
    is_part
}

/// Returns whether the line of a place is a headline: of some words, and all of the longer ones
/// with capitals. Of a long line, what is near is looked at.
pub(super) fn is_in_title_case(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(WINDOW));
    let to = text.floor_char_boundary((at + 2 * WINDOW).min(text.len()));
    let before = text[from..at].rsplit('\n').next().unwrap_or("");
    let start = at - before.len();
    let line = text[start..to].split('\n').next().unwrap_or("");
    let longer = || line.split(' ').filter(|word| word.len() > 3);
    longer().count() >= SHORTEST_TITLE && !longer().any(|word| word.starts_with(char::is_lowercase))
}
