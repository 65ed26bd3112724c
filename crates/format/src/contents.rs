//! What a file holds: actors, families, and the ids it refers to.

use std::sync::Arc;

use actag_core::gazetteer::{Actor, Codes, Name, Origin, Phrase, Role};

use crate::findings::Findings;

/// The most names a folder's YAML may stand for, in all. Ten times what the largest actor lists of
/// the field come to; beyond, a family was written that multiplies what it should add.
pub(crate) const MOST_NAMES: u64 = 5_000_000;

/// What one file holds.
#[derive(Debug, Clone)]
pub(crate) struct Contents {
    pub(crate) actors: Vec<Actor>,
    pub(crate) families: Vec<Family>,
    pub(crate) additions: Vec<Addition>,
    pub(crate) changes: Vec<ActorChange>,
    /// Columns that are not read.
    pub(crate) idle_columns: Vec<Text>,
    pub(crate) allowances: Vec<RowAllowance>,
    pub(crate) references: Vec<Reference>,
    /// Ids that other files may mean although no actor could be made of them.
    pub(crate) claimed_ids: Vec<String>,
    /// The file could be read to its end; otherwise nobody knows which ids it would have had.
    pub(crate) whole: bool,
    pub(crate) findings: Findings,
}

impl Contents {
    pub(crate) fn new(source: u32) -> Self {
        Contents {
            actors: Vec::new(),
            families: Vec::new(),
            additions: Vec::new(),
            changes: Vec::new(),
            idle_columns: Vec::new(),
            allowances: Vec::new(),
            references: Vec::new(),
            claimed_ids: Vec::new(),
            whole: true,
            findings: Findings::new(source),
        }
    }
}

/// Somewhere an actor is meant by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) id: String,
    pub(crate) origin: Origin,
    pub(crate) relation: Relation,
}

/// What a reference is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    PartOf,
    Of,
    /// A change names the actor that it changes.
    Change,
    /// Words may be here, too; only what is written like an id must be one.
    Cue,
}

/// A text of the file with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

/// A row that adds to an actor of another file.
#[derive(Debug, Clone)]
pub(crate) struct Addition {
    /// The id of the actor.
    pub(crate) actor: Text,
    pub(crate) codes: Codes,
    pub(crate) role: Option<Role>,
}

/// An entry under `changes`: what a file changes in an actor that is not its own.
#[derive(Debug, Clone)]
pub(crate) struct ActorChange {
    /// The id of the actor.
    pub(crate) actor: Text,
    pub(crate) off: bool,
    pub(crate) drop: Dropped,
    /// In the place of those of the actor, where they are written.
    pub(crate) name: Option<Text>,
    pub(crate) actor_type: Option<Arc<str>>,
    pub(crate) country: Option<Text>,
    pub(crate) part_of: Option<String>,
    pub(crate) codes: Codes,
    /// Beside those of the actor.
    pub(crate) names: Vec<Name>,
    pub(crate) roles: Vec<Role>,
    pub(crate) not: Vec<Phrase>,
    pub(crate) matches: Vec<Phrase>,
    pub(crate) never: Vec<Phrase>,
}

/// What a change takes away.
#[derive(Debug, Clone)]
pub(crate) enum Dropped {
    /// Names, phrases and examples of these texts.
    Texts(Vec<Text>),
    /// All names but the canonical one, all phrases and examples.
    All,
}

/// Rules that a row of a table silences: `rule, rule: the reason`.
#[derive(Debug, Clone)]
pub(crate) struct RowAllowance {
    pub(crate) text: String,
    /// The cell.
    pub(crate) origin: Origin,
    /// The row for which it holds.
    pub(crate) row: Origin,
}

/// A family as written, its placeholders not yet expanded.
#[derive(Debug, Clone)]
pub(crate) struct Family {
    pub(crate) each: Option<Each>,
    pub(crate) id: Text,
    pub(crate) name: Option<Text>,
    pub(crate) actor_type: Arc<str>,
    pub(crate) country: Option<Text>,
    pub(crate) part_of: Option<Text>,
    pub(crate) codes: Codes,
    pub(crate) names: Vec<Name>,
    pub(crate) not: Vec<Phrase>,
    /// The cues of its guarded names.
    pub(crate) references: Vec<Reference>,
}

/// The actors a family applies to.
#[derive(Debug, Clone)]
pub(crate) enum Each {
    Type(Text),
    Ids(Vec<Text>),
}

impl Family {
    /// Returns whether `id` may be one that this family expands to, as far as the fixed parts of
    /// its pattern say.
    pub(crate) fn may_expand_to(&self, id: &str) -> bool {
        let pattern = &self.id.text;
        let mut slots = placeholders(pattern);
        let Some((first, word)) = slots.next() else {
            return pattern == id;
        };
        let (last, word) = slots.last().unwrap_or((first, word));
        let (head, tail) = (&pattern[..first], &pattern[last + word.len() + 2..]);
        if (head, tail) == ("", "") {
            // It adds to the actors it is applied to, and expands to no others.
            return false;
        }
        id.len() >= head.len() + tail.len() && id.starts_with(head) && id.ends_with(tail)
    }
}

/// Each `<word>` of a text, with its offset.
pub(crate) fn placeholders(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('<').filter_map(move |(at, _)| {
        let rest = &text[at + 1..];
        let word = &rest[..rest.find('>')?];
        let is_word =
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
        is_word.then_some((at, word))
    })
}
