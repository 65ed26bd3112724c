//! A file of records, or a pipe, cut into pieces that end where records end.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use encoding_rs::{Encoding, UTF_8};

use super::batch::{Batch, Kind, Origin};
use super::encoding::Recoded;
use super::format::{Format, Packing};
use super::inputs::Source;
use super::split::Splitter;
use super::stop::{Stop as Halt, Waiting};
use super::table::Header;
use super::unpack::{self, Bytes, Peeked, read_some};
use super::{Limits, Options};

/// What there is to know for reading any file.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub options: &'a Options,
    /// Counts the bytes taken from the disk.
    pub read: &'a Arc<AtomicU64>,
    pub stop: &'a Halt,
    pub limits: Limits,
}

/// The file that is being read.
pub(super) struct Stream {
    origin: Arc<Origin>,
    reader: Reader,
    kind: Kind,
    /// Read, but not handed out yet: the beginning of a record.
    carry: Vec<u8>,
    /// The line the next record begins in, from 1.
    line: u64,
    /// Records so far.
    record: u64,
}

enum Reader {
    Utf8(Peeked),
    Recoded(Recoded),
}

/// Why reading stopped.
enum Stop {
    Full,
    Ended,
    Broken(String),
}

impl Stream {
    /// Opens a file and reads as much as tells what it holds; `None` where it cannot be used, and the batch says why.
    pub(super) fn open(source: &Source, reading: Reading<'_>, batch: &mut Batch) -> Option<Self> {
        match Self::begin(source, reading) {
            Ok(stream) => Some(stream),
            Err(reason) => {
                batch.skip_at(&source.shown(), None, reason);
                None
            }
        }
    }

    fn begin(source: &Source, reading: Reading<'_>) -> Result<Self, String> {
        let Reading {
            options, limits, ..
        } = reading;
        let mut input =
            open(source, reading).map_err(|error| format!("cannot be read: {error}"))?;
        let (encoding, mark) = Encoding::for_bom(input.peek(3)).unwrap_or((UTF_8, 0));
        let format = source.format.unwrap_or_else(|| sniff_format(&mut input));
        let mut stream = Self {
            origin: Arc::new(Origin::of(source, encoding)),
            reader: Reader::Utf8(input),
            kind: Kind::Text,
            carry: Vec::new(),
            line: 1,
            record: 0,
        };
        match format {
            // A text is decoded as a whole, with its mark.
            Format::Text => return Ok(stream),
            Format::JsonLines => stream.kind = Kind::Lines,
            Format::Csv | Format::Tsv => {}
        }
        stream = stream.in_utf8(mark, encoding, options);
        match format {
            Format::Csv => stream.read_header([b',', b';', b'\t'], options, limits)?,
            Format::Tsv => stream.read_header([b'\t', b',', b';'], options, limits)?,
            Format::JsonLines | Format::Text => {}
        }
        Ok(stream)
    }

    /// Drops the byte-order mark, and recodes where a line feed or a quotation mark is not one byte.
    fn in_utf8(mut self, mark: usize, encoding: &'static Encoding, options: &Options) -> Self {
        let encoding = match options.encoding {
            Some(declared) if mark == 0 && !declared.is_ascii_compatible() => declared,
            _ => encoding,
        };
        if let Reader::Utf8(mut input) = self.reader {
            input.skip(mark);
            self.reader = if encoding == UTF_8 {
                Reader::Utf8(input)
            } else {
                Reader::Recoded(Recoded::new(Box::new(input), encoding))
            };
        }
        self.origin = Arc::new(Origin {
            encoding: encoding.name(),
            ..Origin::clone(&self.origin)
        });
        self
    }

    /// Reads the header row; takes the first of the delimiters by which there is a column of the text's name.
    fn read_header(
        &mut self,
        delimiters: [u8; 3],
        options: &Options,
        limits: Limits,
    ) -> Result<(), String> {
        let [usual, ..] = delimiters;
        let mut splitter = Splitter::rows(usual);
        let mut chunk = vec![0; limits.bytes.clamp(1, 64 * 1024)];
        while splitter.whole().records == 0 && self.carry.len() < limits.record {
            let count = self
                .reader
                .read(&mut chunk)
                .map_err(|error| format!("cannot be read: {error}"))?;
            let read = chunk.get(..count).unwrap_or_default();
            if read.is_empty() {
                break;
            }
            self.carry.extend_from_slice(read);
            splitter.scan(read);
        }
        let mut missing = None;
        for delimiter in delimiters {
            let end = Splitter::rows(delimiter).first_record(&self.carry);
            let row = self.carry.get(..end.end).unwrap_or_default();
            match Header::read(row, delimiter, options) {
                Ok(header) => {
                    self.kind = Kind::Rows(Arc::new(header));
                    self.carry.drain(..end.end);
                    self.line += end.lines;
                    return Ok(());
                }
                Err(reason) => missing = missing.or(Some(reason)),
            }
        }
        Err(missing.unwrap_or_default())
    }

    /// Adds the next records to the batch, until it is full; `false` when the stream has ended.
    pub(super) fn fill(&mut self, batch: &mut Batch, options: &Options, limits: Limits) -> bool {
        let start = batch.arena.len();
        let mut splitter = self.splitter();
        batch.arena.extend(&self.carry);
        splitter.scan(&self.carry);
        self.carry.clear();
        let stop = self.read_on(batch, &mut splitter, start, options, limits);
        let whole = match (&stop, &self.kind) {
            (Stop::Ended, _) | (_, Kind::Text) => splitter.all(),
            _ => splitter.whole(),
        };
        let end = start + whole.end;
        let left = batch.arena.from(end);
        let unfinished = !left.is_empty();
        if matches!(stop, Stop::Full) {
            self.carry.extend_from_slice(left);
        }
        let unclosed = splitter
            .is_quoted()
            .then_some(self.line + splitter.whole().lines);
        if whole.records > 0 {
            batch.arena.truncate(end);
            batch.add_chunk(
                self.kind.clone(),
                &self.origin,
                start..end,
                self.line,
                self.record,
            );
        } else {
            batch.arena.truncate(start);
        }
        self.line += whole.lines;
        self.record += whole.records;
        match stop {
            Stop::Full => return true,
            Stop::Ended => self.note_end(unclosed, batch),
            Stop::Broken(error) => self.note_break(&error, unfinished, batch),
        }
        false
    }

    fn splitter(&self) -> Splitter {
        match &self.kind {
            Kind::Lines => Splitter::lines(),
            Kind::Rows(header) => Splitter::rows(header.delimiter),
            Kind::Text => Splitter::one(),
        }
    }

    /// Reads until the batch is full and holds a whole record.
    fn read_on(
        &mut self,
        batch: &mut Batch,
        splitter: &mut Splitter,
        start: usize,
        options: &Options,
        limits: Limits,
    ) -> Stop {
        let mut room = limits.bytes.saturating_sub(start).max(1);
        loop {
            let have = batch.arena.len() - start;
            if have >= room {
                if splitter.whole().end > 0 {
                    return Stop::Full;
                }
                if have >= limits.record {
                    return Stop::Broken(too_long("record", limits.record, options));
                }
                room = have.saturating_mul(2);
            }
            let read = batch
                .arena
                .try_room(room - have)
                .and_then(|room| self.reader.read(room));
            match read {
                Ok(0) => return Stop::Ended,
                Ok(count) => splitter.scan(batch.arena.grow(count)),
                Err(error) => return Stop::Broken(error.to_string()),
            }
        }
    }

    fn note_end(&self, unclosed: Option<u64>, batch: &mut Batch) {
        let path = &self.origin.path;
        if unclosed.is_some() {
            let reason =
                "a quotation mark is never closed: the rest of the file was read as one cell";
            batch.skip_at(path, unclosed, reason.to_owned());
        }
        if self.record == 0 {
            batch.skip_at(path, None, "holds no records".to_owned());
        }
        self.note_malformed(batch);
    }

    fn note_break(&self, error: &str, unfinished: bool, batch: &mut Batch) {
        let reason = match (&self.kind, self.record) {
            (_, 0) => format!("cannot be read: {error}"),
            (Kind::Text, _) => format!("breaks off: {error}; tagged up to there"),
            _ if unfinished => {
                format!("breaks off in this record: {error}; what came before is tagged")
            }
            _ => format!("breaks off: {error}; what came before is tagged"),
        };
        let line = (self.record > 0 && !matches!(self.kind, Kind::Text)).then_some(self.line);
        batch.skip_at(&self.origin.path, line, reason);
        self.note_malformed(batch);
    }

    fn note_malformed(&self, batch: &mut Batch) {
        if let Reader::Recoded(recoded) = &self.reader
            && recoded.malformed() > 0
        {
            let reason = super::text::replaced(recoded.malformed(), self.origin.encoding);
            batch.skip_at(&self.origin.path, None, reason);
        }
    }
}

impl Reader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Utf8(stream) => read_some(stream, into),
            Self::Recoded(stream) => read_some(stream, into),
        }
    }
}

/// What is said of a document or a record that would fill the memory.
pub(super) fn too_long(what: &str, most: usize, options: &Options) -> String {
    let option = options.names.max_document;
    format!("a {what} longer than {most} bytes ({option} allows more)")
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

/// JSON lines begin with a brace, whatever the encoding.
fn sniff_format(input: &mut Peeked) -> Format {
    let is_blank =
        |byte: &u8| byte.is_ascii_whitespace() || b"\0\xEF\xBB\xBF\xFE\xFF".contains(byte);
    let mut count = 16;
    loop {
        let head = input.peek(count);
        match head.iter().find(|byte| !is_blank(byte)) {
            Some(b'{') => return Format::JsonLines,
            None if head.len() == count && count < 1 << 16 => count *= 2,
            _ => return Format::Text,
        }
    }
}
