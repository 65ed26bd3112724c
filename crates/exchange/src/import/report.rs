//! What an import came to: counts in and out, and what could not be taken.

/// What became of what was read.
#[derive(Debug, Default)]
pub struct Report {
    /// Records that were read: rows, lines or objects that might have been an actor, or a part of
    /// one.
    pub read: u64,
    /// Actors that were written.
    pub actors: u64,
    /// Names that they have, acronyms and guarded names included.
    pub names: u64,
    /// Records that could not be taken.
    pub left_out: u64,
    /// Records that were added to an actor of an earlier one.
    pub joined: u64,
    /// Names, codes and other values that could not be taken, of actors that were.
    pub dropped: u64,
    /// Actors with something that a person should look at.
    pub to_look_at: u64,
    /// Names that actors of the gazetteers already there have.
    pub shared: u64,
    /// The first of these: the name, and the id of who has it.
    pub first_shared: Vec<(String, String)>,
    /// Bytes that were written.
    pub bytes: u64,
    /// What could not be taken, and why: the first of it. The rest is in the file, as comments.
    pub problems: Vec<Problem>,
    /// Records that are no actors by their kind: the kind, how many, and the first.
    pub kinds: std::collections::BTreeMap<String, (u64, Place)>,
    /// What holds for the file as a whole.
    pub notes: Vec<String>,
}

/// Something that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is in the source: a line, or the row of a sheet.
    pub place: Place,
    /// What, and why.
    pub text: String,
}

/// Where something is in a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The sheet of a workbook.
    pub sheet: Option<std::sync::Arc<str>>,
    /// The line or row, counted from one.
    pub line: u64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(f, "{sheet}!{}", self.line),
            None => write!(f, "{}", self.line),
        }
    }
}

impl From<u64> for Place {
    fn from(line: u64) -> Self {
        Self { sheet: None, line }
    }
}

/// Problems that are kept for the report.
const MOST_PROBLEMS: usize = 20;

/// Shared names that are kept for the report.
const MOST_SHARED: usize = 10;

impl Report {
    pub(super) fn add_problem(&mut self, place: &Place, text: &str) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem {
                place: place.clone(),
                text: text.to_owned(),
            });
        }
    }

    pub(super) fn add_shared(&mut self, name: &str, id: &str) {
        self.shared += 1;
        if self.first_shared.len() < MOST_SHARED {
            self.first_shared.push((name.to_owned(), id.to_owned()));
        }
    }
}
