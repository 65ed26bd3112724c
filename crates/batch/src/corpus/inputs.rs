//! Which files there are: the inputs as named, with what lies in their folders.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::folder_walk::{Listed, walk};
use super::formats::{ReadBy, to_read_by};
use super::open_error::OpenError;
use super::options::ReadOptions;
use super::skipped::{SkipKind, Skipped};
use super::source::{Entry, Source, skipped, with_slashes};
use super::twins;
use super::unpack::Packing;
use crate::paths::{FileId, has_names, told};

/// Everything to read, in the order of the inputs, folders sorted by file name.
pub(super) fn list(inputs: &[PathBuf], options: &ReadOptions) -> Result<Listed, OpenError> {
    if inputs.is_empty() {
        return Err(OpenError::NoInput);
    }
    let named = inputs
        .iter()
        .map(|path| Named::look(path))
        .collect::<Result<Vec<_>, _>>()?;
    refuse_twice(&named)?;
    let base = common_folder(&named);
    let mut listed = Listed::default();
    for input in &named {
        match &input.kind {
            Kind::Standard => listed.entries.push(Entry::File(Source {
                number: 0,
                id: "-".to_owned(),
                path: input.path.clone(),
                format: options.other_format,
                packing: Packing::Plain,
                container: None,
                size: None,
                modified: None,
                file: standard_input(),
                by_link: false,
                hard_linked: false,
            })),
            Kind::File(metadata) => {
                listed.entries.push(input.entry(&base, metadata, options));
            }
            Kind::Folder => {
                let before = listed.entries.len();
                let prefix = input.id(&base);
                walk(&input.path, &prefix, options, &mut listed)?;
                if listed.entries.len() == before {
                    let reason = "the folder holds no documents";
                    listed
                        .entries
                        .push(skipped(&input.path, SkipKind::NoRecords, reason));
                }
            }
        }
    }
    let entries = &mut listed.entries;
    twins::skip(entries);
    for (entry, number) in entries.iter_mut().zip(1..) {
        if let Entry::File(source) = entry {
            source.number = number;
        }
    }
    if entries.iter().any(|entry| matches!(entry, Entry::File(_))) {
        Ok(listed)
    } else {
        Err(no_documents(inputs, entries))
    }
}

enum Kind {
    Standard,
    /// A file, or a pipe named by hand.
    File(Metadata),
    Folder,
}

struct Named {
    path: PathBuf,
    /// Without links, to see whether two inputs are the same.
    real: Option<PathBuf>,
    /// As named, but from the root.
    absolute: PathBuf,
    kind: Kind,
}

impl Named {
    fn look(path: &Path) -> Result<Self, OpenError> {
        let unreadable = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => OpenError::NotFound {
                path: path.to_owned(),
            },
            _ => OpenError::Unreadable {
                path: path.to_owned(),
                source,
            },
        };
        let (kind, absolute, real) = if path.as_os_str() == "-" {
            (Kind::Standard, path.to_owned(), Some(path.to_owned()))
        } else {
            let metadata = fs::metadata(path).map_err(unreadable)?;
            let absolute = std::path::absolute(path).map_err(unreadable)?;
            if metadata.is_dir() {
                (Kind::Folder, absolute, fs::canonicalize(path).ok())
            } else {
                let real = metadata
                    .is_file()
                    .then(|| fs::canonicalize(path).ok())
                    .flatten();
                (Kind::File(metadata), absolute, real)
            }
        };
        Ok(Self {
            path: path.to_owned(),
            real,
            absolute,
            kind,
        })
    }

    /// The path relative to a folder above.
    fn id(&self, base: &Path) -> String {
        with_slashes(self.absolute.strip_prefix(base).unwrap_or(&self.absolute))
    }

    /// A file named by hand: it is read as if it had been found in a folder.
    fn entry(&self, base: &Path, metadata: &Metadata, options: &ReadOptions) -> Entry {
        let is_file = metadata.is_file();
        let name = self.path.file_name().unwrap_or_default();
        let by = match to_read_by(name, options) {
            Ok(by) => by,
            Err(fault) if is_file => return Entry::Skipped(fault.at(&told(&self.path), None)),
            // A pipe is whatever comes out of it.
            Err(_) => ReadBy::default(),
        };
        Entry::File(Source {
            number: 0,
            id: self.id(base),
            path: self.path.clone(),
            format: by.format,
            packing: by.packing,
            container: by.container.filter(|_| is_file),
            size: is_file.then_some(metadata.len()),
            modified: is_file.then(|| metadata.modified().ok()).flatten(),
            file: is_file.then(|| FileId::of(metadata)).flatten(),
            by_link: self.path.is_symlink(),
            hard_linked: is_file && has_names(metadata),
        })
    }
}

fn refuse_twice(named: &[Named]) -> Result<(), OpenError> {
    let mut sorted: Vec<_> = named
        .iter()
        .filter_map(|input| Some((input.real.as_ref()?, &input.path)))
        .collect();
    // A folder comes directly before what lies inside it, or inside something that does.
    sorted.sort();
    let mut outer: Option<(&PathBuf, &PathBuf)> = None;
    for (real, path) in sorted {
        match outer {
            Some((folder, named)) if real.starts_with(folder) => {
                return Err(OpenError::Twice {
                    inner: path.clone(),
                    outer: named.clone(),
                });
            }
            _ => outer = Some((real, path)),
        }
    }
    Ok(())
}

/// The deepest folder that holds all inputs: ids are relative to it, so no two are alike.
fn common_folder(named: &[Named]) -> PathBuf {
    let mut folders = named.iter().filter_map(|input| match input.kind {
        Kind::Standard => None,
        Kind::File(_) => input.absolute.parent(),
        Kind::Folder => Some(input.absolute.as_path()),
    });
    let mut common = folders.next().unwrap_or(Path::new("")).to_owned();
    for folder in folders {
        while !folder.starts_with(&common) && common.pop() {}
    }
    common
}

fn no_documents(inputs: &[PathBuf], entries: &[Entry]) -> OpenError {
    let passed: Vec<&Skipped> = entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Skipped(note) if note.kind != SkipKind::NoRecords => Some(note),
            _ => None,
        })
        .collect();
    let found = match passed.as_slice() {
        [] => "no visible file".to_owned(),
        [one] => format!("`{}` is passed over: {}", one.path, one.reason),
        [first, rest @ ..] => format!(
            "`{}` and {} more are passed over: {}",
            first.path,
            rest.len(),
            first.reason
        ),
    };
    OpenError::NoDocuments {
        inputs: inputs.to_vec(),
        found,
    }
}

/// Which file standard input is redirected from, if it is.
#[cfg(unix)]
fn standard_input() -> Option<FileId> {
    use std::os::fd::AsFd;
    let input = io::stdin().as_fd().try_clone_to_owned().ok()?;
    let metadata = fs::File::from(input).metadata().ok()?;
    metadata.is_file().then(|| FileId::of(&metadata)).flatten()
}

/// Which file standard input is redirected from: not told.
#[cfg(not(unix))]
fn standard_input() -> Option<FileId> {
    None
}
