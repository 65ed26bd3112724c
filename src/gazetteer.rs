//! Actors and their names, and what people write: YAML and CSV files that list them.

pub use actag_core::gazetteer::{
    Actor, ActorBuilder, BuilderError, Case, Change, ChangeKind, Code, Codes, Conditions, Cue,
    Gazetteer, GazetteerBuilder, Name, NameKind, Origin, Phrase, Role,
};

#[cfg(feature = "curate")]
pub use actag_format::nearest;
#[cfg(feature = "curate")]
pub use actag_format::{
    ActorEntry, GazetteerFile, GuardedEntry, RoleEntry, Unwritable, edit, json_schema, rules,
};
#[cfg(feature = "load")]
pub use actag_format::{
    Draft, FORMAT_ERRORS, Layer, LoadError, Loader, draft, draft_edited, folders, from_yaml,
    is_csv, is_in_work_tree, list_files, load, load_all,
};
#[cfg(feature = "curate")]
pub(crate) use {
    actag_core::gazetteer::names::{corrected_id, squeeze},
    actag_format::{expand_braces, spelling},
};

#[cfg(feature = "shipped")]
pub use crate::shipped::{SHIPPED_FOLDER, SHIPPED_LAYER, layer, layers, shipped, shipped_files};
