//! The output folder: tables grow in a hidden folder, and are moved out when all are whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

pub use super::output::{OutputError, PACKAGE_FILE};

use super::copies::{self, Key};
use super::documents::DocumentRow;
use super::output::FinishedTable;
use super::unfinished::{Checkpoint, Saved, Unfinished};
use super::{CsvRows, Row, Table, package};
use crate::hash::hex;
use crate::sorted::RunFolder;

/// What the package tells of what was found.
pub(crate) const COUNTS: &str = "counts";
/// What the package of a shard tells for the merge.
pub(crate) const TOTALS: &str = "totals";

/// What to do with what an earlier run left in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Existing {
    /// Leave it, and do not run.
    #[default]
    Refuse,
    /// Replace it when the new tables are whole.
    Replace,
    /// Go on with it, if it is of the same run.
    Resume,
}

/// Whether a folder holds a run that has not ended and can go on.
pub fn can_resume(folder: &Path) -> bool {
    Unfinished::of(folder)
        .and_then(|unfinished| unfinished.checkpoint())
        .is_ok_and(|checkpoint| checkpoint.is_some())
}

/// An output folder that was looked into.
#[derive(Debug)]
pub(crate) enum Opened {
    /// Ready for rows, from the first.
    New(OutputFolder),
    /// Ready for the rows that follow; with the state that was saved.
    Resumed(OutputFolder, Value),
    /// The tables are there, whole.
    Finished,
}

/// Tables on their way into a folder. Dropped before anything is saved, it leaves the folder as it
/// was; after that, with what was saved.
#[derive(Debug)]
pub(crate) struct OutputFolder {
    unfinished: Unfinished,
    tables: Vec<TableFile>,
    nested: bool,
    /// What decides the tables, for the data package.
    run: Value,
    /// Folders that were made for the tables, the innermost first.
    made: Vec<PathBuf>,
    saved: bool,
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        if self.saved {
            return;
        }
        // The unfinished files go first; a folder that by now holds anything else stays.
        self.tables.clear();
        self.unfinished.clear();
        for folder in self.made.drain(..) {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[derive(Debug)]
struct TableFile {
    table: Table,
    /// Where it will be.
    path: PathBuf,
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl OutputFolder {
    /// Looks into the folder, makes it if need be, and opens the tables; new ones get their header
    /// rows. `run` is what decides the tables: by it a run is known again.
    pub(crate) fn open(
        folder: &Path,
        tables: &[Table],
        nested: bool,
        existing: Existing,
        run: &Value,
    ) -> Result<Opened, OutputError> {
        let made = missing(folder)?;
        let unfinished = Unfinished::of(folder)?;
        let checkpoint = match existing {
            Existing::Replace => None,
            Existing::Refuse | Existing::Resume => unfinished.checkpoint()?,
        };
        let found = first_found(folder)?;
        let folder = folder.to_owned();
        match (existing, &checkpoint, found) {
            (Existing::Refuse, Some(_), _) => return Err(OutputError::Unfinished { folder }),
            (Existing::Refuse, None, Some(found)) => {
                return Err(OutputError::Exists { folder, found });
            }
            (Existing::Resume, Some(checkpoint), _) => {
                if let Some(differs) = differs(&checkpoint.run, run) {
                    return Err(OutputError::OtherRun { folder, differs });
                }
                if checkpoint.whole {
                    unfinished.move_out(tables)?;
                    return Ok(Opened::Finished);
                }
            }
            (Existing::Resume, None, Some(found)) => {
                let package = fs::read(folder.join(PACKAGE_FILE)).unwrap_or_default();
                let package: Value = serde_json::from_slice(&package).unwrap_or_default();
                return match package.get("actag").map(|other| differs(other, run)) {
                    Some(None) => {
                        // A run that was killed at its very end leaves an empty folder.
                        unfinished.clear();
                        Ok(Opened::Finished)
                    }
                    Some(Some(differs)) => Err(OutputError::OtherRun { folder, differs }),
                    None => Err(OutputError::Exists { folder, found }),
                };
            }
            _ => {}
        }
        let mut output = Self {
            unfinished,
            tables: Vec::new(),
            nested,
            run: run.clone(),
            made,
            saved: checkpoint.is_some(),
        };
        output.unfinished.make()?;
        let Some(checkpoint) = checkpoint else {
            output.unfinished.clear_partial();
            for &table in tables {
                output.begin(&folder, table)?;
                output.write(table, &header(table, nested))?;
            }
            return Ok(Opened::New(output));
        };
        output.unfinished.clear_filled();
        for saved in &checkpoint.tables {
            output.go_on(&folder, saved)?;
        }
        Ok(Opened::Resumed(output, checkpoint.state))
    }

    fn begin(&mut self, folder: &Path, table: Table) -> Result<(), OutputError> {
        let partial = self.unfinished.partial(table);
        let file = File::create(&partial).map_err(|source| OutputError::Write {
            path: partial,
            source,
        })?;
        self.tables.push(TableFile {
            table,
            path: folder.join(table.file_name()),
            file: BufWriter::new(file),
            hash: Sha256::new(),
            bytes: 0,
        });
        Ok(())
    }

    /// Opens a table behind the rows that were saved; what stands there, perhaps half a row, goes.
    fn go_on(&mut self, folder: &Path, saved: &Saved) -> Result<(), OutputError> {
        let damaged = |reason: String| self.unfinished.damaged(reason);
        let table: Table = Table::every()
            .find(|table| table.name() == saved.table)
            .ok_or_else(|| damaged(format!("no table `{}`", saved.table)))?;
        let path = self.unfinished.partial(table);
        let opened = File::options().read(true).write(true).open(&path);
        let read = opened.and_then(|mut file| {
            let (hash, bytes) = hash_of((&mut file).take(saved.bytes))?;
            // Rows behind the checkpoint would come a second time.
            file.set_len(bytes)?;
            file.seek(SeekFrom::Start(bytes))?;
            Ok((file, hash, bytes))
        });
        let (file, hash, bytes) =
            read.map_err(|error| damaged(format!("`{}`: {error}", path.display())))?;
        if bytes != saved.bytes || hex(&hash.clone().finalize()) != saved.sha256 {
            let reason = format!("`{}` was changed since", path.display());
            return Err(damaged(reason));
        }
        self.tables.push(TableFile {
            table,
            path: folder.join(table.file_name()),
            file: BufWriter::new(file),
            hash,
            bytes,
        });
        Ok(())
    }

    /// Adds rows to a table, if it is one of those to be written.
    pub(crate) fn write(&mut self, table: Table, rows: &[u8]) -> Result<(), OutputError> {
        let Some(file) = self.tables.iter_mut().find(|file| file.table == table) else {
            return Ok(());
        };
        // On the way, so that no table is read again for its hash.
        file.hash.update(rows);
        file.bytes += rows.len() as u64;
        let written = file.file.write_all(rows);
        written.map_err(|source| file.failed(source))
    }

    /// Brings what was written to the disk, with the state from which the run can go on.
    pub(crate) fn save(&mut self, state: &impl Serialize) -> Result<(), OutputError> {
        self.checkpoint(state, false)
    }

    fn checkpoint(&mut self, state: &impl Serialize, whole: bool) -> Result<(), OutputError> {
        let mut tables = Vec::new();
        for file in &mut self.tables {
            let synced = file
                .file
                .flush()
                .and_then(|()| file.file.get_ref().sync_data());
            synced.map_err(|source| file.failed(source))?;
            tables.push(Saved {
                table: file.table.name().to_owned(),
                bytes: file.bytes,
                sha256: hex(&file.hash.clone().finalize()),
            });
        }
        self.unfinished.save(&Checkpoint {
            run: self.run.clone(),
            tables,
            state,
            whole,
        })?;
        self.saved = true;
        Ok(())
    }

    /// Returns the folder for what memory has no room for. It goes when the run is finished.
    pub(crate) fn run_folder(&self) -> RunFolder {
        RunFolder::at(self.unfinished.runs())
    }

    /// Looks up the ids and paths of documents in their table; of none where it is not written.
    pub(crate) fn find_documents(
        &mut self,
        keys: Vec<Key>,
    ) -> Result<BTreeMap<Key, (String, String)>, OutputError> {
        let Some(mut table) = self.reread(DocumentRow::TABLE)? else {
            return Ok(BTreeMap::new());
        };
        copies::find(&mut table, keys).map_err(|source| self.failed(DocumentRow::TABLE, source))
    }

    /// Fills the last column of the table of documents, if it is written; see [`copies::fill_in`].
    /// The table stays as it was until the run is finished, for a run that is killed before.
    pub(crate) fn fill_in(
        &mut self,
        table: Table,
        next: impl FnMut() -> io::Result<Option<(Key, Key)>>,
    ) -> Result<(), OutputError> {
        let Some(mut from) = self.reread(table)? else {
            return Ok(());
        };
        let path = self.unfinished.filled(table);
        let failed = |source| OutputError::Write {
            path: path.clone(),
            source,
        };
        let file = File::create(&path).map_err(failed)?;
        let mut to = Hashing {
            file: BufWriter::new(file),
            hash: Sha256::new(),
            bytes: 0,
        };
        copies::fill_in(&mut from, &mut to, next)
            .and_then(|()| to.flush())
            .map_err(failed)?;
        if let Some(file) = self.tables.iter_mut().find(|file| file.table == table) {
            (file.file, file.hash, file.bytes) = (to.file, to.hash, to.bytes);
        }
        Ok(())
    }

    /// Opens what was written of a table so far.
    fn reread(&mut self, table: Table) -> Result<Option<BufReader<File>>, OutputError> {
        let partial = self.unfinished.partial(table);
        let Some(file) = self.tables.iter_mut().find(|file| file.table == table) else {
            return Ok(None);
        };
        file.file.flush().map_err(|source| file.failed(source))?;
        let opened = File::open(&partial);
        let file = opened.map_err(|source| OutputError::Read {
            path: partial,
            source,
        })?;
        Ok(Some(BufReader::with_capacity(64 * 1024, file)))
    }

    fn failed(&self, table: Table, source: io::Error) -> OutputError {
        let path = self.unfinished.partial(table);
        OutputError::Read { path, source }
    }

    /// Writes the data package and moves all files into the folder; tables of an earlier run that
    /// this run does not write go. `found` is what the package tells beside what decides the
    /// tables: [`COUNTS`] and, of a shard, [`TOTALS`].
    pub(crate) fn finish(mut self, found: Map<String, Value>) -> Result<(), OutputError> {
        let finished: Vec<FinishedTable> = self
            .tables
            .iter()
            .map(|file| FinishedTable {
                table: file.table,
                bytes: file.bytes,
                sha256: hex(&file.hash.clone().finalize()),
            })
            .collect();
        let mut run = self.run.clone();
        if let Some(run) = run.as_object_mut() {
            run.extend(found);
        }
        let package = package::describe(&finished, self.nested, &run);
        self.unfinished.write_package(&package)?;
        // From here on a killed run only has to be moved out.
        self.checkpoint(&(), true)?;
        let tables: Vec<Table> = self.tables.drain(..).map(|file| file.table).collect();
        self.unfinished.move_out(&tables)
    }
}

/// A file whose hash is made on the way.
struct Hashing {
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(bytes.get(..count).unwrap_or_default());
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TableFile {
    fn failed(&self, source: io::Error) -> OutputError {
        OutputError::Write {
            path: self.path.clone(),
            source,
        }
    }
}

/// The folders that are to be made, the innermost first.
fn missing(folder: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let missing: Vec<PathBuf> = folder
        .ancestors()
        .take_while(|path| !path.as_os_str().is_empty() && !path.exists())
        .map(Path::to_owned)
        .collect();
    let nearest = missing.last().map_or(Some(folder), |path| path.parent());
    match nearest {
        Some(path) if path.exists() && !path.is_dir() => Err(OutputError::NotAFolder {
            path: path.to_owned(),
        }),
        _ => Ok(missing),
    }
}

/// The first file of an earlier run that is there.
fn first_found(folder: &Path) -> Result<Option<String>, OutputError> {
    let mut found = None;
    let tables = Table::every().map(|table| table.file_name());
    for name in tables.chain([PACKAGE_FILE.to_owned()]) {
        let path = folder.join(&name);
        if path.is_dir() {
            return Err(OutputError::InTheWay { path });
        }
        if found.is_none() && path.exists() {
            found = Some(name);
        }
    }
    Ok(found)
}

/// In what two runs differ, in words.
pub(crate) fn differs(one: &Value, other: &Value) -> Option<String> {
    let (Some(one), Some(other)) = (one.as_object(), other.as_object()) else {
        return Some("settings".to_owned());
    };
    let names: BTreeSet<&str> = one
        .keys()
        .chain(other.keys())
        .filter(|name| ![COUNTS, TOTALS].contains(&name.as_str()))
        .filter(|name| one.get(*name) != other.get(*name))
        .map(String::as_str)
        .collect();
    let names: Vec<&str> = names.into_iter().collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// The hash of what a file holds, and its length.
fn hash_of(mut file: impl Read) -> io::Result<(Sha256, u64)> {
    let mut hash = Sha256::new();
    let mut length = 0;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = match file.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        let read = buffer.get(..count).unwrap_or_default();
        if read.is_empty() {
            return Ok((hash, length));
        }
        hash.update(read);
        length += count as u64;
    }
}

/// The header row of a table.
pub(crate) fn header(table: Table, nested: bool) -> Vec<u8> {
    let mut rows = CsvRows::default();
    rows.header(table, nested);
    rows.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Row;
    use crate::tables::{actors::ActorRow, documents::DocumentRow, pairs::PairRow};

    const ACTORS: Table = ActorRow::TABLE;
    const DOCUMENTS: Table = DocumentRow::TABLE;
    const PAIRS: Table = PairRow::TABLE;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn open(
        folder: &Path,
        tables: &[Table],
        existing: Existing,
    ) -> Result<OutputFolder, OutputError> {
        let run = Value::Object(serde_json::Map::new());
        match OutputFolder::open(folder, tables, false, existing, &run)? {
            Opened::New(output) | Opened::Resumed(output, _) => Ok(output),
            Opened::Finished => panic!("finished"),
        }
    }

    #[test]
    fn tables_appear_only_when_whole() {
        let folder = tempfile::tempdir().unwrap();
        let output = open(folder.path(), &[PAIRS], Existing::Refuse).unwrap();
        assert_eq!(names(folder.path()), [".unfinished"]);
        drop(output);
        assert!(names(folder.path()).is_empty());
        let output = open(folder.path(), &[PAIRS], Existing::Refuse).unwrap();
        output.finish(Map::new()).unwrap();
        assert_eq!(names(folder.path()), ["datapackage.json", "pairs.csv"]);
        let again = open(folder.path(), &[ACTORS], Existing::Refuse).unwrap_err();
        assert!(matches!(again, OutputError::Exists { found, .. } if found == "pairs.csv"));
        let forced = open(folder.path(), &[ACTORS], Existing::Replace).unwrap();
        forced.finish(Map::new()).unwrap();
        assert_eq!(names(folder.path()), ["actors.csv", "datapackage.json"]);
    }

    #[test]
    fn a_folder_made_for_tables_goes_with_them() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("made/for/tables");
        drop(open(&deep, &[PAIRS], Existing::Refuse).unwrap());
        assert!(names(folder.path()).is_empty());
        let output = open(&deep, &[PAIRS], Existing::Refuse).unwrap();
        output.finish(Map::new()).unwrap();
        assert_eq!(names(&deep), ["datapackage.json", "pairs.csv"]);
    }

    #[test]
    fn a_run_that_saved_nothing_is_cleaned_up_after() {
        let folder = tempfile::tempdir().unwrap();
        let unfinished = folder.path().join(".unfinished");
        fs::create_dir(&unfinished).unwrap();
        for name in ["mentions.partial", "lock", "notes.txt"] {
            fs::write(unfinished.join(name), "of a run that was killed").unwrap();
        }
        let output = open(folder.path(), &[PAIRS], Existing::Refuse).unwrap();
        output.finish(Map::new()).unwrap();
        assert_eq!(
            names(folder.path()),
            [".unfinished", "datapackage.json", "pairs.csv"]
        );
        assert_eq!(names(&unfinished), ["notes.txt"]);
    }

    #[test]
    fn what_was_saved_stays_and_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let tables = [DOCUMENTS, PAIRS];
        let mut output = open(folder.path(), &tables, Existing::Refuse).unwrap();
        output.write(DOCUMENTS, b"saved\n").unwrap();
        output.save(&7).unwrap();
        output.write(DOCUMENTS, b"lost, half a r").unwrap();
        drop(output);
        let refused = open(folder.path(), &tables, Existing::Refuse).unwrap_err();
        assert!(matches!(refused, OutputError::Unfinished { .. }));
        let mut output = open(folder.path(), &tables, Existing::Resume).unwrap();
        let other = open(folder.path(), &tables, Existing::Replace).unwrap_err();
        assert!(matches!(other, OutputError::Busy { .. }));
        output.write(DOCUMENTS, b"more\n").unwrap();
        output.finish(Map::new()).unwrap();
        let written = fs::read(folder.path().join("documents.csv")).unwrap();
        let header = header(DOCUMENTS, false);
        assert_eq!(written, [&header[..], b"saved\nmore\n"].concat());
    }

    #[test]
    fn what_was_changed_does_not_go_on() {
        let folder = tempfile::tempdir().unwrap();
        let tables = [DOCUMENTS];
        let mut output = open(folder.path(), &tables, Existing::Refuse).unwrap();
        output.write(DOCUMENTS, b"saved\n").unwrap();
        output.save(&7).unwrap();
        drop(output);
        let partial = folder.path().join(".unfinished/documents.partial");
        let mut bytes = fs::read(&partial).unwrap();
        bytes[0] ^= 1;
        fs::write(&partial, &bytes).unwrap();
        let damaged = open(folder.path(), &tables, Existing::Resume).unwrap_err();
        assert!(matches!(damaged, OutputError::Damaged { .. }), "{damaged}");
        fs::write(&partial, &bytes[1..]).unwrap();
        let damaged = open(folder.path(), &tables, Existing::Resume).unwrap_err();
        assert!(matches!(damaged, OutputError::Damaged { .. }), "{damaged}");
        open(folder.path(), &tables, Existing::Replace).unwrap();
    }

    #[test]
    fn tables_that_were_being_moved_are_moved() {
        let folder = tempfile::tempdir().unwrap();
        let tables = [DOCUMENTS, PAIRS];
        let output = open(folder.path(), &tables, Existing::Refuse).unwrap();
        output.finish(Map::new()).unwrap();
        let whole = fs::read(folder.path().join("pairs.csv")).unwrap();
        // As after a kill between the first table and the second.
        let mut output = open(folder.path(), &tables, Existing::Replace).unwrap();
        output.unfinished.write_package("{}").unwrap();
        output.checkpoint(&(), true).unwrap();
        fs::rename(
            folder.path().join(".unfinished/documents.partial"),
            folder.path().join("documents.csv"),
        )
        .unwrap();
        drop(output);
        let run = Value::Object(serde_json::Map::new());
        let opened = OutputFolder::open(folder.path(), &tables, false, Existing::Resume, &run);
        assert!(matches!(opened, Ok(Opened::Finished)));
        assert_eq!(
            names(folder.path()),
            ["datapackage.json", "documents.csv", "pairs.csv"]
        );
        assert_eq!(fs::read(folder.path().join("pairs.csv")).unwrap(), whole);
    }

    #[test]
    fn what_stands_in_the_way_is_told_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("skipped.csv")).unwrap();
        let error = open(folder.path(), &[PAIRS], Existing::Replace).unwrap_err();
        assert!(matches!(error, OutputError::InTheWay { path } if path.ends_with("skipped.csv")));
        assert_eq!(names(folder.path()), ["skipped.csv"]);
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        for path in [file.clone(), file.join("below/it")] {
            let error = open(&path, &[PAIRS], Existing::Replace).unwrap_err();
            assert!(matches!(error, OutputError::NotAFolder { path } if path == file));
        }
    }
}
