//! What the words beside a name say of it.

use super::words::{Word, Words};
use crate::text::words::{words_after, words_before};

/// What is beside a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Beside {
    /// A title in lower-case letters before it: *commander Omar Said*.
    pub(super) title: bool,
    /// A head word in lower-case letters beside it, as the number of its type: *Badr militia*, *the
    /// city of Hit*.
    pub(super) head: Option<u8>,
    /// A word of place before it, or *-based* after it.
    pub(super) place: bool,
    /// After *…-backed* and the like.
    pub(super) backed: bool,
    /// Before *-backed* and the like.
    pub(super) backs: bool,
}

/// Looks at the words beside the name at `start..end`.
pub(super) fn look(text: &str, start: usize, end: usize, words: &Words) -> Beside {
    let mut beside = Beside::default();
    look_before(text, start, words, &mut beside);
    look_after(text, end, words, &mut beside);
    beside
}

fn look_before(text: &str, start: usize, words: &Words, beside: &mut Beside) {
    let mut before = words_before(text, start);
    let Some(nearest) = before.next().filter(|word| is_small(word)) else {
        return;
    };
    let word = words.get(nearest);
    beside.title = word.is_title();
    beside.place = word.is_preposition();
    if word.is_partner() {
        beside.backed = is_hyphenated(text, nearest);
    } else if nearest == "of" {
        // *the city of Hit*: only places are named so; *members of the group of Omar* says nothing
        // of Omar.
        beside.head = before.next().and_then(|word| place(words.get(word)));
    } else if word.head().is_some() && !word.is_link() {
        beside.head = word.head();
    }
}

fn look_after(text: &str, end: usize, words: &Words, beside: &mut Beside) {
    let Some(next) = words_after(text, end).next().filter(|word| is_small(word)) else {
        return;
    };
    let hyphen = text[end..].starts_with('-');
    if hyphen {
        beside.backs = words.get(next).is_partner();
        beside.place |= next == "based";
    } else if beside.head.is_none() && text[end..].starts_with(' ') {
        beside.head = words.get(next).head();
    }
}

fn place(word: Word) -> Option<u8> {
    word.head()
        .filter(|&head| super::words::type_name(head) == "place")
}

fn is_small(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Returns whether a hyphen is before `word`, a part of `text`.
fn is_hyphenated(text: &str, word: &str) -> bool {
    let at = word.as_ptr() as usize - text.as_ptr() as usize;
    text[..at].ends_with(['-', '\u{2011}', '–'])
}

#[cfg(test)]
mod tests {
    use super::super::words::type_name;
    use super::*;

    #[test]
    fn what_is_beside_a_name() {
        let words = Words::new();
        let beside = |marked: &str| {
            let start = marked.find('[').unwrap();
            let end = marked.find(']').unwrap() - 1;
            let text = marked.replace(['[', ']'], "");
            let beside = look(&text, start, end, &words);
            let flags = [
                (beside.title, "title"),
                (beside.place, "place"),
                (beside.backed, "backed"),
                (beside.backs, "backs"),
            ];
            let flags = flags
                .into_iter()
                .filter(|(on, _)| *on)
                .map(|(_, name)| name);
            let head = beside.head.map(type_name);
            flags.chain(head).collect::<Vec<_>>().join(" ")
        };
        for (text, want) in [
            ("the commander [Omar Said] left", "title"),
            ("the [Badr] militia left", "militia"),
            ("the militia [Badr] left", "militia"),
            ("the city of [Hit] fell", "place"),
            ("the death of [Hit] fell", ""),
            ("they fought in [Hit]", "place"),
            ("the Emirati-backed [Giants] left", "backed"),
            ("a [Ruritania]-backed group", "backs"),
            ("a [Ruritania]-based group", "place"),
            ("backed [Giants] left", ""),
            ("[Giants]. Militia", ""),
            ("[Giants], militia", ""),
        ] {
            assert_eq!(beside(text), want, "{text}");
        }
    }
}
