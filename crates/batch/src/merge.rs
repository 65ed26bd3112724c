//! Shards of a run to the tables of one run over the whole.
//!
//! Rows that come as documents go by are put in the order of the corpus, batch by batch, as
//! `batches.csv` of each shard lists them; those that are made at the end are added up. Every file
//! is held against the hash in its data package on the way.

mod add_up;
mod shard_folder;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::paths::is_same_place;
use crate::run::{Repeats, Summary, settle};
use crate::sorted::RunFolder;
use crate::tables::actors::ActorRow;
use crate::tables::documents::DocumentRow;
use crate::tables::folder::{
    COUNTS, Existing, Opened, OutputError, OutputFolder, RunIdentity, differs,
};
use crate::tables::{Row, Table};

use add_up::AddedUp;
use shard_folder::{Batches, ShardFolder};

/// Shards that cannot be merged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// No folder was named.
    #[error("no shards to merge")]
    NoShards,
    /// A folder does not hold a finished shard.
    #[error("`{}` is no finished shard: {reason}", folder.display())]
    NotAShard {
        /// The folder.
        folder: PathBuf,
        /// What is amiss.
        reason: String,
    },
    /// A folder holds a shard whose run has not ended.
    #[error("`{}` is no finished shard: its run has not ended", folder.display())]
    Unfinished {
        /// The folder.
        folder: PathBuf,
    },
    /// A folder holds a whole corpus, not a shard.
    #[error("`{}` is no finished shard: it was tagged whole", folder.display())]
    Whole {
        /// The folder.
        folder: PathBuf,
    },
    /// A folder holds a shard of another run than the first folder does.
    #[error(
        "`{}` is not a shard of the same run as `{}`: other {differs}",
        folder.display(),
        first.display()
    )]
    OtherRun {
        /// The folder.
        folder: PathBuf,
        /// The first folder.
        first: PathBuf,
        /// In what the runs differ.
        differs: String,
    },
    /// A shard is there twice.
    #[error("`{}` and `{}` are both shard {shard}", first.display(), second.display())]
    Twice {
        /// The one folder.
        first: PathBuf,
        /// The other.
        second: PathBuf,
        /// Which shard.
        shard: String,
    },
    /// The merged tables would replace a shard.
    #[error("the tables would go to `{}`, which is the shard `{}`", out.display(), shard.display())]
    IntoShard {
        /// Where the tables are to go.
        out: PathBuf,
        /// The shard, as it was named.
        shard: PathBuf,
    },
    /// Shards are missing.
    #[error("of {of} shards {missing} not among the folders named")]
    Missing {
        /// How many belong to the run.
        of: u64,
        /// Which are not there, in words.
        missing: String,
    },
    /// A table is no longer what the shard wrote.
    #[error("`{}` was changed since its shard was tagged; tag that shard again", path.display())]
    Changed {
        /// The table.
        path: PathBuf,
    },
    /// A table cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The table.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// What memory has no room for cannot be kept on the disk.
    #[error("cannot sort the rows: {0}")]
    Sort(#[from] io::Error),
    /// The merged tables cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}

/// Merges shards into the tables, and the data package, of one run over the whole corpus.
///
/// The summary has no actors where their table was not written, and quotes no skipped input.
///
/// # Errors
/// Where the folders are not all the shards of one run, as they were written, or the output cannot
/// be written. What is in the output folder then is what was there before.
pub fn merge(folders: &[PathBuf], out: &Path, existing: Existing) -> Result<Summary, MergeError> {
    if let Some(shard) = folders.iter().find(|folder| is_same_place(folder, out)) {
        return Err(MergeError::IntoShard {
            out: out.to_owned(),
            shard: shard.clone(),
        });
    }
    let shards = folders
        .iter()
        .map(|folder| ShardFolder::open(folder))
        .collect::<Result<Vec<_>, _>>()?;
    let shards = in_order(shards)?;
    let first = shards.first().ok_or(MergeError::NoShards)?;
    let identity = RunIdentity {
        run: &first.run,
        tables: &first.tables,
        nested: first.nested,
        spreadsheet_safe: first.spreadsheet_safe,
        form: &first.form,
        newest: None,
    };
    let mut output = match OutputFolder::open(out, existing, &identity)? {
        Opened::New(output) => output,
        // A merge saves nothing, and is told to refuse or to replace.
        Opened::Resumed(..) | Opened::Finished => return Ok(Summary::default()),
    };
    let runs = Arc::new(output.run_folder());
    let mut summary = Summary::default();
    for shard in &shards {
        summary.counts.merge(&shard.counts);
    }
    let batches = shards
        .iter()
        .map(ShardFolder::batches)
        .collect::<Result<Vec<_>, _>>()?;
    let mut repeats = Repeats::new(&runs);
    for shard in &shards {
        // A shard has that table in any case.
        shard.each_row(DocumentRow::TABLE, |row| add_document(&mut repeats, row))?;
    }
    for &table in first.tables.iter().filter(|table| table.is_by_document()) {
        interleave(&shards, &batches, table, &mut output)?;
    }
    let alike = repeats.into_alike()?;
    summary.repeated_ids = settle(alike, &mut output, &mut summary.counts)?;
    for &table in first.tables.iter().filter(|table| table.is_at_end()) {
        let rows = add_up(&shards, table, first.nested, &runs, &mut output)?;
        if table == ActorRow::TABLE {
            summary.actors = rows;
        }
    }
    let mut found = Map::new();
    found.insert(COUNTS.to_owned(), json!(summary.counts));
    output.finish(found)?;
    Ok(summary)
}

/// Adds up the rows of a table that is made at the end; returns how many there are.
fn add_up(
    shards: &[ShardFolder],
    table: Table,
    nested: bool,
    runs: &Arc<RunFolder>,
    output: &mut OutputFolder,
) -> Result<u64, MergeError> {
    let mut added = AddedUp::new(table, nested, runs);
    for shard in shards {
        shard.each_row(table, |row| added.add(row))?;
    }
    added.write(|rows| output.write(table, rows).map_err(MergeError::from))
}

/// Adds a row of documents.csv of a shard; `None` where it is none.
fn add_document(repeats: &mut Repeats, row: &[&str]) -> Option<io::Result<()>> {
    let (key, id) = (row.first()?.parse().ok()?, row.get(1)?);
    // The last column is empty in a shard.
    let [.., hash, ""] = row else {
        return None;
    };
    Some(repeats.add(key, id, hash.parse().ok()?))
}

/// The shards by number, if they are all there are of one run.
fn in_order(shards: Vec<ShardFolder>) -> Result<Vec<ShardFolder>, MergeError> {
    let mut by_number: BTreeMap<u64, ShardFolder> = BTreeMap::new();
    let mut first: Option<(PathBuf, Value, u64, (u64, u32))> = None;
    for shard in shards {
        let (of, read) = (
            shard.shard.of(),
            (shard.totals.batches, shard.totals.checksum),
        );
        match &first {
            None => first = Some((shard.folder.clone(), shard.run.clone(), of, read)),
            Some((folder, run, all, whole)) => {
                let differs = differs(run, &shard.run)
                    .or_else(|| (of != *all).then(|| "number of shards".to_owned()))
                    .or_else(|| (read != *whole).then(|| "contents of the inputs".to_owned()));
                if let Some(differs) = differs {
                    return Err(MergeError::OtherRun {
                        folder: shard.folder,
                        first: folder.clone(),
                        differs,
                    });
                }
            }
        }
        if let Some(twin) = by_number.get(&shard.shard.number()) {
            return Err(MergeError::Twice {
                first: twin.folder.clone(),
                second: shard.folder,
                shard: shard.shard.to_string(),
            });
        }
        by_number.insert(shard.shard.number(), shard);
    }
    let of = first.map_or(0, |(_, _, of, _)| of);
    let missing: Vec<String> = (1..=of)
        .filter(|number| !by_number.contains_key(number))
        .map(|number| number.to_string())
        .collect();
    match missing.as_slice() {
        [] => Ok(by_number.into_values().collect()),
        [one] => Err(MergeError::Missing {
            of,
            missing: format!("number {one} is"),
        }),
        many => Err(MergeError::Missing {
            of,
            missing: format!("numbers {} are", many.join(", ")),
        }),
    }
}

/// Copies the rows of a table in the order of the corpus: batch 0 is the first shard's first, batch
/// 1 the second's …
fn interleave(
    shards: &[ShardFolder],
    batches: &[Batches],
    table: Table,
    output: &mut OutputFolder,
) -> Result<(), MergeError> {
    let mut readers = shards
        .iter()
        .map(|shard| shard.rows(table))
        .collect::<Result<Vec<_>, _>>()?;
    let lengths: Vec<&[u64]> = batches.iter().map(|batches| batches.of(table)).collect();
    let rounds = lengths
        .iter()
        .map(|lengths| lengths.len())
        .max()
        .unwrap_or_default();
    for round in 0..rounds {
        for (reader, lengths) in readers.iter_mut().zip(&lengths) {
            let Some(bytes) = lengths.get(round) else {
                continue;
            };
            reader.copy(*bytes, &mut |rows| Ok(output.write(table, rows)?))?;
        }
    }
    readers.into_iter().try_for_each(|reader| reader.finish())
}
