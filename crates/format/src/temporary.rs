//! Files that are written beside their target and take its place when they are whole.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

const END: &str = ".partial";

/// Returns a hidden file in the folder of its target, `.name-` and a few letters at the beginning,
/// with the permissions any new file has: the library's own default is for secrets.
pub fn temporary(folder: &Path, name: &str) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(&format!(".{name}-"))
        .suffix(END)
        .rand_bytes(6)
        .make_in(folder, |path| {
            File::options()
                .read(true)
                .write(true)
                .create_new(true)
                .open(path)
        })
}

/// Returns whether a file of this name is one of [`temporary`], with the name `actag`.
pub(crate) fn is_temporary(name: &OsStr) -> bool {
    let name = name.to_str().and_then(|name| name.strip_prefix(".actag-"));
    let letters = name.and_then(|name| name.strip_suffix(END));
    letters.is_some_and(|letters| letters.len() == 6 && letters.chars().all(char::is_alphanumeric))
}
