//! What was found in the rows of a source.

use std::collections::BTreeMap;

use super::skipped::{RowFault, SkippedDocument};

/// Skipped documents that are kept whole, for a message.
const QUOTED: usize = 3;

/// What was found in the rows of a source so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrameCounts {
    /// Documents that were tagged.
    pub documents: u64,
    /// How many rows each fault has.
    pub skipped: BTreeMap<RowFault, u64>,
    /// The first of them.
    pub first_skipped: Vec<SkippedDocument>,
}

impl FrameCounts {
    pub(super) fn skip(&mut self, skipped: SkippedDocument) {
        *self.skipped.entry(skipped.fault).or_default() += 1;
        if self.first_skipped.len() < QUOTED {
            self.first_skipped.push(skipped);
        }
    }

    pub(super) fn merge(&mut self, later: Self) {
        self.documents += later.documents;
        for (fault, count) in later.skipped {
            *self.skipped.entry(fault).or_default() += count;
        }
        self.first_skipped.extend(later.first_skipped);
        self.first_skipped.truncate(QUOTED);
    }
}
