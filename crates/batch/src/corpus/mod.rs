//! Documents from files, folders and streams.
//!
//! A [`Corpus`] hands out raw bytes in batches, one worker at a time; each worker then decodes and parses its own
//! [`Batch`], in parallel. What could not be read comes out beside the documents, as [`Skipped`].

mod batch;
mod dates;
mod encoding;
mod format;
mod inputs;
mod json;
mod listing;
mod raw_json;
mod record;
mod rows;
mod split;
mod stop;
mod stream;
mod table;
mod text;
mod unpack;
mod visit;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::Encoding;
use jiff::civil::Date;
use serde::Serialize;

pub use actag_core::Document;
pub use batch::Batch;
pub use dates::parse_date;
pub use format::Format;
pub use inputs::OpenError;
pub use stop::Stop;
pub use visit::{Place, visit};

use flate2::Crc;
use inputs::{Entry, Source};
use listing::Listing;
use stream::{Reading, Stream};

/// How documents are read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The field or column that holds a record's id.
    pub id_field: String,
    /// The field or column that holds the text.
    pub text_field: String,
    /// The field or column that holds the date.
    pub date_field: String,
    /// The field or column that holds the title.
    pub title_field: String,
    /// The date of documents that have none of their own.
    pub date: Option<Date>,
    /// The encoding of files without a byte-order mark, and of records that are not UTF-8; `None` to detect it.
    pub encoding: Option<&'static Encoding>,
    /// Whether hidden files and folders are read too.
    pub hidden: bool,
    /// The format of standard input; `None` to tell it by its first character.
    pub stdin_format: Option<Format>,
    /// How many times its size a packed file may unpack to: beyond that it is given up as a bomb. What is small is not
    /// asked.
    pub max_ratio: u64,
    /// Bytes of a document, or of a record, beyond which it is given up: it would fill the memory.
    pub max_document: usize,
    /// What messages call these options.
    pub names: OptionNames,
}

/// What options are called where a person gives them, so that a message can say what to change.
#[derive(Debug, Clone, Copy)]
pub struct OptionNames {
    /// [`Options::text_field`].
    pub text_field: &'static str,
    /// [`Options::max_ratio`].
    pub max_ratio: &'static str,
    /// [`Options::max_document`].
    pub max_document: &'static str,
}

impl Default for OptionNames {
    /// The names of the fields.
    fn default() -> Self {
        Self {
            text_field: "text_field",
            max_ratio: "max_ratio",
            max_document: "max_document",
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            id_field: "id".to_owned(),
            text_field: "text".to_owned(),
            date_field: "date".to_owned(),
            title_field: "title".to_owned(),
            date: None,
            encoding: None,
            hidden: false,
            stdin_format: None,
            max_ratio: 250,
            max_document: 1 << 30,
            names: OptionNames::default(),
        }
    }
}

/// Input that was not tagged, whole or in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The file, as shown to people.
    pub path: String,
    /// The line of the file, from 1, where a record is meant.
    pub line: Option<u64>,
    /// Why, and where it is not plain from that, what became of it.
    pub reason: String,
}

/// What a batch yields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<'a> {
    /// A document to tag.
    Document(Document<'a>),
    /// Something that is not tagged, or only in part.
    Skipped(Skipped),
}

/// How much is read at a time. Batches do not depend on the number of workers.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// Bytes of a batch, unless one record is larger.
    bytes: usize,
    /// Files and notes of a batch.
    pieces: usize,
    /// Bytes of a record beyond which a file is given up: a line that never ends would fill the memory.
    record: usize,
}

const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    pieces: 64,
    record: 1 << 30,
};

/// The documents of some inputs, in order.
///
/// Memory is that of the list of files and of one open file; what is read lies in the batches.
///
/// Ids of files, and of records without one, are paths relative to the deepest folder that holds all inputs: the
/// folder itself where one is named, so `sub/a.txt`; with `x/2017` and `x/2018` named, `2017/sub/a.txt`.
///
/// ```
/// use actag_batch::corpus::{Batch, Corpus, Item, Options};
///
/// # let folder = tempfile::tempdir()?;
/// # std::fs::write(folder.path().join("a.txt"), "The Houthis left.")?;
/// # let inputs = [folder.path().to_owned()];
/// let mut corpus = Corpus::open(&inputs, Options::default())?;
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
    options: Arc<Options>,
    stream: Option<Stream>,
    total: Option<u64>,
    read: Arc<AtomicU64>,
    limits: Limits,
    listing: Listing,
    /// Of the records handed out so far.
    checksum: Crc,
    stop: Stop,
}

impl Corpus {
    /// Lists the inputs: files, folders, and `-` for standard input. Nothing is read yet.
    ///
    /// # Errors
    /// Where an input does not exist, cannot be read or is named twice, or where there is no document at all.
    /// A file inside a folder that cannot be read is no error: it comes out as [`Skipped`].
    pub fn open(inputs: &[PathBuf], options: Options) -> Result<Self, OpenError> {
        let entries = inputs::list(inputs, options.hidden, options.stdin_format)?;
        let total = entries
            .iter()
            .map(|entry| match entry {
                Entry::File(source) => source.size,
                Entry::Skipped(_) => Some(0),
            })
            .sum();
        Ok(Self {
            listing: Listing::of(&entries),
            checksum: Crc::new(),
            stop: Stop::default(),
            entries: entries.into_iter(),
            stream: None,
            total,
            read: Arc::new(AtomicU64::new(0)),
            limits: Limits {
                record: options.max_document,
                ..LIMITS
            },
            options: Arc::new(options),
        })
    }

    /// Bytes on the disk of all inputs; `None` where one is standard input or a pipe.
    #[must_use]
    pub fn total_bytes(&self) -> Option<u64> {
        self.total
    }

    /// Bytes taken from the disk or standard input so far, compressed where files are; those of text files once they
    /// are handed out.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// What the inputs are: the same where names, paths and sizes are, wherever and whenever they are listed.
    pub(crate) fn listing(&self) -> &Listing {
        &self.listing
    }

    /// A checksum of the records handed out so far, the contents of text files aside.
    pub(crate) fn checksum(&self) -> u32 {
        self.checksum.sum()
    }

    /// By which another thread says that no more is to be read.
    #[must_use]
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// Fills `batch` with about 1 MiB of records, or with one where it is larger; `false` at the end, or once it is
    /// stopped: a batch that was cut short by that is not handed out.
    ///
    /// What the batch held before is dropped, its memory reused.
    pub fn next_batch(&mut self, batch: &mut Batch) -> bool {
        batch.clear(&self.options);
        while batch.has_room(self.limits) && !self.stop.is_set() {
            if let Some(stream) = &mut self.stream {
                if !stream.fill(batch, &self.options, self.limits) {
                    self.stream = None;
                }
                continue;
            }
            match self.entries.next() {
                None => break,
                Some(Entry::Skipped(note)) => batch.skip(note),
                Some(Entry::File(source)) => self.begin(source, batch),
            }
        }
        if self.stop.is_set() {
            batch.clear(&self.options);
        }
        self.checksum.update(batch.arena.from(0));
        !batch.is_empty()
    }

    /// A text file is read by the worker; a file of records is opened here.
    fn begin(&mut self, source: Source, batch: &mut Batch) {
        match (source.format, source.size) {
            (Some(Format::Text), Some(size)) => {
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
            }
        }
    }
}

#[cfg(test)]
mod tests;
