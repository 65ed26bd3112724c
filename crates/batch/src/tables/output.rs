//! What the tables of a folder come to, and why they cannot be written.

use std::io;
use std::path::PathBuf;

use super::Table;

/// The file that describes the tables.
pub const PACKAGE_FILE: &str = "datapackage.json";
/// The output folder cannot be used, or not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// It has tables of an earlier run.
    #[error("`{}` already has tables ({found})", folder.display())]
    Exists {
        /// The folder.
        folder: PathBuf,
        /// The first table found.
        found: String,
    },
    /// It has what there is of a run that did not end.
    #[error("`{}` holds a run that has not ended", folder.display())]
    Unfinished {
        /// The folder.
        folder: PathBuf,
    },
    /// Another run writes there at this moment.
    #[error("another run writes to `{}` at this moment", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// What is there cannot be gone on with, because it is of another run.
    #[error("`{}` is of a run with other {differs}", folder.display())]
    OtherRun {
        /// The folder.
        folder: PathBuf,
        /// In what the runs differ.
        differs: String,
    },
    /// What is there of a run cannot be gone on with, because it is no longer what the run left.
    #[error("the run in `{}` cannot go on: {reason}", folder.display())]
    Damaged {
        /// The folder.
        folder: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Something that is no folder stands where the folder is to be.
    #[error("`{}` is not a folder; the tables need one", path.display())]
    NotAFolder {
        /// What stands there.
        path: PathBuf,
    },
    /// A folder stands where a table is to be.
    #[error("`{}` is a folder, where a table is to be", path.display())]
    InTheWay {
        /// The folder in the way.
        path: PathBuf,
    },
    /// What is there of a run cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder cannot be made or written.
    #[error("cannot write to `{}`: {source}", path.display())]
    Write {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A finished table, as the data package lists it.
#[derive(Debug)]
pub(super) struct FinishedTable {
    pub(super) table: Table,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}
