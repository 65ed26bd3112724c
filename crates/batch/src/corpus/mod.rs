//! Documents from files, folders and streams.
//!
//! A [`Corpus`] hands out raw bytes in batches, to one worker at a time; each worker then decodes
//! and parses its own [`Batch`], in parallel. What could not be read comes out beside the
//! documents, as [`Skipped`]. A file is cut into records, and the records read, by its [`Format`].

mod batch;
mod binary;
mod buffers;
mod chunk;
mod container;
mod dates;
mod encoding;
mod fields;
mod file;
#[cfg(any(feature = "html", feature = "markdown", feature = "office"))]
mod flow;
mod folder_walk;
mod foreign;
mod format;
mod formats;
mod head;
mod header;
#[cfg(feature = "html")]
mod html;
mod hyphens;
mod in_order;
mod inputs;
mod item;
mod json;
mod language;
mod lines;
mod listing;
mod long_row;
mod look_through;
#[cfg(feature = "mail")]
mod mail;
#[cfg(feature = "markdown")]
mod markdown;
mod members;
#[cfg(feature = "office")]
mod office;
mod open_error;
mod open_parts;
mod options;
mod outputs;
#[cfg(feature = "parquet")]
mod parquet;
mod parts;
mod pdf;
mod quotes;
mod reader;
mod record;
mod rows;
mod shard;
mod shown;
mod skipped;
mod source;
mod split;
mod stop;
mod stream;
mod surrogates;
mod survey;
mod table;
mod table_row;
mod text;
mod twins;
mod unpack;
mod utf32;
mod walk;
mod whole;
#[cfg(any(feature = "archives", feature = "office"))]
mod zip_parts;

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub use actag_core::Document;
pub use batch::Batch;
pub use dates::parse_date;
pub use formats::is_document_name;
pub use in_order::InOrder;
pub use item::Item;
pub use open_error::OpenError;
pub use options::{Format, OptionNames, ReadOptions};
pub use shard::{NoShard, Shard};
pub use skipped::{SkipKind, Skipped};
pub use stop::Stop;
pub use walk::{Place, visit};

pub(crate) use listing::Newest;
pub(crate) use walk::{Feed, thread_pool};

use flate2::Crc;
use listing::Listing;
use open_parts::OpenParts;
use options::{LIMITS, Limits};
use source::{Entry, Source};
use stream::{Reading, Stream};

/// The documents of some inputs, in order.
///
/// Memory is that of the list of files and of one open file; what is read lies in the batches.
///
/// Ids of files, and of records without one, are paths relative to the deepest folder that holds
/// all inputs: the folder itself where one is named, so `sub/a.txt`; with `x/2017` and `x/2018`
/// named, `2017/sub/a.txt`.
///
/// ```
/// use actag_batch::corpus::{Batch, Corpus, Item, ReadOptions};
///
/// # let folder = tempfile::tempdir()?;
/// # std::fs::write(folder.path().join("a.txt"), "The Houthis left.")?;
/// # let inputs = [folder.path().to_owned()];
/// let mut corpus = Corpus::open(&inputs, ReadOptions::default())?;
/// let mut batch = Batch::default();
/// while corpus.next_batch(&mut batch) {
///     batch.read(|item| match item {
///         Item::Document(document) => assert_eq!(document.id, "a.txt"),
///         Item::Skipped(skipped) => panic!("{}: {}", skipped.path, skipped.reason),
///     });
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Corpus {
    entries: std::vec::IntoIter<Entry>,
    options: Arc<ReadOptions>,
    stream: Option<Stream>,
    parts: Option<OpenParts>,
    total: Option<u64>,
    /// About how many batches there are at most; `None` where one input is a pipe.
    work: Option<u64>,
    read: Arc<AtomicU64>,
    limits: Limits,
    listing: Listing,
    /// What was named, and links to folders that were found in it.
    inputs: Vec<PathBuf>,
    links: Vec<PathBuf>,
    /// Of the records handed out or passed over so far.
    checksum: Crc,
    stop: Stop,
}

impl Corpus {
    /// Lists the inputs: files, folders, and `-` for standard input. Nothing is read yet.
    ///
    /// # Errors
    /// Where an input does not exist, cannot be read or is named twice, or where there is no
    /// document at all. A file inside a folder that cannot be read is no error: it comes out as
    /// [`Skipped`].
    pub fn open(inputs: &[PathBuf], options: ReadOptions) -> Result<Self, OpenError> {
        let listed = inputs::list(inputs, &options)?;
        let entries = listed.entries;
        let total = entries.iter().try_fold(0u64, |total, entry| match entry {
            // A sparse file has as many bytes as it says.
            Entry::File(source) => Some(total.saturating_add(source.size?)),
            Entry::Skipped(_) => Some(total),
        });
        Ok(Self {
            listing: Listing::of(&entries),
            inputs: inputs.to_vec(),
            links: listed.links,
            checksum: Crc::new(),
            stop: Stop::default(),
            stream: None,
            parts: None,
            total,
            work: most_batches(&entries, &options),
            read: Arc::new(AtomicU64::new(0)),
            limits: LIMITS,
            options: Arc::new(options),
            entries: entries.into_iter(),
        })
    }

    /// How many threads are worth starting where so many are asked for, 0 for one a core: a thread
    /// takes memory and time before it has done anything, and a batch is the work of one.
    pub(crate) fn threads(&self, asked: usize) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, NonZero::get);
        let asked = if asked == 0 { cores() } else { asked };
        let work = self
            .work
            .map(|batches| usize::try_from(batches).unwrap_or(usize::MAX));
        asked.min(work.unwrap_or(asked)).max(1)
    }

    /// Bytes on the disk of all inputs; `None` where one is standard input or a pipe.
    #[must_use]
    pub fn total_bytes(&self) -> Option<u64> {
        self.total
    }

    /// Bytes taken from the disk or standard input so far, compressed where files are; those of
    /// text files once they are handed out.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// What messages call the options that it was opened with.
    pub(crate) fn option_names(&self) -> OptionNames {
        self.options.names
    }

    /// What the inputs are: the same where names, paths and sizes are, wherever and whenever they
    /// are listed.
    pub(crate) fn listing(&self) -> &Listing {
        &self.listing
    }

    /// A checksum of the records handed out or passed over so far, the contents of text files
    /// aside.
    pub(crate) fn checksum(&self) -> u32 {
        self.checksum.sum()
    }

    /// By which another thread says that no more is to be read.
    #[must_use]
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// Fills `batch` with about 1 MiB of records, or with one where it is larger; `false` at the
    /// end, or once it is stopped: a batch that was cut short by that is not handed out.
    ///
    /// What the batch held before is dropped, its memory reused.
    pub fn next_batch(&mut self, batch: &mut Batch) -> bool {
        batch.clear(&self.options);
        let mut passed = Crc::new();
        while batch.has_room(self.limits) && !self.stop.is_set() {
            if let Some(stream) = &mut self.stream {
                if !stream.fill(batch, &self.options, self.limits, &mut passed) {
                    self.stream = None;
                }
                continue;
            }
            if let Some(parts) = &mut self.parts {
                match parts.next() {
                    Some((part, size)) => {
                        self.read.fetch_add(size, Ordering::Relaxed);
                        batch.add_part(part, parts.origin());
                    }
                    None => self.parts = None,
                }
                continue;
            }
            match self.entries.next() {
                None => break,
                Some(Entry::Skipped(note)) => batch.skip(note),
                Some(Entry::File(source)) => self.begin(source, batch),
            }
        }
        // A batch cut short would have other borders than in a run that is not stopped.
        if self.stop.is_set() {
            batch.clear(&self.options);
            return false;
        }
        // Over all batches, also those of other shards: then shards can tell that they read the
        // same. What was passed over counts too: the numbers of lines and records follow from it.
        self.checksum.combine(&passed);
        self.checksum.update(batch.arena.from(0));
        !batch.is_empty()
    }

    /// A file that is one document is read by the worker; a file of records or parts is opened
    /// here.
    fn begin(&mut self, source: Source, batch: &mut Batch) {
        if let Some(parts) = open_parts::open(&source, &self.options, batch) {
            self.parts = Some(parts);
            return;
        }
        let is_whole = match source.format {
            Some(format) => format.reader().is_whole(),
            None => source.container.is_some(),
        };
        match source.size {
            Some(size) if is_whole => {
                self.read.fetch_add(size, Ordering::Relaxed);
                batch.add_file(source, size);
            }
            _ => {
                let reading = Reading {
                    options: &self.options,
                    read: &self.read,
                    stop: &self.stop,
                    limits: self.limits,
                };
                self.stream = Stream::open(&source, reading, batch);
                if let Some(stream) = &mut self.stream
                    && source.size.is_some()
                    && !stream.is_whole()
                    && let Some(seen) = stream
                        .survey(&self.options)
                        .or_else(|| look_through::look_through(&source, reading))
                {
                    stream.heed(seen, batch);
                }
            }
        }
    }
}

/// About how many batches some inputs make at most; `None` where one is a pipe.
fn most_batches(entries: &[Entry], options: &ReadOptions) -> Option<u64> {
    let bytes = entries.iter().try_fold(0u64, |total, entry| match entry {
        Entry::File(source) => {
            Some(total.saturating_add(source.packing.most(source.size?, options)))
        }
        Entry::Skipped(_) => Some(total),
    })?;
    let pieces = (entries.len() / LIMITS.pieces) as u64;
    Some((bytes / LIMITS.bytes as u64).saturating_add(pieces + 1))
}

#[cfg(test)]
mod tests;
