//! A look through a file of records before it is read: what a person asked for, and no record has.

use super::buffers::Buffers;
use super::chunk::Chunk;
use super::fields::{FIELDS, Field, likely};
use super::format::Records;
use super::options::ReadOptions;
use super::record::{Raw, Record};
use super::shown::quoted;
use super::skipped::{Fault, SkipKind};

/// Whether there is anything to look for.
pub(super) fn is_due(options: &ReadOptions) -> bool {
    asked(options).contains(&true)
}

/// Which fields a person asked for by name. What is wrong with the text is told of each record.
fn asked(options: &ReadOptions) -> [bool; FIELDS] {
    Field::ALL.map(|field| field != Field::Text && options.given(field).is_some())
}

/// Looks through the beginning of a file.
pub(super) fn of_bytes((records, chunk): (&dyn Records, Chunk<'_>)) -> Vec<Fault> {
    let mut survey = Survey::new(chunk.options);
    records.read(&chunk, &mut Buffers::default(), &mut |raw| {
        if let Raw::Record(record) = raw {
            survey.look(&record);
        }
    });
    survey.into_notes()
}

/// What is looked for, and what was seen so far.
pub(super) struct Survey<'o> {
    options: &'o ReadOptions,
    /// Fields that are looked for, and were not seen yet.
    missing: [bool; FIELDS],
    records: u64,
    /// What the fields of the first record are called.
    names: Vec<String>,
}

impl<'o> Survey<'o> {
    pub(super) fn new(options: &'o ReadOptions) -> Self {
        Self {
            options,
            missing: asked(options),
            records: 0,
            names: Vec::new(),
        }
    }

    pub(super) fn look(&mut self, record: &Record<'_>) {
        for (missing, has) in self.missing.iter_mut().zip(record.has) {
            *missing &= !has;
        }
        if self.records == 0 && !self.is_done() {
            self.names = (record.names)();
        }
        self.records += 1;
    }

    pub(super) fn is_done(&self) -> bool {
        !self.missing.contains(&true)
    }

    pub(super) fn into_notes(self) -> Vec<Fault> {
        let missing = Field::ALL.into_iter().zip(self.missing);
        let missing = missing.filter(|(_, missing)| *missing && self.records > 0);
        let note = |field: Field| {
            let wanted = self.options.name_of(field);
            let likely = likely(&self.names, wanted, field);
            let listed = quoted(&self.names);
            let reason =
                format!("no record has a field `{wanted}`; the first has {listed}{likely}");
            Fault::new(SkipKind::NoField, reason)
        };
        missing.map(|(field, _)| note(field)).collect()
    }
}
