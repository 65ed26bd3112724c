//! The gazetteers that come with actag, which `build.rs` builds into the library.

use super::files::{Input, is_gazetteer};
use super::load::{self, Draft, LoadError};
use super::{Gazetteer, Loader};

/// The files of the repository's `gazetteers/`, with what belongs to them: name and text.
static SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

impl Gazetteer {
    /// The gazetteers that come with actag, built into the program.
    pub fn shipped() -> Result<Gazetteer, LoadError> {
        Self::shipped_draft().into_gazetteer()
    }

    /// The same as a draft.
    pub fn shipped_draft() -> Draft {
        load::load(inputs())
    }
}

impl Loader {
    /// As [`Gazetteer::shipped`].
    ///
    /// # Errors
    /// As [`Loader::load`]; the shipped gazetteers have no mistakes.
    pub fn shipped(&mut self) -> Result<Gazetteer, LoadError> {
        self.put_together(inputs()).into_gazetteer()
    }
}

/// The gazetteers among the files built into the program.
fn inputs() -> Vec<Input> {
    let gazetteers = SHIPPED.iter().filter(|(name, _)| is_gazetteer(name));
    gazetteers
        .map(|(name, text)| Input {
            path: format!("shipped/{name}"),
            name: (*name).into(),
            bytes: Ok(text.as_bytes().into()),
        })
        .collect()
}

/// Name and text of every file that [`Gazetteer::shipped`] loads, and of those that belong to them:
/// where the names come from, and the schema for editors.
pub fn shipped_files() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}
