//! Rows of a source, cut into pieces of work.

use std::ops::Range;
use std::sync::Arc;

use actag_core::source::quote;
use arrow_array::RecordBatchReader;

use super::FrameOptions;
use super::columns::{ColumnPlaces, Columns};
use super::error::FrameError;
use super::ids::Ids;

/// Bytes of text of a chunk, unless one document is longer: as in batches of files.
const BYTES: usize = 1 << 20;

/// Rows of a chunk, however short they are.
const ROWS: usize = 8192;

/// Some rows of a source, in order. Those of short batches come together.
#[derive(Debug, Default)]
pub(super) struct RowChunk {
    pub(super) parts: Vec<ChunkPart>,
}

/// Rows of one batch of a source.
#[derive(Debug)]
pub(super) struct ChunkPart {
    pub(super) columns: Arc<Columns>,
    pub(super) rows: Range<usize>,
    /// The number in the source of the row with which the batch begins.
    pub(super) first: u64,
}

/// Cuts a source into chunks.
pub(super) struct RowChunks {
    source: Box<dyn RecordBatchReader + Send>,
    places: ColumnPlaces,
    /// Where ids must not come again.
    ids: Option<Ids>,
    /// What is left of the batch at hand.
    rest: Option<ChunkPart>,
    /// Rows of all batches so far.
    rows: u64,
    failed: Option<FrameError>,
}

impl RowChunks {
    pub(super) fn new(
        source: Box<dyn RecordBatchReader + Send>,
        places: ColumnPlaces,
        options: &FrameOptions,
    ) -> Self {
        Self {
            source,
            places,
            ids: options.unique.then(Ids::default),
            rest: None,
            rows: 0,
            failed: None,
        }
    }

    /// Returns the next rows; after an error there are no more.
    pub(super) fn next(&mut self) -> Option<Result<RowChunk, FrameError>> {
        let mut chunk = RowChunk::default();
        let (mut bytes, mut rows) = (0, 0);
        while self.failed.is_none() && bytes < BYTES && rows < ROWS {
            let mut part = match self.part() {
                Ok(Some(part)) => part,
                Ok(None) => break,
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            };
            let start = part.rows.start;
            while bytes < BYTES && rows < ROWS && !part.rows.is_empty() {
                if let Err(error) = self.check_id(&part) {
                    self.failed = Some(error);
                    break;
                }
                bytes += part.columns.text(part.rows.start).map_or(0, str::len);
                part.rows.start += 1;
                rows += 1;
            }
            chunk.parts.push(ChunkPart {
                columns: Arc::clone(&part.columns),
                rows: start..part.rows.start,
                first: part.first,
            });
            self.rest = Some(part).filter(|part| !part.rows.is_empty());
        }
        // The rows before a fault are handed over first.
        match rows {
            0 => self.end().map(Err),
            _ => Some(Ok(chunk)),
        }
    }

    /// Returns the error by which the source ended, once.
    fn end(&mut self) -> Option<FrameError> {
        let failed = self.failed.take();
        if failed.is_some() {
            self.rest = None;
            self.source = Box::new(arrow_array::RecordBatchIterator::new(
                [],
                self.source.schema(),
            ));
        }
        failed
    }

    /// Returns what is left of a batch, or a new one.
    fn part(&mut self) -> Result<Option<ChunkPart>, FrameError> {
        if let Some(rest) = self.rest.take() {
            return Ok(Some(rest));
        }
        for batch in self.source.by_ref() {
            let batch = batch.map_err(FrameError::Source)?;
            let first = self.rows;
            self.rows += batch.num_rows() as u64;
            if batch.num_rows() > 0 {
                return Ok(Some(ChunkPart {
                    columns: Arc::new(Columns::of(&batch, &self.places)?),
                    rows: 0..batch.num_rows(),
                    first,
                }));
            }
        }
        Ok(None)
    }

    /// Sees that the id of the first row of a part is new.
    fn check_id(&mut self, part: &ChunkPart) -> Result<(), FrameError> {
        let row = part.rows.start;
        let (Some(ids), Some(id)) = (&mut self.ids, part.columns.id(row)) else {
            return Ok(());
        };
        match ids.add(&id) {
            true => Ok(()),
            false => Err(FrameError::RepeatedId {
                id: quote(&id),
                row: part.first + row as u64,
            }),
        }
    }
}
