//! CSV and TSV: a header row names the columns, of which four are kept.

use super::batch::{Chunk, give_back};
use super::encoding::{decode_as, decode_record, detect};
use super::record::{Record, quoted, skip, suggestion};
use super::rows::{Row, Rows};
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
    row: Row,
    number: String,
    /// Where cells that are not UTF-8 are decoded.
    decoded: [String; 4],
}

impl Header {
    /// Reads the header row; fails with what to say where no column has the text's name.
    pub(super) fn read(row: &[u8], delimiter: u8, options: &Options) -> Result<Self, String> {
        let mut cells = Row::default();
        let mut rows = Rows::new(row, delimiter);
        if rows.next(&mut cells).is_none() {
            return Err("empty: no header row".to_owned());
        }
        let mut decoded = String::new();
        let names: Vec<String> = (0..cells.len())
            .filter_map(|column| rows.get(&cells, column))
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
            let (listed, suggestion) = (quoted(&names), suggestion(&names, options));
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
    let mut rows = Rows::new(chunk.bytes, header.delimiter);
    let mut record = chunk.record;
    while let Some(lines) = rows.next(row) {
        record += 1;
        let place = Place {
            line: chunk.line + lines,
            record,
        };
        emit(chunk, header, (&rows, row), place, decoded, number, each);
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
    (rows, row): (&Rows<'_>, &Row),
    place: Place,
    decoded: &mut [String; 4],
    number: &mut String,
    each: &mut dyn FnMut(Item<'_>),
) {
    let Some(text) = rows.get(row, header.text) else {
        let (cells, column) = (row.len(), header.text + 1);
        let reason = format!("the row ends at cell {cells}; the text is in column {column}");
        return skip(chunk, place.line, reason, each);
    };
    let cell = |column: Option<usize>| {
        column
            .and_then(|column| rows.get(row, column))
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
                .unwrap_or_else(|| detect(&cells.concat())),
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
