//! Plain text: a whole file is one document.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::batch::{Chunk, Origin, give_back, give_back_bytes};
use super::dates::leading_date;
use super::encoding::decode_file;
use super::inputs::Source;
use super::stream::too_long;
use super::{Document, Item, Options, Skipped, unpack};

#[derive(Default)]
pub(super) struct TextBuffers {
    file: Vec<u8>,
    decoded: String,
}

/// Reads a file from the disk as one document.
pub(super) fn read_file(
    source: &Source,
    options: &Options,
    buffers: &mut TextBuffers,
    each: &mut dyn FnMut(Item<'_>),
) {
    let origin = Origin::of(source, encoding_rs::UTF_8);
    let TextBuffers { file, decoded } = buffers;
    let fault = read_bytes(source, options, file).err();
    if let Some(fault) = fault.as_ref().filter(|_| file.is_empty()) {
        skip(&origin, format!("cannot be read: {fault}"), each);
        return;
    }
    if source.untold && !is_text(file) {
        skip(
            &origin,
            "not text, and its name tells no known document format".to_owned(),
            each,
        );
        return;
    }
    emit(file, &origin, options, decoded, each);
    if let Some(fault) = fault {
        skip(
            &origin,
            format!("breaks off: {fault}; tagged up to there"),
            each,
        );
    }
    give_back_bytes(file);
    give_back(decoded);
}

/// Reads what came through a pipe as one document.
pub(super) fn read_chunk(
    chunk: &Chunk<'_>,
    buffers: &mut TextBuffers,
    each: &mut dyn FnMut(Item<'_>),
) {
    emit(
        chunk.bytes,
        chunk.origin,
        chunk.options,
        &mut buffers.decoded,
        each,
    );
    give_back(&mut buffers.decoded);
}

/// Why a text does not hold what its bytes were meant to be.
pub(super) fn replaced(malformed: usize, encoding: &str) -> String {
    let (bytes, were) = if malformed == 1 {
        ("byte", "was")
    } else {
        ("bytes", "were")
    };
    format!("{malformed} {bytes} not valid {encoding} {were} replaced by U+FFFD")
}

fn emit(
    bytes: &[u8],
    origin: &Origin,
    options: &Options,
    buffer: &mut String,
    each: &mut dyn FnMut(Item<'_>),
) {
    let decoded = decode_file(bytes, options.encoding, buffer);
    let name = Path::new(&origin.path).file_name().unwrap_or_default();
    each(Item::Document(Document {
        id: Cow::Borrowed(&origin.id),
        text: Cow::Borrowed(decoded.text),
        date: leading_date(&name.to_string_lossy()).or(options.date),
        title: None,
        path: Cow::Borrowed(&origin.path),
        encoding: decoded.encoding,
    }));
    if decoded.malformed > 0 {
        skip(origin, replaced(decoded.malformed, decoded.encoding), each);
    }
}

/// Reads and unpacks a file; on an error `into` holds what came before it.
fn read_bytes(source: &Source, options: &Options, into: &mut Vec<u8>) -> io::Result<()> {
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
        return Err(io::Error::other(too_long("document", most, options)));
    }
    Ok(())
}

/// Whether a file of an unknown name is text: no zero bytes near its beginning, unless as UTF-16 has them.
fn is_text(bytes: &[u8]) -> bool {
    let marked = encoding_rs::Encoding::for_bom(bytes).is_some();
    marked || !bytes.iter().take(8192).any(|&byte| byte == 0)
}

fn skip(origin: &Origin, reason: String, each: &mut dyn FnMut(Item<'_>)) {
    each(Item::Skipped(Skipped {
        path: origin.path.clone(),
        line: None,
        reason,
    }));
}
