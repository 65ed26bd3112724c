//! The beginning of a file of records.

use std::io;

use super::options::ReadOptions;
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
    step: usize,
}

impl<'r> Head<'r> {
    /// Returns the beginning of what `reader` reads, about `step` bytes at a time.
    pub(super) fn of(reader: &'r mut Reader, step: usize) -> Self {
        Self {
            reader: Some(reader),
            bytes: Vec::new(),
            lines: 0,
            step: step.clamp(1, STEP),
        }
    }

    /// Returns the beginning of nothing.
    pub(super) fn empty() -> Self {
        Self {
            reader: None,
            bytes: Vec::new(),
            lines: 0,
            step: 0,
        }
    }

    /// Reads until there is a whole record, and returns all that was read; `None` where there is
    /// none within the length that a record may have.
    pub(super) fn read_record(
        &mut self,
        begin: &Splitter,
        options: &ReadOptions,
    ) -> Result<Option<&[u8]>, Fault> {
        let mut splitter = begin.clone();
        splitter.scan(&self.bytes);
        let mut chunk = vec![0; self.step];
        let unreadable =
            |error| Fault::of(error, SkipKind::Unreadable).said("cannot be read: ", "");
        while splitter.whole().records == 0 {
            // Blank lines belong to no record, and there may be any number of them.
            if splitter.whole().end > 0 {
                self.take(splitter.whole());
                splitter = begin.clone();
                splitter.scan(&self.bytes);
            }
            if self.bytes.len() >= options.most_with_end() {
                return Ok(None);
            }
            let Some(reader) = self.reader.as_deref_mut() else {
                break;
            };
            let count = reader.read(&mut chunk).map_err(unreadable)?;
            let read = chunk.get(..count).unwrap_or_default();
            if read.is_empty() {
                break;
            }
            let room = self.bytes.try_reserve(count).map_err(io::Error::from);
            room.map_err(unreadable)?;
            self.bytes.extend_from_slice(read);
            splitter.scan(read);
        }
        Ok(Some(&self.bytes))
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
