//! The sheet that people judge: written with empty columns, read back when they are filled in.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use csv::{ByteRecord, ReaderBuilder};

use super::SampleError;
use super::draw::SampledRow;
use super::score::StratumScore;
use crate::diagnostic::quote;
use crate::tables::{Cells, CsvRows};

/// The columns of a sheet. The last two are for whoever judges.
pub const COLUMNS: [&str; 17] = [
    "stratum",
    "stratum_size",
    "doc_id",
    "doc_key",
    "field",
    "start",
    "end",
    "before",
    "text",
    "after",
    "actor_id",
    "actor_name",
    "type",
    "name_kind",
    "candidates",
    "right",
    "note",
];

/// Writes the rows of a sample as CSV with a header row. With `spreadsheet_safe` no cell is a
/// formula, and a byte-order mark goes first.
///
/// # Errors
/// If writing fails.
pub fn write_sheet(
    rows: &[SampledRow],
    spreadsheet_safe: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut cells = CsvRows::default().spreadsheet_safe(spreadsheet_safe);
    cells.names(COLUMNS);
    for row in rows {
        let mention = &row.mention;
        cells.text(&row.stratum);
        cells.integer(Some(row.stratum_size));
        for cell in [
            &mention.doc_id,
            &mention.doc_key,
            &mention.field,
            &mention.start,
            &mention.end,
            &mention.before,
            &mention.text,
            &mention.after,
            &mention.actor_id,
            &mention.actor_name,
            &mention.actor_type,
            &mention.name_kind,
            &mention.candidates,
        ] {
            cells.text(cell);
        }
        cells.text("");
        cells.text("");
        cells.end();
    }
    out.write_all(&cells.into_bytes())
}

/// What somebody wrote in `right`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judgement {
    Right,
    Wrong,
    Unsure,
    Open,
}

impl Judgement {
    fn of(cell: &str) -> Option<Self> {
        match cell.trim().to_lowercase().as_str() {
            "y" | "yes" => Some(Self::Right),
            "n" | "no" => Some(Self::Wrong),
            "?" => Some(Self::Unsure),
            "" => Some(Self::Open),
            _ => None,
        }
    }
}

/// Reads a sheet that people have judged: counts by stratum, the largest first. Spreadsheets may
/// have written it with `;` or tabs between cells, and with a byte-order mark.
///
/// # Errors
/// Where it cannot be read or is no sheet, or a cell is none of what it may be.
pub fn read_sheet(path: &Path) -> Result<Vec<StratumScore>, SampleError> {
    let bytes = std::fs::read(path).map_err(|source| SampleError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let file = SheetFile {
        path,
        bytes,
        separator: separator_of(bytes),
    };
    file.read()
}

/// Returns the sign between the cells: the one that the header has most of.
fn separator_of(bytes: &[u8]) -> u8 {
    let header = bytes.split(|&byte| byte == b'\n').next();
    let header = header.unwrap_or_default();
    let count = |sign: u8| header.iter().filter(|&&byte| byte == sign).count();
    let signs = [b'\t', b';', b','];
    signs
        .into_iter()
        .max_by_key(|&sign| count(sign))
        .unwrap_or(b',')
}

/// A sheet in memory: a person has judged it, so it is small.
struct SheetFile<'a> {
    path: &'a Path,
    bytes: &'a [u8],
    separator: u8,
}

/// Where the columns stand that are read.
struct JudgedColumns {
    stratum: usize,
    size: usize,
    right: usize,
}

impl SheetFile<'_> {
    fn read(&self) -> Result<Vec<StratumScore>, SampleError> {
        let mut reader = ReaderBuilder::new()
            .delimiter(self.separator)
            .from_reader(self.bytes);
        let header = reader.byte_headers().map_err(|error| self.failed(&error))?;
        let columns = self.columns(&header.clone())?;
        let mut strata: BTreeMap<String, StratumScore> = BTreeMap::new();
        let mut wrong = Vec::new();
        let mut row = ByteRecord::new();
        while reader
            .read_byte_record(&mut row)
            .map_err(|error| self.failed(&error))?
        {
            // What a spreadsheet keeps of rows that were emptied.
            if row.iter().all(<[u8]>::is_empty) {
                continue;
            }
            let name = text(&row, columns.stratum);
            let size = self.size(&row, columns.size)?;
            let stratum = strata.entry(name.clone()).or_insert_with(|| StratumScore {
                name,
                size,
                ..StratumScore::default()
            });
            if stratum.size != size {
                let told = format!(
                    "the stratum {} has {size} mentions here, but {} above",
                    quote(&stratum.name),
                    stratum.size
                );
                return Err(self.malformed(self.place(&row, columns.size), told));
            }
            match Judgement::of(&text(&row, columns.right)) {
                Some(judgement) => stratum.count(judgement),
                None => wrong.push((self.place(&row, columns.right), text(&row, columns.right))),
            }
        }
        if let Some((place, cell)) = wrong.first() {
            return Err(self.malformed(place.clone(), misjudged(cell, &wrong)));
        }
        let mut strata: Vec<StratumScore> = strata.into_values().collect();
        self.refuse_surplus(&strata)?;
        strata.sort_by(|a, b| b.size.cmp(&a.size).then_with(|| a.name.cmp(&b.name)));
        Ok(strata)
    }

    fn columns(&self, header: &ByteRecord) -> Result<JudgedColumns, SampleError> {
        let need = |name: &str| {
            let at = header
                .iter()
                .position(|cell| cell.trim_ascii() == name.as_bytes());
            at.ok_or_else(|| {
                let there = header.iter().map(String::from_utf8_lossy);
                let there = quote(&there.collect::<Vec<_>>().join(","));
                let told = format!("no column `{name}`, as a sheet has it; here are {there}");
                self.malformed("1".to_owned(), told)
            })
        };
        Ok(JudgedColumns {
            stratum: need("stratum")?,
            size: need("stratum_size")?,
            right: need("right")?,
        })
    }

    fn size(&self, row: &ByteRecord, column: usize) -> Result<u64, SampleError> {
        let cell = text(row, column);
        cell.trim()
            .parse()
            .ok()
            .filter(|&size| size > 0)
            .ok_or_else(|| {
                let told = format!(
                    "{} in `stratum_size` is not the number of mentions that the stratum has",
                    quote(&cell)
                );
                self.malformed(self.place(row, column), told)
            })
    }

    /// Refuses a sheet with more rows of a stratum than there were mentions: rows came twice.
    fn refuse_surplus(&self, strata: &[StratumScore]) -> Result<(), SampleError> {
        match strata.iter().find(|one| one.drawn() > one.size) {
            Some(StratumScore { name, size, .. }) => Err(self.malformed(
                "1".to_owned(),
                format!(
                    "the sheet has more rows of the stratum {} than mentions ({size}): are rows \
                     there twice?",
                    quote(name)
                ),
            )),
            None => Ok(()),
        }
    }

    /// Returns the line and the column, both from 1, in which a cell begins.
    fn place(&self, row: &ByteRecord, cell: usize) -> String {
        let start = self.start(row.position());
        let (mut at, mut cells, mut is_quoted) = (start, 0, false);
        while let Some(&byte) = self.bytes.get(at).filter(|_| cells < cell) {
            match byte {
                b'"' => is_quoted = !is_quoted,
                _ if byte == self.separator && !is_quoted => cells += 1,
                _ => {}
            }
            at += 1;
        }
        let before = self.bytes.get(..at).unwrap_or_default();
        let begun = before.rsplit(|&byte| byte == b'\n').next();
        let column = String::from_utf8_lossy(begun.unwrap_or_default());
        format!("{}:{}", self.line(at), column.chars().count() + 1)
    }

    /// Returns the byte at which a row begins. The reader's own place is behind the row before it:
    /// line breaks may follow, as the second half of `\r\n` does.
    fn start(&self, place: Option<&csv::Position>) -> usize {
        let place = place.map_or(0, csv::Position::byte);
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let rest = self.bytes.get(place..).unwrap_or_default();
        let is_break = |byte: &&u8| matches!(byte, b'\n' | b'\r');
        place.saturating_add(rest.iter().take_while(is_break).count())
    }

    /// Returns the number of the line, from 1, in which a byte is.
    fn line(&self, at: usize) -> usize {
        let before = self.bytes.get(..at).unwrap_or_default();
        before.split(|&byte| byte == b'\n').count()
    }

    fn malformed(&self, place: String, message: String) -> SampleError {
        SampleError::Malformed {
            path: self.path.to_owned(),
            place,
            message,
        }
    }

    fn failed(&self, error: &csv::Error) -> SampleError {
        let line = self.line(self.start(error.position())).to_string();
        let message = match error.kind() {
            csv::ErrorKind::UnequalLengths {
                expected_len, len, ..
            } => format!("the row has {len} cells, the header {expected_len}"),
            _ => error.to_string(),
        };
        self.malformed(line, message)
    }
}

impl StratumScore {
    fn count(&mut self, judgement: Judgement) {
        let count = match judgement {
            Judgement::Right => &mut self.right,
            Judgement::Wrong => &mut self.wrong,
            Judgement::Unsure => &mut self.unsure,
            Judgement::Open => &mut self.unjudged,
        };
        *count += 1;
    }
}

/// Spreadsheets also save in other encodings: what is read here is ASCII, or compared with itself.
fn text(row: &ByteRecord, column: usize) -> String {
    String::from_utf8_lossy(row.get(column).unwrap_or_default()).into_owned()
}

/// Says what is wrong with a cell in `right`, and where there are more of the kind.
fn misjudged(cell: &str, all: &[(String, String)]) -> String {
    /// Further places that are named.
    const NAMED: usize = 5;
    let mut told = format!(
        "{} in `right` is neither y, n nor ?; leave the cell empty where nobody has judged",
        quote(cell)
    );
    if all.len() > 1 {
        let more = all
            .iter()
            .skip(1)
            .take(NAMED)
            .map(|(place, _)| place.as_str());
        let more = more.collect::<Vec<_>>().join(", ");
        let rest = if all.len() > NAMED + 1 { ", …" } else { "" };
        told.push_str(&format!(" ({} more like it: {more}{rest})", all.len() - 1));
    }
    told
}
