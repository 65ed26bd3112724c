//! A folder that a shard was tagged into: what its data package says, and its tables, each held
//! against its hash.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::MergeError;
use crate::hash::hex;
use crate::run::{CorpusCounts, Shard, ShardTotals};
use crate::tables::folder::{COUNTS, PACKAGE_FILE, TOTALS, can_resume, header};
use crate::tables::{Table, TableForm, TableFormat};

/// The bytes that each batch of a shard has in each table, in the order of the batches.
#[derive(Debug, Default)]
pub(super) struct Batches(BTreeMap<String, Vec<u64>>);

impl Batches {
    pub(super) fn of(&self, table: Table) -> &[u64] {
        self.0.get(table.name()).map_or(&[], Vec::as_slice)
    }
}

/// A finished shard.
pub(super) struct ShardFolder {
    pub(super) folder: PathBuf,
    pub(super) shard: Shard,
    pub(super) totals: ShardTotals,
    pub(super) counts: CorpusCounts,
    /// What decides the tables, the shard aside.
    pub(super) run: Value,
    /// The tables of the whole run.
    pub(super) tables: Vec<Table>,
    pub(super) nested: bool,
    pub(super) spreadsheet_safe: bool,
    pub(super) form: TableForm,
    /// By name of the table.
    hashes: BTreeMap<String, String>,
}

impl ShardFolder {
    /// Reads the data package.
    pub(super) fn open(folder: &Path) -> Result<Self, MergeError> {
        let not = |reason: &str| MergeError::NotAShard {
            folder: folder.to_owned(),
            reason: reason.to_owned(),
        };
        let path = folder.join(PACKAGE_FILE);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(_) if can_resume(folder) => {
                return Err(MergeError::Unfinished {
                    folder: folder.to_owned(),
                });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(not("there is no datapackage.json"));
            }
            Err(source) => return Err(MergeError::Read { path, source }),
        };
        let package: Value = serde_json::from_slice(&text)
            .map_err(|error| not(&format!("datapackage.json is no JSON: {error}")))?;
        let mut run = package.get("actag").cloned().unwrap_or_default();
        let told = run.as_object_mut();
        let told = told.ok_or_else(|| not("datapackage.json is not by actag"))?;
        let shard = told.remove("shard");
        let totals = told.remove(TOTALS);
        let counts = told.remove(COUNTS);
        let Some(shard) = shard.as_ref().and_then(Value::as_str) else {
            return Err(MergeError::Whole {
                folder: folder.to_owned(),
            });
        };
        let damaged = || not("datapackage.json does not say what a shard's says");
        Ok(Self {
            folder: folder.to_owned(),
            shard: shard.parse().map_err(|_| damaged())?,
            totals: totals
                .and_then(|totals| serde_json::from_value(totals).ok())
                .ok_or_else(damaged)?,
            counts: counts
                .and_then(|counts| serde_json::from_value(counts).ok())
                .ok_or_else(damaged)?,
            tables: tables(&run).ok_or_else(damaged)?,
            nested: is_set(&run, "/options/nested"),
            form: TableForm::of_run(&run).ok_or_else(damaged)?,
            spreadsheet_safe: is_set(&run, "/options/spreadsheet_safe"),
            run,
            hashes: hashes(&package).ok_or_else(damaged)?,
        })
    }

    fn path(&self, table: Table) -> PathBuf {
        // Shards are CSV, whatever form the tables of the whole run get.
        self.folder.join(table.file_name(TableFormat::Csv))
    }

    fn changed(&self, table: Table) -> MergeError {
        MergeError::Changed {
            path: self.path(table),
        }
    }

    /// Reads how many bytes each batch has in each table.
    pub(super) fn batches(&self) -> Result<Batches, MergeError> {
        let mut batches = Batches::default();
        self.each_row(Table::BATCHES, |row| {
            let [batch, table, bytes] = row else {
                return None;
            };
            let lengths = batches.0.entry((*table).to_owned()).or_default();
            let nth = lengths.len() as u64;
            lengths.push(bytes.parse().ok()?);
            let batch: u64 = batch.parse().ok()?;
            (batch == self.shard.batch(nth)).then_some(Ok(()))
        })?;
        // Fewer would be rows that nobody misses.
        let share = self.shard.share(self.totals.batches);
        let mut grown = self.tables.iter().filter(|table| table.is_by_document());
        if grown.all(|&table| batches.of(table).len() as u64 == share) {
            Ok(batches)
        } else {
            Err(self.changed(Table::BATCHES))
        }
    }

    /// Hands over the rows of a table; one that `each` makes nothing of is no row of ours. The hash
    /// is known at the end: what was made of the rows counts only if there is no error.
    pub(super) fn each_row(
        &self,
        table: Table,
        mut each: impl FnMut(&[&str]) -> Option<io::Result<()>>,
    ) -> Result<(), MergeError> {
        let path = self.path(table);
        let unreadable = |source| MergeError::Read {
            path: path.clone(),
            source,
        };
        let mut file = Hashed {
            file: File::open(&path).map_err(unreadable)?,
            hash: Sha256::new(),
        };
        let mut reader = csv::ReaderBuilder::new()
            .buffer_capacity(BUFFER)
            .from_reader(&mut file);
        let mut row = csv::StringRecord::new();
        loop {
            match reader.read_record(&mut row) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => match error.into_kind() {
                    csv::ErrorKind::Io(source) => return Err(unreadable(source)),
                    _ => return Err(self.changed(table)),
                },
            }
            let cells: Vec<&str> = row.iter().collect();
            each(&cells).ok_or_else(|| self.changed(table))??;
        }
        if self.hashes.get(table.name()) == Some(&hex(&file.hash.finalize())) {
            Ok(())
        } else {
            Err(self.changed(table))
        }
    }

    /// A table's rows, to be copied.
    pub(super) fn rows(&self, table: Table) -> Result<RowReader, MergeError> {
        let path = self.path(table);
        let file = File::open(&path).map_err(|source| MergeError::Read {
            path: path.clone(),
            source,
        })?;
        let hash = self.hashes.get(table.name()).cloned();
        let mut reader = RowReader {
            path,
            file: BufReader::with_capacity(BUFFER, file),
            hash: Sha256::new(),
            wanted: hash.unwrap_or_default(),
            buffer: vec![0; BUFFER],
        };
        // The header row is the merged table's own.
        let length = header(table, self.nested, self.spreadsheet_safe).len() as u64;
        reader.copy(length, &mut |_| Ok(()))?;
        Ok(reader)
    }
}

const BUFFER: usize = 64 * 1024;

/// A file whose hash is made as it is read.
struct Hashed {
    file: File,
    hash: Sha256,
}

impl Read for Hashed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        self.hash.update(into.get(..count).unwrap_or_default());
        Ok(count)
    }
}

/// The rows of a table, copied piece by piece.
pub(super) struct RowReader {
    path: PathBuf,
    file: BufReader<File>,
    hash: Sha256,
    wanted: String,
    buffer: Vec<u8>,
}

impl RowReader {
    /// Hands over the next so many bytes.
    pub(super) fn copy(
        &mut self,
        mut bytes: u64,
        to: &mut dyn FnMut(&[u8]) -> Result<(), MergeError>,
    ) -> Result<(), MergeError> {
        while bytes > 0 {
            let most = usize::try_from(bytes).unwrap_or(BUFFER).min(BUFFER);
            let room = self.buffer.get_mut(..most).unwrap_or_default();
            let count = loop {
                match self.file.read(room) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    read => break read,
                }
            };
            let count = count.map_err(|source| MergeError::Read {
                path: self.path.clone(),
                source,
            })?;
            let read = self.buffer.get(..count).unwrap_or_default();
            if read.is_empty() {
                return Err(self.changed());
            }
            self.hash.update(read);
            to(read)?;
            bytes -= count as u64;
        }
        Ok(())
    }

    /// Looks whether all was copied, and was what the shard wrote.
    pub(super) fn finish(mut self) -> Result<(), MergeError> {
        let at_end = matches!(self.file.read(&mut self.buffer), Ok(0));
        if at_end && hex(&self.hash.clone().finalize()) == self.wanted {
            Ok(())
        } else {
            Err(self.changed())
        }
    }

    fn changed(&self) -> MergeError {
        MergeError::Changed {
            path: self.path.clone(),
        }
    }
}

/// Returns whether an option that is on or off is on.
fn is_set(run: &Value, pointer: &str) -> bool {
    run.pointer(pointer).and_then(Value::as_str) == Some("true")
}

fn tables(run: &Value) -> Option<Vec<Table>> {
    let names = run.get("tables")?.as_array()?;
    names
        .iter()
        .map(|name| name.as_str()?.parse().ok())
        .collect()
}

fn hashes(package: &Value) -> Option<BTreeMap<String, String>> {
    let resources = package.get("resources")?.as_array()?;
    let hash = |resource: &Value| {
        let name = resource.get("name")?.as_str()?;
        let hash = resource.get("hash")?.as_str()?.strip_prefix("sha256:")?;
        Some((name.to_owned(), hash.to_owned()))
    };
    resources.iter().map(hash).collect()
}
