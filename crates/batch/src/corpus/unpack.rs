//! Bytes out of a file: opened, counted on the way, decompressed.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::options::ReadOptions;
use super::skipped::{Fault, SkipKind};

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    /// Returns how many bytes a file of `size` may unpack to.
    pub(super) fn most(self, size: u64, options: &ReadOptions) -> u64 {
        match self {
            Self::Plain => size,
            Self::Gzip | Self::Zstd => size.saturating_mul(options.max_ratio).max(HARMLESS),
        }
    }
}

/// A stream of bytes that can move to another thread.
pub(super) type Bytes = Box<dyn Read + Send>;

const BUFFER: usize = 64 * 1024;

/// Opens a file and undoes its packing. `read` counts the bytes taken from the disk.
pub(super) fn open(
    path: &Path,
    packing: Packing,
    options: &ReadOptions,
    read: Arc<AtomicU64>,
) -> io::Result<Bytes> {
    unpack(counted(File::open(path)?, read), packing, options)
}

/// A stream whose bytes are counted.
pub(super) fn counted(inner: impl Read + Send + 'static, read: Arc<AtomicU64>) -> Bytes {
    Box::new(Counted { inner, read })
}

/// Undoes the packing of a stream, as long as it does not unpack to more than
/// [`ReadOptions::max_ratio`] times its size.
pub(super) fn unpack(
    stream: impl Read + Send + 'static,
    packing: Packing,
    options: &ReadOptions,
) -> io::Result<Bytes> {
    // Counted below the buffer, so up to a buffer ahead of what is unpacked: a little too lenient,
    // never too strict.
    let packed = Arc::new(AtomicU64::new(0));
    let buffered = |stream| BufReader::with_capacity(BUFFER, counted(stream, Arc::clone(&packed)));
    let inner: Bytes = match packing {
        Packing::Plain => return Ok(Box::new(stream)),
        Packing::Gzip => Box::new(MultiGzDecoder::new(buffered(stream))),
        Packing::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(buffered(stream))?),
    };
    Ok(Box::new(Bounded {
        inner,
        packed,
        unpacked: 0,
        max_ratio: options.max_ratio,
    }))
}

/// What any file may unpack to: a text of one word, over and over, packs as small as a bomb.
const HARMLESS: u64 = 64 << 20;

/// An unpacked stream that ends where it is out of all proportion.
struct Bounded {
    inner: Bytes,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    max_ratio: u64,
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.unpacked += count as u64;
        let packed = self.packed.load(Ordering::Relaxed);
        // By division: a product of two sizes from outside could overflow.
        if self.unpacked > HARMLESS && self.unpacked / self.max_ratio.max(1) > packed {
            let reason = format!("unpacks to more than {} times its size", self.max_ratio);
            return Err(Fault::new(SkipKind::UnpacksTooFar, reason).into());
        }
        Ok(count)
    }
}

/// The packing that the first bytes of a stream without a name tell.
pub(super) fn sniff_packing(head: &[u8]) -> Packing {
    if head.starts_with(&[0x1f, 0x8b]) {
        Packing::Gzip
    } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        Packing::Zstd
    } else {
        Packing::Plain
    }
}

/// Reads once, again where a signal interrupted it.
pub(super) fn read_some(stream: &mut (impl Read + ?Sized), into: &mut [u8]) -> io::Result<usize> {
    loop {
        match stream.read(into) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// A stream whose first bytes can be looked at before they are read.
pub(super) struct Peeked {
    inner: Bytes,
    head: Vec<u8>,
    taken: usize,
    fault: Option<io::Error>,
}

impl Peeked {
    pub(super) fn new(inner: Bytes) -> Self {
        Self {
            inner,
            head: Vec::new(),
            taken: 0,
            fault: None,
        }
    }

    /// The next bytes, read until there are `count` or until the stream ends or breaks.
    pub(super) fn peek(&mut self, count: usize) -> &[u8] {
        while self.fault.is_none() && self.head.len() - self.taken < count {
            let filled = self.head.len();
            self.head.resize(self.taken + count, 0);
            let room = self.head.get_mut(filled..).unwrap_or_default();
            // An error is kept for the reader: what came before it is worth having.
            let read = read_some(&mut self.inner, room).unwrap_or_else(|error| {
                self.fault = Some(error);
                0
            });
            self.head.truncate(filled + read);
            if read == 0 {
                break;
            }
        }
        self.head.get(self.taken..).unwrap_or_default()
    }

    /// Drops bytes that were looked at.
    pub(super) fn skip(&mut self, count: usize) {
        self.taken = self.head.len().min(self.taken + count);
    }
}

impl Read for Peeked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut left = self.head.get(self.taken..).unwrap_or_default();
        if !left.is_empty() {
            let count = left.read(into)?;
            self.taken += count;
            return Ok(count);
        }
        match self.fault.take() {
            Some(fault) => Err(fault),
            None => self.inner.read(into),
        }
    }
}
