//! A run: corpus → tagger → tables, in parallel, in order, in bounded memory.
//!
//! Workers take turns at reading a batch, each decodes, tags and writes rows into memory of its own, and the rows go out
//! in the order in which the batches were read. So the tables do not depend on the number of workers, and no more than a
//! few batches a worker are in memory at once.

mod order;
mod worker;

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::sync::Mutex;

use serde_json::json;

use crate::corpus::Corpus;
use crate::gazetteer::Gazetteer;
use crate::tables::folder::{OutputError, OutputFolder, header};
use crate::tables::{Rows, Table, actors, pairs};
use crate::tagger::Tagger;
use crate::text::OffsetUnit;

use order::InOrder;
use worker::{Counts, Feed, Worker};

/// What a run does with the mentions.
#[derive(Debug, Clone)]
pub struct Options {
    /// The tables to write.
    pub tables: Vec<Table>,
    /// What offsets count.
    pub offsets: OffsetUnit,
    /// Whether mentions inside others are reported too.
    pub nested: bool,
    /// Worker threads; 0 for one a core.
    pub threads: usize,
    /// What the data package tells of how the run was started: options that change the tables.
    pub described: Vec<(String, String)>,
}

/// Where the tables go.
pub enum Output<'w> {
    /// A folder, which is made if need be.
    Folder {
        /// The folder.
        path: PathBuf,
        /// Replace tables of an earlier run.
        force: bool,
    },
    /// A pipe for one table. Where it closes, the run ends in good order: whoever reads has seen enough.
    Stream(Table, &'w mut (dyn Write + Send)),
}

/// What a run found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// The worker threads could not be started.
    #[error("cannot start {threads} threads: {source}")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// What the system said.
        source: rayon::ThreadPoolBuildError,
    },
}

/// Tags a corpus and writes the tables. `progress` is called now and then with the bytes read from the inputs so far.
///
/// # Errors
/// If the tables cannot be written; what is in the output folder then is what was there before.
pub fn run(
    corpus: &mut Corpus,
    tagger: &Tagger<'_>,
    options: &Options,
    output: Output<'_>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Summary, RunError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads)
        .build()
        .map_err(|source| RunError::Threads {
            threads: options.threads,
            source,
        })?;
    let tables = match &output {
        Output::Folder { .. } => options.tables.clone(),
        Output::Stream(table, _) => vec![*table],
    };
    let sink = Sink::open(output, &tables, options.nested)?;
    let feed = Mutex::new(Feed::new(corpus));
    let out = InOrder::new(sink, pool.current_num_threads());
    let counts =
        pool.broadcast(|_| Worker::new(tagger, options, &tables).work(&feed, &out, progress));
    let mut sink = out.finish()?;
    let mut total = Counts::new(tagger.gazetteer());
    for part in counts {
        total.merge(part);
    }
    let (summary, actors, pairs) = total.into_parts();
    sink.write(Table::Actors, || actors::write(tagger.gazetteer(), &actors))?;
    sink.write(Table::Pairs, || pairs::write(tagger.gazetteer(), &pairs))?;
    sink.finish(&describe(tagger.gazetteer(), options))?;
    Ok(summary)
}

/// What the data package tells of the run: everything that decides the tables, and nothing that does not.
fn describe(gazetteer: &Gazetteer, options: &Options) -> serde_json::Value {
    let files: Vec<&str> = gazetteer
        .sources()
        .iter()
        .map(|source| source.path.as_str())
        .collect();
    let described: serde_json::Map<String, serde_json::Value> = options
        .described
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "gazetteers": {
            "files": files,
            "sha256": gazetteer.hash(),
            "actors": gazetteer.actors().len(),
        },
        "options": described,
    })
}

/// Where rows go.
enum Sink<'w> {
    Folder {
        output: OutputFolder,
        tables: Vec<Table>,
    },
    Stream {
        table: Table,
        stream: &'w mut (dyn Write + Send),
        closed: bool,
    },
}

impl<'w> Sink<'w> {
    fn open(output: Output<'w>, tables: &[Table], nested: bool) -> Result<Self, RunError> {
        match output {
            Output::Folder { path, force } => {
                let output = OutputFolder::create(&path, tables, nested, force)?;
                Ok(Self::Folder {
                    output,
                    tables: tables.to_vec(),
                })
            }
            Output::Stream(table, stream) => {
                let mut sink = Self::Stream {
                    table,
                    stream,
                    closed: false,
                };
                sink.write_bytes(table, &header(table, nested))?;
                Ok(sink)
            }
        }
    }

    /// Writes rows that are made only if the table is wanted.
    fn write(&mut self, table: Table, rows: impl FnOnce() -> Rows) -> Result<(), RunError> {
        let wanted = match self {
            Self::Folder { tables, .. } => tables.contains(&table),
            Self::Stream { table: only, .. } => *only == table,
        };
        if wanted {
            self.write_bytes(table, &rows().into_bytes())
        } else {
            Ok(())
        }
    }

    fn write_bytes(&mut self, table: Table, rows: &[u8]) -> Result<(), RunError> {
        match self {
            Self::Folder { output, .. } => Ok(output.write(table, rows)?),
            Self::Stream { stream, closed, .. } => {
                if *closed {
                    return Ok(());
                }
                match stream.write_all(rows).and_then(|()| stream.flush()) {
                    Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                        *closed = true;
                        Ok(())
                    }
                    other => other.map_err(RunError::Stream),
                }
            }
        }
    }

    /// Whether nobody reads any more.
    fn is_closed(&self) -> bool {
        matches!(self, Self::Stream { closed: true, .. })
    }

    fn finish(self, run: &serde_json::Value) -> Result<(), RunError> {
        match self {
            Self::Folder { output, .. } => Ok(output.finish(run)?),
            Self::Stream { .. } => Ok(()),
        }
    }
}
