//! Parquet: a row is a document. A file on the disk is read in parts of its row groups, so that
//! neither memory nor the work of one thread grows with the file.

mod cells;
mod columns;
mod file;
mod place;

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use super::chunk::Chunk;
use super::format::{DocumentFormat, Records};
use super::head::Head;
use super::options::ReadOptions;
use super::parts::{FilePart, Parts, ReadPart};
use super::record::{Each, Raw};
use super::skipped::Fault;
use super::whole::WholeReader;
use file::{GroupRows, ParquetFile};
use place::StoredBytes;

pub(super) struct Parquet;

pub(super) const PARQUET: Parquet = Parquet;

/// What files begin with, and end with.
const MAGIC: &[u8] = b"PAR1";

/// The same, where the description of the columns is encrypted.
const LOCKED_MAGIC: &[u8] = b"PARE";

impl DocumentFormat for Parquet {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn description(&self) -> &'static str {
        "A Parquet file"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["parquet", "parq", "pq"]
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn is_begun_by(&self, head: &[u8], _options: &ReadOptions) -> bool {
        head.starts_with(MAGIC) || head.starts_with(LOCKED_MAGIC)
    }

    fn parts(&self, path: &Path, options: &ReadOptions) -> Option<Result<Parts, Fault>> {
        let place = StoredBytes::Disk(path.to_owned());
        Some(ParquetFile::open(place, options).map(|(file, notes)| {
            let file = Arc::new(file);
            let parts = file.rows(options).into_iter().map(|rows| FilePart {
                bytes: rows.bytes,
                reader: Box::new(GroupPart {
                    file: Arc::clone(&file),
                    rows,
                }),
            });
            Parts {
                notes,
                parts: parts.collect(),
            }
        }))
    }

    fn open(&self, _: &mut Head<'_>, _: &ReadOptions) -> Result<Arc<dyn Records>, Fault> {
        Ok(Arc::new(WholeReader::Many(read)))
    }
}

/// Some rows of a file.
struct GroupPart {
    file: Arc<ParquetFile>,
    rows: GroupRows,
}

impl ReadPart for GroupPart {
    fn read(&self, options: &ReadOptions, each: &mut Each<'_>) {
        self.file.read(&self.rows, options, each);
    }
}

/// Reads a file that lies in memory.
fn read(chunk: &Chunk<'_>, each: &mut Each<'_>) -> Result<(), Fault> {
    let place = StoredBytes::Memory(Bytes::copy_from_slice(chunk.bytes));
    let (file, notes) = ParquetFile::open(place, chunk.options)?;
    for fault in notes {
        each(Raw::Skipped(fault, None));
    }
    for rows in file.rows(chunk.options) {
        file.read(&rows, chunk.options, each);
    }
    Ok(())
}
