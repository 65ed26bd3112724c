//! What comes out of a corpus.

use actag_core::Document;
use serde::{Deserialize, Serialize};

/// Input that was not tagged, whole or in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The file, as shown to people.
    pub path: String,
    /// The line of the file, from 1, where a record is meant.
    pub line: Option<u64>,
    /// Why, and where it is not plain from that, what became of it.
    pub reason: String,
}

/// What a batch yields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<'a> {
    /// A document to tag.
    Document(Document<'a>),
    /// Something that is not tagged, or only in part.
    Skipped(Skipped),
}
