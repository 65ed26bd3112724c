//! CSV and TSV: a header row names the columns, of which a few are kept.

use std::sync::Arc;

use super::buffers::{Buffers, BuiltIds, FIELDS};
use super::chunk::Chunk;
use super::encoding::{decode_as, decode_record, detect};
use super::format::{DocumentFormat, Records};
use super::head::Head;
use super::item::Item;
use super::options::ReadOptions;
use super::record::{Record, likely_text, quoted};
use super::rows::{CellReader, CellRow};
use super::skipped::{Fault, SkipKind};
use super::split::Splitter;

/// A table whose file is called after its delimiter.
pub(super) struct DelimitedText {
    name: &'static str,
    description: &'static str,
    endings: &'static [&'static str],
    /// The first by which there is a column of the name of the text's is taken.
    delimiters: [u8; 3],
}

pub(super) const CSV: DelimitedText = DelimitedText {
    name: "csv",
    description: "Comma-separated values with a header row",
    endings: &["csv"],
    delimiters: [b',', b';', b'\t'],
};

pub(super) const TSV: DelimitedText = DelimitedText {
    name: "tsv",
    description: "Tab-separated values with a header row",
    endings: &["tsv"],
    delimiters: [b'\t', b',', b';'],
};

impl DocumentFormat for DelimitedText {
    fn name(&self) -> &'static str {
        self.name
    }

    fn description(&self) -> &'static str {
        self.description
    }

    fn endings(&self) -> &'static [&'static str] {
        self.endings
    }

    fn open(&self, head: &mut Head<'_>, options: &ReadOptions) -> Result<Arc<dyn Records>, Fault> {
        let mut missing = None;
        for delimiter in self.delimiters {
            // Where the row ends depends on the delimiter: a quotation mark counts behind one.
            let bytes = match head.read_record(&Splitter::rows(delimiter), options)? {
                Some(bytes) => bytes,
                None => {
                    missing = missing
                        .or_else(|| Some(Fault::too_long("header row", options.max_document)));
                    continue;
                }
            };
            let first = Splitter::rows(delimiter).first_record(bytes);
            let row = bytes.get(..first.end).unwrap_or_default();
            match Header::read(row, delimiter, options) {
                Ok(header) => {
                    head.take(first);
                    return Ok(Arc::new(header));
                }
                Err(fault) => missing = missing.or(Some(fault)),
            }
        }
        Err(missing.unwrap_or_else(no_header))
    }
}

/// Columns among which those that are wanted are looked for: a header may be made of a billion.
const COLUMNS: usize = 100_000;

/// Where the columns stand.
#[derive(Debug)]
struct Header {
    delimiter: u8,
    id: Option<usize>,
    text: usize,
    date: Option<usize>,
    title: Option<usize>,
    language: Option<usize>,
}

impl Header {
    /// Reads the header row; fails with what to say where no column has the text's name.
    fn read(row: &[u8], delimiter: u8, options: &ReadOptions) -> Result<Self, Fault> {
        let mut cells = CellRow::keeping(COLUMNS);
        let mut rows = CellReader::new(row, delimiter);
        if rows.next(&mut cells).is_none() {
            return Err(no_header());
        }
        if cells.bytes() > options.max_document {
            return Err(Fault::too_long("header row", options.max_document));
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
            let (listed, likely) = (quoted(&names), likely_text(&names, wanted));
            let reason = format!("no column `{wanted}`; the file has {listed}{likely}");
            return Err(Fault::new(SkipKind::NoText, reason));
        };
        Ok(Self {
            delimiter,
            id: column(&options.id_field),
            text,
            date: column(&options.date_field),
            title: column(&options.title_field),
            language: column(&options.language_field),
        })
    }
}

fn no_header() -> Fault {
    Fault::new(SkipKind::NoRecords, "empty: no header row")
}

impl Header {
    /// How many of its first columns hold all that is read.
    fn width(&self) -> usize {
        let columns = [
            Some(self.text),
            self.id,
            self.date,
            self.title,
            self.language,
        ];
        columns
            .into_iter()
            .flatten()
            .max()
            .map_or(0, |last| last + 1)
    }
}

impl Records for Header {
    fn splitter(&self) -> Splitter {
        Splitter::rows(self.delimiter)
    }

    fn read(&self, chunk: &Chunk<'_>, buffers: &mut Buffers, each: &mut dyn FnMut(Item<'_>)) {
        let Buffers { fields, ids, .. } = buffers;
        let mut rows = CellReader::new(chunk.bytes, self.delimiter);
        let mut row = CellRow::keeping(self.width());
        let mut record = chunk.record;
        while let Some(lines) = rows.next(&mut row) {
            record += 1;
            let place = RowPlace {
                line: chunk.line + lines,
                record,
            };
            emit(chunk, self, (&rows, &row), place, fields, ids, each);
        }
    }
}

#[derive(Clone, Copy)]
struct RowPlace {
    line: u64,
    record: u64,
}

fn emit(
    chunk: &Chunk<'_>,
    header: &Header,
    (rows, row): (&CellReader<'_>, &CellRow),
    place: RowPlace,
    decoded: &mut [String; FIELDS],
    built: &mut BuiltIds,
    each: &mut dyn FnMut(Item<'_>),
) {
    if row.bytes() > chunk.options.max_document {
        let fault = Fault::too_long("record", chunk.options.max_document);
        return each(chunk.origin.skipped(Some(place.line), fault));
    }
    let Some(text) = rows.get(row, header.text) else {
        let (cells, column) = (row.len(), header.text + 1);
        let reason = format!("the row ends at cell {cells}; the text is in column {column}");
        let fault = Fault::new(SkipKind::ShortRow, reason);
        return each(chunk.origin.skipped(Some(place.line), fault));
    };
    let cell = |column: Option<usize>| {
        column
            .and_then(|column| rows.get(row, column))
            .unwrap_or_default()
    };
    let cells = [
        text,
        cell(header.id),
        cell(header.date),
        cell(header.title),
        cell(header.language),
    ];
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
    // All cells of a row are of one encoding: a short one alone tells too little.
    let mut malformed = 0;
    let mut buffers = decoded.iter_mut();
    let [text, id, date, title, language] = cells.map(|cell| match (encoding, buffers.next()) {
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
        language: Some(language),
        encoding: encoding.map_or(chunk.origin.encoding, |encoding| encoding.name()),
        malformed,
        line: place.line,
        number: place.record,
    }
    .emit(chunk, built, each);
}
