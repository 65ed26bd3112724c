//! Records that cannot be kept, and what is told of where a stream ends.

use flate2::Crc;

use super::super::batch::Batch;
use super::super::encoding::replaced;
use super::super::options::Limits;
use super::super::reader::Reader;
use super::super::skipped::{Fault, SkipKind};
use super::super::split::{Splitter, Whole};
use super::{Pause, Stream};

/// A record that is read without being kept.
pub(super) struct Passing {
    /// Finds its end.
    pub(super) splitter: Splitter,
    /// Why it cannot be kept.
    pub(super) fault: Fault,
}

impl Stream {
    /// Reads on over a record that cannot be kept, by the size of a batch at a time; `false` when
    /// the stream has ended.
    pub(super) fn pass(
        &mut self,
        passing: Passing,
        batch: &mut Batch,
        limits: Limits,
        passed: &mut Crc,
    ) -> bool {
        let Passing {
            mut splitter,
            fault,
        } = passing;
        // Behind what the batch holds, and never counted as its own.
        let (bytes, pause) = match batch.arena.try_room(limits.bytes, limits.bytes) {
            Ok(room) => read_all(&mut self.reader, room),
            Err(error) => (
                &[][..],
                Pause::Broken(Fault::of(error, SkipKind::OutOfMemory)),
            ),
        };
        if let Some(whole) = splitter.pass(bytes) {
            let (over, left) = bytes.split_at(whole.end.min(bytes.len()));
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
            self.passing = Some(Passing { splitter, fault });
            return true;
        }
        // A record that breaks off is told of as such, whatever its length so far.
        if matches!(pause, Pause::Ended) {
            self.note_passed(splitter.all(&[]), fault, batch);
        }
        self.go_on(pause, true, batch)
    }

    /// Notes a record that was passed over, unless it turned out to be a blank line.
    fn note_passed(&mut self, whole: Whole, fault: Fault, batch: &mut Batch) {
        if whole.records > 0 {
            batch.skip_at(&self.origin.path, Some(self.line), fault);
        }
        self.count(whole);
    }

    pub(super) fn note_end(&self, batch: &mut Batch) {
        if self.record == 0 {
            let fault = Fault::new(SkipKind::NoRecords, "holds no records");
            batch.skip_at(&self.origin.path, None, fault);
        }
        self.note_malformed(batch);
    }

    pub(super) fn note_break(&self, fault: Fault, unfinished: bool, batch: &mut Batch) {
        let before = "; what came before is tagged";
        let fault = match self.record {
            // Of a file that gave nothing, no whole copy is wanting.
            0 if !unfinished => fault.unless_broken_off().said("cannot be read: ", ""),
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
