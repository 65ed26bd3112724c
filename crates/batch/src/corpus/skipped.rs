//! What of the input was not tagged: which kind of thing it is, why, and what helps.

use std::io;

use serde::{Deserialize, Serialize};

use super::options::OptionNames;

/// Input that was not tagged, whole or in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The file, as shown to people.
    pub path: String,
    /// The line of the file, from 1, where a record is meant.
    pub line: Option<u64>,
    /// What kind of thing is wrong.
    pub kind: SkipKind,
    /// What is wrong, and where it is not plain from that, what became of it.
    pub reason: String,
}

/// The kinds of what is wrong with an input, by which it can be counted; each has its remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SkipKind {
    /// The name is not one of a known document format.
    NotADocument,
    /// A document of an office program that is not read.
    OfficeFile,
    /// A file of data that is not read.
    DataFile,
    /// A picture, a sound or a film.
    Media,
    /// An archive that is not read.
    Archive,
    /// A program, or a part of one.
    Program,
    /// A pipe, socket or device inside a folder.
    NotAFile,
    /// A symbolic link back to a folder that holds it.
    LinkLoop,
    /// The same file is reached twice: it is tagged once.
    ReadOnce,
    /// It cannot be opened or read.
    Unreadable,
    /// The file is empty, or has a header alone.
    NoRecords,
    /// Nothing stands where the text is to be.
    NoText,
    /// No record has a field that was asked for by its name.
    NoField,
    /// Several columns of a table have one name.
    RepeatedColumn,
    /// A row of a table ends before the column of the text.
    ShortRow,
    /// A row of a table has more cells than the header.
    LongRow,
    /// A line is not a JSON object.
    BadJson,
    /// A date cannot be understood: the document is tagged without one.
    BadDate,
    /// Other dates show whether the day or the month comes first.
    DateOrder,
    /// Bytes are not valid in the encoding: they are replaced.
    BadEncoding,
    /// Half a surrogate pair is escaped in JSON: it is replaced.
    HalfCharacter,
    /// Longer than a document may be.
    TooLong,
    /// The id is too long to be repeated in every row: another stands for it.
    LongId,
    /// The file ends or breaks before its time: it is tagged up to there.
    BrokenOff,
    /// A packed file unpacks out of all proportion: it is tagged up to there.
    UnpacksTooFar,
    /// A quotation mark begins a cell, and none closes it: it is part of the text.
    UnclosedQuote,
    /// A cell in quotation marks holds lines that look like rows.
    SwallowedRows,
    /// The bytes are not text.
    IsBinary,
    /// It is locked by a password.
    Locked,
    /// It is read by a program that is not there.
    NeedsProgram,
    /// There is not enough memory for it.
    OutOfMemory,
    /// The document names more actors than pairs are made of.
    TooManyActors,
    /// Several documents have one id.
    RepeatedIds,
}

impl SkipKind {
    /// All kinds, in their order.
    pub const ALL: &'static [Self] = &[
        Self::NotADocument,
        Self::OfficeFile,
        Self::DataFile,
        Self::Media,
        Self::Archive,
        Self::Program,
        Self::NotAFile,
        Self::LinkLoop,
        Self::ReadOnce,
        Self::Unreadable,
        Self::NoRecords,
        Self::NoText,
        Self::NoField,
        Self::RepeatedColumn,
        Self::ShortRow,
        Self::LongRow,
        Self::BadJson,
        Self::BadDate,
        Self::DateOrder,
        Self::BadEncoding,
        Self::HalfCharacter,
        Self::TooLong,
        Self::LongId,
        Self::BrokenOff,
        Self::UnpacksTooFar,
        Self::UnclosedQuote,
        Self::SwallowedRows,
        Self::IsBinary,
        Self::Locked,
        Self::NeedsProgram,
        Self::OutOfMemory,
        Self::TooManyActors,
        Self::RepeatedIds,
    ];

    /// Returns the name that it has in tables, such as `bad-date`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotADocument => "not-a-document",
            Self::OfficeFile => "office-file",
            Self::DataFile => "data-file",
            Self::Media => "media",
            Self::Archive => "archive",
            Self::Program => "program",
            Self::NotAFile => "not-a-file",
            Self::LinkLoop => "link-loop",
            Self::ReadOnce => "read-once",
            Self::Unreadable => "unreadable",
            Self::NoRecords => "no-records",
            Self::NoText => "no-text",
            Self::NoField => "no-field",
            Self::RepeatedColumn => "repeated-column",
            Self::ShortRow => "short-row",
            Self::LongRow => "long-row",
            Self::BadJson => "bad-json",
            Self::BadDate => "bad-date",
            Self::DateOrder => "date-order",
            Self::BadEncoding => "bad-encoding",
            Self::HalfCharacter => "half-character",
            Self::TooLong => "too-long",
            Self::LongId => "long-id",
            Self::BrokenOff => "broken-off",
            Self::UnpacksTooFar => "unpacks-too-far",
            Self::UnclosedQuote => "unclosed-quote",
            Self::SwallowedRows => "swallowed-rows",
            Self::IsBinary => "is-binary",
            Self::Locked => "locked",
            Self::NeedsProgram => "needs-program",
            Self::OutOfMemory => "out-of-memory",
            Self::TooManyActors => "too-many-actors",
            Self::RepeatedIds => "repeated-ids",
        }
    }

    /// Returns what to do about it; options are called by their `names`.
    #[must_use]
    pub fn remedy(self, names: &OptionNames) -> String {
        let OptionNames {
            id_field,
            text_field,
            date_field,
            date_format,
            title_field,
            language_field,
            other_format,
            quotes,
            delimiter,
            encoding,
            max_ratio,
            max_document,
        } = names;
        match self {
            Self::NotADocument => format!(
                "name its format with {other_format}, convert it to one that is read, or leave it \
                 out"
            ),
            Self::OfficeFile => "save it as text, HTML, .docx or .xlsx".to_owned(),
            Self::DataFile => "export it as CSV, JSON, Parquet or a workbook".to_owned(),
            Self::Media => "make a text of it, or leave it out".to_owned(),
            Self::Archive => "unpack it, or pack it as .zip or .tar.gz".to_owned(),
            Self::Program => "leave it out".to_owned(),
            Self::NotAFile => "name a pipe outright; leave out what is no text".to_owned(),
            Self::LinkLoop => "remove the link".to_owned(),
            Self::ReadOnce => "leave out one of the paths to it".to_owned(),
            Self::Unreadable => {
                "see that it is there, may be read, and is what its name says".to_owned()
            }
            Self::NoRecords => "see that it was written whole, or leave it out".to_owned(),
            Self::NoText => {
                format!("name the field of the text with {text_field}, or leave such records out")
            }
            Self::NoField => format!(
                "name one that is there with {id_field}, {date_field}, {title_field} or \
                 {language_field}"
            ),
            Self::RepeatedColumn => "give each column a name of its own".to_owned(),
            Self::LongRow => format!(
                "put quotation marks round cells that hold the delimiter, or name another with \
                 {delimiter}"
            ),
            Self::ShortRow => {
                "give it a cell for each column; quote cells with line breaks".to_owned()
            }
            Self::BadJson => "write each record as one whole JSON object".to_owned(),
            Self::BadDate => {
                format!(
                    "write it as YYYY-MM-DD, name its format with {date_format}, or another field \
                     with {date_field}"
                )
            }
            Self::DateOrder => format!("if that is wrong, name the format with {date_format}"),
            Self::BadEncoding => {
                format!("name the encoding with {encoding}, or convert the file to UTF-8")
            }
            Self::HalfCharacter => {
                "cut texts between characters, not between UTF-16 units".to_owned()
            }
            Self::TooLong => {
                format!("allow more bytes with {max_document}, or part it into documents")
            }
            Self::LongId => "give the record a shorter id".to_owned(),
            Self::BrokenOff => "get a whole copy of the file; tag again".to_owned(),
            Self::UnpacksTooFar => format!("if you trust the file, allow more with {max_ratio}"),
            Self::UnclosedQuote | Self::SwallowedRows => format!(
                "close or double quotation marks; where they mean nothing, read with {quotes}"
            ),
            Self::IsBinary => "convert it to text, or leave it out".to_owned(),
            Self::Locked => "unlock it, or save it without a password".to_owned(),
            Self::NeedsProgram => "install pdftotext, of poppler, and tag again".to_owned(),
            Self::OutOfMemory => {
                format!("use a machine with more memory, or bound documents with {max_document}")
            }
            Self::TooManyActors => "part the document into shorter ones".to_owned(),
            Self::RepeatedIds => {
                "join tables by `doc_key`, which no two documents share".to_owned()
            }
        }
    }
}

/// What is wrong with an input, before it is said where.
///
/// It travels inside an [`io::Error`] where a stream finds it.
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub(super) struct Fault {
    pub kind: SkipKind,
    pub reason: String,
}

impl Fault {
    pub(super) fn new(kind: SkipKind, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self { kind, reason }
    }

    /// Returns what is said of a document or a record of more than `most` bytes: it would fill the
    /// memory.
    pub(super) fn too_long(what: &str, most: usize) -> Self {
        let reason = format!("a {what} longer than {most} bytes");
        Self::new(SkipKind::TooLong, reason)
    }

    /// Returns what an error of a stream says; `otherwise` is its kind if nothing better is known.
    pub(super) fn of(error: io::Error, otherwise: SkipKind) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::OutOfMemory => SkipKind::OutOfMemory,
            _ => otherwise,
        };
        match error.downcast::<Self>() {
            Ok(fault) => fault,
            Err(error) => Self::new(kind, error.to_string()),
        }
    }

    /// Returns the same of a file of which nothing could be used: no whole copy is wanting.
    pub(super) fn unless_broken_off(self) -> Self {
        let kind = match self.kind {
            SkipKind::BrokenOff => SkipKind::Unreadable,
            kind => kind,
        };
        Self { kind, ..self }
    }

    /// Returns it with its place.
    pub(super) fn at(self, path: &str, line: Option<u64>) -> Skipped {
        Skipped {
            path: path.to_owned(),
            line,
            kind: self.kind,
            reason: self.reason,
        }
    }

    /// Returns the same, with words before and behind what is wrong.
    pub(super) fn said(self, before: &str, behind: &str) -> Self {
        let reason = format!("{before}{}{behind}", self.reason);
        Self { reason, ..self }
    }
}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        Self::other(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_called_alike_everywhere_and_have_remedies() {
        let names = OptionNames::default();
        let mut sorted = SkipKind::ALL.to_vec();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted, SkipKind::ALL);
        for kind in SkipKind::ALL {
            let written = serde_json::to_string(kind).unwrap();
            assert_eq!(written, format!("\"{}\"", kind.code()));
            let remedy = kind.remedy(&names);
            assert!(!remedy.is_empty() && !remedy.contains("--"), "{remedy}");
        }
    }

    #[test]
    fn a_fault_comes_out_of_an_error_as_it_went_in() {
        let error = io::Error::from(Fault::new(SkipKind::TooLong, "long"));
        let fault = Fault::of(error, SkipKind::Unreadable).said("is ", "!");
        assert_eq!(
            (fault.kind, &*fault.reason),
            (SkipKind::TooLong, "is long!")
        );
        let error = io::Error::from(io::ErrorKind::OutOfMemory);
        let fault = Fault::of(error, SkipKind::Unreadable);
        assert_eq!(fault.kind, SkipKind::OutOfMemory);
    }
}
