//! Documents that are found under two names: by a link and as themselves, or by two links.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::source::{Entry, Source, again};
use crate::paths::{FileId, real_path};

/// Turns files that are read already into a note of where: each is read once, under the name that
/// comes first.
pub(super) fn skip(entries: &mut [Entry]) {
    // Where each file has one name, and was found by it, there is nothing to look for.
    let has_names = |source: &Source| source.by_link || source.hard_linked;
    if !entries.iter().filter_map(file).any(has_names) {
        return;
    }
    let mut first: HashMap<FileId, usize> = HashMap::with_capacity(entries.len());
    for at in 0..entries.len() {
        let Some(source) = entries.get(at).and_then(file) else {
            continue;
        };
        let Some(id) = source.file else {
            continue;
        };
        let before = match first.entry(id) {
            Slot::Vacant(slot) => {
                slot.insert(at);
                continue;
            }
            Slot::Occupied(slot) => *slot.get(),
        };
        let Some(before) = entries.get(before).and_then(file) else {
            continue;
        };
        if are_one(before, source) {
            let note = again(&source.path, &before.path);
            if let Some(entry) = entries.get_mut(at) {
                *entry = note;
            }
        }
    }
}

fn file(entry: &Entry) -> Option<&Source> {
    match entry {
        Entry::File(source) => Some(source),
        Entry::Skipped(_) => None,
    }
}

/// Whether two files of one number are one: on some network disks numbers repeat.
fn are_one(one: &Source, other: &Source) -> bool {
    if one.hard_linked && other.hard_linked {
        return one.size == other.size && one.modified == other.modified;
    }
    (one.by_link || other.by_link) && real_path(&one.path) == real_path(&other.path)
}
