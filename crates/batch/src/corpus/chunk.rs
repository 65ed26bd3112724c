//! Whole records of one file, as they are handed to a worker.

use super::dates::DayOrder;
use super::item::Item;
use super::options::ReadOptions;
use super::skipped::Fault;

/// The file that records come from.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// The number of the input, from 1.
    pub number: u64,
    /// The path relative to the input.
    pub id: String,
    /// The path as shown to people.
    pub path: String,
    /// The name of its document format.
    pub format: &'static str,
    /// What its bytes were in, before records were cut.
    pub encoding: &'static str,
    /// Which of day and month comes first in its dates, if they show that.
    pub day_order: Option<DayOrder>,
}

impl Origin {
    /// Returns a note on something of the file that is not tagged, or only in part.
    pub(super) fn skipped(&self, line: Option<u64>, fault: Fault) -> Item<'static> {
        Item::Skipped(fault.at(&self.path, line))
    }
}

/// Whole records of one file.
pub(super) struct Chunk<'a> {
    pub bytes: &'a [u8],
    pub origin: &'a Origin,
    pub options: &'a ReadOptions,
    /// The line it begins in, from 1.
    pub line: u64,
    /// Records of the file before it.
    pub record: u64,
}
