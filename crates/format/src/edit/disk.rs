//! A gazetteer file on disk: read once, replaced whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::temporary::temporary;

/// A file could not be read, or was not replaced.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is not text.
    #[error("`{}` is not UTF-8; save it as UTF-8", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else has written it meanwhile.
    #[error("`{}` has changed since it was read, nothing is written; try again", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// It cannot be written.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A file as it was when it was read.
#[derive(Debug, Clone)]
pub struct FileOnDisk {
    path: PathBuf,
    /// `None` where there was no file.
    text: Option<String>,
}

impl FileOnDisk {
    /// Reads a file; one that is not there counts as empty.
    ///
    /// # Errors
    /// If it cannot be read, or is not UTF-8.
    pub fn read(path: &Path) -> Result<FileOnDisk, WriteError> {
        let path = path.to_owned();
        let text = match read_bytes(&path)? {
            None => None,
            Some(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Some(text),
                Err(_) => return Err(WriteError::NotUtf8 { path }),
            },
        };
        Ok(FileOnDisk { path, text })
    }

    /// Returns the path by which it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns whether there was a file.
    pub fn exists(&self) -> bool {
        self.text.is_some()
    }

    /// Its text when it was read.
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// Replaces the file by `text`, whole or not at all. Permissions stay; a symbolic link still
    /// points to the file.
    ///
    /// # Errors
    /// If the file is no longer what was read, or cannot be written. It is then as it was.
    pub fn write(&self, text: &str) -> Result<(), WriteError> {
        let changed = || WriteError::Changed {
            path: self.path.clone(),
        };
        let failed = |source| WriteError::Write {
            path: self.path.clone(),
            source,
        };
        if read_bytes(&self.path)?.as_deref() != self.text.as_deref().map(str::as_bytes) {
            return Err(changed());
        }
        let target = match self.exists() {
            true => self.path.canonicalize().map_err(failed)?,
            false => self.path.clone(),
        };
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // Hidden, so that no gazetteer is loaded twice.
        let mut file = temporary(folder, "actag").map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        if self.exists() {
            let permissions = fs::metadata(&target).map_err(failed)?.permissions();
            file.as_file()
                .set_permissions(permissions)
                .map_err(failed)?;
        }
        file.as_file().sync_all().map_err(failed)?;
        if self.exists() {
            file.persist(&target).map_err(|error| failed(error.error))?;
        } else {
            file.persist_noclobber(&target)
                .map_err(|error| match error.error.kind() {
                    io::ErrorKind::AlreadyExists => changed(),
                    _ => failed(error.error),
                })?;
        }
        Ok(())
    }
}

fn read_bytes(path: &Path) -> Result<Option<Vec<u8>>, WriteError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(WriteError::Read {
            path: path.to_owned(),
            source,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_whole_files_and_only_what_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        let missing = FileOnDisk::read(&path).unwrap();
        assert!(!missing.exists() && missing.text().is_empty());
        missing.write("one\n").unwrap();
        assert!(matches!(
            missing.write("two\n"),
            Err(WriteError::Changed { .. })
        ));
        let there = FileOnDisk::read(&path).unwrap();
        there.write("two\n").unwrap();
        assert!(matches!(
            there.write("three\n"),
            Err(WriteError::Changed { .. })
        ));
        assert_eq!(fs::read_to_string(&path).unwrap(), "two\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::write(&path, b"\xFF").unwrap();
        assert!(matches!(
            FileOnDisk::read(&path),
            Err(WriteError::NotUtf8 { .. })
        ));
        let nowhere = FileOnDisk::read(&folder.path().join("no/such.yaml")).unwrap();
        assert!(matches!(nowhere.write("x"), Err(WriteError::Write { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (
            folder.path().join("real.yaml"),
            folder.path().join("link.yaml"),
        );
        fs::write(&file, "one\n").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.yaml", &link).unwrap();
        FileOnDisk::read(&link).unwrap().write("two\n").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "two\n");
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }
}
