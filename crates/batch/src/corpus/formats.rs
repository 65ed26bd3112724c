//! All document formats, and which one a file name tells.

use std::ffi::OsStr;
use std::fmt;

use super::foreign;
use super::format::DocumentFormat;
use super::options::{Format, ReadOptions};
use super::skipped::Fault;
use super::unpack::Packing;
use super::{json, table, text};

/// All document formats; the first is what everything is read as that is nothing else.
const FORMATS: &[&dyn DocumentFormat] = &[
    &text::PlainText,
    &json::LINES,
    &json::DOCUMENT,
    &table::CSV,
    &table::TSV,
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

/// Returns the format and packing that a file name tells, upper or lower case alike; `None` for a
/// name that is not a document's.
pub(super) fn of_name(name: &OsStr) -> (Option<Format>, Packing) {
    let name = name.to_string_lossy().to_ascii_lowercase();
    let (stem, packing) = unpacked(&name);
    let ending = ending(stem);
    let mut formats = Format::all();
    let format = formats.find(|format| ending.is_some_and(|end| format.endings().contains(&end)));
    (format, packing)
}

/// Returns the format and packing to read a file by, after its name: no format where the name has no
/// ending, and what the file holds is to tell. Fails for a name with an ending of something else.
pub(super) fn to_read_by(
    name: &OsStr,
    options: &ReadOptions,
) -> Result<(Option<Format>, Packing), Fault> {
    let (format, packing) = of_name(name);
    let format = format.or(options.other_format);
    let lower = name.to_string_lossy().to_ascii_lowercase();
    let ending = ending(unpacked(&lower).0);
    match ending {
        Some(ending) if format.is_none() => Err(foreign::of_ending(ending)),
        _ => Ok((format, packing)),
    }
}

/// Returns the format that what begins so is taken for, blanks and marks before it aside.
pub(super) fn of_beginning(head: &[u8], options: &ReadOptions) -> Format {
    let mut formats = Format::all();
    let found = formats.find(|format| format.reader().is_begun_by(head, options));
    found.unwrap_or(Format::TEXT)
}

/// A name without the ending of its packing.
fn unpacked(name: &str) -> (&str, Packing) {
    if let Some(stem) = name.strip_suffix(".gz") {
        (stem, Packing::Gzip)
    } else if let Some(stem) = name.strip_suffix(".zst") {
        (stem, Packing::Zstd)
    } else {
        (name, Packing::Plain)
    }
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
    let (format, packing) = of_name(name);
    format.is_some() || packing != Packing::Plain
}

/// Returns the endings of document names, for a message: `.txt, … and .tsv`.
pub(super) fn endings() -> String {
    let endings = Format::all().flat_map(Format::endings);
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
            ("README.md", None, Packing::Plain),
            ("a.JSON", Some("json"), Packing::Plain),
            ("txt", None, Packing::Plain),
            ("a.gz", None, Packing::Gzip),
        ] {
            let (found, packed) = of_name(OsStr::new(name));
            assert_eq!(
                (found.map(Format::name), packed),
                (format, packing),
                "{name}"
            );
        }
    }

    #[test]
    fn formats_are_told_apart() {
        assert_eq!(
            endings(),
            ".txt, .text, .jsonl, .ndjson, .json, .csv, .tsv and .tab"
        );
        for (number, format) in Format::all().enumerate() {
            for other in Format::all().take(number) {
                assert_ne!(format.name(), other.name());
                let mut endings = format.endings().iter();
                assert!(!endings.any(|ending| other.endings().contains(ending)));
            }
        }
    }
}
