//! Which names differ between two gazetteers, and which documents can therefore differ.
//!
//! What becomes of a document depends on the names whose letters match in it, on nothing else of
//! the gazetteer: on their kinds and conditions, on what is reported of their actors, on the
//! relatives that speak for these, and on the order of those that share a name. (A condition, a
//! name in a line of capitals or one of several actors looks at other names, too, but only at those
//! that occur in the document as well.) So a document can differ only where a name occurs in it
//! that is not the same on both sides. Which names differ is decided with care in one direction: a
//! name too many costs time, a name too few would hide a difference.

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use crate::BuildError;
use crate::corpus::Document;
use crate::gazetteer::{Actor, Case, Conditions, Gazetteer, Name, NameKind};
use crate::tagger::{Tagger, find_relatives};

/// A name with its actor.
pub(crate) type Named<'g> = (&'g Actor, &'g Name);

/// The names that are not the same in two gazetteers.
#[derive(Debug, Default)]
pub(crate) struct Changed<'g> {
    /// Names of the old gazetteer that have no equal in the new one, or whose actor has changed.
    pub(crate) old: Vec<Named<'g>>,
    /// The same the other way round.
    pub(crate) new: Vec<Named<'g>>,
    /// Phrases that are somebody else, of one side only.
    pub(crate) phrases: Vec<(&'g Actor, &'g str)>,
}

impl<'g> Changed<'g> {
    pub(crate) fn between(old: &'g Gazetteer, new: &'g Gazetteer) -> Self {
        let mut changed = Self::default();
        let relatives = (relative_ids(old), relative_ids(new));
        let ids = |gazetteer: &'g Gazetteer| -> Vec<&str> {
            let actors = gazetteer.actors().iter();
            actors.map(|actor| actor.id.as_str()).collect()
        };
        let partners = in_order(&ids(old), &ids(new));
        let mut next = (0, 0);
        for (before, after) in partners {
            changed.add_old(&old.actors()[next.0..before]);
            changed.add_new(&new.actors()[next.1..after]);
            next = (before + 1, after + 1);
            let (before_actor, after_actor) = (&old.actors()[before], &new.actors()[after]);
            if is_reported_the_same(before_actor, after_actor)
                && relatives.0[before] == relatives.1[after]
            {
                changed.compare_names(before_actor, after_actor);
            } else {
                changed.add_old(std::slice::from_ref(before_actor));
                changed.add_new(std::slice::from_ref(after_actor));
            }
        }
        changed.add_old(&old.actors()[next.0..]);
        changed.add_new(&new.actors()[next.1..]);
        changed
    }

    fn add_old(&mut self, actors: &'g [Actor]) {
        for actor in actors {
            self.old
                .extend(actor.names.iter().map(|name| (actor, name)));
            self.phrases
                .extend(actor.not().iter().map(|not| (actor, not.text.as_str())));
        }
    }

    fn add_new(&mut self, actors: &'g [Actor]) {
        for actor in actors {
            self.new
                .extend(actor.names.iter().map(|name| (actor, name)));
            self.phrases
                .extend(actor.not().iter().map(|not| (actor, not.text.as_str())));
        }
    }

    /// The names of one actor of which nothing but the names may have changed.
    fn compare_names(&mut self, old: &'g Actor, new: &'g Actor) {
        let phrases = |actor: &'g Actor| -> HashSet<&str> {
            actor.not().iter().map(|not| not.text.as_str()).collect()
        };
        if !old
            .not()
            .iter()
            .map(|not| &not.text)
            .eq(new.not().iter().map(|not| &not.text))
        {
            let (before, after) = (phrases(old), phrases(new));
            let differing = before.symmetric_difference(&after);
            self.phrases.extend(differing.map(|phrase| (new, *phrase)));
        }
        // Nearly always nothing has changed: that must be decided fast.
        if old
            .names
            .iter()
            .map(Key::of)
            .eq(new.names.iter().map(Key::of))
        {
            return;
        }
        let keys = |actor: &'g Actor| -> Vec<Key<'g>> { actor.names.iter().map(Key::of).collect() };
        let partners = in_order(&keys(old), &keys(new));
        let is_alone = |partners: &HashSet<usize>, at: &usize| !partners.contains(at);
        let (before, after): (HashSet<usize>, HashSet<usize>) = partners.into_iter().unzip();
        self.old.extend(
            (0..old.names.len())
                .filter(|at| is_alone(&before, at))
                .map(|at| (old, &old.names[at])),
        );
        self.new.extend(
            (0..new.names.len())
                .filter(|at| is_alone(&after, at))
                .map(|at| (new, &new.names[at])),
        );
    }

    /// Returns the names that only the old gazetteer has, and those that only the new one has, by
    /// actor and text.
    pub(crate) fn lost_and_gained(&self) -> (Vec<Named<'g>>, Vec<Named<'g>>) {
        let known = |names: &[Named<'g>]| -> HashSet<(&str, Key<'g>)> {
            let names = names.iter();
            names
                .map(|(actor, name)| (actor.id.as_str(), Key::of(name)))
                .collect()
        };
        let without = |names: &[Named<'g>], others: &HashSet<(&str, Key<'g>)>| -> Vec<Named<'g>> {
            let names = names.iter().copied();
            names
                .filter(|(actor, name)| !others.contains(&(actor.id.as_str(), Key::of(name))))
                .collect()
        };
        (
            without(&self.old, &known(&self.new)),
            without(&self.new, &known(&self.old)),
        )
    }
}

/// Selects the documents that can differ: those in which a changed name occurs.
#[derive(Debug)]
pub(crate) struct NameFilter(Option<Tagger>);

impl NameFilter {
    /// Compiles the changed names, without their conditions.
    pub(crate) fn new(changed: &Changed<'_>) -> Result<Self, BuildError> {
        let mut seen: HashSet<(&str, Case)> = HashSet::new();
        let names = changed.old.iter().chain(&changed.new);
        let mut wanted: Vec<Name> = names
            .filter(|(_, name)| seen.insert((&name.text, name.case)))
            .map(|(_, name)| bare(&name.text, name.case))
            .collect();
        let phrases = changed.phrases.iter().map(|(_, phrase)| *phrase);
        wanted.extend(
            phrases
                .filter(|&phrase| seen.insert((phrase, Case::Written)))
                .map(|phrase| bare(phrase, Case::Written)),
        );
        if wanted.is_empty() {
            return Ok(Self(None));
        }
        let mut actor = Actor::new("changed".into(), "changed".into(), "".into());
        actor.names = wanted;
        let gazetteer = Gazetteer::of_one(actor);
        Tagger::new(gazetteer).map(|tagger| Self(Some(tagger)))
    }

    /// Returns whether the document can differ.
    pub(crate) fn may_differ(&self, document: &Document<'_>) -> bool {
        let tagger = self.0.as_ref();
        tagger.is_some_and(|tagger| tagger.has_occurrence(&document.text))
    }
}

/// Returns a name that counts wherever its letters match.
fn bare(text: &str, case: Case) -> Name {
    Name {
        case,
        ..Name::new(text, NameKind::Name)
    }
}

/// What makes a name the same: everything but where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key<'g> {
    text: &'g str,
    name_kind: NameKind,
    case: Case,
    weak: bool,
    conditions: Option<&'g Conditions>,
}

impl<'g> Key<'g> {
    fn of(name: &'g Name) -> Self {
        Self {
            text: &name.text,
            name_kind: name.kind,
            case: name.case,
            weak: name.weak,
            conditions: name.conditions.as_deref(),
        }
    }
}

impl Hash for Key<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Names of one text that differ in the rest are few.
        (self.text, self.name_kind).hash(state);
    }
}

/// Returns whether mentions of two actors are reported the same way, names and relatives aside.
fn is_reported_the_same(old: &Actor, new: &Actor) -> bool {
    old.name == new.name
        && old.actor_type == new.actor_type
        && old.country == new.country
        && old.codes == new.codes
        && old.roles().len() == new.roles().len()
        && old
            .roles()
            .iter()
            .zip(new.roles())
            .all(|(old, new)| old.says_the_same(new))
}

/// Returns the government of its country and the parent of each actor, by id: whom they name
/// decides between actors of one name.
fn relative_ids(gazetteer: &Gazetteer) -> Vec<[Option<&str>; 2]> {
    let id = |number: Option<u32>| {
        let actor = gazetteer.actors().get(number? as usize)?;
        Some(actor.id.as_str())
    };
    find_relatives(gazetteer)
        .iter()
        .map(|relatives| [id(relatives.country), id(relatives.parent)])
        .collect()
}

/// Pairs the equal items of two lists so that the pairs are in the same order in both, as many as
/// can be: what has no partner is new, gone or moved. Returns the places, in order.
fn in_order<K: Eq + Hash>(old: &[K], new: &[K]) -> Vec<(usize, usize)> {
    let most = old.len().min(new.len());
    let head = (0..most).take_while(|&at| old[at] == new[at]).count();
    let tail = (1..=most - head)
        .take_while(|&back| old[old.len() - back] == new[new.len() - back])
        .count();
    // The nth of several equal ones is the partner of the nth.
    let mut places: HashMap<&K, Vec<usize>> = HashMap::new();
    for at in (head..new.len() - tail).rev() {
        places.entry(&new[at]).or_default().push(at);
    }
    let partners: Vec<(usize, usize)> = (head..old.len() - tail)
        .filter_map(|at| Some((at, places.get_mut(&old[at])?.pop()?)))
        .collect();
    let mut paired: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    paired.extend(longest_rising(&partners));
    paired.extend(
        (1..=tail)
            .rev()
            .map(|back| (old.len() - back, new.len() - back)),
    );
    paired
}

/// Returns the longest part of a list of pairs, rising in the first, that rises in the second as
/// well (patience sorting).
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best run of each length, and for each pair the one before it in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![None; pairs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < pair.1);
        previous[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let last = ends.last().copied();
    let mut run: Vec<(usize, usize)> = std::iter::successors(last, |&at| previous[at])
        .map(|at| pairs[at])
        .collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_that_moves_leaves_the_others_alone() {
        let moved = in_order(&["a", "b", "c", "d"], &["a", "d", "b", "c"]);
        assert_eq!(moved, [(0, 0), (1, 2), (2, 3)]);
        let twice = in_order(&["a", "a", "b"], &["b", "a", "a"]);
        assert_eq!(twice, [(0, 1), (1, 2)]);
        assert_eq!(in_order::<u8>(&[], &[1]), []);
    }

    proptest! {
        #[test]
        fn pairs_are_equal_and_in_order(
            old in prop::collection::vec(0u8..6, 0..12),
            new in prop::collection::vec(0u8..6, 0..12),
        ) {
            let pairs = in_order(&old, &new);
            prop_assert!(pairs.iter().all(|&(a, b)| old[a] == new[b]));
            prop_assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            prop_assert_eq!(in_order(&old, &old).len(), old.len());
        }
    }

    fn names(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
        let load = |text: &str| {
            crate::gazetteer::from_yaml(&format!("type: government\nactors:\n{text}")).unwrap()
        };
        let (old, new) = (load(old), load(new));
        let changed = Changed::between(&old, &new);
        let texts = |names: &[Named<'_>]| names.iter().map(|(_, name)| name.text.clone()).collect();
        (texts(&changed.old), texts(&changed.new))
    }

    #[test]
    fn only_what_changed() {
        let iran = "- {id: iran, name: Iran, adjectives: [Iranian], metonyms: [Tehran]}\n";
        let syria = "- {id: syria, name: Syria}\n";
        let same = |changed: (Vec<String>, Vec<String>), old: &[&str], new: &[&str]| {
            assert_eq!(changed.0, old);
            assert_eq!(changed.1, new);
        };
        same(names(iran, iran), &[], &[]);
        same(names(iran, &[iran, syria].concat()), &[], &["Syria"]);
        same(
            names(
                iran,
                "- {id: iran, name: Iran, adjectives: [Persian], metonyms: [Tehran]}\n",
            ),
            &["Iranian"],
            &["Persian"],
        );
        // Whose type changes is reported differently wherever it is named.
        same(
            names(syria, "- {id: syria, name: Syria, type: place}\n"),
            &["Syria"],
            &["Syria"],
        );
        // Lines above an actor move its roles, and change nothing.
        let person =
            "- {id: p, name: P, type: person, roles: [{title: Minister, from: 2017-01-20}]}\n";
        same(names(person, &["# a comment\n", person].concat()), &[], &[]);
        // Of two that change places one has moved.
        let both = names(&[iran, syria].concat(), &[syria, iran].concat());
        assert_eq!(both.0, both.1);
        assert!(both.0 == ["Syria"] || both.0 == ["Iran", "Iranian", "Tehran"]);
    }
}
