//! Noticing saves, by looking: modification times and sizes. That needs no service of the system,
//! and works on network drives, where such services do not.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use walkdir::WalkDir;

use crate::gazetteer::list_files;

/// Between two looks.
const EVERY: Duration = Duration::from_millis(50);
/// How long files must stay as they are to be read: editors write twice, or in pieces.
const CALM: Duration = Duration::from_millis(20);
/// The same where a file is gone or empty, or what is in it is wrong: it may be in the middle of
/// being replaced.
const PATIENCE: Duration = Duration::from_millis(100);
/// Looking takes at most a tenth of the time, however many files there are.
const SHARE: u32 = 10;

/// Some files, and how they were when last looked at.
#[derive(Debug)]
pub struct Files {
    gazetteers: Vec<PathBuf>,
    texts: Vec<PathBuf>,
    seen: Vec<Stamp>,
}

/// What differs between two states of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Stamp {
    is_text: bool,
    path: PathBuf,
    modified: Option<SystemTime>,
    size: u64,
}

/// The files that changed, by path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Saved {
    /// Of the gazetteers.
    pub gazetteers: Vec<PathBuf>,
    /// Of the texts.
    pub texts: Vec<PathBuf>,
}

impl Files {
    /// Folders and files of gazetteers, and of texts, as they are now.
    pub fn new(gazetteers: Vec<PathBuf>, texts: Vec<PathBuf>) -> Self {
        let mut files = Self {
            gazetteers,
            texts,
            seen: Vec::new(),
        };
        files.seen = files.look();
        files
    }

    /// Waits until files have changed and are calm again.
    pub fn wait(&mut self) -> Saved {
        let mut pause = EVERY;
        loop {
            sleep(pause);
            let started = Instant::now();
            let now = self.look();
            if now != self.seen {
                let now = self.calm_down(now, CALM);
                if now != self.seen {
                    return self.take(now);
                }
            }
            pause = EVERY.max(started.elapsed() * SHARE);
        }
    }

    /// Returns whether files change again within a moment: for when what was read cannot be meant.
    pub fn still_change(&mut self) -> bool {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            sleep(CALM);
            let now = self.look();
            if now != self.seen {
                self.seen = self.calm_down(now, CALM);
                return true;
            }
        }
        false
    }

    /// Looks until nothing has changed for a while.
    fn calm_down(&self, mut now: Vec<Stamp>, calm: Duration) -> Vec<Stamp> {
        let mut since = Instant::now();
        loop {
            let calm = if self.is_suspect(&now) {
                PATIENCE
            } else {
                calm
            };
            if since.elapsed() >= calm {
                return now;
            }
            sleep(CALM.min(calm));
            let then = self.look();
            if then != now {
                now = then;
                since = Instant::now();
            }
        }
    }

    /// Returns whether a file has gone or lost all it held.
    fn is_suspect(&self, now: &[Stamp]) -> bool {
        self.seen.iter().any(|before| {
            let is_there = |stamp: &&Stamp| stamp.path == before.path;
            now.iter()
                .find(is_there)
                .is_none_or(|stamp| stamp.size == 0 && before.size > 0)
        })
    }

    fn take(&mut self, now: Vec<Stamp>) -> Saved {
        let before = std::mem::replace(&mut self.seen, now);
        let came = self.seen.iter().filter(|stamp| !before.contains(stamp));
        let went = before
            .iter()
            .filter(|stamp| !self.seen.iter().any(|now| now.path == stamp.path));
        let mut saved = Saved::default();
        for stamp in came.chain(went) {
            let list = match stamp.is_text {
                true => &mut saved.texts,
                false => &mut saved.gazetteers,
            };
            list.push(stamp.path.clone());
        }
        saved
    }

    fn look(&self) -> Vec<Stamp> {
        let gazetteers = list_files(&self.gazetteers).into_iter();
        let gazetteers = gazetteers.map(|path| Stamp::of(path, false));
        let texts = self.texts.iter().flat_map(|path| texts_of(path));
        let mut stamps: Vec<Stamp> = gazetteers
            .chain(texts.map(|path| Stamp::of(path, true)))
            .collect();
        stamps.sort();
        stamps
    }
}

fn texts_of(path: &Path) -> impl Iterator<Item = PathBuf> {
    WalkDir::new(path)
        .follow_links(true)
        .into_iter()
        // What editors write while a file is open is hidden.
        .filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        })
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir())
        .map(walkdir::DirEntry::into_path)
}

impl Stamp {
    fn of(path: PathBuf, is_text: bool) -> Self {
        let facts = fs::metadata(&path).ok();
        Self {
            is_text,
            modified: facts.as_ref().and_then(|facts| facts.modified().ok()),
            size: facts.map_or(0, |facts| facts.len()),
            path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_save_is_noticed_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("a.yaml"), folder.path().join("a.yaml~"));
        fs::write(&file, "actors:\n").unwrap();
        let mut files = Files::new(vec![folder.path().to_owned()], Vec::new());
        // As editors do it: aside, and back with other contents.
        fs::rename(&file, &other).unwrap();
        fs::write(&file, "actors:\n  - {id: a, name: A}\n").unwrap();
        let saved = files.wait();
        assert_eq!(saved.gazetteers, [file]);
        assert!(saved.texts.is_empty());
        assert!(!files.still_change());
    }

    #[test]
    fn a_file_that_is_gone_or_empty_is_given_time() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.yaml");
        fs::write(&file, "actors:\n").unwrap();
        let files = Files::new(vec![folder.path().to_owned()], Vec::new());
        assert!(!files.is_suspect(&files.look()));
        fs::write(&file, "actors: []\n").unwrap();
        assert!(!files.is_suspect(&files.look()));
        fs::write(&file, "").unwrap();
        assert!(files.is_suspect(&files.look()));
        fs::remove_file(&file).unwrap();
        assert!(files.is_suspect(&files.look()));
        let started = Instant::now();
        assert!(files.calm_down(files.look(), CALM).is_empty());
        assert!(started.elapsed() >= PATIENCE);
    }

    #[test]
    fn a_file_that_goes_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("a.txt");
        fs::write(&text, "x").unwrap();
        let mut files = Files::new(Vec::new(), vec![folder.path().to_owned()]);
        fs::remove_file(&text).unwrap();
        assert_eq!(files.wait().texts, [text]);
    }
}
