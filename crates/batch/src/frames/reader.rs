//! A source of record batches that tags another one as it is read.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use actag_core::Tagger;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};

use super::chunk::{RowChunk, RowChunks};
use super::columns::ColumnPlaces;
use super::counts::FrameCounts;
use super::error::FrameError;
use super::worker::{ChunkTagger, TaggedRows};
use super::{FrameColumns, FrameOptions};
use crate::tables::arrow_schema;

/// RowChunks at work or waiting, for each thread: the next is there when one is done.
const AHEAD: usize = 2;

/// Batches of rows of one chunk that wait to be taken.
const WAITING: usize = 2;

/// A piece of work, and where its rows go.
type Job = (RowChunk, SyncSender<Result<Option<TaggedRows>, FrameError>>);

/// The rows of a chunk, as they come; `None` is their end.
type Rows = Receiver<Result<Option<TaggedRows>, FrameError>>;

/// Tags the rows of a source of record batches, and is itself a source of record batches.
///
/// It reads the source on the thread that takes its rows, and only as far as its own threads have
/// work. Rows come in the order of the source, whatever the number of threads. It can be sent to
/// another thread; threads are started when the first rows are taken, and end with it.
///
/// ```
/// use std::sync::Arc;
///
/// use actag_batch::frames::{FrameColumns, FrameOptions, FrameReader};
/// use actag_core::gazetteer::ActorBuilder;
/// use actag_core::{Gazetteer, Tagger};
/// use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, StringArray};
///
/// let iran = ActorBuilder::new("iran", "Iran", "government");
/// let tagger = Tagger::new(Gazetteer::builder().actor(iran).build()?)?;
/// let texts: ArrayRef = Arc::new(StringArray::from(vec!["Iran said", "nobody", "to Iran"]));
/// let batch = RecordBatch::try_from_iter([("body", texts)])?;
/// let schema = batch.schema();
/// let source = Box::new(RecordBatchIterator::new([Ok(batch)], schema));
/// let columns = FrameColumns::of_text("body");
/// let reader = FrameReader::new(&tagger, source, &columns, FrameOptions::default())?;
/// let rows: usize = reader.map(|batch| batch.map_or(0, |batch| batch.num_rows())).sum();
/// assert_eq!(rows, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct FrameReader {
    tagger: Tagger,
    options: Arc<FrameOptions>,
    schema: SchemaRef,
    chunks: RowChunks,
    /// Takes work; `None` before the threads are started.
    jobs: Option<Sender<Job>>,
    /// The rows of chunks, in order.
    pending: VecDeque<Rows>,
    counts: Arc<Mutex<FrameCounts>>,
    /// No more rows are read, after the end or an error.
    ended: bool,
    failed: Option<FrameError>,
}

impl FrameReader {
    /// Returns a reader at the first row of a source.
    ///
    /// # Errors
    /// If the source lacks a column, or one is of a type that cannot be read. What is wrong with
    /// its rows is reported as they are read.
    pub fn new(
        tagger: &Tagger,
        source: Box<dyn RecordBatchReader + Send>,
        columns: &FrameColumns,
        options: FrameOptions,
    ) -> Result<Self, FrameError> {
        let places = ColumnPlaces::find(&source.schema(), columns)?;
        Ok(Self {
            tagger: tagger.clone().nested(options.nested),
            schema: arrow_schema(options.table.table(), options.nested),
            chunks: RowChunks::new(source, places, &options),
            options: Arc::new(options),
            jobs: None,
            pending: VecDeque::new(),
            counts: Arc::default(),
            ended: false,
            failed: None,
        })
    }

    /// Returns what counts the rows that were taken: it can be asked while the reader is elsewhere.
    pub fn counts(&self) -> Arc<Mutex<FrameCounts>> {
        Arc::clone(&self.counts)
    }

    /// Returns the next rows that there are.
    fn rows(&mut self) -> Result<Option<RecordBatch>, FrameError> {
        loop {
            self.read_ahead()?;
            let Some(front) = self.pending.front() else {
                return self.failed.take().map_or(Ok(None), Err);
            };
            match front.recv() {
                Ok(Ok(Some(TaggedRows { rows, counts }))) => {
                    let total = self.counts.lock();
                    total.unwrap_or_else(PoisonError::into_inner).merge(counts);
                    if rows.num_rows() > 0 {
                        return Ok(Some(rows));
                    }
                }
                Ok(Ok(None)) => drop(self.pending.pop_front()),
                Ok(Err(error)) => return Err(error),
                Err(_) => return Err(FrameError::Lost),
            }
        }
    }

    /// Hands out work for as long as the threads have not enough.
    fn read_ahead(&mut self) -> Result<(), FrameError> {
        let most = self.options.threads.get().saturating_mul(AHEAD);
        while !self.ended && self.pending.len() < most {
            match self.chunks.next() {
                Some(Ok(chunk)) => {
                    let (sender, rows) = sync_channel(WAITING);
                    self.pending.push_back(rows);
                    // Where all threads are gone, the end of the channel says so.
                    let _ = self.jobs()?.send((chunk, sender));
                }
                Some(Err(error)) => {
                    self.failed = Some(error);
                    self.ended = true;
                }
                None => self.ended = true,
            }
        }
        Ok(())
    }

    /// Returns what takes work, with its threads.
    fn jobs(&mut self) -> Result<&Sender<Job>, FrameError> {
        if self.jobs.is_none() {
            let (sender, jobs) = channel();
            let jobs = Arc::new(Mutex::new(jobs));
            for number in 0..self.options.threads.get() {
                let (jobs, tagger) = (Arc::clone(&jobs), self.tagger.clone());
                let options = Arc::clone(&self.options);
                let thread = thread::Builder::new().name(format!("actag-{number}"));
                let work = move || work(&jobs, &tagger, &options);
                match thread.spawn(work) {
                    Ok(_) => {}
                    // One is enough.
                    Err(_) if number > 0 => break,
                    Err(error) => return Err(FrameError::Thread(error)),
                }
            }
            self.jobs = Some(sender);
        }
        self.jobs.as_ref().ok_or(FrameError::Lost)
    }
}

/// Takes work until there is no more.
fn work(jobs: &Mutex<Receiver<Job>>, tagger: &Tagger, options: &FrameOptions) {
    let mut worker = ChunkTagger::new(tagger, options);
    let next = || jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok((chunk, out)) = next() {
        // A channel whose other end is gone belongs to a reader that is.
        let done = worker.tag(&chunk, |tagged| out.send(Ok(Some(tagged))).is_ok());
        let _ = out.send(done.map(|()| None));
    }
}

impl Iterator for FrameReader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rows = self.rows();
        if rows.is_err() {
            // Nothing comes behind an error.
            (self.ended, self.failed) = (true, None);
            self.pending.clear();
        }
        rows.map_err(ArrowError::from).transpose()
    }
}

impl RecordBatchReader for FrameReader {
    fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }
}
