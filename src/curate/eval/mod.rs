//! How well a tagging agrees with what people marked: precision, recall and F1.
//!
//! [`gold`] reads what people marked, [`found`] what actag found; [`pair`] says which document of
//! the one is which of the other, and [`measure`] compares. Every offset counts Unicode code
//! points.

mod brat;
mod csv_gold;
pub mod found;
pub mod gold;
pub mod measure;
pub mod pair;

use std::collections::BTreeMap;
use std::path::PathBuf;

/// A marked place in a document: of the gold, or found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// Where it begins, in code points.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// Its type; empty where there is none.
    pub actor_type: String,
    /// Who it is: an actor's id, or whatever name the gold has for somebody. Empty where nobody is
    /// named.
    pub entity: String,
    /// The words before it, where they are known.
    pub before: String,
    /// The words after it.
    pub after: String,
}

impl Mark {
    /// The type of places that count neither way: what overlaps one is no mistake, and it need not
    /// be found.
    pub const NEUTRAL: &str = "skip";

    /// Returns whether it counts neither way.
    pub fn is_neutral(&self) -> bool {
        self.actor_type == Self::NEUTRAL
    }

    fn overlap(&self, other: &Mark) -> usize {
        let end = self.end.min(other.end);
        end.saturating_sub(self.start.max(other.start))
    }
}

/// Marks by document, sorted by their places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// The documents by their ids; one without marks may be there, too.
    pub documents: BTreeMap<String, Vec<Mark>>,
    /// The texts of documents, where they are at hand.
    pub texts: BTreeMap<String, String>,
    /// What was left out or looks odd, in words.
    pub notes: Vec<String>,
}

impl Marks {
    fn sort(&mut self) {
        for marks in self.documents.values_mut() {
            // Stable: marks of the same place stay in the order of the file.
            marks.sort_by_key(|mark| (mark.start, mark.end));
        }
    }
}

/// Why there is nothing to evaluate.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A file cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file says something that makes no sense.
    #[error("{}:{line}: {message}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong, and what would be right.
        message: String,
    },
    /// The offsets of a table count something else than code points, as those of gold do.
    #[error("the offsets of `{}` count {unit}, those of gold code points", path.display())]
    Units {
        /// The table.
        path: PathBuf,
        /// What its offsets count.
        unit: String,
    },
    /// A table of mentions is not CSV.
    #[error("`{}` is no CSV, in which mentions are read", path.display())]
    OtherFormat {
        /// The table.
        path: PathBuf,
    },
    /// The two have nothing in common, or there is nothing.
    #[error("{0}")]
    Nothing(String),
}

/// Reads a whole file as UTF-8, without a byte-order mark.
fn read_text(path: &std::path::Path) -> Result<String, EvalError> {
    let unreadable = |source| EvalError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        unreadable(std::io::Error::new(
            std::io::ErrorKind::InvalidData,
            "it is not UTF-8; save it as UTF-8",
        ))
    })?;
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}
