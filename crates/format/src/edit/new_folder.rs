//! Many new files at once: a folder that is there when all of it is.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::disk::sync_folder;
use super::turn::Turn;
use super::write_error::WriteError;
use crate::temporary::temporary;

/// Writes the files that a folder does not have, each whole or not at all, and returns how many
/// those were. A folder that is not there yet appears with all of them.
///
/// Files that are there must be the same: so what was broken off can be completed, and nobody's
/// edits are mixed with what they were made of.
///
/// # Errors
/// [`WriteError::Changed`] names a file that is another one; nothing is written then.
pub fn write_missing(folder: &Path, files: &[(&str, &str)]) -> Result<usize, WriteError> {
    if folder.symlink_metadata().is_err() {
        match write_new(folder, files) {
            // Somebody else has made it meanwhile.
            Err(_) if folder.is_dir() => {}
            written => return written.map(|()| files.len()),
        }
    }
    let turn = Turn::wait(&[folder.to_owned()])?;
    let mut missing = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        match fs::read(&path) {
            Ok(there) if there == text.as_bytes() => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => missing.push((path, *text)),
            Ok(_) => return Err(WriteError::Changed { path }),
            Err(source) => return Err(WriteError::Read { path, source }),
        }
    }
    for (path, text) in &missing {
        write_one(path, text)?;
    }
    drop(turn);
    Ok(missing.len())
}

fn write_one(path: &Path, text: &str) -> Result<(), WriteError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed(folder))?;
    let mut file = temporary(folder, "actag").map_err(failed(path))?;
    file.write_all(text.as_bytes()).map_err(failed(path))?;
    file.persist_noclobber(path)
        .map_err(|error| failed(path)(error.error))?;
    Ok(())
}

/// Writes all files into a hidden folder beside, which is then given the name.
fn write_new(folder: &Path, files: &[(&str, &str)]) -> Result<(), WriteError> {
    let above = match folder.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    };
    if above.exists() && !above.is_dir() {
        return Err(failed(folder)(io::ErrorKind::NotADirectory.into()));
    }
    fs::create_dir_all(above).map_err(failed(above))?;
    let mut turn = Turn::default();
    turn.extend_to(folder)?;
    if folder.symlink_metadata().is_ok() {
        // Somebody else has made it while this one waited.
        return Err(failed(folder)(io::ErrorKind::AlreadyExists.into()));
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".{name}-");
    if turn.is_alone() {
        sweep(above, &prefix);
    }
    let beside = beside(above, &prefix).map_err(failed(folder))?;
    for (name, text) in files {
        let path = beside.path().join(name);
        let parent = path.parent().unwrap_or(beside.path());
        let written = fs::create_dir_all(parent).and_then(|()| fs::write(&path, text));
        written.map_err(failed(&folder.join(name)))?;
    }
    fs::rename(beside.path(), folder).map_err(failed(folder))?;
    // There is nothing left at its path to be removed.
    let _ = beside.keep();
    sync_folder(above);
    Ok(())
}

const END: &str = ".partial";

/// Returns a temporary folder, with the permissions of any new one if it can have them.
fn beside(above: &Path, prefix: &str) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).suffix(END).rand_bytes(6);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less what the user's mask takes off, which is nobody's secret here.
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    builder.tempdir_in(above)
}

/// Removes folders of writers that were killed: whoever writes one has its turn.
fn sweep(above: &Path, prefix: &str) {
    let entries = fs::read_dir(above).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let letters = name
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix(END));
        if letters.is_some_and(|letters| letters.len() == 6) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn failed(path: &Path) -> impl Fn(io::Error) -> WriteError + use<> {
    let path: PathBuf = path.to_owned();
    move |source| WriteError::Write {
        path: path.clone(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &str); 3] = [("a.yaml", "a"), ("sub/b.yaml", "b"), ("sub/deep/c", "c")];

    fn listed(folder: &Path) -> Vec<String> {
        let found = walkdir::WalkDir::new(folder).sort_by_file_name();
        let found = found.into_iter().map(Result::unwrap);
        let files = found.filter(|entry| entry.file_type().is_file());
        let paths = files.map(|entry| entry.path().strip_prefix(folder).unwrap().to_owned());
        paths
            .map(|path| path.to_str().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn a_folder_appears_with_all_its_files() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("made/for/it");
        assert_eq!(write_missing(&folder, &FILES).unwrap(), 3);
        assert_eq!(
            listed(parent.path()),
            FILES.map(|(name, _)| format!("made/for/it/{name}"))
        );
        assert_eq!(
            fs::read_dir(parent.path().join("made/for"))
                .unwrap()
                .count(),
            1
        );
        // In vain: a folder as a file.
        let bad = [("a", "a"), ("a/b", "b")];
        assert!(write_missing(&parent.path().join("bad"), &bad).is_err());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_was_broken_off_is_completed() {
        let parent = tempfile::tempdir().unwrap();
        for there in 0..=FILES.len() {
            let folder = parent.path().join(there.to_string());
            fs::create_dir(&folder).unwrap();
            for (name, text) in &FILES[..there] {
                write_one(&folder.join(name), text).unwrap();
            }
            fs::write(folder.join("mine.yaml"), "mine").unwrap();
            assert_eq!(write_missing(&folder, &FILES).unwrap(), FILES.len() - there);
            assert_eq!(
                listed(&folder),
                ["a.yaml", "mine.yaml", "sub/b.yaml", "sub/deep/c"]
            );
        }
    }

    #[test]
    fn nothing_is_mixed_with_edited_files() {
        let parent = tempfile::tempdir().unwrap();
        for (text, name) in [
            ("edited", "sub/b.yaml"),
            ("", "a.yaml"),
            ("c\n", "sub/deep/c"),
        ] {
            let folder = parent.path().join(format!("of {}", name.replace('/', " ")));
            write_one(&folder.join(name), text).unwrap();
            let error = write_missing(&folder, &FILES).unwrap_err();
            assert!(matches!(&error, WriteError::Changed { path } if path.ends_with(name)));
            assert_eq!(listed(&folder), [name]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_a_killed_writer_left_is_removed() {
        use std::os::unix::fs::PermissionsExt;
        let parent = tempfile::tempdir().unwrap();
        let path = |name: &str| parent.path().join(name);
        for name in [".g-aB3xYz.partial", ".g-notes.partial", ".h-aB3xYz.partial"] {
            fs::create_dir(path(name)).unwrap();
            fs::write(path(name).join("a.yaml"), "a").unwrap();
        }
        write_missing(&path("g"), &FILES).unwrap();
        assert!(!path(".g-aB3xYz.partial").exists());
        assert!(path(".g-notes.partial").exists() && path(".h-aB3xYz.partial").exists());
        fs::create_dir(path("ordinary")).unwrap();
        let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode();
        assert_eq!(mode("g"), mode("ordinary"));
    }
}
