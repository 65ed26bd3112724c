//! Runs of capitalised words, with the small words inside them.

use super::position::{Heading, is_initial, is_wrapped};
use super::token::{Read, Token, end_of_word, fold_into, is_capital_at, is_letter_at, read_token};
use super::words::{Word, Words};
use crate::text::case::CapitalLines;
use crate::text::chars::{CharInfo, Class};
use crate::text::fold::{after, before};
use crate::text::words::blank_line;

/// Words of a run beyond which it is cut: no name is as long, and a text may be one run.
const LONGEST: usize = 16;

/// A run of capitalised words.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) tokens: Vec<Token>,
    /// A sentence begins with it.
    pub(super) initial: bool,
    /// In a line in which every longer word has a capital.
    pub(super) heading: bool,
}

/// Memory for [`for_each_run`], kept from text to text.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    run: Run,
    folded: String,
}

/// Calls `found` with every run of a text, in order.
pub(super) fn for_each_run(
    text: &str,
    words: &Words,
    scratch: &mut Scratch,
    mut found: impl FnMut(&mut Run),
) {
    let mut lines = CapitalLines::default();
    let mut heading = Heading::default();
    let Scratch { run, folded } = scratch;
    let mut at = 0;
    while let Some(start) = next_capital(text, at) {
        at = read_run(text, start, words, folded, &mut run.tokens);
        if !text[start..at].chars().any(char::is_lowercase) && lines.contains(text, start) {
            continue;
        }
        if is_in_address(text, start, at) {
            continue;
        }
        run.initial = is_initial(text, start);
        run.heading = heading.contains(text, start);
        found(run);
    }
}

/// Returns whether a run is in an address of the web or of mail: between strokes, or a stroke and
/// an extension.
fn is_in_address(text: &str, start: usize, end: usize) -> bool {
    let rest = &text[end..];
    let continues = rest.starts_with('/') || rest.starts_with('.') && is_letter_at(text, end + 1);
    text[..start].ends_with(['@', '_']) || text[..start].ends_with('/') && continues
}

/// Returns where the next word begins that has a capital, from a word's start or a gap on.
fn next_capital(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_uppercase() {
            return Some(at);
        }
        if byte.is_ascii_alphanumeric() {
            at = end_of_word(text, at);
        } else if byte.is_ascii() {
            at += 1;
        } else {
            let c = text[at..].chars().next()?;
            let info = CharInfo::of(c);
            match info.class() {
                Class::Word if info.is_upper() => return Some(at),
                Class::Word => at = end_of_word(text, at),
                _ => at += c.len_utf8(),
            }
        }
    }
    None
}

/// Returns whether a lower-case letter and an apostrophe are before a capital: *Côte d’Ivoire*.
fn is_elided(text: &str, at: usize) -> bool {
    after(text, at)
        .and_then(|(end, _)| after(text, end))
        .is_some_and(|(end, info)| info.class() == Class::Apostrophe && is_capital_at(text, end))
}

/// Reads the run that begins at `start`; returns where to continue.
fn read_run(
    text: &str,
    start: usize,
    words: &Words,
    folded: &mut String,
    tokens: &mut Vec<Token>,
) -> usize {
    tokens.clear();
    let mut read = read_token(text, start, words, folded);
    read.token.start = with_article(text, start, words);
    tokens.push(read.token);
    while !read.closed && tokens.len() < LONGEST {
        let kept = tokens.len();
        if let Some(next) = read_joined(text, read.past, words, folded, tokens) {
            read = next;
            tokens.push(read.token);
            continue;
        }
        tokens.truncate(kept);
        // A number closes a name only behind a hyphen: *MS-13*.
        match (gap(text, read.past), tokens.last_mut()) {
            (Some((next, true)), Some(last)) if text.as_bytes()[next].is_ascii_digit() => {
                last.end = end_of_word(text, next);
                read.past = last.end;
            }
            _ => break,
        }
    }
    read.past
}

/// Returns the next capitalised word of a run that has come to byte `from`; the small words before
/// it, two at most (*of the*, *de la*), are added to `tokens`.
fn read_joined(
    text: &str,
    mut from: usize,
    words: &Words,
    folded: &mut String,
    tokens: &mut Vec<Token>,
) -> Option<Read> {
    for small in 0..=2 {
        let (next, hyphen) = gap(text, from)?;
        if is_capital_at(text, next) || is_elided(text, next) {
            return Some(read_token(text, next, words, folded));
        }
        let end = end_of_word(text, next);
        fold_into(&text[next..end], folded);
        let join = Join {
            folded,
            word: words.get(folded),
            first: small == 0,
            hyphen_before: hyphen,
            hyphen_after: text[end..].starts_with(['-', '\u{2011}']),
        };
        if small == 2 || !join.may_be_in(tokens) {
            return None;
        }
        tokens.push(Token {
            start: next,
            end,
            word: join.word,
            joins: true,
            in_capitals: false,
            possessive: false,
            covered: false,
        });
        from = end;
    }
    None
}

/// A small word, or a number, that may join two capitalised ones.
struct Join<'a> {
    folded: &'a str,
    word: Word,
    /// It is directly behind a capitalised word.
    first: bool,
    hyphen_before: bool,
    hyphen_after: bool,
}

impl Join<'_> {
    fn may_be_in(&self, run: &[Token]) -> bool {
        if self.folded.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.first && self.folded.len() <= 3;
        }
        if self.folded == "the" {
            return !self.first;
        }
        if self.word.is_article() && self.hyphen_after {
            return true;
        }
        let is_body = || {
            run.iter()
                .any(|token| !token.joins && token.word.head().is_some())
        };
        // *Ministry of Labor and Social Security*, but *the Giants Brigades and the Navy*.
        let is_list = self.folded == "and" && !run.iter().any(|token| token.joins);
        let joins_body = self.word.is_body_link() && self.first && !is_list && is_body();
        !self.hyphen_before && (self.word.is_link() || joins_body)
    }
}

/// Returns where the next word begins if only a space, a hyphen or a wrapped line's break is before
/// it, and whether it is a hyphen.
fn gap(text: &str, at: usize) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    match bytes.get(at)? {
        b' ' if bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) => {
            return Some((at + 1, false));
        }
        b'-' => return is_letter_at(text, at + 1).then_some((at + 1, true)),
        byte if byte.is_ascii_graphic() => return None,
        _ => {}
    }
    let rest = &text[at..];
    if let Some(hyphen) = rest
        .chars()
        .next()
        .filter(|&c| CharInfo::of(c).class() == Class::Hyphen)
    {
        let next = at + hyphen.len_utf8();
        return is_letter_at(text, next).then_some((next, true));
    }
    let end = at + rest.find(|c: char| !is_white(c)).unwrap_or(rest.len());
    let white = &text[at..end];
    let is_broken = white.contains(|c| CharInfo::of(c).class() == Class::Break);
    let fits = end > at && !blank_line(white) && (!is_broken || is_wrapped(text, at));
    (fits && is_letter_at(text, end)).then_some((end, false))
}

fn is_white(c: char) -> bool {
    matches!(
        CharInfo::of(c).class(),
        Class::Space | Class::Break | Class::Invisible
    )
}

/// Returns where a run begins whose first capital is at `start`: an article before a hyphen belongs
/// to it (*al-Nusra*).
fn with_article(text: &str, start: usize, words: &Words) -> usize {
    let Some((hyphen, info)) = before(text, start) else {
        return start;
    };
    if info.class() != Class::Hyphen {
        return start;
    }
    let letters = text[..hyphen].bytes().rev();
    let letters = letters.take_while(u8::is_ascii_lowercase).take(4).count();
    let article = hyphen - letters;
    let is_word = before(text, article).is_none_or(|(_, info)| {
        !matches!(
            info.class(),
            Class::Word | Class::Apostrophe | Class::Hyphen
        )
    });
    if is_word && words.get(&text[article..hyphen]).is_article() {
        article
    } else {
        start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the runs of a text, `^` before those that begin a sentence, `#` before those in a
    /// heading.
    fn runs(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for_each_run(text, &Words::new(), &mut Scratch::default(), |run| {
            let (first, last) = (run.tokens[0], run.tokens[run.tokens.len() - 1]);
            let mark = match (run.heading, run.initial) {
                (true, _) => "#",
                (_, true) => "^",
                _ => "",
            };
            found.push(format!("{mark}{}", &text[first.start..last.end]));
        });
        found
    }

    #[test]
    fn runs_of_capitalised_words() {
        for (text, want) in [
            (
                "they saw Abu Bakr al-Baghdadi there.",
                &["Abu Bakr al-Baghdadi"][..],
            ),
            ("fighters of al-Nusra left again.", &["al-Nusra"]),
            (
                "the Ministry of Labor and Social Security said no.",
                &["Ministry of Labor and Social Security"],
            ),
            (
                "between Rosa and Miguel nothing was said.",
                &["Rosa", "Miguel"],
            ),
            (
                "the Movement for the Defense of Kivu fled.",
                &["Movement for the Defense of Kivu"],
            ),
            ("the gang MS-13 and others left.", &["MS-13"]),
            ("the March 23 Movement won again.", &["March 23 Movement"]),
            ("with Zarif’s deputy there.", &["Zarif"]),
            (
                "with Assad's Interior Ministry there.",
                &["Assad", "Interior Ministry"],
            ),
            ("of the People’s Front today.", &["People’s Front"]),
            ("near Kuala Lumpur-based firms there.", &["Kuala Lumpur"]),
            ("with Lt. Gen. Omar Said there.", &["Lt. Gen. Omar Said"]),
            ("with J. B. Kerr there.", &["J. B. Kerr"]),
            ("made in the U.S.S.R. then.", &["U.S.S.R."]),
            (
                "of Côte-d’Or and Đorđe Šarić then.",
                &["Côte-d’Or", "Đorđe Šarić"],
            ),
            ("said. Omar went home again.", &["^Omar"]),
            ("he said: “Omar went home.”", &["^Omar"]),
            ("on Monday, Omar went home again.", &["Monday", "Omar"]),
            (
                "Respect for Civil Liberties

they were there.",
                &["#Respect", "#Civil Liberties"],
            ),
            (
                "A REPORT ON IRAQ
they were there.",
                &[],
            ),
            (
                "Omar
Said
they were there, too.",
                &["#Omar", "#Said"],
            ),
            (
                "they heard it yesterday from people of Boko
Haram and left.",
                &["Boko
Haram"],
            ),
            (
                "at state.gov/Child-Abduction.html and Kivu/Goma they met.",
                &["Kivu", "Goma"],
            ),
            ("l’Iran and O'Brien were there.", &["O'Brien"]),
        ] {
            assert_eq!(runs(text), want, "{text:?}");
        }
    }

    #[test]
    fn a_run_has_an_end() {
        assert!(runs(&"Aa ".repeat(1000)).len() > 50);
    }
}
