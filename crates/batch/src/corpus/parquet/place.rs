//! Where the bytes of a Parquet file are.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use bytes::Bytes;
use parquet::errors::Result;
use parquet::file::reader::{ChunkReader, Length};

/// Where the bytes of a file are.
pub(super) enum StoredBytes {
    /// Opened anew for each part: as many files as there are parts need not be open.
    Disk(PathBuf),
    Memory(Bytes),
}

/// The same, opened.
pub(super) enum OpenBytes {
    Disk(File),
    Memory(Bytes),
}

impl StoredBytes {
    pub(super) fn open(&self) -> io::Result<OpenBytes> {
        Ok(match self {
            Self::Disk(path) => OpenBytes::Disk(File::open(path)?),
            Self::Memory(bytes) => OpenBytes::Memory(bytes.clone()),
        })
    }
}

impl Length for OpenBytes {
    fn len(&self) -> u64 {
        match self {
            Self::Disk(file) => file.len(),
            Self::Memory(bytes) => Length::len(bytes),
        }
    }
}

impl ChunkReader for OpenBytes {
    type T = Box<dyn Read>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(match self {
            Self::Disk(file) => Box::new(file.get_read(start)?),
            Self::Memory(bytes) => Box::new(bytes.get_read(start)?),
        })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        match self {
            Self::Disk(file) => file.get_bytes(start, length),
            Self::Memory(bytes) => bytes.get_bytes(start, length),
        }
    }
}
