//! Tables of any dialect, row by row.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use actag_format::delimiter::TableStyle;
use csv::ByteRecord;

use super::ImportError;
use super::report::Place;
use super::source::{LONGEST, Source, text_of};

/// What a table is read for: a row with its place, `true` for the first of a sheet.
pub(super) type EachRow<'a> = dyn FnMut(Place, Vec<String>, bool) -> Result<(), ImportError> + 'a;

/// Calls for each row that has any cell, headers included.
pub(super) fn each_row(source: &mut Source, each: &mut EachRow<'_>) -> Result<(), ImportError> {
    if source.begins_with(b"PK\x03\x04")? {
        #[cfg(feature = "office")]
        return super::workbook::each_row(source, each);
        #[cfg(not(feature = "office"))]
        return Err(source.wrong("workbooks are not read by this build: save it as CSV"));
    }
    if source.begins_with(b"\xD0\xCF\x11\xE0")? {
        return Err(
            source.wrong("an old workbook, or one with a password: save it as .xlsx or CSV")
        );
    }
    let head = source.head(1 << 16)?;
    let style = TableStyle::of(&head);
    let delimiter = delimiter(&head, style);
    let mut reader = source.reader()?;
    if style.begin > 0 {
        let skipped = io::copy(&mut (&mut reader).take(style.begin as u64), &mut io::sink());
        skipped.map_err(|error| source.unreadable(error))?;
    }
    let skipped_lines = head
        .get(..style.begin)
        .map_or(0, |text| text.matches('\n').count());
    each_record(source, reader, delimiter, skipped_lines as u64, each)
}

/// Returns what parts cells: `|` where nothing else is in the header.
fn delimiter(head: &str, style: TableStyle) -> u8 {
    let header = head.trim_start().lines().next().unwrap_or_default();
    let others = [',', ';', '\t'];
    match style.begin == 0 && header.contains('|') && !header.contains(others) {
        true => b'|',
        false => style.delimiter,
    }
}

fn each_record(
    source: &Source,
    reader: Box<dyn BufRead>,
    delimiter: u8,
    before: u64,
    each: &mut EachRow<'_>,
) -> Result<(), ImportError> {
    let left = Rc::new(Cell::new(LONGEST));
    let bounded = Bounded {
        inner: reader,
        left: Rc::clone(&left),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bounded);
    let mut record = ByteRecord::new();
    let mut first = true;
    loop {
        left.set(LONGEST);
        let more = reader.read_byte_record(&mut record);
        let more = more.map_err(|error| source.unreadable(error.into()))?;
        if !more {
            return Ok(());
        }
        let row: Vec<String> = record
            .iter()
            .map(|cell| text_of(cell).trim().to_owned())
            .collect();
        if row.iter().all(String::is_empty) {
            continue;
        }
        let line = record.position().map_or(0, |position| position.line()) + before;
        each(Place::from(line), row, std::mem::take(&mut first))?;
    }
}

/// A reader that gives so many bytes until it is given more: a quote that is never closed would
/// else take the rest of a file into memory.
struct Bounded<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(length as u64);
        let left = left.ok_or_else(|| {
            io::Error::other("a row of more than 64 MB: a quotation mark that is never closed?")
        })?;
        self.left.set(left);
        Ok(length)
    }
}

/// Returns the row in a line, for a comment.
pub(super) fn shown(row: &[String]) -> String {
    row.join(" | ")
}

/// Returns what of a cell shows that a quotation mark swallowed rows: a line with as many
/// delimiters as the header has.
pub(super) fn swallowed(row: &[String], columns: usize) -> bool {
    columns > 2
        && row.iter().any(|cell| {
            let mut lines = cell.lines().skip(1);
            cell.contains('\n')
                && lines.any(|line| {
                    let counts = [',', ';', '\t'].map(|sign| line.matches(sign).count());
                    counts.contains(&(columns - 1))
                })
        })
}
