//! Files that are no documents, by how they are called.

use super::skipped::{Fault, SkipKind};

/// Endings of files that are not read, and what they are.
const KINDS: &[(SkipKind, &str, &[&str])] = &[
    (
        SkipKind::OfficeFile,
        "a document of an office program",
        &[
            "doc", "dot", "docm", "rtf", "odt", "ott", "ppt", "pptx", "pptm", "odp", "pages",
            "key", "wpd", "wps", "epub", "mobi", "azw3", "djvu", "xps", "msg", "pst", "one",
        ],
    ),
    (
        SkipKind::DataFile,
        "a file of data",
        &[
            "sqlite", "sqlite3", "db", "mdb", "accdb", "rds", "rda", "rdata", "sav", "dta",
            "sas7bdat", "parquet", "feather", "arrow", "ipc", "avro", "orc", "pkl", "pickle",
            "npy", "npz", "h5", "hdf5", "mat", "xml", "yaml", "yml", "toml", "warc", "sql", "bib",
            "ris",
        ],
    ),
    (
        SkipKind::Media,
        "a picture, a sound or a film",
        &[
            "jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "webp", "svg", "heic", "ico", "psd",
            "mp3", "wav", "ogg", "flac", "m4a", "mp4", "avi", "mov", "mkv", "webm", "wmv",
        ],
    ),
    (
        SkipKind::Archive,
        "an archive",
        &[
            "7z", "rar", "cab", "iso", "dmg", "jar", "lz4", "lzma", "br", "z",
        ],
    ),
    (
        SkipKind::Program,
        "a program, or a part of one",
        &[
            "exe", "dll", "so", "dylib", "bin", "class", "o", "pyc", "py", "ipynb", "r", "rs", "c",
            "h", "cpp", "java", "js", "mjs", "ts", "css", "sh", "bat", "ps1", "php", "rb", "go",
            "pl", "lock", "woff", "woff2", "ttf", "otf",
        ],
    ),
];

/// Returns why a file whose name ends so is not read.
pub(super) fn of_ending(ending: &str) -> Fault {
    let known = KINDS.iter().find(|(.., endings)| endings.contains(&ending));
    match known {
        Some((kind, what, _)) => Fault::new(*kind, format!("{what} (.{ending})")),
        None => Fault::new(
            SkipKind::NotADocument,
            format!("not a known document format (.{ending})"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_of_one_kind() {
        let mut all: Vec<&str> = KINDS
            .iter()
            .flat_map(|(.., endings)| *endings)
            .copied()
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(of_ending("docm").kind, SkipKind::OfficeFile);
        assert_eq!(
            of_ending("jpg").reason,
            "a picture, a sound or a film (.jpg)"
        );
        assert_eq!(of_ending("log").kind, SkipKind::NotADocument);
    }
}
