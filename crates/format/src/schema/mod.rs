//! The words of the format: keys, types, schemes, and what is told of them to editors.

pub(crate) mod format_errors;
pub(crate) mod keys;
pub(crate) mod vocabulary;

#[cfg(feature = "curate")]
pub(crate) mod file_format;
#[cfg(feature = "curate")]
pub(crate) mod json_schema;
