//! The gazetteers that come with actag: they load, they hold to their own examples, and what is
//! built into the program is what stands in the folder.

// Clippy allows it in the tests themselves, but not in what they share.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use actag::Tagger;
use actag::check::check_examples;
use actag::gazetteer::shipped_files;

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
    assert!(files(&folder.path().join("mine")) == built_in());
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
