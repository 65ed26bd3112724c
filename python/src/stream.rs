//! Rows of a table, as a stream of Arrow batches.

use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};

use actag::Tagger as Matcher;
use actag::frames::{FrameColumns, FrameCounts, FrameError, FrameOptions, FrameReader, FrameTable};
use actag::text::OffsetUnit;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, Schema, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::errors::table_error;

/// How a table is tagged, by the names of the arguments in Python.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct TableOptions {
    text: String,
    id: Option<String>,
    date: Option<String>,
    title: Option<String>,
    table: String,
    nested: bool,
    offsets: String,
    threads: Option<usize>,
    unique: bool,
    max_document: usize,
}

fn unknown(name: &str, value: &str, known: &str) -> PyErr {
    let value = actag::diagnostic::quote(value);
    PyValueError::new_err(format!("{name} is {known}, not {value}"))
}

fn table_of(name: &str) -> PyResult<FrameTable> {
    match name {
        "mentions" => Ok(FrameTable::Mentions),
        "skipped" => Ok(FrameTable::Skipped),
        other => Err(unknown("table", other, "\"mentions\" or \"skipped\"")),
    }
}

/// Returns the columns of a table as a capsule of the Arrow C interface.
#[pyfunction]
pub(crate) fn table_schema<'py>(
    py: Python<'py>,
    table: &str,
    nested: bool,
) -> PyResult<Bound<'py, PyCapsule>> {
    let table = table_of(table)?.table();
    schema_capsule(py, &actag::tables::arrow_schema(table, nested))
}

fn schema_capsule<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema);
    let schema = schema.map_err(|error| table_error(py, &error.to_string()))?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

impl TableOptions {
    fn options(&self) -> PyResult<FrameOptions> {
        let usual = FrameOptions::default();
        let threads = self.threads.map(|threads| {
            NonZero::new(threads).ok_or_else(|| PyValueError::new_err("threads is at least 1"))
        });
        Ok(FrameOptions {
            table: table_of(&self.table)?,
            nested: self.nested,
            tag_titles: usual.tag_titles,
            offsets: match self.offsets.as_str() {
                "chars" => OffsetUnit::Chars,
                "bytes" => OffsetUnit::Bytes,
                "utf16" => OffsetUnit::Utf16,
                other => {
                    return Err(unknown(
                        "offsets",
                        other,
                        "\"chars\", \"bytes\" or \"utf16\"",
                    ));
                }
            },
            threads: threads.transpose()?.unwrap_or(usual.threads),
            unique: self.unique,
            max_document: self.max_document,
        })
    }
}

/// Rows of a table, as a stream of Arrow batches that can be taken once.
#[pyclass(frozen, module = "actag._actag")]
pub(crate) struct TableStream {
    reader: Mutex<Option<Rows>>,
    schema: SchemaRef,
    counts: Arc<Mutex<FrameCounts>>,
    error: Arc<Mutex<Option<String>>>,
}

impl TableStream {
    pub(crate) fn new(
        matcher: &Matcher,
        source: Box<dyn RecordBatchReader + Send>,
        options: TableOptions,
        py: Python<'_>,
    ) -> PyResult<Self> {
        let frame_options = options.options()?;
        let columns = FrameColumns {
            text: options.text,
            id: options.id,
            date: options.date,
            title: options.title,
        };
        let reader = FrameReader::new(matcher, source, &columns, frame_options);
        let reader = reader.map_err(|error: FrameError| table_error(py, &error.to_string()))?;
        let (schema, counts) = (reader.schema(), reader.counts());
        let error = Arc::default();
        let rows = Rows {
            reader,
            error: Arc::clone(&error),
        };
        Ok(Self {
            reader: Mutex::new(Some(rows)),
            schema,
            counts,
            error,
        })
    }
}

#[pymethods]
impl TableStream {
    /// Hands over the rows as a capsule of the Arrow C interface. A consumer may ask for another
    /// schema; it gets this one, as the protocol allows.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let reader = self
            .reader
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(reader) = reader else {
            return Err(table_error(
                py,
                "the rows were taken already: they are made as they are read; call tag_table again",
            ));
        };
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.schema)
    }

    /// Documents that were tagged, rows that were skipped by kind, and the first of them in words,
    /// of what was read so far.
    fn counts(&self) -> (u64, Vec<(&'static str, u64)>, Vec<String>) {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let skipped = counts
            .skipped
            .iter()
            .map(|(fault, count)| (fault.code(), *count));
        (counts.documents, skipped.collect(), first_skipped(&counts))
    }

    /// The error by which the rows ended, if one did.
    fn error(&self) -> Option<String> {
        self.error
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

fn first_skipped(counts: &FrameCounts) -> Vec<String> {
    let first = counts.first_skipped.iter();
    first
        .map(|skipped| {
            let (row, reason) = (skipped.row, &skipped.reason);
            match skipped.doc_key.as_str() {
                "" => format!("row {row}: {reason}"),
                key => format!("row {row}, {}: {reason}", actag::diagnostic::quote(key)),
            }
        })
        .collect()
}

/// The rows, made without the lock of the interpreter, and with a warning at the end where some
/// were skipped.
struct Rows {
    reader: FrameReader,
    error: Arc<Mutex<Option<String>>>,
}

impl Rows {
    /// Warns of rows that were skipped; an error where the user makes warnings errors.
    fn warn(&self, py: Python<'_>) -> PyResult<()> {
        let counts = self.reader.counts();
        let counts = counts
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if counts.skipped.is_empty() {
            return Ok(());
        }
        let module = py.import(intern!(py, "actag._types"))?;
        let skipped: Vec<(&str, u64)> = counts
            .skipped
            .iter()
            .map(|(fault, count)| (fault.code(), *count))
            .collect();
        module.call_method1(
            intern!(py, "_warn_skipped"),
            (skipped, first_skipped(&counts)),
        )?;
        Ok(())
    }
}

impl Iterator for Rows {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Whoever takes rows may hold the lock of the interpreter or not.
        let next = Python::try_attach(|py| {
            let next = py.detach(|| self.reader.next());
            match &next {
                None => self
                    .warn(py)
                    .err()
                    .map(|error| Err(ArrowError::ExternalError(Box::new(error)))),
                _ => next,
            }
        });
        let next = next.unwrap_or_else(|| self.reader.next());
        if let Some(Err(error)) = &next {
            let message = match error {
                ArrowError::ExternalError(error) => error.to_string(),
                error => error.to_string(),
            };
            *self.error.lock().unwrap_or_else(PoisonError::into_inner) = Some(message);
        }
        next
    }
}

impl RecordBatchReader for Rows {
    fn schema(&self) -> SchemaRef {
        self.reader.schema()
    }
}
