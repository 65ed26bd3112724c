//! pairs.csv: one row per pair of actors named in one document.

use std::cmp::Reverse;

use actag_core::gazetteer::{Actor, Gazetteer};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Table;
use super::by_document::{RowSink, Tagged};
use super::days::{Days, FIRST_DATE, LAST_DATE};
use super::row::{Cells, Known, Row};
use super::schema::{Column, Made, Order, Schema, count, text};
use super::totals::{Totals, downcast, from_json, to_json};

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
        totals: |_| Box::new(PairTotals::default()),
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

/// What two actors have in common.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct PairTotal {
    sentences: u64,
    documents: u64,
    days: Days,
}

/// By the numbers of both actors, the lower one first.
#[derive(Debug, Default)]
struct PairTotals {
    pairs: FxHashMap<(u32, u32), PairTotal>,
    /// Actor and sentence of the mentions of the document at hand, in memory that is used again.
    named: Vec<(u32, u32)>,
}

impl Totals for PairTotals {
    fn add(&mut self, tagged: &Tagged<'_>) {
        let Self { pairs, named } = self;
        named.clear();
        named.extend_from_slice(tagged.named);
        // By sentence, then by actor: each sentence is a run, with each actor once.
        named.sort_unstable_by_key(|&(actor, sentence)| (sentence, actor));
        named.dedup();
        for sentence in named.chunk_by(|a, b| a.1 == b.1) {
            for_each_pair(sentence, |pair| {
                pairs.entry(pair).or_default().sentences += 1;
            });
        }
        named.sort_unstable();
        named.dedup_by_key(|&mut (actor, _)| actor);
        let days = Days::of(tagged.document.date);
        for_each_pair(named, |pair| {
            let total = pairs.entry(pair).or_default();
            total.documents += 1;
            total.days.merge(&days);
        });
    }

    fn merge(&mut self, other: Box<dyn Totals>) {
        let Some(other) = downcast::<Self>(other) else {
            return;
        };
        // Nothing to add to, as for the first worker of a run.
        if self.pairs.is_empty() {
            *self = other;
            return;
        }
        for (pair, part) in other.pairs {
            let total = self.pairs.entry(pair).or_default();
            total.sentences += part.sentences;
            total.documents += part.documents;
            total.days.merge(&part.days);
        }
    }

    fn write(&self, gazetteer: &Gazetteer, out: &mut RowSink<'_>) {
        let actors = gazetteer.actors();
        // Ranks in the order of the ids: to compare numbers is quicker than to compare ids.
        let mut by_id: Vec<u32> = (0..actors.len() as u32).collect();
        by_id.sort_unstable_by_key(|&actor| &actors[actor as usize].id);
        let mut rank = vec![0; actors.len()];
        for (place, &actor) in (0u32..).zip(&by_id) {
            rank[actor as usize] = place;
        }
        let mut pairs: Vec<_> = self
            .pairs
            .iter()
            .map(|(&(a, b), total)| {
                let (a, b) = (rank[a as usize], rank[b as usize]);
                let PairTotal {
                    sentences,
                    documents,
                    days,
                } = *total;
                (
                    Reverse(documents),
                    Reverse(sentences),
                    a.min(b),
                    a.max(b),
                    days,
                )
            })
            .collect();
        pairs.sort_unstable_by_key(|&(documents, sentences, a, b, _)| (documents, sentences, a, b));
        let known = vec![Known::default(); actors.len()];
        let actor = |rank: u32| {
            let number = by_id[rank as usize] as usize;
            (&actors[number], &known[number])
        };
        for (Reverse(documents), Reverse(sentences), a, b, days) in pairs {
            out.add(&PairRow {
                actors: [actor(a), actor(b)],
                total: PairTotal {
                    sentences,
                    documents,
                    days,
                },
            });
        }
    }

    fn save(&self) -> serde_json::Result<Box<RawValue>> {
        to_json(&self.pairs.iter().collect::<Vec<_>>())
    }

    fn load(&mut self, saved: &RawValue) -> Option<()> {
        self.pairs = from_json::<Vec<_>>(saved)?.into_iter().collect();
        Some(())
    }
}

fn for_each_pair(sorted: &[(u32, u32)], mut each: impl FnMut((u32, u32))) {
    for (place, &(a, _)) in sorted.iter().enumerate() {
        for &(b, _) in &sorted[place + 1..] {
            each((a, b));
        }
    }
}
