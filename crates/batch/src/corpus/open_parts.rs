//! A file that is read in parts, of which one after the other is handed out.

use std::sync::Arc;
use std::vec::IntoIter;

use super::batch::Batch;
use super::chunk::Origin;
use super::options::ReadOptions;
use super::parts::FilePart;
use super::source::Source;
use super::unpack::Packing;

/// The file whose parts are handed out.
pub(super) struct OpenParts {
    origin: Arc<Origin>,
    parts: IntoIter<FilePart>,
    /// Bytes on the disk of those that are left.
    size: u64,
}

/// Opens a file that is read in parts; `None` where it is not. The batch says what is wrong with
/// it.
pub(super) fn open(source: &Source, options: &ReadOptions, batch: &mut Batch) -> Option<OpenParts> {
    let format = source.format?;
    // What is packed, and what comes through a pipe, is read from its beginning to its end.
    let size = source.size.filter(|_| source.packing == Packing::Plain)?;
    let (notes, parts) = match format.reader().parts(&source.path, options)? {
        Ok(found) => (found.notes, found.parts),
        Err(fault) => (vec![fault], Vec::new()),
    };
    for fault in notes {
        batch.skip_at(&source.shown(), None, fault);
    }
    Some(OpenParts {
        origin: Arc::new(source.origin(format, encoding_rs::UTF_8.name())),
        parts: parts.into_iter(),
        size,
    })
}

impl OpenParts {
    /// Returns the next part, with its share of the bytes on the disk.
    pub(super) fn next(&mut self) -> Option<(FilePart, u64)> {
        let left = self.parts.len() as u64;
        let part = self.parts.next()?;
        let share = self.size / left.max(1);
        self.size -= share;
        Some((part, share))
    }

    pub(super) fn origin(&self) -> &Arc<Origin> {
        &self.origin
    }
}
