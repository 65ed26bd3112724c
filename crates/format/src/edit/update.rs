//! A newer version of gazetteers taken into a folder that people have edited.
//!
//! Beside what [`write_missing`](super::write_missing) writes lies a hidden folder with the same
//! files as they came, and a list of them with their hashes. What a person has edited since, and
//! what is newer, are both told from it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Sheet;
use super::disk::FileOnDisk;
use super::three_way::three_way;
use super::turn::Turn;
use super::write_error::WriteError;

/// The hidden folder, in the folder of gazetteers.
const ORIGINALS: &str = ".shipped";
/// The list in it.
const MANIFEST: &str = "manifest.json";

/// Which files came with a version, whether they were written or left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    version: String,
    /// SHA-256 of each, by its name.
    files: BTreeMap<String, String>,
}

/// Why a folder is not updated; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// Nobody knows which version the folder was made of.
    #[error("`{}` has no list of what was written there", folder.display())]
    NoManifest {
        /// The folder.
        folder: PathBuf,
    },
    /// The list is not as it was written.
    #[error("`{}` is damaged: {reason}", path.display())]
    Damaged {
        /// The list, or a file that is not as it came.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A file cannot be read or written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Updated {
    /// It was not there before.
    New,
    /// It was as it came, and is the newer one now.
    Replaced,
    /// Edits on both sides were joined.
    Merged,
    /// Edits clash: what does not is joined, what does is as you wrote it, and a file beside shows
    /// both sides.
    Conflict {
        /// How many places clash.
        places: usize,
        /// The file beside.
        beside: PathBuf,
    },
    /// The newer version has none; it was as it came, and is gone.
    Removed,
    /// The newer version has none; you have edited it, and it stays.
    KeptEdited,
    /// You have removed it, and it stays away although it is newer.
    KeptAway,
}

/// Adds to files the copies by which [`update`] later tells what was edited: as they come, and a
/// list with their hashes. `all` are those of the version, also those that are left out.
pub fn with_originals(
    version: &str,
    files: &[(&str, &str)],
    all: &[(&str, &str)],
) -> Result<Vec<(String, String)>, serde_json::Error> {
    let as_they_are = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let mut with: Vec<(String, String)> = as_they_are.collect();
    let copies = files
        .iter()
        .map(|(name, text)| (original(name), (*text).to_owned()));
    with.extend(copies);
    with.push((original(MANIFEST), manifest(version, all)?));
    Ok(with)
}

/// Takes a newer version into a folder. Files that nobody edited become the newer ones; edits are
/// kept, joined with what is new where they do not clash.
///
/// Whoever is stopped in the middle runs it again: what is done is not done twice.
///
/// # Errors
/// See [`UpdateError`].
pub fn update(
    folder: &Path,
    version: &str,
    all: &[(&str, &str)],
) -> Result<Vec<(String, Updated)>, UpdateError> {
    let old = read_manifest(folder)?;
    let newer: BTreeMap<&str, &str> = all.iter().copied().collect();
    let mut turn = Turn::wait(&[folder.to_owned()])?;
    let names: BTreeSet<&str> = old
        .files
        .keys()
        .map(String::as_str)
        .chain(newer.keys().copied())
        .collect();
    let mut done = Vec::new();
    let mut originals = Vec::new();
    for name in names {
        let new = newer.get(name).copied();
        let copy = FileOnDisk::read(&folder.join(original(name)))?;
        if !copy.exists() && old.files.contains_key(name) {
            // It was left out then, and so it is now.
            continue;
        }
        if let Some(hash) = old.files.get(name)
            && *hash != hash_of(copy.text())
            // A run that was stopped has written the newer one.
            && Some(copy.text()) != new
        {
            return Err(UpdateError::Damaged {
                path: copy.path().to_owned(),
                reason: "it is not as it was written".to_owned(),
            });
        }
        let base = copy.exists().then(|| copy.text().to_owned());
        if let Some(became) = update_one(&mut turn, &folder.join(name), base.as_deref(), new)? {
            done.push((name.to_owned(), became));
        }
        originals.push((copy, new));
    }
    for (copy, new) in originals {
        match new {
            Some(new) if copy.exists() && copy.text() == new => {}
            Some(new) => write(&mut turn, &copy, new)?,
            None => remove(copy.path())?,
        }
    }
    let list = FileOnDisk::read(&folder.join(original(MANIFEST)))?;
    let text = manifest(version, all).map_err(|error| UpdateError::Damaged {
        path: list.path().to_owned(),
        reason: error.to_string(),
    })?;
    if list.text() != text {
        write(&mut turn, &list, &text)?;
    }
    Ok(done)
}

/// Returns what becomes of one file; `None` where nothing does.
fn update_one(
    turn: &mut Turn,
    path: &Path,
    base: Option<&str>,
    new: Option<&str>,
) -> Result<Option<Updated>, UpdateError> {
    let mine = FileOnDisk::read(path)?;
    let is_edited = Some(mine.text()) != base;
    let Some(new) = new else {
        return Ok(match (mine.exists(), is_edited) {
            (false, _) => None,
            (true, true) => Some(Updated::KeptEdited),
            (true, false) => {
                remove(path)?;
                Some(Updated::Removed)
            }
        });
    };
    if base == Some(new) || mine.exists() && mine.text() == new {
        return Ok(None);
    }
    if !mine.exists() {
        return Ok(Some(match base {
            Some(_) => Updated::KeptAway,
            None => {
                write(turn, &mine, new)?;
                Updated::New
            }
        }));
    }
    if !is_edited {
        write(turn, &mine, new)?;
        return Ok(Some(Updated::Replaced));
    }
    let merged = three_way(base.unwrap_or_default(), mine.text(), new);
    let reads = |text: &str| !is_yaml(path) || Sheet::read(text).is_ok();
    // Lines that do not clash may still not go together, as half of an entry and half of another.
    let goes_together = reads(&merged.text) || !reads(mine.text());
    if let (None, true) = (&merged.marked, goes_together) {
        write(turn, &mine, &merged.text)?;
        return Ok(Some(Updated::Merged));
    }
    let beside = beside(path);
    let shown = merged
        .marked
        .as_deref()
        .filter(|_| goes_together)
        .unwrap_or(new);
    write(turn, &FileOnDisk::read(&beside)?, shown)?;
    if goes_together && merged.text != mine.text() {
        write(turn, &mine, &merged.text)?;
    }
    Ok(Some(Updated::Conflict {
        places: merged.conflicts.max(1),
        beside,
    }))
}

/// Returns the name of the file that shows a conflict: no gazetteer by its ending.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".conflict");
    name.into()
}

fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end == "yaml" || end == "yml")
}

fn original(name: &str) -> String {
    format!("{ORIGINALS}/{name}")
}

fn manifest(version: &str, all: &[(&str, &str)]) -> Result<String, serde_json::Error> {
    let hashed = all
        .iter()
        .map(|(name, text)| ((*name).to_owned(), hash_of(text)));
    let list = Manifest {
        version: version.to_owned(),
        files: hashed.collect(),
    };
    Ok(format!("{}\n", serde_json::to_string_pretty(&list)?))
}

fn read_manifest(folder: &Path) -> Result<Manifest, UpdateError> {
    let list = FileOnDisk::read(&folder.join(original(MANIFEST)))?;
    if !list.exists() {
        return Err(UpdateError::NoManifest {
            folder: folder.to_owned(),
        });
    }
    let damaged = |reason: String| UpdateError::Damaged {
        path: list.path().to_owned(),
        reason,
    };
    let read: Manifest =
        serde_json::from_str(list.text()).map_err(|error| damaged(error.to_string()))?;
    // Names become paths: none leads out of the folder.
    let leads_out = |name: &&String| {
        let parts = Path::new(name.as_str()).components();
        name.is_empty()
            || parts
                .into_iter()
                .any(|part| !matches!(part, std::path::Component::Normal(_)))
    };
    match read.files.keys().find(leads_out) {
        Some(name) => Err(damaged(format!(
            "it names {}",
            crate::diagnostic::quote(name)
        ))),
        None => Ok(read),
    }
}

fn hash_of(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write(turn: &mut Turn, file: &FileOnDisk, text: &str) -> Result<(), WriteError> {
    if let Some(folder) = file.path().parent() {
        fs::create_dir_all(folder).map_err(|source| WriteError::Write {
            path: folder.to_owned(),
            source,
        })?;
    }
    file.write_in(turn, text)
}

fn remove(path: &Path) -> Result<(), WriteError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(WriteError::Write {
            path: path.to_owned(),
            source,
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::write_missing;
    use super::*;

    const OLD: [(&str, &str); 6] = [
        ("gone-edited.yaml", "g\n"),
        ("gone.yaml", "g\n"),
        ("left-out.yaml", "l\n"),
        ("same.yaml", "s\n"),
        ("sub/clash.yaml", "a: 1\nb: 2\n"),
        ("sub/merge.yaml", "a: 1\nb: 2\nc: 3\n"),
    ];
    const NEW: [(&str, &str); 5] = [
        ("left-out.yaml", "l2\n"),
        ("new.yaml", "n\n"),
        ("same.yaml", "s2\n"),
        ("sub/clash.yaml", "a: 1\nb: 3\n"),
        ("sub/merge.yaml", "a: 1\nb: 2\nc: 4\n"),
    ];

    fn begin(folder: &Path) {
        let without = OLD.into_iter().filter(|(name, _)| *name != "left-out.yaml");
        let files = with_originals("1", &without.collect::<Vec<_>>(), &OLD).unwrap();
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        write_missing(folder, &files).unwrap();
    }

    fn edit(folder: &Path) {
        fs::write(folder.join("gone-edited.yaml"), "mine\n").unwrap();
        fs::write(folder.join("sub/clash.yaml"), "a: 0\nb: 9\n").unwrap();
        fs::write(folder.join("sub/merge.yaml"), "a: 0\nb: 2\nc: 3\n").unwrap();
    }

    fn read(folder: &Path, name: &str) -> String {
        fs::read_to_string(folder.join(name)).unwrap()
    }

    #[test]
    fn edits_are_kept_and_newer_files_taken_in() {
        let folder = tempfile::tempdir().unwrap();
        let folder = &folder.path().join("g");
        begin(folder);
        edit(folder);
        let done = update(folder, "2", &NEW).unwrap();
        let conflict = Updated::Conflict {
            places: 1,
            beside: folder.join("sub/clash.yaml.conflict"),
        };
        let wanted = [
            ("gone-edited.yaml", Updated::KeptEdited),
            ("gone.yaml", Updated::Removed),
            ("new.yaml", Updated::New),
            ("same.yaml", Updated::Replaced),
            ("sub/clash.yaml", conflict),
            ("sub/merge.yaml", Updated::Merged),
        ];
        assert_eq!(done, wanted.map(|(name, became)| (name.to_owned(), became)));
        assert_eq!(read(folder, "sub/merge.yaml"), "a: 0\nb: 2\nc: 4\n");
        assert_eq!(read(folder, "sub/clash.yaml"), "a: 0\nb: 9\n");
        assert!(read(folder, "sub/clash.yaml.conflict").contains("=======\na: 1\nb: 3\n"));
        assert_eq!(read(folder, "gone-edited.yaml"), "mine\n");
        assert!(!folder.join("gone.yaml").exists() && !folder.join("left-out.yaml").exists());
        // Once more nothing is to be done.
        assert_eq!(update(folder, "2", &NEW).unwrap(), []);
        assert_eq!(read(folder, "sub/clash.yaml"), "a: 0\nb: 9\n");
    }

    #[test]
    fn what_was_removed_stays_away() {
        let folder = tempfile::tempdir().unwrap();
        let folder = &folder.path().join("g");
        begin(folder);
        fs::remove_file(folder.join("same.yaml")).unwrap();
        let done = update(folder, "2", &NEW).unwrap();
        assert!(done.contains(&("same.yaml".to_owned(), Updated::KeptAway)));
        assert!(!folder.join("same.yaml").exists());
    }

    #[test]
    fn a_run_that_was_stopped_is_run_again() {
        let folder = tempfile::tempdir().unwrap();
        let (whole, half) = (folder.path().join("whole"), folder.path().join("half"));
        for folder in [&whole, &half] {
            begin(folder);
            edit(folder);
        }
        update(&whole, "2", &NEW).unwrap();
        // The files are written, and of the copies the first.
        for name in [
            "sub/merge.yaml",
            "sub/clash.yaml",
            "new.yaml",
            ".shipped/new.yaml",
        ] {
            fs::copy(whole.join(name), half.join(name)).unwrap();
        }
        fs::write(half.join(".shipped/same.yaml"), "s2\n").unwrap();
        update(&half, "2", &NEW).unwrap();
        for name in [
            "sub/merge.yaml",
            "sub/clash.yaml",
            "new.yaml",
            ".shipped/manifest.json",
        ] {
            assert_eq!(read(&whole, name), read(&half, name), "{name}");
        }
    }

    #[test]
    fn folders_that_nobody_knows_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let refused = update(folder, "2", &NEW);
        assert!(matches!(refused, Err(UpdateError::NoManifest { .. })));
        fs::create_dir(folder.join(ORIGINALS)).unwrap();
        for text in ["{", "{\"version\": \"1\", \"files\": {\"../x\": \"\"}}"] {
            fs::write(folder.join(ORIGINALS).join(MANIFEST), text).unwrap();
            let refused = update(folder, "2", &NEW);
            assert!(
                matches!(refused, Err(UpdateError::Damaged { .. })),
                "{refused:?}"
            );
        }
    }
}
