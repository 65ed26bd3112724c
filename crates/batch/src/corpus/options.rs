//! How documents are read.

use super::fields::{FIELDS, Field};
use super::quotes::Dialect;
use encoding_rs::Encoding;
use jiff::civil::Date;

/// A document format, by its number in the list of all.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Format(pub(super) usize);

/// How documents are read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The field or column that holds the id of a record; `None` for one called `id`, which need
    /// not be there.
    pub id_field: Option<String>,
    /// The field or column that holds the text; `None` for one called `text`, which need not be
    /// there.
    pub text_field: Option<String>,
    /// The field or column that holds the date; `None` for one called `date`, which need not be
    /// there.
    pub date_field: Option<String>,
    /// The field or column that holds the title; `None` for one called `title`, which need not be
    /// there.
    pub title_field: Option<String>,
    /// The field or column that holds the language; `None` for one called `language`, which
    /// need not be there.
    pub language_field: Option<String>,
    /// The date of documents that have none of their own.
    pub date: Option<Date>,
    /// How dates are written, such as `%d/%m/%Y`; `None` to read what is understood.
    pub date_format: Option<String>,
    /// The encoding of files without a byte-order mark, and of records that are not UTF-8; `None`
    /// to detect it.
    pub encoding: Option<&'static Encoding>,
    /// What parts the cells of tables; `None` for what their header shows.
    pub delimiter: Option<u8>,
    /// Whether cells of tables may stand in quotation marks. In dumps of databases a mark is often
    /// one like any other.
    pub quotes: bool,
    /// Whether hidden files and folders are read too.
    pub hidden: bool,
    /// The format of standard input, of pipes, and of files whose names tell none; `None` to
    /// recognise it by what they hold, and to pass over files whose names have another ending.
    pub other_format: Option<Format>,
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
    /// [`ReadOptions::id_field`].
    pub id_field: &'static str,
    /// [`ReadOptions::text_field`].
    pub text_field: &'static str,
    /// [`ReadOptions::date_field`].
    pub date_field: &'static str,
    /// [`ReadOptions::date_format`].
    pub date_format: &'static str,
    /// [`ReadOptions::title_field`].
    pub title_field: &'static str,
    /// [`ReadOptions::language_field`].
    pub language_field: &'static str,
    /// [`ReadOptions::other_format`].
    pub other_format: &'static str,
    /// [`ReadOptions::quotes`], with what turns them off.
    pub quotes: &'static str,
    /// [`ReadOptions::delimiter`].
    pub delimiter: &'static str,
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
            id_field: "id_field",
            text_field: "text_field",
            date_field: "date_field",
            date_format: "date_format",
            title_field: "title_field",
            language_field: "language_field",
            other_format: "other_format",
            quotes: "quotes: false",
            delimiter: "delimiter",
            encoding: "encoding",
            max_ratio: "max_ratio",
            max_document: "max_document",
        }
    }
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            id_field: None,
            text_field: None,
            date_field: None,
            title_field: None,
            language_field: None,
            date: None,
            date_format: None,
            encoding: None,
            delimiter: None,
            quotes: true,
            hidden: false,
            other_format: None,
            max_ratio: 250,
            max_document: 1 << 30,
            names: OptionNames::default(),
        }
    }
}

impl ReadOptions {
    /// Returns what a field or column is called, if a person said so.
    pub(super) fn given(&self, field: Field) -> Option<&str> {
        match field {
            Field::Id => &self.id_field,
            Field::Text => &self.text_field,
            Field::Date => &self.date_field,
            Field::Title => &self.title_field,
            Field::Language => &self.language_field,
        }
        .as_deref()
    }

    /// Returns what a field or column is called.
    pub(super) fn name_of(&self, field: Field) -> &str {
        self.given(field).unwrap_or(field.usual_name())
    }

    /// Returns what all fields are called, in the order of [`Field::ALL`].
    pub(super) fn field_names(&self) -> [&str; FIELDS] {
        Field::ALL.map(|field| self.name_of(field))
    }

    /// Returns how tables of a delimiter are read.
    pub(super) fn dialect(&self, delimiter: u8) -> Dialect {
        Dialect {
            delimiter,
            quotes: self.quotes,
        }
    }

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
