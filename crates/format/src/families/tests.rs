use super::*;
use crate::{Gazetteer, LoadError};
use actag_core::gazetteer::{Codes, Cue, NameKind, Origin};

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
  - {id: iran, name: Iran, country: IRN, aliases: [Persia],
     adjectives: ['Iranian{,s}'], metonyms: [Tehran]}
  - {id: niger, name: Niger}
  - {id: un, name: UN, type: organization, adjectives: [Onusian]}
families:
  - each: {type: government}
    id: '<id>-armed-forces'
    name: '<adjective> armed forces'
    type: military
    country: <country>
    part_of: <id>
    aliases:
      - <adjective> {army,troops}
      - '{<name>,<metonym>}-backed {,Shi{ite,a} }forces'
      - <alias> of <alias>
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
    // No adjective: the name takes its place in `name`, and elsewhere the text is left out. No
    // metonym: the alternative is left out, and so is the name whose only condition it was.
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
        Some(("gazetteer.yaml", 20, 16))
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
    assert_eq!(artesh.codes.newest("cameo"), Some("IRNMIL"));
    assert_eq!(artesh.codes.newest("kind"), Some("army"));
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
    // The third family sees Artesh as written, and not what the others expand to.
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
        "`iran-army` is itself expanded from a family",
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
        codes: Codes::default(),
        names: Vec::new(),
        not: Vec::new(),
        references: Vec::new(),
    };
    assert!(family("<id>-army").may_expand_to("iran-army"));
    assert!(!family("<id>-army").may_expand_to("iran-navy"));
    assert!(family("a-<id>-b-<name>-c").may_expand_to("a-x-b-y-c"));
    assert!(!family("a-<id>-c").may_expand_to("a-c"));
    assert!(family("fixed").may_expand_to("fixed"));
}
