//! How a run is to go.

use std::path::PathBuf;
use std::time::Duration;

use actag_core::text::OffsetUnit;

use crate::corpus::Shard;
use crate::tables::{Period, Table, TableForm};

/// What a run does with the mentions.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// The tables to write.
    pub tables: Vec<Table>,
    /// What offsets count.
    pub offsets: OffsetUnit,
    /// Whether titles are tagged, and are evidence for the text.
    pub tag_titles: bool,
    /// Whether mentions inside others are reported too.
    pub nested: bool,
    /// Whether tables are made for spreadsheets: a quotation mark is put before cells that one
    /// would run as a formula, and a byte-order mark before each table.
    pub spreadsheet_safe: bool,
    /// The form in which the tables are handed over. Those of a shard are CSV, and get their form
    /// when they are merged.
    pub form: TableForm,
    /// Most worker threads, 0 for one a core; no more are started than there is work for.
    pub threads: usize,
    /// The part of the corpus to tag; `None` for all of it.
    pub shard: Option<Shard>,
    /// How long after a checkpoint the next one is made; longer, where that takes long.
    pub save_every: Duration,
    /// By which `periods.csv` counts actors and pairs.
    pub period: Period,
    /// Whether placeholders, which stand for actors that the text does not name, are in pairs too.
    pub pair_placeholders: bool,
    /// Whether mentions that are read as places are left out of pairs and periods.
    pub pair_actors_only: bool,
    /// Whether of several documents with the same text only the first is tagged; not for shards,
    /// which do not know the texts of the others.
    pub unique_texts: bool,
    /// The folder to which the texts of documents are written, that offsets refer to: each as its
    /// key, with a hyphen for the colon, and `.txt`.
    pub text_out: Option<PathBuf>,
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
            tag_titles: true,
            nested: false,
            spreadsheet_safe: false,
            form: TableForm::default(),
            threads: 0,
            shard: None,
            save_every: Duration::from_secs(5),
            period: Period::default(),
            pair_placeholders: false,
            pair_actors_only: false,
            unique_texts: false,
            text_out: None,
            described: Vec::new(),
        }
    }
}
