//! Why a source cannot be tagged, or not to its end.

use arrow_schema::{ArrowError, DataType};

use crate::tables::ArrowRowsError;

/// Why a source of record batches cannot be tagged, or not to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FrameError {
    /// The source has no column of that name.
    #[error("no column `{name}`; the columns are {there}")]
    NoColumn {
        /// The name.
        name: String,
        /// The names that are there.
        there: String,
    },
    /// The source has several columns of that name.
    #[error("{count} columns are called `{name}`; rename all but one")]
    ManyColumns {
        /// The name.
        name: String,
        /// How many there are.
        count: usize,
    },
    /// A column is of a type that cannot be read as what it is to hold.
    #[error("column `{name}` has the type {found}, and must hold {wanted}; cast it")]
    WrongType {
        /// The column.
        name: String,
        /// Its type.
        found: DataType,
        /// What would be right.
        wanted: &'static str,
    },
    /// The time zone of a column of times is not known.
    #[error(
        "column `{name}` has times in the zone `{zone}`, which is not known; cast it to a date"
    )]
    UnknownZone {
        /// The column.
        name: String,
        /// The zone.
        zone: String,
    },
    /// Two rows have one id.
    #[error(
        "row {row} has the id {id}, as an earlier row has; ids must tell documents apart \
         (rows count from 0)"
    )]
    RepeatedId {
        /// The id, in backticks.
        id: String,
        /// The number of the row, from 0.
        row: u64,
    },
    /// The source failed, or its data is not as its types say.
    #[error("the source of the documents failed: {0}")]
    Source(ArrowError),
    /// The rows do not fit the columns of a batch.
    #[error(transparent)]
    Rows(#[from] ArrowRowsError),
    /// The system starts no more threads.
    #[error("no thread can be started: {0}")]
    Thread(std::io::Error),
    /// A thread ended without a result, after a mistake of ours.
    #[error("a thread that tags ended before its work was done")]
    Lost,
}

impl From<FrameError> for ArrowError {
    fn from(error: FrameError) -> Self {
        match error {
            FrameError::Source(source) => source,
            error => Self::ExternalError(Box::new(error)),
        }
    }
}
