//! About a megabyte of raw records, handed to one worker.

use std::io;
use std::mem;
use std::ops::Range;
use std::sync::Arc;

use super::buffers::{Buffers, BuiltIds, KEPT};
use super::chunk::{Chunk, Origin};
use super::file;
use super::format::Records;
use super::item::Item;
use super::options::{Limits, ReadOptions};
use super::parts::FilePart;
use super::record::{Raw, Read};
use super::skipped::{Fault, Skipped};
use super::source::Source;

/// Raw records and the buffers to decode them in, all of them reused from batch to batch.
#[derive(Default)]
pub struct Batch {
    pub(super) arena: Arena,
    pieces: Vec<Piece>,
    /// Bytes of the files and parts listed; those of records lie in the arena.
    files: u64,
    options: Arc<ReadOptions>,
    buffers: Buffers,
    ids: BuiltIds,
}

enum Piece {
    Skipped(Skipped),
    File(Source),
    Part(FilePart, Arc<Origin>),
    Chunk {
        records: Arc<dyn Records>,
        origin: Arc<Origin>,
        range: Range<usize>,
        line: u64,
        record: u64,
    },
}

impl Batch {
    /// Decodes and parses what the batch holds, in the order of the input. Files that are one
    /// document are read from the disk here.
    ///
    /// The batch is empty afterwards.
    pub fn read(&mut self, mut each: impl FnMut(Item<'_>)) {
        let options = Arc::clone(&self.options);
        let mut ids = mem::take(&mut self.ids);
        self.read_raw(&mut |read| match read {
            Read::Noted(note) => each(Item::Skipped(note)),
            Read::Found(Raw::Skipped(fault, line), origin) => each(origin.skipped(line, fault)),
            Read::Found(Raw::Record(record), origin) => {
                record.emit(origin, &options, &mut ids, &mut each);
            }
        });
        self.ids = ids;
    }

    /// The same before documents are made of records.
    pub(super) fn read_raw(&mut self, each: &mut dyn FnMut(Read<'_>)) {
        for piece in self.pieces.drain(..) {
            match piece {
                Piece::Skipped(note) => each(Read::Noted(note)),
                Piece::File(source) => {
                    file::read_file(&source, &self.options, &mut self.buffers, each);
                }
                Piece::Part(part, origin) => {
                    let mut each = |raw: Raw<'_>| each(Read::Found(raw, &origin));
                    part.reader.read(&self.options, &mut each);
                }
                Piece::Chunk {
                    records,
                    origin,
                    range,
                    line,
                    record,
                } => {
                    let chunk = Chunk {
                        bytes: self.arena.get(range),
                        origin: &origin,
                        options: &self.options,
                        line,
                        record,
                    };
                    let mut each = |raw: Raw<'_>| each(Read::Found(raw, &origin));
                    records.read(&chunk, &mut self.buffers, &mut each);
                }
            }
            self.buffers.shrink();
        }
    }

    pub(super) fn clear(&mut self, options: &Arc<ReadOptions>) {
        self.arena.clear();
        self.pieces.clear();
        self.files = 0;
        self.options = Arc::clone(options);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub(super) fn has_room(&self, limits: Limits) -> bool {
        (self.arena.len() as u64).saturating_add(self.files) < limits.bytes as u64
            && self.pieces.len() < limits.pieces
    }

    pub(super) fn skip(&mut self, note: Skipped) {
        self.pieces.push(Piece::Skipped(note));
    }

    pub(super) fn skip_at(&mut self, path: &str, line: Option<u64>, fault: Fault) {
        self.skip(fault.at(path, line));
    }

    pub(super) fn add_file(&mut self, source: Source, size: u64) {
        self.files = self.files.saturating_add(size);
        self.pieces.push(Piece::File(source));
    }

    pub(super) fn add_part(&mut self, part: FilePart, origin: &Arc<Origin>) {
        self.files = self.files.saturating_add(part.bytes);
        self.pieces.push(Piece::Part(part, Arc::clone(origin)));
    }

    pub(super) fn add_chunk(
        &mut self,
        records: &Arc<dyn Records>,
        origin: &Arc<Origin>,
        range: Range<usize>,
        line: u64,
        record: u64,
    ) {
        self.pieces.push(Piece::Chunk {
            records: Arc::clone(records),
            origin: Arc::clone(origin),
            range,
            line,
            record,
        });
    }
}

/// Bytes read, in memory that stays initialised from batch to batch.
#[derive(Default)]
pub(super) struct Arena {
    bytes: Vec<u8>,
    filled: usize,
}

impl Arena {
    pub(super) fn len(&self) -> usize {
        self.filled
    }

    pub(super) fn from(&self, start: usize) -> &[u8] {
        self.get(start..self.filled)
    }

    pub(super) fn extend(&mut self, bytes: &[u8]) {
        self.room(bytes.len()).copy_from_slice(bytes);
        self.filled += bytes.len();
    }

    /// Space for `count` bytes more; what is written there counts once the arena has grown over it.
    pub(super) fn room(&mut self, count: usize) -> &mut [u8] {
        let end = self.filled + count;
        // Zeroed once: `clear` keeps what is there, so that a batch writes over the last one's
        // bytes.
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes.get_mut(self.filled..end).unwrap_or_default()
    }

    /// The same, where there is memory for it. All that is asked for may come to `most`.
    pub(super) fn try_room(&mut self, count: usize, most: usize) -> io::Result<&mut [u8]> {
        let end = self.filled.saturating_add(count);
        // To grow what is huge is to have it twice for a moment. Address space for all of it is
        // taken instead, where there is some, and no more memory than is written to.
        if end > KEPT.max(self.bytes.capacity()) {
            let _ = self.bytes.try_reserve_exact(most);
        }
        let more = end.saturating_sub(self.bytes.len());
        self.bytes.try_reserve_exact(more)?;
        Ok(self.room(count))
    }

    /// Counts the next bytes as filled.
    pub(super) fn grow(&mut self, count: usize) {
        self.filled += count;
    }

    pub(super) fn truncate(&mut self, end: usize) {
        self.filled = self.filled.min(end);
    }

    /// The same, and gives back the memory of what was huge.
    pub(super) fn give_back(&mut self, end: usize) {
        self.truncate(end);
        if self.bytes.len() > KEPT {
            self.bytes.truncate(self.filled);
            self.bytes.shrink_to_fit();
        }
    }

    pub(super) fn get(&self, range: Range<usize>) -> &[u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    fn clear(&mut self) {
        self.filled = 0;
        if self.bytes.len() > KEPT {
            self.bytes = Vec::new();
        }
    }
}
