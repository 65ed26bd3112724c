//! Where something of a gazetteer is written.

use std::sync::Arc;

use crate::source::{Location, Source};

/// Where something was written: a span of bytes in one of the gazetteer's sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// Index into [`Gazetteer::sources`](super::Gazetteer::sources).
    pub source: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Origin {
    /// The origin of what was made in code: it is in no source.
    pub const NOWHERE: Origin = Origin {
        source: u32::MAX,
        start: 0,
        end: 0,
    };

    /// Returns the place in its source.
    pub fn in_source(self, source: &Arc<Source>) -> Location {
        Location {
            source: Arc::clone(source),
            span: self.start as usize..self.end as usize,
        }
    }
}

impl Default for Origin {
    fn default() -> Self {
        Self::NOWHERE
    }
}
