//! Who writes, one at a time: a turn is held from the reading of gazetteers to their writing.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use walkdir::WalkDir;

use super::write_error::WriteError;
use crate::temporary::is_temporary;

/// How long a turn is waited for. With the shipped gazetteers one takes about a second.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often it is asked for.
const PAUSE: Duration = Duration::from_millis(10);

/// The right to write in some folders, until it is dropped.
///
/// Folders themselves are locked, so that no lock file is left behind in anybody's repository.
/// Where a folder cannot be locked, as on some network disks and on Windows, all have their turn at
/// once; a file is then still compared right before it is replaced.
#[derive(Debug, Default)]
pub struct Turn {
    held: Vec<Held>,
}

#[derive(Debug)]
struct Held {
    folder: PathBuf,
    /// `None` where the folder cannot be locked.
    lock: Option<File>,
}

impl Turn {
    /// Waits for a turn at the gazetteers of folders and single files. Removes what was left
    /// behind by writers that were killed.
    ///
    /// # Errors
    /// [`WriteError::Busy`] if somebody else goes on writing.
    pub fn wait(paths: &[PathBuf]) -> Result<Turn, WriteError> {
        Self::wait_for(paths, PATIENCE)
    }

    fn wait_for(paths: &[PathBuf], patience: Duration) -> Result<Turn, WriteError> {
        let mut folders: Vec<PathBuf> = paths.iter().map(|path| folder_of(path)).collect();
        // In one order for all, so that no two wait for each other.
        folders.sort();
        folders.dedup();
        let mut turn = Turn::default();
        for folder in &folders {
            turn.take(folder, patience)?;
        }
        turn.sweep(&folders);
        Ok(turn)
    }

    /// Waits for the folder of a file, too.
    pub(super) fn extend_to(&mut self, file: &Path) -> Result<(), WriteError> {
        self.take(&folder_of(file), PATIENCE)
    }

    /// Returns whether all folders are locked, so that nobody else writes there.
    pub(super) fn is_alone(&self) -> bool {
        self.held.iter().all(|held| held.lock.is_some())
    }

    fn take(&mut self, folder: &Path, patience: Duration) -> Result<(), WriteError> {
        if self.held.iter().any(|held| held.folder == folder) {
            return Ok(());
        }
        let lock = lock(folder, Some(patience))?;
        let folder = folder.to_owned();
        self.held.push(Held { folder, lock });
        Ok(())
    }

    /// Removes temporary files of writers that are no more: a folder that is locked by this turn
    /// has no other writer.
    fn sweep(&self, folders: &[PathBuf]) {
        let found = folders.iter().flat_map(WalkDir::new).filter_map(Result::ok);
        for stale in found.filter(|entry| is_temporary(entry.file_name())) {
            let Some(folder) = stale.path().parent() else {
                continue;
            };
            let own = self.held.iter().find(|held| held.folder == folder);
            let other = match own {
                Some(_) => None,
                None => lock(folder, None).ok().flatten(),
            };
            if own.is_some_and(|held| held.lock.is_some()) || other.is_some() {
                let _ = fs::remove_file(stale.path());
            }
        }
    }
}

/// Locks a folder; `None` where it cannot be locked.
fn lock(folder: &Path, patience: Option<Duration>) -> Result<Option<File>, WriteError> {
    let Ok(file) = File::open(folder) else {
        // Not there yet, or not to be read: writing will say so.
        return Ok(None);
    };
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) => {}
        }
        if patience.is_none_or(|patience| begun.elapsed() >= patience) {
            return Err(WriteError::Busy {
                folder: folder.to_owned(),
            });
        }
        sleep(PAUSE);
    }
}

/// Returns the folder that a path is, or in which its file lies, without links.
fn folder_of(path: &Path) -> PathBuf {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if real.is_dir() {
        return real;
    }
    let folder = real
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn one_writes_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("sub")).unwrap();
        for name in ["a.yaml", "sub/b.yaml"] {
            fs::write(path(name), "").unwrap();
        }
        let at_once = |paths: &[PathBuf]| Turn::wait_for(paths, Duration::ZERO);
        let turn = at_once(&[path("")]).unwrap();
        let error = at_once(&[path("sub"), path("a.yaml")]).unwrap_err();
        assert!(matches!(error, WriteError::Busy { .. }), "{error}");
        // What a refused one had taken is free again.
        let other = at_once(&[path("sub/b.yaml")]).unwrap();
        drop(turn);
        let mut turn = at_once(&[path("a.yaml"), path("."), path("sub/..")]).unwrap();
        drop(other);
        turn.extend_to(&path("sub/new.yaml")).unwrap();
        assert!(at_once(&[path("sub")]).is_err());
        drop(turn);
        at_once(&[path("sub"), path("")]).unwrap();
    }

    #[test]
    fn who_waits_has_its_turn_when_the_other_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [folder.path().to_owned()];
        let first = Turn::wait(&paths).unwrap();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| Turn::wait(&paths).map(drop));
            fs::write(folder.path().join("a.yaml"), "").unwrap();
            drop(first);
            second.join().unwrap().unwrap();
        });
    }

    #[test]
    fn what_a_killed_writer_left_is_removed_and_what_a_living_one_has_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for folder in ["sub", "busy"] {
            fs::create_dir(path(folder)).unwrap();
        }
        let stale = [".actag-aB3xYz.partial", "sub/.actag-000000.partial"];
        let kept = [
            "busy/.actag-aB3xYz.partial",
            ".actag-notes",
            "actag-aB3xYz.partial",
            "sub/a.yaml",
        ];
        let busy = Turn::wait(&[path("busy")]).unwrap();
        for name in stale.iter().chain(&kept) {
            fs::write(path(name), "").unwrap();
        }
        Turn::wait(&[path("")]).unwrap();
        for name in stale {
            assert!(!path(name).exists(), "{name}");
        }
        for name in kept {
            assert!(path(name).exists(), "{name}");
        }
        drop(busy);
    }
}
