//! Actors and their names, ready to be compiled: loaded from files by other crates, or made in
//! code.

mod builder;
mod codes;
mod ids;
mod model;
pub mod names;
pub(crate) mod offices;
mod origin;

use std::sync::{Arc, OnceLock};

use crate::source::{Location, Source};

pub use builder::{ActorBuilder, BuilderError, GazetteerBuilder};
pub use codes::{Code, Codes};
pub use ids::Ids;
pub use model::{
    Actor, Case, Change, ChangeKind, Conditions, Cue, Extras, Name, NameKind, Phrase, Role,
};
pub use origin::Origin;

/// Every actor of one or several folders, with all names written out.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    actors: Vec<Actor>,
    ids: Ids,
    sources: Vec<Arc<Source>>,
    /// Where the lines of each source begin, found when first needed.
    lines: Vec<OnceLock<Vec<u32>>>,
    hash: String,
}

impl Gazetteer {
    /// Begins a gazetteer made in code, without files.
    pub fn builder() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// Returns a gazetteer of one actor, unchecked.
    pub fn of_one(actor: Actor) -> Gazetteer {
        let actors = vec![actor];
        let mut ids = Ids::default();
        ids.push(&actors);
        Self::new(actors, ids, Vec::new(), String::new())
    }

    /// Returns a gazetteer of actors that were checked, with the table of their ids, the files they
    /// come from, and the hash of these.
    pub fn new(actors: Vec<Actor>, ids: Ids, sources: Vec<Arc<Source>>, hash: String) -> Self {
        let lines = sources.iter().map(|_| OnceLock::new()).collect();
        Gazetteer {
            actors,
            ids,
            sources,
            lines,
            hash,
        }
    }

    /// Returns the actors: files in order, actors as written, then those that families made.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// Returns the actor of that id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.index_of(id).map(|at| &self.actors[at])
    }

    /// Returns the place of that id in [`Gazetteer::actors`].
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.ids.get(&self.actors, id).map(|at| at as usize)
    }

    /// Returns the files it was loaded from; none, where it was made in code.
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

    /// Returns what is written in the file at a place: with quotes, braces and placeholders, as a
    /// person wrote it. Empty for what was made in code.
    pub fn written(&self, origin: Origin) -> &str {
        let source = self.sources.get(origin.source as usize);
        source
            .and_then(|source| source.text.get(origin.start as usize..origin.end as usize))
            .unwrap_or_default()
    }

    /// Something written, as a finding shows it.
    pub fn location(&self, origin: Origin) -> Option<Location> {
        let source = self.sources.get(origin.source as usize)?;
        Some(origin.in_source(source))
    }

    /// SHA-256 over the files' names and contents, as 64 hexadecimal digits: says which gazetteers
    /// made a table. Empty for a gazetteer made in code.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}
