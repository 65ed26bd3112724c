//! A table as a Parquet file, from rows as they are made.

use std::io::{self, Read, Write};
use std::sync::Arc;

use csv::StringRecord;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::Table;
use super::arrow::ArrowRows;
use super::form::FormColumn;
use super::pour::hand_over;

/// Rows that are handed on at once, and bytes of text with which fewer are.
const AT_ONCE: usize = 8 << 10;
const BYTES_AT_ONCE: usize = 8 << 20;

/// Rows of a group, which a reader may skip or give to a thread of its own: DuckDB's own number.
/// It bounds the memory, too, with `GROUP_BYTES` of packed columns.
const GROUP: usize = 122_880;
const GROUP_BYTES: usize = 64 << 20;

/// Writes a table as Parquet. The bytes depend on the rows alone.
///
/// # Errors
/// Where reading or writing fails, or a row is not one of the table.
pub(super) fn write<R: Read>(
    table: Table,
    columns: &[FormColumn],
    mut from: csv::Reader<R>,
    to: &mut (impl Write + Send),
) -> io::Result<()> {
    let mut rows = ArrowRows::with_columns(
        table,
        columns
            .iter()
            .map(|column| (&*column.name, column.column_type)),
    );
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(GROUP))
        .set_created_by(concat!("actag ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut writer =
        ArrowWriter::try_new(to, Arc::clone(rows.schema()), Some(properties)).map_err(failed)?;
    let mut record = StringRecord::new();
    loop {
        let read = from.read_record(&mut record)?;
        if read {
            rows.add_with(|cells| hand_over(columns, &record, cells))?;
        }
        if !read || rows.len() >= AT_ONCE || rows.bytes() >= BYTES_AT_ONCE {
            let batch = rows.finish().map_err(io::Error::other)?;
            writer.write(&batch).map_err(failed)?;
            if writer.in_progress_size() > GROUP_BYTES {
                writer.flush().map_err(failed)?;
            }
        }
        if !read {
            writer.close().map_err(failed)?;
            return Ok(());
        }
    }
}

/// Returns the error of the file behind an error, where it is one.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(source) => *source,
            Err(source) => io::Error::other(source),
        },
        error => io::Error::other(error),
    }
}
