//! A town that stands for its club: what stands right around its name tells (rule 5).

use std::ops::Range;

use super::analyser::{ActorSort, Analyser};
use crate::gazetteer::NameKind;
use crate::lexicon::Entry;
use crate::text::lists::Words;
use crate::text::words::{words_after, words_before};

/// Who plays for a team or trains it. None is a word for somebody else, too.
static OF_TEAMS: Words = Words::new(
    "\
    batsman batsmen cornerback defenceman defenseman fullback goalie goalkeeper goaltender \
    halfback infielder keeper linebacker midfielder midfielders outfielder playmaker \
    quarterback shortstop skipper striker strikers teammate teammates winger wingers",
);

/// Words of games, beside a score.
static OF_GAMES: Words = Words::new(
    "\
    aggregate beat beaten beating cup defeat defeated defeating draw drew edged game games goal \
    goals halftime hammered innings league leg lost match overtime playoff playoffs points \
    routed scored season semifinal set sets shootout shutout thrashed tied trounced victory win \
    wins won",
);

/// Words of votes, which have scores, too.
static OF_VOTES: Words = Words::new(
    "\
    abstention abstentions approved ballot bill congress council court delegates house justices \
    lawmakers mps parliament passed poll polls ratified rejected resolution seats senate vote \
    voted voters votes",
);

/// Words behind which a town is where the game is.
static WHERE: Words = Words::new("at from in near outside");

/// Words looked at to either side.
const NEAR: usize = 8;

/// Bytes looked at to either side for a score, and for those words.
const WINDOW: usize = 64;

/// Returns whether a name of a town stands for its team at a span: before a word for one of its
/// players, or beside a score: *Leeds striker*, *Leeds beat York 2-1*.
pub(super) fn is_team(
    tagger: Analyser<'_>,
    text: &str,
    span: &Range<usize>,
    entry: &Entry,
) -> bool {
    let is_next_to_player = || {
        let rest = text[span.end..].strip_prefix(' ');
        rest.is_some_and(|_| {
            words_after(text, span.end)
                .next()
                .is_some_and(|word| OF_TEAMS.has(word))
        })
    };
    (has_score(around(text, span)) && is_of_game(text, span) || is_next_to_player())
        && is_of_town(tagger, entry)
}

/// Returns what is near a span.
fn around<'t>(text: &'t str, span: &Range<usize>) -> &'t str {
    let from = text.floor_char_boundary(span.start.saturating_sub(WINDOW));
    let to = text.floor_char_boundary((span.end + WINDOW).min(text.len()));
    &text[from..to]
}

/// Returns whether a score is in a text: two small numbers with a hyphen or a dash between.
fn has_score(near: &str) -> bool {
    if !near.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let bytes = near.as_bytes();
    let digits = |bytes: &mut dyn Iterator<Item = &u8>| {
        bytes.take_while(|byte| byte.is_ascii_digit()).count()
    };
    bytes.iter().enumerate().any(|(at, &byte)| {
        // A hyphen, or an en dash.
        let length = match byte {
            b'-' => 1,
            0xE2 if bytes[at..].starts_with("–".as_bytes()) => 3,
            _ => return false,
        };
        let before = digits(&mut bytes[..at].iter().rev());
        let behind = digits(&mut bytes[at + length..].iter());
        let is_apart = |at: Option<usize>| {
            let Some((at, byte)) = at.and_then(|at| Some((at, bytes.get(at)?))) else {
                return true;
            };
            // A stop ends a sentence, or is that of a fraction.
            let is_fraction = *byte == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            !byte.is_ascii_alphanumeric() && !b"-/:$".contains(byte) && !is_fraction
        };
        (1..=3).contains(&before)
            && (1..=3).contains(&behind)
            && is_apart((at - before).checked_sub(1))
            && is_apart(Some(at + length + behind))
    })
}

/// Returns whether the words around a span are of a game, and the town is not where it is played.
fn is_of_game(text: &str, span: &Range<usize>) -> bool {
    let before = || words_before(text, span.start).take(NEAR);
    let behind = || words_after(text, span.end).take(NEAR);
    let has = |list: &Words| before().chain(behind()).any(|word| list.has(word));
    let is_there = before().next().is_some_and(|word| WHERE.has(word));
    !is_there && has(&OF_GAMES) && !has(&OF_VOTES)
}

/// Returns whether an entry is of towns, or of what they stand for.
fn is_of_town(tagger: Analyser<'_>, entry: &Entry) -> bool {
    entry.traits.kind == NameKind::Metonym
        || tagger
            .lexicon
            .bearers_of(entry)
            .all(|one| tagger.sort(one.actor) == ActorSort::Place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores() {
        for text in [
            "Leeds beat York 2-1.",
            "won 3–0 on",
            "a 101-99 win",
            "lost 0-4, said",
            "(2-2)",
        ] {
            assert!(has_score(text), "{text}");
        }
        for text in [
            "2017-18",
            "1914-1918",
            "12-year-old",
            "F-16",
            "2017-06-12",
            "555-1234",
            "COVID-19",
            "4:30-5:30",
            "$2-3 billion",
            "mid-2012",
            "",
        ] {
            assert!(!has_score(text), "{text}");
        }
    }
}
