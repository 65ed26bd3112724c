//! A gazetteer file on disk: read once, replaced whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::turn::Turn;
use super::write_error::WriteError;
use crate::temporary::temporary;

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

    /// Replaces the file by `text`, whole or not at all. Permissions stay, and the owner where the
    /// system allows it; a symbolic link still points to the file.
    ///
    /// # Errors
    /// If the file is no longer what was read, or cannot be written. It is then as it was.
    pub fn write(&self, text: &str) -> Result<(), WriteError> {
        self.write_in(&mut Turn::default(), text)
    }

    /// Replaces the file by `text`, in a turn that is held.
    ///
    /// # Errors
    /// As [`FileOnDisk::write`].
    pub fn write_in(&self, turn: &mut Turn, text: &str) -> Result<(), WriteError> {
        turn.extend_to(&self.path)?;
        self.refuse_changed()?;
        self.refuse_read_only()?;
        let failed = |source| WriteError::Write {
            path: self.path.clone(),
            source,
        };
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
            keep_owner(&target, file.as_file()).map_err(failed)?;
        }
        file.as_file().sync_all().map_err(failed)?;
        #[cfg(test)]
        tests::come_between();
        // Editors know nothing of turns, and one may have saved since: what is left of that moment
        // is the time between two calls of the system.
        self.refuse_changed()?;
        let moved = match self.exists() {
            true => file.persist(&target),
            false => file.persist_noclobber(&target),
        };
        moved.map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => self.changed(),
            _ => failed(error.error),
        })?;
        sync_folder(folder);
        Ok(())
    }

    fn changed(&self) -> WriteError {
        WriteError::Changed {
            path: self.path.clone(),
        }
    }

    fn refuse_changed(&self) -> Result<(), WriteError> {
        match read_bytes(&self.path)?.as_deref() == self.text.as_deref().map(str::as_bytes) {
            true => Ok(()),
            false => Err(self.changed()),
        }
    }

    /// A file that is read-only is meant to stay as it is, though its folder would let it be
    /// replaced.
    fn refuse_read_only(&self) -> Result<(), WriteError> {
        let read_only = || WriteError::ReadOnly {
            path: self.path.clone(),
        };
        let Ok(metadata) = fs::metadata(&self.path) else {
            return Ok(());
        };
        // Who may do everything would open it all the same.
        if metadata.permissions().readonly() {
            return Err(read_only());
        }
        match File::options().write(true).open(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(read_only()),
            _ => Ok(()),
        }
    }
}

/// Gives a new file the permissions of the one that it replaces, and its owner if that can be.
fn keep_owner(old: &Path, new: &File) -> io::Result<()> {
    let metadata = fs::metadata(old)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        // Only the superuser gives files away; anybody gives one to a group of theirs.
        let _ = fchown(new, Some(metadata.uid()), Some(metadata.gid()))
            .or_else(|_| fchown(new, None, Some(metadata.gid())));
    }
    new.set_permissions(metadata.permissions())
}

/// A name is on the disk when its folder is. Where a folder cannot be opened as a file, the system
/// sees to that itself.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
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

    thread_local! {
        /// What an editor does right before the file is replaced.
        static EDITOR: std::cell::RefCell<Option<Box<dyn FnOnce()>>> =
            const { std::cell::RefCell::new(None) };
    }

    pub(super) fn come_between() {
        if let Some(edit) = EDITOR.take() {
            edit();
        }
    }

    #[test]
    fn what_an_editor_saves_at_the_last_moment_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        for (before, edit) in [
            (Some("one"), Some("edited")),
            (Some("one"), Some("")),
            (Some("one"), None),
            (None, Some("made by somebody")),
        ] {
            let _ = fs::remove_file(&path);
            if let Some(text) = before {
                fs::write(&path, text).unwrap();
            }
            let there = FileOnDisk::read(&path).unwrap();
            let edited = path.clone();
            EDITOR.set(Some(Box::new(move || match edit {
                Some(text) => fs::write(edited, text).unwrap(),
                None => fs::remove_file(edited).unwrap(),
            })));
            let error = there.write("two").unwrap_err();
            assert!(matches!(error, WriteError::Changed { .. }), "{error}");
            assert_eq!(fs::read_to_string(&path).ok().as_deref(), edit);
            let others = fs::read_dir(folder.path()).unwrap().count();
            assert_eq!(others, usize::from(edit.is_some()));
        }
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

    #[cfg(unix)]
    #[test]
    fn what_is_read_only_stays_as_it_is() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        for mode in [0o444, 0o400, 0o555] {
            let _ = fs::remove_file(&path);
            fs::write(&path, "one\n").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let error = FileOnDisk::read(&path).unwrap().write("two\n").unwrap_err();
            assert!(matches!(error, WriteError::ReadOnly { .. }), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), "one\n");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }
}
