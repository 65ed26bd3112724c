//! Gazetteers from the lists that people have.
//!
//! ```
//! use actag_core::Gazetteer;
//! use actag_exchange::import::{Format, Options, Source, import};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("list.csv");
//! std::fs::write(&path, "Name;Country;Aliases\nFoo Front (FF);Mali;Front of Foo\n")?;
//! let source = Source::open(&path)?;
//! let options = Options { actor_type: Some("militia".to_owned()), ..Options::default() };
//! let known = Gazetteer::builder().build()?;
//! let mut yaml = Vec::new();
//! let report = import(Format::Spreadsheet, source, &options, &known, &mut yaml)?;
//! assert_eq!((report.read, report.actors, report.names), (1, 1, 3));
//! let gazetteer = actag_format::from_yaml(&String::from_utf8(yaml)?)?;
//! assert_eq!(gazetteer.actors()[0].id, "foo-front");
//! assert_eq!(gazetteer.actors()[0].country.as_deref(), Some("MLI"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod collector;
mod entry;
mod file;
mod geonames;
mod known;
mod lines;
mod names;
mod opensanctions;
mod petrarch;
mod report;
mod source;
mod spacy;
mod spreadsheet;
mod table;
mod types;
mod wikidata;
#[cfg(feature = "office")]
mod workbook;

use std::io::{self, Write};

use actag_core::Gazetteer;

pub use report::{Place, Problem, Report};
pub use source::Source;
pub use spreadsheet::is_column;

use collector::Collector;
use known::Known;

/// What a list is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table with a header: CSV in any dialect, `.xlsx`.
    Spreadsheet,
    /// Patterns for the entity ruler of spaCy, a JSON object a line.
    Spacy,
    /// `targets.simple.csv` of OpenSanctions, or entities of FollowTheMoney, a JSON object a line.
    OpenSanctions,
    /// Dictionaries of PETRARCH and TABARI: `.actors`, `.agents`.
    Petrarch,
    /// Answers of a SPARQL query: CSV, TSV or JSON.
    Wikidata,
    /// Dumps of GeoNames.
    GeoNames,
}

impl Format {
    /// All formats, with the words for them.
    pub const ALL: &[(&'static str, Format)] = &[
        ("spreadsheet", Format::Spreadsheet),
        ("spacy", Format::Spacy),
        ("opensanctions", Format::OpenSanctions),
        ("petrarch", Format::Petrarch),
        ("wikidata", Format::Wikidata),
        ("geonames", Format::GeoNames),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        let named = Self::ALL.iter().find(|(_, format)| *format == self);
        named.map_or("", |(name, _)| name)
    }
}

/// How a list is read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The type of actors of which the source says none.
    pub actor_type: Option<String>,
    /// Columns of a table and what they are: a column of gazetteers, `codes.<scheme>`, `comment`,
    /// or `-` for one that is left out.
    pub map: Vec<(String, String)>,
    /// Also take records that are no actors by their type: vessels, streams.
    pub all: bool,
}

/// Why a list cannot be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The source cannot be read.
    #[error("cannot read `{path}`: {source}")]
    Read {
        /// The source.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// The source is not what it was said to be.
    #[error("{path}: {message}")]
    Format {
        /// The source.
        path: String,
        /// What is wrong, and what would be right.
        message: String,
    },
    /// No column of a table has the names.
    #[error("{path}: no column `name` in the first rows; there are {columns}")]
    NoName {
        /// The source.
        path: String,
        /// The columns, or what stands in their place.
        columns: String,
    },
    /// Neither the table says of what type its actors are, nor the options.
    #[error("{path}: no column `type`, and no type of all of them is given")]
    NoType {
        /// The source.
        path: String,
    },
    /// The gazetteer cannot be written.
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
}

/// Reads a list and writes a gazetteer. `known` are gazetteers that are there already: made ids are
/// none of theirs, and the report says which names they have.
///
/// # Errors
/// If the source cannot be read, or is not of the format; if the gazetteer cannot be written.
/// Records that are wrong are left out and reported.
pub fn import(
    format: Format,
    mut source: Source,
    options: &Options,
    known: &Gazetteer,
    out: &mut dyn Write,
) -> Result<Report, ImportError> {
    let mut collector = Collector::new(Known::new(known), out);
    collector.begin(&source.name, format.name());
    let read = match format {
        Format::Spreadsheet => spreadsheet::read,
        Format::Spacy => spacy::read,
        Format::OpenSanctions => opensanctions::read,
        Format::Petrarch => petrarch::read,
        Format::Wikidata => wikidata::read,
        Format::GeoNames => geonames::read,
    };
    read(&mut source, options, &mut collector)?;
    Ok(collector.finish()?)
}
