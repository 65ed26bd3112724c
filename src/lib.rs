//! actag tags the actors of a document corpus.

pub mod corpus;
pub mod diagnostic;
pub mod gazetteer;
pub mod text;

pub use corpus::Document;
