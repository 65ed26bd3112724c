//! Whole records of one file, as they are handed to a worker.

use encoding_rs::Encoding;

use super::inputs::Source;
use super::item::{Item, Skipped};
use super::options::Options;

/// The file that records come from.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// The number of the input, from 1.
    pub number: u64,
    /// The path relative to the input.
    pub id: String,
    /// The path as shown to people.
    pub path: String,
    /// What its bytes were in, before records were cut.
    pub encoding: &'static str,
}

impl Origin {
    pub(super) fn of(source: &Source, encoding: &'static Encoding) -> Self {
        Self {
            number: source.number,
            id: source.id.clone(),
            path: source.shown(),
            encoding: encoding.name(),
        }
    }

    /// Returns a note on something of the file that is not tagged, or only in part.
    pub(super) fn skipped(&self, line: Option<u64>, reason: String) -> Item<'static> {
        Item::Skipped(Skipped {
            path: self.path.clone(),
            line,
            reason,
        })
    }
}

/// Whole records of one file.
pub(super) struct Chunk<'a> {
    pub bytes: &'a [u8],
    pub origin: &'a Origin,
    pub options: &'a Options,
    /// The line it begins in, from 1.
    pub line: u64,
    /// Records of the file before it.
    pub record: u64,
}
