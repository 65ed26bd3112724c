//! mentions.csv: one row per mention.

use super::{Column, Rows, column, join_codes};
use crate::corpus::Document;
use actag_core::gazetteer::{Actor, Name};
use actag_core::tagger::{MOST_CANDIDATES, Mention, RoleOnDate};
use actag_core::text::context;
use actag_core::text::offsets::OffsetCounter;

/// The columns.
pub const COLUMNS: &[Column] = &[
    column("doc_id", "string", "the document"),
    column(
        "start",
        "integer",
        "where the mention begins in the document's text",
    ),
    column(
        "end",
        "integer",
        "where it ends; text[start:end] is the mention",
    ),
    column("text", "string", "the words of the document"),
    column(
        "actor_id",
        "string",
        "the actor; empty where the document does not decide between the candidates",
    ),
    column("actor_name", "string", "the actor's canonical name"),
    column(
        "type",
        "string",
        "the actor's type; of an ambiguous mention, where all candidates share it",
    ),
    column(
        "country",
        "string",
        "ISO 3166 alpha-3 code; of an ambiguous mention, where all candidates share it",
    ),
    column(
        "role",
        "string",
        "the title held on the document's date; (no date) or (none on this date) where none is known",
    ),
    column(
        "codes",
        "string",
        "scheme=value of the actor and of the role held that day, joined by ;",
    ),
    column(
        "kind",
        "string",
        "what sort of name: name, alias, adjective, metonym, short, guarded or weak",
    ),
    column(
        "modifier",
        "string",
        "the other half of a hyphenated pair: the actor is named, but does not act",
    ),
    column(
        "candidates",
        "string",
        "where ambiguous: the ids of those it may mean, joined by |; of more than 50 the first, then + and how many more",
    ),
    column(
        "sentence",
        "integer",
        "number of the sentence in the document, from 1",
    ),
    column("before", "string", "the words before it"),
    column("after", "string", "the words after it"),
];

/// The columns that nested mentions add.
pub const PARENT_COLUMNS: &[Column] = &[
    column(
        "parent_start",
        "integer",
        "where the mention around a nested one begins",
    ),
    column("parent_end", "integer", "where it ends"),
];

/// What the role column says of an actor with roles in a document without a date.
pub const NO_DATE: &str = "(no date)";
/// What the role column says where no role holds on the document's date.
pub const NONE_ON_THIS_DATE: &str = "(none on this date)";

/// How a name's kind is written in tables.
pub fn kind(name: &Name) -> &'static str {
    name.kind.label(name.weak)
}

/// The same for a mention: the name itself need not be looked at.
pub fn kind_of(mention: &Mention<'_>) -> &'static str {
    mention.name_kind().label(mention.is_weak())
}

/// How the rows of mentions are written.
pub(crate) struct Writer {
    nested: bool,
    /// By number, the cells of actors that are the same in every document, once they have been needed.
    actors: Vec<Option<Box<[u8]>>>,
}

impl Writer {
    pub(crate) fn new(nested: bool) -> Self {
        Self {
            nested,
            actors: Vec::new(),
        }
    }

    /// Adds the rows of mentions of a document. `offsets` goes on where it stands: for the next ones it is cheap.
    pub(crate) fn add(
        &mut self,
        rows: &mut Rows,
        document: &Document<'_>,
        mentions: &[Mention<'_>],
        offsets: &mut OffsetCounter<'_>,
    ) {
        let text: &str = &document.text;
        let mut id = rows.like();
        id.field(document.id.as_bytes());
        let id = id.into_bytes();
        for mention in mentions {
            let span = mention.span();
            rows.cells(&id);
            rows.number(offsets.at(span.start));
            rows.number(offsets.at(span.end));
            rows.field(mention.text());
            self.actor_cells(rows, mention);
            rows.cells(kind_of(mention).as_bytes());
            rows.field(mention.modifier().unwrap_or_default());
            rows.field(candidates(mention));
            rows.number(mention.sentence());
            rows.words(context::before(text, span.start));
            rows.words(context::after(text, span.end));
            if self.nested {
                match mention.parent() {
                    Some(parent) => {
                        rows.number(offsets.at(parent.start));
                        rows.number(offsets.at(parent.end));
                    }
                    None => {
                        rows.field("");
                        rows.field("");
                    }
                }
            }
            rows.end();
        }
    }

    fn actor_cells(&mut self, rows: &mut Rows, mention: &Mention<'_>) {
        let (Some(actor), Some(number)) = (mention.actor(), mention.actor_index()) else {
            let actor_type = mention.actor_type().unwrap_or_default();
            let country = mention.country().unwrap_or_default();
            for cell in ["", "", actor_type, country, "", ""] {
                rows.field(cell);
            }
            return;
        };
        if self.actors.len() <= number {
            self.actors.resize(number + 1, None);
        }
        match &mut self.actors[number] {
            Some(cells) => rows.cells(cells),
            // What is told of somebody with roles depends on the document's date.
            None if actor.roles().is_empty() => {
                let mut cells = rows.like();
                add_actor(&mut cells, actor, mention);
                let cells = self.actors[number].insert(cells.into_bytes().into());
                rows.cells(cells);
            }
            None => add_actor(rows, actor, mention),
        }
    }
}

fn add_actor(rows: &mut Rows, actor: &Actor, mention: &Mention<'_>) {
    rows.field(&actor.id);
    rows.field(&actor.name);
    rows.field(&*actor.actor_type);
    rows.field(actor.country.as_deref().unwrap_or_default());
    rows.field(role(mention));
    rows.field(join_codes(mention.codes()));
}

/// The role column.
pub fn role(mention: &Mention<'_>) -> String {
    match mention.role() {
        RoleOnDate::None => String::new(),
        RoleOnDate::NoDate => NO_DATE.to_owned(),
        RoleOnDate::NoneFits => NONE_ON_THIS_DATE.to_owned(),
        RoleOnDate::Held(roles) => {
            let titles: Vec<&str> = roles
                .iter()
                .filter_map(|role| role.title.as_deref())
                .collect();
            titles.join("; ")
        }
    }
}

/// The candidates column.
pub fn candidates(mention: &Mention<'_>) -> String {
    let candidates = mention.candidates();
    let more = candidates.len().saturating_sub(MOST_CANDIDATES);
    let mut column = String::new();
    for actor in candidates.take(MOST_CANDIDATES) {
        if !column.is_empty() {
            column.push('|');
        }
        column.push_str(&actor.id);
    }
    if more > 0 {
        column.push_str(&format!("|+{more}"));
    }
    column
}
