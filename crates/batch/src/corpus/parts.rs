//! A file on the disk that is read in parts, each by a worker of its own.

use super::options::ReadOptions;
use super::record::Each;
use super::skipped::Fault;

/// What a file was found to hold, before it is read.
pub(super) struct Parts {
    /// What is to be told of the file.
    pub notes: Vec<Fault>,
    pub parts: Vec<FilePart>,
}

/// One part of a file.
pub(super) struct FilePart {
    /// About how many bytes it is to read.
    pub bytes: u64,
    pub reader: Box<dyn ReadPart>,
}

/// Reads a part of a file.
pub(super) trait ReadPart: Send {
    /// Hands over the records of the part, in their order.
    fn read(&self, options: &ReadOptions, each: &mut Each<'_>);
}
