//! About a megabyte of raw records, handed to one worker.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::inputs::Source;
use super::json::{self, LineBuffers};
use super::table::{self, Header, RowBuffers};
use super::text::{self, TextBuffers};
use super::{Item, Limits, Options, Skipped};

/// Buffers larger than this are given back after use: one huge document is no reason to keep its size for ever.
const KEPT: usize = 16 << 20;

/// Raw records and the buffers to decode them in, all of them reused from batch to batch.
#[derive(Default)]
pub struct Batch {
    pub(super) arena: Arena,
    pieces: Vec<Piece>,
    /// Bytes of the text files listed; those of records lie in the arena.
    files: u64,
    options: Arc<Options>,
    texts: TextBuffers,
    lines: LineBuffers,
    rows: RowBuffers,
}

/// The file that records come from.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// The path relative to the input.
    pub id: String,
    /// The path as shown to people.
    pub path: String,
    /// What its bytes were in, before records were cut.
    pub encoding: &'static str,
}

impl Origin {
    pub fn of(source: &Source, encoding: &'static Encoding) -> Self {
        Self {
            id: source.id.clone(),
            path: source.shown(),
            encoding: encoding.name(),
        }
    }
}

/// How the records of a chunk are written.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Lines,
    Rows(Arc<Header>),
    Text,
}

/// Whole records of one file.
pub(super) struct Chunk<'a> {
    pub bytes: &'a [u8],
    pub origin: &'a Origin,
    pub options: &'a Options,
    /// The line it begins in, from 1.
    pub line: u64,
    /// Records of the file before it.
    pub record: u64,
}

enum Piece {
    Skipped(Skipped),
    File(Source),
    Chunk {
        kind: Kind,
        origin: Arc<Origin>,
        range: Range<usize>,
        line: u64,
        record: u64,
    },
}

impl Batch {
    /// Decodes and parses what the batch holds, in the order of the input. Text files are read from the disk here.
    ///
    /// The batch is empty afterwards.
    pub fn read(&mut self, mut each: impl FnMut(Item<'_>)) {
        let each: &mut dyn FnMut(Item<'_>) = &mut each;
        for piece in self.pieces.drain(..) {
            match piece {
                Piece::Skipped(note) => each(Item::Skipped(note)),
                Piece::File(source) => {
                    text::read_file(&source, &self.options, &mut self.texts, each);
                }
                Piece::Chunk {
                    kind,
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
                    match kind {
                        Kind::Lines => json::read(&chunk, &mut self.lines, each),
                        Kind::Rows(header) => table::read(&chunk, &header, &mut self.rows, each),
                        Kind::Text => text::read_chunk(&chunk, &mut self.texts, each),
                    }
                }
            }
        }
    }

    pub(super) fn clear(&mut self, options: &Arc<Options>) {
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

    pub(super) fn skip_at(&mut self, path: &str, line: Option<u64>, reason: String) {
        let path = path.to_owned();
        self.skip(Skipped { path, line, reason });
    }

    pub(super) fn add_file(&mut self, source: Source, size: u64) {
        self.files = self.files.saturating_add(size);
        self.pieces.push(Piece::File(source));
    }

    pub(super) fn add_chunk(
        &mut self,
        kind: Kind,
        origin: &Arc<Origin>,
        range: Range<usize>,
        line: u64,
        record: u64,
    ) {
        let origin = Arc::clone(origin);
        self.pieces.push(Piece::Chunk {
            kind,
            origin,
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
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes.get_mut(self.filled..end).unwrap_or_default()
    }

    /// The same, where there is memory for it.
    pub(super) fn try_room(&mut self, count: usize) -> io::Result<&mut [u8]> {
        let more = (self.filled + count).saturating_sub(self.bytes.len());
        self.bytes.try_reserve_exact(more)?;
        Ok(self.room(count))
    }

    /// Counts the next bytes as filled, and returns them.
    pub(super) fn grow(&mut self, count: usize) -> &[u8] {
        let start = self.filled;
        self.filled += count;
        self.from(start)
    }

    pub(super) fn truncate(&mut self, end: usize) {
        self.filled = self.filled.min(end);
    }

    fn get(&self, range: Range<usize>) -> &[u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    fn clear(&mut self) {
        self.filled = 0;
        if self.bytes.len() > KEPT {
            self.bytes = Vec::new();
        }
    }
}

/// Gives back the memory of a text that was huge.
pub(super) fn give_back(text: &mut String) {
    if text.capacity() > KEPT {
        *text = String::new();
    }
}

/// Gives back the memory of a file that was huge.
pub(super) fn give_back_bytes(bytes: &mut Vec<u8>) {
    if bytes.capacity() > KEPT {
        *bytes = Vec::new();
    }
}
