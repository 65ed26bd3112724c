//! Where the rows of a run go: a folder of tables, or a pipe for one table.

use std::io::{ErrorKind, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::alike::settle;
use super::counts::CorpusCounts;
use super::repeats::Alike;
use super::{RunError, RunOptions};
use crate::corpus::{Shard, Skipped};
use crate::sorted::RunFolder;
use crate::tables::batches::BatchRow;
use crate::tables::folder::{OutputFolder, header};
use crate::tables::pour::Pour;
use crate::tables::{CsvRows, Table};

/// The rows of one batch, by table.
pub(super) type BatchRows = Vec<(Table, Vec<u8>)>;

/// Where rows go.
pub(super) enum Sink<'w> {
    Folder {
        output: OutputFolder,
        /// The shard whose batches are listed.
        shard: Option<Shard>,
        /// Bytes of the batch at hand that were written before it was whole.
        flushed: Vec<(Table, usize)>,
    },
    Stream {
        stream: &'w mut (dyn Write + Send),
        closed: bool,
        /// What gives rows their form, if that is not the one in which they are made.
        pour: Option<Box<Pour>>,
    },
}

impl<'w> Sink<'w> {
    /// A pipe, which gets the header row.
    pub(super) fn stream(
        table: Table,
        stream: &'w mut (dyn Write + Send),
        options: &RunOptions,
    ) -> Result<Self, RunError> {
        let (form, nested, safe) = (&options.form, options.nested, options.spreadsheet_safe);
        let (header, pour) = match form.is_plain() {
            true => (header(table, nested, safe), None),
            false => {
                let pour = Pour::new(table, nested, form, safe);
                let format = form.format;
                let mut pour = pour.ok_or(RunError::NotStreamed { format })?;
                (pour.header(), Some(Box::new(pour)))
            }
        };
        let mut sink = Self::Stream {
            stream,
            closed: false,
            pour: None,
        };
        sink.write(table, &header)?;
        if let Self::Stream { pour: place, .. } = &mut sink {
            *place = pour;
        }
        Ok(sink)
    }

    /// Writes the rows of the run's `number`th batch.
    pub(super) fn write_batch(&mut self, number: u64, rows: &BatchRows) -> Result<(), RunError> {
        for (table, bytes) in rows {
            self.write(*table, bytes)?;
        }
        if let Self::Folder {
            output,
            shard: Some(shard),
            flushed,
            ..
        } = self
        {
            let whole = rows.iter().map(|(table, bytes)| (*table, bytes.len()));
            let parts: Vec<(Table, usize)> = flushed.drain(..).chain(whole).collect();
            let mut listed = CsvRows::default();
            for (table, _) in rows {
                let of_table = parts.iter().filter(|(part, _)| part == table);
                listed.add(&BatchRow {
                    batch: shard.batch(number),
                    table: *table,
                    bytes: of_table.map(|(_, bytes)| *bytes as u64).sum(),
                });
            }
            output.write(Table::BATCHES, &listed.into_bytes())?;
        }
        Ok(())
    }

    /// Writes rows of the batch that comes next, before it is whole.
    pub(super) fn flush(&mut self, table: Table, rows: &[u8]) -> Result<(), RunError> {
        if let Self::Folder {
            shard: Some(_),
            flushed,
            ..
        } = self
        {
            flushed.push((table, rows.len()));
        }
        self.write(table, rows)
    }

    /// Writes rows, or a header row, of a table.
    pub(super) fn write(&mut self, table: Table, rows: &[u8]) -> Result<(), RunError> {
        match self {
            Self::Folder { output, .. } => Ok(output.write(table, rows)?),
            Self::Stream {
                stream,
                closed,
                pour,
            } => {
                if *closed {
                    return Ok(());
                }
                let poured = pour.as_mut().map(|pour| pour.part(rows)).transpose();
                let poured = poured.map_err(RunError::Stream)?;
                let rows = poured.as_deref().unwrap_or(rows);
                match stream.write_all(rows).and_then(|()| stream.flush()) {
                    Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                        *closed = true;
                        Ok(())
                    }
                    other => other.map_err(RunError::Stream),
                }
            }
        }
    }

    /// Whether nobody reads any more.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self, Self::Stream { closed: true, .. })
    }

    /// Whether the run can go on later.
    pub(super) fn can_save(&self) -> bool {
        matches!(self, Self::Folder { .. })
    }

    /// Brings what was written to the disk, with the state from which the run can go on.
    pub(super) fn save(&mut self, state: &impl Serialize) -> Result<(), RunError> {
        match self {
            Self::Folder { output, .. } => Ok(output.save(state)?),
            Self::Stream { .. } => Ok(()),
        }
    }

    /// Returns the folder for what memory has no room for.
    pub(super) fn run_folder(&self) -> RunFolder {
        match self {
            Self::Folder { output, .. } => output.run_folder(),
            Self::Stream { .. } => RunFolder::temporary(),
        }
    }

    /// Tells of documents that are alike; see [`settle`].
    pub(super) fn settle(
        &mut self,
        alike: Alike,
        counted: &mut CorpusCounts,
    ) -> Result<Option<Skipped>, RunError> {
        match self {
            Self::Folder { output, .. } => Ok(settle(alike, output, counted)?),
            // Rows that were written are gone.
            Self::Stream { .. } => {
                counted.repeats = alike.counts;
                Ok(None)
            }
        }
    }

    pub(super) fn finish(self, found: Map<String, Value>) -> Result<(), RunError> {
        match self {
            Self::Folder { output, .. } => Ok(output.finish(found)?),
            Self::Stream { .. } => Ok(()),
        }
    }
}
