//! The gazetteers that come with actag, which `build.rs` builds into the library.

use actag_format::{Draft, Gazetteer, LoadError, draft_of_texts};

/// The files of the repository's `gazetteers/`, with what belongs to them: name and text.
static SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The folder that findings show for files built into the program.
pub const SHIPPED_FOLDER: &str = "shipped";

/// Loads the gazetteers that come with actag, built into the library.
///
/// # Errors
/// As [`load`](crate::load); the shipped gazetteers have no mistakes.
pub fn shipped() -> Result<Gazetteer, LoadError> {
    shipped_draft().into_gazetteer()
}

/// The same as a draft.
pub fn shipped_draft() -> Draft {
    draft_of_texts(SHIPPED_FOLDER, SHIPPED)
}

/// Name and text of every file that [`shipped`] loads, and of those that belong to them: where the
/// names come from, and the schema for editors.
pub fn shipped_files() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_gazetteers_load() {
        let any = SHIPPED
            .iter()
            .any(|(name, _)| name.ends_with(".yaml") || name.ends_with(".csv"));
        // A checkout without any has none.
        assert_eq!(shipped().unwrap().actors().is_empty(), !any);
    }
}
