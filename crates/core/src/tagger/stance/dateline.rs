//! Datelines: `BEIRUT, June 15 (Reuters) - `, before which a story begins.

use std::ops::Range;

/// Bytes of the longest dateline that is looked for.
const LONGEST: usize = 80;

/// What stands between the parts of a dateline.
const SEPARATORS: [char; 5] = [' ', ',', '/', '.', '\u{a0}'];

/// Returns whether a name is in the dateline of a story: at the beginning of a line, with nothing
/// but names before it, and with a dash behind the date and the agency.
pub(super) fn is_dateline(text: &str, name: &Range<usize>) -> bool {
    // Asked of every name: most follow a word, or go on with a word in small letters.
    is_open(&text.as_bytes()[..name.start])
        && begins_line(text, name.start)
        && leads_to_dash(window(text, name.end))
}

/// Returns whether the bytes before a name can be those of a line that begins with names.
fn is_open(before: &[u8]) -> bool {
    match before {
        [] | [.., b'\n' | b'\r' | b'/'] => true,
        _ if before.len() < LONGEST && before.iter().all(|&byte| byte == b' ') => true,
        [.., last, b' '] => matches!(last, b'\n' | b' ' | b',' | b'/') || before.ends_with(b"and "),
        _ => false,
    }
}

/// Returns whether only names stand before byte `at` in its line: `MOSCOW/`, `PARIS, `.
fn begins_line(text: &str, at: usize) -> bool {
    let start = text.ceil_char_boundary(at.saturating_sub(LONGEST));
    let head = &text[start..at];
    let line = head.rsplit('\n').next().unwrap_or(head);
    let is_whole = line.len() < head.len() || start == 0;
    let line = line.trim();
    is_whole && (line.is_empty() || are_names(line))
}

fn are_names(part: &str) -> bool {
    let mut words = part.split(SEPARATORS).filter(|word| !word.is_empty());
    (part.ends_with([',', '/']) || part.ends_with(" and"))
        && words.all(|word| word.starts_with(char::is_uppercase) || word == "and")
}

/// The bytes behind a name that may be of a dateline.
fn window(text: &str, at: usize) -> &str {
    &text[at..text.floor_char_boundary(at + LONGEST)]
}

/// Returns whether a dash follows, perhaps behind further names, a date and an agency in brackets.
fn leads_to_dash(mut rest: &str) -> bool {
    // A date or an agency was there.
    let mut is_sure = false;
    let mut is_first = true;
    loop {
        let tail = rest.trim_start_matches(SEPARATORS);
        let gap = &rest[..rest.len() - tail.len()];
        if let Some(story) = past_dash(gap, tail) {
            return is_sure || begins_story(story);
        }
        let end = match tail.strip_prefix('(') {
            Some(inside) => inside.find(')').map(|end| end + 2),
            None => Some(
                tail.find([' ', ',', '/', '(', '\n', '\u{a0}'])
                    .unwrap_or(tail.len()),
            ),
        };
        let Some((part, behind)) = end.and_then(|end| tail.split_at_checked(end)) else {
            return false;
        };
        let is_date_or_agency = part.starts_with('(') || is_of_date(part);
        let is_name = part.starts_with(char::is_uppercase);
        // By a space alone no further name follows the first: the sentence goes on.
        let goes_on = is_date_or_agency || is_name && !(is_first && gap.trim().is_empty());
        if !goes_on || gap.is_empty() {
            return false;
        }
        is_sure |= is_date_or_agency;
        is_first = false;
        rest = behind;
    }
}

/// Returns what is behind a dash: a long one, or one between spaces, which is no hyphen.
fn past_dash<'t>(gap: &str, tail: &'t str) -> Option<&'t str> {
    let is_space = |c: char| c.is_whitespace();
    if let Some(story) = ["--", "—", "―"]
        .iter()
        .find_map(|dash| tail.strip_prefix(dash))
    {
        return Some(story);
    }
    let story = tail.strip_prefix(['–', '-', '_'])?;
    (gap.ends_with(is_space) && story.starts_with(is_space)).then_some(story)
}

/// Returns whether a story begins: with a capital, a digit or a quote.
fn begins_story(story: &str) -> bool {
    story
        .trim_start()
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'".contains(c))
}

fn is_of_date(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let is_month = word
        .get(..3)
        .is_some_and(|head| MONTHS.iter().any(|month| month.eq_ignore_ascii_case(head)));
    is_month || word.starts_with(|c: char| c.is_ascii_digit())
}
