//! How a file of records, or a pipe, is opened: unpacked, recognised, recoded, its head read.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};

use super::super::batch::Batch;
use super::super::binary::{HEAD, refuse_binary};
use super::super::encoding::{Recoded, Recoding, decode_file};
use super::super::formats;
use super::super::head::Head;
use super::super::options::{Format, ReadOptions};
use super::super::reader::Reader;
use super::super::skipped::{Fault, SkipKind};
use super::super::source::Source;
use super::super::stop::Waiting;
use super::super::unpack::{self, Bytes, Packing, Peeked};
use super::super::utf32::Utf32;
use super::{Reading, SURVEYED, Stream};

impl Stream {
    /// Opens a file and reads as much as tells what it holds; `None` where it cannot be used, and
    /// the batch says why.
    pub(in super::super) fn open(
        source: &Source,
        reading: Reading<'_>,
        batch: &mut Batch,
    ) -> Option<Self> {
        match Self::begin(source, reading) {
            Ok((stream, notes)) => {
                for fault in notes {
                    batch.skip_at(&source.shown(), None, fault);
                }
                Some(stream)
            }
            Err(fault) => {
                batch.skip_at(&source.shown(), None, fault);
                None
            }
        }
    }

    /// Opens a file; also returns what is to be told of its head.
    pub(in super::super) fn begin(
        source: &Source,
        reading: Reading<'_>,
    ) -> Result<(Self, Vec<Fault>), Fault> {
        let Reading {
            options, limits, ..
        } = reading;
        let mut input = open(source, reading)
            .map_err(|error| Fault::of(error, SkipKind::Unreadable).said("cannot be read: ", ""))?;
        let format = source
            .format
            .unwrap_or_else(|| recognise(&mut input, options));
        let is_whole = format.reader().is_whole();
        if !is_whole {
            refuse_binary(input.peek(HEAD))?;
        }
        // What reads a whole file sees to its encoding, and the mark of that.
        let (mut reader, encoding) = if is_whole {
            let marked = Encoding::for_bom(input.peek(3));
            (
                Reader::AsIs(input),
                marked.map_or(UTF_8, |(encoding, _)| encoding).name(),
            )
        } else {
            in_utf8(input, options)
        };
        let mut head = Head::of(&mut reader, limits.bytes);
        let records = format.reader().open(&mut head, options)?;
        if !is_whole {
            // Enough for the first records to be looked through.
            head.read_up_to(limits.bytes.min(SURVEYED));
        }
        let head = head.into_rest();
        let stream = Self {
            origin: Arc::new(source.origin(format, encoding)),
            reader,
            records,
            is_whole,
            // A pipe can be read once: its first batch has to do.
            is_unsurveyed: source.size.is_none() && !is_whole,
            carry: head.bytes,
            line: 1 + head.lines,
            record: 0,
            passing: None,
            broken: head.broken,
        };
        Ok((stream, head.notes))
    }
}

/// Drops the byte-order mark, and recodes where a line feed or a quotation mark is not one byte.
fn in_utf8(mut input: Peeked, options: &ReadOptions) -> (Reader, &'static str) {
    if let Some(decoder) = Utf32::marked(input.peek(4)) {
        input.skip(4);
        let encoding = decoder.name();
        let recoded = Recoded::new(Box::new(input), Recoding::Utf32(decoder));
        return (Reader::Recoded(recoded), encoding);
    }
    let (marked, mark) = Encoding::for_bom(input.peek(3)).unwrap_or((UTF_8, 0));
    let encoding = match options.encoding {
        Some(declared) if mark == 0 && !declared.is_ascii_compatible() => declared,
        _ => marked,
    };
    input.skip(mark);
    let reader = if encoding == UTF_8 {
        Reader::AsIs(input)
    } else {
        Reader::Recoded(Recoded::new(Box::new(input), Recoding::of(encoding)))
    };
    (reader, encoding.name())
}

fn open(source: &Source, reading: Reading<'_>) -> io::Result<Peeked> {
    let read = Arc::clone(reading.read);
    let bytes: Bytes = if source.is_standard_input() {
        unpack::counted(Waiting::standard_input(reading.stop)?, read)
    } else {
        unpack::open(&source.path, source.packing, reading.options, read)?
    };
    let mut input = Peeked::new(bytes);
    if source.format.is_some() || source.packing != Packing::Plain {
        return Ok(input);
    }
    // No name tells how it is packed.
    match unpack::sniff_packing(input.peek(HEAD)) {
        Packing::Plain => Ok(input),
        packing => Ok(Peeked::new(unpack::unpack(
            input,
            packing,
            reading.options,
        )?)),
    }
}

/// How much of a stream is looked at to tell its format: a header row may be long.
const LOOKED_AT: usize = 1 << 16;

/// Tells the format of a stream by what it begins with, whatever the encoding.
fn recognise(input: &mut Peeked, options: &ReadOptions) -> Format {
    let head = input.peek(LOOKED_AT);
    // Of what is no text, the very bytes count.
    if refuse_binary(head).is_err() {
        return formats::of_beginning(head, options);
    }
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    let head = match marked.or(options.encoding) {
        _ if Utf32::marked(head).is_some() => Cow::Owned(
            decode_file(head, None, &mut String::new())
                .text
                .as_bytes()
                .to_vec(),
        ),
        Some(encoding) => match encoding.decode(head).0 {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        },
        None => Cow::Borrowed(head),
    };
    let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    let begins = head.iter().position(|byte| !blank(byte));
    let begun = begins.and_then(|begins| head.get(begins..));
    begun.map_or(Format::TEXT, |head| formats::of_beginning(head, options))
}
