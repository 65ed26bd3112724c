//! The header row of a table: where the columns stand that are read.

use super::encoding::decode_record;
use super::fields::{FIELDS, Field, likely, places};
use super::options::ReadOptions;
use super::quotes::Dialect;
use super::rows::{CellReader, CellRow};
use super::shown::quoted;
use super::skipped::{Fault, SkipKind};

/// Columns among which those that are wanted are looked for: a header may be made of a billion.
pub(super) const COLUMNS: usize = 100_000;

/// Where the columns stand.
#[derive(Debug)]
pub(super) struct Header {
    pub dialect: Dialect,
    /// What all of them are called.
    pub names: Vec<String>,
    /// The first of each field's, in the order of [`Field::ALL`].
    pub columns: [Option<usize>; FIELDS],
    /// The first of the text's.
    pub text: usize,
    /// Further columns of the name of the text's.
    pub more_texts: Vec<usize>,
}

impl Header {
    /// Reads the header row; fails with what to say where no column has the text's name.
    pub(super) fn read(row: &[u8], dialect: Dialect, options: &ReadOptions) -> Result<Self, Fault> {
        let mut cells = CellRow::keeping(COLUMNS);
        let mut rows = CellReader::new(row, dialect);
        if rows.next(&mut cells).is_none() {
            return Err(no_header());
        }
        if cells.bytes() > options.max_document {
            return Err(Fault::too_long("header row", options.max_document));
        }
        let mut decoded = String::new();
        let names: Vec<String> = (0..cells.len())
            .filter_map(|column| rows.get(&cells, column))
            .map(|cell| {
                decode_record(cell, options.encoding, &mut decoded)
                    .text
                    .trim()
                    .to_owned()
            })
            .collect();
        let wanted = options.name_of(Field::Text);
        let texts = places(&names, wanted);
        let [text, more_texts @ ..] = texts.as_slice() else {
            let (listed, likely) = (quoted(&names), likely(&names, wanted, Field::Text));
            let reason = format!("no column `{wanted}`; the file has {listed}{likely}");
            return Err(Fault::new(SkipKind::NoText, reason));
        };
        Ok(Self {
            dialect,
            columns: Field::ALL.map(|field| {
                let places = places(&names, options.name_of(field));
                places.first().copied()
            }),
            text: *text,
            more_texts: more_texts.to_vec(),
            names,
        })
    }

    /// Says which columns that are read have a name that others have too.
    pub(super) fn repeated(&self, options: &ReadOptions) -> impl Iterator<Item = Fault> {
        Field::ALL.into_iter().filter_map(|field| {
            let name = options.name_of(field);
            let count = places(&self.names, name).len();
            let what = match field {
                Field::Text => "their texts are joined, as paragraphs",
                _ => "the first is read",
            };
            let reason = format!("{count} columns are called `{name}`: {what}");
            (count > 1).then(|| Fault::new(SkipKind::RepeatedColumn, reason))
        })
    }

    /// How many of its first columns hold all that is read.
    pub(super) fn width(&self) -> usize {
        let columns = self.columns.iter().flatten();
        let last = columns.chain(&self.more_texts).max();
        last.map_or(0, |last| last + 1)
    }
}

pub(super) fn no_header() -> Fault {
    Fault::new(SkipKind::NoRecords, "empty: no header row")
}
