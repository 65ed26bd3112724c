//! The differences of a corpus, counted by name and actor, with samples in context and as rows of a
//! table.

use std::collections::HashMap;

use super::DiffOptions;
use super::difference::{Change, Difference, FIELDS, FieldChange, field_values};
use crate::corpus::{Document, Place, Skipped};
use crate::tables::{Column, Rows, column};
use crate::tagger::Mention;
use crate::text::OffsetUnit;
use crate::text::context::{self, spaced};
use crate::text::offsets::OffsetCounter;

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

/// The columns of the table of differences.
pub const COLUMNS: &[Column] = &[
    column("doc_id", "string", "the document"),
    column(
        "start",
        "integer",
        "where the mention begins; of a lost one, began",
    ),
    column("end", "integer", "where it ends"),
    column("text", "string", "the words of the document"),
    column("change", "string", "gained, lost or changed"),
    column(
        "old_start",
        "integer",
        "where the mention began before the edit; empty where it is gained",
    ),
    column("old_end", "integer", "where it ended"),
    column("old_text", "string", "its words then"),
    column(
        "old_actor",
        "string",
        "the actor before the edit; where ambiguous, all candidates joined by |",
    ),
    column(
        "new_actor",
        "string",
        "the actor after the edit; empty where the mention is lost",
    ),
    column("old_name", "string", "the actor's canonical name"),
    column("new_name", "string", "the actor's canonical name"),
    column("old_type", "string", "the actor's type"),
    column("new_type", "string", "the actor's type"),
    column("old_country", "string", "the actor's country"),
    column("new_country", "string", "the actor's country"),
    column(
        "old_role",
        "string",
        "the title held on the document's date",
    ),
    column(
        "new_role",
        "string",
        "the title held on the document's date",
    ),
    column("old_codes", "string", "scheme=value, joined by ;"),
    column("new_codes", "string", "scheme=value, joined by ;"),
    column("old_kind", "string", "what sort of name it was"),
    column("new_kind", "string", "what sort of name it is"),
    column(
        "old_modifier",
        "string",
        "the other half of a hyphenated pair",
    ),
    column(
        "new_modifier",
        "string",
        "the other half of a hyphenated pair",
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

    /// Counts a document in which nothing can differ.
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

    /// Counts a document that was tagged twice.
    pub(super) fn add(&mut self, place: Place, document: &Document<'_>, found: &[Difference<'_>]) {
        self.count_document(document);
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
            self.add_to_group(place, document, difference);
        }
        if self.options.rows {
            self.rows.push((place, rows(document, found)));
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
    let mut rows = Rows::default();
    for column in COLUMNS {
        rows.field(column.name);
    }
    rows.end();
    rows.into_bytes()
}

/// Returns the rows of one document.
fn rows(document: &Document<'_>, found: &[Difference<'_>]) -> Vec<u8> {
    let mut rows = Rows::default();
    let mut offsets = OffsetCounter::new(&document.text, OffsetUnit::Chars);
    for difference in found {
        let Some(mention) = difference.mention() else {
            continue;
        };
        rows.field(document.id.as_bytes());
        rows.number(offsets.at(mention.span().start));
        rows.number(offsets.at(mention.span().end));
        rows.field(mention.text());
        rows.field(difference.change().name());
        match &difference.old {
            Some(old) => {
                rows.number(offsets.at(old.span().start));
                rows.number(offsets.at(old.span().end));
                rows.field(old.text());
            }
            None => {
                rows.field("");
                rows.field("");
                rows.field("");
            }
        }
        let none = || [const { String::new() }; FIELDS.len()];
        let old = difference.old.as_ref().map_or_else(none, field_values);
        let new = difference.new.as_ref().map_or_else(none, field_values);
        for (old, new) in old.into_iter().zip(new) {
            rows.field(old);
            rows.field(new);
        }
        rows.end();
    }
    rows.into_bytes()
}
