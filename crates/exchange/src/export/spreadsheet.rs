//! Gazetteers as a table that people edit and `import` reads again: nothing is lost.

use std::io::{self, Write};

use actag_core::Gazetteer;
use actag_core::gazetteer::{Actor, Conditions, Cue, Name, NameKind, Phrase};
use actag_format::{GuardedEntry, RoleEntry};
use serde::Serialize;

use crate::cells::{COLUMNS, codes_cell, join};

/// Characters that a cell of Excel holds: what is longer is cut there.
pub const LONGEST_CELL: usize = 32_767;

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SpreadsheetReport {
    /// Actors, a row each.
    pub actors: u64,
    /// Their names.
    pub names: u64,
    /// Cells of more than [`LONGEST_CELL`] characters.
    pub long_cells: u64,
}

/// Writes all actors with all names and whatever else is known of them as CSV, braces and families
/// written out, with a byte-order mark, without which Excel misreads accents.
///
/// # Errors
/// If writing fails.
pub fn spreadsheet(gazetteer: &Gazetteer, mut out: impl Write) -> io::Result<SpreadsheetReport> {
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut report = SpreadsheetReport::default();
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    // A row of an actor that is switched off would bring it back.
    for actor in gazetteer.actors().iter().filter(|actor| !actor.is_off()) {
        let cells = cells(actor)?;
        report.actors += 1;
        report.names += actor.names.len() as u64;
        let is_long =
            |cell: &&String| cell.len() > LONGEST_CELL && cell.chars().count() > LONGEST_CELL;
        report.long_cells += cells.iter().filter(is_long).count() as u64;
        table.write_record(&cells)?;
    }
    table.flush()?;
    Ok(report)
}

/// Returns the cells of an actor, in the order of [`COLUMNS`].
fn cells(actor: &Actor) -> io::Result<[String; 16]> {
    let names = |kind: NameKind| {
        let names = actor.names.iter().filter(move |name| name.kind == kind);
        join(names.map(|name| name.text.as_str()))
    };
    let guarded = actor
        .names
        .iter()
        .filter(|name| name.kind == NameKind::Guarded);
    let guarded: Vec<GuardedEntry<'_>> = guarded.map(guarded_entry).collect();
    let roles: Vec<RoleEntry<'_>> = actor.roles().iter().map(RoleEntry::from).collect();
    let texts = |phrases: &[Phrase]| {
        let texts: Vec<String> = phrases.iter().map(|phrase| phrase.text.clone()).collect();
        json(&texts)
    };
    Ok([
        actor.id.clone(),
        actor.name.clone(),
        actor.actor_type.to_string(),
        actor.country.clone().unwrap_or_default(),
        actor.part_of.clone().unwrap_or_default(),
        if actor.is_placeholder() {
            "true".to_owned()
        } else {
            String::new()
        },
        names(NameKind::Alias),
        names(NameKind::Adjective),
        names(NameKind::Metonym),
        names(NameKind::Short),
        json(&guarded)?,
        join(actor.not().iter().map(|phrase| phrase.text.as_str())),
        codes_cell(&actor.codes),
        json(&roles)?,
        texts(actor.matches())?,
        texts(actor.never())?,
    ])
}

/// Returns a list as JSON; of an empty one nothing.
fn json<T: Serialize>(list: &[T]) -> io::Result<String> {
    match list {
        [] => Ok(String::new()),
        list => Ok(serde_json::to_string(list)?),
    }
}

fn guarded_entry(name: &Name) -> GuardedEntry<'_> {
    const NONE: &Conditions = &Conditions {
        needs: Vec::new(),
        unless: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        not_before: Vec::new(),
        not_after: Vec::new(),
    };
    let conditions = name.conditions.as_deref().unwrap_or(NONE);
    GuardedEntry {
        name: name.text.as_str().into(),
        case: name.case.key(),
        needs: conditions.needs.iter().map(Cue::text).collect(),
        unless: conditions.unless.iter().map(Cue::text).collect(),
        before: conditions.before.iter().map(String::as_str).collect(),
        after: conditions.after.iter().map(String::as_str).collect(),
        not_before: conditions.not_before.iter().map(String::as_str).collect(),
        not_after: conditions.not_after.iter().map(String::as_str).collect(),
        weak: name.weak,
    }
}
