//! Inputs by which the fuzzers reached code that none before had reached, and what they found, run through the same again.

use std::fs;
use std::path::PathBuf;

use actag::Gazetteer;
use actag::corpus::{Batch, Corpus, Options};

fn findings(target: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz_findings")
        .join(target);
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    assert!(paths.len() >= 50, "{} inputs", paths.len());
    paths
}

#[test]
fn gazetteers_load_or_are_refused() {
    for path in findings("gazetteer") {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        if let Err(error) = Gazetteer::from_yaml(&text) {
            for finding in &error.diagnostics {
                let shown = finding.render(false);
                let unsafe_to_show = |c: char| actag::diagnostic::is_unsafe_to_show(c) && c != '\n';
                assert!(
                    !shown.chars().any(unsafe_to_show),
                    "{}: {shown:?}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn readers_say_something_of_every_input() {
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
    for path in findings("readers") {
        let bytes = fs::read(&path).unwrap();
        let Some((&first, bytes)) = bytes.split_first() else {
            continue;
        };
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(NAMES[usize::from(first) % NAMES.len()]);
        fs::write(&file, bytes).unwrap();
        let mut corpus = Corpus::open(&[file], Options::default()).unwrap();
        let mut batch = Batch::default();
        let mut items = 0;
        while corpus.next_batch(&mut batch) {
            batch.read(|_| items += 1);
        }
        assert!(items > 0, "{}", path.display());
    }
}
