//! One record, as it was read, and as a document.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

use actag_core::Document;
use jiff::civil::Date;

use super::binary::refuse_controls;
use super::buffers::BuiltIds;
use super::chunk::Origin;
use super::dates::{leading_date, parse_date};
use super::encoding::{Decoded, replaced};
use super::fields::FIELDS;
use super::item::Item;
use super::language::language_of;
use super::options::ReadOptions;
use super::shown::start;
use super::skipped::{Fault, SkipKind, Skipped};

/// What a file of documents holds, as it was cut and read.
pub(super) enum Raw<'a> {
    /// What is to be a document.
    Record(Record<'a>),
    /// Something that is no document, or not all of one.
    Skipped(Fault, Option<u64>),
}

/// Takes what a file holds.
pub(super) type Each<'e> = dyn FnMut(Raw<'_>) + 'e;

/// What a batch holds.
pub(super) enum Read<'a> {
    /// What was known of it when it was filled.
    Noted(Skipped),
    /// What is found in a file.
    Found(Raw<'a>, &'a Origin),
}

/// What a record was found to have.
pub(super) struct Record<'a> {
    pub id: Option<&'a str>,
    pub text: &'a str,
    /// What is written where the date stands, or why that cannot be one.
    pub date: Result<Option<&'a str>, String>,
    pub title: Option<&'a str>,
    /// What is written where the language stands.
    pub language: Option<&'a str>,
    pub encoding: &'static str,
    /// Bytes that could not be decoded.
    pub malformed: usize,
    /// The line it begins in, from 1; `None` for a file that is one document.
    pub line: Option<u64>,
    /// Its number in the file, from 1.
    pub number: u64,
    /// Which fields it has, in the order of `Field::ALL`.
    pub has: [bool; FIELDS],
    /// Lists what all its fields are called.
    pub names: &'a dyn Fn() -> Vec<String>,
}

impl<'a> Record<'a> {
    /// Returns the one document that a file is, of which nothing but the text is known.
    pub(super) fn of_file(decoded: Decoded<'a>) -> Self {
        Self {
            id: None,
            text: decoded.text,
            date: Ok(None),
            title: None,
            language: None,
            encoding: decoded.encoding,
            malformed: decoded.malformed,
            line: None,
            number: 1,
            has: [false; FIELDS],
            names: &Vec::new,
        }
    }

    /// Hands over the record as a document, and then what of it could not be used. Its key, and an
    /// id where it has none, are built in `built`.
    pub(super) fn emit(
        self,
        origin: &Origin,
        options: &ReadOptions,
        built: &mut BuiltIds,
        each: &mut dyn FnMut(Item<'_>),
    ) {
        let skipped = |fault| origin.skipped(self.line, fault);
        if let Err(fault) = refuse_controls(self.text) {
            return each(skipped(fault));
        }
        let BuiltIds { key, id } = built;
        key.clear();
        // Writing to a string cannot fail.
        let _ = write!(key, "{}:{}", origin.number, self.number);
        let own = present(self.id);
        let (id, too_long) = match own.filter(|id| id.len() <= MOST_OF_ID) {
            Some(id) => (id, None),
            None if self.line.is_none() => (origin.id.as_str(), None),
            None => {
                id.clear();
                let _ = write!(id, "{}#{}", origin.id, self.number);
                let too_long = own.map(|own| long_id(own, id));
                (id.as_str(), too_long)
            }
        };
        let (date, undated) = match self.date.as_ref().map(|date| present(*date)) {
            Ok(None) => (self.date_of_file(origin).or(options.date), None),
            Ok(Some(written)) => match parse_date(written) {
                None => (
                    None,
                    Some(format!("date `{}` not understood", start(written))),
                ),
                date => (date, None),
            },
            Err(reason) => (None, Some(reason.clone())),
        };
        // The document first, then what is wrong with it: notes are in the order of the corpus,
        // too.
        each(Item::Document(Document {
            key: Cow::Borrowed(key),
            id: Cow::Borrowed(id),
            text: Cow::Borrowed(self.text),
            date,
            title: present(self.title).map(Cow::Borrowed),
            language: language_of(present(self.language), self.text),
            path: Cow::Borrowed(&origin.path),
            format: origin.format,
            encoding: self.encoding,
        }));
        if let Some(fault) = too_long {
            each(skipped(fault));
        }
        if let Some(reason) = undated {
            let fault = Fault::new(SkipKind::BadDate, reason);
            each(skipped(fault.said("", "; tagged without a date")));
        }
        if self.malformed > 0 {
            each(skipped(replaced(self.malformed, self.encoding)));
        }
    }

    /// The date that the name of a file tells which is one document.
    fn date_of_file(&self, origin: &Origin) -> Option<Date> {
        let name = Path::new(&origin.path).file_name().unwrap_or_default();
        match self.line {
            None => leading_date(&name.to_string_lossy()),
            Some(_) => None,
        }
    }
}

/// Bytes of an id beyond which another stands for it: it is repeated in every row of its document,
/// so that a table would grow with the square of a record's length.
const MOST_OF_ID: usize = 1024;

fn long_id(id: &str, instead: &str) -> Fault {
    let (begins, bytes) = (start(id), id.len());
    let reason = format!(
        "the id `{begins}` has {bytes} bytes, {MOST_OF_ID} at most; `{instead}` stands for it"
    );
    Fault::new(SkipKind::LongId, reason)
}

fn present(field: Option<&str>) -> Option<&str> {
    field.filter(|text| !text.trim().is_empty())
}
