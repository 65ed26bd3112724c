//! All document formats, and which one a file name tells.

use std::ffi::OsStr;

use super::format::Format;
use super::{json, table, text};

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [
        Self::TEXT,
        Self(&json::JsonLines),
        Self(&table::CSV),
        Self(&table::TSV),
    ];

    /// Plain text, which everything is read as that is nothing else.
    pub const TEXT: Self = Self(&text::PlainText);
}

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstd,
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
    let mut formats = Format::ALL.into_iter();
    let format = formats.find(|format| ending.is_some_and(|end| format.endings().contains(&end)));
    (format, packing)
}

/// Returns the format that a stream is taken for if this is its first byte, blanks aside.
pub(super) fn of_first_byte(byte: u8) -> Format {
    let mut formats = Format::ALL.into_iter();
    let found = formats.find(|format| format.0.begins_with(byte));
    found.unwrap_or(Format::TEXT)
}

/// Returns the endings of document names, for a message: `.txt, … and .tsv`.
pub(super) fn endings() -> String {
    let endings = Format::ALL.iter().flat_map(|format| format.endings());
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
        for (number, format) in Format::ALL.iter().enumerate() {
            for other in &Format::ALL[..number] {
                assert_ne!(format.name(), other.name());
                let shared = format
                    .endings()
                    .iter()
                    .find(|end| other.endings().contains(end));
                assert_eq!(shared, None);
            }
        }
    }
}
