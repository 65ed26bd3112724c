//! Gazetteers made in code, without files: by programs that keep their actors elsewhere, and by
//! tests.

use std::sync::Arc;

use jiff::civil::Date;

use super::Gazetteer;
use super::codes::{Code, Codes};
use super::ids::Ids;
use super::model::{Actor, Conditions, Cue, Extras, Name, NameKind, Phrase, Role};
use super::names::{self, Fault, squeeze};
use super::origin::Origin;

/// Makes a [`Gazetteer`] of actors given in code.
///
/// Names are literal: braces and placeholders mean nothing in them. The rules for ids, names,
/// country codes and references are those of gazetteer files. Origins of actors and names are
/// [`Origin::NOWHERE`].
///
/// ```
/// # use actag_core as actag;
/// use actag::gazetteer::{ActorBuilder, Conditions, Cue, Gazetteer};
///
/// let gazetteer = Gazetteer::builder()
///     .actor(
///         ActorBuilder::new("iran", "Iran", "government")
///             .adjective("Iranian")
///             .metonym("Tehran")
///             .code("iso3", "IRN"),
///     )
///     .actor(
///         ActorBuilder::new("irgc", "Islamic Revolutionary Guard Corps", "military")
///             .part_of("iran")
///             .guarded("the Guards", Conditions {
///                 needs: vec![Cue::Actor("iran".into())],
///                 ..Conditions::default()
///             }),
///     )
///     .build()?;
/// let tagger = actag::Tagger::new(gazetteer)?;
/// let document = actag::Document::new("example", "Tehran relies on the Guards.");
/// assert_eq!(tagger.tag(&document).len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct GazetteerBuilder {
    actors: Vec<ActorBuilder>,
}

/// An actor for a [`GazetteerBuilder`]. Nothing is checked before [`GazetteerBuilder::build`].
#[derive(Debug, Clone)]
#[must_use]
pub struct ActorBuilder {
    actor: Actor,
    extras: Extras,
}

/// Why no gazetteer can be made of the actors given in code: the first mistake found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuilderError {
    /// Two actors have the same id.
    #[error("two actors have the id `{id}`")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// An actor refers to another, as the larger one, in a role or in a condition, and there is
    /// none of that id.
    #[error("`{actor}` refers to `{id}`, but no actor has that id")]
    UnknownActor {
        /// The id of the actor that refers.
        actor: String,
        /// The id it refers to.
        id: String,
    },
    /// Whoever follows [`Actor::part_of`] upwards comes back to the actor.
    #[error("`{actor}` is part of itself")]
    CircularPartOf {
        /// The id of the actor.
        actor: String,
    },
    /// An id, a name, a code or a role is not as it must be.
    #[error("in the actor `{actor}`: {message}")]
    Invalid {
        /// The id of the actor, as it was given.
        actor: String,
        /// The rule that is broken, by the code that files' errors have: `bad-id`, `empty-name` ….
        code: &'static str,
        /// What is wrong.
        message: String,
    },
}

impl GazetteerBuilder {
    /// Adds an actor. Actors keep the order in which they are added.
    pub fn actor(mut self, actor: ActorBuilder) -> Self {
        self.actors.push(actor);
        self
    }

    /// Makes the gazetteer.
    ///
    /// # Errors
    /// If an id, a name, a code or a role is not as it must be, two actors have the same id, or an
    /// actor refers to one that is not there or, by `part_of`, to itself.
    pub fn build(self) -> Result<Gazetteer, BuilderError> {
        let actors: Vec<Actor> = self
            .actors
            .into_iter()
            .map(ActorBuilder::finish)
            .collect::<Result<_, _>>()?;
        let mut ids = Ids::with_capacity(actors.len());
        for (at, actor) in (0..).zip(&actors) {
            if ids.enter(&actors, at, ids.hash(&actor.id)).is_some() {
                let id = actor.id.clone();
                return Err(BuilderError::DuplicateId { id });
            }
        }
        for actor in &actors {
            let unknown = references(actor).find(|id| ids.get(&actors, id).is_none());
            if let Some(id) = unknown {
                return Err(BuilderError::UnknownActor {
                    actor: actor.id.clone(),
                    id: id.to_owned(),
                });
            }
        }
        match ids.part_of_circles(&actors).first() {
            Some(&at) => Err(BuilderError::CircularPartOf {
                actor: actors[at].id.clone(),
            }),
            None => Ok(Gazetteer::new(actors, ids, Vec::new(), String::new())),
        }
    }
}

impl Extend<ActorBuilder> for GazetteerBuilder {
    fn extend<T: IntoIterator<Item = ActorBuilder>>(&mut self, actors: T) {
        self.actors.extend(actors);
    }
}

impl ActorBuilder {
    /// Begins an actor: its id (lower-case letters and digits, joined by hyphens), its canonical
    /// name, and its type, such as `government`, `militia` or `person`.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        actor_type: impl Into<Arc<str>>,
    ) -> Self {
        let name = squeeze(&name.into());
        Self {
            actor: Actor {
                names: vec![Name::new(name.clone(), NameKind::Name)],
                ..Actor::new(id.into(), name, actor_type.into())
            },
            extras: Extras::default(),
        }
    }

    /// Adds another full name.
    pub fn alias(self, name: impl Into<String>) -> Self {
        self.name(Name::new(name, NameKind::Alias))
    }

    /// Adds an adjective or a noun of people, such as *Iranian*.
    pub fn adjective(self, name: impl Into<String>) -> Self {
        self.name(Name::new(name, NameKind::Adjective))
    }

    /// Adds a place or building that stands for the actor, such as *Tehran*.
    pub fn metonym(self, name: impl Into<String>) -> Self {
        self.name(Name::new(name, NameKind::Metonym))
    }

    /// Adds a name that counts only where the document also has a full name, such as *Mattis*.
    pub fn short_name(self, name: impl Into<String>) -> Self {
        self.name(Name::new(name, NameKind::Short))
    }

    /// Adds a name that counts only where its conditions hold.
    ///
    /// Unlike in files, a cue says itself whether it is an actor or a word.
    pub fn guarded(self, name: impl Into<String>, conditions: Conditions) -> Self {
        self.name(Name {
            conditions: Some(Arc::new(conditions)),
            ..Name::new(name, NameKind::Guarded)
        })
    }

    /// Adds a name of any kind, for those that are weak or have a [`Case`](super::Case) of their
    /// own.
    pub fn name(mut self, mut name: Name) -> Self {
        name.text = squeeze(&name.text);
        self.actor.names.push(name);
        self
    }

    /// Adds a key in a public scheme, such as `iso3` or `wikidata`. A scheme may have several.
    pub fn code(self, scheme: impl Into<Arc<str>>, value: impl Into<Box<str>>) -> Self {
        self.dated_code(Code::new(scheme, value))
    }

    /// Adds a key in a public scheme that holds for a time.
    pub fn dated_code(mut self, code: Code) -> Self {
        self.actor.codes.add(code);
        self
    }

    /// Sets the ISO 3166 alpha-3 code of the country it belongs to.
    pub fn country(mut self, country: impl Into<String>) -> Self {
        self.actor.country = Some(country.into());
        self
    }

    /// Sets the id of the actor it belongs to, which may be added later.
    pub fn part_of(mut self, id: impl Into<String>) -> Self {
        self.actor.part_of = Some(id.into());
        self
    }

    /// Adds a title or codes held between two dates.
    pub fn role(mut self, role: Role) -> Self {
        self.extras.roles.push(role);
        self
    }

    /// Adds a longer phrase that is somebody else.
    pub fn not(mut self, phrase: impl Into<String>) -> Self {
        self.extras.not.push(Phrase {
            text: squeeze(&phrase.into()),
            origin: Origin::NOWHERE,
        });
        self
    }

    /// Makes it a placeholder: it stands for an actor that the text does not name.
    pub fn placeholder(mut self) -> Self {
        self.extras.placeholder = true;
        self
    }

    /// Returns the actor, if all that can be checked without the others is right.
    fn finish(mut self) -> Result<Actor, BuilderError> {
        let checked = self.check();
        checked.map_err(|fault| BuilderError::Invalid {
            actor: self.actor.id.clone(),
            code: fault.code,
            message: fault.message,
        })?;
        names::remove_repeated(&mut self.actor.names);
        self.actor.extras = self.extras.boxed();
        Ok(self.actor)
    }

    fn check(&self) -> Result<(), Fault> {
        let Self { actor, extras } = self;
        names::check_id(&actor.id)?;
        if actor.actor_type.trim().is_empty() {
            return fault("missing-key", "an actor without a type");
        }
        if let Some(country) = &actor.country {
            names::check_country(country)?;
        }
        check_codes(&actor.codes)?;
        for name in &actor.names {
            names::check_name(&name.text)?;
            name.conditions.as_deref().map_or(Ok(()), check_words)?;
        }
        for phrase in &extras.not {
            names::check_name(&phrase.text)?;
        }
        extras.roles.iter().try_for_each(check_role)
    }
}

/// Returns the ids of the actors that an actor refers to.
fn references(actor: &Actor) -> impl Iterator<Item = &str> {
    let conditions = actor
        .names
        .iter()
        .filter_map(|name| name.conditions.as_deref());
    let cues = conditions.flat_map(|conditions| conditions.needs.iter().chain(&conditions.unless));
    let needed = cues.filter_map(|cue| match cue {
        Cue::Actor(id) => Some(id.as_str()),
        Cue::Word(_) => None,
    });
    let held = actor.roles().iter().filter_map(|role| role.of.as_deref());
    actor
        .part_of
        .as_deref()
        .into_iter()
        .chain(needed)
        .chain(held)
}

fn check_codes(codes: &Codes) -> Result<(), Fault> {
    codes.iter().try_for_each(|code| {
        names::check_scheme(&code.scheme)?;
        names::check_code(&code.value)?;
        check_dates("a code", code.from, code.until)
    })
}

fn check_dates(what: &str, from: Option<Date>, until: Option<Date>) -> Result<(), Fault> {
    match (from, until) {
        (Some(from), Some(until)) if until <= from => fault(
            "reversed-dates",
            format!("{what} ends on {until}, but begins on {from}"),
        ),
        _ => Ok(()),
    }
}

fn check_words(conditions: &Conditions) -> Result<(), Fault> {
    let cues = conditions.needs.iter().chain(&conditions.unless);
    let of_cues = cues.filter_map(|cue| match cue {
        Cue::Word(word) => Some(word),
        Cue::Actor(_) => None,
    });
    let beside = conditions.before.iter().chain(&conditions.after);
    let not_beside = conditions.not_before.iter().chain(&conditions.not_after);
    for word in of_cues.chain(beside).chain(not_beside) {
        if !word.contains(char::is_alphanumeric) {
            return fault(
                "empty-value",
                "a condition with a word without letters or digits",
            );
        }
    }
    Ok(())
}

fn check_role(role: &Role) -> Result<(), Fault> {
    if role.title.is_none() && role.codes.is_empty() {
        return fault("missing-key", "a role with neither title nor codes");
    }
    check_dates("a role", role.from, role.until)?;
    check_codes(&role.codes)
}

fn fault(code: &'static str, message: impl Into<String>) -> Result<(), Fault> {
    Err(Fault {
        code,
        message: message.into(),
        help: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(id: &str) -> ActorBuilder {
        ActorBuilder::new(id, "Aland", "government")
    }

    #[test]
    fn what_was_made_in_code_stands_nowhere() {
        let gazetteer = Gazetteer::builder().actor(actor("a")).build().unwrap();
        let origin = gazetteer.actors()[0].origin;
        assert_eq!(gazetteer.place(origin), None);
        assert_eq!(gazetteer.written(origin), "");
        assert_eq!(gazetteer.location(origin), None);
    }

    #[test]
    fn mistakes_are_typed() {
        let build = |actors: &[ActorBuilder]| {
            let mut builder = Gazetteer::builder();
            builder.extend(actors.iter().cloned());
            builder.build().map(|_| ()).unwrap_err()
        };
        let twice = BuilderError::DuplicateId { id: "a".into() };
        assert_eq!(build(&[actor("a"), actor("b"), actor("a")]), twice);
        let unknown = BuilderError::UnknownActor {
            actor: "a".into(),
            id: "b".into(),
        };
        assert_eq!(build(&[actor("a").part_of("b")]), unknown);
        let needs = Conditions {
            needs: vec![Cue::Actor("b".into())],
            ..Conditions::default()
        };
        assert_eq!(build(&[actor("a").guarded("Al", needs)]), unknown);
        let circle = BuilderError::CircularPartOf { actor: "b".into() };
        let parts = [actor("a").part_of("b"), actor("b").part_of("b")];
        assert_eq!(build(&parts), circle);

        let wordless = Conditions {
            before: vec!["…".into()],
            ..Conditions::default()
        };
        let reversed = Role {
            title: Some("Minister".into()),
            from: Some("2017-01-20".parse().unwrap()),
            until: Some("2017-01-20".parse().unwrap()),
            ..Role::default()
        };
        for (invalid, wanted) in [
            (actor("A"), "bad-id"),
            (actor("a").alias(" "), "empty-name"),
            (actor("a").not("…"), "empty-name"),
            (actor("a").country("Iran"), "bad-country"),
            (actor("a").code("iso3", "A;B"), "bad-code"),
            (actor("a").guarded("Al", wordless), "empty-value"),
            (actor("a").role(Role::default()), "missing-key"),
            (actor("a").role(reversed), "reversed-dates"),
            (ActorBuilder::new("a", "Aland", ""), "missing-key"),
        ] {
            match build(&[invalid]) {
                BuilderError::Invalid { code, .. } => assert_eq!(code, wanted),
                other => panic!("{wanted}: {other}"),
            }
        }
    }
}
