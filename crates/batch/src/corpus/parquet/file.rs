//! A Parquet file: what it says of itself, and its rows.

use std::fmt::Display;
use std::sync::Arc;

use arrow_array::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::reader::{ChunkReader, Length};

use super::super::dates::DayOrder;
use super::super::fields::{FIELDS, Field};
use super::super::options::ReadOptions;
use super::super::record::{Each, Raw, Record};
use super::super::skipped::{Fault, SkipKind};
use super::super::survey::Survey;
use super::super::unpack::is_out_of_proportion;
use super::cells::{WrittenCell, is_text, written};
use super::columns::{ColumnCells, ColumnRead, ColumnsRead, with_views};
use super::place::{OpenBytes, StoredBytes};
use super::{LOCKED_MAGIC, MAGIC};

/// Bytes of a part, unpacked. A page that two parts share is unpacked for both: parts of a batch's
/// megabyte would do that for nearly each page.
const PART: u64 = 32 << 20;

/// Rows that are read at once. Texts are not copied for it, but the pages that hold them stay.
const AT_ONCE: usize = 256;

/// A file that was opened.
pub(super) struct ParquetFile {
    place: StoredBytes,
    /// Bytes of it.
    size: u64,
    metadata: ArrowReaderMetadata,
    columns: ColumnsRead,
    /// What its dates show.
    day_order: Option<DayOrder>,
}

/// Some rows of a file.
pub(super) struct GroupRows {
    group: usize,
    /// Rows of the group before them.
    offset: usize,
    count: usize,
    /// Rows of the file before them.
    before: u64,
    /// About how many bytes they are, unpacked.
    pub bytes: u64,
}

impl ParquetFile {
    /// Reads what a file says of itself; also returns what is to be told of it. Fails with what to
    /// say where it cannot be used.
    pub(super) fn open(
        place: StoredBytes,
        options: &ReadOptions,
    ) -> Result<(Self, Vec<Fault>), Fault> {
        let opened = place.open().map_err(unreadable)?;
        let size = opened.len();
        check_ends(&opened)?;
        let metadata = describe(&opened)?;
        check_places(&metadata, size)?;
        let mut columns = ColumnsRead::find(metadata.schema(), options)?;
        let mut notes = std::mem::take(&mut columns.notes);
        let mut file = Self {
            place,
            size,
            metadata,
            columns,
            day_order: None,
        };
        if file.groups().all(|group| group.num_rows() <= 0) {
            return Err(Fault::new(SkipKind::NoRecords, "holds no records"));
        }
        let seen = file.survey(options).into_seen();
        notes.extend(seen.notes);
        file.day_order = seen.day_order;
        Ok((file, notes))
    }

    fn groups(&self) -> impl Iterator<Item = &RowGroupMetaData> {
        self.metadata.metadata().row_groups().iter()
    }

    /// Returns all rows, in parts.
    pub(super) fn rows(&self, options: &ReadOptions) -> Vec<GroupRows> {
        // What the file says of its own size is not believed beyond what it may unpack to.
        let most = self.size.saturating_mul(options.max_ratio.max(1));
        let (mut parts, mut before) = (Vec::new(), 0u64);
        for (number, group) in self.groups().enumerate() {
            let rows = usize::try_from(group.num_rows()).unwrap_or(0);
            let bytes = group.columns().iter().map(|column| {
                let is_read = self.is_read(column.column_path().parts());
                let bytes = u64::try_from(column.uncompressed_size()).unwrap_or(0);
                if is_read { bytes } else { 0 }
            });
            let bytes = bytes.fold(0, u64::saturating_add).min(most);
            let count = usize::try_from(bytes / PART + 1).unwrap_or(usize::MAX);
            let each = rows.div_ceil(count).max(1);
            let bytes = bytes / count as u64;
            let offsets = (0..rows).step_by(each);
            parts.extend(offsets.map(|offset| GroupRows {
                group: number,
                offset,
                count: each.min(rows - offset),
                before: before.saturating_add(offset as u64),
                bytes,
            }));
            before = before.saturating_add(rows as u64);
        }
        parts
    }

    /// Whether a column is read, by its path.
    fn is_read(&self, path: &[String]) -> bool {
        let fields = self.metadata.schema().fields();
        let mut roots = self.columns.roots.iter();
        roots.any(|&root| fields.get(root).map(|field| field.name()) == path.first())
    }

    /// Looks through the dates, where they are written, as far as needed.
    fn survey<'o>(&self, options: &'o ReadOptions) -> Survey<'o> {
        let mut survey = Survey::new(options);
        let date = self.columns.of_fields.get(Field::Date.index());
        let date = date.and_then(Option::as_ref);
        let look = |survey: &mut Survey<'o>, date: Option<&str>| {
            survey.look(&Record {
                date: Ok(date),
                ..self.record("", 1, &|| self.columns.names.clone())
            });
        };
        look(&mut survey, None);
        let Some(date) = date.filter(|date| is_text(&date.data_type)) else {
            return survey;
        };
        let roots = date.root();
        for group in 0..self.metadata.metadata().num_row_groups() {
            let all = GroupRows {
                group,
                offset: 0,
                count: usize::MAX,
                before: 0,
                bytes: 0,
            };
            // What is wrong with it is said when it is read.
            let Ok(batches) = self.batches(roots, &all) else {
                return survey;
            };
            for rows in batches.map_while(Result::ok) {
                let cells = self.columns.cells(date, roots, &rows);
                for row in 0..rows.num_rows() {
                    let cell = cells.at(row).map(|cells| written(cells, row, None));
                    if let Some(Ok(cell)) = cell {
                        look(&mut survey, Some(&cell.text));
                    }
                }
                if survey.is_settled() {
                    return survey;
                }
            }
        }
        survey
    }

    /// Reads columns of some rows.
    fn batches(
        &self,
        roots: &[usize],
        rows: &GroupRows,
    ) -> Result<ParquetRecordBatchReader, Fault> {
        let place = self.place.open().map_err(unreadable)?;
        let builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(place, self.metadata.clone());
        let columns = ProjectionMask::roots(builder.parquet_schema(), roots.iter().copied());
        let builder = builder
            .with_projection(columns)
            .with_row_groups(vec![rows.group])
            .with_offset(rows.offset)
            .with_limit(rows.count)
            .with_batch_size(AT_ONCE);
        builder.build().map_err(|error| fault_of(&error))
    }

    /// Hands over some rows, and then what broke them off.
    pub(super) fn read(&self, rows: &GroupRows, options: &ReadOptions, each: &mut Each<'_>) {
        let mut read = PartRead {
            file: self,
            options,
            number: rows.before,
            unpacked: 0,
        };
        if let Err(fault) = read.read(rows, each) {
            each(Raw::Skipped(fault, Some(read.number + 1)));
        }
    }

    /// A record of which only the text and the number are known.
    fn record<'a>(
        &self,
        text: &'a str,
        number: u64,
        names: &'a dyn Fn() -> Vec<String>,
    ) -> Record<'a> {
        Record {
            id: None,
            text,
            date: Ok(None),
            title: None,
            language: None,
            encoding: "UTF-8",
            malformed: 0,
            day_order: self.day_order,
            line: Some(number),
            number,
            has: self.columns.of_fields.each_ref().map(Option::is_some),
            names,
        }
    }
}

/// A part that is being read.
struct PartRead<'a> {
    file: &'a ParquetFile,
    options: &'a ReadOptions,
    /// Of the last row that was read.
    number: u64,
    /// Bytes of texts so far, and one for each row.
    unpacked: u64,
}

impl PartRead<'_> {
    fn read(&mut self, rows: &GroupRows, each: &mut Each<'_>) -> Result<(), Fault> {
        let columns = &self.file.columns;
        for batch in self.file.batches(&columns.roots, rows)? {
            let batch = batch.map_err(|error| fault_of(&error))?;
            let cells_of = |column: &ColumnRead| columns.cells(column, &columns.roots, &batch);
            let of_fields = columns.of_fields.each_ref();
            let of_fields = of_fields.map(|column| column.as_ref().map(cells_of));
            let more_texts: Vec<ColumnCells> = columns.more_texts.iter().map(cells_of).collect();
            self.read_batch(&batch, &of_fields, &more_texts, each)?;
        }
        Ok(())
    }

    fn read_batch(
        &mut self,
        batch: &RecordBatch,
        of_fields: &[Option<ColumnCells>; FIELDS],
        more_texts: &[ColumnCells],
        each: &mut Each<'_>,
    ) -> Result<(), Fault> {
        for row in 0..batch.num_rows() {
            let number = self.number + 1;
            let mut texts = Vec::new();
            let [_, text, ..] = of_fields;
            for cells in text.iter().chain(more_texts) {
                texts.extend(self.cell(cells, row).ok().flatten());
            }
            let length = texts.iter().map(|cell| cell.text.len()).sum::<usize>();
            self.unpacked = self.unpacked.saturating_add(length as u64 + 1);
            if is_out_of_proportion(self.unpacked, self.file.size, self.options.max_ratio) {
                let ratio = self.options.max_ratio;
                let reason =
                    format!("unpacks to more than {ratio} times its size; tagged up to there");
                return Err(Fault::new(SkipKind::UnpacksTooFar, reason));
            }
            self.number = number;
            self.emit(row, of_fields, &texts, length, each);
        }
        Ok(())
    }

    /// Hands over one row.
    fn emit(
        &self,
        row: usize,
        of_fields: &[Option<ColumnCells>; FIELDS],
        texts: &[WrittenCell<'_>],
        length: usize,
        each: &mut Each<'_>,
    ) {
        let number = self.number;
        let skip = |fault| Raw::Skipped(fault, Some(number));
        let joined: String;
        let (text, encoding) = match texts {
            [] => {
                let name = self.options.name_of(Field::Text);
                let reason = format!("no text: the column `{name}` is null");
                return each(skip(Fault::new(SkipKind::NoText, reason)));
            }
            _ if length > self.options.max_document => {
                return each(skip(Fault::too_long("record", self.options.max_document)));
            }
            [text] => (&*text.text, text.encoding),
            [first, ..] => {
                let texts = texts.iter().map(|cell| &*cell.text);
                let texts = texts.filter(|text| !text.trim().is_empty());
                joined = texts.collect::<Vec<_>>().join("\n\n");
                (&*joined, first.encoding)
            }
        };
        let [id, _, date, title, language] = of_fields.each_ref().map(|cells| {
            let cells = cells.as_ref();
            cells.map_or(Ok(None), |cells| self.cell(cells, row))
        });
        // Only a date can be written in a way that is none.
        let other = |cell: &Result<Option<WrittenCell<'_>>, String>| match cell {
            Ok(Some(cell)) => Some(cell.text.to_string()),
            _ => None,
        };
        let (id, title, language) = (other(&id), other(&title), other(&language));
        let names = || self.file.columns.names.clone();
        each(Raw::Record(Record {
            id: id.as_deref(),
            date: match &date {
                Ok(date) => Ok(date.as_ref().map(|date| &*date.text)),
                Err(reason) => Err(reason.clone()),
            },
            title: title.as_deref(),
            language: language.as_deref(),
            encoding,
            malformed: texts.iter().map(|cell| cell.malformed).sum(),
            ..self.file.record(text, number, &names)
        }));
    }

    fn cell<'c>(
        &self,
        cells: &'c ColumnCells,
        row: usize,
    ) -> Result<Option<WrittenCell<'c>>, String> {
        let column = cells.at(row);
        column
            .map(|cells| written(cells, row, self.options.encoding))
            .transpose()
    }
}

/// Fails for what does not begin and end as Parquet does.
fn check_ends(place: &OpenBytes) -> Result<(), Fault> {
    let size = place.len();
    let four = |at: u64| {
        place
            .get_bytes(at, MAGIC.len())
            .map_err(|error| fault_of(&error))
    };
    if size < 2 * MAGIC.len() as u64 {
        return Err(unreadable("not Parquet, which begins and ends with `PAR1`"));
    }
    let (begins, ends) = (four(0)?, four(size - MAGIC.len() as u64)?);
    match (&*begins, &*ends) {
        (LOCKED_MAGIC, _) | (_, LOCKED_MAGIC) => Err(encrypted()),
        (MAGIC, MAGIC) => Ok(()),
        (MAGIC, _) => Err(unreadable(
            "the end of the file is missing, which says what it holds",
        )),
        _ => Err(unreadable("not Parquet, which begins and ends with `PAR1`")),
    }
}

/// Fails where a column is not inside the file, or no number of bytes or rows: the library that
/// reads them takes that for granted, and panics.
fn check_places(metadata: &ArrowReaderMetadata, size: u64) -> Result<(), Fault> {
    let inside = |column: &ColumnChunkMetaData| {
        let offset = column.data_page_offset();
        let offset = column.dictionary_page_offset().unwrap_or(offset);
        let (offset, length) = (
            u64::try_from(offset),
            u64::try_from(column.compressed_size()),
        );
        let end = offset.ok().zip(length.ok());
        let end = end.and_then(|(offset, length)| offset.checked_add(length));
        end.is_some_and(|end| end <= size) && column.num_values() >= 0
    };
    let mut groups = metadata.metadata().row_groups().iter();
    match groups.all(|group| group.num_rows() >= 0 && group.columns().iter().all(inside)) {
        true => Ok(()),
        false => Err(unreadable("a column is said to be outside of the file")),
    }
}

/// Reads what a file says of its columns and row groups.
fn describe(place: &OpenBytes) -> Result<ArrowReaderMetadata, Fault> {
    let options = ArrowReaderOptions::new();
    let found = ArrowReaderMetadata::load(place, options).map_err(|error| fault_of(&error))?;
    let options = ArrowReaderOptions::new().with_schema(Arc::new(with_views(found.schema())));
    let found = ArrowReaderMetadata::try_new(Arc::clone(found.metadata()), options);
    found.map_err(|error| fault_of(&error))
}

fn fault_of(error: &impl Display) -> Fault {
    let said = error.to_string();
    if said.to_lowercase().contains("encrypt") {
        return encrypted();
    }
    unreadable(said)
}

fn encrypted() -> Fault {
    Fault::new(SkipKind::Locked, "encrypted")
}

fn unreadable(reason: impl Display) -> Fault {
    Fault::new(SkipKind::Unreadable, format!("cannot be read: {reason}"))
}
