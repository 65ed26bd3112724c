//! The output folder: tables grow in a hidden folder, and are moved out when all are whole.

mod fill;

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

pub use super::output::{OutputError, PACKAGE_FILE};

pub use super::decision::Existing;
pub(crate) use super::decision::RunIdentity;
pub(crate) use super::output::{COUNTS, TOTALS};
pub(crate) use super::there::differs;

use super::decision::{Step, decide, look};
use super::output::FinishedTable;
use super::there::{There, every_name, hash_of};
use super::unfinished::{Checkpoint, Saved, Unfinished};
use super::{CsvRows, Row, Table, TableForm, TableFormat, meeting, package};
use crate::corpus::Newest;
use crate::hash::hex;
use crate::sorted::RunFolder;

/// Whether a folder holds a run that has not ended and can go on.
pub fn can_resume(folder: &Path) -> bool {
    let checkpoint = Unfinished::unlocked(folder).checkpoint();
    checkpoint.is_ok_and(|checkpoint| checkpoint.is_some())
}

/// Where the rows of a table lie that a run has saved which has not ended, and how many bytes of
/// them count; `None` where there is no such run.
pub fn saved_rows(folder: &Path, table: Table) -> Option<(PathBuf, u64)> {
    let unfinished = Unfinished::unlocked(folder);
    let checkpoint = unfinished.checkpoint().ok()??;
    let mut saved = checkpoint.tables.iter();
    let saved = saved.find(|saved| saved.table() == Some(table))?;
    Some((unfinished.partial(table), saved.bytes))
}

/// Returns the path of a finished table in a folder, in whatever format it is; `None` where there
/// is none.
pub fn finished_table(folder: &Path, table: Table) -> Option<(PathBuf, TableFormat)> {
    TableFormat::ALL.iter().find_map(|&format| {
        let path = folder.join(table.file_name(format));
        path.is_file().then_some((path, format))
    })
}

/// The paths of all files that a run may write in a folder, or remove there.
pub fn output_paths(folder: &Path) -> impl Iterator<Item = PathBuf> {
    every_name().map(move |name| folder.join(name))
}

/// An output folder that was looked into.
#[derive(Debug)]
pub(crate) enum Opened {
    /// Ready for rows, from the first.
    New(OutputFolder),
    /// Ready for the rows that follow; with the state that was saved.
    Resumed(OutputFolder, Value),
    /// The tables are there, whole.
    Finished,
}

/// Tables on their way into a folder. Dropped before anything is saved, it leaves the folder as it
/// was; after that, with what was saved.
#[derive(Debug)]
pub(crate) struct OutputFolder {
    /// In a box, for runs carry this from step to step.
    unfinished: Box<Unfinished>,
    folder: PathBuf,
    tables: Vec<TableFile>,
    nested: bool,
    spreadsheet_safe: bool,
    form: TableForm,
    /// What decides the tables, for the data package.
    run: Value,
    /// The files of an earlier run that these replace.
    replaced: Vec<String>,
    saved: bool,
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        // The unfinished files go before their folder does.
        self.tables.clear();
        if !self.saved {
            self.unfinished.clear();
        }
    }
}

#[derive(Debug)]
struct TableFile {
    table: Table,
    /// Where it will be.
    path: PathBuf,
    rows: HashedFile,
}

/// A file whose hash is made as it is written, so that no table is read again for it.
#[derive(Debug)]
struct HashedFile {
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl HashedFile {
    fn new(file: File) -> Self {
        Self::behind(file, Sha256::new(), 0)
    }

    /// Goes on behind what is there already, of that hash and length.
    fn behind(file: File, hash: Sha256, bytes: u64) -> Self {
        Self {
            file: BufWriter::new(file),
            hash,
            bytes,
        }
    }

    /// Returns the hash so far, as text.
    fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }

    /// Brings all of it to the disk.
    fn sync(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_data()
    }
}

impl Write for HashedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(bytes.get(..count).unwrap_or_default());
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TableFile {
    fn failed(&self, source: io::Error) -> OutputError {
        OutputError::Write {
            path: self.path.clone(),
            source,
        }
    }
}

impl OutputFolder {
    /// Looks into the folder, makes it if need be, and opens the tables; new ones get their header
    /// rows.
    ///
    /// Nothing is touched before the folder is this run's alone, and what it was then decides.
    pub(crate) fn open(
        folder: &Path,
        existing: Existing,
        identity: &RunIdentity<'_>,
    ) -> Result<Opened, OutputError> {
        let mut unfinished = look(folder, existing, identity)?;
        meeting::comes("looked");
        unfinished.claim()?;
        let (step, there) = decide(folder, &unfinished, existing, identity)?;
        let mut output = Self {
            unfinished: Box::new(unfinished),
            folder: folder.to_owned(),
            tables: Vec::new(),
            nested: identity.nested,
            spreadsheet_safe: identity.spreadsheet_safe,
            form: identity.form.clone(),
            run: identity.run.clone(),
            replaced: there.names().to_vec(),
            // Until this run has something of its own, what is there is not cleared.
            saved: true,
        };
        match step {
            Step::Begin => output.begin(identity.tables),
            Step::MoveOutAndBegin(checkpoint) => {
                let tables: Vec<Table> =
                    checkpoint.tables.iter().filter_map(Saved::table).collect();
                match output.unfinished.move_rest_out(&tables, &checkpoint) {
                    // Half of them are gone: nobody can have them any more.
                    Err(error) if error.is_damage() => there.remove(),
                    moved => moved?,
                }
                output.replaced = There::look(folder)?.names().to_vec();
                output.begin(identity.tables)
            }
            Step::GoOn(checkpoint) => output.go_on(checkpoint),
            Step::MoveOut(checkpoint) => {
                output
                    .unfinished
                    .move_rest_out(identity.tables, &checkpoint)?;
                refuse_older(folder, identity.newest)?;
                Ok(Opened::Finished)
            }
            Step::Nothing => {
                refuse_older(folder, identity.newest)?;
                there.verify(identity.tables, identity.form.format)?;
                // A run that was killed at its very end leaves an empty folder.
                output.unfinished.clear();
                Ok(Opened::Finished)
            }
        }
    }

    /// Begins the tables, with their header rows.
    fn begin(mut self, tables: &[Table]) -> Result<Opened, OutputError> {
        self.unfinished.clear();
        self.saved = false;
        for &table in tables {
            self.begin_table(table)?;
            let header = header(table, self.nested, self.spreadsheet_safe);
            self.write(table, &header)?;
        }
        Ok(Opened::New(self))
    }

    /// Opens the tables behind the rows that were saved.
    fn go_on(mut self, checkpoint: Checkpoint<Value>) -> Result<Opened, OutputError> {
        self.unfinished.clear_last();
        for saved in &checkpoint.tables {
            self.go_on_table(saved)?;
        }
        Ok(Opened::Resumed(self, checkpoint.state))
    }

    fn begin_table(&mut self, table: Table) -> Result<(), OutputError> {
        let partial = self.unfinished.partial(table);
        let file = File::create(&partial).map_err(|source| OutputError::Write {
            path: partial,
            source,
        })?;
        self.tables.push(TableFile {
            table,
            path: self.folder.join(table.file_name(self.form.format)),
            rows: HashedFile::new(file),
        });
        Ok(())
    }

    /// Opens a table behind the rows that were saved; what stands there, perhaps half a row, goes.
    fn go_on_table(&mut self, saved: &Saved) -> Result<(), OutputError> {
        let damaged = |reason: String| self.unfinished.damaged(reason);
        let table = saved.table();
        let table = table.ok_or_else(|| damaged(format!("no table `{}`", saved.table)))?;
        let path = self.unfinished.partial(table);
        let opened = File::options().read(true).write(true).open(&path);
        let read = opened.and_then(|mut file| {
            let (hash, bytes) = hash_of((&mut file).take(saved.bytes))?;
            // Rows behind the checkpoint would come a second time.
            file.set_len(bytes)?;
            file.seek(SeekFrom::Start(bytes))?;
            Ok((file, hash, bytes))
        });
        let (file, hash, bytes) =
            read.map_err(|error| damaged(format!("`{}`: {error}", path.display())))?;
        if bytes != saved.bytes || hex(&hash.clone().finalize()) != saved.sha256 {
            let reason = format!("`{}` was changed since", path.display());
            return Err(damaged(reason));
        }
        self.tables.push(TableFile {
            table,
            path: self.folder.join(table.file_name(self.form.format)),
            rows: HashedFile::behind(file, hash, bytes),
        });
        Ok(())
    }

    /// Adds rows to a table, if it is one of those to be written.
    pub(crate) fn write(&mut self, table: Table, rows: &[u8]) -> Result<(), OutputError> {
        let Some(file) = self.tables.iter_mut().find(|file| file.table == table) else {
            return Ok(());
        };
        let written = file.rows.write_all(rows);
        written.map_err(|source| file.failed(source))
    }

    /// Adds a row to its table, if that is one of those to be written.
    pub(crate) fn add<R: Row>(&mut self, row: &R) -> Result<(), OutputError> {
        let mut rows = CsvRows::default().spreadsheet_safe(self.spreadsheet_safe);
        rows.add(row);
        self.write(R::TABLE, &rows.into_bytes())
    }

    /// Brings what was written to the disk, with the state from which the run can go on.
    pub(crate) fn save(&mut self, state: &impl Serialize) -> Result<(), OutputError> {
        self.checkpoint(state, false)
    }

    fn checkpoint(&mut self, state: &impl Serialize, whole: bool) -> Result<(), OutputError> {
        let mut tables = Vec::new();
        for file in &mut self.tables {
            let synced = file.rows.sync();
            synced.map_err(|source| file.failed(source))?;
            tables.push(Saved {
                table: file.table.name().to_owned(),
                bytes: file.rows.bytes,
                sha256: file.rows.sha256(),
            });
        }
        self.unfinished.save(&Checkpoint {
            run: self.run.clone(),
            tables,
            state,
            whole,
            format: self.form.format,
        })?;
        self.saved = true;
        Ok(())
    }

    /// Returns the folder for what memory has no room for. It goes when the run is finished.
    pub(crate) fn run_folder(&self) -> RunFolder {
        RunFolder::at(self.unfinished.runs())
    }

    /// Writes the data package and moves all files into the folder; tables of an earlier run that
    /// this run does not write go. `found` is what the package tells beside what decides the
    /// tables: [`COUNTS`] and, of a shard, [`TOTALS`].
    pub(crate) fn finish(mut self, found: Map<String, Value>) -> Result<(), OutputError> {
        self.refuse_what_came()?;
        self.pour()?;
        let finished: Vec<FinishedTable> = self
            .tables
            .iter()
            .map(|file| FinishedTable {
                table: file.table,
                bytes: file.rows.bytes,
                sha256: file.rows.sha256(),
            })
            .collect();
        let mut run = self.run.clone();
        if let Some(run) = run.as_object_mut() {
            run.extend(found);
        }
        let package = package::describe(&finished, self.nested, &self.form, &run);
        self.unfinished.write_package(&package)?;
        // From here on a killed run only has to be moved out.
        self.checkpoint(&(), true)?;
        let tables: Vec<Table> = self.tables.drain(..).map(|file| file.table).collect();
        meeting::comes("saved whole");
        self.unfinished.move_out(&tables, self.form.format)
    }

    /// Refuses to replace what was put into the folder while this run went on.
    fn refuse_what_came(&self) -> Result<(), OutputError> {
        let replaced = self.replaced.iter().map(String::as_str).collect();
        There::look(&self.folder)?.refuse_but(&replaced)
    }
}

/// Refuses tables that are older than an input.
///
/// The data package cannot tell the times of inputs: it is the same on every machine. So what was
/// written after it counts as changed, and a clock that went back goes unnoticed.
fn refuse_older(folder: &Path, newest: Option<&Newest>) -> Result<(), OutputError> {
    let written = fs::metadata(folder.join(PACKAGE_FILE)).and_then(|package| package.modified());
    match (written, newest) {
        (Ok(written), Some(newest)) if newest.at > written => Err(OutputError::Outdated {
            folder: folder.to_owned(),
            input: newest.path.clone(),
        }),
        _ => Ok(()),
    }
}

/// The header row of a table.
pub(crate) fn header(table: Table, nested: bool, spreadsheet_safe: bool) -> Vec<u8> {
    let mut rows = CsvRows::default().spreadsheet_safe(spreadsheet_safe);
    rows.header(table, nested);
    rows.into_bytes()
}

#[cfg(test)]
mod tests;
