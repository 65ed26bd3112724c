//! Gazetteers and tables for other programs.

mod spreadsheet;

pub use spreadsheet::{LONGEST_CELL, SpreadsheetReport, spreadsheet};
