//! A file of records, or a pipe, cut into pieces that end where records end.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use encoding_rs::{Encoding, UTF_8};
use flate2::Crc;

use super::batch::Batch;
use super::binary::{HEAD, refuse_binary};
use super::chunk::Origin;
use super::encoding::{Recoded, replaced};
use super::format::Records;
use super::formats;
use super::head::Head;
use super::options::{Format, Limits, ReadOptions};
use super::reader::Reader;
use super::skipped::{Fault, SkipKind};
use super::source::Source;
use super::split::{Splitter, Whole};
use super::stop::{Stop, Waiting};
use super::unpack::{self, Bytes, Packing, Peeked};

/// What there is to know for reading any file.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub options: &'a ReadOptions,
    /// Counts the bytes taken from the disk.
    pub read: &'a Arc<AtomicU64>,
    pub stop: &'a Stop,
    pub limits: Limits,
}

/// The file that is being read.
pub(super) struct Stream {
    origin: Arc<Origin>,
    reader: Reader,
    records: Arc<dyn Records>,
    /// Whether the file is one document.
    is_whole: bool,
    /// Read, but not handed out yet: the beginning of a record.
    carry: Vec<u8>,
    /// The line the next record begins in, from 1.
    line: u64,
    /// Records so far.
    record: u64,
    /// The record at hand, which cannot be kept: it is passed over.
    passing: Option<Passing>,
    /// What broke the stream off, behind what was read of it.
    broken: Option<Fault>,
}

/// A record that is read without being kept.
struct Passing {
    /// Finds its end.
    splitter: Splitter,
    /// Why it cannot be kept.
    fault: Fault,
}

/// Why reading paused.
enum Pause {
    Full,
    /// The record at hand cannot be kept.
    TooLong(Fault),
    Ended,
    Broken(Fault),
}

impl Stream {
    /// Opens a file and reads as much as tells what it holds; `None` where it cannot be used, and
    /// the batch says why.
    pub(super) fn open(source: &Source, reading: Reading<'_>, batch: &mut Batch) -> Option<Self> {
        match Self::begin(source, reading) {
            Ok(stream) => Some(stream),
            Err(fault) => {
                batch.skip_at(&source.shown(), None, fault);
                None
            }
        }
    }

    fn begin(source: &Source, reading: Reading<'_>) -> Result<Self, Fault> {
        let Reading {
            options, limits, ..
        } = reading;
        let mut input = open(source, reading)
            .map_err(|error| Fault::of(error, SkipKind::Unreadable).said("cannot be read: ", ""))?;
        refuse_binary(input.peek(HEAD))?;
        let (encoding, mark) = Encoding::for_bom(input.peek(3)).unwrap_or((UTF_8, 0));
        let format = source.format.unwrap_or_else(|| sniff_format(&mut input));
        let is_whole = format.reader().is_whole();
        // What reads a whole file sees to its encoding, and the mark of that.
        let (mut reader, encoding) = if is_whole {
            (Reader::AsIs(input), encoding)
        } else {
            in_utf8(input, mark, encoding, options)
        };
        let mut head = Head::of(&mut reader, limits.bytes);
        let records = format.reader().open(&mut head, options)?;
        let (carry, lines) = head.into_rest();
        Ok(Self {
            origin: Arc::new(source.origin(format, encoding)),
            reader,
            records,
            is_whole,
            carry,
            line: 1 + lines,
            record: 0,
            passing: None,
            broken: None,
        })
    }

    /// Adds the next records to the batch, until it is full; `false` when the stream has ended.
    /// Records that are too long are told of, and `passed` takes a checksum of them.
    pub(super) fn fill(
        &mut self,
        batch: &mut Batch,
        options: &ReadOptions,
        limits: Limits,
        passed: &mut Crc,
    ) -> bool {
        if let Some(passing) = self.passing.take() {
            return self.pass(passing, batch, limits, passed);
        }
        let start = batch.arena.len();
        let mut splitter = self.records.splitter();
        batch.arena.extend(&self.carry);
        splitter.scan(&self.carry);
        self.carry.clear();
        let mut pause = self.read_on(batch, &mut splitter, start, options, limits);
        if self.is_whole && batch.arena.len() - start > options.max_document {
            pause = Pause::TooLong(Fault::too_long("document", options.max_document));
        }
        if let Pause::TooLong(fault) = pause {
            passed.update(batch.arena.from(start));
            batch.arena.give_back(start);
            if self.is_whole {
                batch.skip_at(&self.origin.path, None, fault);
                return false;
            }
            self.passing = Some(Passing { splitter, fault });
            return true;
        }
        let whole = match pause {
            Pause::Ended => splitter.all(),
            _ if self.is_whole => splitter.all(),
            _ => splitter.whole(),
        };
        let end = start + whole.end;
        let left = batch.arena.from(end);
        // Half a record; where the stream broke off, its line is where the note points.
        let unfinished = !left.is_empty();
        if matches!(pause, Pause::Full) {
            self.carry.extend_from_slice(left);
        }
        let unclosed = splitter
            .is_quoted()
            .then_some(self.line + splitter.whole().lines);
        if whole.records > 0 {
            batch.arena.truncate(end);
            batch.add_chunk(
                &self.records,
                &self.origin,
                start..end,
                self.line,
                self.record,
            );
        } else {
            batch.arena.truncate(start);
        }
        self.count(whole);
        self.go_on(pause, unclosed, unfinished, batch)
    }

    fn count(&mut self, whole: Whole) {
        self.line += whole.lines;
        self.record += whole.records;
    }

    /// Returns whether there may be more, and notes why not.
    fn go_on(
        &self,
        pause: Pause,
        unclosed: Option<u64>,
        unfinished: bool,
        batch: &mut Batch,
    ) -> bool {
        match pause {
            Pause::Full | Pause::TooLong(_) => return true,
            Pause::Ended => self.note_end(unclosed, batch),
            Pause::Broken(fault) => self.note_break(fault, unfinished, batch),
        }
        false
    }

    /// Reads until the batch is full and holds a whole record.
    fn read_on(
        &mut self,
        batch: &mut Batch,
        splitter: &mut Splitter,
        start: usize,
        options: &ReadOptions,
        limits: Limits,
    ) -> Pause {
        let most = options.most_with_end();
        let mut room = limits.bytes.saturating_sub(start).max(1);
        loop {
            let have = batch.arena.len() - start;
            if have >= room {
                if splitter.whole().end > 0 {
                    return Pause::Full;
                }
                if have >= most {
                    return Pause::TooLong(Fault::too_long("record", options.max_document));
                }
                // Doubled: a record of any length is then read in a time that is linear in it.
                room = have.saturating_mul(2).min(most);
            }
            if let Some(fault) = self.broken.take() {
                return Pause::Broken(fault);
            }
            let room = match batch.arena.try_room(room - have, most) {
                Ok(room) => room,
                Err(error) => return Pause::TooLong(Fault::of(error, SkipKind::OutOfMemory)),
            };
            match self.reader.read(room) {
                Ok(0) => return Pause::Ended,
                Ok(count) => splitter.scan(batch.arena.grow(count)),
                Err(error) => return Pause::Broken(Fault::of(error, SkipKind::BrokenOff)),
            }
        }
    }

    /// Reads on over a record that cannot be kept, by the size of a batch at a time; `false` when
    /// the stream has ended.
    fn pass(
        &mut self,
        passing: Passing,
        batch: &mut Batch,
        limits: Limits,
        passed: &mut Crc,
    ) -> bool {
        let Passing { splitter, fault } = passing;
        // Behind what the batch holds, and never counted as its own.
        let (bytes, pause) = match batch.arena.try_room(limits.bytes, limits.bytes) {
            Ok(room) => read_all(&mut self.reader, room),
            Err(error) => (
                &[][..],
                Pause::Broken(Fault::of(error, SkipKind::OutOfMemory)),
            ),
        };
        let mut all = splitter.clone();
        all.scan(bytes);
        // One byte at a time, and only where there is an end.
        let ends = (all.whole() != splitter.whole()).then(|| splitter.first_end(bytes));
        if let Some((end, whole)) = ends.flatten() {
            let (over, left) = bytes.split_at(end);
            passed.update(over);
            self.carry.extend_from_slice(left);
            if let Pause::Broken(fault) = pause {
                self.broken = Some(fault);
            }
            self.note_passed(whole, fault, batch);
            return true;
        }
        passed.update(bytes);
        if matches!(pause, Pause::Full) {
            self.passing = Some(Passing {
                splitter: all,
                fault,
            });
            return true;
        }
        let unclosed = all.is_quoted().then_some(self.line);
        // A record that breaks off is told of as such, whatever its length so far.
        if matches!(pause, Pause::Ended) {
            self.note_passed(all.all(), fault, batch);
        }
        self.go_on(pause, unclosed, true, batch)
    }

    /// Notes a record that was passed over, unless it turned out to be a blank line.
    fn note_passed(&mut self, whole: Whole, fault: Fault, batch: &mut Batch) {
        if whole.records > 0 {
            batch.skip_at(&self.origin.path, Some(self.line), fault);
        }
        self.count(whole);
    }

    fn note_end(&self, unclosed: Option<u64>, batch: &mut Batch) {
        let path = &self.origin.path;
        if unclosed.is_some() {
            let reason =
                "a quotation mark is never closed: the rest of the file was read as one cell";
            batch.skip_at(path, unclosed, Fault::new(SkipKind::UnclosedQuote, reason));
        }
        if self.record == 0 {
            let fault = Fault::new(SkipKind::NoRecords, "holds no records");
            batch.skip_at(path, None, fault);
        }
        self.note_malformed(batch);
    }

    fn note_break(&self, fault: Fault, unfinished: bool, batch: &mut Batch) {
        let before = "; what came before is tagged";
        let fault = match self.record {
            // Of a file that gave nothing, no whole copy is wanting.
            0 if !unfinished && fault.kind == SkipKind::BrokenOff => {
                Fault::new(SkipKind::Unreadable, fault.reason).said("cannot be read: ", "")
            }
            0 => fault.said("cannot be read: ", ""),
            _ if self.is_whole => fault.said("breaks off: ", "; tagged up to there"),
            _ if unfinished => fault.said("breaks off in this record: ", before),
            _ => fault.said("breaks off: ", before),
        };
        let line = (self.record > 0 && !self.is_whole).then_some(self.line);
        batch.skip_at(&self.origin.path, line, fault);
        self.note_malformed(batch);
    }

    fn note_malformed(&self, batch: &mut Batch) {
        if self.reader.malformed() > 0 {
            let fault = replaced(self.reader.malformed(), self.origin.encoding);
            batch.skip_at(&self.origin.path, None, fault);
        }
    }
}

/// Reads until `room` is full or the stream ends: how much it takes does not depend on how much the
/// system gives at a time.
fn read_all<'r>(reader: &mut Reader, room: &'r mut [u8]) -> (&'r [u8], Pause) {
    let mut filled = 0;
    let pause = loop {
        match room.get_mut(filled..) {
            None | Some([]) => break Pause::Full,
            Some(free) => match reader.read(free) {
                Ok(0) => break Pause::Ended,
                Ok(count) => filled += count,
                Err(error) => break Pause::Broken(Fault::of(error, SkipKind::BrokenOff)),
            },
        }
    };
    (room.get(..filled).unwrap_or_default(), pause)
}

/// Drops the byte-order mark, and recodes where a line feed or a quotation mark is not one byte.
fn in_utf8(
    mut input: Peeked,
    mark: usize,
    marked: &'static Encoding,
    options: &ReadOptions,
) -> (Reader, &'static Encoding) {
    let encoding = match options.encoding {
        Some(declared) if mark == 0 && !declared.is_ascii_compatible() => declared,
        _ => marked,
    };
    input.skip(mark);
    let reader = if encoding == UTF_8 {
        Reader::AsIs(input)
    } else {
        Reader::Recoded(Recoded::new(Box::new(input), encoding))
    };
    (reader, encoding)
}

fn open(source: &Source, reading: Reading<'_>) -> io::Result<Peeked> {
    let read = Arc::clone(reading.read);
    let bytes: Bytes = if source.is_standard_input() {
        unpack::counted(Waiting::standard_input(reading.stop)?, read)
    } else {
        unpack::open(&source.path, source.packing, reading.options, read)?
    };
    let mut input = Peeked::new(bytes);
    if source.size.is_some() || source.packing != Packing::Plain {
        return Ok(input);
    }
    // A pipe has no name that tells how it is packed.
    match unpack::sniff_packing(input.peek(4)) {
        Packing::Plain => Ok(input),
        packing => Ok(Peeked::new(unpack::unpack(
            input,
            packing,
            reading.options,
        )?)),
    }
}

/// Tells the format of a stream by its first character, whatever the encoding.
fn sniff_format(input: &mut Peeked) -> Format {
    let is_blank =
        |byte: &u8| byte.is_ascii_whitespace() || b"\0\xEF\xBB\xBF\xFE\xFF".contains(byte);
    let mut count = 16;
    loop {
        let head = input.peek(count);
        match head.iter().find(|byte| !is_blank(byte)) {
            Some(&byte) => return formats::of_first_byte(byte),
            None if head.len() == count && count < 1 << 16 => count *= 2,
            None => return Format::TEXT,
        }
    }
}
