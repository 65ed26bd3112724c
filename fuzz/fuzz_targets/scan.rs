//! Folding and scanning: in any text the fast matcher finds what the slow one of the tests finds.

#![no_main]

#[path = "../../tests/oracle/chars.rs"]
#[allow(dead_code)]
mod chars;
#[path = "../../tests/oracle/matcher.rs"]
#[allow(dead_code)]
mod matcher;
#[path = "../../tests/oracle/reading.rs"]
#[allow(dead_code)]
mod reading;

use std::collections::BTreeSet;

use actag::tagger::Rule;
use actag::{Document, Gazetteer, Tagger};
use libfuzzer_sys::fuzz_target;
use matcher::{Candidate, candidates};

// The first line holds names, by semicolons; the rest is the text.
fuzz_target!(|input: &str| {
    let (names, text) = input.split_once('\n').unwrap_or(("Iran", input));
    if input.len() > 2_000 {
        return;
    }
    let mut yaml = String::from("type: person\nactors:\n");
    for (number, name) in names.split(';').enumerate() {
        if name.contains(['{', '}']) {
            return;
        }
        let name = serde_json::to_string(name).expect("a string");
        yaml.push_str(&format!("  - {{id: actor-{number}, name: {name}}}\n"));
    }
    let Ok(gazetteer) = Gazetteer::from_yaml(&yaml) else {
        return;
    };
    let tagger = Tagger::new(&gazetteer).expect("what loads compiles");
    let document = Document::new("fuzz", text);
    let (mentions, rejections) = tagger.explain(&document);
    let mut told = BTreeSet::new();
    for mention in mentions {
        for actor in mention.actor().into_iter().chain(mention.candidates()) {
            told.insert(Candidate {
                start: mention.span().start,
                end: mention.span().end,
                actor: actor.id.clone(),
                capitals: true,
            });
        }
    }
    for rejection in rejections {
        told.insert(Candidate {
            start: rejection.span.start,
            end: rejection.span.end,
            actor: rejection.actor.id.clone(),
            capitals: rejection.rule != Rule::Capitals,
        });
    }
    assert_eq!(told, candidates(&gazetteer, text), "{input:?}");
});
