//! From a run of capitalised words to the names in it: what is no part of a name is cut off.
//!
//! A run may hold mentions. Where a head word is outside them, they belong to the name (*Syrian
//! Democratic Council*, *Bank of Iran*); else they only describe it, and are cut off (*Iranian
//! Foreign Minister Zarif*: the name is *Zarif*). Titles are cut off too, and reported: they say
//! that a person is meant.

use std::ops::Range;

use super::capitals::Run;
use super::token::Token;
use super::words::Word;

/// Capitalised words that a name has at most, small words not counted.
const LONGEST_NAME: usize = 8;

/// A name found in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// First byte of the name.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// Capitals in running text: a name there, not only the beginning of a sentence or a heading.
    pub(super) proven: bool,
    /// A title is before it, inside the run.
    pub(super) titled: bool,
}

/// Calls `found` with the names in a run.
pub(super) fn names_in(run: &Run, found: &mut impl FnMut(Piece)) {
    let tokens = &run.tokens;
    let first = match tokens.first() {
        Some(token) if run.initial && token.word.is_starter() => 1,
        _ => 0,
    };
    let mut start = first;
    for (at, token) in tokens.iter().enumerate().skip(first) {
        // *Department of State’s Annual Report*: what somebody owns is no part of their name.
        if token.covered && token.possessive {
            split_at_mentions(run, start..at + 1, found);
            start = at + 1;
        }
    }
    split_at_mentions(run, start..tokens.len(), found);
}

/// Mentions end names, unless a head word makes one name of all.
fn split_at_mentions(run: &Run, range: Range<usize>, found: &mut impl FnMut(Piece)) {
    let tokens = &run.tokens[range.clone()];
    if tokens
        .iter()
        .any(|token| is_name(token) && token.word.head().is_some())
    {
        split_at_title(run, range, found);
        return;
    }
    let mut start = 0;
    while start < tokens.len() {
        let uncovered = tokens[start..].iter().take_while(|token| !token.covered);
        let length = uncovered.count();
        if length > 0 {
            let from = range.start + start;
            split_at_title(run, from..from + length, found);
        }
        start += length + 1;
    }
}

fn is_name(token: &Token) -> bool {
    !token.joins && !token.covered
}

/// A title inside a run ends one name and begins the next: *Afghan Interior Ministry spokesman
/// Najib*.
fn split_at_title(run: &Run, range: Range<usize>, found: &mut impl FnMut(Piece)) {
    let tokens = &run.tokens[range.clone()];
    let title = tokens
        .iter()
        .skip(1)
        .position(|token| token.word.is_title() && token.word.head().is_none() && !token.covered);
    if let Some(title) = title.map(|found| found + 1) {
        let before = tokens[..title]
            .iter()
            .any(|token| token.word.head().is_some());
        let rest = &tokens[title + 1..];
        let person = !rest.is_empty()
            && !rest[0].joins
            && rest.iter().all(|token| token.word.head().is_none());
        if before && person {
            trim(run, range.start..range.start + title, found);
            trim(run, range.start + title..range.end, found);
            return;
        }
    }
    trim(run, range, found);
}

/// Cuts off what is no part of a name, and gives what is left if it can be one.
fn trim(run: &Run, mut range: Range<usize>, found: &mut impl FnMut(Piece)) {
    let tokens = &run.tokens;
    let loose = |token: &Token| token.joins || token.word.is_calendar();
    range.end = without_company(tokens, &range);
    while range.end > range.start && loose(&tokens[range.end - 1]) {
        range.end -= 1;
    }
    while range.start < range.end
        && loose(&tokens[range.start])
        && !is_dated_name(&tokens[range.clone()])
    {
        range.start += 1;
    }
    let titled = match past_titles(&tokens[range.clone()]) {
        Titles::None => false,
        Titles::Before(count) => {
            range.start += count;
            true
        }
        Titles::Only => return,
    };
    let name = &tokens[range];
    if !can_be_name(name) {
        return;
    }
    let (Some(first), Some(last)) = (name.first(), name.last()) else {
        return;
    };
    // The capital of a sentence's first word proves nothing, nor does a name beside it that we
    // have.
    let begins_sentence = run.initial && first.start == run.tokens[0].start;
    let alone = !name[1..].iter().any(is_name);
    found(Piece {
        start: first.start,
        end: last.end,
        proven: !(run.heading || begins_sentence && alone),
        titled,
    });
}

/// Returns where a name ends without a mention that is only beside it: *Giants Brigades and Yemen*,
/// *Security Council on Syria*.
fn without_company(tokens: &[Token], range: &Range<usize>) -> usize {
    let covered = tokens[range.clone()]
        .iter()
        .rev()
        .take_while(|token| token.covered);
    let end = range.end - covered.count();
    match tokens[range.start..end].last() {
        Some(token) if end < range.end && token.joins && token.word.is_body_link() => end,
        _ => range.end,
    }
}

/// *March 23 Movement*, *17 November*: a date may be a name's beginning, before a number and a head
/// word.
fn is_dated_name(tokens: &[Token]) -> bool {
    tokens.len() > 2
        && tokens[1].joins
        && !tokens[1].word.is_link()
        && !tokens[1].word.is_body_link()
        && tokens[2..].iter().any(|token| token.word.head().is_some())
}

enum Titles {
    None,
    /// The number of words before the name.
    Before(usize),
    /// There is no name behind them.
    Only,
}

/// Returns the titles that a name begins with.
fn past_titles(tokens: &[Token]) -> Titles {
    let is_part =
        |token: &&Token| token.covered || token.word.is_title() || token.word.is_title_attribute();
    let leading = tokens.iter().take_while(is_part).count();
    let Some(last) = tokens[..leading]
        .iter()
        .rposition(|token| token.word.is_title())
    else {
        return Titles::None;
    };
    let rest = &tokens[last + 1..];
    match rest.first() {
        None => Titles::Only,
        // *Minister of Interior*, *Director for Africa*: an office.
        Some(next) if next.joins => Titles::Only,
        // *General Assembly*, *Chief Justice Court*: no title, but part of a body's name.
        Some(_) if rest.iter().any(|token| token.word.head().is_some()) => Titles::None,
        Some(_) => Titles::Before(last + 1),
    }
}

fn can_be_name(tokens: &[Token]) -> bool {
    let names = || tokens.iter().filter(|token| !token.joins);
    if !names().any(|token| !token.covered) || names().count() > LONGEST_NAME {
        return false;
    }
    match tokens {
        [] => false,
        [only] => may_be_alone(only),
        [first, second, ..] => {
            let last = tokens[tokens.len() - 1];
            let of_no_actor = tokens
                .windows(2)
                .find(|pair| pair[1].joins)
                .is_some_and(|pair| pair[0].word.is_no_actor());
            let labelled = tokens.len() == 2 && second.end - second.start == 1;
            let no_actor = last.word.is_no_actor()
                || of_no_actor
                || first.word.is_no_actor() && labelled
                || last.word.is_never_alone() && names().all(|token| is_ordinary(token.word))
                || second.word.is_no_actor() && tokens.len() == 3 && last.in_capitals;
            !no_actor && names().any(|token| !says_nothing(token))
        }
    }
}

fn is_ordinary(word: Word) -> bool {
    word.is_common() || word.is_never_alone()
}

/// Returns whether one capitalised word can be a name.
fn may_be_alone(token: &Token) -> bool {
    let length = token.end - token.start;
    let word = token.word;
    if length < 2 || word.is_never_alone() {
        return false;
    }
    token.in_capitals
        || !(word.is_common()
            || word.is_title()
            || word.is_starter()
            || word.is_no_actor()
            || word.head().is_some())
}

/// Returns whether a word makes no name, in whatever company of its like.
fn says_nothing(token: &Token) -> bool {
    let word = token.word;
    token.covered
        || !token.in_capitals
            && (word.is_never_alone()
                || word.is_starter()
                || word.is_title()
                || word.is_title_attribute())
            && word.head().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::capitals::{Scratch, for_each_run};
    use super::super::words::Words;
    use super::*;

    /// Returns the names in a text in which brackets mark mentions: `*` after those behind a title,
    /// `?` after those not proven.
    fn names(marked: &str) -> Vec<String> {
        let text = marked.replace(['[', ']'], "");
        let mut mentions = Vec::new();
        let mut brackets = 0;
        for (at, c) in marked.char_indices() {
            if c == '[' {
                mentions.push(at - brackets..at);
            } else if c == ']'
                && let Some(last) = mentions.last_mut()
            {
                last.end = at - brackets;
            }
            brackets += usize::from(matches!(c, '[' | ']'));
        }
        let mut found = Vec::new();
        for_each_run(&text, &Words::new(), &mut Scratch::default(), |run| {
            for token in &mut run.tokens {
                token.covered = mentions
                    .iter()
                    .any(|mention| mention.start < token.end && token.start < mention.end);
            }
            names_in(run, &mut |piece| {
                let titled = if piece.titled { "*" } else { "" };
                let doubt = if piece.proven { "" } else { "?" };
                found.push(format!("{}{titled}{doubt}", &text[piece.start..piece.end]));
            });
        });
        found
    }

    #[test]
    fn what_is_no_part_of_a_name_is_cut_off() {
        for (text, want) in [
            (
                "when [Iranian] Foreign Minister Zarif left.",
                &["Zarif*"][..],
            ),
            ("when President Hassan Dara left.", &["Hassan Dara*"]),
            ("when Lt. Gen. Omar Said left.", &["Omar Said*"]),
            ("the Prime Minister left.", &[]),
            ("the Minister of Interior left.", &[]),
            (
                "the [Syrian] Democratic Council left.",
                &["Syrian Democratic Council"],
            ),
            ("Banks of [Iran] left.", &["Banks of Iran?"]),
            (
                "the Giants Brigades and [Yemen] left.",
                &["Giants Brigades"],
            ),
            ("Fighters of Hizballah left.", &["Hizballah"]),
            ("the Bank of [Iran] left.", &["Bank of Iran"]),
            ("the [Iran]ian Rahimi left.", &["Rahimi"]),
            ("the General Assembly met.", &["General Assembly"]),
            (
                "the [Afghan] Interior Ministry Spokesman Najib left.",
                &["Afghan Interior Ministry", "Najib*"],
            ),
            ("In Darfur they left.", &["Darfur"]),
            ("Darfur was left.", &["Darfur?"]),
            ("The Giants Brigades left.", &["Giants Brigades"]),
            ("on Monday Najib Omar left.", &["Najib Omar"]),
            ("the March 23 Movement left.", &["March 23 Movement"]),
            ("on March 23 they left.", &[]),
            ("the Penal Code and the Law on Associations were left.", &[]),
            ("before World War II and in Appendix C they left.", &[]),
            ("the [Department of State]’s Annual Survey left.", &[]),
            (
                "the Hague Convention on Road Traffic and Domestic NGOs left.",
                &[],
            ),
            ("the Muslim Sunni Arabs left.", &[]),
            ("the Government left.", &[]),
            ("the party of FUNAI left.", &["FUNAI"]),
        ] {
            assert_eq!(names(text), want, "{text:?}");
        }
    }
}
