//! What differs between the mentions of one document before an edit and after it.

use std::fmt;

use crate::tables::join_codes;
use crate::tables::mentions::{candidates, kind_of};
use crate::tagger::Mention;

/// A mention that is not the same before and after.
#[derive(Debug, Clone)]
pub struct Difference<'a> {
    /// The mention as it was.
    pub old: Option<Mention<'a>>,
    /// The mention as it is.
    pub new: Option<Mention<'a>>,
}

/// What became of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It was not there before.
    Gained,
    /// It is no longer there.
    Lost,
    /// It is at the same place, or at one that overlaps it, but is reported differently.
    Changed,
}

impl Change {
    /// As tables write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gained => "gained",
            Self::Lost => "lost",
            Self::Changed => "changed",
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Something of a mention that differs from before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldChange {
    /// What it is: a column of mentions.csv.
    pub field: &'static str,
    /// What it was; empty for nothing.
    pub old: String,
    /// What it is; empty for nothing.
    pub new: String,
}

impl<'a> Difference<'a> {
    /// Returns what became of the mention.
    pub fn change(&self) -> Change {
        match (&self.old, &self.new) {
            (None, _) => Change::Gained,
            (_, None) => Change::Lost,
            _ => Change::Changed,
        }
    }

    /// Returns the mention as it is, or, where it is lost, as it was.
    pub fn mention(&self) -> Option<&Mention<'a>> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Returns what differs in a mention that changed; empty for one that was gained or lost. Where
    /// it is another actor, the properties of the two are not listed.
    pub fn fields(&self) -> Vec<FieldChange> {
        let (Some(old), Some(new)) = (&self.old, &self.new) else {
            return Vec::new();
        };
        let pairs = field_values(old).into_iter().zip(field_values(new));
        let mut fields: Vec<FieldChange> = FIELDS
            .iter()
            .zip(pairs)
            .filter(|(_, (old, new))| old != new)
            .map(|(&field, (old, new))| FieldChange { field, old, new })
            .collect();
        if fields.first().is_some_and(|first| first.field == ACTOR) {
            fields.retain(|change| matches!(change.field, ACTOR | MODIFIER));
        }
        if old.span() != new.span() {
            let field = FieldChange {
                field: "text",
                old: old.text().to_owned(),
                new: new.text().to_owned(),
            };
            fields.insert(0, field);
        }
        fields
    }
}

/// What is compared of two mentions: all that mentions.csv has of a mention and that depends on the
/// gazetteers.
pub(crate) const FIELDS: [&str; 9] = [
    ACTOR,
    "name",
    "type",
    "country",
    "name_kind",
    "role",
    "role_note",
    "codes",
    MODIFIER,
];
const ACTOR: &str = "actor";
const MODIFIER: &str = "modifier";

/// Returns the values of [`FIELDS`]. The actor is its id; of an ambiguous mention the ids of all
/// candidates, joined by `|`.
pub(crate) fn field_values(mention: &Mention<'_>) -> [String; FIELDS.len()] {
    let (id, name) = mention.actor().map_or_else(
        || (candidates(mention), ""),
        |actor| (actor.id.clone(), actor.name.as_str()),
    );
    let (role, note) = mention.role_and_note();
    [
        id,
        name.to_owned(),
        mention.actor_type().unwrap_or_default().to_owned(),
        mention.country().unwrap_or_default().to_owned(),
        kind_of(mention).to_owned(),
        role,
        note.into_owned(),
        join_codes(mention.codes()),
        mention.modifier().unwrap_or_default(),
    ]
}

/// Returns whether two mentions of one span are reported the same way.
fn is_same(old: &Mention<'_>, new: &Mention<'_>) -> bool {
    let is_alike = match (old.actor(), new.actor()) {
        // Nearly all: no need to write anything out.
        (Some(old), Some(new)) => {
            old.id == new.id
                && old.name == new.name
                && old.actor_type == new.actor_type
                && old.country == new.country
                && old.codes == new.codes
                && old.roles() == new.roles()
        }
        _ => false,
    };
    if is_alike {
        kind_of(old) == kind_of(new) && old.modifier() == new.modifier()
    } else {
        field_values(old) == field_values(new)
    }
}

/// Compares the mentions of one document, each list by where they begin and without overlaps.
///
/// Mentions that overlap but have not the same span are taken for one that grew or shrank; where
/// several do, the first of each side.
pub(crate) fn differences<'a>(old: Vec<Mention<'a>>, new: Vec<Mention<'a>>) -> Vec<Difference<'a>> {
    let mut differences = Vec::new();
    let mut old = old.into_iter().peekable();
    let mut new = new.into_iter().peekable();
    loop {
        let (take_old, take_new) = match (old.peek(), new.peek()) {
            (None, None) => return differences,
            (Some(before), Some(after)) => {
                let (before, after) = (before.span(), after.span());
                (before.start < after.end, after.start < before.end)
            }
            (before, after) => (before.is_some(), after.is_some()),
        };
        let difference = Difference {
            old: if take_old { old.next() } else { None },
            new: if take_new { new.next() } else { None },
        };
        let unchanged = match (&difference.old, &difference.new) {
            (Some(old), Some(new)) => old.span() == new.span() && is_same(old, new),
            _ => false,
        };
        if !unchanged {
            differences.push(difference);
        }
    }
}
