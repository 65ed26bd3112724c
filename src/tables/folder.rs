//! The output folder: tables under temporary names, renamed when all are whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::{Rows, Table, package};

/// The file that describes the tables.
pub const PACKAGE_FILE: &str = "datapackage.json";

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
    /// The folder cannot be made or written.
    #[error("cannot write to `{}`: {source}", path.display())]
    Write {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Tables on their way into a folder. Dropped before [`OutputFolder::finish`], it leaves the folder as it was.
#[derive(Debug)]
pub(crate) struct OutputFolder {
    folder: PathBuf,
    tables: Vec<TableFile>,
    nested: bool,
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
        if !force {
            let mut names = Table::ALL
                .iter()
                .map(|table| table.file_name())
                .chain([PACKAGE_FILE.to_owned()]);
            if let Some(found) = names.find(|name| folder.join(name).exists()) {
                return Err(OutputError::Exists {
                    folder: folder.to_owned(),
                    found,
                });
            }
        }
        fs::create_dir_all(folder).map_err(failed)?;
        let mut output = Self {
            folder: folder.to_owned(),
            tables: Vec::new(),
            nested,
        };
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
    pub(crate) fn finish(self, run: &serde_json::Value) -> Result<(), OutputError> {
        let folder = self.folder;
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
        } in self.tables
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
        let mut file = temporary(&folder, "datapackage").map_err(|error| failed(&path, error))?;
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
        Ok(())
    }
}

/// A temporary file beside the tables, with the permissions any new file has: the library's own default is for secrets.
fn temporary(folder: &Path, name: &str) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(&format!(".{name}-"))
        .suffix(".partial")
        .make_in(folder, |path| {
            File::options()
                .read(true)
                .write(true)
                .create_new(true)
                .open(path)
        })
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
}
