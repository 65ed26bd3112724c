//! Families: rules that make further actors and names from others, as the armed forces of every government.
//!
//! Braces are already expanded when a family arrives here; only placeholders are left. Their values are literal
//! text, so that a brace in an actor's name can do no harm.

mod fill;
mod made;
mod patterns;

use std::collections::HashSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::contents::{Each, Family, MOST_NAMES, Reference, Text};
use crate::diagnostic::quote;
use crate::families::fill::Compiled;
use crate::families::made::{Made, join};
use crate::families::patterns::Values;
use crate::findings::Finding;
use crate::schema::vocabulary;
use actag_core::gazetteer::{Actor, Ids};

/// Applies families to the written actors and gathers what they make.
pub(crate) struct Expansion<'a> {
    pub(crate) actors: &'a mut Vec<Actor>,
    pub(crate) ids: &'a mut Ids,
    pub(crate) references: &'a mut Vec<Reference>,
    pub(crate) findings: &'a mut Vec<Finding>,
    /// Names that may still be made.
    pub(crate) budget: u64,
}

/// A family, and the actors it is applied to, by index.
struct Applied<'f> {
    family: &'f Family,
    compiled: Compiled<'f>,
    bases: Vec<usize>,
}

impl Expansion<'_> {
    /// Applies the families. Each sees the actors as they were written, without what families add, so all are filled at
    /// once; what they made is taken in by their order. `complete` says that whoever is not there is a mistake.
    pub(crate) fn run(&mut self, families: &[Family], complete: bool) {
        let mut unknown = Vec::new();
        let mut applied = Vec::with_capacity(families.len());
        for family in families {
            if let Some(bases) = self.bases(family, complete, &mut unknown) {
                let compiled = Compiled::new(family);
                applied.push(Applied {
                    family,
                    compiled,
                    bases,
                });
            }
        }
        let mut bases: Vec<usize> = applied.iter().flat_map(|one| &one.bases).copied().collect();
        bases.sort_unstable();
        bases.dedup();
        let values_of = bases
            .par_iter()
            .map(|&at| (at, Values::of(&self.actors[at])));
        let values: FxHashMap<usize, Values<'_>> = values_of.collect();

        let count = |one: &Applied<'_>| {
            let bases = one.bases.par_iter();
            let counts = bases.map(|at| one.compiled.count(&values[at]));
            counts.reduce(|| 0, u64::saturating_add)
        };
        let counts: Vec<u64> = applied.par_iter().map(count).collect();
        let mut too_many = None;
        for (number, count) in counts.into_iter().enumerate() {
            match self.budget.checked_sub(count) {
                Some(left) => self.budget = left,
                None => {
                    too_many = Some(applied[number].family.id.origin);
                    applied.truncate(number);
                    break;
                }
            }
        }
        let make = |one: &Applied<'_>| {
            let bases = one.bases.par_iter();
            let filled: Vec<_> = bases.map(|at| one.compiled.fill(&values[at])).collect();
            Made::of(filled)
        };
        let made: Vec<Made> = applied.par_iter().map(make).collect();
        drop(values);
        self.take(made);
        if let Some(origin) = too_many {
            let message = format!("the gazetteers stand for more than {MOST_NAMES} names");
            let help = "this family passes the bound: write fewer placeholders or alternatives in one text";
            let finding = Finding::at(origin, "too-many-names", message, help);
            self.findings.push(finding);
        }
        self.report_unknown(unknown, complete);
    }

    /// Puts actors among the others, or joins them to the ones that have their ids: what stands there already wins.
    fn take(&mut self, made: Vec<Made>) {
        // What each actor is to be joined with, by index.
        let mut joining: Vec<Vec<Actor>> = Vec::new();
        for one in made {
            self.references.extend(one.references);
            self.findings.extend(one.faults);
            for actor in one.actors {
                match self.ids.get(self.actors, &actor.id) {
                    Some(at) => {
                        let at = at as usize;
                        joining.resize_with(joining.len().max(at + 1), Vec::new);
                        joining[at].push(actor);
                    }
                    None => {
                        self.actors.push(actor);
                        self.ids.push(self.actors);
                    }
                }
            }
        }
        let actors = self.actors.par_iter_mut().zip(joining);
        actors.for_each(|(there, made)| join(there, made));
    }

    /// The actors a family applies to, by index; ids that are not written are put with the `unknown` ones.
    fn bases<'f>(
        &mut self,
        family: &'f Family,
        complete: bool,
        unknown: &mut Vec<&'f Text>,
    ) -> Option<Vec<usize>> {
        match family.each.as_ref()? {
            Each::Type(actor_type) => {
                let bases: Vec<usize> = (0..self.actors.len())
                    .filter(|&at| *self.actors[at].actor_type == *actor_type.text)
                    .collect();
                if bases.is_empty() && complete {
                    let known = self.actors.iter().map(|actor| &*actor.actor_type);
                    let known: HashSet<&str> = known.collect();
                    let mut known: Vec<&str> = known.into_iter().collect();
                    known.sort_unstable();
                    let help = match vocabulary::nearest(&actor_type.text, known) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "write the type of some actors of these gazetteers".into(),
                    };
                    let message = format!("no actor has the type {}", quote(&actor_type.text));
                    let finding = Finding::at(actor_type.origin, "empty-family", message, help);
                    self.findings.push(finding);
                }
                Some(bases)
            }
            Each::Ids(ids) => {
                let mut bases = Vec::with_capacity(ids.len());
                for id in ids {
                    match self.ids.get(self.actors, &id.text) {
                        Some(at) => bases.push(at as usize),
                        None => unknown.push(id),
                    }
                }
                Some(bases)
            }
        }
    }

    /// Reports ids that families are to be applied to, but that nobody wrote.
    fn report_unknown(&mut self, unknown: Vec<&Text>, complete: bool) {
        for id in unknown {
            let (message, help) = if self.ids.get(self.actors, &id.text).is_some() {
                let message = format!("{} was itself made by a family", quote(&id.text));
                (message, "families apply to written actors only".into())
            } else if complete {
                let known = self.actors.iter().map(|actor| actor.id.as_str());
                let help = match vocabulary::nearest(&id.text, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write the id of an actor of these gazetteers".into(),
                };
                (format!("there is no actor {}", quote(&id.text)), help)
            } else {
                continue;
            };
            let finding = Finding::at(id.origin, "unknown-actor", message, help);
            self.findings.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{Gazetteer, LoadError};
    use actag_core::gazetteer::{Cue, NameKind, Origin};

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
        let gazetteer = crate::from_yaml(text).unwrap();
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
                &*made.actor_type,
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
        assert_eq!(
            gazetteer.place(guarded.origin),
            Some(("gazetteer.yaml", 16, 16))
        );
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
        let gazetteer = crate::from_yaml(text).unwrap();
        let artesh = gazetteer.actor("iran-army").unwrap();
        assert_eq!(
            (
                artesh.name.as_str(),
                &*artesh.actor_type,
                artesh.part_of.as_deref()
            ),
            ("Artesh", "military", Some("iran"))
        );
        assert_eq!(artesh.codes["cameo"], "IRNMIL");
        assert_eq!(artesh.codes["kind"], "army");
        assert_eq!(artesh.not()[0].text, "Iranian army surplus");
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
        let gazetteer = crate::from_yaml(text).unwrap();
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
        let gazetteer = crate::from_yaml(text).unwrap();
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
        let error = crate::from_yaml(text).unwrap_err();
        assert_eq!(codes(&error), ["missing-key", "empty-family"]);
    }

    #[test]
    fn families_apply_to_nobody_that_one_makes() {
        let text = "
type: government
actors:
  - {id: iran, name: Iran, adjectives: [Iranian]}
families:
  - {each: {id: [iran-army, iran-navy]}, id: <id>-reserve, type: military, name: <name> reserve}
  - {each: {type: government}, id: <id>-army, type: military, name: <adjective> army}
";
        let error = crate::from_yaml(text).unwrap_err();
        let messages = error.diagnostics.iter().map(|one| one.message.as_str());
        let wanted = [
            "`iran-army` was itself made by a family",
            "there is no actor `iran-navy`",
        ];
        assert!(messages.eq(wanted), "{error}");
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
        let error = crate::from_yaml(&text).unwrap_err();
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
            actor_type: "".into(),
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
