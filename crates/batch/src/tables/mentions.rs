//! mentions.csv: one row per mention.

use std::borrow::Cow;
use std::ops::Range;

use actag_core::Document;
use actag_core::gazetteer::{Actor, Name};
use actag_core::tagger::{MOST_CANDIDATES, Mention, Reading};
use actag_core::text::context;

use super::by_document::{RowMaker, RowSink, Tagged};
use super::joined::{FieldPlaces, FieldSpan};
use super::row::{Cells, Known, Row};
use super::schema::{Column, Made, Merge, Schema, codes, date, integer, list, text};
use super::{Table, documents};

/// The table.
pub const SCHEMA: Schema = Schema {
    name: "mentions",
    row_per: "mention",
    columns: COLUMNS,
    primary_key: &[],
    foreign_keys: &[
        ("doc_key", "documents", "doc_key"),
        ("actor_id", "actors", "actor_id"),
    ],
    by_default: true,
    made: Made::ByDocument(|options| Box::new(MentionMaker(MentionRows::new(options.nested)))),
};

const COLUMNS: &[Column] = &[
    documents::KEY,
    text("doc_id", "the id of the document"),
    date("date", Merge::Same, "the date of the document"),
    text("field", "where it stands: `text` or `title`"),
    integer("start", "where the mention begins in that field"),
    integer(
        "end",
        "where it ends: in Python `text[start:end]` is the mention",
    ),
    text("text", "the words of the document"),
    text(
        "actor_id",
        "the actor; empty where the mention is ambiguous",
    ),
    text("actor_name", "the canonical name of the actor"),
    text(
        "type",
        "type of the actor, or of all candidates if they share it",
    ),
    text(
        "country",
        "ISO 3166 alpha-3 code of the actor, or of all candidates if they share it",
    ),
    text(
        "name_kind",
        "kind of the name: name, alias, adjective, metonym, short, guarded or weak",
    ),
    text(
        "reading",
        "of a state or a place: `actor` or `place`, as the words around it say; else empty",
    ),
    text(
        "role",
        "the title held on the date of the document; several are joined by `; `, heads of \
        state and of government first, then ministers",
    ),
    text(
        "role_note",
        "why an actor that has roles has none here: `no date`, `none that day`, `not known \
        after` a day",
    ),
    codes(
        "codes",
        "`scheme=value` of the actor and of its role on that day, joined by `;`; several of one \
        scheme by `|`",
    ),
    text(
        "modifier",
        "the prefix or participle joined by a hyphen: `backed` in “Tehran-backed”",
    ),
    text(
        "inside",
        "the longer run of capitalised words in which it stands, which no gazetteer has",
    ),
    list(
        "candidates",
        "where ambiguous: the ids of the candidates, joined by `|`; of more than 50 the first, \
         then `+` and how many more",
    ),
    integer(
        "sentence",
        "number of the sentence in the document, from 1; those of the title come first",
    ),
    text("before", "up to five words before the mention"),
    text("after", "up to five words after it"),
    integer(
        "parent_start",
        "where the mention around this one begins; with `--nested`",
    )
    .nested_only(),
    integer("parent_end", "where it ends; with `--nested`").nested_only(),
];

/// A mention, as the table has it.
#[derive(Debug)]
pub struct MentionRow<'a> {
    document: &'a Document<'a>,
    mention: &'a Mention<'a>,
    place: FieldSpan<'a>,
    /// What was tagged.
    text: &'a str,
    parent: Parent,
    known: KnownCells<'a>,
}

/// The mention around another one.
#[derive(Debug)]
enum Parent {
    /// Nested mentions are not asked for: the columns are not there.
    NotAsked,
    None,
    Span(Range<u64>),
}

/// Cells that this row shares with others.
#[derive(Debug, Clone, Copy)]
struct KnownCells<'a> {
    document: &'a Known,
    actor: Option<&'a KnownActor>,
}

/// The cells of an actor that are the same in every document.
#[derive(Debug, Default)]
struct KnownActor {
    who: Known,
    /// Of an actor that is the same on all days: without roles and without codes that hold for a
    /// time.
    role_and_codes: Known,
}

impl Row for MentionRow<'_> {
    const TABLE: Table = Table::new(&SCHEMA);

    fn write(&self, cells: &mut impl Cells) {
        let (document, mention) = (self.document, self.mention);
        cells.repeated(self.known.document, |cells| {
            cells.text(&document.key);
            cells.text(&document.id);
            cells.date(document.date);
        });
        cells.text(self.place.field);
        cells.integer(Some(self.place.span.start));
        cells.integer(Some(self.place.span.end));
        cells.text(self.place.words);
        let actor = mention.actor().zip(self.known.actor);
        match actor {
            Some((actor, known)) => cells.repeated(&known.who, |cells| who(cells, actor)),
            None => {
                cells.text("");
                cells.text("");
                cells.text(mention.actor_type().unwrap_or_default());
                cells.text(mention.country().unwrap_or_default());
            }
        }
        cells.text(kind_of(mention));
        cells.text(mention.reading().map_or("", Reading::label));
        match actor {
            Some((actor, known)) if is_same_on_all_days(actor) => {
                cells.repeated(&known.role_and_codes, |cells| {
                    role_and_codes(cells, mention)
                });
            }
            _ => role_and_codes(cells, mention),
        }
        cells.text(&mention.modifier().unwrap_or_default());
        cells.text(mention.inside().map_or("", |run| &self.text[run]));
        cells.list(candidate_ids(mention));
        cells.integer(Some(mention.sentence().into()));
        let FieldSpan { around, inside, .. } = &self.place;
        cells.words(context::before(around, inside.start));
        cells.words(context::after(around, inside.end));
        match &self.parent {
            Parent::NotAsked => {}
            Parent::None => {
                cells.integer(None);
                cells.integer(None);
            }
            Parent::Span(span) => {
                cells.integer(Some(span.start));
                cells.integer(Some(span.end));
            }
        }
    }
}

fn who(cells: &mut impl Cells, actor: &Actor) {
    cells.text(&actor.id);
    cells.text(&actor.name);
    cells.text(&actor.actor_type);
    cells.text(actor.country.as_deref().unwrap_or_default());
}

fn is_same_on_all_days(actor: &Actor) -> bool {
    let mut codes = actor.codes.iter();
    actor.roles().is_empty() && codes.all(|code| code.from.is_none() && code.until.is_none())
}

fn role_and_codes(cells: &mut impl Cells, mention: &Mention<'_>) {
    let (role, note) = mention.role_and_note();
    cells.text(&role);
    cells.text(&note);
    cells.codes(mention.codes().into_iter());
}

/// Makes rows of mentions, for one kind of writer: cells that rows share are kept as it writes
/// them.
#[derive(Debug)]
pub struct MentionRows {
    nested: bool,
    /// By number of the actor.
    actors: Vec<Option<Box<KnownActor>>>,
}

impl MentionRows {
    /// Returns a maker of rows; `nested` adds the columns of the mention around a nested one.
    pub fn new(nested: bool) -> Self {
        Self {
            nested,
            actors: Vec::new(),
        }
    }

    /// Hands over the rows of mentions of a document, whose `places` they are. For mentions in the
    /// order of the text these are cheap.
    pub fn each(
        &mut self,
        mentions: &[Mention<'_>],
        places: &mut FieldPlaces<'_>,
        mut each: impl FnMut(&MentionRow<'_>),
    ) {
        let (document, text) = (places.document(), places.tagged_text());
        let known = Known::default();
        for mention in mentions {
            let place = places.of(mention.span());
            let parent = match mention.parent() {
                _ if !self.nested => Parent::NotAsked,
                Some(parent) => Parent::Span(places.of(parent).span),
                None => Parent::None,
            };
            let actor = mention.actor_index().map(|number| {
                // Grown as actors are met: a corpus names few of a million.
                if self.actors.len() <= number {
                    self.actors.resize_with(number + 1, || None);
                }
                &**self.actors[number].get_or_insert_default()
            });
            each(&MentionRow {
                document,
                mention,
                place,
                text,
                parent,
                known: KnownCells {
                    document: &known,
                    actor,
                },
            });
        }
    }
}

struct MentionMaker(MentionRows);

impl RowMaker for MentionMaker {
    fn tagged(&mut self, tagged: &Tagged<'_>, out: &mut RowSink<'_>) {
        let mut places = FieldPlaces::new(tagged.document, tagged.joined, tagged.offsets);
        self.0
            .each(tagged.mentions, &mut places, |row| out.add(row));
    }
}

/// Returns the word for a name's kind.
pub fn kind(name: &Name) -> &'static str {
    name.kind.label(name.weak)
}

/// Returns the same for a mention, without a look at the name itself.
pub fn kind_of(mention: &Mention<'_>) -> &'static str {
    mention.name_kind().label(mention.is_weak())
}

/// Returns the ids of the candidates of an ambiguous mention, joined by `|`.
pub fn candidates(mention: &Mention<'_>) -> String {
    candidate_ids(mention).collect::<Vec<_>>().join("|")
}

/// Returns the ids of the candidates of an ambiguous mention: of many the first, and then `+` and
/// how many more.
pub fn candidate_ids<'m>(mention: &'m Mention<'_>) -> impl Iterator<Item = Cow<'m, str>> {
    let candidates = mention.candidates();
    let more = candidates.len().saturating_sub(MOST_CANDIDATES);
    let first = candidates.take(MOST_CANDIDATES);
    first
        .map(|actor| Cow::Borrowed(actor.id.as_str()))
        .chain((more > 0).then(|| format!("+{more}").into()))
}
