//! pairs.csv: one row per pair of actors named in one document.

use std::io;
use std::sync::Arc;

use actag_core::gazetteer::{Actor, Gazetteer};
use serde_json::value::RawValue;

use super::Table;
use super::by_document::{RowSink, Tagged};
use super::days::{Days, FIRST_DATE, LAST_DATE};
use super::document_pairs::{DocumentPairs, packed, unpacked};
use super::ranks::Ranks;
use super::row::{Cells, Known, Row};
use super::schema::{Column, Made, Order, Schema, count, text};
use super::totals::{Totals, TotalsOptions, downcast, from_json, to_json};
use crate::sorted::{RunFolder, Shape, Sorter, Tally};

/// The table.
pub const SCHEMA: Schema = Schema {
    name: "pairs",
    row_per: "pair of actors named in one document",
    columns: COLUMNS,
    primary_key: &["actor_a", "actor_b"],
    foreign_keys: &[
        ("actor_a", "actors", "actor_id"),
        ("actor_b", "actors", "actor_id"),
    ],
    by_default: true,
    made: Made::AtEnd {
        totals: |options| Box::new(PairTotals::new(options)),
        order: &[
            Order::Most("documents"),
            Order::Most("sentences"),
            Order::Text("actor_a"),
            Order::Text("actor_b"),
        ],
    },
};

const COLUMNS: &[Column] = &[
    text("actor_a", "the actor whose id comes first in the alphabet"),
    text("name_a", "its canonical name"),
    text("type_a", "its type"),
    text("actor_b", "the other actor"),
    text("name_b", "its canonical name"),
    text("type_b", "its type"),
    count("sentences", "sentences that name both"),
    count("documents", "documents that name both"),
    FIRST_DATE,
    LAST_DATE,
];

/// A pair of actors, as the table has it.
#[derive(Debug)]
pub struct PairRow<'a> {
    pub(super) actors: [(&'a Actor, &'a Known); 2],
    pub(super) total: PairTotal,
}

impl Row for PairRow<'_> {
    const TABLE: Table = Table::new(&SCHEMA);

    fn write(&self, cells: &mut impl Cells) {
        for (actor, known) in self.actors {
            cells.repeated(known, |cells| {
                cells.text(&actor.id);
                cells.text(&actor.name);
                cells.text(&actor.actor_type);
            });
        }
        cells.integer(Some(self.total.sentences));
        cells.integer(Some(self.total.documents));
        self.total.days.write(cells);
    }
}

/// Pairs that are put in order in memory: 8 MB. Most corpora have fewer.
const AT_ONCE: usize = 1 << 18;

/// What two actors have in common.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PairTotal {
    sentences: u64,
    documents: u64,
    days: Days,
}

/// The pair, sentences, documents, days.
#[derive(Debug, Clone)]
struct PairShape;

impl Shape<4> for PairShape {
    fn key(&self) -> usize {
        1
    }

    fn add(&self, total: &mut [u64; 4], part: &[u64; 4]) {
        total[1] += part[1];
        total[2] += part[2];
        let mut days = Days::of_number(total[3]);
        days.merge(&Days::of_number(part[3]));
        total[3] = days.number();
    }
}

#[derive(Debug)]
struct PairTotals {
    ranks: Ranks,
    pairs: DocumentPairs,
    counts: Tally<PairShape, 4>,
    runs: Arc<RunFolder>,
}

impl PairTotals {
    fn new(options: &TotalsOptions<'_>) -> Self {
        Self {
            ranks: options.ranks.clone(),
            pairs: DocumentPairs::new(options),
            counts: Tally::new(PairShape, &options.runs),
            runs: Arc::clone(&options.runs),
        }
    }
}

impl Totals for PairTotals {
    fn add(&mut self, tagged: &Tagged<'_>) -> io::Result<Option<String>> {
        let days = Days::of(tagged.document.date).number();
        let Self { pairs, counts, .. } = self;
        pairs.each(tagged, |part| {
            let days = if part.documents > 0 { days } else { 0 };
            counts.add(&[packed(part.actors), part.sentences, part.documents, days])
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
            ranks,
            counts,
            runs,
            ..
        } = *self;
        let mut by_pair = counts.into_sorted()?;
        let mut by_count = Sorter::with_room(&runs, AT_ONCE);
        while let Some([pair, sentences, documents, days]) = by_pair.next()? {
            // Turned over, so that the greatest comes first.
            by_count.push([!documents, !sentences, pair, days])?;
        }
        let known = vec![Known::default(); ranks.len()];
        let mut by_count = by_count.into_sorted()?;
        while let Some([documents, sentences, pair, days]) = by_count.next()? {
            let [a, b] = unpacked(pair).map(|rank| {
                let known = known.get(rank as usize);
                ranks.actor(rank, gazetteer).zip(known)
            });
            let (Some(a), Some(b)) = (a, b) else {
                continue;
            };
            out.add(&PairRow {
                actors: [a, b],
                total: PairTotal {
                    sentences: !sentences,
                    documents: !documents,
                    days: Days::of_number(days),
                },
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
