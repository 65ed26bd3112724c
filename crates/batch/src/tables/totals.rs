//! Totals over all documents, from which rows are made at the end.

use std::any::Any;
use std::io;
use std::sync::Arc;

use actag_core::gazetteer::Gazetteer;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::by_document::{RowSink, Tagged};
use super::period::Period;
use super::ranks::Ranks;
use crate::sorted::RunFolder;

/// Bytes of rows that are made at the end and written at once. One buffer for all of them takes
/// 24 MB more where there are a quarter of a million pairs.
pub(crate) const AT_ONCE: usize = 1 << 20;

/// What one table adds up over documents. Each worker has its own; they are merged.
///
/// All errors are those of the disk, on which lies what does not fit in memory.
pub(crate) trait Totals: Any + Send {
    /// Adds a document; returns in words what of it was left out.
    fn add(&mut self, tagged: &Tagged<'_>) -> io::Result<Option<String>>;

    /// Adds what another worker added up, for the same table.
    fn merge(&mut self, other: Box<dyn Totals>) -> io::Result<()>;

    /// Hands over the rows of the table, in its order.
    fn write(self: Box<Self>, gazetteer: &Gazetteer, out: &mut RowSink<'_>) -> io::Result<()>;

    /// Returns the totals as JSON, for a run that resumes.
    fn save(&mut self) -> io::Result<Box<RawValue>>;

    /// Takes up totals that were saved; `None` where they are not of this gazetteer, or are no
    /// longer on the disk as they were.
    fn load(&mut self, saved: &RawValue) -> Option<()>;
}

/// What totals are made with.
pub(crate) struct TotalsOptions<'g> {
    pub(crate) gazetteer: &'g Gazetteer,
    pub(crate) ranks: Ranks,
    /// By rank, whether an actor is left out of pairs.
    pub(crate) unpaired: Arc<[bool]>,
    /// Where there is room for what does not fit in memory.
    pub(crate) runs: Arc<RunFolder>,
    /// By which actors and pairs are counted.
    pub(crate) period: Period,
}

impl<'g> TotalsOptions<'g> {
    pub(crate) fn new(
        gazetteer: &'g Gazetteer,
        runs: Arc<RunFolder>,
        period: Period,
        pair_placeholders: bool,
    ) -> Self {
        let ranks = Ranks::of(gazetteer);
        let unpaired = (0..ranks.len() as u32).map(|rank| {
            let actor = ranks.actor(rank, gazetteer);
            !pair_placeholders && actor.is_some_and(|actor| actor.is_placeholder())
        });
        Self {
            gazetteer,
            unpaired: unpaired.collect(),
            ranks,
            runs,
            period,
        }
    }
}

/// Returns totals as what they are; `None` where they are those of another table.
pub(crate) fn downcast<T: Totals>(totals: Box<dyn Totals>) -> Option<T> {
    let totals: Box<dyn Any> = totals;
    totals.downcast::<T>().ok().map(|totals| *totals)
}

/// Returns what is to be saved as JSON.
pub(crate) fn to_json(saved: &impl Serialize) -> io::Result<Box<RawValue>> {
    Ok(serde_json::value::to_raw_value(saved)?)
}

/// Returns what [`to_json`] wrote.
pub(crate) fn from_json<T: DeserializeOwned>(saved: &RawValue) -> Option<T> {
    serde_json::from_str(saved.get()).ok()
}
