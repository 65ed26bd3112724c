//! How readily a short name counts where the document has no full name of its actor (rule 5).

use crate::gazetteer::{Actor, Name, NameKind};
use crate::text::common_words::is_common_word;
use crate::text::fold;
use crate::text::people_names::is_common_surname;

/// How readily a short name counts where the document has no full name of its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Prior {
    /// It does not: thousands bear that surname, it is a common word, or the letters stand for many
    /// things.
    FullName,
    /// Where the document speaks mainly of the actor's country, or of what it is part of: most
    /// acronyms of one country mean something else in another.
    Mainly,
    /// Where the document speaks of the actor's country, or of what it is part of, at all.
    Country,
    /// In any document: a head of state or of government whose surname is rare.
    Always,
}

/// Words of titles whose holders the news calls by their surnames alone: heads of state and of
/// government, present and former.
const HEADS: &[&str] = &[
    "chancellor",
    "emir",
    "emperor",
    "head of state",
    "king",
    "premier",
    "president",
    "prime minister",
    "queen",
    "sultan",
    "supreme leader",
    "taoiseach",
];

/// Titles with such a word that are another's deputy.
const DEPUTIES: &[&str] = &["deputy", "vice"];

/// Letters of an acronym below which it stands for too many things.
const SHORTEST_ACRONYM: usize = 3;

impl Prior {
    /// Returns the prior of a name of an actor that is its own alone.
    pub(super) fn of(actor: &Actor, name: &Name) -> Self {
        if name.kind != NameKind::Short {
            return Self::FullName;
        }
        let is_acronym = !name.text.chars().any(char::is_lowercase);
        match () {
            () if is_acronym && name.text.chars().count() < SHORTEST_ACRONYM => Self::FullName,
            // *Joint Chiefs of Staff*; but *the Treasury* has its country.
            () if &*actor.actor_type == "team" && is_word_or_plural(&fold(&name.text)) => {
                Self::FullName
            }
            () if &*actor.actor_type != "person" => Self::Mainly,
            () if is_word_or_common_surname(&fold(&name.text)) => Self::FullName,
            () if actor
                .roles()
                .iter()
                .any(|role| is_head(role.title.as_deref())) =>
            {
                Self::Always
            }
            () => Self::Country,
        }
    }
}

fn is_word_or_common_surname(folded: &str) -> bool {
    is_common_word(folded) || is_common_surname(folded)
}

fn is_word_or_plural(folded: &str) -> bool {
    is_common_word(folded) || folded.strip_suffix('s').is_some_and(is_common_word)
}

fn is_head(title: Option<&str>) -> bool {
    title.is_some_and(|title| {
        let title = title.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
        has(HEADS) && !has(DEPUTIES)
    })
}
