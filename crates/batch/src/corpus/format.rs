//! What a document format is.

use std::path::Path;
use std::sync::Arc;

use super::buffers::Buffers;
use super::chunk::Chunk;
use super::head::Head;
use super::options::ReadOptions;
use super::parts::Parts;
use super::record::Each;
use super::skipped::Fault;
use super::split::Splitter;

/// A document format: how its files are called, and what reads them. To add one: a file with a type
/// of this trait, and a line in `FORMATS` in `formats.rs`.
pub(super) trait DocumentFormat: Sync {
    /// The name, as a person gives it for standard input.
    fn name(&self) -> &'static str;

    /// What documents of it look like, in a few words.
    fn description(&self) -> &'static str;

    /// What follows the last dot in names of its files, in lower case.
    fn endings(&self) -> &'static [&'static str];

    /// Whether a file is one document. It is then read by a worker, and comes as the bytes that it
    /// holds; records come in UTF-8 where the encoding of the file is known.
    fn is_whole(&self) -> bool {
        false
    }

    /// Whether what begins so is taken for this format, where no name tells one. Blanks before it,
    /// and the mark of its encoding, are left out.
    fn is_begun_by(&self, _head: &[u8], _options: &ReadOptions) -> bool {
        false
    }

    /// The parts in which a file on the disk is read, each by a worker; `None` where it is read in
    /// one. Fails with what to say where the file cannot be used.
    fn parts(&self, _path: &Path, _options: &ReadOptions) -> Option<Result<Parts, Fault>> {
        None
    }

    /// Reads what comes before the first record, such as a header row, and returns what reads the
    /// records; fails with what to say where the file cannot be used.
    fn open(&self, head: &mut Head<'_>, options: &ReadOptions) -> Result<Arc<dyn Records>, Fault>;
}

/// Cuts one file into records and reads them.
///
/// [`Records::read`] must find the same records as the splitter, and count those that are not blank
/// as it does: lines, keys and ids of the next chunk follow from its counts. A new way to part
/// records is a `Rule` in `split.rs`.
pub(super) trait Records: Send + Sync {
    /// Returns what finds the ends of records.
    fn splitter(&self) -> Splitter;

    /// Reads the records of a chunk, and hands over each. `decode_record` decodes one that is not
    /// UTF-8; of one that is, the encoding is that of the chunk's origin.
    fn read(&self, chunk: &Chunk<'_>, buffers: &mut Buffers, each: &mut Each<'_>);
}
