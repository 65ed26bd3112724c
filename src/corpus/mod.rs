//! Documents from files, folders and streams.

mod document;

pub use document::Document;
