//! What type of actor a name may be, and why.

use super::counts::NameCounts;
use super::words::{PERSON, Words, type_name};

/// Hints beside a name count if one in five of its mentions has them.
const SHARE: u32 = 5;

/// Returns the type a name hints at, and in words, what hints at it.
pub(super) fn guess(
    folded: &str,
    counts: &NameCounts,
    words: &Words,
) -> (Option<&'static str>, String) {
    let mut why = Vec::new();
    let mut actor_type = None;
    if let Some((head, hint)) = head_word(folded, words) {
        actor_type = Some(type_name(hint));
        why.push(format!("head word `{head}`"));
    }
    let often =
        |count: u32| count > 0 && u64::from(count) * u64::from(SHARE) >= counts.mentions.into();
    let of = |count: u32| format!("in {count} of {}", counts.mentions);
    let mut hints: Vec<(u32, &'static str, String)> = vec![
        (
            counts.titled,
            type_name(PERSON),
            format!("a title before it {}", of(counts.titled)),
        ),
        (
            counts.in_place,
            "place",
            format!("a word of place before it {}", of(counts.in_place)),
        ),
    ];
    for (number, &count) in (0..).zip(&counts.heads) {
        let name = type_name(number);
        let noun = format!("a head word of type {name} beside it {}", of(count));
        hints.push((count, name, noun));
    }
    // Of hints that are as strong, the first counts: the sort is stable.
    hints.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    for (count, name, words) in hints {
        if often(count) && actor_type.is_none_or(|actor_type| actor_type == name) {
            actor_type = Some(name);
            why.push(words);
        }
    }
    if often(counts.backed) {
        why.push(format!("after `-backed` or the like {}", of(counts.backed)));
    }
    if often(counts.backs) {
        why.push(format!("before `-backed` or the like {}", of(counts.backs)));
    }
    (actor_type, why.join(", "))
}

/// Returns the word of a name that hints at its type: before *of* the nearest, else the last.
fn head_word<'f>(folded: &'f str, words: &Words) -> Option<(&'f str, u8)> {
    let all: Vec<&str> = folded.split(' ').collect();
    if all.len() < 2 {
        return None;
    }
    let is_link = |word: &&str| {
        let word = words.get(word);
        (word.is_link() || word.is_body_link()) && word.head().is_none()
    };
    let before_link = all.iter().position(is_link).unwrap_or(all.len());
    let hint = |word: &&'f str| Some((*word, words.get(word).head()?));
    let in_front = all[..before_link].iter().rev().find_map(hint);
    in_front.or_else(|| all.iter().find_map(hint))
}

#[cfg(test)]
mod tests {
    use super::super::beside::Beside;
    use super::*;

    #[test]
    fn head_words() {
        let words = Words::new();
        let head = |name| head_word(name, &words).map(|(word, hint)| (word, type_name(hint)));
        assert_eq!(head("giants brigades"), Some(("brigades", "militia")));
        assert_eq!(head("ministry of defense"), Some(("ministry", "agency")));
        assert_eq!(
            head("army of the lake district"),
            Some(("army", "military"))
        );
        assert_eq!(head("jaysh al islam"), Some(("jaysh", "militia")));
        assert_eq!(head("omar said"), None);
        assert_eq!(head("brigade"), None);
    }

    #[test]
    fn hints_beside_a_name() {
        let words = Words::new();
        let mut counts = NameCounts::new();
        assert_eq!(guess("badr", &counts, &words), (None, String::new()));
        for item in 0..9 {
            counts.add(item, None);
        }
        counts.add_hints(true, true, Beside::default());
        assert_eq!(guess("badr", &counts, &words).0, None);
        counts.add_hints(true, true, Beside::default());
        assert_eq!(
            guess("badr", &counts, &words),
            (Some("person"), "a title before it in 2 of 9".into())
        );
        let militia = Beside {
            head: words.get("militia").head(),
            ..Beside::default()
        };
        for _ in 0..3 {
            counts.add_hints(true, false, militia);
        }
        assert_eq!(
            guess("badr", &counts, &words),
            (
                Some("militia"),
                "a head word of type militia beside it in 3 of 9".into()
            )
        );
    }
}
