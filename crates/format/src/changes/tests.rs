use actag_core::gazetteer::{Actor, ChangeKind, Gazetteer};

const BASE: &str = "
type: government
actors:
  - id: iran
    name: Iran
    aliases: [Islamic Republic of Iran, Persia, Persia Ancient]
    adjectives: [\"Iranian{,s}\", Persian]
    metonyms: [Tehran]
    guarded: [{name: the Republic, needs: [ayatollah]}]
    codes: {iso3: IRN, cow: \"630\"}
    roles: [{title: Member, from: 1945-10-24, codes: {cameo: X}}]
    not: [Iran Air]
    matches: [\"[Persia] and [Tehran]\", \"[Iran]\"]
    never: [a Persian rug]
  - {id: aruba, name: Aruba, part_of: iran}
families:
  - {each: {type: government}, id: <id>-army, name: <name> Army, type: military, part_of: <id>,
     aliases: [<adjective> army]}
  - {each: {id: [iran]}, id: <id>, name: <name>, aliases: [rulers of <name>]}
";

fn load(changes: &str) -> Result<Gazetteer, String> {
    crate::from_yaml(&format!("{BASE}{changes}")).map_err(|error| {
        let found = error.diagnostics.iter().map(ToString::to_string);
        found.collect::<Vec<_>>().join("\n")
    })
}

fn texts(actor: &Actor) -> Vec<&str> {
    actor.names.iter().map(|name| name.text.as_str()).collect()
}

/// Loads with changes, and returns the names of an actor.
fn names(changes: &str, id: &str) -> Vec<String> {
    let gazetteer = load(changes).unwrap();
    let actor = gazetteer.actor(id).unwrap();
    texts(actor).into_iter().map(str::to_owned).collect()
}

#[test]
fn names_are_added_and_families_write_them() {
    let changes = "changes:\n  - {actor: iran, aliases: ['{Land,Realm} of Aryans'], \
        adjectives: [Aryan]}\n";
    let iran = names(changes, "iran");
    assert!(iran.contains(&"Realm of Aryans".to_owned()), "{iran:?}");
    assert!(iran.contains(&"Persia".to_owned()));
    let army = names(changes, "iran-army");
    assert!(army.contains(&"Aryan army".to_owned()), "{army:?}");
}

#[test]
fn names_are_dropped_whatever_their_kind_and_spelling() {
    let changes = "changes:\n  - {actor: iran, drop: ['persian', PERSIA, the Republic]}\n";
    let gazetteer = load(changes).unwrap();
    let iran = gazetteer.actor("iran").unwrap();
    let wanted = [
        "Iran",
        "Islamic Republic of Iran",
        "Persia Ancient",
        "Iranian",
        "Iranians",
        "Tehran",
        "rulers of Iran",
    ];
    assert_eq!(texts(iran), wanted);
    // The example that asks for it goes with the name; a family writes it no more.
    assert_eq!(iran.matches().len(), 1);
    assert_eq!(names(changes, "iran-army"), ["Iran Army", "Iranian army"]);
    let dropped = iran
        .changes()
        .iter()
        .filter(|one| matches!(one.kind, ChangeKind::Dropped(_)));
    assert_eq!(dropped.count(), 3);
}

#[test]
fn what_families_make_is_changed_too() {
    let changes = "changes:
  - {actor: iran, drop: [rulers of Iran]}
  - {actor: iran-army, drop: [Persian army], aliases: [Artesh], type: militia}
";
    assert!(!names(changes, "iran").contains(&"rulers of Iran".to_owned()));
    let wanted = ["Iran Army", "Iranian army", "Artesh"];
    assert_eq!(names(changes, "iran-army"), wanted);
    let gazetteer = load(changes).unwrap();
    assert_eq!(
        &*gazetteer.actor("iran-army").unwrap().actor_type,
        "militia"
    );
}

#[test]
fn values_take_the_place_of_those_that_are_there() {
    let changes = "changes:
  - {actor: iran, name: Persia, drop: [Iran], codes: {cow: \"1\", mine: A}, country: IRN,
     roles: [{title: Member, from: 1945-10-24, until: 1950-01-01, codes: {cameo: Y}},
             {title: Guest}]}
";
    let gazetteer = load(changes).unwrap();
    let iran = gazetteer.actor("iran").unwrap();
    assert_eq!(iran.name, "Persia");
    assert_eq!(texts(iran)[0], "Persia");
    assert_eq!(
        texts(iran).iter().filter(|text| **text == "Persia").count(),
        1
    );
    assert!(!texts(iran).contains(&"Iran"));
    let codes: Vec<(&str, &str)> = iran
        .codes
        .iter()
        .map(|code| (&*code.scheme, &*code.value))
        .collect();
    assert_eq!(codes, [("cow", "1"), ("iso3", "IRN"), ("mine", "A")]);
    let roles: Vec<_> = iran
        .roles()
        .iter()
        .map(|role| (role.title.as_deref(), role.until))
        .collect();
    let until = Some("1950-01-01".parse().unwrap());
    assert_eq!(roles, [(Some("Member"), until), (Some("Guest"), None)]);
}

#[test]
fn an_actor_is_switched_off_and_may_still_be_meant() {
    let gazetteer = load("changes:\n  - {actor: iran, off: true}\n").unwrap();
    let iran = gazetteer.actor("iran").unwrap();
    assert!(iran.is_off());
    assert_eq!(texts(iran), [""; 0]);
    assert!(iran.matches().is_empty() && iran.not().is_empty());
    // Others refer to it, and families are expanded as before.
    assert_eq!(
        gazetteer.actor("aruba").unwrap().part_of.as_deref(),
        Some("iran")
    );
    assert!(texts(gazetteer.actor("iran-army").unwrap()).contains(&"Iranian army"));
    assert!(actag_core::Tagger::new(gazetteer).is_ok());
}

#[test]
fn all_names_are_dropped_and_written_anew() {
    let changes = "changes:\n  - {actor: iran, drop: all, aliases: [Tehran regime]}\n";
    // Of the second family, too.
    assert_eq!(names(changes, "iran"), ["Iran", "Tehran regime"]);
}

#[test]
fn the_later_change_wins() {
    let changes = "changes:
  - {actor: iran, drop: [Persia], country: IRQ}
  - {actor: iran, aliases: [Persia], country: IRN}
";
    let gazetteer = load(changes).unwrap();
    let iran = gazetteer.actor("iran").unwrap();
    assert!(texts(iran).contains(&"Persia"));
    assert_eq!(iran.country.as_deref(), Some("IRN"));
    let changes = "changes:
  - {actor: iran, aliases: [Eran]}
  - {actor: iran, drop: [Eran]}
";
    assert!(!names(changes, "iran").contains(&"Eran".to_owned()));
}

#[test]
fn mistakes_are_reported_in_their_places() {
    let t = |change: &str, wanted: &str| {
        let error = load(&format!("changes:\n  - {change}\n")).unwrap_err();
        assert!(error.starts_with("gazetteer.yaml:21:"), "{error}");
        assert!(error.ends_with(wanted), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    };
    t(
        "{actor: irann, off: true}",
        "13: error[unknown-actor]: there is no actor `irann` (did you mean `iran`?)",
    );
    t(
        "{actor: iran, drop: [Tehren]}",
        "26: error[unknown-name]: `iran` has no name `Tehren` (did you mean `Tehran`?)",
    );
    t(
        "{actor: iran, drop: [Iran]}",
        "26: error[dropped-canonical-name]: `Iran` is the canonical name of `iran` (write another \
         under `name:`, which takes its place; or `off: true` to switch the actor off)",
    );
    t(
        "{actor: iran}",
        "or switch the actor off, with `off: true`)",
    );
    t(
        "{actor: iran, off: true, aliases: [X]}",
        "an actor that is off has no names: remove one of the two)",
    );
    t(
        "{actor: iran, drop: Persia}",
        "(write a list: `drop: [Persia]`)",
    );
}

#[test]
fn an_id_written_twice_stays_an_error_that_says_how_to_change() {
    let error =
        crate::from_yaml("type: x\nactors:\n  - {id: a, name: Aa}\n  - {id: a, name: Bb}\n")
            .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("under `changes:`, as `- actor: …`"),
        "{error}"
    );
}
