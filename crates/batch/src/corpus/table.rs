//! CSV and TSV: a header row names the columns, of which a few are kept.

use std::sync::Arc;

use super::buffers::Buffers;
use super::chunk::Chunk;
use super::format::{DocumentFormat, Records};
use super::head::Head;
use super::header::{Header, no_header};
use super::options::ReadOptions;
use super::record::Each;
use super::rows::{CellReader, CellRow};
use super::skipped::Fault;
use super::split::Splitter;
use super::table_row::TableRow;

/// A table whose file is called after its delimiter.
pub(super) struct DelimitedText {
    name: &'static str,
    description: &'static str,
    endings: &'static [&'static str],
    /// The first by which there is a column of the name of the text's is taken.
    delimiters: [u8; 4],
}

pub(super) const CSV: DelimitedText = DelimitedText {
    name: "csv",
    description: "Comma-separated values with a header row",
    endings: &["csv"],
    delimiters: *b",;\t|",
};

pub(super) const TSV: DelimitedText = DelimitedText {
    name: "tsv",
    description: "Tab-separated values with a header row",
    endings: &["tsv", "tab"],
    delimiters: *b"\t,;|",
};

impl DocumentFormat for DelimitedText {
    fn name(&self) -> &'static str {
        self.name
    }

    fn description(&self) -> &'static str {
        self.description
    }

    fn endings(&self) -> &'static [&'static str] {
        self.endings
    }

    /// A first line with several cells, one of which is called as the text is.
    fn is_begun_by(&self, head: &[u8], options: &ReadOptions) -> bool {
        if declared(head).is_some() {
            return self.name == CSV.name;
        }
        // A table by tabs is a TSV, one by anything else a CSV.
        let is_own = |delimiter: &&u8| (**delimiter == b'\t') == (self.name == TSV.name);
        let delimiters = self.delimiters.iter().filter(is_own);
        let tried = match &options.delimiter {
            Some(delimiter) => vec![delimiter],
            None => delimiters.collect(),
        };
        tried.into_iter().any(|&delimiter| {
            let dialect = options.dialect(delimiter);
            let first = Splitter::rows(dialect).first_record(head);
            let row = head.get(..first.end).unwrap_or_default();
            let header = Header::read(row, dialect, options);
            header.is_ok_and(|header| header.names.len() > 1)
        })
    }

    fn open(&self, head: &mut Head<'_>, options: &ReadOptions) -> Result<Arc<dyn Records>, Fault> {
        let first_line = head.read_record(&Splitter::lines(), options)?;
        let declared = first_line.and_then(declared);
        if let (Some(bytes), Some(_)) = (first_line, declared) {
            let line = Splitter::lines().first_record(bytes);
            head.take(line);
        }
        let delimiters = match options.delimiter.or(declared) {
            Some(delimiter) => vec![delimiter],
            None => self.delimiters.to_vec(),
        };
        let mut missing = None;
        for delimiter in delimiters {
            let dialect = options.dialect(delimiter);
            // Where the row ends depends on the delimiter: a quotation mark counts behind one.
            let bytes = match head.read_record(&Splitter::rows(dialect), options)? {
                Some(bytes) => bytes,
                None => {
                    missing = missing
                        .or_else(|| Some(Fault::too_long("header row", options.max_document)));
                    continue;
                }
            };
            let first = Splitter::rows(dialect).first_record(bytes);
            let row = bytes.get(..first.end).unwrap_or_default();
            match Header::read(row, dialect, options) {
                Ok(header) => {
                    head.take(first);
                    header.repeated(options).for_each(|fault| head.note(fault));
                    return Ok(Arc::new(header));
                }
                Err(fault) => missing = missing.or(Some(fault)),
            }
        }
        Err(missing.unwrap_or_else(no_header))
    }
}

/// The delimiter that a first line such as `sep=;` declares, which Excel writes and reads.
fn declared(bytes: &[u8]) -> Option<u8> {
    let line = bytes.split(|&byte| byte == b'\n').next()?;
    match line.trim_ascii_end() {
        [s, e, p, b'=', delimiter] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => {
            Some(*delimiter)
        }
        // A tab is white space itself.
        b"sep=" if line.starts_with(b"sep=\t") => Some(b'\t'),
        _ => None,
    }
}

impl Records for Header {
    fn splitter(&self) -> Splitter {
        Splitter::rows(self.dialect)
    }

    fn read(&self, chunk: &Chunk<'_>, buffers: &mut Buffers, each: &mut Each<'_>) {
        let mut rows = CellReader::new(chunk.bytes, self.dialect);
        let mut row = CellRow::keeping(self.width());
        let mut number = chunk.record;
        while let Some(lines) = rows.next(&mut row) {
            number += 1;
            let table = TableRow {
                header: self,
                options: chunk.options,
                encoding: chunk.origin.encoding,
                line: chunk.line + lines,
                number,
            };
            table.read(&rows, &row, &mut buffers.fields, each);
        }
    }
}
