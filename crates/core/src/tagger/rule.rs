//! The rules that turn a candidate down, by name: the vocabulary of `rejected.csv` and `actag
//! explain`.

use std::fmt;

use serde::{Serialize, Serializer};

/// Why a candidate is no mention. The numbers are those of the contract in `docs/matching.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// Rule 3: a capital that the name demands is a lower-case letter in the text.
    Capitals,
    /// Rule 3: a common word in a line set wholly in capitals, and the actor is named nowhere
    /// outside such lines.
    CapitalLine,
    /// Rule 4: a longer or earlier mention overlaps it.
    Overlap,
    /// Rule 4: it is part of a `not:` phrase.
    Not,
    /// Rule 4: the same span is a better kind of name.
    Kind,
    /// Rule 5: nothing that it needs is in the document.
    Needs,
    /// Rule 5: something that rules it out is in the document.
    Unless,
    /// Rule 5: the word before it is not one that it must follow, or one that it must not follow.
    Before,
    /// Rule 5: the word after it is not one that must follow it, or one that must not.
    After,
    /// Rule 5: a short name, and the document has no full name of the actor.
    ShortName,
    /// Rule 6: the document has better evidence for another actor of that name.
    Evidence,
    /// Rule 6: after a word of place it is the place, elsewhere the actor that the place stands
    /// for.
    Place,
}

impl Rule {
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
            Self::ShortName => "short-name",
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
            Self::Unless => "something that rules the name out is in the document",
            Self::Before => "the word before it does not fit",
            Self::After => "the word after it does not fit",
            Self::ShortName => "a short name without a full name in the document",
            Self::Evidence => "the document speaks for another actor of that name",
            Self::Place => {
                "the words before it decide between the place and the actor it stands for"
            }
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
