//! Every key of the format, with the shape of its value and a description.
//!
//! The decoder refuses whatever is not in this list, and
//! [`json_schema`](crate::schema::json_schema) makes of it what editors complete, underline and
//! show when the mouse rests on a key. The types of [`file_format`](crate::file_format) have the
//! same keys; a test there holds them equal.

mod tables;

pub(crate) use tables::{ACTOR, CHANGE, CODE, EACH, FAMILY, FILE, GUARDED, ROLE, TYPES};

/// A key of a mapping.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    /// What it is for, in plain text: a sentence or two.
    pub(crate) about: &'static str,
    /// A value that would be right, as JSON, which is also YAML.
    pub(crate) example: &'static str,
}

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Any text.
    Text,
    /// An id: lower-case words joined by hyphens.
    Id,
    /// An id with placeholders.
    IdPattern,
    /// A text without braces.
    Literal,
    /// A type: one of the core, or one's own.
    Type,
    /// A country code.
    Country,
    /// A country code, or a placeholder for one.
    CountryPattern,
    /// A day.
    Date,
    /// `exact` or `any`.
    Case,
    /// `true` or `false`.
    Flag,
    /// Scheme to value, to a mapping, or to a list of these.
    Codes,
    /// A text in which braces are expanded.
    Expanded,
    /// A list of such texts.
    List,
    /// `all`, or a list of texts in which braces are expanded.
    Dropped,
    /// A list of texts, of which there must be one.
    Words,
    /// A list of ids.
    Ids,
    /// A list of texts with brackets in them.
    Marked,
    /// A list of texts.
    Examples,
    /// A mapping.
    One(Mapping),
    /// A list of mappings.
    Many(Mapping),
}

/// The mappings of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mapping {
    File,
    Actor,
    Guarded,
    Role,
    Code,
    Family,
    Each,
    Change,
}

impl Mapping {
    /// Returns the keys it may have.
    pub(crate) fn keys(self) -> &'static [Key] {
        match self {
            Self::File => FILE,
            Self::Actor => ACTOR,
            Self::Guarded => GUARDED,
            Self::Role => ROLE,
            Self::Code => CODE,
            Self::Family => FAMILY,
            Self::Each => EACH,
            Self::Change => CHANGE,
        }
    }

    /// Returns the keys it must have, whatever else it has.
    pub(crate) fn required(self) -> &'static [&'static str] {
        match self {
            Self::Actor => &["id", "name"],
            Self::Guarded => &["name"],
            Self::Code => &["code"],
            Self::Family => &["each", "id", "name"],
            Self::Change => &["actor"],
            Self::File | Self::Role | Self::Each => &[],
        }
    }

    /// Keys of which it must have at least one.
    pub(crate) fn one_of(self) -> &'static [&'static str] {
        match self {
            Self::File => &["actors", "families", "changes"],
            Self::Role => &["title", "codes"],
            Self::Change => &CHANGE_KEYS,
            Self::Actor | Self::Guarded | Self::Code | Self::Family | Self::Each => &[],
        }
    }

    /// Returns what it is, in a sentence.
    pub(crate) fn about(self) -> &'static str {
        match self {
            Self::File => {
                "A gazetteer of actag: actors, the names by which texts call them, and families \
                that make more."
            }
            Self::Actor => {
                "An actor: one entity with an id, a canonical name and a type, and all that texts \
                call it."
            }
            Self::Guarded => {
                "A name that counts only under conditions. All conditions that are written must \
                hold."
            }
            Self::Role => {
                "A title or code that the actor holds between two dates. The date of a document \
                decides whether it is told."
            }
            Self::Code => "A code that the actor has between two dates.",
            Self::Family => {
                "A rule that makes an actor of each of several others, such as the armed forces of \
                every government. The texts may hold <id>, <name>, <alias>, <adjective>, <metonym> \
                and <country> of the actor it is made from."
            }
            Self::Each => {
                "Which actors the family is made from: all of a type, or those listed by id."
            }
            Self::Change => {
                "What this file changes in an actor of another: names that are added, names that \
                are dropped, values that take the place of those that are there."
            }
        }
    }
}

/// The keys of a change but for `actor`: what it may change.
const CHANGE_KEYS: [&str; CHANGE.len() - 1] = {
    let mut names = [""; CHANGE.len() - 1];
    let mut at = 0;
    while at < names.len() {
        names[at] = CHANGE[at + 1].name;
        at += 1;
    }
    names
};
