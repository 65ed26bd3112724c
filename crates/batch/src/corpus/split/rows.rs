//! Where the rows of a table end.

use super::super::lines::{count_lines, until};
use super::super::quotes::{Closing, Dialect, closing, closing_at_end, is_end};
use super::RecordCounts;

/// The rows of a table, in bytes that come in pieces.
#[derive(Debug, Clone)]
pub(in crate::corpus) struct Rows {
    dialect: Dialect,
    cell: Cell,
    /// Bytes read; what a quotation mark means that stands there is not known yet.
    at: usize,
    /// Whether what was read may be read again, by which a stray quotation mark is told.
    keeps: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// Before a record; further line ends are blank lines.
    RowStart,
    /// Before a cell.
    Start,
    /// In a cell without quotation marks, or after the closing one.
    Plain,
    /// In quotation marks. Up to `from` none was found that closes the cell.
    Quoted { from: usize },
    /// In quotation marks whose beginning was forgotten; `marked` where the last byte seen is one.
    Forgotten { marked: bool },
}

impl Rows {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            cell: Cell::RowStart,
            at: 0,
            keeps: true,
        }
    }

    /// Reads on; `bytes` is all that came so far.
    pub(super) fn scan(&mut self, bytes: &[u8], counts: &mut RecordCounts) {
        while counts.wants_more()
            && let Some(&byte) = bytes.get(self.at)
        {
            match self.cell {
                Cell::Quoted { from } => {
                    match closing(bytes, from, self.dialect) {
                        Closing::Open(from) => return self.cell = Cell::Quoted { from },
                        found => self.unquote(bytes, found, counts),
                    };
                }
                Cell::Forgotten { marked } => self.pass_quoted(bytes, marked, counts),
                Cell::RowStart | Cell::Start if byte == b'"' && self.dialect.quotes => {
                    let from = self.at + 1;
                    self.cell = match self.keeps {
                        true => Cell::Quoted { from },
                        false => Cell::Forgotten { marked: false },
                    };
                    self.at += usize::from(!self.keeps);
                }
                cell => self.step(bytes, byte, cell, counts),
            }
        }
    }

    /// Reads what has no closing mark, where nothing follows; returns whether a record is begun.
    pub(super) fn end(&mut self, bytes: &[u8], counts: &mut RecordCounts) -> bool {
        while let Cell::Quoted { from } = self.cell {
            let found = closing_at_end(bytes, from, self.dialect);
            self.unquote(bytes, found, counts);
            self.scan(bytes, counts);
        }
        self.cell != Cell::RowStart
    }

    /// The bytes so far, which are `seen`, will not come again.
    pub(super) fn forget(&mut self, seen: usize) {
        if let Cell::Quoted { from } = self.cell {
            // A place before their end is that of a mark.
            let marked = from < seen;
            self.cell = Cell::Forgotten { marked };
        }
        self.at = 0;
        self.keeps = false;
    }

    /// Goes on behind a quoted cell, or behind a mark that was none.
    fn unquote(&mut self, bytes: &[u8], found: Closing, counts: &mut RecordCounts) {
        let end = match found {
            Closing::Closed { end, .. } => end,
            Closing::Stray | Closing::Open(_) => self.at + 1,
        };
        counts.lines += count_lines(bytes.get(self.at..end).unwrap_or_default());
        self.at = end;
        self.cell = Cell::Plain;
    }

    /// One byte outside quotation marks, or all of a cell.
    fn step(&mut self, bytes: &[u8], byte: u8, cell: Cell, counts: &mut RecordCounts) {
        if is_end(byte) {
            self.at += 1;
            counts.lines += u64::from(byte == b'\n');
            counts.records += u64::from(cell != Cell::RowStart);
            counts.mark(self.at);
            self.cell = Cell::RowStart;
        } else if byte == self.dialect.delimiter {
            self.at += 1;
            self.cell = Cell::Start;
        } else {
            let rest = bytes.get(self.at..).unwrap_or_default();
            let is_plain = |byte: &&u8| **byte != self.dialect.delimiter && !is_end(**byte);
            self.at += rest.iter().take_while(is_plain).count();
            self.cell = Cell::Plain;
        }
    }

    /// Reads to the next mark, and takes it for the closing one whatever follows: what came before
    /// cannot be read again.
    fn pass_quoted(&mut self, bytes: &[u8], marked: bool, counts: &mut RecordCounts) {
        let mut rest = bytes.get(self.at..).unwrap_or_default();
        if marked {
            self.cell = match rest.first() {
                Some(b'"') => Cell::Forgotten { marked: false },
                _ => Cell::Plain,
            };
            self.at += usize::from(rest.first() == Some(&b'"'));
            return;
        }
        let (inside, found) = until(b'"', &mut rest);
        counts.lines += count_lines(inside);
        self.at += inside.len() + usize::from(found);
        self.cell = Cell::Forgotten { marked: found };
    }
}
