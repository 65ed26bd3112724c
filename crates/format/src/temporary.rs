//! Files that are written beside their target and take its place when they are whole.

use std::fs::File;
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// Returns a hidden file in the folder of its target, `.name-` and a few letters at the beginning,
/// with the permissions any new file has: the library's own default is for secrets.
pub fn temporary(folder: &Path, name: &str) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(&format!(".{name}-"))
        .suffix(".partial")
        .rand_bytes(6)
        .make_in(folder, |path| {
            File::options()
                .read(true)
                .write(true)
                .create_new(true)
                .open(path)
        })
}
