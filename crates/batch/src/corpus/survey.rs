//! What is seen in a file of records before it is read: which fields no record has that a person
//! asked for, and whether its dates have the day or the month first.

use super::buffers::Buffers;
use super::chunk::Chunk;
use super::dates::{DayOrder, order_of};
use super::fields::{FIELDS, Field, likely};
use super::format::Records;
use super::options::ReadOptions;
use super::record::{Raw, Record};
use super::shown::{quoted, start};
use super::skipped::{Fault, SkipKind};

/// Which fields a person asked for by name. What is wrong with the text is told of each record.
fn asked(options: &ReadOptions) -> [bool; FIELDS] {
    Field::ALL.map(|field| field != Field::Text && options.given(field).is_some())
}

/// Looks through some records of a file.
pub(super) fn of_bytes((records, chunk): (&dyn Records, Chunk<'_>)) -> Seen {
    look_at(records, &chunk).into_seen()
}

/// The same, where more may follow.
pub(super) fn look_at<'o>(records: &dyn Records, chunk: &Chunk<'o>) -> Survey<'o> {
    let mut survey = Survey::new(chunk.options);
    records.read(chunk, &mut Buffers::default(), &mut |raw| {
        if let Raw::Record(record) = raw {
            survey.look(&record);
        }
    });
    survey
}

/// What is looked for, and what was seen so far.
pub(super) struct Survey<'o> {
    options: &'o ReadOptions,
    /// Fields that are looked for, and were not seen yet.
    missing: [bool; FIELDS],
    records: u64,
    /// What the fields of the first record are called.
    names: Vec<String>,
    /// The first date that may have the day or the month first.
    doubtful: Option<String>,
    /// Which one of the others has, and that.
    order: Option<(DayOrder, String)>,
}

/// What was seen.
pub(super) struct Seen {
    pub day_order: Option<DayOrder>,
    /// What is to be told of it.
    pub notes: Vec<Fault>,
}

impl<'o> Survey<'o> {
    pub(super) fn new(options: &'o ReadOptions) -> Self {
        Self {
            options,
            missing: asked(options),
            records: 0,
            names: Vec::new(),
            doubtful: None,
            order: None,
        }
    }

    pub(super) fn look(&mut self, record: &Record<'_>) {
        for (missing, has) in self.missing.iter_mut().zip(record.has) {
            *missing &= !has;
        }
        if self.records == 0 && self.missing.contains(&true) {
            self.names = (record.names)();
        }
        self.records += 1;
        if let Ok(Some(date)) = record.date
            && self.options.date_format.is_none()
        {
            self.look_at_date(date);
        }
    }

    fn look_at_date(&mut self, date: &str) {
        match order_of(date) {
            Some(Some(order)) if self.order.is_none() => {
                self.order = Some((order, start(date)));
            }
            Some(None) if self.doubtful.is_none() => self.doubtful = Some(start(date)),
            _ => {}
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.is_settled() && !self.missing.contains(&true)
    }

    /// Whether the order of day and month is known, or does not matter so far.
    pub(super) fn is_settled(&self) -> bool {
        self.doubtful.is_none() || self.order.is_some()
    }

    pub(super) fn into_seen(self) -> Seen {
        let missing = Field::ALL.into_iter().zip(self.missing);
        let missing = missing.filter(|(_, missing)| *missing && self.records > 0);
        let notes = missing.map(|(field, _)| self.note(field));
        let order = self.doubtful.as_ref().zip(self.order.as_ref());
        let order = order.map(|(doubtful, (order, shows))| {
            let first = order.name();
            let reason =
                format!("dates such as `{doubtful}` are read {first} first, as `{shows}` shows");
            Fault::new(SkipKind::DateOrder, reason)
        });
        Seen {
            notes: notes.chain(order).collect(),
            day_order: self.order.map(|(order, _)| order),
        }
    }

    fn note(&self, field: Field) -> Fault {
        let wanted = self.options.name_of(field);
        let likely = likely(&self.names, wanted, field);
        let listed = quoted(&self.names);
        let reason = format!("no record has a field `{wanted}`; the first has {listed}{likely}");
        Fault::new(SkipKind::NoField, reason)
    }
}
