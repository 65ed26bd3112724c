//! The gazetteers that come with actag, which `build.rs` builds into the library.

use std::path::{Path, PathBuf};

use actag_format::{Gazetteer, Layer, LoadError, load_all};

/// The files of the repository's `gazetteers/`, with what belongs to them: name and text.
static SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The folder that findings show for files built into the program.
pub const SHIPPED_FOLDER: &str = "shipped";

/// The gazetteers that come with actag, to be loaded alone or beneath others.
pub const SHIPPED_LAYER: Layer = Layer::BuiltIn {
    folder: SHIPPED_FOLDER,
    texts: SHIPPED,
};

/// Loads the gazetteers that come with actag, built into the library.
///
/// # Errors
/// As [`load`](crate::load); the shipped gazetteers have no mistakes.
pub fn shipped() -> Result<Gazetteer, LoadError> {
    load_all(&[SHIPPED_LAYER])
}

/// Returns the gazetteers that a person names: `shipped` for those that come with actag, else a
/// folder or file. A folder that is called so is `./shipped`.
pub fn layer(named: &Path) -> Layer {
    match named.as_os_str() == SHIPPED_FOLDER {
        true => SHIPPED_LAYER,
        false => Layer::Path(named.to_owned()),
    }
}

/// The same for several.
pub fn layers(named: &[PathBuf]) -> Vec<Layer> {
    named.iter().map(|named| layer(named)).collect()
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
