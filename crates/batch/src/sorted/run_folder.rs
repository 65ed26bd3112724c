//! The folder in which sorted runs lie.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use tempfile::TempDir;

/// A folder of sorted runs, each a file with a number. It is made when the first run is written.
///
/// What a checkpoint names must be there until the next checkpoint is on the disk: a run that has
/// become superfluous by then is kept until [`RunFolder::saved`].
#[derive(Debug)]
pub(crate) struct RunFolder {
    place: Location,
    numbers: Mutex<Numbers>,
}

#[derive(Debug)]
enum Location {
    Named(PathBuf),
    /// A folder of the system's for temporary files, which goes with this value.
    Temporary(OnceLock<TempDir>),
}

#[derive(Debug, Default)]
struct Numbers {
    next: u64,
    /// Runs with lower numbers may be named by the last checkpoint.
    saved: u64,
    /// Runs that go once the next checkpoint is on the disk.
    superfluous: Vec<u64>,
    /// Runs that may not be on the disk yet, though they are written.
    unsynced: BTreeSet<u64>,
}

impl RunFolder {
    /// Returns a folder at a path, where nothing need be yet. It is left behind.
    pub(crate) fn at(path: PathBuf) -> Self {
        Self::of(Location::Named(path))
    }

    /// Returns a folder among the system's temporary files.
    pub(crate) fn temporary() -> Self {
        Self::of(Location::Temporary(OnceLock::new()))
    }

    fn of(place: Location) -> Self {
        Self {
            place,
            numbers: Mutex::default(),
        }
    }

    /// Returns the folder's path; before a temporary one is made, that of the folder above.
    pub(crate) fn path(&self) -> PathBuf {
        match &self.place {
            Location::Named(path) => path.clone(),
            Location::Temporary(made) => made
                .get()
                .map_or_else(std::env::temp_dir, |folder| folder.path().to_owned()),
        }
    }

    /// Makes a file for a run, and returns its number.
    pub(super) fn create(&self) -> io::Result<(u64, File)> {
        let mut numbers = self.numbers();
        let number = numbers.next;
        let file = File::create(self.file(self.made()?, number))?;
        numbers.next += 1;
        numbers.unsynced.insert(number);
        Ok((number, file))
    }

    pub(super) fn open(&self, number: u64) -> io::Result<File> {
        File::open(self.file(&self.path(), number))
    }

    /// Says that a run is no longer needed.
    pub(super) fn discard(&self, number: u64) {
        let mut numbers = self.numbers();
        numbers.unsynced.remove(&number);
        if number < numbers.saved {
            numbers.superfluous.push(number);
        } else {
            self.remove(number);
        }
    }

    /// Brings all runs to the disk, for a checkpoint that names them.
    ///
    /// # Errors
    /// As the system says.
    pub(crate) fn sync(&self) -> io::Result<()> {
        let mut numbers = self.numbers();
        for &number in &numbers.unsynced {
            self.open(number)?.sync_data()?;
        }
        numbers.unsynced.clear();
        Ok(())
    }

    /// Says that the checkpoint is on the disk: what it does not name goes.
    pub(crate) fn saved(&self) {
        let mut numbers = self.numbers();
        for number in std::mem::take(&mut numbers.superfluous) {
            self.remove(number);
        }
        numbers.saved = numbers.next;
    }

    /// Takes up the runs that a checkpoint names; others are of the time after it, and are written
    /// over.
    pub(super) fn take_up(&self, number: u64) {
        let mut numbers = self.numbers();
        numbers.next = numbers.next.max(number + 1);
        numbers.saved = numbers.next;
    }

    fn made(&self) -> io::Result<&Path> {
        match &self.place {
            Location::Named(path) => {
                fs::create_dir_all(path)?;
                Ok(path)
            }
            Location::Temporary(made) => {
                if let Some(folder) = made.get() {
                    return Ok(folder.path());
                }
                // Of two that are made at once one goes again.
                let folder = tempfile::Builder::new().prefix("actag-").tempdir()?;
                Ok(made.get_or_init(|| folder).path())
            }
        }
    }

    fn file(&self, folder: &Path, number: u64) -> PathBuf {
        folder.join(format!("{number}.run"))
    }

    fn remove(&self, number: u64) {
        // What cannot be removed now goes with the folder.
        let _ = fs::remove_file(self.file(&self.path(), number));
    }

    fn numbers(&self) -> MutexGuard<'_, Numbers> {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
