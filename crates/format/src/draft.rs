//! What loading comes to: a gazetteer, or all that is wrong with it.

use std::fmt;
use std::sync::Arc;

use actag_core::Gazetteer;

use crate::contents::{RowAllowance, Text};
use crate::diagnostic::{Diagnostic, Severity};

/// Why gazetteers could not be loaded: every mistake in all of them, in the order of files and
/// lines.
#[derive(Debug, Clone, thiserror::Error)]
pub struct LoadError {
    /// The findings; never empty.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there are, where there are too many to list.
    pub more: usize,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, diagnostic) in self.diagnostics.iter().enumerate() {
            if n > 0 {
                f.write_str("\n\n")?;
            }
            f.write_str(&diagnostic.render(false))?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\n\n… and {more} more errors"),
        }
    }
}

impl LoadError {
    pub(crate) fn unplaced(code: &'static str, message: String, help: &str) -> Self {
        let help = Some(help.to_owned());
        LoadError {
            diagnostics: vec![Diagnostic {
                severity: Severity::Error,
                code,
                message,
                help,
                location: None,
            }],
            more: 0,
        }
    }
}

/// What could be read of gazetteers, mistakes and all: for whoever wants to report everything at
/// once.
#[derive(Debug)]
pub struct Draft {
    /// The actors and names that could be made out. Where there are errors, it is good for checking
    /// only.
    pub gazetteer: Arc<Gazetteer>,
    /// Every mistake that keeps it from use, in the order of files and lines.
    pub errors: Vec<Diagnostic>,
    /// How many more there are, where there are too many to list.
    pub more: usize,
    /// Names that are left out, as no text can have them so: the rest can be used.
    pub warnings: Vec<Diagnostic>,
    /// Every file could be read to its end. Otherwise an actor may be missed that is only hidden
    /// behind a mistake.
    pub whole: bool,
    /// Rows that add to nobody.
    pub(crate) idle_rows: Vec<IdleRows>,
    /// Columns that are not read.
    pub(crate) idle_columns: Vec<Text>,
    /// Rules that rows of tables silence.
    pub(crate) allowances: Vec<RowAllowance>,
}

/// The rows of one file that add to actors who are not there.
#[derive(Debug)]
pub(crate) struct IdleRows {
    /// The first of these ids.
    pub(crate) first: Text,
    /// How many rows there are.
    pub(crate) count: usize,
}

impl IdleRows {
    /// Counts a row with the others of its file, by the place of its id.
    pub(crate) fn count(all: &mut Vec<IdleRows>, actor: Text) {
        match all.last_mut() {
            Some(last) if last.first.origin.source == actor.origin.source => last.count += 1,
            _ => all.push(IdleRows {
                first: actor,
                count: 1,
            }),
        }
    }
}

/// A gazetteer without mistakes.
impl From<Arc<Gazetteer>> for Draft {
    fn from(gazetteer: Arc<Gazetteer>) -> Self {
        Self {
            gazetteer,
            errors: Vec::new(),
            more: 0,
            warnings: Vec::new(),
            whole: true,
            idle_rows: Vec::new(),
            idle_columns: Vec::new(),
            allowances: Vec::new(),
        }
    }
}

impl Draft {
    /// Returns the gazetteer, if it has no mistakes.
    pub fn into_gazetteer(self) -> Result<Gazetteer, LoadError> {
        if self.errors.is_empty() {
            return Ok(Arc::unwrap_or_clone(self.gazetteer));
        }
        Err(LoadError {
            diagnostics: self.errors,
            more: self.more,
        })
    }
}
