//! Totals over all documents, from which rows are made at the end.

use std::any::Any;

use actag_core::gazetteer::Gazetteer;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::by_document::Tagged;
use super::csv::CsvRows;

/// What one table adds up over documents. Each worker has its own; they are merged.
pub(crate) trait Totals: Any + Send {
    /// Adds a document.
    fn add(&mut self, tagged: &Tagged<'_>);

    /// Adds what another worker added up, for the same table.
    fn merge(&mut self, other: Box<dyn Totals>);

    /// Adds the rows to a table, in its order.
    fn write(&self, gazetteer: &Gazetteer, rows: &mut CsvRows);

    /// Returns the totals as JSON, for a run that resumes.
    fn save(&self) -> serde_json::Result<Box<RawValue>>;

    /// Takes up totals that were saved; `None` where they are not of this gazetteer.
    fn load(&mut self, saved: &RawValue) -> Option<()>;
}

/// Returns totals as what they are; `None` where they are those of another table.
pub(crate) fn downcast<T: Totals>(totals: Box<dyn Totals>) -> Option<T> {
    let totals: Box<dyn Any> = totals;
    totals.downcast::<T>().ok().map(|totals| *totals)
}

/// Returns rows as JSON.
pub(crate) fn to_json(rows: &impl Serialize) -> serde_json::Result<Box<RawValue>> {
    serde_json::value::to_raw_value(rows)
}

/// Returns rows that [`to_json`] wrote.
pub(crate) fn from_json<T: DeserializeOwned>(saved: &RawValue) -> Option<T> {
    serde_json::from_str(saved.get()).ok()
}

/// The first and the last day of some documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Days {
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

impl Days {
    /// Returns the days of one document.
    pub(super) fn of(date: Option<Date>) -> Self {
        Self {
            first: date,
            last: date,
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = self.last.max(other.last);
    }
}
