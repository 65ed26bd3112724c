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
