//! Edits to a gazetteer that leave everything else as it is: comments, layout, quotes, line breaks.
//!
//! A [`Sheet`] is a file's text with its located tree. An edit is text put in (or taken out) at
//! known bytes. It is done on the text and the result is read again: only if its tree is the old
//! one with exactly the wanted change, and the old text is still there but for what was put in,
//! does the sheet take it over. So a file written in a way that is not understood here leads to an
//! error, never to a damaged file.

mod additions;
mod diff;
mod disk;
mod extend;
mod fix;
mod habits;
mod insert;
mod layout;
mod new_folder;
mod plain;
mod render;
mod scalar;
mod sections;
mod splice;
mod three_way;
mod turn;
mod update;
mod write_error;

#[cfg(test)]
mod properties;

pub use additions::{Additions, Guarded, NewActor};
pub use diff::unified;
pub use disk::FileOnDisk;
pub use fix::{Change, Fixed, Fixes, fix};
pub use new_folder::write_missing;
pub(super) use sections::runs;
pub use sections::{Place, Side};
pub use turn::Turn;
pub use update::{UpdateError, Updated, update, with_originals};
pub use write_error::WriteError;

use std::ops::Range;

use crate::diagnostic::{line_column, quote};
use habits::Habits;
use plain::Plain;
use splice::{Splice, splice, undo};

use super::findings::Findings;
use crate::read::yaml::{self, Entry, Node, Value};
use actag_core::gazetteer::names::squeeze;

/// Why an edit was not made. The sheet is then as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The text has mistakes of its own.
    #[error("line {line} has a mistake that must be fixed first: {message}")]
    Faulty {
        /// The line of the first mistake, counted from one.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// No actor of that id is written in the file.
    #[error("no actor {} is written here", quote(.0))]
    NoActor(String),
    /// The scheme already has a value.
    #[error("{} already has a code {}: `{key}` is {}", quote(.id), quote(.key), quote(.value))]
    CodeTaken {
        /// The actor.
        id: String,
        /// The scheme.
        key: String,
        /// Its value.
        value: String,
    },
    /// The place is written in a way that an edit does not understand, or the edit would have
    /// changed more than it should.
    #[error("line {line} is written in a way that cannot be added to safely; add {what} by hand")]
    Unsafe {
        /// The line, counted from one.
        line: usize,
        /// What was to be added.
        what: String,
    },
}

/// A gazetteer file as text with its tree, to be edited.
#[derive(Debug, Clone)]
pub struct Sheet {
    byte_order_mark: bool,
    text: String,
    root: Node,
}

impl Sheet {
    /// Reads a file's text.
    ///
    /// # Errors
    /// If it is no YAML, or holds what a gazetteer cannot (anchors, tags, keys written twice).
    /// Mistakes beyond YAML, such as an unknown key, are no matter here.
    pub fn read(text: &str) -> Result<Sheet, EditError> {
        let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut findings = Findings::new(0);
        let root = yaml::parse(body, &mut findings);
        let (Some(root), []) = (root, findings.list.as_slice()) else {
            let first = findings.list.first();
            let at = first.map_or(0, |finding| finding.origin.start as usize);
            return Err(EditError::Faulty {
                line: line_column(body, at).0,
                message: first.map_or_else(String::new, |finding| finding.message.clone()),
            });
        };
        Ok(Sheet {
            byte_order_mark: body.len() < text.len(),
            text: body.to_owned(),
            root,
        })
    }

    /// Returns the whole text, with its byte-order mark if it has one.
    pub fn text(&self) -> String {
        let mark = if self.byte_order_mark { "\u{FEFF}" } else { "" };
        format!("{mark}{}", self.text)
    }

    /// Returns the line of a byte behind the byte-order mark, counted from one.
    pub fn line_of(&self, at: usize) -> usize {
        line_column(&self.text, at).0
    }

    /// Returns whether the file holds nothing, or only comments.
    pub fn is_empty(&self) -> bool {
        self.root.value == Value::Empty
    }

    /// Returns the type that actors of this file have by default.
    pub fn default_type(&self) -> Option<&str> {
        match &self.entry("type")?.value.value {
            Value::Scalar(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// Returns whether an actor of that id is written here.
    pub fn has_actor(&self, id: &str) -> bool {
        self.actor(id).is_some()
    }

    /// Returns how many of the actors written here have that type, and the country if one is given.
    pub fn count(&self, actor_type: &str, country: Option<&str>) -> usize {
        let items = self.actors().map_or(&[][..], |(_, items)| items);
        let of_type =
            |item: &&Node| text_of(item, "type").or(self.default_type()) == Some(actor_type);
        let of_country = |item: &&Node| country.is_none() || text_of(item, "country") == country;
        items.iter().filter(of_type).filter(of_country).count()
    }

    /// Returns the bytes of an actor's entry, counted from behind the byte-order mark.
    pub fn entry_of(&self, id: &str) -> Option<Range<usize>> {
        self.actor(id).map(|(_, node)| node.span.clone())
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.root.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// Returns the list of actors.
    fn actors(&self) -> Option<(&Node, &[Node])> {
        let node = &self.entry("actors")?.value;
        match &node.value {
            Value::List(items) => Some((node, items)),
            _ => None,
        }
    }

    fn actor(&self, id: &str) -> Option<(usize, &Node)> {
        let (_, items) = self.actors()?;
        let mut items = items.iter().enumerate();
        items.find(|(_, item)| text_of(item, "id").is_some_and(|found| squeeze(found) == id))
    }

    fn habits(&self) -> Habits {
        Habits::of(&self.text, &self.root)
    }

    /// Takes over the first of several ways to make an edit that changes the tree to `wanted` and
    /// nothing else.
    fn apply(&mut self, ways: impl IntoIterator<Item = Vec<Splice>>, wanted: &Plain) -> Option<()> {
        ways.into_iter().find_map(|splices| {
            let done = splice(&self.text, &splices);
            let mut findings = Findings::new(0);
            let root = yaml::parse(&done, &mut findings)?;
            let sound = findings.list.is_empty()
                && Plain::from(&root) == *wanted
                && undo(&self.text, &splices, &done).as_ref() == Some(&self.text);
            sound.then(|| {
                self.text = done;
                self.root = root;
            })
        })
    }

    fn unsafe_at(&self, at: usize, what: impl Into<String>) -> EditError {
        EditError::Unsafe {
            line: self.line_of(at),
            what: what.into(),
        }
    }
}

/// Returns the text under a key of a mapping.
fn text_of<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    match &entry_of(node, key)?.value.value {
        Value::Scalar(text) => Some(text),
        _ => None,
    }
}

fn entry_of<'n>(node: &'n Node, key: &str) -> Option<&'n Entry> {
    match &node.value {
        Value::Map(entries) => entries.iter().find(|entry| entry.key == key),
        _ => None,
    }
}
