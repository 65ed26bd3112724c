//! The words that say what a name beside them is: titles, head words, and words that are never
//! names themselves. The lists are files in `words/`.

use rustc_hash::FxHashMap;

use crate::text::common_words::common_words;

/// The lists of words, each with what it says of a word; what a list is for is said in its file.
const LISTS: &[(u16, &str)] = &[
    (Word::ARTICLE, include_str!("words/articles.txt")),
    (Word::BODY_LINK, include_str!("words/body_links.txt")),
    (Word::CALENDAR, include_str!("words/calendar.txt")),
    (Word::LINK, include_str!("words/links.txt")),
    (Word::NEVER_ALONE, include_str!("words/never_alone.txt")),
    (Word::NOT_ACTOR, include_str!("words/not_actors.txt")),
    (Word::PARTNER, include_str!("words/partners.txt")),
    (Word::PREPOSITION, include_str!("words/prepositions.txt")),
    (Word::STARTER, include_str!("words/starters.txt")),
    (
        Word::TITLE_ATTRIBUTE,
        include_str!("words/title_attributes.txt"),
    ),
    (Word::TITLE, include_str!("words/titles.txt")),
];

/// The head words of names, each with the type it hints at.
const HEADS: &[(&str, &str)] = &[
    ("military", include_str!("words/heads/military.txt")),
    ("militia", include_str!("words/heads/militia.txt")),
    ("agency", include_str!("words/heads/agency.txt")),
    ("party", include_str!("words/heads/party.txt")),
    ("coalition", include_str!("words/heads/coalition.txt")),
    ("organization", include_str!("words/heads/organization.txt")),
    ("company", include_str!("words/heads/company.txt")),
    ("media", include_str!("words/heads/media.txt")),
    ("place", include_str!("words/heads/place.txt")),
];

/// Returns the words of a list.
fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

/// What a word is, as far as the lists say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Word(u16);

impl Word {
    const TITLE: u16 = 1;
    const TITLE_ATTRIBUTE: u16 = 1 << 1;
    const NOT_ACTOR: u16 = 1 << 2;
    const NEVER_ALONE: u16 = 1 << 3;
    const STARTER: u16 = 1 << 4;
    const COMMON: u16 = 1 << 5;
    const LINK: u16 = 1 << 6;
    const BODY_LINK: u16 = 1 << 7;
    const ARTICLE: u16 = 1 << 8;
    const CALENDAR: u16 = 1 << 9;
    const PARTNER: u16 = 1 << 10;
    const PREPOSITION: u16 = 1 << 11;
    /// From this bit on: the number of the head word's type, from 1.
    const HEAD: u16 = 12;

    fn has(self, flag: u16) -> bool {
        self.0 & flag != 0
    }

    pub(super) fn is_title(self) -> bool {
        self.has(Self::TITLE)
    }

    pub(super) fn is_title_attribute(self) -> bool {
        self.has(Self::TITLE_ATTRIBUTE)
    }

    pub(super) fn is_no_actor(self) -> bool {
        self.has(Self::NOT_ACTOR)
    }

    pub(super) fn is_never_alone(self) -> bool {
        self.has(Self::NEVER_ALONE | Self::CALENDAR)
    }

    pub(super) fn is_calendar(self) -> bool {
        self.has(Self::CALENDAR)
    }

    pub(super) fn is_starter(self) -> bool {
        self.has(Self::STARTER)
    }

    pub(super) fn is_common(self) -> bool {
        self.has(Self::COMMON)
    }

    pub(super) fn is_link(self) -> bool {
        self.has(Self::LINK)
    }

    pub(super) fn is_body_link(self) -> bool {
        self.has(Self::BODY_LINK)
    }

    pub(super) fn is_article(self) -> bool {
        self.has(Self::ARTICLE)
    }

    pub(super) fn is_partner(self) -> bool {
        self.has(Self::PARTNER)
    }

    pub(super) fn is_preposition(self) -> bool {
        self.has(Self::PREPOSITION)
    }

    /// Returns the number of the type that the word hints at, in [`type_name`].
    pub(super) fn head(self) -> Option<u8> {
        ((self.0 >> Self::HEAD) as u8).checked_sub(1)
    }
}

/// The types that head words hint at, then that of people; a type's place is its number.
pub(super) const TYPES: [&str; HEADS.len() + 1] = {
    let mut types = ["person"; HEADS.len() + 1];
    let mut at = 0;
    while at < HEADS.len() {
        types[at] = HEADS[at].0;
        at += 1;
    }
    types
};

/// How many types there are to guess.
pub(super) const TYPE_COUNT: usize = TYPES.len();

/// The number of the type of people.
pub(super) const PERSON: u8 = HEADS.len() as u8;

/// Returns the name of a type by its number.
pub(super) fn type_name(number: u8) -> &'static str {
    TYPES.get(usize::from(number)).copied().unwrap_or("unknown")
}

/// All lists in one, with the common words of English.
#[derive(Debug)]
pub(super) struct Words {
    // Every word of a corpus is looked up, and no input adds to it: the hash is a quick one.
    known: FxHashMap<&'static str, Word>,
}

impl Words {
    pub(super) fn new() -> Self {
        let mut known = FxHashMap::<&'static str, Word>::default();
        for word in common_words() {
            known.entry(word).or_default().0 |= Word::COMMON;
        }
        for &(flag, list) in LISTS {
            for word in words(list) {
                known.entry(word).or_default().0 |= flag;
            }
        }
        for (number, (_, heads)) in (1..).zip(HEADS) {
            for head in words(heads) {
                known.entry(head).or_default().0 |= number << Word::HEAD;
            }
        }
        Self { known }
    }

    /// Returns what the lists say of a folded word.
    pub(super) fn get(&self, folded: &str) -> Word {
        self.known.get(folded).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_words_are() {
        let words = Words::new();
        assert!(words.get("president").is_title());
        assert!(words.get("foreign").is_title_attribute());
        assert!(words.get("according").is_starter());
        assert!(words.get("of").is_link());
        assert!(words.get("march").is_never_alone());
        assert!(words.get("security").is_common());
        assert_eq!(words.get("zarif"), Word::default());
        let hint = |word| words.get(word).head().map(type_name);
        assert_eq!(hint("brigades"), Some("militia"));
        assert_eq!(hint("ministry"), Some("agency"));
        assert_eq!(hint("river"), Some("place"));
        assert_eq!(hint("according"), None);
        assert_eq!(type_name(PERSON), "person");
    }

    #[test]
    fn lists_are_folded_and_sorted_and_hold_no_word_twice() {
        let lists = LISTS.iter().map(|(_, list)| *list);
        for list in lists.chain(HEADS.iter().map(|(_, heads)| *heads)) {
            let words: Vec<&str> = words(list).collect();
            assert!(list.starts_with("# ") && !words.is_empty());
            for pair in words.windows(2) {
                assert!(pair[0] < pair[1], "{pair:?}");
            }
            for word in words {
                assert_eq!(crate::text::fold(word), word);
                assert_eq!(word.trim(), word);
            }
        }
    }

    #[test]
    fn lists_that_exclude_one_another_share_no_word() {
        let list = |flag| LISTS.iter().find(|(one, _)| *one == flag).unwrap().1;
        let disjoint = |lists: &[&'static str]| {
            let mut seen = std::collections::HashSet::new();
            for word in lists.iter().flat_map(|list| words(list)) {
                assert!(seen.insert(word), "{word} is in two lists");
            }
        };
        // A head word has one type.
        disjoint(&HEADS.iter().map(|(_, heads)| *heads).collect::<Vec<_>>());
        // Of each of these the first is part of what the second means.
        disjoint(&[list(Word::CALENDAR), list(Word::NEVER_ALONE)]);
        disjoint(&[list(Word::LINK), list(Word::BODY_LINK)]);
    }
}
