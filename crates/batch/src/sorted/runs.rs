//! Sorted runs on the disk: written, named by a checkpoint, read back.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read, Write};
use std::sync::Arc;

use flate2::Crc;
use serde::{Deserialize, Serialize};

use super::merged::Merged;
use super::run_folder::RunFolder;

/// What the numbers of a record are: which of them are its key, and how two of one key become one.
pub(crate) trait Shape<const N: usize>: Clone + Send + 'static {
    /// Returns how many numbers, the first ones, are the key.
    fn key(&self) -> usize;

    /// Adds a record to another one of the same key.
    fn add(&self, total: &mut [u64; N], part: &[u64; N]);
}

/// A sorted run, each key once.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Run {
    number: u64,
    records: u64,
    /// Of its bytes.
    checksum: u32,
    /// How often its records have been merged into a longer run.
    level: u32,
}

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

/// Bytes read or written at once.
const BUFFER: usize = 64 << 10;

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
        Ok(RunReader {
            number: run.number,
            file: BufReader::with_capacity(BUFFER, self.folder.open(run.number)?),
            left: run.records,
        })
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
            let mut file = self.folder.open(run.number)?;
            let mut checksum = Crc::new();
            let mut buffer = vec![0; BUFFER];
            loop {
                let count = file.read(&mut buffer)?;
                let read = buffer.get(..count).unwrap_or_default();
                if read.is_empty() {
                    break;
                }
                checksum.update(read);
            }
            if checksum.sum() != run.checksum {
                return Err(io::Error::new(ErrorKind::InvalidData, "a run was changed"));
            }
            self.folder.take_up(run.number);
            self.runs.push(run);
        }
        Ok(())
    }
}

struct RunWriter<const N: usize> {
    number: u64,
    file: File,
    /// What is to be written: a checksum of many bytes takes a fraction of that of a few, often.
    buffer: Vec<u8>,
    records: u64,
    checksum: Crc,
}

impl<const N: usize> RunWriter<N> {
    fn new(folder: &RunFolder) -> io::Result<Self> {
        let (number, file) = folder.create()?;
        Ok(Self {
            number,
            file,
            buffer: Vec::with_capacity(BUFFER + N * 8),
            records: 0,
            checksum: Crc::new(),
        })
    }

    fn write(&mut self, record: &[u64; N]) -> io::Result<()> {
        self.records += 1;
        let bytes = record.map(u64::to_le_bytes);
        self.buffer.extend_from_slice(bytes.as_flattened());
        if self.buffer.len() < BUFFER {
            return Ok(());
        }
        self.flush()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.checksum.update(&self.buffer);
        self.file.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    fn finish(mut self, level: u32) -> io::Result<Run> {
        self.flush()?;
        Ok(Run {
            number: self.number,
            records: self.records,
            checksum: self.checksum.sum(),
            level,
        })
    }
}

/// The records of a run, one after the other.
pub(super) struct RunReader<const N: usize> {
    number: u64,
    file: BufReader<File>,
    left: u64,
}

impl<const N: usize> RunReader<N> {
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn next(&mut self) -> io::Result<Option<[u64; N]>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let mut bytes = [[0; 8]; N];
        self.file.read_exact(bytes.as_flattened_mut())?;
        Ok(Some(bytes.map(u64::from_le_bytes)))
    }
}

/// Records that are only sorted: all of each is its key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whole;

impl<const N: usize> Shape<N> for Whole {
    fn key(&self) -> usize {
        N
    }

    fn add(&self, _total: &mut [u64; N], _part: &[u64; N]) {}
}
