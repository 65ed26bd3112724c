//! What people write: YAML and CSV files that list actors, read into one [`Gazetteer`].
//!
//! A folder is loaded as one. Files become located trees (`yaml`) or rows (`csv`), these are decoded into actors
//! and families (`decode`), families make further actors (`families`), and references between actors are
//! resolved last, when every id is known (`load`). Every mistake in every file is reported, not only the first.

mod builder;
mod ids;
mod model;
mod names;

#[cfg(feature = "load")]
mod braces;
#[cfg(feature = "load")]
mod commit;
#[cfg(feature = "load")]
mod conditions;
#[cfg(feature = "load")]
mod csv;
#[cfg(feature = "load")]
mod decode;
#[cfg(feature = "load")]
mod families;
#[cfg(feature = "load")]
mod fields;
#[cfg(feature = "load")]
mod files;
#[cfg(feature = "load")]
mod fill;
#[cfg(feature = "load")]
mod findings;
#[cfg(feature = "load")]
mod format_errors;
#[cfg(feature = "load")]
mod keys;
#[cfg(feature = "load")]
mod load;
#[cfg(feature = "load")]
mod loader;
#[cfg(feature = "load")]
mod made;
#[cfg(feature = "load")]
mod patterns;
#[cfg(feature = "load")]
mod reading;
#[cfg(feature = "load")]
mod schema;
#[cfg(feature = "load")]
mod syntax;
#[cfg(feature = "load")]
mod yaml;

#[cfg(feature = "shipped")]
mod shipped;

#[cfg(feature = "curate")]
mod countries;
#[cfg(feature = "curate")]
pub mod edit;
#[cfg(feature = "curate")]
mod file_format;
#[cfg(feature = "curate")]
mod json_schema;
#[cfg(feature = "curate")]
pub mod rules;
#[cfg(feature = "curate")]
pub(crate) mod spelling;

use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Location, Source};

use ids::Ids;

pub use builder::{ActorBuilder, BuilderError, GazetteerBuilder};
pub use model::{Actor, Case, Conditions, Cue, Name, NameKind, Origin, Phrase, Role};

#[cfg(feature = "shipped")]
pub use shipped::shipped_files;
#[cfg(feature = "load")]
pub(crate) use {
    braces::expand_braces,
    names::{corrected_id, squeeze},
    schema::nearest,
};
#[cfg(feature = "load")]
pub use {
    commit::is_in_work_tree,
    files::is_csv,
    format_errors::FORMAT_ERRORS,
    load::{Draft, LoadError},
    loader::Loader,
    reading::list_files,
};
#[cfg(feature = "curate")]
pub use {
    file_format::{ActorEntry, GazetteerFile, GuardedEntry, RoleEntry, Unwritable},
    json_schema::json_schema,
};

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

    pub(crate) fn new(
        actors: Vec<Actor>,
        ids: Ids,
        sources: Vec<Arc<Source>>,
        hash: String,
    ) -> Self {
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

    /// Path, line and column of something written, the latter two counted from one, the column in
    /// code points; `None` for what was made in code.
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

    /// SHA-256 over the files' names and contents, as 64 hexadecimal digits: says which gazetteers
    /// made a table. Empty for a gazetteer made in code.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}
