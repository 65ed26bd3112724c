//! The hidden folder in which tables grow, and what it tells of a run that has not ended.
//!
//! Tables are written here under names of their own, and moved out when all are whole. Now and then
//! the run says how far it has come: everything up to there is on the disk, and the [`Checkpoint`]
//! that says so takes the place of the one before in one step. So whatever happens, the folder
//! holds a state from which the run can go on.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Table;
use super::output::{OutputError, PACKAGE_FILE};

/// The folder's name in the folder of the tables.
const FOLDER: &str = ".unfinished";
const CHECKPOINT: &str = "checkpoint.json";
const NEW_CHECKPOINT: &str = "checkpoint.new";
const PACKAGE: &str = "datapackage.partial";
const LOCK: &str = "lock";
const RUNS: &str = "runs";

/// How far a run has come.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Checkpoint<S> {
    /// What decides the tables, as the data package tells it.
    pub(super) run: Value,
    /// The rows that count; what stands behind them does not.
    pub(super) tables: Vec<Saved>,
    /// What the run needs to go on.
    pub(super) state: S,
    /// Whether the tables are whole, and are only to be moved out.
    pub(super) whole: bool,
}

/// A table as far as it has come.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Saved {
    pub(super) table: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

/// The hidden folder.
#[derive(Debug)]
pub(super) struct Unfinished {
    /// Where the tables are to be.
    out: PathBuf,
    folder: PathBuf,
    lock: Option<File>,
}

impl Unfinished {
    /// The hidden folder of a folder of tables, whether it is there or not.
    ///
    /// # Errors
    /// Where another run writes there at this moment.
    pub fn of(out: &Path) -> Result<Self, OutputError> {
        let mut unfinished = Self {
            out: out.to_owned(),
            folder: out.join(FOLDER),
            lock: None,
        };
        let lock = unfinished.folder.join(LOCK);
        match File::open(&lock) {
            Ok(file) => unfinished.lock = Some(unfinished.locked(file)?),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            // The output is read-only, or no folder: writing will say so.
            Err(_) => {}
        }
        Ok(unfinished)
    }

    fn locked(&self, file: File) -> Result<File, OutputError> {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(OutputError::Busy {
                folder: self.out.clone(),
            }),
            // Some network file systems have no locks: then it is on the user to run one at a time.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
        }
    }

    /// Makes the folder, for this run alone.
    pub(super) fn make(&mut self) -> Result<(), OutputError> {
        fs::create_dir_all(&self.folder).map_err(|source| self.failed(&self.out, source))?;
        if self.lock.is_none() {
            let path = self.folder.join(LOCK);
            let file = File::create(&path).map_err(|source| self.failed(&path, source))?;
            self.lock = Some(self.locked(file)?);
        }
        Ok(())
    }

    /// Where a table grows.
    pub(super) fn partial(&self, table: Table) -> PathBuf {
        self.folder.join(format!("{}.partial", table.name()))
    }

    /// Where a table lies once its last cells are filled in.
    pub(super) fn filled(&self, table: Table) -> PathBuf {
        self.folder.join(format!("{}.filled", table.name()))
    }

    /// Where lies what memory has no room for.
    pub(super) fn runs(&self) -> PathBuf {
        self.folder.join(RUNS)
    }

    /// How far the run there has come; `None` where there is none, or it had not come far enough to
    /// say.
    pub(super) fn checkpoint(&self) -> Result<Option<Checkpoint<Value>>, OutputError> {
        let path = self.folder.join(CHECKPOINT);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == ErrorKind::NotADirectory => return Ok(None),
            Err(source) => return Err(OutputError::Read { path, source }),
        };
        serde_json::from_reader(BufReader::new(file))
            .map(Some)
            .map_err(|error| self.damaged(format!("`{}`: {error}", path.display())))
    }

    /// Says how far the run has come. The rows that it speaks of must be on the disk.
    pub(super) fn save(&self, checkpoint: &Checkpoint<impl Serialize>) -> Result<(), OutputError> {
        // Written beside the old one, brought to the disk, and renamed over it: at every moment one
        // of them is whole.
        let new = self.folder.join(NEW_CHECKPOINT);
        let written = serde_json::to_vec(checkpoint)
            .map_err(io::Error::from)
            .and_then(|bytes| write_through(&new, &bytes))
            .and_then(|()| fs::rename(&new, self.folder.join(CHECKPOINT)));
        written.map_err(|source| self.failed(&self.folder.join(CHECKPOINT), source))?;
        sync_folder(&self.folder);
        Ok(())
    }

    /// Puts the data package beside the tables.
    pub(super) fn write_package(&self, package: &str) -> Result<(), OutputError> {
        write_through(&self.folder.join(PACKAGE), package.as_bytes())
            .map_err(|source| self.failed(&self.out.join(PACKAGE_FILE), source))
    }

    /// Moves whole tables out, the data package last: until it is there, the folder is not
    /// finished. Tables of an earlier run go. What was moved before, by a run that was killed here,
    /// is passed over.
    pub(super) fn move_out(&self, tables: &[Table]) -> Result<(), OutputError> {
        let package = self.folder.join(PACKAGE);
        if package.exists() {
            self.remove_finished(PACKAGE_FILE)?;
            for table in Table::every() {
                if tables.contains(&table) {
                    // Both are there until the run is sure to be finished.
                    let filled = self.filled(table);
                    if filled.exists() {
                        self.replace(&filled, &self.partial(table))?;
                    }
                    self.move_one(&self.partial(table), &table.file_name())?;
                } else {
                    self.remove_finished(&table.file_name())?;
                }
            }
            sync_folder(&self.out);
            self.move_one(&package, PACKAGE_FILE)?;
            sync_folder(&self.out);
        }
        self.clear();
        Ok(())
    }

    fn replace(&self, from: &Path, to: &Path) -> Result<(), OutputError> {
        fs::rename(from, to).map_err(|source| self.failed(to, source))
    }

    fn move_one(&self, from: &Path, name: &str) -> Result<(), OutputError> {
        let to = self.out.join(name);
        match fs::rename(from, &to) {
            Err(error) if error.kind() == ErrorKind::NotFound && to.is_file() => Ok(()),
            moved => moved.map_err(|source| self.failed(&to, source)),
        }
    }

    fn remove_finished(&self, name: &str) -> Result<(), OutputError> {
        let stale = self.out.join(name);
        match fs::remove_file(&stale) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed.map_err(|source| self.failed(&stale, source)),
        }
    }

    /// Removes what a run leaves here, and the folder if nothing else is in it.
    pub(super) fn clear(&self) {
        self.clear_partial();
        let _ = fs::remove_file(self.folder.join(LOCK));
        let _ = fs::remove_dir(&self.folder);
    }

    /// Removes what a run leaves here, the checkpoint first.
    pub(super) fn clear_partial(&self) {
        let own = [CHECKPOINT, NEW_CHECKPOINT, PACKAGE].map(|name| self.folder.join(name));
        let partial = Table::every().flat_map(|table| [self.partial(table), self.filled(table)]);
        for path in own.into_iter().chain(partial) {
            let _ = fs::remove_file(path);
        }
        let _ = fs::remove_dir_all(self.runs());
    }

    /// Removes what was begun behind the checkpoint.
    pub(super) fn clear_filled(&self) {
        for table in Table::every() {
            let _ = fs::remove_file(self.filled(table));
        }
    }

    pub(super) fn damaged(&self, reason: String) -> OutputError {
        OutputError::Damaged {
            folder: self.out.clone(),
            reason,
        }
    }

    fn failed(&self, path: &Path, source: io::Error) -> OutputError {
        OutputError::Write {
            path: path.to_owned(),
            source,
        }
    }
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A name is on the disk when its folder is. Where a folder cannot be opened as a file, the system
/// sees to that itself.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
