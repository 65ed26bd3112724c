//! The differences of a corpus, counted by name and actor, with samples in context and as rows of a
//! table.

use std::collections::HashMap;

use super::DiffOptions;
use super::difference::{Change, Difference, FIELDS, FieldChange, field_values};
use crate::corpus::{Document, Place, Skipped};
use crate::tables::joined::{FieldPlaces, FieldSpan};
use crate::tables::schema::{integer, text};
use crate::tables::{Cells, Column, CsvRows, Row, Schema, Table};
use crate::tagger::Mention;
use crate::text::context::{self, spaced};

/// What differs in a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Mentions that differ, by name and actor: gained, lost, changed, the most frequent first.
    pub groups: Vec<Group>,
    /// Mentions gained.
    pub gained: u64,
    /// Mentions lost.
    pub lost: u64,
    /// Mentions changed.
    pub changed: u64,
    /// Documents in which something differs.
    pub documents_changed: u64,
    /// Documents in which a changed name occurs.
    pub documents_tagged: u64,
    /// Documents in all.
    pub documents: u64,
    /// Bytes of text in all, in UTF-8.
    pub bytes: u64,
    /// Inputs that could not be read, whole or in part.
    pub skipped: u64,
    /// The first of them, for a message.
    pub first_skipped: Vec<Skipped>,
    /// Every difference as CSV, with a header, where rows are wanted.
    pub rows: Vec<u8>,
}

/// Mentions that differ in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What became of them.
    pub change: Change,
    /// The name, as the gazetteer writes it: as it is, or, where it was lost, as it was.
    pub name: String,
    /// The id of the actor, now or, where it was lost, before; of ambiguous mentions the
    /// candidates', joined by `|`.
    pub actor: String,
    /// What differs, where they changed.
    pub fields: Vec<FieldChange>,
    /// How many there are.
    pub mentions: u64,
    /// In how many documents.
    pub documents: u64,
    /// The first of them, in context.
    pub samples: Vec<MentionSample>,
}

/// A mention in its context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionSample {
    /// The id of the document.
    pub document: String,
    /// The words before it.
    pub before: String,
    /// Its words.
    pub text: String,
    /// The words after it.
    pub after: String,
}

impl MentionSample {
    pub(crate) fn of(document: &Document<'_>, mention: &Mention<'_>) -> Self {
        let span = mention.span();
        Self {
            document: document.id.to_string(),
            before: spaced(context::before(&document.text, span.start)),
            text: words(mention.text()),
            after: spaced(context::after(&document.text, span.end)),
        }
    }
}

/// The table of differences: one row per difference.
pub const SCHEMA: Schema = Schema::new("differences", "difference", COLUMNS);

const COLUMNS: &[Column] = &[
    text("doc_key", "the document"),
    text("doc_id", "the id of the document"),
    text("field", "where it stands: `text` or `title`"),
    integer("start", "where the mention begins; of a lost one, began"),
    integer("end", "where it ends"),
    text("text", "the words of the document"),
    text("change", "gained, lost or changed"),
    integer(
        "old_start",
        "where the mention began before the edit; empty where it is gained",
    ),
    integer("old_end", "where it ended"),
    text("old_text", "its words then"),
    text(
        "old_actor",
        "the actor before the edit; where ambiguous, all candidates joined by `|`",
    ),
    text(
        "new_actor",
        "the actor after the edit; empty where the mention is lost",
    ),
    text("old_name", "the canonical name of the actor"),
    text("new_name", "the canonical name of the actor"),
    text("old_type", "the type of the actor"),
    text("new_type", "the type of the actor"),
    text("old_country", "the country of the actor"),
    text("new_country", "the country of the actor"),
    text("old_name_kind", "kind of the name"),
    text("new_name_kind", "kind of the name"),
    text("old_role", "the title held on the date of the document"),
    text("new_role", "the title held on the date of the document"),
    text("old_role_note", "why there is none"),
    text("new_role_note", "why there is none"),
    text("old_codes", "`scheme=value`, joined by `;`"),
    text("new_codes", "`scheme=value`, joined by `;`"),
    text(
        "old_modifier",
        "the prefix or participle joined by a hyphen",
    ),
    text(
        "new_modifier",
        "the prefix or participle joined by a hyphen",
    ),
];

/// What makes differences alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Likeness {
    change: Change,
    name: String,
    actor: String,
    fields: Vec<FieldChange>,
}

#[derive(Debug, Default)]
struct GroupCount {
    mentions: u64,
    documents: u64,
    last: Option<Place>,
    samples: Vec<(Place, MentionSample)>,
}

/// What one thread counts.
#[derive(Debug)]
pub(super) struct DiffCounts {
    options: DiffOptions,
    /// The numbers only.
    summary: Summary,
    groups: HashMap<Likeness, GroupCount>,
    rows: Vec<(Place, Vec<u8>)>,
    skipped: Vec<(Place, Skipped)>,
}

/// Skipped inputs that the summary quotes.
const QUOTED: usize = 3;

impl DiffCounts {
    pub(super) fn new(options: DiffOptions) -> Self {
        Self {
            options,
            summary: Summary::default(),
            groups: HashMap::new(),
            rows: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// Counts a document.
    pub(super) fn count_document(&mut self, document: &Document<'_>) {
        self.summary.documents += 1;
        self.summary.bytes += document.text.len() as u64;
    }

    pub(super) fn skip(&mut self, place: Place, note: Skipped) {
        self.summary.skipped += 1;
        if self.skipped.len() < QUOTED {
            self.skipped.push((place, note));
        }
    }

    /// Counts what was found in a document that was tagged twice, in the text that was tagged.
    pub(super) fn add(
        &mut self,
        place: Place,
        tagged: &Document<'_>,
        places: &mut FieldPlaces<'_>,
        found: &[Difference<'_>],
    ) {
        self.summary.documents_tagged += 1;
        if found.is_empty() {
            return;
        }
        self.summary.documents_changed += 1;
        for difference in found {
            *match difference.change() {
                Change::Gained => &mut self.summary.gained,
                Change::Lost => &mut self.summary.lost,
                Change::Changed => &mut self.summary.changed,
            } += 1;
            self.add_to_group(place, tagged, difference);
        }
        if self.options.rows {
            self.rows.push((place, rows(places, found)));
        }
    }

    fn add_to_group(&mut self, place: Place, document: &Document<'_>, found: &Difference<'_>) {
        let Some(mention) = found.mention() else {
            return;
        };
        let [actor, ..] = field_values(mention);
        // Mentions that differ in the same way are one line for the reader, with a count.
        let likeness = Likeness {
            change: found.change(),
            name: mention.name().text.clone(),
            actor,
            fields: found.fields(),
        };
        let count = self.groups.entry(likeness).or_default();
        count.mentions += 1;
        if count.last != Some(place) {
            count.last = Some(place);
            count.documents += 1;
        }
        // A thread sees its documents in order, so the first are the first.
        if count.samples.len() < self.options.samples {
            count
                .samples
                .push((place, MentionSample::of(document, mention)));
        }
    }

    /// Puts the counts of all threads together.
    pub(super) fn finish(parts: impl Iterator<Item = Self>, options: DiffOptions) -> Summary {
        let mut total = Self::new(options);
        for part in parts {
            total.merge(part);
        }
        let mut summary = total.summary;
        summary.groups = in_order(total.groups, options.samples);
        total.skipped.sort_by_key(|&(place, _)| place);
        let first = total.skipped.into_iter().take(QUOTED);
        summary.first_skipped = first.map(|(_, note)| note).collect();
        if options.rows {
            total.rows.sort_by_key(|&(place, _)| place);
            summary.rows = header();
            for (_, rows) in total.rows {
                summary.rows.extend(rows);
            }
        }
        summary
    }

    fn merge(&mut self, other: Self) {
        let (summary, part) = (&mut self.summary, other.summary);
        summary.gained += part.gained;
        summary.lost += part.lost;
        summary.changed += part.changed;
        summary.documents += part.documents;
        summary.documents_changed += part.documents_changed;
        summary.documents_tagged += part.documents_tagged;
        summary.bytes += part.bytes;
        summary.skipped += part.skipped;
        for (likeness, part) in other.groups {
            let count = self.groups.entry(likeness).or_default();
            count.mentions += part.mentions;
            count.documents += part.documents;
            count.samples.extend(part.samples);
        }
        self.rows.extend(other.rows);
        self.skipped.extend(other.skipped);
    }
}

fn in_order(groups: HashMap<Likeness, GroupCount>, samples: usize) -> Vec<Group> {
    let mut groups: Vec<(Likeness, GroupCount)> = groups.into_iter().collect();
    groups.sort_by(|(a, count_a), (b, count_b)| {
        // The counts are crossed: most mentions first.
        (a.change, count_b.mentions, a).cmp(&(b.change, count_a.mentions, b))
    });
    let groups = groups.into_iter().map(|(likeness, mut count)| {
        // A document is one thread's, so samples of one place are in order already.
        count.samples.sort_by_key(|&(place, _)| place);
        let first = count.samples.into_iter().take(samples);
        Group {
            change: likeness.change,
            name: likeness.name,
            actor: likeness.actor,
            fields: likeness.fields,
            mentions: count.mentions,
            documents: count.documents,
            samples: first.map(|(_, sample)| sample).collect(),
        }
    });
    groups.collect()
}

/// Words of a text in one line.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn header() -> Vec<u8> {
    let mut rows = CsvRows::default();
    rows.header(DifferenceRow::TABLE, false);
    rows.into_bytes()
}

/// The rows of one document.
fn rows(places: &mut FieldPlaces<'_>, found: &[Difference<'_>]) -> Vec<u8> {
    let mut rows = CsvRows::default();
    let document = places.document();
    for difference in found {
        let Some(mention) = difference.mention() else {
            continue;
        };
        let old = difference.old.as_ref();
        rows.add(&DifferenceRow {
            document,
            difference,
            at: places.of(mention.span()),
            old_at: old.map(|old| places.of(old.span())),
        });
    }
    rows.into_bytes()
}

/// A difference, as the table has it.
struct DifferenceRow<'a> {
    document: &'a Document<'a>,
    difference: &'a Difference<'a>,
    /// Where it stands, in code points, or, where it is lost, where it stood.
    at: FieldSpan<'a>,
    /// Where the mention before the edit stood.
    old_at: Option<FieldSpan<'a>>,
}

impl Row for DifferenceRow<'_> {
    const TABLE: Table = Table::new(&SCHEMA);

    fn write(&self, cells: &mut impl Cells) {
        let Difference { old, new } = self.difference;
        let old_at = self.old_at.as_ref();
        cells.text(&self.document.key);
        cells.text(&self.document.id);
        cells.text(self.at.field);
        cells.integer(Some(self.at.span.start));
        cells.integer(Some(self.at.span.end));
        cells.text(self.at.words);
        cells.text(self.difference.change().name());
        cells.integer(old_at.map(|at| at.span.start));
        cells.integer(old_at.map(|at| at.span.end));
        cells.text(old_at.map_or("", |at| at.words));
        let none = || [const { String::new() }; FIELDS.len()];
        let old = old.as_ref().map_or_else(none, field_values);
        let new = new.as_ref().map_or_else(none, field_values);
        for (old, new) in old.iter().zip(&new) {
            cells.text(old);
            cells.text(new);
        }
    }
}
