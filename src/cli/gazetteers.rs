//! Which gazetteers a command uses.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use actag::Gazetteer;
use actag::gazetteer::{Draft, LoadError};

use super::counted;

/// The folder that is used where it is there and none is named.
pub(super) const DEFAULT_FOLDER: &str = "gazetteers";

/// Words for the gazetteers built into the program.
pub(super) const SHIPPED: &str = concat!("shipped with actag ", env!("CARGO_PKG_VERSION"));

/// Options shared by the commands that use gazetteers.
#[derive(Debug, clap::Args)]
pub(super) struct GazetteerOptions {
    /// Folder or file of gazetteers; several are loaded as one [default: ./gazetteers, else those
    /// built into actag]
    #[arg(short, long = "gazetteers", value_name = "DIR")]
    pub(super) gazetteers: Vec<PathBuf>,
}

/// Returns the gazetteers on the disk that a command uses: those that were named, else
/// `./gazetteers`; none where those built in are used.
pub(super) fn on_disk(named: &[PathBuf]) -> Vec<PathBuf> {
    if named.is_empty() && Path::new(DEFAULT_FOLDER).is_dir() {
        return vec![DEFAULT_FOLDER.into()];
    }
    named.to_vec()
}

/// Returns the paths, joined by commas.
pub(super) fn listed(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    paths.join(", ")
}

/// Loads the gazetteers that were named; else `./gazetteers`, if there is such a folder; else those
/// built in.
///
/// Returns them, and which they are in words.
pub(super) fn load(named: &[PathBuf]) -> Result<(Arc<Gazetteer>, String), LoadError> {
    let (draft, which) = draft(named)?;
    let gazetteer = Arc::new(draft.into_gazetteer()?);
    // One reference is kept to the end of the program, which ends sooner when it need not free the
    // memory of a million names one by one.
    std::mem::forget(Arc::clone(&gazetteer));
    Ok((gazetteer, which))
}

/// Loads the same gazetteers without refusing those with mistakes.
pub(super) fn draft(named: &[PathBuf]) -> Result<(Draft, String), LoadError> {
    let paths = on_disk(named);
    if paths.is_empty() {
        return Ok((actag::gazetteer::shipped_draft(), SHIPPED.to_owned()));
    }
    let which = match named {
        [] => format!("./{DEFAULT_FOLDER}"),
        named => listed(named),
    };
    Ok((actag::gazetteer::draft(&paths)?, which))
}

/// Describes the gazetteers: which they are, and how many files, actors and names they have.
pub(super) fn describe(gazetteer: &Gazetteer, which: &str) -> String {
    let names: usize = gazetteer
        .actors()
        .iter()
        .map(|actor| actor.names.len())
        .sum();
    format!(
        "{which}: {}, {}, {}",
        counted(gazetteer.sources().len() as u64, "file"),
        counted(gazetteer.actors().len() as u64, "actor"),
        counted(names as u64, "name")
    )
}
