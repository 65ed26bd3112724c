//! The rules that turn a candidate down, by name: the vocabulary of `rejected.csv` and `actag
//! explain`.

use std::fmt;

use serde::{Serialize, Serializer};

/// Why a candidate is no mention. The numbers are those of the contract in `docs/matching.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// Rule 3: a capital that the name demands is a lower-case letter in the text; and if the
    /// document is in small letters, it does not name the actor otherwise.
    Capitals,
    /// Rule 3: a common word in a line set wholly in capitals, and the actor is named nowhere
    /// outside such lines; in a document in capitals, by no name that is no common word.
    CapitalLine,
    /// Rule 4: a longer or earlier mention overlaps it.
    Overlap,
    /// Rule 4: it is part of a `not:` phrase.
    Not,
    /// Rule 4: the same span is a better kind of name.
    Kind,
    /// Rule 5: nothing that it needs is in the document.
    Needs,
    /// Rule 5: something that rules it out weighs as much as what speaks for it.
    Unless,
    /// Rule 5: the word before it is not one that it must follow, or one that it must not follow.
    Before,
    /// Rule 5: the word after it is not one that must follow it, or one that must not.
    After,
    /// Rule 5: a short name behind the first name of somebody else; or a person who is called like
    /// a place or a state.
    Person,
    /// Rule 5: the document says that it is a town of that name in another country: *Paris, Texas*.
    Namesake,
    /// Rule 5: a town that stands for its team.
    Team,
    /// Rule 5: an adjective that names a language.
    Language,
    /// Rule 5: a short name, and the document does not speak of the actor.
    ShortName,
    /// Rule 6: the document explains the acronym otherwise.
    Gloss,
    /// Rule 6: the document has better evidence for another actor of that name.
    Evidence,
    /// Rule 6: the words around it make it the place, or the actor that the place stands for.
    Place,
}

impl Rule {
    /// All of them, in the order of the contract.
    pub const ALL: [Self; 17] = [
        Self::Capitals,
        Self::CapitalLine,
        Self::Overlap,
        Self::Not,
        Self::Kind,
        Self::Needs,
        Self::Unless,
        Self::Before,
        Self::After,
        Self::Person,
        Self::Namesake,
        Self::Team,
        Self::Language,
        Self::ShortName,
        Self::Gloss,
        Self::Evidence,
        Self::Place,
    ];

    /// Returns whether [`Session::dropped`](super::Session::dropped) counts it where documents are
    /// tagged without being explained.
    ///
    /// The others say that the words are somebody else's, or are no name as they are written: such
    /// places are passed over before they are candidates, which is where most of the speed comes
    /// from.
    pub fn is_counted(self) -> bool {
        !matches!(
            self,
            Self::Capitals
                | Self::Overlap
                | Self::Not
                | Self::Kind
                | Self::Person
                | Self::Namesake
                | Self::Team
                | Self::Gloss
        )
    }

    /// Returns the name in tables: kebab-case, stable.
    pub fn code(self) -> &'static str {
        match self {
            Self::Capitals => "capitals",
            Self::CapitalLine => "capital-line",
            Self::Overlap => "overlap",
            Self::Not => "not",
            Self::Kind => "kind",
            Self::Needs => "needs",
            Self::Unless => "unless",
            Self::Before => "before",
            Self::After => "after",
            Self::Person => "person",
            Self::Namesake => "namesake",
            Self::Team => "team",
            Self::Language => "language",
            Self::ShortName => "short-name",
            Self::Gloss => "gloss",
            Self::Evidence => "evidence",
            Self::Place => "place",
        }
    }

    /// Returns the rule in a few words, for people.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Capitals => "the name has a capital where the text has a lower-case letter",
            Self::CapitalLine => {
                "a common word in a line of capitals, and the actor is named nowhere outside such \
                 lines"
            }
            Self::Overlap => "a longer or earlier mention covers it",
            Self::Not => "part of a phrase that is somebody else",
            Self::Kind => "the same words are a better kind of name",
            Self::Needs => "nothing that the name needs is in the document",
            Self::Unless => "what rules the name out weighs as much as what speaks for it",
            Self::Before => "the word before it does not fit",
            Self::After => "the word after it does not fit",
            Self::Person => "the words beside it are of the name of somebody else",
            Self::Namesake => "the document says that it is a town of that name elsewhere",
            Self::Team => "the words around it are of a game: it stands for its team",
            Self::Language => "the words beside it say that it is a language",
            Self::ShortName => "a short name, and the document does not speak of the actor",
            Self::Gloss => "the document explains the acronym otherwise",
            Self::Evidence => "the document speaks for another actor of that name",
            Self::Place => {
                "the words around it decide between the place and the actor it stands for"
            }
        }
    }
}

impl Rule {
    /// Returns what would keep a candidate that the rule turned down, for people: which key of the
    /// gazetteer decides.
    pub fn what_keeps(self) -> &'static str {
        match self {
            Self::Capitals => "`case: any` at the name, or the spelling of the text as an alias",
            Self::CapitalLine => {
                "a name of the actor that is no common word, anywhere outside lines of capitals"
            }
            Self::Overlap => {
                "nothing: the longer name is meant; where it is not, take that name away or guard \
                 it"
            }
            Self::Not => "a shorter or removed phrase under `not:`",
            Self::Kind => "nothing: the actor is found by its better name",
            Self::Needs => "a further actor or word under `needs:`, or the name as an alias",
            Self::Unless => {
                "fewer actors and words under `unless:`, or the full name in the document"
            }
            Self::Before => "the word before it under `before:`, or out of `not_before:`",
            Self::After => "the word after it under `after:`, or out of `not_after:`",
            Self::Person => "the whole name of the person, as an alias",
            Self::Namesake => "the country of the actor in the document, or the region in its name",
            Self::Team => "the club as an actor, with the name of the town among its names",
            Self::Language => "nothing: the language is nobody’s alone",
            Self::ShortName => {
                "a full name or a title in the document; or the name as an alias, or guarded"
            }
            Self::Gloss => "nothing: the document says itself whose it is",
            Self::Evidence => {
                "a name of its own in the document, or the actor named there as its `country:` or \
                 `part_of:`"
            }
            Self::Place => "the name as an alias of the actor, where it is no metonym",
        }
    }
}

/// As its code.
impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
