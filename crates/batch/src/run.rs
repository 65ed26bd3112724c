//! A run: corpus → tagger → tables, in parallel, in order, in bounded memory.
//!
//! Workers take turns at reading a batch; each decodes, tags and makes rows in memory of its own,
//! and the rows are written in the order in which the batches were read. So the tables do not
//! depend on the number of workers, and no more than a few batches per worker are in memory at
//! once.

mod alike;
mod counts;
mod describe;
mod options;
mod order;
mod repeats;
mod sink;
mod state;
mod summary;
mod text_out;
mod unique_texts;
mod worker;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};

use crate::corpus::{Corpus, Feed, Newest, thread_pool};
use crate::hash::TextHash;
use crate::tables::by_document::RowSink;
use crate::tables::documents::DocumentRow;
use crate::tables::folder::{
    COUNTS, Existing, Opened, OutputError, OutputFolder, RunIdentity, TOTALS,
};
use crate::tables::totals::{AT_ONCE, Totals, TotalsOptions};
use crate::tables::{CsvRows, Row, Table, TableForm, TableFormat};
use actag_core::gazetteer::Gazetteer;
use actag_core::tagger::Tagger;

use describe::describe;
use order::Writer;
use sink::Sink;
use state::State;
use unique_texts::UniqueTexts;
use worker::{Counts, Job, Worker};

pub use counts::{CorpusCounts, LanguageCounts};
pub use options::RunOptions;
pub use repeats::RepeatCounts;
pub use summary::{Ended, Summary};

pub(crate) use alike::settle;
pub(crate) use repeats::Repeats;

pub use crate::corpus::{NoShard, Shard};

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

/// What a shard tells for the merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ShardTotals {
    /// Batches of the whole corpus, and a checksum of its records: the same in all shards.
    pub(crate) batches: u64,
    pub(crate) checksum: u32,
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
    /// What was saved of a run cannot be understood.
    #[error("what was saved of the run cannot be read")]
    NoState,
    /// A shard cannot know which texts other shards have.
    #[error(
        "a shard cannot tell whether another one has a text: tag all texts, or the corpus whole"
    )]
    UniqueShard,
    /// No actor has codes of a scheme that is to have a column.
    #[error("no actor has codes of `{scheme}`; the schemes are {known}")]
    UnknownScheme {
        /// The scheme.
        scheme: String,
        /// Those that there are, in words.
        known: String,
    },
    /// Tables in this format cannot go to a pipe.
    #[error("a table in the format {format} cannot go to a pipe, only to a folder")]
    NotStreamed {
        /// The format.
        format: TableFormat,
    },
    /// A mark for spreadsheets is to stand in tables that no spreadsheet opens as text.
    #[error("only CSV is made for spreadsheets; in the format {format} cells are never run")]
    SafeFormat {
        /// The format.
        format: TableFormat,
    },
    /// The worker threads could not be started.
    #[error("cannot start {threads} threads: {source}")]
    Threads {
        /// How many were to be started.
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
    if options.unique_texts && options.shard.is_some() {
        return Err(RunError::UniqueShard);
    }
    check_form(&options.form, options.spreadsheet_safe, tagger.gazetteer())?;
    let threads = corpus.threads(options.threads);
    let pool = thread_pool(threads).map_err(|source| RunError::Threads { threads, source })?;
    let gazetteer = tagger.gazetteer();
    let described = || describe(gazetteer, corpus, options);
    let newest = corpus.listing().newest.as_ref();
    let Some((tables, mut sink, state)) = open(output, options, newest, described)? else {
        return Ok(Summary::ended(Ended::Before));
    };
    let runs = Arc::new(sink.run_folder());
    let job = Job {
        tagger,
        options,
        names: corpus.option_names(),
        tables: &tables,
        totals: TotalsOptions::new(
            gazetteer,
            Arc::clone(&runs),
            options.period,
            options.pair_placeholders,
        ),
    };
    let mut feed = Feed::new(corpus, options.shard.unwrap_or(Shard::WHOLE));
    let mut total = match state {
        Some(state) => match resume(&mut feed, state, &job, progress)? {
            Some(counts) => counts,
            None => return Ok(Summary::ended(Ended::Stopped)),
        },
        None => Counts::new(&job),
    };
    let earlier = total.corpus.clone();
    let mut known = known_texts(&job, &total)?;
    let mut until_checkpoint = options.save_every;
    loop {
        feed.until(sink.can_save().then(|| Instant::now() + until_checkpoint));
        let out = Writer::new(sink, pool.current_num_threads(), feed.taken());
        let unique = known.map(|known| UniqueTexts::new(known, feed.taken()));
        let workers = feed.walk(
            &pool,
            progress,
            || Worker::new(&job, unique.as_ref()),
            |worker, number, batch| worker.tag_batch(number, batch, &out),
        );
        sink = out.finish()?;
        for worker in workers {
            let merged = total.merge(worker.into_counts());
            merged.map_err(|error| job.failed(error))?;
        }
        known = unique.map(UniqueTexts::into_known);
        // Stopped at the very end of the corpus counts as stopped: the last batch may be missing.
        let stopped = feed.corpus().stop().is_set();
        if sink.is_closed() || feed.has_ended() && !stopped {
            break;
        }
        let saving = Instant::now();
        save(&feed, &mut total, &mut sink, &job)?;
        if stopped {
            let mut summary = total.summary(&earlier);
            summary.ended = Ended::Stopped;
            return Ok(summary);
        }
        until_checkpoint = options.save_every.max(saving.elapsed() * SAVING_SHARE);
    }
    let shard = options.shard.map(|_| ShardTotals {
        batches: feed.read(),
        checksum: feed.corpus().checksum(),
    });
    finish(total, &earlier, shard, &job, sink)
}

/// Refuses a form that tables cannot have.
fn check_form(
    form: &TableForm,
    spreadsheet_safe: bool,
    gazetteer: &Gazetteer,
) -> Result<(), RunError> {
    let format = form.format;
    if spreadsheet_safe && format != TableFormat::Csv {
        return Err(RunError::SafeFormat { format });
    }
    if form.code_columns.is_empty() {
        return Ok(());
    }
    let codes = gazetteer.actors().iter().flat_map(|actor| {
        let of_roles = actor.roles().iter().map(|role| &role.codes);
        std::iter::once(&actor.codes).chain(of_roles)
    });
    let known: BTreeSet<&str> = codes.flatten().map(|code| &*code.scheme).collect();
    let unknown = |scheme: &&String| !known.contains(scheme.as_str());
    match form.code_columns.iter().find(unknown) {
        None => Ok(()),
        Some(scheme) => Err(RunError::UnknownScheme {
            scheme: scheme.clone(),
            known: match known.len() {
                0 => "none".to_owned(),
                _ => known.into_iter().collect::<Vec<_>>().join(", "),
            },
        }),
    }
}

/// Makes a checkpoint.
fn save(
    feed: &Feed<'_>,
    total: &mut Counts,
    sink: &mut Sink<'_>,
    job: &Job<'_>,
) -> Result<(), RunError> {
    let runs = &job.totals.runs;
    let state = State::of(feed, total).and_then(|state| runs.sync().map(|()| state));
    sink.save(&state.map_err(|error| job.failed(error))?)?;
    runs.saved();
    Ok(())
}

/// Writes what is known at the end, and moves the tables into place.
fn finish(
    mut total: Counts,
    earlier: &CorpusCounts,
    shard: Option<ShardTotals>,
    job: &Job<'_>,
    mut sink: Sink<'_>,
) -> Result<Summary, RunError> {
    if let Some(repeats) = total.repeats.take() {
        let alike = repeats.into_alike().map_err(|error| job.failed(error))?;
        total.repeated_ids = sink.settle(alike, &mut total.corpus)?;
    }
    let summary = total.summary(earlier);
    for (table, totals) in total.totals {
        write_totals(table, totals, job, &mut sink)?;
    }
    let mut found = Map::new();
    found.insert(COUNTS.to_owned(), json!(summary.counts));
    found.extend(shard.map(|shard| (TOTALS.to_owned(), json!(shard))));
    sink.finish(found)?;
    Ok(summary)
}

/// Returns the texts that an earlier run had, where each is to be tagged once.
fn known_texts(job: &Job<'_>, total: &Counts) -> Result<Option<FxHashSet<TextHash>>, RunError> {
    if !job.options.unique_texts {
        return Ok(None);
    }
    let mut known = FxHashSet::default();
    if let Some(repeats) = &total.repeats {
        let read = repeats.each_loaded_text(|text| _ = known.insert(text));
        read.map_err(|error| job.failed(error))?;
    }
    Ok(Some(known))
}

/// What a run writes to: the tables, where their rows go, and the state of an earlier run to
/// resume.
type OpenedOutput<'w> = (Vec<Table>, Sink<'w>, Option<serde_json::Value>);

/// Opens the output; `None` where all is there already.
fn open<'w>(
    output: Output<'w>,
    options: &RunOptions,
    newest: Option<&Newest>,
    described: impl FnOnce() -> serde_json::Value,
) -> Result<Option<OpenedOutput<'w>>, RunError> {
    let (path, existing) = match output {
        Output::Stream(table, stream) => {
            let sink = Sink::stream(table, stream, options)?;
            return Ok(Some((vec![table], sink, None)));
        }
        Output::Folder { path, existing } => (path, existing),
    };
    let mut tables = options.tables.clone();
    // By it the merge finds documents that are alike.
    if options.shard.is_some() && !tables.contains(&DocumentRow::TABLE) {
        tables.push(DocumentRow::TABLE);
    }
    let mut files = tables.clone();
    files.extend(options.shard.map(|_| Table::BATCHES));
    let shard_form = TableForm::default();
    let identity = RunIdentity {
        run: &described(),
        tables: &files,
        nested: options.nested,
        spreadsheet_safe: options.spreadsheet_safe,
        form: match options.shard {
            Some(_) => &shard_form,
            None => &options.form,
        },
        newest,
    };
    let (output, state) = match OutputFolder::open(&path, existing, &identity)? {
        Opened::New(output) => (output, None),
        Opened::Resumed(output, state) => (output, Some(state)),
        Opened::Finished => return Ok(None),
    };
    let sink = Sink::Folder {
        output,
        shard: options.shard,
        flushed: Vec::new(),
    };
    Ok(Some((tables, sink, state)))
}

/// Writes a table that is made at the end.
fn write_totals(
    table: Table,
    totals: Box<dyn Totals>,
    job: &Job<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), RunError> {
    let mut rows = CsvRows::default().spreadsheet_safe(job.options.spreadsheet_safe);
    let mut written = Ok(());
    let mut flush = |bytes: &[u8]| {
        written = sink.write(table, bytes);
        written.is_ok()
    };
    let made = totals.write(
        job.totals.gazetteer,
        &mut RowSink::new(&mut rows, AT_ONCE, &mut flush),
    );
    written?;
    made.map_err(|error| job.failed(error))?;
    sink.write(table, &rows.into_bytes())
}

/// Checkpoints take at most one part in 50 of the time.
const SAVING_SHARE: u32 = 50;

/// Skips what an earlier run read, and takes up its counts; `None` where this run is stopped before
/// it is there.
fn resume(
    feed: &mut Feed<'_>,
    state: serde_json::Value,
    job: &Job<'_>,
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
    state.counts(job).map(Some).ok_or(RunError::NoState)
}
