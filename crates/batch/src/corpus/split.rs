//! Where records end in a stream of bytes that comes in pieces.

mod rows;
mod values;

use super::lines::{is_blank, next_line};
use super::quotes::Dialect;
use rows::Rows;
use values::Values;

pub(super) use values::is_between;

/// Finds the end of the last whole record in the bytes seen so far, and counts what lies before it.
#[derive(Debug, Clone)]
pub(super) struct Splitter {
    rule: Rule,
    /// Bytes seen.
    seen: usize,
    counts: RecordCounts,
}

/// What lies before the end of the last whole record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Whole {
    /// Bytes.
    pub end: usize,
    /// Line feeds.
    pub lines: u64,
    /// Records that are not blank.
    pub records: u64,
}

/// What was counted so far.
#[derive(Debug, Clone)]
struct RecordCounts {
    lines: u64,
    records: u64,
    whole: Whole,
    /// As many records are enough.
    most: u64,
}

#[derive(Debug, Clone)]
enum Rule {
    /// A record is a line.
    Lines { blank: bool },
    /// A record ends at a line end outside quotation marks.
    Rows(Rows),
    /// A record is a JSON value, in a list or one after the other.
    Values(Values),
    /// All is one record.
    One,
}

impl Splitter {
    pub(super) fn lines() -> Self {
        Self::new(Rule::Lines { blank: true })
    }

    pub(super) fn rows(dialect: Dialect) -> Self {
        Self::new(Rule::Rows(Rows::new(dialect)))
    }

    /// Records are JSON values, in lists or one after the other; or those of one list inside so
    /// many other values, whose opening bracket was passed.
    pub(super) fn values(inside: u32) -> Self {
        Self::new(Rule::Values(Values::new(inside)))
    }

    pub(super) fn one() -> Self {
        Self::new(Rule::One)
    }

    fn new(rule: Rule) -> Self {
        Self {
            rule,
            seen: 0,
            counts: RecordCounts {
                lines: 0,
                records: 0,
                whole: Whole::default(),
                most: u64::MAX,
            },
        }
    }

    /// What lies before the end of the last whole record.
    pub(super) fn whole(&self) -> Whole {
        self.counts.whole
    }

    /// Goes on over bytes that were not seen yet. `bytes` is all that came since the splitter was
    /// made, or since the last call of [`Self::pass`]: what a quotation mark means may be told by
    /// what follows much later.
    pub(super) fn scan(&mut self, bytes: &[u8]) {
        let fresh = bytes.get(self.seen..).unwrap_or_default();
        match &mut self.rule {
            Rule::Lines { blank } => self.counts.lines_of(fresh, self.seen, blank),
            Rule::Rows(rows) => rows.scan(bytes, &mut self.counts),
            Rule::Values(values) => values.scan(fresh, self.seen, &mut self.counts),
            Rule::One => {}
        }
        self.seen = bytes.len();
    }

    /// All of it, where nothing follows: what is left counts as a record, unless it is blank.
    pub(super) fn all(mut self, bytes: &[u8]) -> Whole {
        self.scan(bytes);
        let begun = match &mut self.rule {
            Rule::Lines { blank } => !*blank,
            Rule::Rows(rows) => rows.end(bytes, &mut self.counts),
            Rule::Values(values) => values.is_inside(),
            Rule::One => self.seen > 0,
        };
        Whole {
            end: self.seen,
            lines: self.counts.lines,
            records: self.counts.records + u64::from(begun),
        }
    }

    /// What the first record of some bytes takes, or all of them where they do not hold a whole
    /// one.
    pub(super) fn first_record(mut self, bytes: &[u8]) -> Whole {
        self.counts.most = 1;
        self.scan(bytes);
        match self.whole() {
            first if first.records > 0 => first,
            _ => self.all(bytes),
        }
    }

    /// Where the first record of some bytes ends; `None` where they do not hold a whole one.
    pub(super) fn first_end(mut self, bytes: &[u8]) -> Option<usize> {
        self.counts.most = 1;
        self.scan(bytes);
        let whole = self.whole();
        (whole.records > 0).then_some(whole.end)
    }

    /// Forgets the bytes seen so far, and the records in them: they belong to a record that is
    /// passed over.
    pub(super) fn forget(&mut self) {
        if let Rule::Rows(rows) = &mut self.rule {
            rows.forget(self.seen);
        }
        self.seen = 0;
        self.counts.records = 0;
        self.counts.whole = Whole::default();
    }

    /// Passes over bytes that follow those that were forgotten. Returns where the record at hand
    /// ends in them, with its lines; `None` where it goes on behind them, and they are forgotten
    /// too.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> Option<Whole> {
        self.counts.most = 1;
        self.scan(bytes);
        let whole = self.whole();
        if whole.end > 0 {
            return Some(whole);
        }
        self.forget();
        None
    }
}

impl RecordCounts {
    fn lines_of(&mut self, fresh: &[u8], seen: usize, blank: &mut bool) {
        let mut rest = fresh;
        while !rest.is_empty() && self.wants_more() {
            let (line, ended) = next_line(&mut rest);
            *blank = *blank && is_blank(line);
            if !ended {
                break;
            }
            self.lines += 1;
            self.records += u64::from(!*blank);
            *blank = true;
            self.mark(seen + fresh.len() - rest.len());
        }
    }

    fn mark(&mut self, end: usize) {
        self.whole = Whole {
            end,
            lines: self.lines,
            records: self.records,
        };
    }

    fn wants_more(&self) -> bool {
        self.records < self.most
    }
}

#[cfg(test)]
mod tests;
