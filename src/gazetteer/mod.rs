//! What people write: YAML and CSV files that list actors, read into one [`Gazetteer`].
//!
//! A folder is loaded as one. Files become located trees (`yaml`) or rows (`csv`), these are decoded into actors
//! and families (`decode`), families make further actors (`families`), and references between actors are
//! resolved last, when every id is known (`load`). Every mistake in every file is reported, not only the first.

mod braces;
mod builder;
mod commit;
mod conditions;
mod countries;
mod csv;
mod decode;
pub mod edit;
mod families;
mod fields;
mod file_format;
mod files;
mod fill;
mod findings;
mod format_errors;
mod ids;
mod json_schema;
mod keys;
mod load;
mod loader;
mod made;
mod model;
mod names;
mod patterns;
pub mod rules;
mod schema;
pub(crate) mod spelling;
mod syntax;
mod yaml;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Location, Source};

use ids::Ids;

pub(crate) use braces::squeeze;
pub(crate) use names::corrected_id;
pub(crate) use schema::nearest;

pub use builder::{ActorBuilder, BuilderError, GazetteerBuilder};
pub use commit::is_in_work_tree;
pub use file_format::{ActorEntry, GazetteerFile, GuardedEntry, RoleEntry, Unwritable};
pub use files::is_csv;
pub use format_errors::FORMAT_ERRORS;
pub use json_schema::json_schema;
pub use load::{Draft, LoadError};
pub use loader::Loader;
pub use model::{Actor, Case, Conditions, Cue, Name, NameKind, Origin, Phrase, Role};

/// The files of the repository's `gazetteers/`, with what belongs to them: name and text.
static SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Every actor of one or several folders, with all names written out.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    actors: Vec<Actor>,
    ids: Ids,
    sources: Vec<Arc<Source>>,
    /// Where the lines of each source begin, found when first asked for.
    lines: Vec<OnceLock<Vec<u32>>>,
    hash: String,
}

impl Gazetteer {
    /// Loads a folder: every `*.yaml`, `*.yml` and `*.csv` in it and in its subfolders, but nothing hidden. A single
    /// file will do, too.
    pub fn load(path: impl AsRef<Path>) -> Result<Gazetteer, LoadError> {
        Self::load_all(&[path.as_ref().to_path_buf()])
    }

    /// Loads several folders or files as one gazetteer.
    pub fn load_all(paths: &[PathBuf]) -> Result<Gazetteer, LoadError> {
        Self::draft(paths)?.into_gazetteer()
    }

    /// Reads several folders or files as far as they can be read.
    ///
    /// # Errors
    /// If there is nothing to read. Mistakes in the files are in the draft.
    pub fn draft(paths: &[PathBuf]) -> Result<Draft, LoadError> {
        Ok(load::load(files::inputs(paths)?))
    }

    /// The same with other texts in the place of some files, without those whose text is `None`, and with those that are
    /// not there yet: what a folder would be after an edit. There may be no file at all.
    pub(crate) fn draft_edited(
        paths: &[PathBuf],
        edits: &[(PathBuf, Option<&str>)],
    ) -> Result<Draft, LoadError> {
        Ok(load::load(files::edited(paths, edits)?))
    }

    /// The gazetteers that come with actag, built into the program.
    pub fn shipped() -> Result<Gazetteer, LoadError> {
        Self::shipped_draft().into_gazetteer()
    }

    /// The same as a draft.
    pub fn shipped_draft() -> Draft {
        load::load(files::shipped(SHIPPED))
    }

    /// A gazetteer from a text, for tests and examples. In findings it is called `gazetteer.yaml`.
    ///
    /// ```
    /// let gazetteer = actag::gazetteer::Gazetteer::from_yaml(
    ///     "type: government
    /// actors:
    ///   - {id: iran, name: Iran, adjectives: ['Iranian{,s}']}
    /// ",
    /// )?;
    /// assert_eq!(gazetteer.actors()[0].names.len(), 3);
    /// # Ok::<(), actag::gazetteer::LoadError>(())
    /// ```
    pub fn from_yaml(text: &str) -> Result<Gazetteer, LoadError> {
        load::load(vec![files::Input::of_text(
            "gazetteer.yaml".into(),
            "gazetteer.yaml".into(),
            text,
        )])
        .into_gazetteer()
    }

    /// Begins a gazetteer made in code, without files.
    pub fn builder() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// A gazetteer of one actor, unchecked.
    pub(crate) fn of_one(actor: Actor) -> Gazetteer {
        let actors = vec![actor];
        let mut ids = Ids::default();
        ids.push(&actors);
        Self::new(actors, ids, Vec::new(), String::new())
    }

    fn new(actors: Vec<Actor>, ids: Ids, sources: Vec<Arc<Source>>, hash: String) -> Self {
        let lines = sources.iter().map(|_| OnceLock::new()).collect();
        Gazetteer {
            actors,
            ids,
            sources,
            lines,
            hash,
        }
    }

    /// The actors: files in order, actors as written, then those that families made.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// The actor of that id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.index_of(id).map(|at| &self.actors[at])
    }

    /// The place of that id in [`Gazetteer::actors`].
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.ids.get(&self.actors, id).map(|at| at as usize)
    }

    /// The files it was loaded from; none, where it was made in code.
    pub fn sources(&self) -> &[Arc<Source>] {
        &self.sources
    }

    /// Path, line and column of something written, the latter two counted from one, the column in code
    /// points; `None` for what was made in code.
    pub fn place(&self, origin: Origin) -> Option<(&str, usize, usize)> {
        let source = self.sources.get(origin.source as usize)?;
        let bytes = source.text.as_bytes();
        let lines = self.lines.get(origin.source as usize)?;
        let lines = lines.get_or_init(|| {
            let breaks = bytes.iter().enumerate().filter(|&(_, &byte)| byte == b'\n');
            std::iter::once(0)
                .chain(breaks.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX)))
                .collect()
        });
        let line = lines.partition_point(|&start| start <= origin.start);
        let start = lines[line - 1] as usize;
        let column = source
            .text
            .get(start..origin.start as usize)
            .map_or(1, |before| before.chars().count() + 1);
        Some((&source.path, line, column))
    }

    /// What stands in the file at a place: with quotes, braces and placeholders, as a person wrote it.
    /// Empty for what was made in code.
    pub fn written(&self, origin: Origin) -> &str {
        let source = self.sources.get(origin.source as usize);
        source
            .and_then(|source| source.text.get(origin.start as usize..origin.end as usize))
            .unwrap_or_default()
    }

    /// Something written, as a finding shows it.
    pub(crate) fn location(&self, origin: Origin) -> Option<Location> {
        let source = self.sources.get(origin.source as usize)?;
        Some(origin.in_source(source))
    }

    /// SHA-256 over the files' names and contents, as 64 hexadecimal digits: says which gazetteers made
    /// a table. Empty for a gazetteer made in code.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

/// Every text that a text with braces stands for; `None` where the braces are wrong.
pub(crate) fn expand_braces(text: &str) -> Option<Vec<String>> {
    braces::expand(text).ok()
}

/// The files that [`Gazetteer::load_all`] would read. What cannot be listed is left out: loading says why.
pub fn list_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let listed = paths.iter().filter_map(|path| files::files_of(path).ok());
    listed.flatten().map(|(file, _)| file).collect()
}

/// Name and text of every file that [`Gazetteer::shipped`] loads, and of those that belong to them: where the names
/// come from, and the schema for editors.
pub fn shipped_files() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}
