//! One text of the corpus.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

/// A text with an id, perhaps a date and a title.
///
/// What is known of the text is serialized under the names of the columns of `documents.csv`; the
/// text itself is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document<'a> {
    /// What tells the document apart from every other of its corpus: where it was read from files,
    /// the number of the input, a colon and the number of the record in it (`3:17`); else what the
    /// caller has for it.
    #[serde(rename = "doc_key")]
    pub key: Cow<'a, str>,
    /// The record's own id, or the path relative to the input, with `#n` for the nth record without
    /// an id. It may stand in several records.
    #[serde(rename = "doc_id")]
    pub id: Cow<'a, str>,
    /// The decoded text.
    #[serde(skip)]
    pub text: Cow<'a, str>,
    /// The language of the text, as an ISO 639-1 code where it is known, such as `en`; `None` where
    /// nothing says, and the text does not tell.
    pub language: Option<Cow<'a, str>>,
    /// The day the text is of, which decides roles.
    pub date: Option<Date>,
    /// Where the date was taken from, such as `field` or `file-name`; empty where there is none,
    /// and for a text made in memory.
    pub date_from: &'static str,
    /// The title; a tagger looks at the text alone.
    pub title: Option<Cow<'a, str>>,
    /// The file it came from, as shown to people; empty for a text made in memory.
    pub path: Cow<'a, str>,
    /// The document format it was read from, such as `jsonl`; empty for a text made in memory.
    pub format: &'static str,
    /// The character encoding the text was decoded from.
    pub encoding: &'static str,
}

impl<'a> Document<'a> {
    /// Returns a document of a text in memory. Its id is its key too.
    pub fn new(id: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        let id = id.into();
        Self {
            key: id.clone(),
            id,
            text: text.into(),
            language: None,
            date: None,
            date_from: "",
            title: None,
            path: Cow::Borrowed(""),
            format: "",
            encoding: "UTF-8",
        }
    }

    /// Returns the same document with all its texts in memory of its own.
    #[must_use]
    pub fn into_owned(self) -> Document<'static> {
        fn own(text: Cow<'_, str>) -> Cow<'static, str> {
            Cow::Owned(text.into_owned())
        }
        Document {
            key: own(self.key),
            id: own(self.id),
            text: own(self.text),
            date: self.date,
            date_from: self.date_from,
            title: self.title.map(own),
            path: own(self.path),
            format: self.format,
            encoding: self.encoding,
            language: self.language.map(own),
        }
    }

    /// Returns the same document with a date.
    #[must_use]
    pub fn on(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }
}
