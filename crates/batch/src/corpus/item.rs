//! What comes out of a corpus.

use actag_core::Document;

use super::skipped::Skipped;

/// What a batch yields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<'a> {
    /// A document to tag.
    Document(Document<'a>),
    /// Something that is not tagged, or only in part.
    Skipped(Skipped),
}

impl Item<'_> {
    /// Returns the same with all its texts in memory of its own.
    #[must_use]
    pub fn into_owned(self) -> Item<'static> {
        match self {
            Self::Document(document) => Item::Document(document.into_owned()),
            Self::Skipped(note) => Item::Skipped(note),
        }
    }
}
