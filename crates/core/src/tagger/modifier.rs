//! The other half of a hyphenated pair, where it is a modifier (rule 8).

use std::ops::Range;

use crate::text::chars::{CharInfo, Class};
use crate::text::fold::{after, before, is_inside_word, joins_after, joins_before};
use crate::text::modifiers::{is_in_address, is_participle, is_prefix};

/// Returns the modifiers before and after `span`, each `None` where there is none, or where it is
/// part of the mention that ends at `previous_end` or begins at `next_start`.
pub(super) fn modifiers(
    text: &str,
    span: &Range<usize>,
    previous_end: usize,
    next_start: usize,
) -> [Option<Range<usize>>; 2] {
    let before = half_before(text, span.start)
        .filter(|half| half.start >= previous_end && is_prefix(&text[half.clone()]));
    let after = half_after(text, span.end)
        .filter(|(dash, half)| half.end <= next_start && is_participle(&text[half.clone()], *dash))
        .map(|(_, half)| half);
    // Few have any, so that few have to be looked around.
    let has_any = before.is_some() || after.is_some();
    if has_any && is_in_address(text, span) {
        return [None, None];
    }
    [before, after]
}

fn half_before(text: &str, start: usize) -> Option<Range<usize>> {
    // Most names are between spaces: no need to look at characters then.
    if text[..start].ends_with(' ') {
        return None;
    }
    let (mut hyphen, mut info) = before(text, start)?;
    if info.class() == Class::Apostrophe {
        // An ayn of the mention's: pro-‘Abadi.
        (hyphen, info) = before(text, hyphen)?;
    }
    if info.class() != Class::Hyphen || !joins_before(text, hyphen) {
        return None;
    }
    let begin = text[..hyphen]
        .char_indices()
        .rev()
        .find(|&(at, c)| !is_part_of_half(text, at, c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    (begin < hyphen).then_some(begin..hyphen)
}

/// Returns the half behind byte `end`, and the dash before it.
fn half_after(text: &str, end: usize) -> Option<(char, Range<usize>)> {
    // What follows most names: no hyphen, and no need to look at characters.
    if text[end..].starts_with([' ', ',']) {
        return None;
    }
    let (mut begin, info) = after(text, end)?;
    let dash = text[..begin].chars().next_back()?;
    if info.class() != Class::Hyphen || !joins_after(text, begin) {
        return None;
    }
    if let Some((past, info)) = after(text, begin)
        && info.class() == Class::Apostrophe
    {
        begin = past;
    }
    let length = text[begin..]
        .char_indices()
        .find(|&(offset, c)| !is_part_of_half(text, begin + offset, c))
        .map_or(text.len() - begin, |(offset, _)| offset);
    (length > 0).then_some((dash, begin..begin + length))
}

fn is_part_of_half(text: &str, at: usize, c: char) -> bool {
    match CharInfo::of(c).class() {
        Class::Word | Class::Mark | Class::Invisible => true,
        Class::Apostrophe => is_inside_word(text, at, at + c.len_utf8()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_8_modifiers() {
        for (text, name, want) in [
            ("Tehran-backed men", "Tehran", "backed"),
            ("the U.S.-led coalition", "U.S.", "led"),
            ("pro-Assad forces", "Assad", "pro"),
            ("anti–Taliban", "Taliban", "anti"),
            ("non-Russian-led", "Russian", "non led"),
            ("al-Tanf", "Tanf", ""),
            ("non-Russian-Led", "Russian", "non Led"),
            ("anti-Russian-al-Tanf", "Russian", "anti"),
            ("pro-‘Abadi", "Abadi", "pro"),
            ("Iran-‘Alawi", "Iran", ""),
            ("Iran-‘backed’", "Iran", "backed"),
            ("tariffs on-Iran", "Iran", ""),
            ("the S-Iran", "Iran", ""),
            ("U.S.-S. Korea", "U.S.", ""),
            ("https://a.org/pro-Iran-backed", "Iran", ""),
            ("anti-Iran.pdf", "Iran", ""),
            ("pro-\u{AD}Iran", "Iran", "pro"),
            ("Iran - backed", "Iran", ""),
            ("Iran— backed", "Iran", ""),
            ("Iran- and", "Iran", ""),
            ("Iran", "Iran", ""),
        ] {
            let start = text.find(name).unwrap();
            let halves = modifiers(text, &(start..start + name.len()), 0, usize::MAX);
            let found: Vec<&str> = halves
                .iter()
                .flatten()
                .map(|half| &text[half.clone()])
                .collect();
            assert_eq!(found.join(" "), want, "{text}");
        }
    }

    #[test]
    fn a_half_that_is_a_mention_is_no_modifier() {
        let text = "Russia-Ukraine war";
        assert_eq!(modifiers(text, &(0..6), 0, 7), [None, None]);
        assert_eq!(modifiers(text, &(7..14), 6, usize::MAX), [None, None]);
        // With a zero-width space on either side of the hyphen.
        let text = "Russia\u{200B}-\u{200B}Ukraine war";
        assert_eq!(modifiers(text, &(0..6), 0, 13), [None, None]);
        assert_eq!(modifiers(text, &(13..20), 6, usize::MAX), [None, None]);
    }
}
