//! How a name stands at a place.

use crate::gazetteer::NameKind;
use crate::lexicon::Traits;

/// How a name stands at a place: what matters there beside the document as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Standing {
    /// A common word in a line set wholly in capitals, without the dots of an acronym: it counts
    /// only if the actor is named elsewhere.
    pub(super) in_capitals: bool,
    /// A short name in a run of capitalised words: it counts only if the actor is named in full.
    pub(super) in_run: bool,
    /// A short name behind a word of place: that of a person counts only if the document has the
    /// full name.
    pub(super) behind_place_word: bool,
    /// The name of a place or a state, behind a person of that name: it counts only if the document
    /// speaks more of the place.
    pub(super) after_person: bool,
    /// The name of a place or a state, at or behind a town of that name in another country: it
    /// counts only if the document speaks of the country, too.
    pub(super) elsewhere: bool,
    /// It is that town: its region stands right behind.
    pub(super) before_region: bool,
    /// Without a capital that the name demands, in a document of which capitals are not demanded.
    pub(super) uncased: bool,
    /// The same of a few letters, or of a common word with its article.
    pub(super) like_words: bool,
}

impl Standing {
    /// Adds what matters for another name.
    pub(super) fn join(&mut self, other: Self) {
        self.in_capitals |= other.in_capitals;
        self.in_run |= other.in_run;
        self.behind_place_word |= other.behind_place_word;
        self.after_person |= other.after_person;
        self.elsewhere |= other.elsewhere;
        self.before_region |= other.before_region;
        self.uncased |= other.uncased;
        self.like_words |= other.like_words;
    }

    /// Returns whether its letters do not tell a name from a word or from another name, so that it
    /// counts only where the document names the actor otherwise (rule 3).
    pub(super) fn doubts(&self, traits: &Traits) -> bool {
        let is_odd = !traits.common_word && !self.like_words && traits.kind != NameKind::Short;
        self.in_capitals && traits.common_word || self.uncased && !is_odd
    }

    /// Returns whether that may be so of any name.
    pub(super) fn is_in_doubt(&self) -> bool {
        self.in_capitals || self.uncased
    }
}
