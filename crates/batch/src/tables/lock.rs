//! A lock file that goes with its holder, so that a finished folder has none.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::paths::FileId;

/// How often a lock that was removed under our hands is looked for anew.
const TRIES: usize = 100;

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(super) struct LockFile {
    path: PathBuf,
    file: File,
}

/// Why a lock is not held.
#[derive(Debug)]
pub(super) enum LockError {
    /// Somebody else holds it.
    Taken,
    /// Its file cannot be opened.
    Io(io::Error),
}

impl LockFile {
    /// Takes the lock if its file is there; `None` where it is not.
    pub(super) fn existing(path: &Path) -> Result<Option<Self>, LockError> {
        match Self::take(path, File::options().read(true).write(true)) {
            Ok(lock) => Ok(Some(lock)),
            Err(LockError::Io(error)) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Takes the lock, whose file is made if need be.
    pub(super) fn make(path: &Path) -> Result<Self, LockError> {
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        Self::take(path, &options)
    }

    fn take(path: &Path, options: &OpenOptions) -> Result<Self, LockError> {
        for _ in 0..TRIES {
            let file = options.open(path).map_err(LockError::Io)?;
            super::meeting::comes("opened lock");
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(LockError::Taken),
                // Some network file systems have no locks: then it is on the user to run one at a
                // time.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            let path = path.to_owned();
            let lock = Self { path, file };
            // Its holder may have removed it between the opening and the locking: then it keeps
            // nobody out.
            if lock.is_held() {
                return Ok(lock);
            }
        }
        Err(LockError::Taken)
    }

    /// Returns whether it still keeps others out: its file may have been removed by hand.
    pub(super) fn is_held(&self) -> bool {
        let (Ok(own), Ok(there)) = (self.file.metadata(), fs::metadata(&self.path)) else {
            return false;
        };
        FileId::of(&own) == FileId::of(&there)
    }

    /// Removes the file while it is locked. Whoever has opened it meanwhile sees that it is gone.
    pub(super) fn remove(&self) {
        if self.is_held() {
            let _ = fs::remove_file(&self.path);
        }
    }
}
