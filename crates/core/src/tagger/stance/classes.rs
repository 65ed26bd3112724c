//! What a word can be, as bits: one word can be several things.

/// A set of classes of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u128);

/// Names the bits, one after the other.
macro_rules! bits {
    ($at:expr;) => {};
    ($at:expr; $name:ident $($rest:ident)*) => {
        pub(super) const $name: Classes = Classes(1 << $at);
        bits!($at + 1; $($rest)*);
    };
}

#[rustfmt::skip]
impl Classes {
    pub(super) const NONE: Classes = Classes(0);
    bits!(0;
        // Small words.
        DETERMINER ADJECTIVE ADVERB BE HAVE DO MODAL CONJUNCTION CLAUSE RELATIVE PRONOUN TIME
        INSIDE TO FROM OF FOR BY WITH BETWEEN ON OVER TOWARDS CALLED ABOUT
        ATTITUDE PARTY HYPHEN_ACTOR HYPHEN_PLACE
        // Verbs: what their subjects and objects are.
        SPEECH DEALING_VERB FIGHTING CONTEST DOING HAPPENING LYING
        ADDRESSING OPPOSING LOCATING MOVING RESIDING
        // Forms of verbs.
        BASE FINITE PARTICIPLE GERUND
        // Nouns.
        BODY WILL DEALINGS SITE EVENT PEOPLE CULTURE TEAM
        // Words that change what a preposition says.
        TOWARD FROMWARD FORWARD HELD REIGN TRAVEL ASSAULT
        // Words that say it for cities, for states, in names.
        LOCAL MISSION GOVERNING POLITY REGIONAL AGENCY
    );

    pub(super) const PREPOSITION: Classes = Self::INSIDE
        .or(Self::TO).or(Self::FROM).or(Self::OF).or(Self::FOR).or(Self::BY).or(Self::WITH)
        .or(Self::BETWEEN).or(Self::ON).or(Self::OVER).or(Self::TOWARDS).or(Self::CALLED)
        .or(Self::ABOUT);
    /// What is no part of a name, even where it has a capital at the beginning of a sentence.
    pub(super) const FUNCTION: Classes = Self::PREPOSITION
        .or(Self::DETERMINER).or(Self::BE).or(Self::HAVE).or(Self::DO).or(Self::MODAL)
        .or(Self::CONJUNCTION).or(Self::CLAUSE).or(Self::RELATIVE).or(Self::PRONOUN)
        .or(Self::TIME);
    /// What the subject of a verb does, from what only actors do to what places do.
    pub(super) const ACTION: Classes = Self::SPEECH
        .or(Self::DEALING_VERB).or(Self::FIGHTING).or(Self::CONTEST).or(Self::DOING)
        .or(Self::LYING);
    pub(super) const NOUN: Classes = Self::BODY
        .or(Self::WILL).or(Self::DEALINGS).or(Self::SITE).or(Self::EVENT).or(Self::PEOPLE)
        .or(Self::CULTURE).or(Self::TEAM);
}

impl Classes {
    /// Returns the classes of both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns whether any of `wanted` is among them.
    pub(super) const fn is(self, wanted: Self) -> bool {
        self.0 & wanted.0 != 0
    }
}
