//! What an edit of the gazetteers does to documents: mentions gained, lost and changed.
//!
//! Most edits touch few names, and most documents hold none of them. So the names that differ
//! between the two gazetteers are compiled into a small lexicon of their own (`changed`), and only
//! documents in which one of them occurs are tagged twice. The result is that of tagging every
//! document twice; a property test holds it to that.

pub(crate) mod changed;
pub(crate) mod difference;
mod summary;

use rayon::ThreadPoolBuildError;

use crate::BuildError;
use crate::corpus::{Corpus, Document, Item, visit};
use crate::gazetteer::{Gazetteer, NameKind};
use crate::tables::joined::{FieldPlaces, JoinedText};
use crate::tagger::{Session, Tagger};
use crate::text::OffsetUnit;

use changed::{Changed, NameFilter, Named};

pub use difference::{Change, Difference, FieldChange};
pub use summary::{Group, MentionSample, SCHEMA, Summary};

/// Two taggers, before an edit and after it, side by side.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use actag::diff::{Change, Comparison};
/// use actag::{Document, Gazetteer, Tagger};
///
/// let before = actag::from_yaml("type: militia\nactors:\n  - {id: houthis, name: Houthis}\n")?;
/// let after = actag::from_yaml(
///     "type: militia\nactors:\n  - {id: houthis, name: Houthis, aliases: [Ansar Allah]}\n",
/// )?;
/// let comparison = Comparison::new(Tagger::new(before)?, Tagger::new(after)?)?;
/// let document = Document::new("example", "Ansar Allah, known as the Houthis, left.");
/// let differences = comparison.document(&document);
/// assert_eq!(differences.len(), 1);
/// assert_eq!(differences[0].change(), Change::Gained);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Comparison {
    old: Tagger,
    new: Tagger,
    filter: NameFilter,
}

/// The sessions in which one thread tags documents twice.
struct Sessions<'c> {
    old: Session<'c>,
    new: Session<'c>,
}

impl Comparison {
    /// Finds the names that differ, and compiles them.
    ///
    /// # Errors
    /// As [`Tagger::new`].
    pub fn new(old: Tagger, new: Tagger) -> Result<Self, BuildError> {
        let filter = NameFilter::new(&Changed::between(old.gazetteer(), new.gazetteer()))?;
        Ok(Self { old, new, filter })
    }

    /// Returns whether a changed name occurs in the document: where none does, nothing differs.
    pub fn concerns(&self, document: &Document<'_>) -> bool {
        self.filter.may_differ(document)
    }

    /// Returns what differs in the text of a document, by where it begins. Nested mentions are not
    /// compared.
    pub fn document<'d>(&'d self, document: &'d Document<'_>) -> Vec<Difference<'d>> {
        if self.concerns(document) {
            self.sessions().tag_twice(document)
        } else {
            Vec::new()
        }
    }

    fn sessions(&self) -> Sessions<'_> {
        Sessions {
            old: self.old.session(),
            new: self.new.session(),
        }
    }
}

impl<'c> Sessions<'c> {
    fn tag_twice<'d>(&mut self, document: &'d Document<'_>) -> Vec<Difference<'d>>
    where
        'c: 'd,
    {
        difference::differences(self.old.tag(document), self.new.tag(document))
    }
}

/// How a corpus is compared.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiffOptions {
    /// Worker threads; 0 for one a core.
    pub threads: usize,
    /// How many samples in context are kept of each group.
    pub samples: usize,
    /// Whether every difference is kept as a row of a table.
    pub rows: bool,
}

/// Compares what two taggers find in a corpus. `progress` is called now and then with the bytes
/// read so far.
///
/// # Errors
/// If the threads cannot be started.
pub fn diff(
    corpus: Corpus,
    comparison: &Comparison,
    options: DiffOptions,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Summary, ThreadPoolBuildError> {
    let start = || {
        let counts = summary::DiffCounts::new(options);
        (counts, comparison.sessions(), String::new())
    };
    let parts = visit(
        corpus,
        options.threads,
        progress,
        start,
        |(counts, sessions, buffer), place, item| match item {
            Item::Skipped(note) => counts.skip(place, note),
            Item::Document(document) => JoinedText::tagged(&document, buffer, |tagged, joined| {
                counts.count_document(&document);
                if comparison.concerns(tagged) {
                    let mut places = FieldPlaces::new(&document, joined, OffsetUnit::Chars);
                    counts.add(place, tagged, &mut places, &sessions.tag_twice(tagged));
                }
            }),
        },
    )?;
    Ok(summary::DiffCounts::finish(
        parts.into_iter().map(|(counts, ..)| counts),
        options,
    ))
}

/// A name that a gazetteer has and another has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameChange {
    /// [`Change::Gained`] or [`Change::Lost`].
    pub change: Change,
    /// The id of the actor.
    pub actor: String,
    /// The name.
    pub name: String,
    /// What sort of name it is.
    pub name_kind: NameKind,
}

/// Returns the names that one gazetteer has and the other has not: those lost, then those gained,
/// in the order of the gazetteers. A name whose kind or conditions changed is among both.
pub fn names(old: &Gazetteer, new: &Gazetteer) -> Vec<NameChange> {
    names_of(&Changed::between(old, new))
}

pub(crate) fn names_of(changed: &Changed<'_>) -> Vec<NameChange> {
    let (lost, gained) = changed.lost_and_gained();
    let changed = |change: Change| {
        move |(actor, name): Named<'_>| NameChange {
            change,
            actor: actor.id.clone(),
            name: name.text.clone(),
            name_kind: name.kind,
        }
    };
    lost.into_iter()
        .map(changed(Change::Lost))
        .chain(gained.into_iter().map(changed(Change::Gained)))
        .collect()
}

#[cfg(test)]
mod tests;
