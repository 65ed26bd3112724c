//! All document formats, and which one a file name tells.

use std::ffi::OsStr;
use std::fmt;

use super::format::DocumentFormat;
use super::options::Format;
use super::unpack::Packing;
use super::{json, table, text};

/// All document formats; the first is what everything is read as that is nothing else.
const FORMATS: &[&dyn DocumentFormat] =
    &[&text::PlainText, &json::JsonLines, &table::CSV, &table::TSV];

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
    let (stem, packing) = if let Some(stem) = name.strip_suffix(".gz") {
        (stem, Packing::Gzip)
    } else if let Some(stem) = name.strip_suffix(".zst") {
        (stem, Packing::Zstd)
    } else {
        (name.as_str(), Packing::Plain)
    };
    let ending = stem.rsplit_once('.').map(|(_, ending)| ending);
    let mut formats = Format::all();
    let format = formats.find(|format| ending.is_some_and(|end| format.endings().contains(&end)));
    (format, packing)
}

/// Returns the format that a stream is taken for if this is its first byte, blanks aside.
pub(super) fn of_first_byte(byte: u8) -> Format {
    let mut formats = Format::all();
    let found = formats.find(|format| format.reader().begins_with(byte));
    found.unwrap_or(Format::TEXT)
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
    fn a_name_tells_format_and_packing() {
        for (name, format, packing) in [
            ("a.txt", Some("text"), Packing::Plain),
            ("A.TXT", Some("text"), Packing::Plain),
            ("a.b.jsonl", Some("jsonl"), Packing::Plain),
            ("a.ndjson.GZ", Some("jsonl"), Packing::Gzip),
            ("a.csv.zst", Some("csv"), Packing::Zstd),
            ("a.Tsv", Some("tsv"), Packing::Plain),
            ("README.md", None, Packing::Plain),
            ("a.json", None, Packing::Plain),
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
        assert_eq!(endings(), ".txt, .jsonl, .ndjson, .csv and .tsv");
        assert_eq!(of_first_byte(b'{').name(), "jsonl");
        assert_eq!(of_first_byte(b'a').name(), "text");
        for (number, format) in Format::all().enumerate() {
            for other in Format::all().take(number) {
                assert_ne!(format.name(), other.name());
                let mut endings = format.endings().iter();
                assert!(!endings.any(|ending| other.endings().contains(ending)));
            }
        }
    }
}
