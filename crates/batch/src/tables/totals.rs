//! Totals over all documents, from which rows are made at the end.

use std::any::Any;

use actag_core::gazetteer::Gazetteer;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::by_document::{RowSink, Tagged};

/// What one table adds up over documents. Each worker has its own; they are merged.
pub(crate) trait Totals: Any + Send {
    /// Adds a document.
    fn add(&mut self, tagged: &Tagged<'_>);

    /// Adds what another worker added up, for the same table.
    fn merge(&mut self, other: Box<dyn Totals>);

    /// Hands over the rows of the table, in its order.
    fn write(&self, gazetteer: &Gazetteer, out: &mut RowSink<'_>);

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
