//! Whole rows of a table, as they are made, given the form in which they are handed over.

use std::borrow::Cow;
use std::io::{self, Read, Write};

use csv::StringRecord;

use super::Table;
use super::csv::CsvRows;
use super::form::{FormColumn, TableForm};
use super::format::TableFormat;
use super::json::JsonRows;
use super::row::Cells;
use super::schema::ColumnType;
use super::totals::AT_ONCE;

/// Reads a table as it was made and writes it in its form.
///
/// # Errors
/// Where reading or writing fails, or a row is not one of the table.
pub(super) fn pour(
    from: impl Read,
    to: &mut (impl Write + Send),
    (table, nested): (Table, bool),
    (form, spreadsheet_safe): (&TableForm, bool),
) -> io::Result<()> {
    let columns = form.columns(table, nested);
    #[cfg(feature = "parquet")]
    if form.format == TableFormat::Parquet {
        return super::parquet::write(table, &columns, rows_of(from), to);
    }
    let mut rows = Pour::of(columns, form.format, spreadsheet_safe);
    rows.begin();
    rows.add_all(rows_of(from), |bytes| to.write_all(bytes))
}

/// Reads a table, which begins with its header row.
fn rows_of<R: Read>(table: R) -> csv::Reader<R> {
    csv::Reader::from_reader(table)
}

/// Rows as CSV or JSON lines.
#[derive(Debug)]
pub(crate) struct Pour {
    columns: Vec<FormColumn>,
    rows: TextRows,
}

#[derive(Debug)]
enum TextRows {
    Csv(CsvRows),
    Json(JsonRows),
}

impl Pour {
    /// No rows of a table, in a form that can be written piece by piece; `None` where it cannot.
    pub(crate) fn new(
        table: Table,
        nested: bool,
        form: &TableForm,
        spreadsheet_safe: bool,
    ) -> Option<Self> {
        let can = matches!(form.format, TableFormat::Csv | TableFormat::Jsonl);
        can.then(|| Self::of(form.columns(table, nested), form.format, spreadsheet_safe))
    }

    fn of(columns: Vec<FormColumn>, format: TableFormat, spreadsheet_safe: bool) -> Self {
        let rows = match format {
            TableFormat::Csv => {
                TextRows::Csv(CsvRows::default().spreadsheet_safe(spreadsheet_safe))
            }
            _ => TextRows::Json(JsonRows::new(&columns)),
        };
        Self { columns, rows }
    }

    /// Adds what stands before the rows.
    fn begin(&mut self) {
        if let TextRows::Csv(rows) = &mut self.rows {
            rows.names(self.columns.iter().map(|column| &*column.name));
        }
    }

    /// Returns what stands before the rows.
    pub(crate) fn header(&mut self) -> Vec<u8> {
        self.begin();
        self.take()
    }

    /// Returns whole rows in their form.
    ///
    /// # Errors
    /// Where one is not a row of the table.
    pub(crate) fn part(&mut self, rows: &[u8]) -> io::Result<Vec<u8>> {
        let mut poured = Vec::new();
        let rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(rows);
        self.add_all(rows, |bytes| poured.write_all(bytes))?;
        Ok(poured)
    }

    fn add_all<R: Read>(
        &mut self,
        mut from: csv::Reader<R>,
        mut write: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut record = StringRecord::new();
        while from.read_record(&mut record)? {
            let length = match &mut self.rows {
                TextRows::Csv(rows) => {
                    hand_over(&self.columns, &record, rows)?;
                    rows.end();
                    rows.len()
                }
                TextRows::Json(rows) => {
                    hand_over(&self.columns, &record, rows)?;
                    rows.end();
                    rows.bytes().len()
                }
            };
            if length > AT_ONCE {
                write(&self.take())?;
            }
        }
        write(&self.take())
    }

    fn take(&mut self) -> Vec<u8> {
        match &mut self.rows {
            TextRows::Csv(rows) => rows.flush(<[u8]>::to_vec),
            TextRows::Json(rows) => std::mem::take(rows.bytes()),
        }
    }
}

/// Hands over the cells of a row that was read, as what they are.
pub(super) fn hand_over(
    columns: &[FormColumn],
    row: &StringRecord,
    cells: &mut impl Cells,
) -> io::Result<()> {
    for column in columns {
        let cell = row.get(column.cell).unwrap_or_default();
        let wrong = || {
            let message = format!("`{cell}` stands in the column `{}`", column.name);
            io::Error::new(io::ErrorKind::InvalidData, message)
        };
        if let Some(scheme) = &column.scheme {
            let found = codes(cell).find(|(of, _)| of == scheme);
            cells.text(found.map_or("", |(_, value)| value));
            continue;
        }
        match column.column_type {
            ColumnType::String => cells.text(cell),
            // Neither ids nor codes hold what joins them: gazetteers are refused that have such.
            ColumnType::List => {
                let texts = cell.split('|').filter(|text| !text.is_empty());
                cells.list(texts.map(Cow::Borrowed));
            }
            ColumnType::Codes => {
                cells.codes(codes(cell).map(|(scheme, value)| (scheme, Cow::Borrowed(value))));
            }
            ColumnType::Integer => cells.integer(parsed(cell).map_err(|()| wrong())?),
            ColumnType::Date => cells.date(parsed(cell).map_err(|()| wrong())?),
            ColumnType::Boolean => cells.boolean(cell.parse().map_err(|_| wrong())?),
        }
    }
    Ok(())
}

fn parsed<T: std::str::FromStr>(cell: &str) -> Result<Option<T>, ()> {
    match cell {
        "" => Ok(None),
        _ => cell.parse().map(Some).map_err(|_| ()),
    }
}

/// The codes of a cell, each a scheme and a value.
fn codes(cell: &str) -> impl Iterator<Item = (&str, &str)> {
    cell.split(';').filter_map(|code| code.split_once('='))
}

#[cfg(test)]
mod tests;
