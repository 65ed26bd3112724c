//! Records put in order.

use std::io;
use std::sync::Arc;

use super::merged::Merged;
use super::run_folder::RunFolder;
use super::runs::{Runs, SavedRuns};
use super::shape::SortOnly;

/// Puts records in the order of their numbers; of records that are equal one is left. Beyond a
/// number of records they lie on the disk.
#[derive(Debug)]
pub(crate) struct Sorter<const N: usize> {
    records: Vec<[u64; N]>,
    runs: Runs<SortOnly, N>,
    /// Records that are held in memory.
    most: usize,
}

/// Numbers that a sorter holds in memory: 2 MB.
const MOST: usize = 1 << 18;

/// Sorted records.
pub(crate) type Sorted<const N: usize> = Merged<SortOnly, N>;

impl<const N: usize> Sorter<N> {
    pub(crate) fn new(folder: &Arc<RunFolder>) -> Self {
        Self::with_room(folder, MOST / N)
    }

    /// The same, with room in memory for `most` records.
    pub(crate) fn with_room(folder: &Arc<RunFolder>, most: usize) -> Self {
        Self {
            records: Vec::new(),
            runs: Runs::new(SortOnly, folder),
            most,
        }
    }

    /// Adds a record.
    ///
    /// # Errors
    /// Where there are too many for the memory and the disk does not take them.
    pub(crate) fn push(&mut self, record: [u64; N]) -> io::Result<()> {
        if self.records.len() >= self.most {
            self.spill()?;
        }
        self.records.push(record);
        Ok(())
    }

    /// Adds what another sorter of the same folder has.
    ///
    /// # Errors
    /// As [`Sorter::push`].
    pub(crate) fn merge(&mut self, other: Self) -> io::Result<()> {
        for record in other.records {
            self.push(record)?;
        }
        self.runs.append(other.runs)
    }

    /// Returns the records in order.
    ///
    /// # Errors
    /// Where a run cannot be read.
    pub(crate) fn into_sorted(mut self) -> io::Result<Sorted<N>> {
        self.sort();
        self.runs.merged(self.records)
    }

    /// Brings all to runs, and names them for a checkpoint.
    ///
    /// # Errors
    /// Where a run cannot be written.
    pub(crate) fn save(&mut self) -> io::Result<SavedRuns> {
        if !self.records.is_empty() {
            self.spill()?;
        }
        Ok(self.runs.save())
    }

    /// Takes up what a checkpoint names.
    ///
    /// # Errors
    /// Where a run is not what it was.
    pub(crate) fn load(&mut self, saved: SavedRuns) -> io::Result<()> {
        self.runs.load(saved)
    }

    /// Hands over the records of an earlier run, which were taken up from a checkpoint.
    ///
    /// # Errors
    /// Where a run cannot be read.
    pub(crate) fn each_loaded(&self, each: impl FnMut([u64; N])) -> io::Result<()> {
        self.runs.each(each)
    }

    fn sort(&mut self) {
        self.records.sort_unstable();
        self.records.dedup();
    }

    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        self.runs.write(&self.records)?;
        self.records.clear();
        Ok(())
    }
}
