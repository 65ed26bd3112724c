//! A file that is looked through before it is read.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use flate2::Crc;

use super::batch::Batch;
use super::options::Limits;
use super::record::{Raw, Read};
use super::source::Source;
use super::stream::{Reading, Stream};
use super::survey::{Seen, Survey};

/// How much is read at a time: mostly the first record tells all.
const STEP: Limits = Limits {
    bytes: 1 << 14,
    pieces: 64,
};

/// Looks through a file, no further than it has to; returns what was seen.
pub(super) fn look_through(source: &Source, reading: Reading<'_>) -> Option<Seen> {
    // What is read here is read again, and counts then.
    let read = Arc::new(AtomicU64::new(0));
    let reading = Reading {
        read: &read,
        limits: STEP,
        ..reading
    };
    // What is wrong with it was said when it was opened to be read.
    let Ok((mut stream, _)) = Stream::begin(source, reading) else {
        return None;
    };
    let options = Arc::new(reading.options.clone());
    let mut survey = Survey::new(&options);
    let mut batch = Batch::default();
    loop {
        batch.clear(&options);
        let more = stream.fill(&mut batch, &options, STEP, &mut Crc::new());
        batch.read_raw(&mut |read| {
            if let Read::Found(Raw::Record(record), _) = read {
                survey.look(&record);
            }
        });
        if !more || survey.is_done() || reading.stop.is_set() {
            return Some(survey.into_seen());
        }
    }
}
