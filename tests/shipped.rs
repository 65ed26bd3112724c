//! The gazetteers that come with actag: they load, they hold to their own examples, and what is
//! built into the program is what stands in the folder.

// Clippy allows it in the tests themselves, but not in what they share.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use actag::check::check_examples;
use actag::gazetteer::{Actor, shipped_files};
use actag::{Document, Tagger};

/// Every file below a folder, by its name relative to it.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().to_string_lossy();
            found.insert(name.replace('\\', "/"), fs::read_to_string(&path).unwrap());
        }
    }
    found
}

fn built_in() -> BTreeMap<String, String> {
    shipped_files()
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn what_is_built_in_is_what_stands_in_the_folder() {
    let (folder, built_in) = (files(Path::new("gazetteers")), built_in());
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&built_in), names(&folder));
    for (name, text) in &folder {
        assert!(built_in[name] == *text, "{name} differs: build anew");
    }
    let loaded = actag::load("gazetteers").unwrap();
    assert_eq!(actag::shipped().unwrap().hash(), loaded.hash());
}

#[test]
fn examples_hold_and_say_what_each_ambiguous_name_means() {
    let gazetteer = actag::shipped().unwrap_or_else(|error| panic!("{error}"));
    let tagger = Tagger::new(gazetteer).unwrap();
    let findings = check_examples(&tagger);
    let told: Vec<String> = findings.iter().map(|found| found.render(false)).collect();
    assert!(told.is_empty(), "{}", told.join("\n\n"));
    let examples = tagger.gazetteer().actors().iter();
    let examples: usize = examples.map(|a| a.matches().len() + a.never().len()).sum();
    assert!(examples > 100, "only {examples} examples: were they lost?");
}

#[test]
fn init_writes_what_is_built_in() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_actag"));
        let done = command.current_dir(folder.path()).args(arguments).output();
        let done = done.unwrap();
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{arguments:?}: {told}");
        String::from_utf8(done.stdout).unwrap()
    };
    run(&["init", "mine"]);
    let (copies, written): (BTreeMap<_, _>, BTreeMap<_, _>) = files(&folder.path().join("mine"))
        .into_iter()
        .partition(|(name, _)| name.starts_with(".shipped/"));
    assert!(written == built_in());
    // By these `init --update` tells what was edited.
    let copies = copies.into_iter();
    let copies = copies.map(|(name, text)| (name[".shipped/".len()..].to_owned(), text));
    let without_list = copies.filter(|(name, _)| name != "manifest.json");
    assert!(without_list.collect::<BTreeMap<_, _>>() == built_in());
    let loaded = actag::load(folder.path().join("mine")).unwrap();
    assert_eq!(loaded.hash(), actag::shipped().unwrap().hash());
    let told = run(&["check", "mine"]);
    assert!(told.starts_with("Nothing wrong in mine: "), "{told}");
    // From now on `./gazetteers` is what every command uses.
    run(&["init"]);
    let told = run(&["check"]);
    assert!(
        told.starts_with("Nothing wrong in ./gazetteers: "),
        "{told}"
    );
}

#[test]
fn init_leaves_out_what_stands_for_unnamed_actors() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_actag"));
    command
        .current_dir(folder.path())
        .args(["init", "--without", "placeholders"]);
    assert!(command.output().unwrap().status.success());
    let (all, left) = (
        actag::shipped().unwrap(),
        actag::load(folder.path().join("gazetteers")).unwrap(),
    );
    let ids = |gazetteer: &actag::Gazetteer, of: fn(&Actor) -> bool| {
        let actors = gazetteer.actors().iter().filter(|actor| of(actor));
        actors
            .map(|actor| actor.id.to_string())
            .collect::<BTreeSet<_>>()
    };
    assert!(!ids(&all, Actor::is_placeholder).is_empty());
    // All of them, and nobody else.
    assert_eq!(
        ids(&left, |_| true),
        ids(&all, |actor| !actor.is_placeholder())
    );
}

/// Texts, with the id of the actor that each bracket is.
const ABBREVIATED: &[&str] = &[
    "[S. Sudan](south-sudan) rebels attacked. [S.Sudan](south-sudan) said, [S Sudan](south-sudan)",
    "[S. Sudanese troops](south-sudan-armed-forces) left, [S. Sudanese](south-sudan) said",
    "[N. Ireland](northern-ireland) police, [N. Irish](northern-ireland) police",
    "[S. Korea](south-korea), [N Korea](north-korea), a [N. Korean](north-korea) missile",
    "the [S. Korean army](south-korea-armed-forces), the [S.Korean army](south-korea-armed-forces)",
    "[U.S.](united-states)-[S. Korea](south-korea) talks",
    "the [U.S.](united-states) [N. Korea](north-korea) policy",
    "[S. Africa](south-africa), [S. African police](south-africa-police)",
    "in [W. Virginia](us-west-virginia), in [S. Carolina](us-south-carolina)",
    "in [N. Carolina](us-north-carolina), in [N. Dakota](us-north-dakota)",
    "[N. Cyprus](northern-cyprus), [S. Ossetia](south-ossetia), [W. Sahara](western-sahara)",
    "[N. Macedonia](north-macedonia), [E. Timor](timor-leste), an [E. Timorese](timor-leste) judge",
    "the [W. Bank](west-bank), [E. Jerusalem](east-jerusalem), [N. Kivu](north-kivu)",
    "[SW Africa](namibia), the [NW Frontier Province](khyber-pakhtunkhwa)",
];

#[test]
fn abbreviated_points_of_the_compass_lead_to_the_right_actor() {
    for marked in ABBREVIATED {
        assert_eq!(tagged(&unmarked(marked)), *marked);
    }
}

/// Returns a text without its brackets and ids.
fn unmarked(marked: &str) -> String {
    let mut parts = marked.split("](");
    let mut text = parts.next().unwrap().replace('[', "");
    for part in parts {
        text.push_str(&part.split_once(')').unwrap().1.replace('[', ""));
    }
    text
}

/// Returns a text with brackets round what the shipped gazetteers find, and its id behind.
fn tagged(text: &str) -> String {
    static TAGGER: LazyLock<Tagger> =
        LazyLock::new(|| Tagger::new(actag::shipped().unwrap()).unwrap());
    let document = Document::new("text", text);
    let mut marked = String::new();
    let mut done = 0;
    for mention in TAGGER.tag(&document) {
        let (span, id) = (mention.span(), mention.actor().map(|actor| &*actor.id));
        marked += &text[done..span.start];
        marked += &format!("[{}]({})", &text[span.clone()], id.unwrap_or("?"));
        done = span.end;
    }
    marked + &text[done..]
}

/// Words that end the names of parts of states. In texts they have small letters as often.
const PARTS: [&str; 9] = [
    "State",
    "Province",
    "Region",
    "Governorate",
    "County",
    "District",
    "Department",
    "Prefecture",
    "Oblast",
];

/// Names of which the whole is a title, written with capitals throughout.
const TITLES: [&str; 5] = [
    "Autonomous",
    "Regional",
    "Administrative",
    "Frontier",
    "Free State",
];

#[test]
fn a_part_of_a_state_is_found_with_a_small_last_word() {
    let gazetteer = actag::shipped().unwrap();
    let of_all = gazetteer.actors().iter().flat_map(|actor| &actor.names);
    let of_all: BTreeSet<&str> = of_all.map(|name| name.text.as_str()).collect();
    let places = gazetteer.actors().iter();
    let places = places.filter(|actor| *actor.actor_type == *"place");
    let mut looked_at = 0;
    for name in places.flat_map(|actor| &actor.names) {
        let Some((first, last)) = name.text.rsplit_once(' ') else {
            continue;
        };
        if !PARTS.contains(&last) || TITLES.iter().any(|title| name.text.contains(title)) {
            continue;
        }
        let small = format!("{first} {}", last.to_lowercase());
        assert!(
            of_all.contains(&*small),
            "{} has no alias {small}",
            name.text
        );
        looked_at += 1;
    }
    assert!(looked_at > 50, "only {looked_at} names were looked at");
    let text = "[Niger state](niger-state) governor, [Delta state](delta-state) police";
    assert_eq!(tagged(&unmarked(text)), text);
    let text = "in [Shan state](shan-state), in [Mexico state](mexico-state)";
    assert_eq!(tagged(&unmarked(text)), text);
}

#[test]
fn documents_in_capitals_and_in_small_letters() {
    let tagger = Tagger::new(actag::shipped().unwrap()).unwrap();
    let found = |text: &str| -> Vec<String> {
        let document = Document::new("text", text);
        let mentions = tagger.tag(&document);
        mentions
            .iter()
            .map(|mention| mention.text().to_owned())
            .collect()
    };
    let turkey = "THE UNITED STATES AND TURKEY AGREED.\nTURKISH OFFICIALS MOVED, ANKARA SAID.\n\
        THE US WELCOMED IT. TURKEY WAITED.\n";
    let all = [
        "UNITED STATES",
        "TURKEY",
        "TURKISH",
        "ANKARA",
        "US",
        "TURKEY",
    ];
    assert_eq!(found(turkey), all);
    assert_eq!(found(&format!("{turkey}(end)\n")), all);
    let others = "CHAD AND CHINA AGREED, BEIJING SAID.\n\
        CHADIAN DOCTORS WILL HELP THE POLISH ONES.\n\
        POLAND WILL PAY THE SWISS, IT WAS SAID IN SWITZERLAND.\n";
    let all = [
        "CHAD",
        "CHINA",
        "BEIJING",
        "CHADIAN",
        "POLISH",
        "POLAND",
        "SWISS",
        "SWITZERLAND",
    ];
    assert_eq!(found(others), all);
    let small = others.to_lowercase();
    assert_eq!(found(&small), all.map(str::to_lowercase));
    // An ordinary document with a headline proves nothing within it.
    let headline = "CHINA AND TURKEY AGREE, BEIJING SAYS\nThe two sides had met for the first time \
        in years, and had talked about their border.\n";
    assert_eq!(found(headline), ["BEIJING"]);
    assert_eq!(
        found("THE BEST CHINA OF ALL, AND A TURKEY FOR US, WHO MAY EAT IT."),
        [""; 0]
    );
}
