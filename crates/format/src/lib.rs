//! What people write for [actag](https://docs.rs/actag): gazetteers in YAML and CSV, read into one
//! [`Gazetteer`], checked, and edited.
//!
//! A folder is loaded as one. Files become located trees (YAML) or rows (CSV), these are
//! decoded into actors and families, families make further actors (`families`), and references
//! between actors are resolved last, when every id is known (`assemble`). Every mistake in every
//! file is reported, not only the first. `schema` holds the words of the format; `lint` finds what
//! is allowed but probably not meant, `edit` changes files and keeps their layout.
//!
//! ```
//! let gazetteer = actag_format::from_yaml(
//!     "type: government
//! actors:
//!   - {id: iran, name: Iran, adjectives: ['Iranian{,s}']}
//! ",
//! )?;
//! assert_eq!(gazetteer.actors()[0].names.len(), 3);
//! # Ok::<(), actag_format::LoadError>(())
//! ```

mod assemble;
mod changes;
mod commit;
mod contents;
pub mod delimiter;
pub mod diagnostic;
mod draft;
pub mod edit;
mod families;
mod file_format;
mod findings;
mod lint;
mod loader;
mod read;
mod reading;
mod schema;
pub mod spelling;
mod temporary;

pub use actag_core::Gazetteer;
pub use commit::is_in_work_tree;
pub use draft::{Draft, LoadError};
pub use lint::check::check;
pub use lint::countries::is_country;
pub use lint::rules::mixes_alphabets;
pub use lint::{check, rules};

pub use file_format::{ActorEntry, GazetteerFile, GuardedEntry, RoleEntry, Unwritable};
pub use loader::Loader;
pub use read::braces::expand_braces;
pub use read::csv::split_cell;
pub use read::files::{Layer, is_csv};
pub use reading::{draft, draft_edited, folders, from_yaml, list_files, load, load_all};
pub use schema::format_errors::FORMAT_ERRORS;
pub use schema::json_schema::json_schema;
pub use schema::schemes::{fits_scheme, identifies};
pub use schema::vocabulary::nearest;
pub use temporary::temporary;
#[cfg(test)]
mod shipped {
    //! The gazetteers of the repository, for tests.

    use std::path::{Path, PathBuf};

    use actag_core::Gazetteer;

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteers")
    }

    /// Returns all of them in one.
    pub(crate) fn shipped() -> Gazetteer {
        crate::load(folder()).unwrap()
    }

    /// Name and text of every file in the folder itself.
    pub(crate) fn shipped_files() -> Vec<(String, String)> {
        let files = walkdir::WalkDir::new(folder()).sort_by_file_name();
        let files = files.into_iter().map(Result::unwrap);
        let files = files.filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let name = entry.file_name().to_str().unwrap().to_owned();
                (name, std::fs::read_to_string(entry.path()).unwrap())
            })
            .collect()
    }
}
