//! What holds for any input: one check for each fuzzer, which the fuzzers call and the tests run on
//! what they found.

#[path = "../oracle/chars.rs"]
#[allow(
    dead_code,
    clippy::duplicate_mod,
    reason = "the fuzzers, which have no other tests, need it too"
)]
mod chars;
#[path = "../oracle/compass.rs"]
#[allow(
    dead_code,
    clippy::duplicate_mod,
    reason = "the fuzzers, which have no other tests, need it too"
)]
mod compass;
#[path = "../oracle/matcher.rs"]
#[allow(
    dead_code,
    clippy::duplicate_mod,
    reason = "the fuzzers, which have no other tests, need it too"
)]
mod matcher;
#[path = "../oracle/reading.rs"]
#[allow(
    dead_code,
    clippy::duplicate_mod,
    reason = "the fuzzers, which have no other tests, need it too"
)]
mod reading;

use std::collections::BTreeSet;
use std::fs;

use actag::add::{Profile, Request, Subject, plan};
use actag::corpus::{Batch, Corpus, Item, ReadOptions};
use actag::diagnostic::is_unsafe_to_show;
use actag::{Document, Tagger};

use matcher::{candidates, told};

/// The YAML loader: any bytes are a gazetteer, or findings that can be shown; and what loads,
/// compiles.
pub fn gazetteer(text: &str) {
    match actag::from_yaml(text) {
        Ok(gazetteer) => {
            Tagger::new(gazetteer).expect("what loads compiles");
        }
        Err(error) => {
            assert!(!error.diagnostics.is_empty());
            for finding in &error.diagnostics {
                for shown in [finding.to_string(), finding.render(false)] {
                    let harmful = |c: char| is_unsafe_to_show(c) && c != '\n';
                    assert!(!shown.chars().any(harmful), "{shown:?}");
                }
            }
        }
    }
}

/// Brace alternatives, against the plainest expansion there is.
pub fn braces(bytes: &[u8]) {
    // Few letters, so that most texts have braces that close.
    let letter = |byte: &u8| char::from(b"{},ab {},"[usize::from(byte % 9)]);
    let text: String = bytes.iter().take(40).map(letter).collect();
    let quoted = serde_json::to_string(&text).expect("a string");
    let yaml = format!(
        "type: person\nactors:\n  - id: someone\n    name: Some One\n    aliases: [{quoted}]\n"
    );
    let Ok(gazetteer) = actag::from_yaml(&yaml) else {
        return;
    };
    let Some(wanted) = expand(&text.chars().collect::<Vec<_>>()) else {
        return;
    };
    let squeezed = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted: BTreeSet<String> = wanted
        .into_iter()
        .map(|name| squeezed(&String::from_iter(name)))
        // What begins with a sign is left out, with a warning.
        .filter(|name| !name.starts_with(','))
        .collect();
    let names = gazetteer.actors()[0].names.iter();
    let found: BTreeSet<String> = names
        .map(|name| squeezed(&name.text))
        .filter(|name| name != "Some One")
        .collect();
    assert_eq!(found, wanted, "{text:?}");
}

/// All that a text with braces stands for, one brace at a time; `None` where there are too many to
/// say.
fn expand(text: &[char]) -> Option<BTreeSet<Vec<char>>> {
    let Some(open) = text.iter().position(|&c| c == '{') else {
        return Some(BTreeSet::from([text.to_vec()]));
    };
    let (mut depth, mut cuts) = (0, vec![open]);
    for (at, &c) in text.iter().enumerate().skip(open) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => cuts.push(at),
            _ => {}
        }
        if depth == 0 {
            cuts.push(at);
            break;
        }
    }
    let after = &text[cuts[cuts.len() - 1] + 1..];
    let mut all = BTreeSet::new();
    for pair in cuts.windows(2) {
        all.extend(expand(
            &[&text[..open], &text[pair[0] + 1..pair[1]], after].concat(),
        )?);
        if all.len() > 2_000 {
            return None;
        }
    }
    Some(all)
}

/// Folding and scanning: in any text the fast matcher finds what the slow one of the tests finds.
/// The first line holds names, by semicolons; the rest is the text.
pub fn scan(input: &str) {
    let (names, text) = input.split_once('\n').unwrap_or(("Iran", input));
    if input.len() > 2_000 || names.contains(['{', '}']) {
        return;
    }
    let mut yaml = String::from("type: person\nactors:\n");
    for (number, name) in names.split(';').enumerate() {
        let name = serde_json::to_string(name).expect("a string");
        yaml.push_str(&format!("  - {{id: actor-{number}, name: {name}}}\n"));
    }
    let Ok(gazetteer) = actag::from_yaml(&yaml) else {
        return;
    };
    let tagger = Tagger::new(gazetteer).expect("what loads compiles");
    let document = Document::new("fuzz", text);
    assert_eq!(
        told(&tagger, &document),
        candidates(tagger.gazetteer(), text),
        "{input:?}"
    );
}

const NAMES: [&str; 10] = [
    "a.txt",
    "a.jsonl",
    "a.csv",
    "a.tsv",
    "a.txt.gz",
    "a.jsonl.gz",
    "a.csv.zst",
    "a.jsonl.zst",
    "a",
    "2017-01-01.txt",
];

/// Every reader: any bytes under any name become documents and notes. The first byte chooses the
/// name.
pub fn readers(bytes: &[u8]) {
    let Some((&first, bytes)) = bytes.split_first() else {
        return;
    };
    let folder = folder();
    let path = folder.path().join(NAMES[usize::from(first) % NAMES.len()]);
    fs::write(&path, bytes).expect("a file");
    let mut corpus = Corpus::open(&[path], ReadOptions::default()).expect("it is there");
    let mut batch = Batch::default();
    let mut items = 0;
    while corpus.next_batch(&mut batch) {
        batch.read(|item| {
            items += 1;
            if let Item::Document(document) = item {
                assert!(!document.id.is_empty());
            }
        });
    }
    assert!(items > 0, "nothing is said of the input");
}

const USUAL: &str = "type: militia
actors:
  # The first.
  - id: first
    name: First Brigade
    aliases: [Brigade One]
";

/// `add`: whatever is added to whatever is there, the result loads and differs by the addition,
/// or nothing is planned. The first line is the name, the second an alias, the rest the gazetteer;
/// a usual one, where there is no more.
pub fn add(input: &str) {
    let mut parts = input.splitn(3, '\n');
    let name = parts.next().unwrap_or_default();
    let alias = parts.next().unwrap_or_default();
    let folder = folder();
    let path = folder.path().join("militias.yaml");
    fs::write(&path, parts.next().unwrap_or(USUAL)).expect("a file");
    let old = actag::load(&path);
    let mut request = request(name);
    request.additions.aliases.push(alias.to_owned());
    let Ok(plan) = plan(std::slice::from_ref(&path), request) else {
        return;
    };
    let old = old.expect("what is added to is right");
    let (id, is_new) = (plan.id.clone(), plan.is_new);
    plan.write().expect("it can be written");
    let new = actag::load(&path).expect("what is written is right");
    assert!(new.actors().iter().any(|actor| actor.id == id));
    assert_eq!(new.actors().len(), old.actors().len() + usize::from(is_new));
}

fn request(name: &str) -> Request {
    let profile = Profile {
        name: name.to_owned(),
        id: None,
        actor_type: None,
        country: None,
        part_of: None,
    };
    Request {
        subject: Subject::New(profile),
        additions: Default::default(),
        file: None,
        allow_shared: false,
        names: Default::default(),
    }
}

/// A folder in memory, where there is one.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .expect("a folder")
}
