//! periods.csv: one row per actor or pair of actors and day, week, month or year.

use std::io;

use actag_core::gazetteer::Gazetteer;
use serde_json::value::RawValue;

use super::Table;
use super::by_document::{RowSink, Tagged};
use super::document_pairs::{DocumentPairs, PairPart, packed, unpacked};
use super::period::Period;
use super::ranks::Ranks;
use super::row::{Cells, Row};
use super::schema::{Column, Made, Order, Schema, count, text};
use super::totals::{Totals, TotalsOptions, downcast, from_json, to_json};
use crate::sorted::{Shape, Tally};

/// The table.
pub const SCHEMA: Schema = Schema {
    name: "periods",
    row_per: "actor or pair of actors and period: day, week, month or year",
    columns: COLUMNS,
    primary_key: &["period", "actor_a", "actor_b"],
    // An empty `actor_b` refers to nothing, which Table Schema has no words for.
    foreign_keys: &[("actor_a", "actors", "actor_id")],
    by_default: false,
    made: Made::AtEnd {
        totals: |options| Box::new(PeriodTotals::new(options)),
        order: &[
            Order::Text("period"),
            Order::Text("actor_a"),
            Order::Text("actor_b"),
        ],
    },
};

const COLUMNS: &[Column] = &[
    text(
        "period",
        "`2017-06-15`, `2017-W24` (ISO 8601), `2017-06` or `2017`; empty for documents without a \
         date",
    ),
    text(
        "actor_a",
        "the actor; of a pair the one whose id comes first in the alphabet",
    ),
    text("actor_b", "the other actor of a pair; empty for one actor"),
    count(
        "mentions",
        "mentions of the actor; of a pair those of both in the documents that name both",
    ),
    count("sentences", "sentences that name it, or both"),
    count("documents", "documents that name it, or both"),
];

/// An actor or a pair in a period, as the table has it.
#[derive(Debug)]
pub struct PeriodRow<'a> {
    pub(super) period: &'a str,
    /// The ids.
    pub(super) actors: [&'a str; 2],
    pub(super) mentions: u64,
    pub(super) sentences: u64,
    pub(super) documents: u64,
}

impl Row for PeriodRow<'_> {
    const TABLE: Table = Table::new(&SCHEMA);

    fn write(&self, cells: &mut impl Cells) {
        cells.text(self.period);
        for id in self.actors {
            cells.text(id);
        }
        for count in [self.mentions, self.sentences, self.documents] {
            cells.integer(Some(count));
        }
    }
}

/// Period and actors, and three counts: mentions, sentences, documents.
#[derive(Debug, Clone)]
struct PeriodShape;

impl Shape<5> for PeriodShape {
    fn key(&self) -> usize {
        2
    }

    fn add(&self, total: &mut [u64; 5], part: &[u64; 5]) {
        for (total, part) in total[2..].iter_mut().zip(&part[2..]) {
            *total += part;
        }
    }
}

#[derive(Debug)]
struct PeriodTotals {
    period: Period,
    ranks: Ranks,
    pairs: DocumentPairs,
    /// Ranks are counted from 1: 0 is the other actor where there is none.
    counts: Tally<PeriodShape, 5>,
}

impl PeriodTotals {
    fn new(options: &TotalsOptions<'_>) -> Self {
        Self {
            period: options.period,
            ranks: options.ranks.clone(),
            pairs: DocumentPairs::new(options),
            counts: Tally::new(PeriodShape, &options.runs),
        }
    }
}

impl Totals for PeriodTotals {
    fn add(&mut self, tagged: &Tagged<'_>) -> io::Result<Option<String>> {
        let period = self.period.number(tagged.document.date);
        let Self { ranks, counts, .. } = self;
        for same in tagged.related.chunk_by(|a, b| a.0 == b.0) {
            let actors = packed([ranks.rank(same[0].0) + 1, 0]);
            // In the order of the sentences.
            let sentences = same.chunk_by(|a, b| a.1 == b.1).count() as u64;
            counts.add(&[period, actors, same.len() as u64, sentences, 1])?;
        }
        self.pairs.each(tagged, |part| {
            let PairPart {
                actors: [a, b],
                mentions,
                sentences,
                documents,
            } = part;
            let actors = packed([a + 1, b + 1]);
            counts.add(&[period, actors, mentions, sentences, documents])
        })
    }

    fn merge(&mut self, other: Box<dyn Totals>) -> io::Result<()> {
        match downcast::<Self>(other) {
            Some(other) => self.counts.merge(other.counts),
            None => Ok(()),
        }
    }

    fn write(self: Box<Self>, gazetteer: &Gazetteer, out: &mut RowSink<'_>) -> io::Result<()> {
        let Self {
            period,
            ranks,
            counts,
            ..
        } = *self;
        let id = |rank: u32| {
            let actor = rank
                .checked_sub(1)
                .and_then(|at| ranks.actor(at, gazetteer));
            actor.map_or("", |actor| actor.id.as_str())
        };
        let mut last = (0, String::new());
        let mut sorted = counts.into_sorted()?;
        while let Some([number, actors, mentions, sentences, documents]) = sorted.next()? {
            if last.0 != number {
                last = (number, period.text(number));
            }
            out.add(&PeriodRow {
                period: &last.1,
                actors: unpacked(actors).map(id),
                mentions,
                sentences,
                documents,
            });
        }
        Ok(())
    }

    fn save(&mut self) -> io::Result<Box<RawValue>> {
        to_json(&self.counts.save()?)
    }

    fn load(&mut self, saved: &RawValue) -> Option<()> {
        self.counts.load(from_json(saved)?).ok()
    }
}
