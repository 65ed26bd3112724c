//! A row of a table, read as a record.

use super::encoding::{decode_as, detect};
use super::fields::{FIELDS, Field};
use super::header::Header;
use super::lines::next_line;
use super::long_row::LongRow;
use super::options::ReadOptions;
use super::record::{Each, Raw, Record};
use super::rows::{CellReader, CellRow};
use super::skipped::{Fault, SkipKind};

/// A row, with what there is to know for reading it.
pub(super) struct TableRow<'a> {
    pub header: &'a Header,
    pub options: &'a ReadOptions,
    /// Of the file.
    pub encoding: &'static str,
    pub line: u64,
    pub number: u64,
}

impl TableRow<'_> {
    /// Hands over the record, and then what is wrong with the row.
    pub(super) fn read(
        &self,
        rows: &CellReader<'_>,
        row: &CellRow,
        decoded: &mut [String; FIELDS],
        each: &mut Each<'_>,
    ) {
        let header = self.header;
        let mut skip = |fault| each(Raw::Skipped(fault, Some(self.line)));
        if row.bytes() > self.options.max_document {
            return skip(Fault::too_long("record", self.options.max_document));
        }
        if rows.get(row, header.text).is_none() {
            let (cells, column) = (row.len(), header.text + 1);
            let reason = format!("the row ends at cell {cells}; the text is in column {column}");
            return skip(Fault::new(SkipKind::ShortRow, reason));
        }
        let long = match row.len() > header.names.len() {
            true => LongRow::read(header, rows.written(row), row.len()),
            false => None,
        };
        let cells = match &long {
            Some(long) => long.cells(),
            None => header.columns.map(|column| {
                let cell = column.and_then(|column| rows.get(row, column));
                cell.unwrap_or_default()
            }),
        };
        let swallowed = cells.get(Field::Text.index()).and_then(|text| {
            let lines = rows_inside(text, header);
            (lines > 0).then(|| swallowed_rows(lines))
        });
        let more = header.more_texts.iter();
        let more = more.filter_map(|&column| rows.get(row, column));
        self.emit(cells, more.collect(), decoded, each);
        let stray = row.is_stray().then(stray_mark);
        let notes = [long.map(LongRow::into_note), stray, swallowed];
        for fault in notes.into_iter().flatten() {
            each(Raw::Skipped(fault, Some(self.line)));
        }
    }

    /// Decodes the cells and hands over the record.
    fn emit(
        &self,
        cells: [&[u8]; FIELDS],
        more_texts: Vec<&[u8]>,
        decoded: &mut [String; FIELDS],
        each: &mut Each<'_>,
    ) {
        // All cells of a row are of one encoding: a short one alone tells too little.
        let is_utf8 = |cell: &&[u8]| std::str::from_utf8(cell).is_ok();
        let encoding = match cells.iter().chain(&more_texts).all(is_utf8) {
            true => None,
            false => {
                let declared = self.options.encoding;
                Some(declared.unwrap_or_else(|| detect(&cells.concat())))
            }
        };
        let mut malformed = 0;
        let mut buffers = decoded.iter_mut();
        let [id, mut text, date, title, language] =
            cells.map(|cell| match (encoding, buffers.next()) {
                (Some(encoding), Some(buffer)) => {
                    let decoded = decode_as(encoding, cell, buffer);
                    malformed += decoded.malformed;
                    decoded.text
                }
                _ => std::str::from_utf8(cell).unwrap_or_default(),
            });
        let mut joined = String::new();
        if !more_texts.is_empty() {
            joined.push_str(text);
            for cell in more_texts {
                let mut buffer = String::new();
                let encoding = encoding.unwrap_or(encoding_rs::UTF_8);
                let more = decode_as(encoding, cell, &mut buffer);
                malformed += more.malformed;
                if !more.text.trim().is_empty() && !joined.is_empty() {
                    joined.push_str("\n\n");
                }
                joined.push_str(more.text);
            }
            text = &joined;
        }
        each(Raw::Record(Record {
            id: Some(id),
            text,
            date: Ok(Some(date)),
            title: Some(title),
            language: Some(language),
            encoding: encoding.map_or(self.encoding, |encoding| encoding.name()),
            malformed,
            day_order: None,
            line: Some(self.line),
            number: self.number,
            has: self.header.columns.map(|column| column.is_some()),
            names: &|| self.header.names.clone(),
        }));
    }
}

fn stray_mark() -> Fault {
    Fault::new(
        SkipKind::UnclosedQuote,
        "a cell begins with a quotation mark that none closes: read as part of the text",
    )
}

fn swallowed_rows(lines: usize) -> Fault {
    let what = match lines {
        1 => "a line that looks like a row".to_owned(),
        lines => format!("{lines} lines that look like rows"),
    };
    let reason = format!("the text in quotation marks holds {what}: read as one text");
    Fault::new(SkipKind::SwallowedRows, reason)
}

/// How many rows a text seems to hold: its lines, where all behind the first have as many cells as
/// the header, and no blank behind a delimiter as prose has; else none.
fn rows_inside(text: &[u8], header: &Header) -> usize {
    let separators = header.names.len().saturating_sub(1);
    let mut rest = text;
    // Most texts are one line, which is searched faster than it is split.
    next_line(&mut rest);
    if separators == 0 || rest.is_empty() {
        return 0;
    }
    let mut count = 0;
    for line in rest.split(|&byte| byte == b'\n') {
        let line = line.trim_ascii_end();
        let cells = line.split(|&byte| byte == header.dialect.delimiter);
        let behind = cells.clone().skip(1);
        if cells.count() != separators + 1 || behind.into_iter().any(|cell| cell.starts_with(b" "))
        {
            return 0;
        }
        count += 1;
    }
    count
}
