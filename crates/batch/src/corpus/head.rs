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
    /// What of the beginning is to be told of.
    notes: Vec<Fault>,
    /// What broke it off, behind what was read.
    broken: Option<Fault>,
}

/// What is left of the beginning of a file once its format was opened.
pub(super) struct HeadRest {
    /// What was read and not taken.
    pub bytes: Vec<u8>,
    /// Line feeds in what was taken.
    pub lines: u64,
    /// What is to be told of it.
    pub notes: Vec<Fault>,
    /// What broke it off.
    pub broken: Option<Fault>,
}

impl<'r> Head<'r> {
    /// Returns the beginning of what `reader` reads, about `step` bytes at a time.
    pub(super) fn of(reader: &'r mut Reader, step: usize) -> Self {
        Self {
            reader: Some(reader),
            bytes: Vec::new(),
            lines: 0,
            step: step.clamp(1, STEP),
            notes: Vec::new(),
            broken: None,
        }
    }

    /// Returns the beginning of nothing.
    pub(super) fn empty() -> Self {
        Self::of_bytes(Vec::new())
    }

    /// Returns the beginning of bytes that are all there is.
    pub(super) fn of_bytes(bytes: Vec<u8>) -> Self {
        Self {
            reader: None,
            bytes,
            lines: 0,
            step: 0,
            notes: Vec::new(),
            broken: None,
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
            let unreadable = |fault: Fault| fault.unless_broken_off().said("cannot be read: ", "");
            if !self.read_more(&mut chunk).map_err(unreadable)? {
                break;
            }
            splitter.scan(&self.bytes);
        }
        Ok(Some(&self.bytes))
    }

    /// Reads until there are so many bytes, and returns all that was read; `true` where that is all
    /// there is. What breaks it off is kept: what came before may hold records.
    pub(super) fn read_up_to(&mut self, count: usize) -> (&[u8], bool) {
        let mut chunk = vec![0; self.step];
        while self.bytes.len() < count {
            match self.read_more(&mut chunk) {
                Ok(true) => {}
                Ok(false) => return (&self.bytes, true),
                Err(fault) => {
                    self.broken = Some(fault);
                    return (&self.bytes, false);
                }
            }
        }
        (&self.bytes, false)
    }

    /// Reads once, through `chunk`; `false` at the end.
    fn read_more(&mut self, chunk: &mut [u8]) -> Result<bool, Fault> {
        let broken = |error| Fault::of(error, SkipKind::BrokenOff);
        let Some(reader) = self.reader.as_deref_mut() else {
            return Ok(false);
        };
        let count = reader.read(chunk).map_err(broken)?;
        let read = chunk.get(..count).unwrap_or_default();
        let room = self.bytes.try_reserve(count).map_err(io::Error::from);
        room.map_err(broken)?;
        self.bytes.extend_from_slice(read);
        Ok(count > 0)
    }

    /// Adds what is to be told of the beginning.
    pub(super) fn note(&mut self, fault: Fault) {
        self.notes.push(fault);
    }

    /// Takes off what comes before the first record.
    pub(super) fn take(&mut self, taken: Whole) {
        self.bytes.drain(..taken.end.min(self.bytes.len()));
        self.lines += taken.lines;
    }

    /// Returns what is left.
    pub(super) fn into_rest(self) -> HeadRest {
        HeadRest {
            bytes: self.bytes,
            lines: self.lines,
            notes: self.notes,
            broken: self.broken,
        }
    }
}
