//! One thing to read: a file or stream, or why it cannot be.

use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use super::chunk::Origin;
use super::container::Container;
use super::options::Format;
use super::skipped::{Fault, SkipKind, Skipped};
use super::unpack::Packing;
use crate::paths::{FileId, told};

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
    /// `None`: to be told by what it begins with.
    pub format: Option<Format>,
    pub packing: Packing,
    /// How it holds other files, if it does.
    pub container: Option<Container>,
    /// Bytes on the disk; `None` for a pipe.
    pub size: Option<u64>,
    /// When it was last written to, where the system tells.
    pub modified: Option<SystemTime>,
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
    pub(super) fn origin(&self, format: Format, encoding: &'static str) -> Origin {
        Origin {
            number: self.number,
            id: self.id.clone(),
            path: self.shown(),
            format: format.name(),
            encoding,
            day_order: None,
        }
    }

    pub(super) fn shown(&self) -> String {
        told(&self.path)
    }
}

/// What is read already, under another name.
pub(super) fn again(path: &Path, first: &Path) -> Entry {
    skipped(
        path,
        SkipKind::ReadOnce,
        &format!("read already, as `{}`", told(first)),
    )
}

pub(super) fn skipped(path: &Path, kind: SkipKind, reason: &str) -> Entry {
    Entry::Skipped(Fault::new(kind, reason).at(&told(path), None))
}

/// Returns a path as an id: with forward slashes on every system.
pub(super) fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter(|part| !matches!(part, Component::RootDir | Component::Prefix(_)))
        .map(|part| told(Path::new(part.as_os_str())))
        .collect();
    parts.join("/")
}
