//! What the data package tells of a run.

use actag_core::gazetteer::Gazetteer;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::RunOptions;
use crate::corpus::Corpus;
use crate::hash::hex;

/// The hash that tells gazetteers apart: that of their files or, where they were made in code, of
/// the actors, so that a run is never resumed with other ones.
fn hash(gazetteer: &Gazetteer) -> String {
    if !gazetteer.hash().is_empty() {
        return gazetteer.hash().to_owned();
    }
    let mut hash = Sha256::new();
    for actor in gazetteer.actors() {
        hash.update(format!("{actor:?}"));
    }
    hex(&hash.finalize())
}

/// What the data package tells of the run: everything that decides the tables, and nothing that
/// does not.
pub(super) fn describe(
    gazetteer: &Gazetteer,
    corpus: &Corpus,
    options: &RunOptions,
) -> serde_json::Value {
    let files: Vec<&str> = gazetteer
        .sources()
        .iter()
        .map(|source| source.path.as_str())
        .collect();
    let given: serde_json::Map<String, serde_json::Value> = options
        .described
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect();
    let tables: Vec<&str> = options.tables.iter().map(|table| table.name()).collect();
    let mut described = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "gazetteers": {
            "files": files,
            "sha256": hash(gazetteer),
            "actors": gazetteer.actors().len(),
        },
        "inputs": {
            "count": corpus.listing().count,
            "sha256": corpus.listing().sha256,
        },
        "options": given,
        "tables": tables,
    });
    if let Some(shard) = options.shard {
        described["shard"] = shard.to_string().into();
    }
    described
}
