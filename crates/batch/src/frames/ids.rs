//! Ids that were there before.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use rustc_hash::FxBuildHasher;

/// Remembers ids by two hashes with keys of their own: 128 bits that nobody can foresee.
#[derive(Debug, Default)]
pub(super) struct Ids {
    hashers: [RandomState; 2],
    seen: HashSet<[u64; 2], FxBuildHasher>,
}

impl Ids {
    /// Adds an id; returns whether it is new.
    pub(super) fn add(&mut self, id: &str) -> bool {
        let hash = self.hashers.each_ref().map(|hasher| hasher.hash_one(id));
        self.seen.insert(hash)
    }
}
