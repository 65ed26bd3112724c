//! A file that is one document, read from the disk by a worker.

use std::fs::File;
use std::io::{self, Read};
use std::mem;

use super::buffers::Buffers;
use super::chunk::Chunk;
use super::head::Head;
use super::inputs::Source;
use super::item::Item;
use super::options::{Format, ReadOptions};
use super::skipped::{Fault, SkipKind};
use super::unpack;

/// Reads a file from the disk as one document.
pub(super) fn read_file(
    source: &Source,
    options: &ReadOptions,
    buffers: &mut Buffers,
    each: &mut dyn FnMut(Item<'_>),
) {
    let origin = source.origin(encoding_rs::UTF_8);
    // Taken out, so that the rest of the buffers can be lent beside it.
    let mut file = mem::take(&mut buffers.file);
    let fault = read_bytes(source, options, &mut file).err();
    let broken = match fault {
        Some(fault) if file.is_empty() => {
            Err(Fault::of(fault, SkipKind::Unreadable).said("cannot be read: ", ""))
        }
        _ if source.untold && !is_text(&file) => Err(Fault::new(
            SkipKind::IsBinary,
            "not text, and its name tells no known document format",
        )),
        fault => Ok(fault),
    };
    let format = source.format.unwrap_or(Format::TEXT);
    let readable = broken.and_then(|fault| {
        let records = format.reader().open(&mut Head::empty(), options)?;
        Ok((records, fault))
    });
    match readable {
        Ok((records, fault)) => {
            let chunk = Chunk {
                bytes: &file,
                origin: &origin,
                options,
                line: 1,
                record: 0,
            };
            records.read(&chunk, buffers, each);
            if let Some(fault) = fault {
                let fault = Fault::of(fault, SkipKind::BrokenOff);
                each(origin.skipped(None, fault.said("breaks off: ", "; tagged up to there")));
            }
        }
        Err(fault) => each(origin.skipped(None, fault)),
    }
    buffers.file = file;
}

/// Reads and unpacks a file; on an error `into` holds what came before it.
fn read_bytes(source: &Source, options: &ReadOptions, into: &mut Vec<u8>) -> io::Result<()> {
    into.clear();
    let file = File::open(&source.path)?;
    let most = options.max_document;
    // Room for one byte more than the file: then its end is seen without growing.
    let size = usize::try_from(source.size.unwrap_or_default()).unwrap_or(most);
    into.try_reserve(size.min(most).saturating_add(1))?;
    let read = unpack::unpack(file, source.packing, options)?
        .take((most as u64).saturating_add(1))
        .read_to_end(into)?;
    if read > most {
        into.truncate(most);
        return Err(options.too_long("document", most).into());
    }
    Ok(())
}

/// Returns whether a file of an unknown name is text: it has no zero bytes near its beginning,
/// unless as UTF-16 has them.
fn is_text(bytes: &[u8]) -> bool {
    let marked = encoding_rs::Encoding::for_bom(bytes).is_some();
    marked || !bytes.iter().take(8192).any(|&byte| byte == 0)
}
