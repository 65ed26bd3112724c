//! A sorted run on the disk: written and read.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};

use flate2::Crc;
use serde::{Deserialize, Serialize};

use super::run_folder::RunFolder;

/// Bytes read or written at once.
const BUFFER: usize = 64 << 10;

/// A sorted run, each key once.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Run {
    pub(super) number: u64,
    records: u64,
    /// Of its bytes.
    checksum: u32,
    /// How often its records have been merged into a longer run.
    pub(super) level: u32,
}

impl Run {
    /// Returns whether the disk has what was written.
    pub(super) fn is_as_written(&self, folder: &RunFolder) -> io::Result<bool> {
        let mut file = folder.open(self.number)?;
        let mut checksum = Crc::new();
        let mut buffer = vec![0; BUFFER];
        loop {
            let count = file.read(&mut buffer)?;
            let read = buffer.get(..count).unwrap_or_default();
            if read.is_empty() {
                return Ok(checksum.sum() == self.checksum);
            }
            checksum.update(read);
        }
    }
}

/// A run that is being written.
pub(super) struct RunWriter<const N: usize> {
    number: u64,
    file: File,
    /// What is to be written: a checksum of many bytes takes a fraction of that of a few, often.
    buffer: Vec<u8>,
    records: u64,
    checksum: Crc,
}

impl<const N: usize> RunWriter<N> {
    pub(super) fn new(folder: &RunFolder) -> io::Result<Self> {
        let (number, file) = folder.create()?;
        Ok(Self {
            number,
            file,
            buffer: Vec::with_capacity(BUFFER + N * 8),
            records: 0,
            checksum: Crc::new(),
        })
    }

    pub(super) fn write(&mut self, record: &[u64; N]) -> io::Result<()> {
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

    pub(super) fn finish(mut self, level: u32) -> io::Result<Run> {
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
    pub(super) fn open(run: Run, folder: &RunFolder) -> io::Result<Self> {
        Ok(Self {
            number: run.number,
            file: BufReader::with_capacity(BUFFER, folder.open(run.number)?),
            left: run.records,
        })
    }

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
