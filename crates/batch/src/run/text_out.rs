//! The texts that offsets refer to, written to files.

use std::fs;
use std::path::Path;

use crate::corpus::Document;
use crate::tables::folder::OutputError;

/// Writes the text of a document to a file called after its key.
pub(super) fn write_text(folder: &Path, document: &Document<'_>) -> Result<(), OutputError> {
    let path = folder.join(format!("{}.txt", document.key.replace(':', "-")));
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, &*document.text));
    written.map_err(|source| OutputError::Write { path, source })
}
