//! Corpora to tables, for [actag](https://docs.rs/actag).
//!
//! [`corpus`] reads documents from files, folders and streams; [`tables`] holds the CSV tables that
//! come of them; [`run`] tags a whole corpus in parallel, in order, in bounded memory, and resumes
//! where it was broken off; [`merge`] joins the shards of a run on many machines.
//!
//! With the feature `arrow`, `frames` tags documents that lie in Arrow tables.
//!
//! Nothing here reads gazetteers from files or prints.

#[cfg(feature = "arrow")]
mod arrow_days;
pub mod corpus;
#[cfg(feature = "arrow")]
pub mod frames;
mod hash;
pub mod merge;
pub mod paths;
pub mod run;
mod sorted;
#[doc(hidden)]
pub mod stages;
pub mod tables;
