//! Mentions as they stand in a table, one after the other.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::SampleError;
use crate::diagnostic::quote;
use crate::tables::folder::{finished_table, saved_rows};
use crate::tables::{Table, TableFormat};
use crate::text::OffsetUnit;

/// A mentions.csv that is being read.
pub struct MentionTable {
    reader: Reader<Box<dyn Read>>,
    path: PathBuf,
    columns: MentionColumns,
    /// Bytes of the table; `None` for a stream.
    bytes: Option<u64>,
    /// Whether the run that writes it has not ended.
    is_unfinished: bool,
}

/// A row of the table: what a sheet shows of a mention.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SampledMention {
    /// The document.
    pub doc_key: String,
    /// Its id.
    pub doc_id: String,
    /// Where it stands: `text` or `title`; empty in a table that does not say.
    pub field: String,
    /// Where the mention begins there, in the unit of the table.
    pub start: String,
    /// Where it ends.
    pub end: String,
    /// Its words.
    pub text: String,
    /// The actor; empty where it is ambiguous.
    pub actor_id: String,
    /// The name of the actor.
    pub actor_name: String,
    /// The type of the actor.
    pub actor_type: String,
    /// The kind of the name.
    pub name_kind: String,
    /// Who may be meant, where it is ambiguous.
    pub candidates: String,
    /// The words before it.
    pub before: String,
    /// The words after it.
    pub after: String,
}

/// Where the columns stand. Those that a table may be without are `None` then.
#[derive(Default)]
struct MentionColumns {
    stratum: Option<usize>,
    doc_key: usize,
    start: usize,
    end: usize,
    text: usize,
    doc_id: Option<usize>,
    field: Option<usize>,
    actor_id: Option<usize>,
    actor_name: Option<usize>,
    actor_type: Option<usize>,
    name_kind: Option<usize>,
    candidates: Option<usize>,
    before: Option<usize>,
    after: Option<usize>,
}

/// What names a table: a file, a folder of tables, or standard input.
struct Place {
    path: PathBuf,
    /// As many bytes count; `None` for all.
    bytes: Option<u64>,
    is_unfinished: bool,
}

impl MentionTable {
    /// Opens the mentions.csv in a folder of tables, or the file itself; `-` is standard input. In
    /// the folder of a run that has not ended, these are the mentions that it has saved.
    ///
    /// `by` is the column whose values are the strata; without one, all rows are of one.
    ///
    /// # Errors
    /// Where there is no such table, or it has not the columns that are needed.
    pub fn open(input: &Path, by: Option<&str>) -> Result<Self, SampleError> {
        let place = Place::of(input)?;
        let unreadable = |source| SampleError::Unreadable {
            path: place.path.clone(),
            source,
        };
        let (stream, bytes): (Box<dyn Read>, _) = if input.as_os_str() == "-" {
            (Box::new(io::stdin()), None)
        } else {
            let file = File::open(&place.path).map_err(unreadable)?;
            let length = file.metadata().map_err(unreadable)?;
            let length = length.is_file().then_some(length.len());
            match place.bytes {
                Some(bytes) => (Box::new(file.take(bytes)), Some(bytes)),
                None => (Box::new(file), length),
            }
        };
        let mut table = Self {
            reader: ReaderBuilder::new()
                .buffer_capacity(1 << 16)
                .from_reader(stream),
            path: place.path,
            columns: MentionColumns::default(),
            bytes,
            is_unfinished: place.is_unfinished,
        };
        let header = table.reader.byte_headers().cloned();
        let header = header.map_err(|error| table.failed(&error))?;
        table.columns =
            MentionColumns::of(&header, by).map_err(|message| table.malformed(1, message))?;
        Ok(table)
    }

    /// Returns the bytes of the table, where they are known.
    #[must_use]
    pub fn bytes(&self) -> Option<u64> {
        self.bytes
    }

    /// Returns how many bytes are read.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.reader.position().byte()
    }

    /// Returns whether the run that writes the table has not ended: then these are the mentions of
    /// the documents so far.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        self.is_unfinished
    }

    /// Reads the next row; `false` at the end.
    pub(super) fn read(&mut self, row: &mut ByteRecord) -> Result<bool, SampleError> {
        let read = self.reader.read_byte_record(row);
        read.map_err(|error| self.failed(&error))
    }

    /// Returns the value of the row by which it belongs to a stratum.
    pub(super) fn stratum<'r>(&self, row: &'r ByteRecord) -> &'r [u8] {
        cell(row, self.columns.stratum)
    }

    /// Returns the cells that say where the mention stands: key of the document, field, start,
    /// end.
    pub(super) fn place<'r>(&self, row: &'r ByteRecord) -> [&'r [u8]; 4] {
        let of = &self.columns;
        let columns = [Some(of.doc_key), of.field, Some(of.start), Some(of.end)];
        columns.map(|column| cell(row, column))
    }

    /// Returns what a sheet shows of a row.
    pub(super) fn mention(&self, row: &ByteRecord) -> SampledMention {
        // What is no UTF-8 was written by another program; people can judge it all the same.
        let text = |column| String::from_utf8_lossy(cell(row, column)).into_owned();
        let of = &self.columns;
        SampledMention {
            doc_key: text(Some(of.doc_key)),
            doc_id: text(of.doc_id),
            field: text(of.field),
            start: text(Some(of.start)),
            end: text(Some(of.end)),
            text: text(Some(of.text)),
            actor_id: text(of.actor_id),
            actor_name: text(of.actor_name),
            actor_type: text(of.actor_type),
            name_kind: text(of.name_kind),
            candidates: text(of.candidates),
            before: text(of.before),
            after: text(of.after),
        }
    }

    fn malformed(&self, line: u64, message: String) -> SampleError {
        SampleError::Malformed {
            path: self.path.clone(),
            place: line.to_string(),
            message,
        }
    }

    fn failed(&self, error: &csv::Error) -> SampleError {
        let line = error.position().map_or(1, csv::Position::line);
        match error.kind() {
            csv::ErrorKind::Io(source) => SampleError::Unreadable {
                path: self.path.clone(),
                source: io::Error::new(source.kind(), source.to_string()),
            },
            csv::ErrorKind::UnequalLengths {
                expected_len, len, ..
            } => {
                let message = format!("the row has {len} cells, the header {expected_len}");
                self.malformed(line, message)
            }
            _ => self.malformed(line, error.to_string()),
        }
    }
}

fn cell(row: &ByteRecord, column: Option<usize>) -> &[u8] {
    column.and_then(|at| row.get(at)).unwrap_or_default()
}

impl Place {
    fn of(input: &Path) -> Result<Self, SampleError> {
        let whole = |path| Self {
            path,
            bytes: None,
            is_unfinished: false,
        };
        if !input.is_dir() {
            return Ok(whole(input.to_owned()));
        }
        match finished_table(input, Table::MENTIONS) {
            Some((table, TableFormat::Csv)) => return Ok(whole(table)),
            Some((path, _)) => return Err(SampleError::OtherFormat { path }),
            None => {}
        }
        match saved_rows(input, Table::MENTIONS) {
            Some((path, bytes)) => Ok(Self {
                path,
                bytes: Some(bytes),
                is_unfinished: true,
            }),
            None => Err(SampleError::NoTable {
                folder: input.to_owned(),
            }),
        }
    }
}

impl MentionColumns {
    fn of(header: &ByteRecord, by: Option<&str>) -> Result<Self, String> {
        let find = |name: &str| header.iter().position(|cell| cell == name.as_bytes());
        let there = || {
            let names = header.iter().map(String::from_utf8_lossy);
            quote(&names.collect::<Vec<_>>().join(","))
        };
        let need = |name: &str| {
            find(name).ok_or_else(|| {
                let there = there();
                format!("no column `{name}`, as a table of mentions has it; here are {there}")
            })
        };
        let [doc_key, start, end, text] = ["doc_key", "start", "end", "text"].map(need);
        let (doc_key, start, end, text) = (doc_key?, start?, end?, text?);
        let stratum = match by {
            None => None,
            Some(name) => Some(find(name).ok_or_else(|| {
                let there = there();
                format!("no column {} to draw by; here are {there}", quote(name))
            })?),
        };
        Ok(Self {
            doc_key,
            start,
            end,
            text,
            stratum,
            doc_id: find("doc_id"),
            field: find("field"),
            actor_id: find("actor_id"),
            actor_name: find("actor_name"),
            actor_type: find("type"),
            name_kind: find("name_kind"),
            candidates: find("candidates"),
            before: find("before"),
            after: find("after"),
        })
    }
}

/// Returns what the offsets of a table count: what the data package beside it says, else code
/// points, as tables have them unless they are asked for others.
#[must_use]
pub fn offset_unit(input: &Path) -> OffsetUnit {
    let beside = match input.is_dir() {
        true => input.join(Table::MENTIONS.file_name(TableFormat::Csv)),
        false => input.to_owned(),
    };
    match crate::eval::found::unit_beside(&beside).as_deref() {
        Some("bytes") => OffsetUnit::Bytes,
        Some("utf16") => OffsetUnit::Utf16,
        _ => OffsetUnit::Chars,
    }
}
