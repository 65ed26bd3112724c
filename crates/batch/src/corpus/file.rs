//! A file that is one document, read from the disk by a worker.

use std::fs::File;
use std::io::Read;
use std::mem;

use super::buffers::Buffers;
use super::chunk::Chunk;
use super::head::Head;
use super::members;
use super::options::{Format, ReadOptions};
use super::record::{Raw, Read as Holding};
use super::skipped::{Fault, SkipKind};
use super::source::Source;
use super::unpack::{self, Packing};

/// Reads a file from the disk as one document.
pub(super) fn read_file(
    source: &Source,
    options: &ReadOptions,
    buffers: &mut Buffers,
    each: &mut dyn FnMut(Holding<'_>),
) {
    let format = source.format.unwrap_or(Format::TEXT);
    let origin = source.origin(format, encoding_rs::UTF_8.name());
    // Taken out, so that the rest of the buffers can be lent beside it.
    let mut file = mem::take(&mut buffers.file);
    let read = read_bytes(source, options, &mut file);
    if let (Some(container), Ok(None)) = (source.container, &read) {
        members::read_members(container, &file, &origin, options, each);
        buffers.file = file;
        return;
    }
    let readable = read.and_then(|broken| {
        let records = format.reader().open(&mut Head::empty(), options)?;
        Ok((records, broken))
    });
    match readable {
        Ok((records, broken)) => {
            let chunk = Chunk {
                bytes: &file,
                origin: &origin,
                options,
                line: 1,
                record: 0,
            };
            let mut found = |raw: Raw<'_>| each(Holding::Found(raw, &origin));
            records.read(&chunk, buffers, &mut found);
            if let Some(fault) = broken {
                let fault = fault.said("breaks off: ", "; tagged up to there");
                found(Raw::Skipped(fault, None));
            }
        }
        Err(fault) => each(Holding::Found(Raw::Skipped(fault, None), &origin)),
    }
    buffers.file = file;
}

/// Reads and unpacks a file; returns what broke it off, where something came before that.
fn read_bytes(
    source: &Source,
    options: &ReadOptions,
    into: &mut Vec<u8>,
) -> Result<Option<Fault>, Fault> {
    into.clear();
    let unreadable = |error| Fault::of(error, SkipKind::Unreadable).said("cannot be read: ", "");
    let file = File::open(&source.path).map_err(unreadable)?;
    let most = options.max_document as u64;
    let size = file.metadata().map_err(unreadable)?.len();
    // A sparse file may say that it has any length: what is too long is not even begun.
    if source.packing == Packing::Plain && size > most {
        return Err(Fault::too_long("document", options.max_document));
    }
    // Room for one byte more than the file: then its end is seen without growing.
    let room = usize::try_from(size.min(most)).unwrap_or(usize::MAX);
    let room = into.try_reserve(room.saturating_add(1));
    room.map_err(|error| unreadable(error.into()))?;
    let read = unpack::unpack(file, source.packing, options)
        .and_then(|bytes| bytes.take(most.saturating_add(1)).read_to_end(into));
    match read {
        Ok(read) if read as u64 > most => Err(Fault::too_long("document", options.max_document)),
        Ok(_) => Ok(None),
        Err(error) if into.is_empty() => Err(unreadable(error)),
        Err(error) => match Fault::of(error, SkipKind::BrokenOff) {
            // What there is room for is not what the file says.
            fault if fault.kind == SkipKind::OutOfMemory => Err(fault.said("cannot be read: ", "")),
            fault => Ok(Some(fault)),
        },
    }
}
