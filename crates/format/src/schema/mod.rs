//! The words of the format: keys, types, schemes, and what editors and other programs are shown of
//! them.

pub(crate) mod format_errors;
pub(crate) mod json_schema;
pub(crate) mod keys;
pub(crate) mod schemes;
pub(crate) mod vocabulary;
