//! actag tags the actors of a document corpus.

pub mod check;
pub mod corpus;
pub mod diagnostic;
pub mod gazetteer;
mod lexicon;
pub mod run;
pub mod tables;
pub mod tagger;
pub mod text;

pub use corpus::Document;
pub use gazetteer::Gazetteer;
pub use lexicon::BuildError;
pub use tagger::{Mention, Tagger};
