//! Why a file was not written.

use std::io;
use std::path::PathBuf;

/// A file could not be read, or was not replaced.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is not text.
    #[error("`{}` is not UTF-8; save it as UTF-8", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else has written it meanwhile.
    #[error("`{}` has changed since it was read, nothing is written; try again", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else writes in the folder, and does not come to an end.
    #[error(
        "others write to the gazetteers in `{}` at this moment, nothing is written; try again",
        folder.display()
    )]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// It is not to be written.
    #[error(
        "`{}` is read-only, nothing is written; give yourself leave to write it",
        path.display()
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// It cannot be written.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}
