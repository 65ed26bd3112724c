//! A file of records, or a pipe, cut into pieces that end where records end.

mod opening;
mod passing;

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use flate2::Crc;

use super::batch::Batch;
use super::chunk::{Chunk, Origin};
use super::format::Records;
use super::options::{Limits, ReadOptions};
use super::reader::Reader;
use super::skipped::{Fault, SkipKind};
use super::split::{Splitter, Whole};
use super::stop::Stop;
use super::survey::{self, Seen};
use passing::Passing;

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
    /// Whether its first batch is still to be looked through.
    is_unsurveyed: bool,
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

/// Why reading paused.
enum Pause {
    Full,
    /// The record at hand cannot be kept.
    TooLong(Fault),
    Ended,
    Broken(Fault),
}

/// Bytes of records that are looked through first: mostly the first record tells all.
const SURVEYED: usize = 1 << 14;

impl Stream {
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
        splitter.scan(batch.arena.from(start));
        self.carry.clear();
        let mut pause = self.read_on(batch, &mut splitter, start, options, limits);
        if self.is_whole && batch.arena.len() - start > options.max_document {
            pause = Pause::TooLong(Fault::too_long("document", options.max_document));
        }
        if let Pause::TooLong(fault) = pause {
            passed.update(batch.arena.from(start));
            splitter.forget();
            batch.arena.give_back(start);
            if self.is_whole {
                batch.skip_at(&self.origin.path, None, fault);
                return false;
            }
            self.passing = Some(Passing { splitter, fault });
            return true;
        }
        let is_all = self.is_whole || matches!(pause, Pause::Ended);
        let whole = match is_all {
            true => splitter.all(batch.arena.from(start)),
            false => splitter.whole(),
        };
        let end = start + whole.end;
        let left = batch.arena.from(end);
        // Half a record; where the stream broke off, its line is where the note points.
        let unfinished = !left.is_empty();
        if matches!(pause, Pause::Full) {
            self.carry.extend_from_slice(left);
        }
        if whole.records > 0 {
            batch.arena.truncate(end);
            if std::mem::take(&mut self.is_unsurveyed) {
                let seen = survey::of_bytes(self.chunk(batch, start..end, options));
                self.heed(seen, batch);
            }
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
        self.go_on(pause, unfinished, batch)
    }

    /// Takes up what was seen of the file before it is read.
    pub(super) fn heed(&mut self, seen: Seen, batch: &mut Batch) {
        for fault in seen.notes {
            batch.skip_at(&self.origin.path, None, fault);
        }
        Arc::make_mut(&mut self.origin).day_order = seen.day_order;
    }

    /// Looks through the records that were read when it was opened; `None` where they do not tell
    /// enough.
    pub(super) fn survey(&self, options: &ReadOptions) -> Option<Seen> {
        let few = self.carry.len().min(SURVEYED);
        let mut ends = [few, self.carry.len()].into_iter().map(|count| {
            let mut splitter = self.records.splitter();
            splitter.scan(self.carry.get(..count).unwrap_or_default());
            splitter.whole().end
        });
        // One record may be longer than what is looked at, or than what was read.
        let end = ends.find(|end| *end > 0)?;
        let chunk = Chunk {
            bytes: self.carry.get(..end).unwrap_or_default(),
            origin: &self.origin,
            options,
            line: self.line,
            record: self.record,
        };
        let survey = survey::look_at(&*self.records, &chunk);
        survey.is_done().then(|| survey.into_seen())
    }

    /// Whether the file is one document.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The first records, as they lie in a batch.
    fn chunk<'a>(
        &'a self,
        batch: &'a Batch,
        range: Range<usize>,
        options: &'a ReadOptions,
    ) -> (&'a dyn Records, Chunk<'a>) {
        let chunk = Chunk {
            bytes: batch.arena.get(range),
            origin: &self.origin,
            options,
            line: self.line,
            record: self.record,
        };
        (&*self.records, chunk)
    }

    fn count(&mut self, whole: Whole) {
        self.line += whole.lines;
        self.record += whole.records;
    }

    /// Returns whether there may be more, and notes why not.
    fn go_on(&self, pause: Pause, unfinished: bool, batch: &mut Batch) -> bool {
        match pause {
            Pause::Full | Pause::TooLong(_) => return true,
            Pause::Ended => self.note_end(batch),
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
                Ok(count) => {
                    batch.arena.grow(count);
                    splitter.scan(batch.arena.from(start));
                }
                Err(error) => return Pause::Broken(Fault::of(error, SkipKind::BrokenOff)),
            }
        }
    }
}
