//! Workbooks: each sheet is a table with a header row.

use std::io::Cursor;

use calamine::{Data, Range, Reader, open_workbook_auto_from_rs};

use super::super::chunk::Chunk;
use super::super::dates::DayOrder;
use super::super::fields::{FIELDS, Field, likely, places};
use super::super::options::ReadOptions;
use super::super::record::{Each, Raw, Record};
use super::super::shown::quoted;
use super::super::skipped::{Fault, SkipKind};
use super::super::survey::Survey;
use super::super::whole::{WholeFile, WholeReader};
use super::super::zip_parts::ZipParts;
use super::docx::has_part;

pub(in crate::corpus) const WORKBOOK: WholeFile = WholeFile {
    name: "workbook",
    description: "A workbook (.xlsx, .xls, .ods) of tables with header rows",
    endings: &["xlsx", "xlsm", "xlsb", "xls", "ods"],
    is_begun_by: |head| has_part(head, b"xl/"),
    reader: WholeReader::Many(read),
};

fn read(chunk: &Chunk<'_>, each: &mut Each<'_>) -> Result<(), Fault> {
    let (bytes, options) = (chunk.bytes, chunk.options);
    if bytes.starts_with(b"PK") {
        // What calamine reads has no bound of its own.
        ZipParts::open(bytes, options)?.check()?;
    }
    let opened = open_workbook_auto_from_rs(Cursor::new(bytes));
    let mut workbook = opened.map_err(|error| match error.to_string() {
        said if said.to_lowercase().contains("password") => {
            Fault::new(SkipKind::Locked, "locked by a password")
        }
        said => Fault::new(SkipKind::Unreadable, format!("cannot be read: {said}")),
    })?;
    let mut missing = None;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let Ok(range) = workbook.worksheet_range(&name) else {
            continue;
        };
        match Sheet::open(range, &name, options) {
            Ok(sheet) => sheets.extend(sheet),
            Err(fault) => missing = missing.or(Some(fault)),
        }
    }
    let mut survey = Survey::new(options);
    for sheet in &sheets {
        sheet.read(None, &mut 0, &mut |record| survey.look(&record));
    }
    let seen = survey.into_seen();
    for fault in seen.notes {
        each(Raw::Skipped(fault, None));
    }
    let mut number = 0;
    for sheet in &sheets {
        sheet.read(seen.day_order, &mut number, &mut |record| {
            each(Raw::Record(record));
        });
    }
    match (number, missing) {
        // Notes on a sheet of texts are no reason to report the others.
        (0, Some(fault)) => Err(fault),
        (0, None) => Err(Fault::new(SkipKind::NoRecords, "holds no records")),
        _ => Ok(()),
    }
}

/// One sheet, with the columns that are read.
struct Sheet {
    range: Range<Data>,
    names: Vec<String>,
    columns: [Option<usize>; FIELDS],
    /// The row of the header, in the range.
    header: usize,
}

impl Sheet {
    /// Finds the header: the first row that is not empty. `None` for an empty sheet.
    fn open(range: Range<Data>, sheet: &str, options: &ReadOptions) -> Result<Option<Self>, Fault> {
        let is_empty = |row: &[Data]| row.iter().all(|cell| *cell == Data::Empty);
        let header = range.rows().position(|row| !is_empty(row));
        let Some((header, row)) = header.and_then(|at| Some((at, range.rows().nth(at)?))) else {
            return Ok(None);
        };
        let names: Vec<String> = row
            .iter()
            .map(|cell| written(cell).trim().to_owned())
            .collect();
        let columns = Field::ALL.map(|field| {
            let places = places(&names, options.name_of(field));
            places.first().copied()
        });
        let wanted = options.name_of(Field::Text);
        if places(&names, wanted).is_empty() {
            let (listed, likely) = (quoted(&names), likely(&names, wanted, Field::Text));
            let reason = format!("no column `{wanted}`; the sheet `{sheet}` has {listed}{likely}");
            return Err(Fault::new(SkipKind::NoText, reason));
        }
        Ok(Some(Self {
            names,
            columns,
            header,
            range,
        }))
    }

    /// Hands over the rows that have any cell. `number` is of the last one before them.
    fn read(
        &self,
        day_order: Option<DayOrder>,
        number: &mut u64,
        each: &mut dyn FnMut(Record<'_>),
    ) {
        let first = self.range.start().map_or(0, |(row, _)| u64::from(row));
        let rows = self.range.rows().enumerate().skip(self.header + 1);
        for (at, row) in rows {
            if row.iter().all(|cell| *cell == Data::Empty) {
                continue;
            }
            *number += 1;
            let cell = |column: Option<usize>| column.and_then(|column| row.get(column));
            let cells = self
                .columns
                .map(|column| cell(column).map_or_else(String::new, written));
            let [id, text, date, title, language] = &cells;
            each(Record {
                id: Some(id),
                text,
                date: Ok(Some(date)),
                title: Some(title),
                language: Some(language),
                encoding: "UTF-8",
                malformed: 0,
                day_order,
                line: Some(first + at as u64 + 1),
                number: *number,
                has: self.columns.map(|column| column.is_some()),
                names: &|| self.names.clone(),
            });
        }
    }
}

/// A cell as it would stand in a CSV file.
fn written(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) | Data::String(text) => text.clone(),
        Data::Empty | Data::Error(_) => String::new(),
        cell => cell.to_string(),
    }
}
