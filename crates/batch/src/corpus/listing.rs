//! What the inputs are, in a few bytes: by which a run knows its inputs again.

use std::time::{SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use super::source::Entry;
use crate::hash::hex;

/// The list of inputs, hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listing {
    /// Files, pipes, and what was skipped.
    pub(crate) count: u64,
    /// Over ids, paths and sizes.
    pub(crate) sha256: String,
    /// Over the times of the last change, too: only on one machine do they stay what they are.
    pub(crate) with_times: String,
    /// The input that was written last.
    pub(crate) newest: Option<Newest>,
}

/// An input, with the time when it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Newest {
    pub(crate) at: SystemTime,
    pub(crate) path: String,
}

impl Listing {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut listed = Sha256::new();
        let mut times = Sha256::new();
        for entry in entries {
            match entry {
                Entry::File(source) => {
                    add(&mut listed, source.id.as_bytes());
                    add(&mut listed, source.path.as_os_str().as_encoded_bytes());
                    add(&mut listed, &source.size.unwrap_or(u64::MAX).to_le_bytes());
                    let changed = source
                        .modified
                        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                    // Apart from the rest: shards on other machines have copies of other times.
                    times.update(changed.unwrap_or_default().as_nanos().to_le_bytes());
                }
                Entry::Skipped(note) => {
                    add(&mut listed, note.path.as_bytes());
                    add(&mut listed, note.reason.as_bytes());
                }
            }
        }
        let listed = listed.finalize();
        times.update(listed);
        Self {
            count: entries.len() as u64,
            sha256: hex(&listed),
            with_times: hex(&times.finalize()),
            newest: newest(entries),
        }
    }
}

/// The file that was written last: by itself, or by what replaced it.
fn newest(entries: &[Entry]) -> Option<Newest> {
    let files = entries.iter().filter_map(|entry| match entry {
        Entry::File(source) => Some((source.modified?, source)),
        Entry::Skipped(_) => None,
    });
    let (at, source) = files.max_by_key(|(at, _)| *at)?;
    let path = source.shown();
    Some(Newest { at, path })
}

/// With its length, so that no two lists read alike.
fn add(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}
