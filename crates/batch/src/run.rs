//! A run: corpus → tagger → tables, in parallel, in order, in bounded memory.
//!
//! Workers take turns at reading a batch; each decodes, tags and makes rows in memory of its own,
//! and the rows are written in the order in which the batches were read. So the tables do not
//! depend on the number of workers, and no more than a few batches per worker are in memory at
//! once.

mod order;
mod sink;
mod state;
mod worker;

use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::corpus::{Corpus, Feed, thread_pool};
use crate::hash::hex;
use crate::tables::by_document::RowSink;
use crate::tables::folder::{Existing, Opened, OutputError, OutputFolder};
use crate::tables::{CsvRows, Table};
use actag_core::gazetteer::Gazetteer;
use actag_core::tagger::Tagger;
use actag_core::text::OffsetUnit;

use order::Writer;
use sink::Sink;
use state::State;
use worker::{Counts, Worker};

pub use crate::corpus::{NoShard, Shard};

/// What a run does with the mentions.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// The tables to write.
    pub tables: Vec<Table>,
    /// What offsets count.
    pub offsets: OffsetUnit,
    /// Whether mentions inside others are reported too.
    pub nested: bool,
    /// Whether a quotation mark is put before cells that a spreadsheet would run as a formula.
    pub spreadsheet_safe: bool,
    /// Worker threads; 0 for one a core.
    pub threads: usize,
    /// The part of the corpus to tag; `None` for all of it.
    pub shard: Option<Shard>,
    /// How long after a checkpoint the next one is made; longer, where that takes long.
    pub save_every: Duration,
    /// What the data package tells of how the run was started: options that change the tables.
    pub described: Vec<(String, String)>,
}

impl Default for RunOptions {
    /// The tables that are written by default, of the whole corpus, with a checkpoint every five
    /// seconds.
    fn default() -> Self {
        let mut tables = Table::ALL.to_vec();
        tables.retain(|table| table.schema().by_default);
        Self {
            tables,
            offsets: OffsetUnit::Chars,
            nested: false,
            spreadsheet_safe: false,
            threads: 0,
            shard: None,
            save_every: Duration::from_secs(5),
            described: Vec::new(),
        }
    }
}

/// Where the tables go.
pub enum Output<'w> {
    /// A folder, which is made if need be.
    Folder {
        /// The folder.
        path: PathBuf,
        /// What to do with what an earlier run left there.
        existing: Existing,
    },
    /// A pipe for one table. Where it closes, the run ends in good order: whoever reads has seen
    /// enough.
    Stream(Table, &'w mut (dyn Write + Send)),
}

/// What a run found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Documents tagged.
    pub documents: u64,
    /// Bytes of text tagged, in UTF-8.
    pub bytes: u64,
    /// Mentions, nested ones aside.
    pub mentions: u64,
    /// Mentions whose actor the document does not decide.
    pub ambiguous: u64,
    /// Actors seen.
    pub actors: u64,
    /// Inputs not tagged, whole or in part.
    pub skipped: u64,
    /// The first of them, for a message.
    pub first_skipped: Vec<crate::corpus::Skipped>,
    /// Of the documents, those that an earlier run tagged.
    pub earlier_documents: u64,
    /// Of the bytes, those of them.
    pub earlier_bytes: u64,
    /// How it ended.
    pub ended: Ended,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ended {
    /// All is tagged.
    #[default]
    Whole,
    /// All was tagged before: nothing was done.
    Before,
    /// It was stopped, and can go on.
    Stopped,
}

impl Summary {
    fn ended(ended: Ended) -> Self {
        Self {
            ended,
            ..Self::default()
        }
    }
}

/// What a shard tells for the merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ShardTotals {
    /// Batches of the whole corpus, and a checksum of its records: the same in all shards.
    pub(crate) batches: u64,
    pub(crate) checksum: u32,
    pub(crate) documents: u64,
    pub(crate) bytes: u64,
    pub(crate) mentions: u64,
    pub(crate) ambiguous: u64,
    pub(crate) skipped: u64,
}

impl ShardTotals {
    fn of(summary: &Summary, batches: u64, checksum: u32) -> Self {
        Self {
            batches,
            checksum,
            documents: summary.documents,
            bytes: summary.bytes,
            mentions: summary.mentions,
            ambiguous: summary.ambiguous,
            skipped: summary.skipped,
        }
    }
}

/// A run could not go on.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The tables could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The stream could not be written.
    #[error("cannot write to the output: {0}")]
    Stream(std::io::Error),
    /// The inputs are not those that the run to go on with had read.
    #[error("the inputs have changed since the run began")]
    InputsChanged,
    /// The state of the run cannot be written down.
    #[error("the state of the run cannot be saved: {0}")]
    State(serde_json::Error),
    /// What was saved of a run cannot be understood.
    #[error("what was saved of the run cannot be read")]
    NoState,
    /// The worker threads could not be started.
    #[error("cannot start {threads} threads: {source}")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// What the system said.
        source: rayon::ThreadPoolBuildError,
    },
}

/// Tags a corpus and writes the tables. `progress` is called now and then with the bytes read from
/// the inputs so far.
///
/// Every few seconds it makes a checkpoint: what is tagged is on the disk, and a run that is killed
/// resumes from there. [`Corpus::stop`] ends it after the batches at hand.
///
/// # Errors
/// If the tables cannot be written, or a run cannot be resumed. The output folder then holds what
/// it held before, and the last checkpoint.
pub fn run(
    corpus: &mut Corpus,
    tagger: &Tagger,
    options: &RunOptions,
    output: Output<'_>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Summary, RunError> {
    let pool = thread_pool(options.threads).map_err(|source| RunError::Threads {
        threads: options.threads,
        source,
    })?;
    let gazetteer = tagger.gazetteer();
    let described = || describe(gazetteer, corpus, options);
    let Some((tables, mut sink, state)) = open(output, options, described)? else {
        return Ok(Summary::ended(Ended::Before));
    };
    let mut feed = Feed::new(corpus, options.shard.unwrap_or(Shard::WHOLE));
    let mut total = match state {
        Some(state) => match resume(&mut feed, state, gazetteer, &tables, progress)? {
            Some(counts) => counts,
            None => return Ok(Summary::ended(Ended::Stopped)),
        },
        None => Counts::new(gazetteer, &tables),
    };
    let mut until_checkpoint = options.save_every;
    loop {
        feed.until(sink.can_save().then(|| Instant::now() + until_checkpoint));
        let out = Writer::new(sink, pool.current_num_threads(), feed.taken());
        let workers = feed.walk(
            &pool,
            progress,
            || Worker::new(tagger, options, &tables),
            |worker, number, batch| worker.tag_batch(number, batch, &out),
        );
        sink = out.finish()?;
        for worker in workers {
            total.merge(worker.into_counts());
        }
        // Stopped at the very end of the corpus counts as stopped: the last batch may be missing.
        let stopped = feed.corpus().stop().is_set();
        if sink.is_closed() || feed.has_ended() && !stopped {
            break;
        }
        let saving = Instant::now();
        let state = State::of(&feed, &total).map_err(RunError::State)?;
        sink.save(&state)?;
        if stopped {
            let mut summary = total.summary();
            summary.ended = Ended::Stopped;
            return Ok(summary);
        }
        // A checkpoint holds the totals of all pairs so far, and takes longer and longer.
        until_checkpoint = options.save_every.max(saving.elapsed() * SAVING_SHARE);
    }
    let batches = feed.read();
    let checksum = corpus.checksum();
    let summary = total.summary();
    write_totals(&total, gazetteer, options, &mut sink)?;
    sink.finish(json!(ShardTotals::of(&summary, batches, checksum)))?;
    Ok(summary)
}

/// What a run writes to: the tables, where their rows go, and the state of an earlier run to
/// resume.
type OpenedOutput<'w> = (Vec<Table>, Sink<'w>, Option<serde_json::Value>);

/// Opens the output; `None` where all is there already.
fn open<'w>(
    output: Output<'w>,
    options: &RunOptions,
    described: impl FnOnce() -> serde_json::Value,
) -> Result<Option<OpenedOutput<'w>>, RunError> {
    let (path, existing) = match output {
        Output::Stream(table, stream) => {
            let sink = Sink::stream(table, stream, options.nested)?;
            return Ok(Some((vec![table], sink, None)));
        }
        Output::Folder { path, existing } => (path, existing),
    };
    let mut files = options.tables.clone();
    files.extend(options.shard.map(|_| Table::BATCHES));
    let opened = OutputFolder::open(&path, &files, options.nested, existing, &described())?;
    let (output, state) = match opened {
        Opened::New(output) => (output, None),
        Opened::Resumed(output, state) => (output, Some(state)),
        Opened::Finished => return Ok(None),
    };
    let sink = Sink::Folder {
        output,
        shard: options.shard,
        flushed: Vec::new(),
    };
    Ok(Some((options.tables.clone(), sink, state)))
}

/// Writes the tables that are made at the end.
fn write_totals(
    counts: &Counts,
    gazetteer: &Gazetteer,
    options: &RunOptions,
    sink: &mut Sink<'_>,
) -> Result<(), RunError> {
    for (table, totals) in &counts.totals {
        let mut rows = CsvRows::default().spreadsheet_safe(options.spreadsheet_safe);
        let mut written = Ok(());
        let mut flush = |bytes: &[u8]| {
            written = sink.write(*table, bytes);
            written.is_ok()
        };
        totals.write(gazetteer, &mut RowSink::new(&mut rows, AT_ONCE, &mut flush));
        written?;
        sink.write(*table, &rows.into_bytes())?;
    }
    Ok(())
}

/// Bytes of rows that are made at the end and written at once. One buffer for all of them takes
/// 24 MB more where there are a quarter of a million pairs.
const AT_ONCE: usize = 1 << 20;

/// Checkpoints take at most one part in 50 of the time.
const SAVING_SHARE: u32 = 50;

/// Skips what an earlier run read, and takes up its counts; `None` where this run is stopped before
/// it is there.
fn resume(
    feed: &mut Feed<'_>,
    state: serde_json::Value,
    gazetteer: &Gazetteer,
    tables: &[Table],
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Option<Counts>, RunError> {
    let state: State = serde_json::from_value(state).map_err(|_| RunError::NoState)?;
    let same_list = state.inputs == feed.corpus().listing().with_times;
    let skipped = same_list && feed.skip(state.read, progress);
    if feed.corpus().stop().is_set() {
        return Ok(None);
    }
    if !skipped || feed.corpus().checksum() != state.checksum {
        return Err(RunError::InputsChanged);
    }
    let counts = state.counts(gazetteer, tables);
    counts.map(Some).ok_or(RunError::NoState)
}

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
fn describe(gazetteer: &Gazetteer, corpus: &Corpus, options: &RunOptions) -> serde_json::Value {
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
