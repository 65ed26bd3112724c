//! Text as the matcher sees it: folded letters, whole words, sentences.

pub mod abbreviations;
pub mod chars;
pub mod common_words;
pub mod context;
pub mod fold;
pub mod offsets;
pub mod sentences;
pub mod words;

pub use fold::fold;
pub use offsets::{OffsetCounter, OffsetUnit};
