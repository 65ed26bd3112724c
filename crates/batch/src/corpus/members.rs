//! The files inside a `.zip` or `.tar`, each read as if it lay in a folder.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use encoding_rs::{Encoding, UTF_8};

use super::buffers::Buffers;
use super::chunk::{Chunk, Origin};
use super::container::{Container, is_hidden, own_name};
use super::formats::to_read_by;
use super::head::Head;
use super::options::{Format, ReadOptions};
use super::record::{Raw, Read};
use super::skipped::{Fault, SkipKind};
use super::survey;
use super::unpack::{self, Packing};
use super::utf32::Utf32;

/// Reads the files in a container, whose records are numbered one after the other.
pub(super) fn read_members(
    container: Container,
    bytes: &[u8],
    archive: &Origin,
    options: &ReadOptions,
    each: &mut dyn FnMut(Read<'_>),
) {
    let mut buffers = Buffers::default();
    let mut number = 0;
    let wanted = |name: &str| {
        let is_seen = options.hidden || !is_hidden(name);
        is_seen && to_read_by(own_name(name), options).is_ok_and(|by| by.container.is_none())
    };
    let read = container.read(bytes, options, &wanted, &mut |name, contents| {
        if is_hidden(name) && !options.hidden {
            return;
        }
        let mut member = Member {
            origin: Origin {
                id: format!("{}/{name}", archive.id),
                path: format!("{}/{name}", archive.path),
                ..archive.clone()
            },
            options,
            before: number,
            number: number + 1,
        };
        let read = contents.and_then(|contents| member.read(name, contents, &mut buffers, each));
        if let Err(fault) = read {
            each(Read::Found(Raw::Skipped(fault, None), &member.origin));
        }
        number = member.number;
        buffers.shrink();
    });
    let read = read.and_then(|()| match number {
        0 => Err(Fault::new(SkipKind::NoRecords, "holds no files")),
        _ => Ok(()),
    });
    if let Err(fault) = read {
        each(Read::Found(Raw::Skipped(fault, None), archive));
    }
}

/// A file inside another.
struct Member<'a> {
    origin: Origin,
    options: &'a ReadOptions,
    /// Records of the archive before it.
    before: u64,
    /// Records up to its own last one; one at least, so that keys do not depend on what is read.
    number: u64,
}

impl Member<'_> {
    fn read(
        &mut self,
        name: &str,
        contents: Vec<u8>,
        buffers: &mut Buffers,
        each: &mut dyn FnMut(Read<'_>),
    ) -> Result<(), Fault> {
        let read_by = to_read_by(own_name(name), self.options)?;
        if read_by.container.is_some() {
            let reason = "an archive inside another is not read";
            return Err(Fault::new(SkipKind::Archive, reason));
        }
        let contents = self.unpacked(contents, read_by.packing)?;
        let format = read_by.format.unwrap_or(Format::TEXT);
        self.origin.format = format.name();
        if format.reader().is_whole() {
            let records = format.reader().open(&mut Head::empty(), self.options)?;
            let chunk = self.chunk(&contents, 1, 0);
            let (origin, before, mut last) = (&self.origin, self.before, self.number);
            records.read(&chunk, buffers, &mut |raw| {
                let raw = match raw {
                    Raw::Record(mut record) => {
                        record.number += before;
                        last = last.max(record.number);
                        Raw::Record(record)
                    }
                    raw => raw,
                };
                each(Read::Found(raw, origin));
            });
            self.number = last;
            return Ok(());
        }
        let (text, encoding) = in_utf8(&contents);
        self.origin.encoding = encoding;
        let mut head = Head::of_bytes(text.into_owned());
        let records = format.reader().open(&mut head, self.options)?;
        let head = head.into_rest();
        let chunk = self.chunk(&head.bytes, 1 + head.lines, self.before);
        let seen = survey::of_bytes((&*records, chunk));
        for fault in head.notes.into_iter().chain(seen.notes) {
            each(Read::Found(Raw::Skipped(fault, None), &self.origin));
        }
        self.origin.day_order = seen.day_order;
        let records_before = records.splitter().all(&head.bytes).records;
        self.number = self.before + records_before.max(1);
        if records_before == 0 {
            return Err(Fault::new(SkipKind::NoRecords, "holds no records"));
        }
        let chunk = self.chunk(&head.bytes, 1 + head.lines, self.before);
        records.read(&chunk, buffers, &mut |raw| {
            each(Read::Found(raw, &self.origin))
        });
        Ok(())
    }

    fn chunk<'a>(&'a self, bytes: &'a [u8], line: u64, record: u64) -> Chunk<'a> {
        Chunk {
            bytes,
            origin: &self.origin,
            options: self.options,
            line,
            record,
        }
    }

    fn unpacked(&self, contents: Vec<u8>, packing: Packing) -> Result<Vec<u8>, Fault> {
        if packing == Packing::Plain {
            return Ok(contents);
        }
        let most = self.options.max_document as u64;
        let unpacked = unpack::unpack(Cursor::new(contents), packing, self.options);
        let mut bytes = Vec::new();
        let read =
            unpacked.and_then(|stream| stream.take(most.saturating_add(1)).read_to_end(&mut bytes));
        match read {
            Ok(read) if read as u64 > most => {
                Err(Fault::too_long("document", self.options.max_document))
            }
            Ok(_) => Ok(bytes),
            Err(error) => Err(Fault::of(error, SkipKind::Unreadable).said("cannot be read: ", "")),
        }
    }
}

/// Bytes without the mark of their encoding, in UTF-8 where that says another.
fn in_utf8(bytes: &[u8]) -> (Cow<'_, [u8]>, &'static str) {
    if let Some(mut utf32) = Utf32::marked(bytes) {
        let mut text = String::new();
        utf32.decode(bytes.get(4..).unwrap_or_default(), &mut text, true);
        return (Cow::Owned(text.into_bytes()), utf32.name());
    }
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => {
            let text = bytes.get(mark..).unwrap_or_default();
            (Cow::Borrowed(text), encoding.name())
        }
        Some((encoding, _)) => {
            let text = encoding.decode(bytes).0.into_owned();
            (Cow::Owned(text.into_bytes()), encoding.name())
        }
        None => (Cow::Borrowed(bytes), UTF_8.name()),
    }
}
