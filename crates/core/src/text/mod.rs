//! Text as the matcher sees it: folded letters, whole words, sentences.

pub mod abbreviations;
pub mod case;
pub mod chars;
pub mod common_words;
pub mod context;
pub mod fold;
pub(crate) mod lists;
pub mod modifiers;
pub mod offsets;
pub(crate) mod people_names;
pub(crate) mod regions;
pub mod sentences;
pub mod words;

pub use fold::fold;
pub use offsets::{OffsetCounter, OffsetUnit};
