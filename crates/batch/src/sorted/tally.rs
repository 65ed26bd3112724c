//! Records added up by key.

use std::hash::Hasher;
use std::io;
use std::sync::Arc;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::merged::Merged;
use super::run_folder::RunFolder;
use super::runs::{Runs, SavedRuns};
use super::shape::Shape;

/// Adds up records by their key. Beyond a number of keys they lie on the disk.
#[derive(Debug)]
pub(crate) struct Tally<S, const N: usize> {
    table: HashTable<[u64; N]>,
    runs: Runs<S, N>,
    /// Keys that are held in memory.
    most: usize,
}

/// Keys that a tally holds in memory: as many as a table of a quarter of a million places takes
/// before it grows. With four numbers a record that is 9 MB.
const MOST: usize = (1 << 18) / 8 * 7;

impl<S: Shape<N>, const N: usize> Tally<S, N> {
    pub(crate) fn new(shape: S, folder: &Arc<RunFolder>) -> Self {
        Self::with_room(shape, folder, MOST)
    }

    /// The same, with room in memory for `most` keys.
    pub(super) fn with_room(shape: S, folder: &Arc<RunFolder>, most: usize) -> Self {
        Self {
            table: HashTable::new(),
            runs: Runs::new(shape, folder),
            most,
        }
    }

    /// Adds a record.
    ///
    /// # Errors
    /// Where there are too many for the memory and the disk does not take them.
    pub(crate) fn add(&mut self, record: &[u64; N]) -> io::Result<()> {
        let shape = &self.runs.shape;
        let key = shape.key();
        let hash = hash(&record[..key]);
        if let Some(total) = self
            .table
            .find_mut(hash, |total| total[..key] == record[..key])
        {
            shape.add(total, record);
            return Ok(());
        }
        if self.table.len() >= self.most {
            self.spill()?;
        }
        let rehash = |record: &[u64; N]| self::hash(&record[..key]);
        self.table.insert_unique(hash, *record, rehash);
        Ok(())
    }

    /// Adds what another tally of the same shape and folder has.
    ///
    /// # Errors
    /// As [`Tally::add`].
    pub(crate) fn merge(&mut self, mut other: Self) -> io::Result<()> {
        // Nothing to add to, as for the first worker of a run.
        if self.table.is_empty() {
            std::mem::swap(&mut self.table, &mut other.table);
        }
        for record in other.table.drain() {
            self.add(&record)?;
        }
        self.runs.append(other.runs)
    }

    /// Returns all records in the order of their keys.
    ///
    /// # Errors
    /// Where a run cannot be read.
    pub(crate) fn into_sorted(mut self) -> io::Result<Merged<S, N>> {
        let records = sorted(&mut self.table);
        self.runs.merged(records)
    }

    /// Brings all to runs, and names them for a checkpoint.
    ///
    /// # Errors
    /// Where a run cannot be written.
    pub(crate) fn save(&mut self) -> io::Result<SavedRuns> {
        if !self.table.is_empty() {
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

    fn spill(&mut self) -> io::Result<()> {
        let records = sorted(&mut self.table);
        self.runs.write(&records)
    }
}

/// Takes the records out of a table, which keeps its memory.
fn sorted<const N: usize>(table: &mut HashTable<[u64; N]>) -> Vec<[u64; N]> {
    let mut records: Vec<[u64; N]> = table.drain().collect();
    records.sort_unstable();
    records
}

fn hash(key: &[u64]) -> u64 {
    let mut hasher = FxHasher::default();
    for &number in key {
        hasher.write_u64(number);
    }
    hasher.finish()
}
