//! Lists that people have to gazetteers of [actag](https://docs.rs/actag), and what actag knows and
//! finds to the tools that people use.
//!
//! [`import`] reads spreadsheets, patterns of spaCy, dictionaries of PETRARCH, lists of
//! OpenSanctions, answers of Wikidata and dumps of GeoNames, and writes a gazetteer in YAML: an
//! entry an actor, with comments that say what needs a look. [`export`] writes gazetteers and
//! tables for other programs. Both read and write as they go: of a million rows no more is kept in
//! memory than hashes of ids, and a bounded number of entries.

mod cells;
mod countries;
pub mod export;
pub mod import;

pub use countries::iso3;
