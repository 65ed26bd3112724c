//! CSV and TSV: a header row names the columns, of which four are kept.

use csv::ByteRecord;

use super::batch::{Chunk, give_back};
use super::encoding::{decode_as, decode_record, detect};
use super::record::{Record, quoted, skip, suggestion};
use super::split::count_lines;
use super::{Item, Options};

/// Where the columns stand.
#[derive(Debug)]
pub(super) struct Header {
    pub delimiter: u8,
    id: Option<usize>,
    text: usize,
    date: Option<usize>,
    title: Option<usize>,
}

#[derive(Default)]
pub(super) struct RowBuffers {
    row: ByteRecord,
    number: String,
    /// Where cells that are not UTF-8 are decoded.
    decoded: [String; 4],
}

impl Header {
    /// Reads the header row; fails with what to say where no column has the text's name.
    pub(super) fn read(row: &[u8], delimiter: u8, options: &Options) -> Result<Self, String> {
        let mut cells = ByteRecord::new();
        let found = reader(row, delimiter).read_byte_record(&mut cells);
        if !found.unwrap_or_default() {
            return Err("empty: no header row".to_owned());
        }
        let mut decoded = String::new();
        let names: Vec<String> = cells
            .iter()
            .map(|cell| {
                decode_record(cell, options.encoding, &mut decoded)
                    .text
                    .trim()
                    .to_owned()
            })
            .collect();
        let column = |wanted: &str| names.iter().position(|name| name == wanted);
        let Some(text) = column(&options.text_field) else {
            let wanted = &options.text_field;
            let (listed, suggestion) = (quoted(&names), suggestion(&names, wanted));
            return Err(format!(
                "no column `{wanted}`; the file has {listed}: {suggestion}"
            ));
        };
        Ok(Self {
            delimiter,
            id: column(&options.id_field),
            text,
            date: column(&options.date_field),
            title: column(&options.title_field),
        })
    }
}

/// Parses the rows of a chunk.
pub(super) fn read(
    chunk: &Chunk<'_>,
    header: &Header,
    buffers: &mut RowBuffers,
    each: &mut dyn FnMut(Item<'_>),
) {
    let RowBuffers {
        row,
        number,
        decoded,
    } = buffers;
    let mut rows = reader(chunk.bytes, header.delimiter);
    let mut record = chunk.record;
    loop {
        let line = chunk.line + rows.position().line() - 1
            + blank_lines(chunk.bytes, rows.position().byte());
        match rows.read_byte_record(row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                skip(chunk, line, format!("cannot be read: {error}"), each);
                break;
            }
        }
        record += 1;
        let place = Place { line, record };
        emit(chunk, header, row, place, decoded, number, each);
    }
    decoded.iter_mut().for_each(give_back);
}

#[derive(Clone, Copy)]
struct Place {
    line: u64,
    record: u64,
}

fn emit(
    chunk: &Chunk<'_>,
    header: &Header,
    row: &ByteRecord,
    place: Place,
    decoded: &mut [String; 4],
    number: &mut String,
    each: &mut dyn FnMut(Item<'_>),
) {
    let Some(text) = row.get(header.text) else {
        let (cells, column) = (row.len(), header.text + 1);
        let reason = format!("the row ends at cell {cells}; the text is in column {column}");
        return skip(chunk, place.line, reason, each);
    };
    let cell = |column: Option<usize>| {
        column
            .and_then(|column| row.get(column))
            .unwrap_or_default()
    };
    let cells = [text, cell(header.id), cell(header.date), cell(header.title)];
    let encoding = if cells.iter().all(|cell| std::str::from_utf8(cell).is_ok()) {
        None
    } else {
        Some(
            chunk
                .options
                .encoding
                .unwrap_or_else(|| detect(row.as_slice())),
        )
    };
    let mut malformed = 0;
    let mut buffers = decoded.iter_mut();
    let [text, id, date, title] = cells.map(|cell| match (encoding, buffers.next()) {
        (Some(encoding), Some(buffer)) => {
            let decoded = decode_as(encoding, cell, buffer);
            malformed += decoded.malformed;
            decoded.text
        }
        _ => std::str::from_utf8(cell).unwrap_or_default(),
    });
    Record {
        id: Some(id),
        text,
        date: Ok(Some(date)),
        title: Some(title),
        encoding: encoding.map_or(chunk.origin.encoding, |encoding| encoding.name()),
        malformed,
        line: place.line,
        number: place.record,
    }
    .emit(chunk, number, each);
}

fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(1 << 16)
        .from_reader(bytes)
}

/// Line feeds that stand before the row itself: its position is that of the blank lines before it.
fn blank_lines(bytes: &[u8], from: u64) -> u64 {
    let rest = usize::try_from(from)
        .ok()
        .and_then(|from| bytes.get(from..))
        .unwrap_or_default();
    let blank = rest
        .iter()
        .take_while(|byte| matches!(byte, b'\n' | b'\r'))
        .count();
    count_lines(rest.get(..blank).unwrap_or_default())
}
