//! How right the tables are: a sample of mentions for people to judge, and what their judgement
//! says of all mentions.
//!
//! [`table`] reads mentions.csv, whatever its size; [`draw`] draws rows of it by strata (how many
//! of each: `allot`; which: `order`); [`context`] gives them more words from the corpus; [`sheet`]
//! writes and reads what people fill in; [`score`] computes precision, with its interval.

mod allot;
pub mod context;
pub mod draw;
mod order;
pub mod score;
pub mod sheet;
pub mod table;

use std::path::PathBuf;

/// Why there is no sample, or no score of one.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// A file cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A folder has no mentions.
    #[error(
        "`{}` has no mentions.csv; name a folder of tables, or the table itself",
        folder.display()
    )]
    NoTable {
        /// The folder.
        folder: PathBuf,
    },
    /// The mentions in a folder are not CSV.
    #[error("`{}` is no CSV, in which mentions are read", path.display())]
    OtherFormat {
        /// The table.
        path: PathBuf,
    },
    /// A file says something that makes no sense.
    #[error("{}:{place}: {message}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, or the line and the column, from 1.
        place: String,
        /// What is wrong, and what would be right.
        message: String,
    },
    /// A column has too many values to take some rows of each.
    #[error("`{column}` has more than {most} values; draw by a column with fewer, such as `type`")]
    TooManyStrata {
        /// The column.
        column: String,
        /// How many values are allowed.
        most: usize,
    },
    /// There are fewer rows to draw than strata.
    #[error(
        "{rows} rows are too few for the {strata} values of `{column}`: draw at least one of each"
    )]
    TooFewRows {
        /// Rows that were asked for.
        rows: usize,
        /// How many values there are.
        strata: usize,
        /// The column.
        column: String,
    },
    /// There is nothing to draw from, or nothing to score.
    #[error("{0}")]
    Nothing(String),
}

#[cfg(test)]
mod tests;
