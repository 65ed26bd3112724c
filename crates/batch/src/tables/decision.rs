//! What is to be done with an output folder, by what is there.

use std::path::Path;

use serde_json::Value;

use super::output::OutputError;
use super::there::{There, differs};
use super::unfinished::{Checkpoint, TRIES, Unfinished};
use super::{Table, TableForm};
use crate::corpus::Newest;

/// What to do with what an earlier run left in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Existing {
    /// Leave it, and do not run.
    #[default]
    Refuse,
    /// Replace it when the new tables are whole.
    Replace,
    /// Go on with it, if it is of the same run.
    Resume,
}

/// What a run is, and what it is made of: by it a run is known again.
#[derive(Debug)]
pub(crate) struct RunIdentity<'r> {
    /// What decides the tables, as the data package tells it.
    pub(crate) run: &'r Value,
    pub(crate) tables: &'r [Table],
    pub(crate) nested: bool,
    /// Whether the tables are made for spreadsheets.
    pub(crate) spreadsheet_safe: bool,
    /// The form in which the tables are handed over.
    pub(crate) form: &'r TableForm,
    /// The input that was written last.
    pub(crate) newest: Option<&'r Newest>,
}

/// What is to be done with a folder.
pub(super) enum Step {
    Begin,
    /// Tables that are whole are moved out before others begin.
    MoveOutAndBegin(Checkpoint<Value>),
    GoOn(Checkpoint<Value>),
    MoveOut(Checkpoint<Value>),
    Nothing,
}

/// Decides what is to be done, by what is there.
pub(super) fn decide(
    folder: &Path,
    unfinished: &Unfinished,
    existing: Existing,
    identity: &RunIdentity<'_>,
) -> Result<(Step, There), OutputError> {
    let checkpoint = match existing {
        // What cannot be read cannot be gone on with, but it can be replaced.
        Existing::Replace => unfinished.checkpoint().unwrap_or_default(),
        Existing::Refuse | Existing::Resume => unfinished.checkpoint()?,
    };
    let there = There::look(folder)?;
    let is_of_run = |run: &Value| match differs(run, identity.run) {
        None => Ok(()),
        Some(differs) => Err(OutputError::OtherRun {
            folder: folder.to_owned(),
            differs,
        }),
    };
    if existing == Existing::Refuse {
        refuse_any(folder, checkpoint.is_some(), &there)?;
    }
    // Of a run that was killed while it moved its tables, some stand without a data package.
    if checkpoint
        .as_ref()
        .is_none_or(|checkpoint| !checkpoint.whole)
    {
        there.refuse_others()?;
    }
    let step = match (existing, checkpoint) {
        (Existing::Refuse, _) => Step::Begin,
        (Existing::Replace, Some(checkpoint)) if checkpoint.whole => {
            Step::MoveOutAndBegin(checkpoint)
        }
        (Existing::Replace, _) => Step::Begin,
        (Existing::Resume, Some(checkpoint)) => {
            is_of_run(&checkpoint.run)?;
            match checkpoint.whole {
                true => Step::MoveOut(checkpoint),
                false => Step::GoOn(checkpoint),
            }
        }
        (Existing::Resume, None) => match there.run() {
            Some(run) => {
                is_of_run(run)?;
                Step::Nothing
            }
            None => Step::Begin,
        },
    };
    Ok((step, there))
}

/// Refuses a folder in which anything is.
fn refuse_any(folder: &Path, unfinished: bool, there: &There) -> Result<(), OutputError> {
    let folder = folder.to_owned();
    if unfinished {
        return Err(OutputError::Unfinished { folder });
    }
    there.refuse_others()?;
    match there.first() {
        Some(found) => Err(OutputError::Exists {
            folder,
            found: found.to_owned(),
        }),
        None => Ok(()),
    }
}

/// Refuses what `decide` refuses, and leaves no trace of it, not even a lock.
pub(super) fn look(
    folder: &Path,
    existing: Existing,
    identity: &RunIdentity<'_>,
) -> Result<Unfinished, OutputError> {
    refuse_file(folder)?;
    let mut tries = 0;
    loop {
        let unfinished = Unfinished::of(folder)?;
        let looked = decide(folder, &unfinished, existing, identity);
        tries += 1;
        match looked {
            Ok(_) => return Ok(unfinished),
            // Another run may have begun, or ended, while this one looked: it saw half of it.
            Err(_) if tries == 1 || unfinished.was_met() && tries < TRIES => {}
            Err(error) => return Err(error),
        }
    }
}

/// Refuses a path at which, or above which, something stands that is no folder.
fn refuse_file(folder: &Path) -> Result<(), OutputError> {
    let nearest = folder.ancestors().find(|path| path.exists());
    match nearest {
        Some(path) if !path.is_dir() => Err(OutputError::NotAFolder {
            path: path.to_owned(),
        }),
        _ => Ok(()),
    }
}
