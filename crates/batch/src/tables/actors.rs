//! actors.csv: one row per actor seen.

use std::cmp::Reverse;
use std::io;

use actag_core::gazetteer::{Actor, Gazetteer};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Table;
use super::by_document::{RowSink, Tagged};
use super::days::{Days, FIRST_DATE, LAST_DATE};
use super::row::{Cells, Row};
use super::schema::{Column, Made, Order, Schema, boolean, codes, count, text};
use super::totals::{Totals, downcast, from_json, to_json};

/// The table.
pub const SCHEMA: Schema = Schema {
    name: "actors",
    row_per: "actor that is named",
    columns: COLUMNS,
    primary_key: &["actor_id"],
    foreign_keys: &[],
    by_default: true,
    made: Made::AtEnd {
        totals: |options| Box::new(ActorTotals::of(options.gazetteer)),
        order: &[Order::Most("mentions"), Order::Text("actor_id")],
    },
};

const COLUMNS: &[Column] = &[
    text("actor_id", "the id of the actor in the gazetteer"),
    text("actor_name", "its canonical name"),
    text("type", "its type"),
    text("country", "ISO 3166 alpha-3 code"),
    boolean(
        "placeholder",
        "whether it stands for an actor that the text does not name, such as a ministry of an \
         unnamed state",
    ),
    codes(
        "codes",
        "its newest codes, `scheme=value` joined by `;`; several of one scheme by `|`",
    ),
    count("mentions", "mentions, without nested and ambiguous ones"),
    count("documents", "documents that name it"),
    FIRST_DATE,
    LAST_DATE,
];

/// An actor that was seen, as the table has it.
#[derive(Debug)]
pub struct ActorRow<'a> {
    pub(super) actor: &'a Actor,
    pub(super) total: &'a ActorTotal,
}

impl Row for ActorRow<'_> {
    const TABLE: Table = Table::new(&SCHEMA);

    fn write(&self, cells: &mut impl Cells) {
        let (actor, total) = (self.actor, self.total);
        cells.text(&actor.id);
        cells.text(&actor.name);
        cells.text(&actor.actor_type);
        cells.text(actor.country.as_deref().unwrap_or_default());
        cells.boolean(actor.is_placeholder());
        cells.codes(actor.codes.on(None).into_iter());
        cells.integer(Some(total.mentions));
        cells.integer(Some(total.documents));
        total.days.write(cells);
    }
}

/// What was seen of one actor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ActorTotal {
    mentions: u64,
    documents: u64,
    days: Days,
}

impl ActorTotal {
    fn merge(&mut self, other: &Self) {
        self.mentions += other.mentions;
        self.documents += other.documents;
        self.days.merge(&other.days);
    }
}

/// By number of the actor.
#[derive(Debug)]
struct ActorTotals(Vec<ActorTotal>);

impl ActorTotals {
    fn of(gazetteer: &Gazetteer) -> Self {
        Self(vec![ActorTotal::default(); gazetteer.actors().len()])
    }

    fn seen(&self) -> impl Iterator<Item = (usize, &ActorTotal)> {
        let totals = self.0.iter().enumerate();
        totals.filter(|(_, total)| total.documents > 0)
    }
}

impl Totals for ActorTotals {
    fn add(&mut self, tagged: &Tagged<'_>) -> io::Result<Option<String>> {
        for same in tagged.named.chunk_by(|a, b| a.0 == b.0) {
            self.0[same[0].0 as usize].merge(&ActorTotal {
                mentions: same.len() as u64,
                documents: 1,
                days: Days::of(tagged.document.date),
            });
        }
        Ok(None)
    }

    fn merge(&mut self, other: Box<dyn Totals>) -> io::Result<()> {
        if let Some(Self(other)) = downcast(other) {
            for (total, part) in self.0.iter_mut().zip(&other) {
                total.merge(part);
            }
        }
        Ok(())
    }

    fn write(self: Box<Self>, gazetteer: &Gazetteer, out: &mut RowSink<'_>) -> io::Result<()> {
        let actors = gazetteer.actors();
        let mut seen: Vec<_> = self
            .seen()
            .filter_map(|(number, total)| Some((actors.get(number)?, total)))
            .collect();
        seen.sort_by_key(|(actor, total)| (Reverse(total.mentions), &actor.id));
        for (actor, total) in seen {
            out.add(&ActorRow { actor, total });
        }
        Ok(())
    }

    fn save(&mut self) -> io::Result<Box<RawValue>> {
        to_json(&self.seen().collect::<Vec<_>>())
    }

    fn load(&mut self, saved: &RawValue) -> Option<()> {
        for (number, total) in from_json::<Vec<(usize, ActorTotal)>>(saved)? {
            *self.0.get_mut(number)? = total;
        }
        Some(())
    }
}
