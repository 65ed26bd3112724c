//! A mention, and what the tables say of it: the actor, the role of the day, the modifier.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::inside::inside;
use super::stance::{Hint, Reading};
use super::weights::Weight;
use crate::gazetteer::offices::OfficeRank;
use crate::gazetteer::{Actor, Gazetteer, Name, NameKind, Role};

/// A place in a document where an actor is named.
#[derive(Debug, Clone)]
pub struct Mention<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) text: &'a str,
    pub(super) date: Option<Date>,
    pub(super) span: Range<usize>,
    pub(super) name: NameFound,
    /// Actors by number: one, or all that remain possible.
    pub(super) actors: Actors,
    pub(super) modifiers: [Option<Range<usize>>; 2],
    /// From the end of the mention before it to where the next one begins.
    pub(super) free: Range<usize>,
    pub(super) reading: Option<Reading>,
    pub(super) hint: Option<Hint>,
    pub(super) sentence: u32,
    pub(super) parent: Option<Range<usize>>,
}

/// The name that was found: whose it is, its number there, and what every row needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameFound {
    pub(super) actor: u32,
    pub(super) name: u32,
    pub(super) kind: NameKind,
    pub(super) weak: bool,
}

/// The actors a mention may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Actors {
    One(u32),
    Several(Arc<Undecided>),
}

/// Several actors between whom a document does not decide: once for all mentions that may mean
/// them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Undecided {
    /// By number, sorted by id.
    actors: Vec<u32>,
    /// What each weighs.
    weights: Vec<Weight>,
    share_type: bool,
    share_country: bool,
}

impl Undecided {
    pub(super) fn new(gazetteer: &Gazetteer, weighed: impl Iterator<Item = (u32, Weight)>) -> Self {
        let mut weighed: Vec<(u32, Weight)> = weighed.collect();
        let actor = |number: u32| &gazetteer.actors()[number as usize];
        weighed.sort_by(|a, b| actor(a.0).id.cmp(&actor(b.0).id));
        let (actors, weights): (Vec<u32>, Vec<Weight>) = weighed.into_iter().unzip();
        let share = |same: &dyn Fn(&Actor, &Actor) -> bool| {
            let mut pairs = actors.windows(2);
            pairs.all(|pair| same(actor(pair[0]), actor(pair[1])))
        };
        Self {
            share_type: share(&|a, b| a.actor_type == b.actor_type),
            share_country: share(&|a, b| a.country == b.country),
            actors,
            weights,
        }
    }
}

/// What a role says on the date of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoleOnDate<'a> {
    /// The actor has no roles.
    None,
    /// The actor has roles, but the document no date.
    NoDate,
    /// None of the actor's roles holds on that day.
    NoneFits,
    /// None is known to hold on that day, but some were held on this earlier day, the latest of
    /// which it is known.
    NotKnown(Date),
    /// The roles that hold on that day: heads of state and of government first, then ministers,
    /// then all others; among equals in the gazetteer's order.
    Held(Vec<&'a Role>),
}

impl<'a> Mention<'a> {
    /// Returns the actor; `None` where the name may mean several and the document does not decide
    /// (see [`Mention::candidates`]).
    pub fn actor(&self) -> Option<&'a Actor> {
        match self.actors {
            Actors::One(actor) => self.gazetteer.actors().get(actor as usize),
            Actors::Several(_) => None,
        }
    }

    /// Returns the actors it may mean, sorted by id, where the document does not decide; else
    /// empty.
    ///
    /// They may be as many as the gazetteer has actors of one name.
    pub fn candidates(&self) -> impl ExactSizeIterator<Item = &'a Actor> + use<'a, '_> {
        let actors = match &self.actors {
            Actors::One(_) => &[][..],
            Actors::Several(undecided) => &undecided.actors,
        };
        let all = self.gazetteer.actors();
        actors.iter().map(move |&actor| &all[actor as usize])
    }

    /// Returns how much the document says for each of [`Mention::candidates`], in their order.
    pub fn candidate_weights(&self) -> &[Weight] {
        match &self.actors {
            Actors::One(_) => &[],
            Actors::Several(undecided) => &undecided.weights,
        }
    }

    /// Returns the ids of [`Mention::candidates`], all of them.
    pub fn candidate_ids(&self) -> Vec<&'a str> {
        self.candidates().map(|actor| actor.id.as_str()).collect()
    }

    /// Returns the type of the actor, or of all candidates, if they share it.
    pub fn actor_type(&self) -> Option<&'a str> {
        let one = self.one_for_all(|undecided| undecided.share_type)?;
        Some(&*one.actor_type)
    }

    /// Returns the country of the actor, or of all candidates, if they share it: its ISO 3166
    /// alpha-3 code.
    pub fn country(&self) -> Option<&'a str> {
        let one = self.one_for_all(|undecided| undecided.share_country)?;
        one.country.as_deref()
    }

    /// Returns the actor, or the first of the candidates, for what all of them share.
    fn one_for_all(&self, share: impl Fn(&Undecided) -> bool) -> Option<&'a Actor> {
        match &self.actors {
            Actors::One(_) => self.actor(),
            Actors::Several(undecided) if share(undecided) => self.candidates().next(),
            Actors::Several(_) => None,
        }
    }

    /// Returns the number of the actor in [`Gazetteer::actors`], unless ambiguous.
    pub fn actor_index(&self) -> Option<usize> {
        match self.actors {
            Actors::One(actor) => Some(actor as usize),
            Actors::Several(_) => None,
        }
    }

    /// Returns the words of the document.
    pub fn text(&self) -> &'a str {
        &self.text[self.span.clone()]
    }

    /// Returns its span, in bytes of the document's text.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Returns the name that was found; where the mention is ambiguous, that of the first
    /// candidate.
    pub fn name(&self) -> &'a Name {
        let NameFound { actor, name, .. } = self.name;
        &self.gazetteer.actors()[actor as usize].names[name as usize]
    }

    /// Returns what sort of name it is.
    pub fn name_kind(&self) -> NameKind {
        self.name.kind
    }

    /// Returns how a name of a state or of a place is read: *Syria said*, *troops in Syria*. `None`
    /// for other actors, and where nothing tells; of an ambiguous mention, as its first candidate
    /// is.
    pub fn reading(&self) -> Option<Reading> {
        self.reading
    }

    /// Returns what tells most of how it is read, if it is a name of a state or of a place.
    pub fn reading_hint(&self) -> Option<Hint> {
        self.hint
    }

    /// Returns whether it is a broad name, marked as such in the tables.
    pub fn is_weak(&self) -> bool {
        self.name.weak
    }

    /// Returns the number of the sentence, from 1.
    pub fn sentence(&self) -> u32 {
        self.sentence
    }

    /// Returns the span, in bytes, of the mention it lies inside, if nested mentions are reported.
    pub fn parent(&self) -> Option<Range<usize>> {
        self.parent.clone()
    }

    /// Returns the prefix or participle joined by a hyphen (*backed* in *Tehran-backed*, *pro* in
    /// *pro-Assad*): the actor is named, but is not the one who acts.
    pub fn modifier(&self) -> Option<String> {
        let halves: Vec<&str> = self
            .modifiers
            .iter()
            .flatten()
            .map(|half| &self.text[half.clone()])
            .collect();
        (!halves.is_empty()).then(|| halves.join(" "))
    }

    /// Returns the span, in bytes, of a longer run of capitalised words in which the mention
    /// stands, and which no gazetteer has: *California State University*, *University of
    /// Damascus*. What is there may be another actor’s.
    pub fn inside(&self) -> Option<Range<usize>> {
        // What is around a nested mention is in a gazetteer.
        match self.parent {
            None => inside(self.text, &self.span, &self.free),
            Some(_) => None,
        }
    }

    /// Returns the actor's role on the date of the document.
    pub fn role(&self) -> RoleOnDate<'a> {
        let roles = self.actor().map_or(&[][..], |actor| actor.roles());
        let Some(date) = self.date else {
            return if roles.is_empty() {
                RoleOnDate::None
            } else {
                RoleOnDate::NoDate
            };
        };
        let mut held: Vec<&Role> = roles.iter().filter(|role| role.holds_on(date)).collect();
        if !held.is_empty() {
            held.sort_by_key(|role| OfficeRank::of(role.title.as_deref()));
            return RoleOnDate::Held(held);
        }
        let known = roles
            .iter()
            .filter_map(|role| role.known_before(date))
            .max();
        match (roles.is_empty(), known) {
            (true, _) => RoleOnDate::None,
            (false, None) => RoleOnDate::NoneFits,
            (false, Some(day)) => RoleOnDate::NotKnown(day),
        }
    }

    /// Returns the titles held on the date of the document, several joined by `; `, or why there is
    /// none: `no date` of the document, `none that day`, or `not known after` the day up to which
    /// the gazetteer knows. Both are empty for an actor without roles.
    pub fn role_and_note(&self) -> (String, Cow<'static, str>) {
        match self.role() {
            RoleOnDate::None => (String::new(), "".into()),
            RoleOnDate::NoDate => (String::new(), "no date".into()),
            RoleOnDate::NoneFits => (String::new(), "none that day".into()),
            RoleOnDate::NotKnown(day) => (String::new(), format!("not known after {day}").into()),
            RoleOnDate::Held(roles) => {
                let titles = roles.iter().filter_map(|role| role.title.as_deref());
                (titles.collect::<Vec<_>>().join("; "), "".into())
            }
        }
    }

    /// Returns the codes that the actor has on the date of the document, the newest where it has
    /// none; those of the roles held that day take precedence. Several codes of one scheme are
    /// joined by `|`.
    pub fn codes(&self) -> BTreeMap<&'a str, Cow<'a, str>> {
        let Some(actor) = self.actor() else {
            return BTreeMap::new();
        };
        let mut codes = actor.codes.on(self.date);
        if let RoleOnDate::Held(roles) = self.role() {
            // Put in later, so that they replace the actor’s own in the same scheme (rule 7), and
            // those of the highest office last.
            let of_roles = roles.iter().rev().map(|role| role.codes.on(self.date));
            codes.extend(of_roles.flatten());
        }
        codes
    }
}

impl Role {
    /// Returns whether the role is known to hold on a day: from its first day up to, and without,
    /// `until`, or else up to, and with, `known_until`.
    pub fn holds_on(&self, date: Date) -> bool {
        let goes_on = match (self.until, self.known_until) {
            (Some(until), _) => date < until,
            (None, Some(known)) => date <= known,
            (None, None) => true,
        };
        self.from.is_none_or(|from| from <= date) && goes_on
    }

    /// Returns the day up to which the role is known, if it may go on, and that is before a day.
    fn known_before(&self, date: Date) -> Option<Date> {
        let known = self.known_until.filter(|_| self.until.is_none())?;
        (known < date).then_some(known)
    }
}
