//! Which files there are: the inputs as named, and what lies in their folders.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use encoding_rs::Encoding;
use walkdir::WalkDir;

use super::chunk::Origin;
use super::formats::{self, of_name};
use super::options::Format;
use super::skipped::{Fault, SkipKind, Skipped};
use super::twins;
use super::unpack::Packing;
use crate::paths::{FileId, has_names, real_path, told};

/// Why the inputs could not be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// No input was named.
    #[error("no input")]
    NoInput,
    /// Nothing stands at this path.
    #[error("`{}` does not exist", path.display())]
    NotFound {
        /// The input as named.
        path: PathBuf,
    },
    /// The input is there but may not be read.
    #[error("`{}` cannot be read: {source}", path.display())]
    Unreadable {
        /// The input as named.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An input is named twice, or lies inside another: its documents would be counted twice.
    #[error("`{}` is read twice: it is, or lies inside, `{}`", inner.display(), outer.display())]
    Twice {
        /// The input that is read again.
        inner: PathBuf,
        /// The input that holds it.
        outer: PathBuf,
    },
    /// The output lies in an input: it would be read as documents the next time.
    #[error(
        "the {what} would go to `{}`, inside the input `{}`, and be read as documents the next time",
        out.display(),
        input.display()
    )]
    HoldsOutput {
        /// What is to be written.
        what: &'static str,
        /// Where it is to go.
        out: PathBuf,
        /// The input, or the link in an input that leads there.
        input: PathBuf,
    },
    /// The output would take the place of an input.
    #[error("`{}` is an input, and `{}` would take its place", input.display(), out.display())]
    IsOutput {
        /// The input.
        input: PathBuf,
        /// The file that is to be written.
        out: PathBuf,
    },
    /// The folders hold no file of a known format.
    #[error(
        "no documents under {}: {found}; documents are {} files, also with .gz or .zst",
        quoted(folders),
        formats::endings()
    )]
    NoDocuments {
        /// The folders searched.
        folders: Vec<PathBuf>,
        /// What was found instead.
        found: String,
    },
}

/// One thing to read, or why it cannot be.
#[derive(Debug)]
pub(super) enum Entry {
    File(Source),
    Skipped(Skipped),
}

/// A file or stream of documents.
#[derive(Debug)]
pub(super) struct Source {
    /// Its number among all inputs, files that are skipped included, from 1.
    pub number: u64,
    /// Relative to the deepest folder that holds all inputs, with forward slashes.
    pub id: String,
    /// `-` for standard input.
    pub path: PathBuf,
    /// `None`: to be told by the first characters.
    pub format: Option<Format>,
    pub packing: Packing,
    /// Bytes on the disk; `None` for a pipe.
    pub size: Option<u64>,
    /// When it was last written to, where the system tells.
    pub modified: Option<SystemTime>,
    /// A name that tells no format, given by hand: it is read if it is text.
    pub untold: bool,
    /// Which file it is, under whatever name.
    pub file: Option<FileId>,
    /// Whether it was found by a symbolic link.
    pub by_link: bool,
    /// Whether it has other names.
    pub hard_linked: bool,
}

impl Source {
    pub(super) fn is_standard_input(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// Returns what its records say of where they come from.
    pub(super) fn origin(&self, encoding: &'static Encoding) -> Origin {
        Origin {
            number: self.number,
            id: self.id.clone(),
            path: self.shown(),
            encoding: encoding.name(),
        }
    }

    pub(super) fn shown(&self) -> String {
        told(&self.path)
    }
}

/// Everything to read, and the links to folders on the way.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) entries: Vec<Entry>,
    pub(super) links: Vec<PathBuf>,
    /// The folders that were read, by the names by which they were.
    folders: HashMap<FileId, PathBuf>,
}

/// Everything to read, in the order of the inputs, folders sorted by file name.
pub(super) fn list(
    inputs: &[PathBuf],
    hidden: bool,
    stdin_format: Option<Format>,
) -> Result<Listed, OpenError> {
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
                format: stdin_format,
                packing: Packing::Plain,
                size: None,
                modified: None,
                untold: false,
                file: standard_input(),
                by_link: false,
                hard_linked: false,
            })),
            Kind::File(metadata) => {
                let source = input.source(&base, metadata);
                listed.entries.push(Entry::File(source));
            }
            Kind::Folder => {
                let before = listed.entries.len();
                walk(input, &base, hidden, &mut listed)?;
                if listed.entries.len() == before {
                    let reason = "the folder holds no documents";
                    let note = skipped(&input.path, SkipKind::NoRecords, reason);
                    listed.entries.push(note);
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

    /// A file named by hand.
    fn source(&self, base: &Path, metadata: &Metadata) -> Source {
        let (format, packing) = of_name(self.path.file_name().unwrap_or_default());
        let is_file = metadata.is_file();
        Source {
            number: 0,
            id: with_slashes(self.absolute.strip_prefix(base).unwrap_or(&self.absolute)),
            path: self.path.clone(),
            format: format.or(is_file.then_some(Format::TEXT)),
            packing,
            size: is_file.then_some(metadata.len()),
            modified: is_file.then(|| metadata.modified().ok()).flatten(),
            untold: is_file && format.is_none(),
            file: is_file.then(|| FileId::of(metadata)).flatten(),
            by_link: self.path.is_symlink(),
            hard_linked: is_file && has_names(metadata),
        }
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

fn walk(input: &Named, base: &Path, hidden: bool, listed: &mut Listed) -> Result<(), OpenError> {
    let prefix = with_slashes(input.absolute.strip_prefix(base).unwrap_or(&input.absolute));
    let is_wanted = |entry: &walkdir::DirEntry| {
        hidden || entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let mut found = WalkDir::new(&input.path)
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
                let path = input.path.clone();
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
        if !entry.file_type().is_file() {
            let reason = "a pipe, socket or device, not a file";
            let note = skipped(entry.path(), SkipKind::NotAFile, reason);
            listed.entries.push(note);
            continue;
        }
        let (Some(format), packing) = of_name(entry.file_name()) else {
            let reason = "not a known document format";
            let note = skipped(entry.path(), SkipKind::NotADocument, reason);
            listed.entries.push(note);
            continue;
        };
        let relative = with_slashes(
            entry
                .path()
                .strip_prefix(&input.path)
                .unwrap_or(entry.path()),
        );
        let metadata = entry.metadata().ok();
        let modified = metadata
            .as_ref()
            .and_then(|metadata| metadata.modified().ok());
        let by_link = linked.is_some() || entry.path_is_symlink();
        listed.entries.push(Entry::File(Source {
            number: 0,
            id: if prefix.is_empty() {
                relative
            } else {
                format!("{prefix}/{relative}")
            },
            path: entry.into_path(),
            format: Some(format),
            packing,
            by_link,
            hard_linked: metadata.as_ref().is_some_and(has_names),
            file: metadata.as_ref().and_then(FileId::of),
            size: Some(metadata.map_or(0, |metadata| metadata.len())),
            modified,
            untold: false,
        }));
    }
    Ok(())
}

impl Listed {
    /// Notes a folder. Returns by what name it was read already, by a link or as itself: links
    /// that lead from folder to folder would otherwise be as many ways into each.
    fn enter(&mut self, folder: &walkdir::DirEntry) -> Option<PathBuf> {
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

/// What is read already, under another name.
pub(super) fn again(path: &Path, first: &Path) -> Entry {
    skipped(
        path,
        SkipKind::ReadOnce,
        &format!("read already, as `{}`", told(first)),
    )
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

fn skipped(path: &Path, kind: SkipKind, reason: &str) -> Entry {
    Entry::Skipped(Fault::new(kind, reason).at(&told(path), None))
}

fn no_documents(inputs: &[PathBuf], entries: &[Entry]) -> OpenError {
    let passed: Vec<_> = entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Skipped(note)
                if !inputs
                    .iter()
                    .any(|input| input.as_os_str() == note.path.as_str()) =>
            {
                Some(&note.path)
            }
            _ => None,
        })
        .collect();
    let found = match passed.as_slice() {
        [] => "no visible file".to_owned(),
        [one] => format!("only `{one}`"),
        [first, rest @ ..] => format!("`{first}` and {} more, none of a known format", rest.len()),
    };
    OpenError::NoDocuments {
        folders: inputs.to_vec(),
        found,
    }
}

fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter(|part| !matches!(part, Component::RootDir | Component::Prefix(_)))
        .map(|part| told(Path::new(part.as_os_str())))
        .collect();
    parts.join("/")
}

fn quoted(paths: &[PathBuf]) -> String {
    let names: Vec<_> = paths
        .iter()
        .map(|path| format!("`{}`", path.display()))
        .collect();
    names.join(", ")
}
