//! Files into actors, families and located mistakes.

pub(crate) mod braces;
pub(crate) mod conditions;
pub(crate) mod csv;
pub(crate) mod decode;
pub(crate) mod fields;
pub(crate) mod files;
pub(crate) mod syntax;
pub(crate) mod wanted;
pub(crate) mod yaml;
