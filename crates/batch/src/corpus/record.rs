//! One record of a file of many, as a document.

use std::borrow::Cow;
use std::fmt::Write;

use actag_core::Document;

use super::binary::refuse_controls;
use super::buffers::BuiltIds;
use super::chunk::Chunk;
use super::dates::parse_date;
use super::encoding::replaced;
use super::item::Item;
use super::language::language_of;
use super::skipped::{Fault, SkipKind};

/// The fields that a record was found to have.
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
    /// The line it begins in, from 1.
    pub line: u64,
    /// Its number in the file, from 1.
    pub number: u64,
}

impl Record<'_> {
    /// Hands over the record as a document, and then what of it could not be used. Its key, and an
    /// id where it has none, are built in `built`.
    pub(super) fn emit(
        self,
        chunk: &Chunk<'_>,
        built: &mut BuiltIds,
        each: &mut dyn FnMut(Item<'_>),
    ) {
        let skipped = |fault| chunk.origin.skipped(Some(self.line), fault);
        if let Err(fault) = refuse_controls(self.text) {
            return each(skipped(fault));
        }
        let BuiltIds { key, id } = built;
        key.clear();
        // Writing to a string cannot fail.
        let _ = write!(key, "{}:{}", chunk.origin.number, self.number);
        let own = present(self.id);
        let (id, too_long) = match own.filter(|id| id.len() <= MOST_OF_ID) {
            Some(id) => (id, None),
            None => {
                id.clear();
                let _ = write!(id, "{}#{}", chunk.origin.id, self.number);
                let too_long = own.map(|own| long_id(own, id));
                (id.as_str(), too_long)
            }
        };
        let (date, undated) = match self.date.map(present) {
            Ok(None) => (chunk.options.date, None),
            Ok(Some(written)) => match parse_date(written) {
                None => (
                    None,
                    Some(format!("date `{}` not understood", start(written))),
                ),
                date => (date, None),
            },
            Err(reason) => (None, Some(reason)),
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
            path: Cow::Borrowed(&chunk.origin.path),
            format: chunk.origin.format,
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

/// Names in backticks, with commas; the first of many.
pub(super) fn quoted<S: AsRef<str>>(names: &[S]) -> String {
    let shown = names.iter().take(SHOWN_NAMES);
    let mut shown: Vec<_> = shown
        .map(|name| format!("`{}`", start(name.as_ref())))
        .collect();
    if names.len() > SHOWN_NAMES {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// Names that a message lists.
pub(super) const SHOWN_NAMES: usize = 30;

/// Says which of the fields there are most likely holds the text; empty where none does.
pub(super) fn likely_text<S: AsRef<str>>(names: &[S], wanted: &str) -> String {
    const USUAL: [&str; 14] = [
        "text",
        "body",
        "content",
        "contents",
        "full_text",
        "fulltext",
        "article",
        "article_text",
        "maintext",
        "raw_text",
        "message",
        "story",
        "abstract",
        "description",
    ];
    let likely = std::iter::once(wanted).chain(USUAL).find_map(|usual| {
        names
            .iter()
            .find(|name| name.as_ref().eq_ignore_ascii_case(usual))
    });
    likely.map_or_else(String::new, |name| {
        format!("; `{}` is likely the text", start(name.as_ref()))
    })
}

/// The first few characters, on one line.
pub(super) fn start(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(SHOWN)
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

fn present(field: Option<&str>) -> Option<&str> {
    field.filter(|text| !text.trim().is_empty())
}
