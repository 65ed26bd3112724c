//! The output folder: tables under temporary names, renamed when all are whole.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::{Rows, Table, package};
use crate::temporary::{UNFINISHED, temporary};

/// The file that describes the tables.
pub const PACKAGE_FILE: &str = "datapackage.json";
const PACKAGE_STEM: &str = "datapackage";

/// The output folder cannot be used, or not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// It has tables of an earlier run.
    #[error("`{}` already has tables ({found}); name another folder with --out, or add --force to replace them", folder.display())]
    Exists {
        /// The folder.
        folder: PathBuf,
        /// The first table found.
        found: String,
    },
    /// Something that is no folder stands where the folder is to be.
    #[error("`{}` is not a folder; the tables need one: name it with --out", path.display())]
    NotAFolder {
        /// What stands there.
        path: PathBuf,
    },
    /// A folder stands where a table is to be.
    #[error("`{}` is a folder, where a table is to be; move it, or name another folder with --out", path.display())]
    InTheWay {
        /// The folder in the way.
        path: PathBuf,
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

/// Tables on their way into a folder. Dropped before [`OutputFolder::finish`] is through, it leaves the folder as it was.
#[derive(Debug)]
pub(crate) struct OutputFolder {
    folder: PathBuf,
    tables: Vec<TableFile>,
    nested: bool,
    /// Folders that were made for the tables, the outermost first.
    made: Vec<PathBuf>,
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        // The unfinished files go first; a folder that by now holds anything else stays.
        self.tables.clear();
        for folder in self.made.drain(..).rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[derive(Debug)]
struct TableFile {
    table: Table,
    file: BufWriter<NamedTempFile>,
    hash: Sha256,
    bytes: u64,
}

/// A finished table, as the data package lists it.
#[derive(Debug)]
pub(super) struct FinishedTable {
    pub(super) table: Table,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl OutputFolder {
    /// Makes the folder if need be, and the files with their header rows.
    pub(crate) fn create(
        folder: &Path,
        tables: &[Table],
        nested: bool,
        force: bool,
    ) -> Result<Self, OutputError> {
        let failed = |source| OutputError::Write {
            path: folder.to_owned(),
            source,
        };
        let made: Vec<PathBuf> = folder
            .ancestors()
            .take_while(|path| !path.as_os_str().is_empty() && !path.exists())
            .map(Path::to_owned)
            .collect();
        let nearest = made.last().map_or(Some(folder), |path| path.parent());
        if let Some(path) = nearest
            && path.exists()
            && !path.is_dir()
        {
            let path = path.to_owned();
            return Err(OutputError::NotAFolder { path });
        }
        for name in file_names() {
            let path = folder.join(&name);
            if path.is_dir() {
                return Err(OutputError::InTheWay { path });
            }
            if !force && path.exists() {
                return Err(OutputError::Exists {
                    folder: folder.to_owned(),
                    found: name,
                });
            }
        }
        let mut output = Self {
            folder: folder.to_owned(),
            tables: Vec::new(),
            nested,
            made: made.into_iter().rev().collect(),
        };
        fs::create_dir_all(folder).map_err(failed)?;
        remove_leftovers(folder);
        for &table in tables {
            let file = temporary(folder, table.name()).map_err(failed)?;
            output.tables.push(TableFile {
                table,
                file: BufWriter::new(file),
                hash: Sha256::new(),
                bytes: 0,
            });
            output.write(table, &header(table, nested))?;
        }
        Ok(output)
    }

    /// Adds rows to a table, if it is one of those to be written.
    pub(crate) fn write(&mut self, table: Table, rows: &[u8]) -> Result<(), OutputError> {
        let Some(file) = self.tables.iter_mut().find(|file| file.table == table) else {
            return Ok(());
        };
        file.hash.update(rows);
        file.bytes += rows.len() as u64;
        file.file
            .write_all(rows)
            .map_err(|source| OutputError::Write {
                path: self.folder.join(table.file_name()),
                source,
            })
    }

    /// Writes the data package, renames all files, and removes tables of an earlier run that this run does not write.
    pub(crate) fn finish(mut self, run: &serde_json::Value) -> Result<(), OutputError> {
        let folder = self.folder.clone();
        let failed = |path: &Path, source| OutputError::Write {
            path: path.to_owned(),
            source,
        };
        let mut finished = Vec::new();
        let mut files = Vec::new();
        for TableFile {
            table,
            file,
            hash,
            bytes,
        } in std::mem::take(&mut self.tables)
        {
            let path = folder.join(table.file_name());
            let file = file
                .into_inner()
                .map_err(|error| failed(&path, error.into_error()))?;
            finished.push(FinishedTable {
                table,
                bytes,
                sha256: hex(&hash.finalize()),
            });
            files.push((file, path));
        }
        let package = package::describe(&finished, self.nested, run);
        let path = folder.join(PACKAGE_FILE);
        let mut file = temporary(&folder, PACKAGE_STEM).map_err(|error| failed(&path, error))?;
        file.write_all(package.as_bytes())
            .map_err(|error| failed(&path, error))?;
        files.push((file, path));
        for table in Table::ALL
            .iter()
            .filter(|table| finished.iter().all(|done| done.table != **table))
        {
            let stale = folder.join(table.file_name());
            match fs::remove_file(&stale) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(failed(&stale, error));
                }
                _ => {}
            }
        }
        for (file, path) in files {
            file.as_file()
                .sync_all()
                .map_err(|error| failed(&path, error))?;
            file.persist(&path)
                .map_err(|error| failed(&path, error.error))?;
        }
        self.made.clear();
        Ok(())
    }
}

/// Removes unfinished files of a run that was killed, which had no time to do so itself.
fn remove_leftovers(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return; // Then nothing can be written either, and that is told.
    };
    for entry in entries.flatten() {
        if entry.file_name().to_str().is_some_and(is_unfinished) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a name is one that [`temporary`] gives.
fn is_unfinished(name: &str) -> bool {
    let Some((stem, random)) = name
        .strip_prefix('.')
        .and_then(|name| name.strip_suffix(UNFINISHED))
        .and_then(|name| name.rsplit_once('-'))
    else {
        return false;
    };
    let known = stem == PACKAGE_STEM || Table::ALL.iter().any(|table| table.name() == stem);
    known && random.len() == 6 && random.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The names that the files of a run have in the folder.
fn file_names() -> impl Iterator<Item = String> {
    let tables = Table::ALL.iter().map(|table| table.file_name());
    tables.chain([PACKAGE_FILE.to_owned()])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The header row of a table.
pub(crate) fn header(table: Table, nested: bool) -> Vec<u8> {
    let mut rows = Rows::default();
    for column in table.columns(nested) {
        rows.field(column.name);
    }
    rows.end();
    rows.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn tables_appear_only_when_whole() {
        let folder = tempfile::tempdir().unwrap();
        let output = OutputFolder::create(folder.path(), &[Table::Pairs], false, false).unwrap();
        assert!(
            names(folder.path())
                .iter()
                .all(|name| name.ends_with(".partial"))
        );
        drop(output);
        assert!(names(folder.path()).is_empty());
        let output = OutputFolder::create(folder.path(), &[Table::Pairs], false, false).unwrap();
        output.finish(&serde_json::Value::Null).unwrap();
        assert_eq!(names(folder.path()), ["datapackage.json", "pairs.csv"]);
        let again =
            OutputFolder::create(folder.path(), &[Table::Actors], false, false).unwrap_err();
        assert!(matches!(again, OutputError::Exists { found, .. } if found == "pairs.csv"));
        let forced = OutputFolder::create(folder.path(), &[Table::Actors], false, true).unwrap();
        forced.finish(&serde_json::Value::Null).unwrap();
        assert_eq!(names(folder.path()), ["actors.csv", "datapackage.json"]);
    }

    #[test]
    fn a_folder_made_for_tables_goes_with_them() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("made/for/tables");
        drop(OutputFolder::create(&deep, &[Table::Pairs], false, false).unwrap());
        assert!(names(folder.path()).is_empty());
        let output = OutputFolder::create(&deep, &[Table::Pairs], false, false).unwrap();
        output.finish(&serde_json::Value::Null).unwrap();
        assert_eq!(names(&deep), ["datapackage.json", "pairs.csv"]);
    }

    #[test]
    fn a_killed_run_is_cleaned_up_after() {
        let folder = tempfile::tempdir().unwrap();
        let killed = OutputFolder::create(folder.path(), &Table::ALL, false, false).unwrap();
        std::mem::forget(killed);
        let left = names(folder.path());
        assert_eq!(left.len(), Table::ALL.len());
        for own in [
            ".mentions-mine.partial",
            ".notes-AbC123.partial",
            "mentions-AbC123.partial",
        ] {
            fs::write(folder.path().join(own), "").unwrap();
        }
        let output = OutputFolder::create(folder.path(), &[Table::Pairs], false, false).unwrap();
        output.finish(&serde_json::Value::Null).unwrap();
        assert_eq!(
            names(folder.path()),
            [
                ".mentions-mine.partial",
                ".notes-AbC123.partial",
                "datapackage.json",
                "mentions-AbC123.partial",
                "pairs.csv"
            ]
        );
    }

    #[test]
    fn what_stands_in_the_way_is_told_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("skipped.csv")).unwrap();
        let error = OutputFolder::create(folder.path(), &[Table::Pairs], false, true).unwrap_err();
        assert!(matches!(error, OutputError::InTheWay { path } if path.ends_with("skipped.csv")));
        assert_eq!(names(folder.path()), ["skipped.csv"]);
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        for path in [file.clone(), file.join("below/it")] {
            let error = OutputFolder::create(&path, &[Table::Pairs], false, true).unwrap_err();
            assert!(matches!(error, OutputError::NotAFolder { path } if path == file));
        }
    }
}
