//! Why inputs cannot be read, or an output not be written because of them.

use std::io;
use std::path::PathBuf;

use super::formats;
use super::unpack::Packing;

/// Why the inputs could not be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// No input was named.
    #[error("no input")]
    NoInput,
    /// Nothing stands at this path.
    #[error("`{}` does not exist", path.display())]
    NotFound {
        /// The input as named.
        path: PathBuf,
    },
    /// The input is there but may not be read.
    #[error("`{}` cannot be read: {source}", path.display())]
    Unreadable {
        /// The input as named.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An input is named twice, or lies inside another: its documents would be counted twice.
    #[error("`{}` is read twice: it is, or lies inside, `{}`", inner.display(), outer.display())]
    Twice {
        /// The input that is read again.
        inner: PathBuf,
        /// The input that holds it.
        outer: PathBuf,
    },
    /// The output lies in an input: it would be read as documents the next time.
    #[error(
        "the {what} would go to `{}`, inside the input `{}`, and be read as documents the next \
        time",
        out.display(),
        input.display()
    )]
    HoldsOutput {
        /// What is to be written.
        what: &'static str,
        /// Where it is to go.
        out: PathBuf,
        /// The input, or the link in an input that leads there.
        input: PathBuf,
    },
    /// The output would take the place of an input.
    #[error("`{}` is an input, and `{}` would take its place", input.display(), out.display())]
    IsOutput {
        /// The input.
        input: PathBuf,
        /// The file that is to be written.
        out: PathBuf,
    },
    /// There is no file of a known format.
    #[error(
        "no documents in {}: {found}; documents are {} files, also packed ({})",
        quoted(inputs),
        formats::endings(),
        Packing::endings()
    )]
    NoDocuments {
        /// The files and folders that were named.
        inputs: Vec<PathBuf>,
        /// What was found instead.
        found: String,
    },
}

fn quoted(paths: &[PathBuf]) -> String {
    let names: Vec<_> = paths
        .iter()
        .map(|path| format!("`{}`", path.display()))
        .collect();
    names.join(", ")
}
