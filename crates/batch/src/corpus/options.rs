//! How documents are read.

use encoding_rs::Encoding;
use jiff::civil::Date;

/// A document format, by its number in the list of all.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Format(pub(super) usize);

/// How documents are read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The field or column that holds a record's id.
    pub id_field: String,
    /// The field or column that holds the text.
    pub text_field: String,
    /// The field or column that holds the date.
    pub date_field: String,
    /// The field or column that holds the title.
    pub title_field: String,
    /// The field or column that holds the language; where it does not, the text tells.
    pub language_field: String,
    /// The date of documents that have none of their own.
    pub date: Option<Date>,
    /// The encoding of files without a byte-order mark, and of records that are not UTF-8; `None`
    /// to detect it.
    pub encoding: Option<&'static Encoding>,
    /// Whether hidden files and folders are read too.
    pub hidden: bool,
    /// The format of standard input; `None` to tell it by its first character.
    pub stdin_format: Option<Format>,
    /// How many times its size a packed file may unpack to: beyond that it is given up as a bomb.
    /// What is small is not asked.
    pub max_ratio: u64,
    /// Bytes of a document, or of a record without its line end, beyond which it is skipped: it
    /// would fill the memory. What follows it is read. Packed files count as unpacked, and records
    /// of files in UTF-16 as UTF-8.
    pub max_document: usize,
    /// What messages call these options.
    pub names: OptionNames,
}

/// What options are called where a person gives them, so that a message can say what to change.
#[derive(Debug, Clone, Copy)]
pub struct OptionNames {
    /// [`ReadOptions::text_field`].
    pub text_field: &'static str,
    /// [`ReadOptions::date_field`].
    pub date_field: &'static str,
    /// [`ReadOptions::encoding`].
    pub encoding: &'static str,
    /// [`ReadOptions::max_ratio`].
    pub max_ratio: &'static str,
    /// [`ReadOptions::max_document`].
    pub max_document: &'static str,
}

impl Default for OptionNames {
    /// The names of the fields.
    fn default() -> Self {
        Self {
            text_field: "text_field",
            date_field: "date_field",
            encoding: "encoding",
            max_ratio: "max_ratio",
            max_document: "max_document",
        }
    }
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            id_field: "id".to_owned(),
            text_field: "text".to_owned(),
            date_field: "date".to_owned(),
            title_field: "title".to_owned(),
            language_field: "language".to_owned(),
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

impl ReadOptions {
    /// Returns how many bytes a record may take with a line end of two bytes.
    pub(super) fn most_with_end(&self) -> usize {
        self.max_document.saturating_add(2)
    }
}

/// How much is read at a time. Batches do not depend on the number of workers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Bytes of a batch, unless one record is larger.
    pub bytes: usize,
    /// Files and notes of a batch.
    pub pieces: usize,
}

pub(super) const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    pieces: 64,
};
