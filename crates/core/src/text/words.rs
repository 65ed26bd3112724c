//! Where words begin and end (rule 2 of the contract), and the words beside a place.

use super::chars::{CharInfo, Class};
use super::fold::{after, before, is_acronym_dot, is_inside_word, is_possessive_ending};

/// Returns whether a word begins at byte `at`, where a character of a word is.
pub fn is_word_start(text: &str, at: usize) -> bool {
    let Some((start, previous)) = before(text, at) else {
        return true;
    };
    match previous.class() {
        Class::Word => {
            previous.is_unspaced() || info_at(text, at).is_some_and(CharInfo::is_unspaced)
        }
        Class::Apostrophe => !is_inside_word_at(text, start),
        Class::Dot => !is_acronym_dot(text, start),
        _ => true,
    }
}

/// Returns the end of a mention whose last matched character ends at byte `end`, or `None` where
/// the word continues.
///
/// Diacritics after the last letter belong to the mention, and so does the last stop of a dotted
/// acronym (`U.S.`), but not a possessive ending.
pub fn mention_end(text: &str, end: usize) -> Option<usize> {
    let end = end_of_marks(text, end);
    match after(text, end) {
        None => Some(end),
        Some((_, next)) => match next.class() {
            Class::Word => {
                let (_, last) = before(text, end)?;
                let apart = last.class() != Class::Word || last.is_unspaced() || next.is_unspaced();
                apart.then_some(end)
            }
            Class::Apostrophe => ends_before_apostrophe(text, end).then_some(end),
            Class::Dot => end_at_dot(text, end),
            _ => Some(end),
        },
    }
}

fn end_at_dot(text: &str, end: usize) -> Option<usize> {
    let dot = start_of_next(text, end);
    if !is_acronym_dot(text, dot) {
        return Some(end);
    }
    let (past_dot, _) = after(text, dot)?;
    let goes_on = match after(text, past_dot) {
        Some((_, next)) if next.class() == Class::Word => true,
        Some((_, next)) if next.class() == Class::Apostrophe => {
            !ends_before_apostrophe(text, past_dot)
        }
        _ => false,
    };
    if goes_on {
        return None;
    }
    // The stop after a lone initial more likely ends a sentence; after a chain of them it is part
    // of the acronym.
    let (letter, _) = before(text, end)?;
    let in_chain = matches!(before(text, letter), Some((start, info))
        if info.class() == Class::Dot && is_acronym_dot(text, start));
    Some(if in_chain { past_dot } else { end })
}

/// Returns whether a word that ends at `end`, before an apostrophe, ends there: the apostrophe
/// closes it, or begins a possessive ending.
fn ends_before_apostrophe(text: &str, end: usize) -> bool {
    let apostrophe = start_of_next(text, end);
    if !is_inside_word_at(text, apostrophe) {
        return true;
    }
    is_possessive_ending(text, apostrophe)
}

fn is_inside_word_at(text: &str, at: usize) -> bool {
    after(text, at).is_some_and(|(end, _)| is_inside_word(text, at, end))
}

/// Returns where the next character that counts begins.
fn start_of_next(text: &str, at: usize) -> usize {
    after(text, at).map_or(text.len(), |(end, _)| {
        text[..end]
            .char_indices()
            .next_back()
            .map_or(end, |(start, _)| start)
    })
}

fn end_of_marks(text: &str, end: usize) -> usize {
    text[end..]
        .char_indices()
        .find(|&(_, c)| CharInfo::of(c).class() != Class::Mark)
        .map_or(text.len(), |(offset, _)| end + offset)
}

fn info_at(text: &str, at: usize) -> Option<CharInfo> {
    text[at..].chars().next().map(CharInfo::of)
}

/// Returns whether the text up to byte `end` ends with a possessive ending (`Syria’s`).
pub fn ends_with_possessive(text: &str, end: usize) -> bool {
    let Some((letter, info)) = before(text, end) else {
        return false;
    };
    info.folded() == Some('s')
        && before(text, letter).is_some_and(|(at, info)| {
            info.class() == Class::Apostrophe && is_inside_word_at(text, at)
        })
}

/// Returns whether a word with a capital that is one letter, with a stop or without, is before
/// byte `at`, and only white space between them. The last letter of an acronym is none.
pub fn follows_initial(text: &str, at: usize) -> bool {
    let mut end = at;
    while let Some((start, info)) = before(text, end)
        && matches!(info.class(), Class::Space | Class::Break)
    {
        end = start;
    }
    let letter = match before(text, end) {
        Some((dot, info)) if info.class() == Class::Dot => before(text, dot),
        last => last,
    };
    let Some((start, info)) = letter else {
        return false;
    };
    let is_alone = before(text, start).is_none_or(|(_, info)| {
        !matches!(info.class(), Class::Word | Class::Dot | Class::Apostrophe)
    });
    end < at && info.is_upper() && info.may_be_initial() && is_alone
}

/// Returns the words before byte `at`, nearest first, as long as only spaces, hyphens and quotes
/// are between.
pub fn words_before(text: &str, at: usize) -> impl Iterator<Item = &str> {
    let mut at = at;
    std::iter::from_fn(move || {
        let end = skip_back(text, at, is_separator);
        let start = skip_back(text, end, is_part_of_word);
        let word = &text[start..end];
        let stop = word.ends_with('.') && !is_acronym_dot(text, end - 1);
        if start == end || stop || blank_line(&text[end..at]) {
            return None;
        }
        at = start;
        Some(word)
    })
}

/// Returns the words after byte `at`, nearest first, as long as only spaces, hyphens and quotes are
/// between; a possessive ending at `at` is none.
pub fn words_after(text: &str, at: usize) -> impl Iterator<Item = &str> {
    let mut at = past_possessive_ending(text, at);
    std::iter::from_fn(move || {
        let start = skip(text, at, is_separator);
        let mut end = skip(text, start, is_part_of_word);
        if start == end || blank_line(&text[at..start]) {
            return None;
        }
        at = end;
        // A closing quote or a sentence stop is not part of the word, and no word directly
        // follows a stop.
        let trimmed = text[start..end].trim_end_matches(['.', '\'', '’']);
        if text[..end].ends_with('.') && !is_acronym_dot(text, end - 1) {
            at = text.len();
            end = start + trimmed.len();
        }
        (end > start).then(|| &text[start..end])
    })
}

fn past_possessive_ending(text: &str, at: usize) -> usize {
    let apostrophe = start_of_next(text, at);
    if !is_inside_word_at(text, apostrophe) || !is_possessive_ending(text, apostrophe) {
        return at;
    }
    after(text, apostrophe)
        .and_then(|(past, _)| after(text, past))
        .map_or(at, |(end, _)| end)
}

/// Characters looked over for a neighbouring word: more than any has, and a bound where a text has
/// no spaces.
const LONGEST_NEIGHBOUR: usize = 200;

fn skip(text: &str, from: usize, accept: impl Fn(Class) -> bool) -> usize {
    let accepted = text[from..]
        .chars()
        .take(LONGEST_NEIGHBOUR)
        .take_while(|&c| accept(CharInfo::of(c).class()));
    from + accepted.map(char::len_utf8).sum::<usize>()
}

fn skip_back(text: &str, from: usize, accept: impl Fn(Class) -> bool) -> usize {
    let accepted = text[..from]
        .chars()
        .rev()
        .take(LONGEST_NEIGHBOUR)
        .take_while(|&c| accept(CharInfo::of(c).class()));
    from - accepted.map(char::len_utf8).sum::<usize>()
}

fn is_separator(class: Class) -> bool {
    matches!(
        class,
        Class::Space
            | Class::Break
            | Class::Hyphen
            | Class::Quote
            | Class::Apostrophe
            | Class::Invisible
    )
}

fn is_part_of_word(class: Class) -> bool {
    matches!(
        class,
        Class::Word | Class::Mark | Class::Invisible | Class::Apostrophe | Class::Dot
    )
}

/// Returns whether there is a blank line in white space: `\r\n` is one break of a line.
pub fn blank_line(gap: &str) -> bool {
    let mut breaks = 0;
    let mut previous = ' ';
    for c in gap.chars() {
        let class = CharInfo::of(c).class();
        if class == Class::Break && !(c == '\n' && previous == '\r') {
            breaks += 1;
        }
        previous = c;
    }
    breaks > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Byte offset of `needle` in `text`.
    fn at(text: &str, needle: &str) -> usize {
        text.find(needle).unwrap()
    }

    #[test]
    fn rule_2_word_starts() {
        for (text, needle, want) in [
            ("in Iran", "Iran", true),
            ("(Iran)", "Iran", true),
            ("pro-Iran", "Iran", true),
            ("@Iran", "Iran", true),
            ("_Iran_", "Iran", true),
            ("xIran", "Iran", false),
            ("7Iran", "Iran", false),
            ("éIran", "Iran", false),
            ("e\u{301}Iran", "Iran", false),
            ("x\u{AD}Iran", "Iran", false),
            ("l’Iran", "Iran", false),
            ("‘Iran", "Iran", true),
            ("al-‘Anbar", "Anbar", true),
            ("U.S.", "S", false),
            ("said.Iran", "Iran", true),
            ("在伊朗", "伊", true),
            ("xमि", "मि", false),
        ] {
            assert_eq!(is_word_start(text, at(text, needle)), want, "{text}");
        }
    }

    #[test]
    fn rule_2_word_ends() {
        for (text, matched, want) in [
            ("Iran", "Iran", Some("Iran")),
            ("Iranian", "Iran", None),
            ("Iran7", "Iran", None),
            ("Iran,", "Iran", Some("Iran")),
            ("Iran-backed", "Iran", Some("Iran")),
            ("Irane\u{301}", "Iran", None),
            ("Iran\u{301} x", "Iran", Some("Iran\u{301}")),
            ("Iran\u{AD}ian", "Iran", None),
            ("Iran\u{AD} x", "Iran", Some("Iran")),
            ("Syria’s", "Syria", Some("Syria")),
            ("SYRIA'S", "SYRIA", Some("SYRIA")),
            ("Houthis’ x", "Houthis", Some("Houthis")),
            ("Sha’abi", "Sha", None),
            ("Syria’sx", "Syria", None),
            ("U.S. x", "U.S", Some("U.S.")),
            ("U.S", "U.S", Some("U.S")),
            ("U.S.A.", "U.S", None),
            ("U.S.’s x", "U.S", Some("U.S.")),
            ("U.S.Army", "U.S", Some("U.S")),
            ("Plan B. It", "Plan B", Some("Plan B")),
            ("伊朗的", "伊朗", Some("伊朗")),
            ("イラン人", "イラン", Some("イラン")),
            ("イラン", "イラ", None),
        ] {
            assert_eq!(
                mention_end(text, matched.len()).map(|end| &text[..end]),
                want,
                "{text}"
            );
        }
    }

    #[test]
    fn possessive_endings() {
        for (text, want) in [
            ("Syria’s", true),
            ("SYRIA'S", true),
            ("Houthis", false),
            ("‘s", false),
            ("U.S.'s", true),
        ] {
            assert_eq!(ends_with_possessive(text, text.len()), want, "{text}");
        }
    }

    #[test]
    fn initials_before_a_place() {
        for (text, want) in [
            ("U. S. Sudan", true),
            ("U S. Sudan", true),
            ("the J.\nS. Sudan", true),
            ("U.S. S. Sudan", false),
            ("U.S.-S. Sudan", false),
            ("the S. Sudan", false),
            ("a S. Sudan", false),
            ("No. S. Sudan", false),
            ("IRAN’S S. Sudan", false),
            ("7 S. Sudan", false),
            ("J.S. Sudan", false),
            ("S. Sudan", false),
        ] {
            assert_eq!(follows_initial(text, at(text, "S. Sudan")), want, "{text}");
        }
    }

    #[test]
    fn neighbours() {
        let text = "He said. The “so-called\nIslamic State” of Iraq, and";
        let start = at(text, "Islamic");
        let end = at(text, "”");
        assert_eq!(
            words_before(text, start).collect::<Vec<_>>(),
            ["called", "so", "The"]
        );
        assert_eq!(words_after(text, end).collect::<Vec<_>>(), ["of", "Iraq"]);
        assert_eq!(
            words_after("x ends here. Then", 1).collect::<Vec<_>>(),
            ["ends", "here"]
        );
        assert_eq!(words_after("Syria’s army", 5).collect::<Vec<_>>(), ["army"]);
        assert_eq!(words_before("x\n\ny", 3).count(), 0);
    }
}
