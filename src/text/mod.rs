//! Text as the matcher sees it: folded letters, whole words, sentences.

pub(crate) mod chars;
pub(crate) mod common_words;
pub(crate) mod context;
pub(crate) mod fold;
pub(crate) mod offsets;
pub(crate) mod sentences;
pub(crate) mod words;

pub use fold::fold;
pub use offsets::{OffsetCounter, OffsetUnit};
