//! What people write: YAML and CSV files that list actors, read into one [`Gazetteer`].

mod model;

pub use model::{Actor, Case, Conditions, Cue, Name, NameKind, Origin, Phrase, Role};
