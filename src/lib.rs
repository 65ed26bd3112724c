//! actag tags the actors of a document corpus.

pub mod corpus;
pub mod diagnostic;
pub mod gazetteer;
mod lexicon;
pub mod tagger;
pub mod text;

pub use corpus::Document;
pub use gazetteer::Gazetteer;
pub use lexicon::BuildError;
pub use tagger::{Mention, Tagger};
