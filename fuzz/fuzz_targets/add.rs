//! `add`: whatever is added to whatever stands there, the result loads and differs by the addition, or nothing is planned.

#![no_main]

use std::fs;

use actag::Gazetteer;
use actag::add::{Profile, Request, Subject, plan};
use libfuzzer_sys::fuzz_target;

const USUAL: &str = "type: militia\nactors:\n  # The first.\n  - id: first\n    name: First Brigade\n    aliases: [Brigade One]\n";

// The first line is the name, the second an alias, the rest the gazetteer; a usual one, where there is no more.
fuzz_target!(|input: &str| {
    let mut parts = input.splitn(3, '\n');
    let (name, alias) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let text = parts.next().unwrap_or(USUAL);
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder");
    let path = folder.path().join("militias.yaml");
    fs::write(&path, text).expect("a file");
    let old = Gazetteer::load(&path);
    let mut request = request(name);
    request.additions.aliases.push(alias.to_owned());
    let Ok(plan) = plan(&[path.clone()], request) else {
        return;
    };
    let old = old.expect("what is added to is right");
    let (id, is_new) = (plan.id.clone(), plan.is_new);
    plan.write().expect("it can be written");
    let new = Gazetteer::load(&path).expect("what is written is right");
    assert!(new.actors().iter().any(|actor| actor.id == id));
    assert_eq!(new.actors().len(), old.actors().len() + usize::from(is_new));
});

fn request(name: &str) -> Request {
    let profile = Profile {
        name: name.to_owned(),
        id: None,
        kind: None,
        country: None,
        part_of: None,
    };
    Request {
        subject: Subject::New(profile),
        additions: Default::default(),
        file: None,
        allow_shared: false,
    }
}
