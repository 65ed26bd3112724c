//! What lies in a folder, also by links: each folder once.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::formats::to_read_by;
use super::open_error::OpenError;
use super::options::ReadOptions;
use super::skipped::SkipKind;
use super::source::{Entry, Source, again, skipped, with_slashes};
use crate::paths::{FileId, has_names, real_path, told};

/// Everything to read, and the links to folders on the way.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) entries: Vec<Entry>,
    pub(super) links: Vec<PathBuf>,
    /// The folders that were read, by the names by which they were.
    folders: HashMap<FileId, PathBuf>,
}

impl Listed {
    /// Notes a folder. Returns by what name it was read already, by a link or as itself: links
    /// that lead from folder to folder would otherwise be as many ways into each.
    fn enter(&mut self, folder: &DirEntry) -> Option<PathBuf> {
        let metadata = folder.metadata().ok()?;
        match self.folders.entry(FileId::of(&metadata)?) {
            Slot::Vacant(slot) => {
                slot.insert(folder.path().to_owned());
                None
            }
            // The numbers of some network disks repeat.
            Slot::Occupied(slot) => real_path(slot.get())
                .eq(&real_path(folder.path()))
                .then(|| slot.get().clone()),
        }
    }
}

/// Adds what lies in a folder, sorted by file name; `prefix` goes before the ids.
pub(super) fn walk(
    folder: &Path,
    prefix: &str,
    options: &ReadOptions,
    listed: &mut Listed,
) -> Result<(), OpenError> {
    let is_wanted = |entry: &DirEntry| {
        options.hidden
            || entry.depth() == 0
            || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let mut found = WalkDir::new(folder)
        // Folders of links to documents are common; a loop of links is noticed and reported.
        .follow_links(true)
        // So that order and keys are the same on every system.
        .sort_by_file_name()
        .into_iter()
        .filter_entry(is_wanted);
    // How deep the folder lies that was entered by a link.
    let mut linked: Option<usize> = None;
    while let Some(next) = found.next() {
        if let Ok(entry) = &next {
            linked = linked.filter(|depth| entry.depth() > *depth);
        }
        let entry = match next {
            Ok(entry) if entry.file_type().is_dir() => {
                if entry.depth() > 0 && entry.path_is_symlink() {
                    linked = linked.or(Some(entry.depth()));
                    listed.links.push(entry.path().to_owned());
                }
                if let Some(first) = listed.enter(&entry) {
                    listed.entries.push(again(entry.path(), &first));
                    found.skip_current_dir();
                }
                continue;
            }
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 => {
                let path = folder.to_owned();
                return Err(OpenError::Unreadable {
                    path,
                    source: error.into(),
                });
            }
            Err(error) => {
                listed.entries.push(unwalked(&error));
                continue;
            }
        };
        let by_link = linked.is_some() || entry.path_is_symlink();
        let source = source(entry, folder, prefix, by_link, options);
        listed.entries.push(source);
    }
    Ok(())
}

/// Returns what a file is, or why it is passed over.
fn source(
    entry: DirEntry,
    folder: &Path,
    prefix: &str,
    by_link: bool,
    options: &ReadOptions,
) -> Entry {
    if !entry.file_type().is_file() {
        return skipped(
            entry.path(),
            SkipKind::NotAFile,
            "a pipe, socket or device, not a file",
        );
    }
    let by = match to_read_by(entry.file_name(), options) {
        Ok(by) => by,
        Err(fault) => return Entry::Skipped(fault.at(&told(entry.path()), None)),
    };
    let relative = with_slashes(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
    let metadata = entry.metadata().ok();
    let metadata = metadata.as_ref();
    Entry::File(Source {
        number: 0,
        id: match prefix {
            "" => relative,
            prefix => format!("{prefix}/{relative}"),
        },
        path: entry.into_path(),
        format: by.format,
        packing: by.packing,
        container: by.container,
        size: Some(metadata.map_or(0, Metadata::len)),
        modified: metadata.and_then(|metadata| metadata.modified().ok()),
        file: metadata.and_then(FileId::of),
        by_link,
        hard_linked: metadata.is_some_and(has_names),
    })
}

fn unwalked(error: &walkdir::Error) -> Entry {
    let path = error.path().unwrap_or(Path::new(""));
    match (error.loop_ancestor(), error.io_error()) {
        (Some(folder), _) => skipped(
            path,
            SkipKind::LinkLoop,
            &format!(
                "a symbolic link back to `{}`, which holds it",
                folder.display()
            ),
        ),
        (None, Some(io)) => skipped(path, SkipKind::Unreadable, &format!("cannot be read: {io}")),
        (None, None) => skipped(path, SkipKind::Unreadable, "cannot be read"),
    }
}
