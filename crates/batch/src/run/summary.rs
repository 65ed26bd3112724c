//! What a run found, and how it ended.

use serde::Serialize;

use super::counts::CorpusCounts;
use crate::corpus::Skipped;

/// What a run found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// What was counted.
    pub counts: CorpusCounts,
    /// Actors seen.
    pub actors: u64,
    /// The first inputs that were skipped, for a message.
    pub first_skipped: Vec<Skipped>,
    /// A note on ids that several documents have.
    pub repeated_ids: Option<Skipped>,
    /// Of the documents, those that an earlier run tagged.
    pub earlier_documents: u64,
    /// Of the bytes, those of them.
    pub earlier_bytes: u64,
    /// How it ended.
    pub ended: Ended,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ended {
    /// All is tagged.
    #[default]
    Whole,
    /// All was tagged before: nothing was done.
    Before,
    /// It was stopped, and can go on.
    Stopped,
}

impl Summary {
    pub(super) fn ended(ended: Ended) -> Self {
        Self {
            ended,
            ..Self::default()
        }
    }
}
