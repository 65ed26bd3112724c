//! What a file is, told by its name: its format and how it is packed.

use std::ffi::OsStr;

/// How documents stand in a file or a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The whole file is one document.
    Text,
    /// One JSON object a line.
    JsonLines,
    /// Comma-separated values with a header row.
    Csv,
    /// Tab-separated values with a header row.
    Tsv,
}

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

/// The format and packing that a file name tells, upper or lower case alike; `None` for a name that is not a
/// document's.
pub(super) fn of_name(name: &OsStr) -> (Option<Format>, Packing) {
    let name = name.to_string_lossy().to_ascii_lowercase();
    let (stem, packing) = if let Some(stem) = name.strip_suffix(".gz") {
        (stem, Packing::Gzip)
    } else if let Some(stem) = name.strip_suffix(".zst") {
        (stem, Packing::Zstd)
    } else {
        (name.as_str(), Packing::Plain)
    };
    let format = match stem.rsplit_once('.').map(|(_, extension)| extension) {
        Some("txt") => Some(Format::Text),
        Some("jsonl" | "ndjson") => Some(Format::JsonLines),
        Some("csv") => Some(Format::Csv),
        Some("tsv") => Some(Format::Tsv),
        _ => None,
    };
    (format, packing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_format_and_packing() {
        for (name, format, packing) in [
            ("a.txt", Some(Format::Text), Packing::Plain),
            ("A.TXT", Some(Format::Text), Packing::Plain),
            ("a.b.jsonl", Some(Format::JsonLines), Packing::Plain),
            ("a.ndjson.GZ", Some(Format::JsonLines), Packing::Gzip),
            ("a.csv.zst", Some(Format::Csv), Packing::Zstd),
            ("a.Tsv", Some(Format::Tsv), Packing::Plain),
            ("README.md", None, Packing::Plain),
            ("a.json", None, Packing::Plain),
            ("txt", None, Packing::Plain),
            ("a.gz", None, Packing::Gzip),
        ] {
            assert_eq!(of_name(OsStr::new(name)), (format, packing), "{name}");
        }
    }
}
