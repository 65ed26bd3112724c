//! The beginning of a file of records.

use super::reader::Reader;
use super::skipped::{Fault, SkipKind};
use super::split::{Splitter, Whole};

/// Bytes that are read at a time.
const STEP: usize = 64 * 1024;

/// The beginning of a file, for formats that have something before the first record.
pub(super) struct Head<'r> {
    /// `None` for a format that reads whole files.
    reader: Option<&'r mut Reader>,
    /// What was read and not taken.
    bytes: Vec<u8>,
    /// Line feeds in what was taken.
    lines: u64,
    /// Bytes of a record beyond which no more is read.
    most: usize,
    step: usize,
}

impl<'r> Head<'r> {
    /// Returns the beginning of what `reader` reads. A record has at most `most` bytes; about
    /// `step` bytes are read at a time.
    pub(super) fn of(reader: &'r mut Reader, most: usize, step: usize) -> Self {
        Self {
            reader: Some(reader),
            bytes: Vec::new(),
            lines: 0,
            most,
            step: step.clamp(1, STEP),
        }
    }

    /// Returns the beginning of nothing.
    pub(super) fn empty() -> Self {
        Self {
            reader: None,
            bytes: Vec::new(),
            lines: 0,
            most: 0,
            step: 0,
        }
    }

    /// Reads until there is a whole record, and returns all that was read.
    pub(super) fn read_record(&mut self, mut splitter: Splitter) -> Result<&[u8], Fault> {
        splitter.scan(&self.bytes);
        let mut chunk = vec![0; self.step];
        while let Some(reader) = self.reader.as_deref_mut()
            && splitter.whole().records == 0
            && self.bytes.len() < self.most
        {
            let count = reader.read(&mut chunk).map_err(|error| {
                Fault::of(error, SkipKind::Unreadable).said("cannot be read: ", "")
            })?;
            let read = chunk.get(..count).unwrap_or_default();
            if read.is_empty() {
                break;
            }
            self.bytes.extend_from_slice(read);
            splitter.scan(read);
        }
        Ok(&self.bytes)
    }

    /// Takes off what comes before the first record.
    pub(super) fn take(&mut self, taken: Whole) {
        self.bytes.drain(..taken.end.min(self.bytes.len()));
        self.lines += taken.lines;
    }

    /// Returns what was read and not taken, and the line feeds in what was taken.
    pub(super) fn into_rest(self) -> (Vec<u8>, u64) {
        (self.bytes, self.lines)
    }
}
