//! actors.csv: one row per actor seen.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::{Column, Rows, column};
use actag_core::gazetteer::Gazetteer;

/// The columns.
pub const COLUMNS: &[Column] = &[
    column("actor_id", "string", "the actor"),
    column("actor_name", "string", "the actor's canonical name"),
    column("type", "string", "the actor's type"),
    column("country", "string", "ISO 3166 alpha-3 code"),
    column(
        "mentions",
        "integer",
        "mentions, nested and ambiguous ones aside",
    ),
    column("documents", "integer", "documents that name the actor"),
    column(
        "first_date",
        "date",
        "date of the first of them that has one",
    ),
    column("last_date", "date", "date of the last"),
];

/// What was seen of one actor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ActorCount {
    pub(crate) mentions: u64,
    pub(crate) documents: u64,
    pub(crate) first: Option<Date>,
    pub(crate) last: Option<Date>,
}

impl ActorCount {
    /// Counts a document with `mentions` mentions.
    pub(crate) fn add_document(&mut self, mentions: u64, date: Option<Date>) {
        self.merge(&Self {
            mentions,
            documents: 1,
            first: date,
            last: date,
        });
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.mentions += other.mentions;
        self.documents += other.documents;
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = self.last.max(other.last);
    }
}

/// What the table says of an actor beside the counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) country: &'a str,
}

/// Adds the rows, most mentioned first; `counts` by the actor's number.
pub(crate) fn write(gazetteer: &Gazetteer, counts: &[ActorCount], rows: Rows) -> Rows {
    let actors = gazetteer.actors().iter().zip(counts);
    write_seen(
        actors
            .filter(|(_, count)| count.documents > 0)
            .map(|(actor, count)| {
                let seen = Seen {
                    id: &actor.id,
                    name: &actor.name,
                    kind: &actor.actor_type,
                    country: actor.country.as_deref().unwrap_or_default(),
                };
                (seen, *count)
            }),
        rows,
    )
}

/// Adds the rows of actors with their counts, most mentioned first.
pub(crate) fn write_seen<'a>(
    seen: impl Iterator<Item = (Seen<'a>, ActorCount)>,
    mut rows: Rows,
) -> Rows {
    let mut seen: Vec<_> = seen.collect();
    seen.sort_by_key(|(actor, count)| (Reverse(count.mentions), actor.id));
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    for (actor, count) in seen {
        rows.field(actor.id);
        rows.field(actor.name);
        rows.field(actor.kind);
        rows.field(actor.country);
        rows.number(count.mentions);
        rows.number(count.documents);
        rows.field(date(count.first));
        rows.field(date(count.last));
        rows.end();
    }
    rows
}
