//! What is allowed but probably not meant, and examples that do not hold.

pub mod check;
pub(crate) mod countries;
pub mod rules;
