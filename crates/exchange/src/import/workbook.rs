//! Workbooks: the rows of all sheets, cell by cell.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use zip::ZipArchive;

use super::ImportError;
use super::report::Place;
use super::source::Source;
use super::table::EachRow;

/// What a workbook may unpack to: the texts of its cells are kept in memory.
const MOST_UNPACKED: u64 = 2 << 30;

/// Columns that are read; a cell may claim to be in the last of sixteen thousand.
const MOST_COLUMNS: u32 = 1024;

pub(super) fn each_row(source: &mut Source, each: &mut EachRow<'_>) -> Result<(), ImportError> {
    let copy = source.file.try_clone().and_then(|mut file| {
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    });
    let file = copy.map_err(|error| source.unreadable(error))?;
    let unpacked = unpacked(file);
    if unpacked.map_err(|error| source.unreadable(error))? > MOST_UNPACKED {
        return Err(source.wrong("a workbook that unpacks to more than 2 GB: save it as CSV"));
    }
    let file = source
        .file
        .try_clone()
        .map_err(|error| source.unreadable(error))?;
    let opened: Result<Xlsx<_>, _> = Xlsx::new(BufReader::new(file));
    let mut workbook = opened.map_err(|error| {
        source.wrong(format!(
            "cannot be read as a workbook ({error}): save it as .xlsx or CSV"
        ))
    })?;
    for sheet in workbook.sheet_names() {
        let name: Arc<str> = Arc::from(sheet.as_str());
        // Sheets of charts have no cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&sheet) else {
            continue;
        };
        let mut row = Row::default();
        let mut first = true;
        loop {
            let cell = cells.next_cell();
            let cell = cell.map_err(|error| source.wrong(format!("the sheet {sheet}: {error}")))?;
            let Some(cell) = cell else {
                break;
            };
            let (at, column) = cell.get_position();
            if at != row.number {
                row.give(&name, &mut first, each)?;
                row.number = at;
            }
            let value = Data::from(cell.get_value().clone());
            row.set(column, written(&value));
        }
        row.give(&name, &mut first, each)?;
    }
    Ok(())
}

/// Returns how many bytes a workbook unpacks to, or a few more than are allowed. What its list of
/// parts says is not believed.
fn unpacked(file: File) -> io::Result<u64> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(io::Error::other)?;
    let mut all = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(io::Error::other)?;
        all += io::copy(&mut part.take(MOST_UNPACKED + 1 - all), &mut io::sink())?;
        if all > MOST_UNPACKED {
            break;
        }
    }
    Ok(all)
}

#[derive(Default)]
struct Row {
    number: u32,
    cells: Vec<String>,
}

impl Row {
    fn set(&mut self, column: u32, text: String) {
        if column < MOST_COLUMNS && !text.is_empty() {
            let column = column as usize;
            if self.cells.len() <= column {
                self.cells.resize(column + 1, String::new());
            }
            self.cells[column] = text;
        }
    }

    fn give(
        &mut self,
        sheet: &Arc<str>,
        first: &mut bool,
        each: &mut EachRow<'_>,
    ) -> Result<(), ImportError> {
        if self.cells.is_empty() {
            return Ok(());
        }
        let place = Place {
            sheet: Some(Arc::clone(sheet)),
            line: u64::from(self.number) + 1,
        };
        each(
            place,
            std::mem::take(&mut self.cells),
            std::mem::take(first),
        )
    }
}

/// A cell as it would stand in a CSV file.
fn written(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) | Data::String(text) => {
            text.trim().to_owned()
        }
        Data::Empty | Data::Error(_) => String::new(),
        cell => cell.to_string().trim().to_owned(),
    }
}
