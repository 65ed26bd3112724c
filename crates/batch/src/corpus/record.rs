//! One record, as it was read, and as a document.

use std::borrow::Cow;
use std::fmt::Write;

use actag_core::Document;
use jiff::civil::Date;

use super::binary::refuse_controls;
use super::buffers::BuiltIds;
use super::chunk::Origin;
use super::dates::{DateFrom, DayOrder, of_path, order_of, read_as, read_date};
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
    /// Which of day and month comes first in the dates of its file, where its origin does not know.
    pub day_order: Option<DayOrder>,
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
            day_order: None,
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
        let (date, undated) = self.day(origin, options);
        // The document first, then what is wrong with it: notes are in the order of the corpus,
        // too.
        each(Item::Document(Document {
            key: Cow::Borrowed(key),
            id: Cow::Borrowed(id),
            text: Cow::Borrowed(self.text),
            date: date.map(|(date, _)| date),
            date_from: date.map_or("", |(_, from)| from.code()),
            title: present(self.title).map(Cow::Borrowed),
            language: language_of(present(self.language), self.text),
            path: Cow::Borrowed(&origin.path),
            format: origin.format,
            encoding: self.encoding,
        }));
        if let Some(fault) = too_long {
            each(skipped(fault));
        }
        if let Some(fault) = undated {
            each(skipped(fault));
        }
        if self.malformed > 0 {
            each(skipped(replaced(self.malformed, self.encoding)));
        }
    }

    /// The date, where it is from, and what is to be said of it.
    fn day(&self, origin: &Origin, options: &ReadOptions) -> (Option<Dated>, Option<Fault>) {
        let bad = |reason: String| {
            let fault = Fault::new(SkipKind::BadDate, reason);
            (None, Some(fault.said("", "; tagged without a date")))
        };
        let written = match &self.date {
            Ok(written) => present(*written),
            Err(reason) => return bad(reason.clone()),
        };
        let Some(written) = written else {
            let is_file = self.line.is_none();
            let named = is_file.then(|| of_path(&origin.path)).flatten();
            let given = options.date.map(|date| (date, DateFrom::Given));
            return (named.or(given), None);
        };
        let day_order = self.day_order.or(origin.day_order);
        let read = match &options.date_format {
            Some(format) => read_as(written, format).map(|date| (date, DateFrom::Format)),
            None => read_date(written, day_order),
        };
        let Some(read) = read else {
            return bad(format!("date `{}` not understood", start(written)));
        };
        let other = match (day_order, read.1) {
            (Some(order), DateFrom::Field) => {
                order_of(written).flatten().filter(|one| *one != order)
            }
            _ => None,
        };
        let note = other.map(|other| {
            let (date, first) = (start(written), other.name());
            let reason = format!("date `{date}` has the {first} first, others of the file do not");
            Fault::new(SkipKind::DateOrder, reason)
        });
        (Some(read), note)
    }
}

/// A date, and where it is from.
type Dated = (Date, DateFrom);

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
