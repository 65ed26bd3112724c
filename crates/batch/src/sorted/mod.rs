//! Sorting and adding up what need not fit in memory.
//!
//! Records are rows of numbers of one width. What there are too many of lies on the disk, in sorted
//! runs, which are merged as they are read back: a [`Tally`] adds up the records of a key, a
//! [`Sorter`] only sorts. Both say in a few bytes which runs they have, so that a checkpoint holds
//! what is new since the last one, not all of it.

mod merged;
mod run_file;
mod run_folder;
mod runs;
mod shape;
mod sorter;
mod tally;

pub(crate) use run_folder::RunFolder;
pub(crate) use runs::SavedRuns;
pub(crate) use shape::Shape;
pub(crate) use sorter::{Sorted, Sorter};
pub(crate) use tally::Tally;

#[cfg(test)]
mod tests;
