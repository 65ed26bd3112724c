//! Gazetteers and tables for other programs.

mod graph;
mod spacy;
mod spreadsheet;

pub use graph::{EdgeTable, GraphError, GraphFormat, GraphReport, graph};
pub use spacy::{SpacyReport, spacy};
pub use spreadsheet::{LONGEST_CELL, SpreadsheetReport, spreadsheet};
