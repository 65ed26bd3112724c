//! All document formats, and which one a file name tells.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt;

use super::container::{self, Container};
use super::foreign;
use super::format::DocumentFormat;
#[cfg(feature = "html")]
use super::html;
#[cfg(feature = "mail")]
use super::mail;
#[cfg(feature = "markdown")]
use super::markdown;
#[cfg(feature = "office")]
use super::office;
use super::options::{Format, ReadOptions};
#[cfg(feature = "parquet")]
use super::parquet;
use super::skipped::Fault;
use super::unpack::Packing;
use super::{json, pdf, table, text};

/// All document formats; the first is what everything is read as that is nothing else.
const FORMATS: &[&dyn DocumentFormat] = &[
    &text::PlainText,
    &json::LINES,
    &json::DOCUMENT,
    &table::CSV,
    &table::TSV,
    #[cfg(feature = "html")]
    &html::HTML,
    #[cfg(feature = "markdown")]
    &markdown::MARKDOWN,
    #[cfg(feature = "mail")]
    &mail::MESSAGE,
    #[cfg(feature = "mail")]
    &mail::MAILBOX,
    #[cfg(feature = "office")]
    &office::DOCX,
    #[cfg(feature = "office")]
    &office::WORKBOOK,
    #[cfg(feature = "parquet")]
    &parquet::PARQUET,
    &pdf::PDF,
];

impl Format {
    /// Plain text.
    pub const TEXT: Self = Self(0);

    /// Returns all formats.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..FORMATS.len()).map(Self)
    }

    /// Returns the name, such as `text` or `jsonl`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.reader().name()
    }

    /// Returns what documents of it look like, in a few words.
    #[must_use]
    pub fn description(self) -> &'static str {
        self.reader().description()
    }

    /// Returns what follows the last dot in names of its files.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        self.reader().endings()
    }

    /// Returns what reads it.
    pub(super) fn reader(self) -> &'static dyn DocumentFormat {
        FORMATS[self.0]
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How a file is to be read, after its name.
#[derive(Debug, Default)]
pub(super) struct ReadBy {
    /// `None` where what the file holds is to tell.
    pub format: Option<Format>,
    pub packing: Packing,
    /// How it holds other files, if it does.
    pub container: Option<Container>,
}

/// Returns how to read a file of this name. No format has a name without an ending, and fails one
/// with an ending of something else.
pub(super) fn to_read_by(name: &OsStr, options: &ReadOptions) -> Result<ReadBy, Fault> {
    let lower = name.to_string_lossy().to_ascii_lowercase();
    let (stem, packing) = unpacked(&lower);
    let container = container::of_name(&stem);
    let ending = ending(&stem);
    let format = of_ending(ending).or(options.other_format);
    match ending {
        Some(ending) if format.is_none() && container.is_none() => Err(foreign::of_ending(ending)),
        _ => Ok(ReadBy {
            format: format.filter(|_| container.is_none()),
            packing,
            container,
        }),
    }
}

fn of_ending(ending: Option<&str>) -> Option<Format> {
    let mut formats = Format::all();
    formats.find(|format| ending.is_some_and(|end| format.endings().contains(&end)))
}

/// Returns the format that what begins so is taken for, blanks and marks before it aside.
pub(super) fn of_beginning(head: &[u8], options: &ReadOptions) -> Format {
    let mut formats = Format::all();
    let found = formats.find(|format| format.reader().is_begun_by(head, options));
    found.unwrap_or(Format::TEXT)
}

/// A name without the ending of its packing, and that. Of a packed `.tar` one ending says both.
fn unpacked(name: &str) -> (Cow<'_, str>, Packing) {
    let tars = [
        (".tgz", ".gz"),
        (".tbz2", ".bz2"),
        (".tbz", ".bz2"),
        (".txz", ".xz"),
    ];
    for (short, packing) in tars {
        if let Some(stem) = name.strip_suffix(short) {
            return (format!("{stem}.tar").into(), Packing::of_name(packing).1);
        }
    }
    let (stem, packing) = Packing::of_name(name);
    (stem.into(), packing)
}

/// What follows the last dot of a name. A number is no ending, and a name that begins with its only
/// dot has none.
fn ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_number = ending.bytes().all(|byte| byte.is_ascii_digit());
    (!stem.is_empty() && !is_number && !ending.contains(char::is_whitespace)).then_some(ending)
}

/// Returns whether a name has an ending of documents, or of packed ones.
pub fn is_document_name(name: &OsStr) -> bool {
    let lower = name.to_string_lossy().to_ascii_lowercase();
    let (stem, packing) = unpacked(&lower);
    let is_known = of_ending(ending(&stem)).is_some() || container::of_name(&stem).is_some();
    is_known || packing != Packing::Plain
}

/// Returns the endings of document names, for a message: `.txt, … and .tsv`.
pub(super) fn endings() -> String {
    let endings = Format::all().flat_map(Format::endings).copied();
    let archives = ["zip", "tar"]
        .into_iter()
        .filter(|_| cfg!(feature = "archives"));
    let endings = endings.chain(archives);
    let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    match endings.split_last() {
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_begins_with_tells_a_format() {
        for (head, format) in [
            ("{\"text\": \"a\"}\n{", "jsonl"),
            ("{\"text\": \"a\"}", "jsonl"),
            ("{\n  \"text\": \"a\"\n}", "json"),
            ("{\"docs\": [{\"text\": \"a\"}]}", "json"),
            ("[{\"text\": \"a\"}]", "json"),
            ("[\n {", "json"),
            ("[Reuters] Iran said", "text"),
            ("{ok} Iran said", "text"),
            ("id,text\n1,a", "csv"),
            ("ID;Text", "csv"),
            ("sep=;\nid;text", "csv"),
            ("id\ttext\n1\ta", "tsv"),
            ("text\n1", "text"),
            ("In the text, Iran said", "text"),
            ("a", "text"),
        ] {
            let found = of_beginning(head.as_bytes(), &ReadOptions::default());
            assert_eq!(found.name(), format, "{head}");
        }
    }

    #[test]
    fn a_name_without_an_ending_tells_nothing_and_another_ending_is_foreign() {
        for (name, read) in [
            ("README", true),
            (".hidden", true),
            ("inbox.1", true),
            ("Iran. A report", true),
            ("a.gz", true),
            ("a.txt", true),
            ("a.log", false),
            ("a.exe.gz", false),
        ] {
            let found = to_read_by(OsStr::new(name), &ReadOptions::default());
            assert_eq!(found.is_ok(), read, "{name}");
            let options = ReadOptions {
                other_format: Some(Format::TEXT),
                ..ReadOptions::default()
            };
            assert!(to_read_by(OsStr::new(name), &options).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_name_tells_format_and_packing() {
        for (name, format, packing) in [
            ("a.txt", Some("text"), Packing::Plain),
            ("A.TXT", Some("text"), Packing::Plain),
            ("a.b.jsonl", Some("jsonl"), Packing::Plain),
            ("a.ndjson.GZ", Some("jsonl"), Packing::Gzip),
            ("a.csv.zst", Some("csv"), Packing::Zstd),
            ("a.Tsv", Some("tsv"), Packing::Plain),
            ("README.log", None, Packing::Plain),
            ("a.JSON", Some("json"), Packing::Plain),
            ("txt", None, Packing::Plain),
            ("a.gz", None, Packing::Gzip),
        ] {
            let found = to_read_by(OsStr::new(name), &ReadOptions::default());
            let found = found.map(|by| (by.format.map(Format::name), by.packing));
            match found {
                Ok(found) => assert_eq!(found, (format, packing), "{name}"),
                Err(_) => assert_eq!(format, None, "{name}"),
            }
        }
    }

    #[test]
    fn formats_are_told_apart() {
        assert!(endings().starts_with(".txt, .text, .jsonl, .ndjson, .json, .csv, .tsv"));
        for (number, format) in Format::all().enumerate() {
            for other in Format::all().take(number) {
                assert_ne!(format.name(), other.name());
                let mut endings = format.endings().iter();
                assert!(!endings.any(|ending| other.endings().contains(ending)));
            }
        }
    }
}
