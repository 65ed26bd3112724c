//! The hidden folder in which tables grow, and what it tells of a run that has not ended.
//!
//! Tables are written here under names of their own, and moved out when all are whole. Now and then
//! the run says how far it has come: everything up to there is on the disk, and the [`Checkpoint`]
//! that says so takes the place of the one before in one step. So whatever happens, the folder
//! holds a state from which the run can go on.

use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lock::{LockError, LockFile};
use super::output::{OutputError, PACKAGE_FILE};
use super::there::{There, differs, every_table, refuse_changed};
use super::{Table, TableFormat};

/// The folder's name in the folder of the tables.
const FOLDER: &str = ".unfinished";
const CHECKPOINT: &str = "checkpoint.json";
const NEW_CHECKPOINT: &str = "checkpoint.new";
const PACKAGE: &str = "datapackage.partial";
const LOCK: &str = "lock";
const RUNS: &str = "runs";

/// How often the folder is made again, where runs that end remove it.
pub(super) const TRIES: usize = 100;

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
    /// The format in which whole tables are moved out.
    #[serde(default)]
    pub(super) format: TableFormat,
}

/// A table as far as it has come.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Saved {
    pub(super) table: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl Saved {
    /// The table; `None` where there is none of that name.
    pub(super) fn table(&self) -> Option<Table> {
        Table::every().find(|table| table.name() == self.table)
    }
}

/// The hidden folder. Nothing in it is touched but by who has claimed it; a claim that is dropped
/// takes the lock along, and folders that were made for it and are empty.
#[derive(Debug)]
pub(super) struct Unfinished {
    /// Where the tables are to be.
    out: PathBuf,
    folder: PathBuf,
    lock: Option<LockFile>,
    claimed: bool,
    /// Folders that this run made, the innermost last.
    made: Vec<PathBuf>,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let (true, Some(lock)) = (self.claimed, self.lock.take()) {
            lock.remove();
            let _ = fs::remove_dir(&self.folder);
        }
        // A folder that holds anything stays.
        for folder in self.made.drain(..).rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

impl Unfinished {
    /// The hidden folder of a folder of tables, whether it is there or not.
    ///
    /// # Errors
    /// Where another run writes there at this moment.
    pub(super) fn of(out: &Path) -> Result<Self, OutputError> {
        let mut unfinished = Self::unlocked(out);
        let folder = &unfinished.folder;
        if folder.is_symlink() {
            let path = folder.clone();
            return Err(OutputError::Linked { path });
        }
        match LockFile::existing(&folder.join(LOCK)) {
            Ok(lock) => unfinished.lock = lock,
            Err(LockError::Taken) => return Err(unfinished.busy()),
            // The output is read-only, or no folder: writing will say so.
            Err(LockError::Io(_)) => {}
        }
        Ok(unfinished)
    }

    /// The hidden folder, only to be looked into.
    pub(super) fn unlocked(out: &Path) -> Self {
        Self {
            out: out.to_owned(),
            folder: out.join(FOLDER),
            lock: None,
            claimed: false,
            made: Vec::new(),
        }
    }

    /// Returns whether another run has a lock here, or had one, since this was made.
    pub(super) fn was_met(&self) -> bool {
        match &self.lock {
            Some(lock) => !lock.is_held(),
            None => self.folder.join(LOCK).exists(),
        }
    }

    /// Makes the folder, for this run alone.
    pub(super) fn claim(&mut self) -> Result<(), OutputError> {
        let path = self.folder.join(LOCK);
        let mut tries = 0;
        while self.lock.is_none() {
            tries += 1;
            let made = self.make_folders();
            super::meeting::comes("made folder");
            let locked = made.map_err(LockError::Io);
            match locked.and_then(|()| LockFile::make(&path)) {
                Ok(lock) => self.lock = Some(lock),
                Err(LockError::Taken) => return Err(self.busy()),
                // A run that ends removes the folder, and may have done so just now.
                Err(LockError::Io(error))
                    if error.kind() == ErrorKind::NotFound && tries < TRIES => {}
                Err(LockError::Io(source)) => return Err(self.failed(&path, source)),
            }
        }
        self.claimed = true;
        Ok(())
    }

    fn make_folders(&mut self) -> io::Result<()> {
        let missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let folders: Vec<PathBuf> = self
            .folder
            .ancestors()
            .take_while(missing)
            .map(Path::to_owned)
            .collect();
        for folder in folders.into_iter().rev() {
            match fs::create_dir(&folder) {
                Ok(()) => self.made.push(folder),
                Err(_) if folder.is_dir() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Fails where the folder is no longer this run's: somebody has removed it, and another run may
    /// have made it anew.
    pub(super) fn hold(&self) -> Result<(), OutputError> {
        match &self.lock {
            Some(lock) if self.claimed && lock.is_held() => Ok(()),
            _ => Err(OutputError::Lost {
                folder: self.out.clone(),
            }),
        }
    }

    fn busy(&self) -> OutputError {
        OutputError::Busy {
            folder: self.out.clone(),
        }
    }

    /// Where a table grows.
    pub(super) fn partial(&self, table: Table) -> PathBuf {
        self.folder.join(format!("{}.partial", table.name()))
    }

    /// Where a table lies once its last cells are filled in.
    pub(super) fn filled(&self, table: Table) -> PathBuf {
        self.folder.join(format!("{}.filled", table.name()))
    }

    /// Where a table lies once it has its form.
    pub(super) fn poured(&self, table: Table) -> PathBuf {
        self.folder.join(format!("{}.poured", table.name()))
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
        self.hold()?;
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
    /// finished. Tables of an earlier run go.
    pub(super) fn move_out(
        &self,
        tables: &[Table],
        format: TableFormat,
    ) -> Result<(), OutputError> {
        self.hold()?;
        self.remove_finished(PACKAGE_FILE)?;
        let names: Vec<String> = tables.iter().map(|table| table.file_name(format)).collect();
        for (&table, name) in tables.iter().zip(&names) {
            // Until the run was sure to be finished all of them were needed.
            for last in [self.filled(table), self.poured(table)] {
                if last.exists() {
                    let partial = self.partial(table);
                    let renamed = fs::rename(&last, &partial);
                    renamed.map_err(|source| self.failed(&partial, source))?;
                }
            }
            self.move_one(&self.partial(table), name)?;
        }
        for name in every_table().filter(|name| !names.contains(name)) {
            self.remove_finished(&name)?;
        }
        sync_folder(&self.out);
        self.move_one(&self.folder.join(PACKAGE), PACKAGE_FILE)?;
        sync_folder(&self.out);
        self.clear();
        Ok(())
    }

    /// Goes on with the moving out of a run that was killed at it. What it had moved is passed
    /// over, if it is what the run wrote.
    pub(super) fn move_rest_out(
        &self,
        tables: &[Table],
        checkpoint: &Checkpoint<Value>,
    ) -> Result<(), OutputError> {
        self.hold()?;
        let there = There::look(&self.out)?;
        if !self.folder.join(PACKAGE).exists() {
            // It was killed after the last step but one: only the clearing is left.
            return match there.run() {
                Some(run) if differs(run, &checkpoint.run).is_none() => {
                    there.verify(tables, checkpoint.format)?;
                    self.clear();
                    Ok(())
                }
                _ => Err(self.damaged("its data package is gone".to_owned())),
            };
        }
        for saved in &checkpoint.tables {
            if let Some(table) = saved.table().filter(|table| !self.partial(*table).exists()) {
                let moved = self.out.join(table.file_name(checkpoint.format));
                refuse_changed(moved.clone(), Some(&saved.sha256))?;
                // Back to where the others are, so that all go one way.
                let back = fs::rename(moved, self.partial(table));
                back.map_err(|source| self.failed(&self.partial(table), source))?;
            }
        }
        self.move_out(tables, checkpoint.format)
    }

    fn move_one(&self, from: &Path, name: &str) -> Result<(), OutputError> {
        let to = self.out.join(name);
        fs::rename(from, &to).map_err(|source| self.failed(&to, source))
    }

    fn remove_finished(&self, name: &str) -> Result<(), OutputError> {
        let stale = self.out.join(name);
        match fs::remove_file(&stale) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed.map_err(|source| self.failed(&stale, source)),
        }
    }

    /// Removes what a run leaves here, the checkpoint first. What is not this run's stays.
    pub(super) fn clear(&self) {
        if self.hold().is_err() {
            return;
        }
        let own = [CHECKPOINT, NEW_CHECKPOINT, PACKAGE].map(|name| self.folder.join(name));
        let partial = Table::every().map(|table| self.partial(table));
        for path in own.into_iter().chain(partial) {
            let _ = fs::remove_file(path);
        }
        self.clear_last();
        let _ = fs::remove_dir_all(self.runs());
    }

    /// Removes what was begun behind the checkpoint.
    pub(super) fn clear_last(&self) {
        for table in Table::every() {
            for last in [self.filled(table), self.poured(table)] {
                let _ = fs::remove_file(last);
            }
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
