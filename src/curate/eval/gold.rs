//! The gold: what people marked, as CSV or as brat's `.ann` files.

use std::path::Path;

use super::{EvalError, Marks, brat, csv_gold};

/// Reads gold: a CSV file with a header, an `.ann` file, or a folder of `.ann` files.
///
/// The columns of CSV are `doc`, `start`, `end`, and, if there are any, `text`, `type` and
/// `entity`, in any order; others are skipped. `doc_id` for `doc` and `actor_id` for `entity` will
/// do, so that a corrected mentions.csv is gold. Of brat, text-bound annotations (`T`) are marks,
/// and the reference of a normalization (`N`) is their entity; an annotation of several pieces
/// counts neither way, and a note reports it.
///
/// # Errors
/// Where a file cannot be read, a line makes no sense, or there is no mark at all.
pub fn read(path: &Path) -> Result<Marks, EvalError> {
    let is_ann = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("ann"));
    let mut gold = if path.is_dir() || is_ann {
        brat::read(path)?
    } else {
        csv_gold::read(path)?
    };
    if gold.documents.values().all(Vec::is_empty) {
        return Err(EvalError::Nothing(format!(
            "`{}` marks nothing: there is no row or annotation in it",
            path.display()
        )));
    }
    gold.sort();
    Ok(gold)
}
