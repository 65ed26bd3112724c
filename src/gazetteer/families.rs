//! Families: rules that make further actors and names from others, as the armed forces of every government.
//!
//! Braces are already expanded when a family arrives here; only placeholders are left. Their values are literal
//! text, so that a brace in an actor's name can do no harm.

use std::collections::{BTreeMap, HashSet};
use std::mem;

use rayon::prelude::*;

use super::decode::{Reference, remove_repeated};
use super::fields::{Text, placeholders};
use super::fill::{Compiled, Filled};
use super::findings::Finding;
use super::ids::Ids;
use super::model::{Actor, Name, NameKind, Origin, Phrase};
use super::patterns::Values;
use super::schema;
use crate::diagnostic::quote;

/// The most names a folder's YAML may stand for, in all. Ten times what the largest actor lists of the field come to;
/// beyond, a family was written that multiplies what it should add.
pub(super) const MOST_NAMES: u64 = 5_000_000;

/// A family as written, its placeholders not yet filled.
#[derive(Debug, Clone)]
pub(super) struct Family {
    pub(super) each: Option<Each>,
    pub(super) id: Text,
    pub(super) name: Option<Text>,
    pub(super) kind: String,
    pub(super) country: Option<Text>,
    pub(super) part_of: Option<Text>,
    pub(super) codes: BTreeMap<String, String>,
    pub(super) names: Vec<Name>,
    pub(super) not: Vec<Phrase>,
    /// The cues of its guarded names.
    pub(super) references: Vec<Reference>,
}

/// The actors a family applies to.
#[derive(Debug, Clone)]
pub(super) enum Each {
    Type(Text),
    Ids(Vec<Text>),
}

impl Family {
    /// Whether `id` may be one that this family makes, as far as the fixed parts of its pattern tell.
    pub(super) fn may_make(&self, id: &str) -> bool {
        let pattern = &self.id.text;
        let mut slots = placeholders(pattern);
        let Some((first, word)) = slots.next() else {
            return pattern == id;
        };
        let (last, word) = slots.last().unwrap_or((first, word));
        let (head, tail) = (&pattern[..first], &pattern[last + word.len() + 2..]);
        if (head, tail) == ("", "") {
            // It adds to the actors it is applied to, and makes no others.
            return false;
        }
        id.len() >= head.len() + tail.len() && id.starts_with(head) && id.ends_with(tail)
    }
}

/// Applies families to the written actors and gathers what they make.
pub(super) struct Expansion<'a> {
    pub(super) actors: &'a mut Vec<Actor>,
    pub(super) ids: &'a mut Ids,
    pub(super) references: &'a mut Vec<Reference>,
    pub(super) findings: &'a mut Vec<Finding>,
    /// Names that may still be made.
    pub(super) budget: u64,
}

impl Expansion<'_> {
    /// Applies the families in order. Each sees the actors as they were written, without what families added.
    pub(super) fn run(&mut self, families: &[Family], complete: bool) {
        let written: Vec<usize> = self.actors.iter().map(|actor| actor.names.len()).collect();
        for family in families {
            let Some(bases) = self.bases(family, written.len(), complete) else {
                continue;
            };
            let compiled = Compiled::new(family);
            let values: Vec<Values<'_>> = bases
                .par_iter()
                .map(|&at| Values::of(&self.actors[at], written[at]))
                .collect();
            let counts = values.par_iter().map(|values| compiled.count(values));
            let count = counts.reduce(|| 0, u64::saturating_add);
            let Some(left) = self.budget.checked_sub(count) else {
                let message = format!("the gazetteers stand for more than {MOST_NAMES} names");
                let help = "this family passes the bound: write fewer placeholders or alternatives in one text";
                self.error(family.id.origin, "too-many-names", message, help);
                return;
            };
            self.budget = left;
            let filled: Vec<_> = values
                .par_iter()
                .map(|values| compiled.fill(values))
                .collect();
            self.take(filled);
        }
    }

    /// Takes in what one family made. Each of its strings is reported once, however many actors it goes wrong for.
    fn take(&mut self, filled: Vec<Result<Filled, Finding>>) {
        let mut made = Made::default();
        let mut reported = HashSet::new();
        for one in filled {
            let faults = match one {
                Ok(one) => {
                    made.add(one.actor);
                    self.references.extend(one.references);
                    one.faults
                }
                Err(fault) => vec![fault],
            };
            for fault in faults {
                if reported.insert(fault.origin) {
                    self.findings.push(fault);
                }
            }
        }
        self.merge(made.finish());
    }

    fn error(
        &mut self,
        origin: Origin,
        code: &'static str,
        message: String,
        help: impl Into<String>,
    ) {
        self.findings.push(Finding::at(origin, code, message, help));
    }

    /// The actors a family applies to, by index.
    fn bases(&mut self, family: &Family, written: usize, complete: bool) -> Option<Vec<usize>> {
        match family.each.as_ref()? {
            Each::Type(kind) => {
                let bases: Vec<usize> = (0..written)
                    .filter(|&at| self.actors[at].kind == kind.text)
                    .collect();
                if bases.is_empty() && complete {
                    let known: HashSet<&str> = self.actors[..written]
                        .iter()
                        .map(|actor| actor.kind.as_str())
                        .collect();
                    let mut known: Vec<&str> = known.into_iter().collect();
                    known.sort_unstable();
                    let help = match schema::nearest(&kind.text, known) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "write the type of some actors of these gazetteers".into(),
                    };
                    let message = format!("no actor has the type {}", quote(&kind.text));
                    self.error(kind.origin, "empty-family", message, help);
                }
                Some(bases)
            }
            Each::Ids(ids) => {
                let mut bases = Vec::with_capacity(ids.len());
                for id in ids {
                    match self.ids.get(self.actors, &id.text) {
                        Some(at) if (at as usize) < written => bases.push(at as usize),
                        Some(_) => {
                            let message =
                                format!("{} was itself made by a family", quote(&id.text));
                            self.error(
                                id.origin,
                                "unknown-actor",
                                message,
                                "families apply to written actors only",
                            );
                        }
                        None if complete => {
                            let help = match schema::nearest(
                                &id.text,
                                self.actors[..written].iter().map(|actor| actor.id.as_str()),
                            ) {
                                Some(near) => format!("did you mean `{near}`?"),
                                None => "write the id of an actor of these gazetteers".into(),
                            };
                            self.error(
                                id.origin,
                                "unknown-actor",
                                format!("there is no actor {}", quote(&id.text)),
                                help,
                            );
                        }
                        None => {}
                    }
                }
                Some(bases)
            }
        }
    }

    /// Puts actors, no two of one id, among the others, or into the ones that have their ids: what stands there already
    /// wins.
    fn merge(&mut self, made: Vec<Actor>) {
        let (mut known, mut new) = (Vec::new(), Vec::new());
        for actor in made {
            match self.ids.get(self.actors, &actor.id) {
                Some(at) => known.push((at as usize, actor)),
                None => new.push(actor),
            }
        }
        known.sort_unstable_by_key(|&(at, _)| at);
        let mut rest = self.actors.as_mut_slice();
        let mut done = 0;
        let mut pairs = Vec::with_capacity(known.len());
        for (at, actor) in known {
            let (there, behind) = mem::take(&mut rest)[at - done..].split_at_mut(1);
            pairs.push((&mut there[0], actor));
            (rest, done) = (behind, at + 1);
        }
        pairs
            .into_par_iter()
            .for_each(|(there, made)| merge_into(there, made));
        for actor in new {
            self.actors.push(actor);
            self.ids.push(self.actors);
        }
    }
}

/// Joins what a family made to an actor that is there. Its canonical name, where it is another, becomes an alias: it
/// is no less a name for being outvoted.
fn merge_into(there: &mut Actor, made: Actor) {
    there.country = there.country.take().or(made.country);
    there.part_of = there.part_of.take().or(made.part_of);
    for (scheme, value) in made.codes {
        there.codes.entry(scheme).or_insert(value);
    }
    let known: HashSet<(NameKind, &str)> = there
        .names
        .iter()
        .map(|name| (name.kind, name.text.as_str()))
        .collect();
    let mut added = Vec::with_capacity(made.names.len());
    for mut name in made.names {
        if name.kind == NameKind::Name && name.text != there.name {
            name.kind = NameKind::Alias;
        }
        if !known.contains(&(name.kind, name.text.as_str())) {
            added.push(name);
        }
    }
    remove_repeated(&mut added);
    there.names.extend(added);
    for phrase in made.not {
        if !there.not.iter().any(|known| known.text == phrase.text) {
            there.not.push(phrase);
        }
    }
}

/// What one family made: actors in order, those of the same id joined.
#[derive(Default)]
struct Made {
    actors: Vec<Actor>,
    ids: Ids,
    joined: HashSet<usize>,
}

impl Made {
    fn add(&mut self, actor: Actor) {
        let Some(at) = self.ids.get(&self.actors, &actor.id) else {
            self.actors.push(actor);
            self.ids.push(&self.actors);
            return;
        };
        let at = at as usize;
        self.joined.insert(at);
        let there = &mut self.actors[at];
        there.country = there.country.take().or(actor.country);
        there.part_of = there.part_of.take().or(actor.part_of);
        there.not.extend(actor.not);
        for mut name in actor.names {
            if name.kind == NameKind::Name && name.text == there.name {
                continue;
            }
            if name.kind == NameKind::Name {
                name.kind = NameKind::Alias;
            }
            there.names.push(name);
        }
    }

    /// The actors without repeated names. These go only now, lest each of 200 actors that join look at all before.
    fn finish(mut self) -> Vec<Actor> {
        for at in self.joined {
            remove_repeated(&mut self.actors[at].names);
        }
        self.actors
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::Cue;
    use super::super::{Gazetteer, LoadError};
    use super::*;

    fn names<'g>(gazetteer: &'g Gazetteer, id: &str) -> Vec<&'g str> {
        gazetteer
            .actor(id)
            .unwrap()
            .names
            .iter()
            .map(|name| name.text.as_str())
            .collect()
    }

    fn codes(error: &LoadError) -> Vec<&'static str> {
        error.diagnostics.iter().map(|one| one.code).collect()
    }

    #[test]
    fn makes_actors_and_every_combination_of_values() {
        let text = "
type: government
actors:
  - {id: iran, name: Iran, country: IRN, aliases: [Persia], adjectives: ['Iranian{,s}'], metonyms: [Tehran]}
  - {id: niger, name: Niger}
  - {id: un, name: UN, type: organization, adjectives: [Onusian]}
families:
  - each: {type: government}
    id: '<id>-armed-forces'
    name: '<adjective> armed forces'
    type: military
    country: <country>
    part_of: <id>
    aliases: ['<adjective> {army,troops}', '{<name>,<metonym>}-backed {,Shi{ite,a} }forces', '<alias> of <alias>']
    guarded:
      - {name: '<name> forces', needs: [<id>, <metonym>]}
      - {name: '<name> fighters', needs: [<metonym>]}
";
        let gazetteer = Gazetteer::from_yaml(text).unwrap();
        let ids: Vec<&str> = gazetteer
            .actors()
            .iter()
            .map(|actor| actor.id.as_str())
            .collect();
        assert_eq!(
            ids,
            [
                "iran",
                "niger",
                "un",
                "iran-armed-forces",
                "niger-armed-forces"
            ]
        );
        let wanted = [
            "Iranian armed forces",
            "Iranian army",
            "Iranian troops",
            "Iran-backed forces",
            "Iran-backed Shiite forces",
            "Iran-backed Shia forces",
            "Tehran-backed forces",
            "Tehran-backed Shiite forces",
            "Tehran-backed Shia forces",
            "Persia of Persia",
            "Iran forces",
            "Iran fighters",
        ];
        assert_eq!(names(&gazetteer, "iran-armed-forces"), wanted);
        // No adjective: the name stands in for it in `name`, and elsewhere the text is left out. No metonym: the
        // alternative is left out, and so is the name whose only condition it was.
        let wanted = [
            "Niger armed forces",
            "Niger-backed forces",
            "Niger-backed Shiite forces",
            "Niger-backed Shia forces",
            "Niger forces",
        ];
        assert_eq!(names(&gazetteer, "niger-armed-forces"), wanted);

        let made = gazetteer.actor("iran-armed-forces").unwrap();
        assert_eq!(
            (
                made.kind.as_str(),
                made.country.as_deref(),
                made.part_of.as_deref()
            ),
            ("military", Some("IRN"), Some("iran"))
        );
        let guarded = &made.names[10];
        let needs = &guarded.conditions.as_ref().unwrap().needs;
        assert_eq!(
            *needs,
            [Cue::Actor("iran".into()), Cue::Word("Tehran".into())]
        );
        assert_eq!(gazetteer.place(guarded.origin), ("gazetteer.yaml", 16, 16));
    }

    #[test]
    fn the_written_actor_wins_and_lists_are_joined() {
        let text = "
type: government
actors:
  - {id: iran, name: Iran, adjectives: [Iranian]}
  - id: iran-army
    name: Artesh
    type: military
    aliases: [Iranian army]
    codes: {cameo: IRNMIL}
  - {id: iraq, name: Iraq, adjectives: [Iraqi]}
families:
  - each: {id: [iran, iraq]}
    id: <id>-army
    name: <adjective> army
    type: army
    part_of: <id>
    codes: {cameo: MIL, kind: army}
    aliases: [<adjective> army, <adjective> forces]
    not: [<adjective> army surplus]
  - each: {id: [iran, iraq]}
    id: <id>-army
    name: <adjective> soldiers
    type: other
    aliases: ['<adjective> {troops,forces}']
  - each: {type: military}
    id: <id>-reserve
    name: <alias> reserve
";
        let gazetteer = Gazetteer::from_yaml(text).unwrap();
        let artesh = gazetteer.actor("iran-army").unwrap();
        assert_eq!(
            (
                artesh.name.as_str(),
                artesh.kind.as_str(),
                artesh.part_of.as_deref()
            ),
            ("Artesh", "military", Some("iran"))
        );
        assert_eq!(artesh.codes["cameo"], "IRNMIL");
        assert_eq!(artesh.codes["kind"], "army");
        assert_eq!(artesh.not[0].text, "Iranian army surplus");
        assert_eq!(
            names(&gazetteer, "iran-army"),
            [
                "Artesh",
                "Iranian army",
                "Iranian forces",
                "Iranian soldiers",
                "Iranian troops"
            ]
        );
        assert_eq!(
            artesh
                .names
                .iter()
                .filter(|name| name.kind == NameKind::Name)
                .count(),
            1
        );
        assert_eq!(
            names(&gazetteer, "iraq-army"),
            [
                "Iraqi army",
                "Iraqi army",
                "Iraqi forces",
                "Iraqi soldiers",
                "Iraqi troops"
            ]
        );
        // The third family sees Artesh as written, and not what the others made.
        assert_eq!(
            names(&gazetteer, "iran-army-reserve"),
            ["Iranian army reserve"]
        );
        assert!(gazetteer.actor("iraq-army-reserve").is_none());
    }

    #[test]
    fn several_actors_may_join_in_one() {
        let text = "
type: government
actors:
  - {id: iran, name: Iran, adjectives: [Iranian]}
  - {id: iraq, name: Iraq, adjectives: [Iraqi]}
families:
  - each: {type: government}
    id: some-army
    name: some army
    aliases: [<adjective> army]
";
        let gazetteer = Gazetteer::from_yaml(text).unwrap();
        assert_eq!(
            names(&gazetteer, "some-army"),
            ["some army", "Iranian army", "Iraqi army"]
        );
    }

    #[test]
    fn values_are_literal() {
        let text = r"
type: x
actors:
  - {id: odd, name: Odd, aliases: ['A \{b\,c\} <z>']}
families:
  - {each: {type: x}, id: <id>-y, name: Y of <name>, aliases: ['<alias> y']}
";
        let gazetteer = Gazetteer::from_yaml(text).unwrap();
        assert_eq!(names(&gazetteer, "odd-y"), ["Y of Odd", "A {b,c} <z> y"]);
    }

    #[test]
    fn one_mistake_gives_one_error() {
        let text = "
actors:
  - {id: iran, name: Iran, adjectives: [Iranian]}
  - {id: guards, type: military, name: Guards, part_of: iran-army}
families:
  - {each: {type: government}, id: <id>-army, type: military, name: <adjective> army}
";
        let error = Gazetteer::from_yaml(text).unwrap_err();
        assert_eq!(codes(&error), ["missing-key", "empty-family"]);
    }

    #[test]
    fn what_would_be_too_much_is_not_begun() {
        let list = |letter: char| {
            (0..400)
                .map(|n| format!("{letter}{n}"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let text = format!(
            "
type: x
actors:
  - {{id: a, name: A, aliases: [{}], adjectives: [{}], metonyms: [{}]}}
families:
  - {{each: {{type: x}}, id: <id>-y, name: <name> y, aliases: ['<alias> <adjective> <metonym>']}}
",
            list('B'),
            list('C'),
            list('D'),
        );
        let error = Gazetteer::from_yaml(&text).unwrap_err();
        assert_eq!(codes(&error), ["too-many-names"]);
    }

    #[test]
    fn patterns_of_ids_are_recognised() {
        let family = |id: &str| Family {
            each: None,
            id: Text {
                text: id.into(),
                origin: Origin {
                    source: 0,
                    start: 0,
                    end: 0,
                },
            },
            name: None,
            kind: String::new(),
            country: None,
            part_of: None,
            codes: BTreeMap::new(),
            names: Vec::new(),
            not: Vec::new(),
            references: Vec::new(),
        };
        assert!(family("<id>-army").may_make("iran-army"));
        assert!(!family("<id>-army").may_make("iran-navy"));
        assert!(family("a-<id>-b-<name>-c").may_make("a-x-b-y-c"));
        assert!(!family("a-<id>-c").may_make("a-c"));
        assert!(family("fixed").may_make("fixed"));
    }
}
