//! Sorted runs on the disk: written, named by a checkpoint, read back.

use std::io::{self, ErrorKind};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::merged::Merged;
use super::run_file::{Run, RunReader, RunWriter};
use super::run_folder::RunFolder;
use super::shape::Shape;

/// The runs of one tally, as a checkpoint names them.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SavedRuns(Vec<Run>);

/// The runs of one tally.
#[derive(Debug)]
pub(super) struct Runs<S, const N: usize> {
    pub(super) shape: S,
    folder: Arc<RunFolder>,
    runs: Vec<Run>,
}

/// Runs of one level that are merged into one of the next: so a record is written once for each
/// time their number has grown eightfold, and few files are open at the end.
const AT_ONCE: usize = 8;

impl<S: Shape<N>, const N: usize> Runs<S, N> {
    pub(super) fn new(shape: S, folder: &Arc<RunFolder>) -> Self {
        Self {
            shape,
            folder: Arc::clone(folder),
            runs: Vec::new(),
        }
    }

    /// Writes records as a run; they are sorted, each key once.
    pub(super) fn write(&mut self, records: &[[u64; N]]) -> io::Result<()> {
        let mut writer = RunWriter::new(&self.folder)?;
        for record in records {
            writer.write(record)?;
        }
        self.runs.push(writer.finish(0)?);
        self.compact()
    }

    /// Takes the runs of another one.
    pub(super) fn append(&mut self, mut other: Self) -> io::Result<()> {
        self.runs.append(&mut other.runs);
        self.compact()
    }

    /// Merges runs where there are many of one level.
    fn compact(&mut self) -> io::Result<()> {
        for level in 0.. {
            let is_of_level = |run: &&Run| run.level == level;
            if self.runs.iter().filter(is_of_level).count() < AT_ONCE {
                if self.runs.iter().all(|run| run.level <= level) {
                    return Ok(());
                }
                continue;
            }
            let (merge, keep) = self.runs.iter().partition(|run| run.level == level);
            let merge: Vec<Run> = merge;
            self.runs = keep;
            let mut merged = self.read(&merge, Vec::new())?;
            let mut writer = RunWriter::new(&self.folder)?;
            while let Some(record) = merged.next()? {
                writer.write(&record)?;
            }
            self.runs.push(writer.finish(level + 1)?);
        }
        Ok(())
    }

    /// Reads all runs, merged with records in memory, which are sorted, each key once.
    pub(super) fn merged(self, records: Vec<[u64; N]>) -> io::Result<Merged<S, N>> {
        self.read(&self.runs, records)
    }

    /// Hands over the records of all runs, one run after the other.
    pub(super) fn each(&self, mut each: impl FnMut([u64; N])) -> io::Result<()> {
        for run in &self.runs {
            let mut reader = self.reader(run)?;
            while let Some(record) = reader.next()? {
                each(record);
            }
        }
        Ok(())
    }

    fn read(&self, runs: &[Run], records: Vec<[u64; N]>) -> io::Result<Merged<S, N>> {
        let readers: io::Result<Vec<_>> = runs.iter().map(|run| self.reader(run)).collect();
        Merged::of(
            self.shape.clone(),
            Arc::clone(&self.folder),
            readers?,
            records,
        )
    }

    fn reader(&self, run: &Run) -> io::Result<RunReader<N>> {
        RunReader::open(*run, &self.folder)
    }

    /// Names the runs for a checkpoint.
    pub(super) fn save(&self) -> SavedRuns {
        SavedRuns(self.runs.clone())
    }

    /// Takes up runs that a checkpoint names.
    ///
    /// # Errors
    /// Where one is missing or is not what was written.
    pub(super) fn load(&mut self, saved: SavedRuns) -> io::Result<()> {
        for run in saved.0 {
            if !run.is_as_written(&self.folder)? {
                return Err(io::Error::new(ErrorKind::InvalidData, "a run was changed"));
            }
            self.folder.take_up(run.number);
            self.runs.push(run);
        }
        Ok(())
    }
}
