//! A file's tree without its places: what an edit is held against.

use crate::read::yaml::{Node, Value};

/// What a node says, wherever it is and however it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Plain {
    Text(String),
    Empty,
    List(Vec<Plain>),
    Map(Vec<(String, Plain)>),
}

/// One step from a collection into it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

impl Plain {
    pub fn text(text: impl Into<String>) -> Plain {
        Plain::Text(text.into())
    }

    pub(super) fn texts(texts: &[String]) -> Plain {
        Plain::List(texts.iter().map(Plain::text).collect())
    }

    /// Follows a path down.
    pub(super) fn at(&mut self, path: &[Step<'_>]) -> Option<&mut Plain> {
        path.iter()
            .try_fold(self, |plain, step| match (plain, step) {
                (Plain::List(items), Step::Item(at)) => items.get_mut(*at),
                (Plain::Map(entries), Step::Key(key)) => entries
                    .iter_mut()
                    .find(|(known, _)| known == key)
                    .map(|(_, value)| value),
                _ => None,
            })
    }

    /// Returns the list at the end of a path.
    pub(super) fn list_at(&mut self, path: &[Step<'_>]) -> Option<&mut Vec<Plain>> {
        match self.at(path)? {
            Plain::List(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the entries of the mapping at the end of a path.
    pub(super) fn map_at(&mut self, path: &[Step<'_>]) -> Option<&mut Vec<(String, Plain)>> {
        match self.at(path)? {
            Plain::Map(entries) => Some(entries),
            _ => None,
        }
    }
}

impl From<&Node> for Plain {
    fn from(node: &Node) -> Plain {
        match &node.value {
            Value::Scalar(text) => Plain::Text(text.clone()),
            Value::Empty | Value::Faulty => Plain::Empty,
            Value::List(items) => Plain::List(items.iter().map(Plain::from).collect()),
            Value::Map(entries) => Plain::Map(
                entries
                    .iter()
                    .map(|entry| (entry.key.clone(), Plain::from(&entry.value)))
                    .collect(),
            ),
        }
    }
}
