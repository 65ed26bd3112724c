//! What a value must be, in words and for help.

use std::fmt;

/// What a value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Text,
    /// An item of a list of strings.
    String,
    Strings,
    Mapping,
    /// A list of something else than strings; what, for messages: `actors`.
    List(&'static str),
}

impl Wanted {
    /// Returns whether it is a single text or several: nothing with keys.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Wanted::Text | Wanted::String | Wanted::Strings)
    }

    pub(super) fn is_list(self) -> bool {
        matches!(self, Wanted::Strings | Wanted::List(_))
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wanted::Text => f.write_str("text"),
            Wanted::String => f.write_str("a string"),
            Wanted::Strings => f.write_str("a list of strings"),
            Wanted::Mapping => f.write_str("a mapping"),
            Wanted::List(items) => write!(f, "a list of {items}"),
        }
    }
}
