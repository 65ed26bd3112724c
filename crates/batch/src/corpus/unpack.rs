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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Packing {
    #[default]
    Plain,
    Gzip,
    Zstd,
    #[cfg(feature = "bzip2")]
    Bzip2,
    #[cfg(feature = "xz")]
    Xz,
}

/// Endings of packed files, with what they begin with.
const PACKINGS: &[(&str, &[u8], Packing)] = &[
    (".gz", &[0x1f, 0x8b], Packing::Gzip),
    (".zst", &[0x28, 0xb5, 0x2f, 0xfd], Packing::Zstd),
    #[cfg(feature = "bzip2")]
    (".bz2", b"BZh", Packing::Bzip2),
    #[cfg(feature = "xz")]
    (".xz", b"\xfd7zXZ\0", Packing::Xz),
];

impl Packing {
    /// Returns the packing that the end of a name tells, in lower case, and the name without it.
    pub(super) fn of_name(name: &str) -> (&str, Self) {
        let found = PACKINGS.iter().find_map(|(ending, _, packing)| {
            let stem = name.strip_suffix(ending)?;
            Some((stem, *packing))
        });
        found.unwrap_or((name, Self::Plain))
    }

    /// Returns the endings of packed files, for a message: `.gz, .zst`.
    pub(super) fn endings() -> String {
        let endings: Vec<&str> = PACKINGS.iter().map(|(ending, ..)| *ending).collect();
        endings.join(", ")
    }

    /// Returns how many bytes a file of `size` may unpack to.
    pub(super) fn most(self, size: u64, options: &ReadOptions) -> u64 {
        match self {
            Self::Plain => size,
            _ => size.saturating_mul(options.max_ratio).max(HARMLESS),
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
        #[cfg(feature = "bzip2")]
        Packing::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(buffered(stream))),
        #[cfg(feature = "xz")]
        Packing::Xz => {
            // What a dictionary may take: a hostile one could ask for four gigabytes.
            let reader = lzma_rust2::XzReader::new_mem_limit(buffered(stream), true, MOST_OF_XZ);
            Box::new(reader)
        }
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
        if is_out_of_proportion(self.unpacked, packed, self.max_ratio) {
            let reason = format!("unpacks to more than {} times its size", self.max_ratio);
            return Err(Fault::new(SkipKind::UnpacksTooFar, reason).into());
        }
        Ok(count)
    }
}

/// The packing that the first bytes of a stream without a name tell.
pub(super) fn sniff_packing(head: &[u8]) -> Packing {
    let found = PACKINGS
        .iter()
        .find(|(_, begins, _)| head.starts_with(begins));
    // A text may begin with the letters of bzip2; it goes on with a digit and this number.
    let is_bzip2 = |head: &[u8]| head.get(4..10) == Some(b"1AY&SY");
    match found {
        Some((".bz2", ..)) if !is_bzip2(head) => Packing::Plain,
        Some((.., packing)) => *packing,
        None => Packing::Plain,
    }
}

/// Whether a stream is out of all proportion that unpacked to so much from so much.
pub(super) fn is_out_of_proportion(unpacked: u64, packed: u64, max_ratio: u64) -> bool {
    // By division: a product of two sizes from outside could overflow.
    unpacked > HARMLESS && unpacked / max_ratio.max(1) > packed
}

/// Kilobytes of memory that unpacking a file of xz may take: what its highest level needs.
#[cfg(feature = "xz")]
const MOST_OF_XZ: u32 = 128 << 10;

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
