//! What the tables of a folder come to, and why they cannot be written.

use std::io;
use std::path::PathBuf;

use super::Table;

/// The file that describes the tables.
pub const PACKAGE_FILE: &str = "datapackage.json";

/// What the package tells of what was found.
pub(crate) const COUNTS: &str = "counts";
/// What the package of a shard tells for the merge.
pub(crate) const TOTALS: &str = "totals";

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
    /// A file that has the name of a table is of no run that is known here.
    #[error("`{}` is not of a run of actag", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// Tables are written there, and one of them is gone.
    #[error("`{}` is no longer there, though its run has ended", path.display())]
    TableGone {
        /// The table.
        path: PathBuf,
    },
    /// Tables are written there, and one of them is no longer what the run wrote.
    #[error("`{}` was changed since its run has ended", path.display())]
    TableChanged {
        /// The table.
        path: PathBuf,
    },
    /// The tables are older than an input.
    #[error("`{input}` was written after the tables in `{}`", folder.display())]
    Outdated {
        /// The folder.
        folder: PathBuf,
        /// The input.
        input: String,
    },
    /// The hidden folder of the run was removed, and perhaps made again by another run.
    #[error("cannot write to `{}`: the files of this run were removed from it", folder.display())]
    Lost {
        /// The folder.
        folder: PathBuf,
    },
    /// The hidden folder of the run is a link to another one, whose files are not the run's.
    #[error("`{}` is a link; the files of a run need a folder of their own", path.display())]
    Linked {
        /// The link.
        path: PathBuf,
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

impl OutputError {
    /// Whether what is there of a run is no longer what it left.
    pub(super) fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::Damaged { .. } | Self::TableGone { .. } | Self::TableChanged { .. }
        )
    }
}

/// A finished table, as the data package lists it.
#[derive(Debug)]
pub(super) struct FinishedTable {
    pub(super) table: Table,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}
