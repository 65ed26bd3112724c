//! The gazetteer as the rest of the program sees it: actors with their names written out in full.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::codes::Codes;
use super::origin::Origin;

/// One entity of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Stable key: lower-case words joined by hyphens.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// The `type:` key: `government`, `militia`, `person` …
    pub actor_type: Arc<str>,
    /// ISO 3166 alpha-3 code of the country it belongs to.
    pub country: Option<String>,
    /// Id of the actor it belongs to.
    pub part_of: Option<String>,
    /// Keys in public schemes.
    pub codes: Codes,
    /// Every surface form, braces and families expanded, the canonical name first.
    pub names: Vec<Name>,
    /// What few actors have: of a million in a list, none.
    pub extras: Option<Box<Extras>>,
    /// Where the actor's id is written.
    pub origin: Origin,
}

/// What few actors have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extras {
    /// See [`Actor::roles`].
    pub roles: Vec<Role>,
    /// See [`Actor::not`].
    pub not: Vec<Phrase>,
    /// See [`Actor::matches`].
    pub matches: Vec<Phrase>,
    /// See [`Actor::never`].
    pub never: Vec<Phrase>,
    /// See [`Actor::is_placeholder`].
    pub placeholder: bool,
    /// See [`Actor::changes`].
    pub changes: Vec<Change>,
}

/// What another file changes in an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it does.
    pub kind: ChangeKind,
    /// Where it is written.
    pub origin: Origin,
}

/// What a change does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// Adds to the actor, or replaces a value.
    Extended,
    /// Takes this name away.
    Dropped(String),
    /// Takes away every name but the canonical one.
    DroppedAll,
    /// Switches the actor off: it has no names.
    Off,
}

impl Extras {
    /// Boxed, unless there are none.
    pub fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

impl Actor {
    /// Returns an actor made in code, without names.
    pub fn new(id: String, name: String, actor_type: Arc<str>) -> Self {
        Self {
            id,
            name,
            actor_type,
            country: None,
            part_of: None,
            codes: Codes::default(),
            names: Vec::new(),
            extras: None,
            origin: Origin::NOWHERE,
        }
    }

    fn extras_or_none(&self) -> &Extras {
        const NONE: &Extras = &Extras {
            roles: Vec::new(),
            not: Vec::new(),
            matches: Vec::new(),
            never: Vec::new(),
            placeholder: false,
            changes: Vec::new(),
        };
        self.extras.as_deref().unwrap_or(NONE)
    }

    /// Titles and codes held between two dates.
    pub fn roles(&self) -> &[Role] {
        &self.extras_or_none().roles
    }

    /// Longer phrases that are somebody else.
    pub fn not(&self) -> &[Phrase] {
        &self.extras_or_none().not
    }

    /// Example texts that must be tagged, as written, with brackets around what must be found.
    pub fn matches(&self) -> &[Phrase] {
        &self.extras_or_none().matches
    }

    /// Example texts in which the actor must not be found.
    pub fn never(&self) -> &[Phrase] {
        &self.extras_or_none().never
    }

    /// Returns whether it stands for an actor that the text does not name, such as the ministry of
    /// a state that only the title of the text says.
    pub fn is_placeholder(&self) -> bool {
        self.extras_or_none().placeholder
    }

    /// Returns what files other than that of its entry change in it, in their order.
    pub fn changes(&self) -> &[Change] {
        &self.extras_or_none().changes
    }

    /// Returns whether a file switched it off. Then it has no names, and others may still refer to
    /// it.
    pub fn is_off(&self) -> bool {
        self.changes().iter().any(|one| one.kind == ChangeKind::Off)
    }
}

/// A surface form of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The form as it is looked for, one of a brace expression's expansions.
    pub text: String,
    /// What sort of name it is.
    pub kind: NameKind,
    /// How capitals count.
    pub case: Case,
    /// A broad name: kept in the tables, but marked.
    pub weak: bool,
    /// What must hold around it; `None` for a name that always counts. Names that come from one
    /// text share it.
    pub conditions: Option<Arc<Conditions>>,
    /// Where the form (or the brace expression it came from) is written.
    pub origin: Origin,
}

/// The sorts of names, in the order of preference that rule 4 gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// The canonical name.
    Name,
    /// Another full name.
    Alias,
    /// An adjective or a noun of people: *Iranian*.
    Adjective,
    /// A place or building that stands for the actor: *Tehran*.
    Metonym,
    /// Counts where the document has a full name, or speaks of the actor's country: *Mattis*.
    Short,
    /// A name with conditions.
    Guarded,
}

impl Name {
    /// Returns a name made in code, that always counts.
    pub fn new(text: impl Into<String>, kind: NameKind) -> Self {
        Self {
            text: text.into(),
            kind,
            case: Case::default(),
            weak: false,
            conditions: None,
            origin: Origin::NOWHERE,
        }
    }

    /// [`NameKind::rank`] of the name.
    pub fn rank(&self) -> u8 {
        self.kind.rank(self.weak)
    }
}

impl NameKind {
    /// Returns the word for it in tables; `weak` for a weak name of any kind.
    pub fn label(self, weak: bool) -> &'static str {
        match self {
            _ if weak => "weak",
            NameKind::Name => "name",
            NameKind::Alias => "alias",
            NameKind::Adjective => "adjective",
            NameKind::Metonym => "metonym",
            NameKind::Short => "short",
            NameKind::Guarded => "guarded",
        }
    }

    /// Returns its place in the order of kinds by which rule 4 decides between names of the same
    /// span: the lower is preferred. A guarded name whose conditions hold is as good as an alias; a
    /// weak name gives way to every other.
    pub fn rank(self, weak: bool) -> u8 {
        let rank = match self {
            NameKind::Name => 0,
            NameKind::Alias | NameKind::Guarded => 1,
            NameKind::Adjective => 2,
            NameKind::Metonym => 3,
            NameKind::Short => 4,
        };
        if weak { rank + 8 } else { rank }
    }
}

/// How capitals count in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Case {
    /// A capital demands a capital; a lower-case letter accepts either.
    #[default]
    Written,
    /// Every letter counts exactly as written.
    Exact,
    /// Capitals do not count.
    Any,
}

impl Case {
    /// Returns the value of the `case` key, or `None` for the default, which has no value.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Case::Written => None,
            Case::Exact => Some("exact"),
            Case::Any => Some("any"),
        }
    }
}

/// The conditions of a guarded name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conditions {
    /// One of these must be in the document, unless the list is empty.
    pub needs: Vec<Cue>,
    /// None of these may be in the document.
    pub unless: Vec<Cue>,
    /// One of these words must come directly before the name, unless the list is empty.
    pub before: Vec<String>,
    /// One of these words must come directly after the name, unless the list is empty.
    pub after: Vec<String>,
    /// None of these words may come directly before the name.
    pub not_before: Vec<String>,
    /// None of these words may come directly after the name.
    pub not_after: Vec<String>,
}

/// Something a condition looks for in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cue {
    /// An actor, by its id.
    Actor(String),
    /// A word or phrase.
    Word(String),
}

impl Cue {
    /// Returns the id, or the words.
    pub fn text(&self) -> &str {
        match self {
            Self::Actor(text) | Self::Word(text) => text,
        }
    }
}

/// A title or code that an actor holds between two dates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Role {
    /// The title, such as *Secretary of Defense*.
    pub title: Option<String>,
    /// Id of the actor in which it is held.
    pub of: Option<String>,
    /// First day, if known.
    pub from: Option<Date>,
    /// The day after the last, if known.
    pub until: Option<Date>,
    /// The last day of which it is known that the role was still held, where nobody knows how long
    /// it lasted after that. Without meaning beside `until`.
    pub known_until: Option<Date>,
    /// Keys in public schemes that hold for the time of the role.
    pub codes: Codes,
    /// Where it is written.
    pub origin: Origin,
}

impl Role {
    /// Returns whether the two say the same, wherever they are written.
    pub fn says_the_same(&self, other: &Role) -> bool {
        let Role {
            title,
            of,
            from,
            until,
            known_until,
            codes,
            origin: _,
        } = self;
        (title, of, from, until, known_until, codes)
            == (
                &other.title,
                &other.of,
                &other.from,
                &other.until,
                &other.known_until,
                &other.codes,
            )
    }
}

/// A text from the gazetteer with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The text.
    pub text: String,
    /// Where it is written.
    pub origin: Origin,
}
