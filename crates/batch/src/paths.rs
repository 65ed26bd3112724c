//! Which file a path leads to: whether two are the same file, and whether one lies in the other.

use std::fs::{self, Metadata};
use std::path::{Component, Path, PathBuf};

/// A file's number on its disk, by which it is known under all its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FileId {
    device: u64,
    number: u64,
}

impl FileId {
    /// Returns the number; `None` where the system has none to tell.
    #[cfg(unix)]
    #[allow(clippy::unnecessary_wraps, reason = "other systems tell none")]
    pub(crate) fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self {
            device: metadata.dev(),
            number: metadata.ino(),
        })
    }

    /// Returns the number; `None` where the system has none to tell.
    #[cfg(not(unix))]
    pub(crate) fn of(_: &Metadata) -> Option<Self> {
        None
    }

    /// Returns the number of what a path leads to, if there is such a thing.
    pub(crate) fn at(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().as_ref().and_then(Self::of)
    }
}

/// Returns whether a file has more than one name.
#[cfg(unix)]
pub(crate) fn has_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

/// Returns whether a file has more than one name.
#[cfg(not(unix))]
pub(crate) fn has_names(_: &Metadata) -> bool {
    false
}

/// Returns the path from the root and without links, also of what is not there yet.
#[must_use]
pub fn real_path(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let mut real = PathBuf::new();
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for part in absolute.components() {
        if part == Component::ParentDir {
            // What is before it has no links by now, so that the text tells the folder above.
            real.pop();
            continue;
        }
        real.push(part);
        real = real.canonicalize().unwrap_or(real);
    }
    real
}

/// Returns whether two paths lead to the same place, whatever they are called.
#[must_use]
pub fn is_same_place(one: &Path, other: &Path) -> bool {
    let ids = FileId::at(one).zip(FileId::at(other));
    ids.is_some_and(|(one, other)| one == other) || real_path(one) == real_path(other)
}

/// Returns whether a path, there or not, is a folder or lies inside it.
#[must_use]
pub fn lies_in(path: &Path, folder: &Path) -> bool {
    let (path, real) = (real_path(path), real_path(folder));
    if path.starts_with(&real) {
        return true;
    }
    // A disk that is mounted twice has two paths that have nothing in common.
    let id = FileId::at(folder);
    id.is_some() && path.ancestors().any(|above| FileId::at(above) == id)
}

/// Returns a path as text from which no two names come out alike: bytes that are no UTF-8 are
/// written `\xFF`, and a backslash before such letters `\x5C`.
#[cfg(unix)]
pub(crate) fn told(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let mut told = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some(at) = rest.find('\\') {
            let (before, behind) = rest.split_at(at);
            told.push_str(before);
            told.push_str(if is_escape(behind) { "\\x5C" } else { "\\" });
            rest = behind.strip_prefix('\\').unwrap_or_default();
        }
        told.push_str(rest);
        for byte in chunk.invalid() {
            told.push_str(&format!("\\x{byte:02X}"));
        }
    }
    told
}

/// Returns whether a text begins as an escaped byte does.
#[cfg(unix)]
fn is_escape(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte);
    matches!(text.as_bytes(), [b'\\', b'x', a, b, ..] if is_digit(*a) && is_digit(*b))
}

/// Returns a path as text.
#[cfg(not(unix))]
pub(crate) fn told(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn no_two_names_are_told_alike() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let t = |name: &[u8], wanted: &str| {
            assert_eq!(told(Path::new(OsStr::from_bytes(name))), wanted);
        };
        t("é/中.txt".as_bytes(), "é/中.txt");
        t(b"a\xFF.txt", "a\\xFF.txt");
        t(b"a\xFE.txt", "a\\xFE.txt");
        t(b"a\xFE\xFF.txt", "a\\xFE\\xFF.txt");
        // Cut in the middle of a character.
        t(b"\xE4\xB8", "\\xE4\\xB8");
        // Names that look escaped are, so that they are not taken for others.
        t(b"a\\xFF.txt", "a\\x5CxFF.txt");
        t(b"a\\x5CxFF.txt", "a\\x5Cx5CxFF.txt");
        t(b"a\\b\\xfF\\x5", "a\\b\\xfF\\x5");
        t(b"\\\xFF", "\\\\xFF");
        t(b"\\x5\xFF", "\\x5\\xFF");
    }

    #[test]
    fn what_is_not_there_lies_somewhere_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("in/sub")).unwrap();
        for inside in [
            "in",
            "in/new",
            "in/sub/../new",
            "new/../in/new",
            "in/./sub/a/b",
        ] {
            assert!(lies_in(&path(inside), &path("in")), "{inside}");
        }
        for outside in ["in2", "in/../out", "in/sub/../../new", "", "new/in"] {
            assert!(!lies_in(&path(outside), &path("in")), "{outside}");
        }
        assert!(is_same_place(&path("new/../in"), &path("in/sub/..")));
        assert!(!is_same_place(&path("in"), &path("in/sub")));
    }
}
