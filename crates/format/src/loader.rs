//! Loading again: of files that did not change, the decoded contents are kept.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::assemble::{join, read};
use crate::contents::Contents;
use crate::read::files::{self, Input, Layer, is_csv};
use actag_core::Gazetteer;

use crate::commit;
use crate::diagnostic::Source;
use crate::draft::{Draft, LoadError};

/// Loads gazetteers several times over, as they are or as they are edited: only files that are new
/// to it are parsed.
///
/// ```
/// # let folder = tempfile::tempdir()?;
/// let file = folder.path().join("mine.yaml");
/// std::fs::write(&file, "type: militia\nactors:\n  - {id: houthis, name: Houthis}\n")?;
/// let mut loader = actag_format::Loader::default();
/// let before = loader.load(&[folder.path().to_owned()])?;
/// std::fs::write(&file, "type: militia\nactors:\n  - {id: houthis, name: Ansar Allah}\n")?;
/// let after = loader.load(&[folder.path().to_owned()])?;
/// assert_ne!(before.actors()[0].name, after.actors()[0].name);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Loader {
    kept: HashMap<ContentsKey, Kept>,
    loads: u64,
}

/// A file by its place among the files, by its format and its contents: places in it name the file
/// by number.
type ContentsKey = (u32, bool, [u8; 32]);

#[derive(Debug)]
struct Kept {
    contents: Contents,
    /// The last load that used it.
    load: u64,
}

/// A file that was read, with its key and whether its contents came from those kept.
struct Read {
    file: (Arc<Source>, Contents),
    key: ContentsKey,
    is_kept: bool,
}

impl Loader {
    /// As [`load_all`](crate::load_all).
    ///
    /// # Errors
    /// Every mistake in all files, whether they changed or not.
    pub fn load<L: Clone + Into<Layer>>(&mut self, layers: &[L]) -> Result<Gazetteer, LoadError> {
        self.draft(layers)?.into_gazetteer()
    }

    /// As [`draft`](crate::draft()).
    ///
    /// # Errors
    /// If there is nothing to read. Mistakes in the files are in the draft.
    pub fn draft<L: Clone + Into<Layer>>(&mut self, layers: &[L]) -> Result<Draft, LoadError> {
        Ok(self.put_together(files::inputs(layers)?))
    }

    /// Returns the gazetteers of the same folders and files as they are at a commit of the git
    /// repository around them; layers that are built in, as they are. In findings their
    /// paths look so: `git:HEAD:gazetteers/militias.yaml`.
    ///
    /// # Errors
    /// Also where git is not there, where the folders are in no repository, where it does not know
    /// the commit, or where nothing of them is in it.
    pub fn load_at_commit<L: Clone + Into<Layer>>(
        &mut self,
        layers: &[L],
        revision: &str,
    ) -> Result<Gazetteer, LoadError> {
        self.put_together(commit::inputs(layers, revision)?)
            .into_gazetteer()
    }

    fn put_together(&mut self, inputs: Vec<Input>) -> Draft {
        let hash = files::hash(&inputs);
        let numbered: Vec<(u32, Input)> = (0..).zip(inputs).collect();
        let kept = &self.kept;
        let files: Vec<Read> = numbered
            .into_par_iter()
            .map(|(number, input)| read_or_keep(kept, number, input))
            .collect();
        self.loads += 1;
        for Read { file, key, is_kept } in &files {
            let (_, contents) = file;
            if *is_kept {
                if let Some(kept) = self.kept.get_mut(key) {
                    kept.load = self.loads;
                }
            } else if contents.whole && contents.findings.list.is_empty() {
                let kept = Kept {
                    contents: contents.clone(),
                    load: self.loads,
                };
                self.kept.insert(*key, kept);
            }
        }
        // A file that is broken for one save and fixed by the next is not worth more than one load.
        let loads = self.loads;
        self.kept.retain(|_, kept| kept.load + 1 >= loads);
        join(files.into_iter().map(|read| read.file).collect(), hash)
    }
}

fn read_or_keep(kept: &HashMap<ContentsKey, Kept>, number: u32, input: Input) -> Read {
    let is_list = is_csv(&input.name);
    let bytes = input.bytes.as_deref().unwrap_or_default();
    let key = (number, is_list, Sha256::digest(bytes).into());
    let text = input.bytes.as_deref().ok().and_then(text_of);
    if let (Some(kept), Some(text)) = (kept.get(&key), text) {
        let source = Source {
            text: text.to_owned().into(),
            path: input.path,
        };
        return Read {
            file: (Arc::new(source), kept.contents.clone()),
            key,
            is_kept: true,
        };
    }
    Read {
        file: read(number, input),
        key,
        is_kept: false,
    }
}

/// Returns the text that places in a file count in: without a byte-order mark.
fn text_of(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn actors(gazetteer: &Gazetteer) -> String {
        format!("{:?}", gazetteer.actors())
    }

    /// Loading again gives what loading for the first time gives, through mistakes and files that
    /// come and go.
    #[test]
    fn what_is_kept_is_what_would_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [folder.path().to_owned()];
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        let iran = "actors:\n  - {id: iran, name: Iran, type: government, adjectives: [Iranian]}\n";
        let forces = "families:\n  - {each: {type: government}, id: <id>-forces, name: <adjective> \
            forces, type: military}\n";
        let edits: [(&str, &str); 8] = [
            ("b.yaml", iran),
            ("c.yaml", forces),
            ("c.yaml", "families:\n  - {each: {typ"),
            ("c.yaml", forces),
            (
                "a.yaml",
                "\u{feff}type: place\nactors:\n  - {id: qom, name: Qom}\n",
            ),
            ("d.csv", "id,name,type\nuno,UNO,organization\n"),
            (
                "b.yaml",
                "actors:\n  - {id: iran, name: Iran, type: goverment}\n",
            ),
            ("b.yaml", iran),
        ];
        let mut loader = Loader::default();
        for (name, text) in edits {
            write(name, text);
            for _ in 0..2 {
                let fresh = crate::load_all(&paths);
                match (fresh, loader.load(&paths)) {
                    (Ok(fresh), Ok(again)) => {
                        assert_eq!(actors(&fresh), actors(&again));
                        assert_eq!(fresh.sources(), again.sources());
                        assert_eq!(fresh.hash(), again.hash());
                    }
                    (Err(fresh), Err(again)) => assert_eq!(fresh.to_string(), again.to_string()),
                    (fresh, again) => panic!("{fresh:?} but {again:?}"),
                }
            }
        }
        assert!(loader.kept.len() <= 8);
    }
}
