//! The stages of tagging one by one, and a run end to end, in bytes of text a second, beside a
//! plain scan of the same text.
//!
//! `cargo bench --bench stages -- [SIZE…]`, where a size is a number of names or `shipped`; 10,000
//! and `shipped` unless said. For the text see [`support::texts`]; it is written out as JSON
//! lines first.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark prints, and may say by panicking that it cannot run"
)]

mod support;

use std::fs;
use std::path::Path;
use std::time::Duration;

use actag::corpus::{Batch, Corpus, Item, ReadOptions as Reading};
use actag::run::{Output, RunOptions, run};
use actag::stages::{self, Stages};
use actag::tables::folder::Existing;
use actag::text::fold;
use actag::{Document, Gazetteer, Mention, Tagger};
use aho_corasick::automaton::Automaton;
use aho_corasick::{Input, MatchKind, nfa::contiguous};

use support::names::names;
use support::{Case, gazetteer, measure, print, texts, total};

const PLAIN: &str = "aho-corasick, leftmost-longest";

fn main() {
    let mut sizes: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    if sizes.is_empty() {
        sizes = ["10000", "shipped"].map(str::to_owned).to_vec();
    }
    let texts = texts();
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let lines = folder.path().join("corpus.jsonl");
    fs::write(&lines, json_lines(&texts)).expect("it is writable");
    println!(
        "{} documents, {:.1} MB of text",
        texts.len(),
        total(&texts) as f64 / 1e6
    );
    for size in sizes {
        let gazetteer = match size.parse() {
            Ok(count) => gazetteer(&names(count), false),
            Err(_) => actag::shipped().expect("the shipped gazetteers are right"),
        };
        of(&size, gazetteer, &texts, &lines);
    }
}

fn json_lines(texts: &[String]) -> String {
    let mut lines = String::new();
    for (number, text) in texts.iter().enumerate() {
        let record = serde_json::json!({"id": format!("document {number}"), "text": text});
        lines.push_str(&record.to_string());
        lines.push('\n');
    }
    lines
}

fn of(what: &str, gazetteer: Gazetteer, texts: &[String], lines: &Path) {
    let tagger = Tagger::new(gazetteer).expect("the names compile");
    let documents: Vec<Document<'_>> = texts
        .iter()
        .map(|text| Document::new("document", text.as_str()))
        .collect();
    let tagged: Vec<Vec<Mention<'_>>> = documents.iter().map(|one| tagger.tag(one)).collect();
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    let plain = plain(tagger.gazetteer());
    let bytes = total(texts);
    let stages = Stages::of(&tagger);
    let hits = Stages::of(&tagger);
    let mut whole = Stages::of(&tagger);
    let mut rows = stages::RowStage::default();
    let out = lines.with_extension("tables");
    let plain = |text: &String| {
        let found = plain.try_find_iter(Input::new(text)).expect("unanchored");
        found.count()
    };
    let cases = vec![
        Case::new(PLAIN, bytes, || folded.iter().map(plain).sum()),
        Case::new("read the file", bytes, || {
            fs::read(lines).expect("it is there").len()
        }),
        Case::new("read and parse JSON", bytes, || parse(lines)),
        Case::new("fold", bytes, || {
            texts.iter().map(|text| fold(text).len()).sum()
        }),
        Case::new("words + prefilter", bytes, || {
            texts.iter().map(|text| stages.starts(text)).sum()
        }),
        Case::new("names matched", bytes, || {
            texts.iter().map(|text| hits.hits(text)).sum()
        }),
        Case::new("matching: with context and overlap", bytes, || {
            texts.iter().map(|text| whole.mentions(text)).sum()
        }),
        Case::new("sentences", bytes, || {
            let count = |text: &String| stages::sentences(text) as usize;
            texts.iter().map(count).sum()
        }),
        Case::new("offsets", bytes, || {
            texts.iter().map(|text| stages::offsets(text, 400)).sum()
        }),
        Case::new("CSV rows", bytes, || {
            let pairs = documents.iter().zip(&tagged);
            pairs
                .map(|(document, found)| rows.of(document, found))
                .sum()
        }),
        Case::new("end to end, one thread", bytes, || {
            end_to_end(&tagger, lines, &out, 1)
        }),
        Case::new("end to end, two threads", bytes, || {
            end_to_end(&tagger, lines, &out, 2)
        }),
    ];
    print(what, &measure(cases), PLAIN);
}

/// The reference: aho-corasick's contiguous NFA, for text folded beforehand.
fn plain(gazetteer: &Gazetteer) -> contiguous::NFA {
    let names = gazetteer.actors().iter().flat_map(|actor| &actor.names);
    let mut names: Vec<String> = names.map(|name| fold(&name.text)).collect();
    names.sort();
    names.dedup();
    contiguous::NFA::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .expect("the names compile")
}

fn parse(lines: &Path) -> usize {
    let mut corpus = Corpus::open(&[lines.to_owned()], Reading::default()).expect("it is there");
    let (mut batch, mut read) = (Batch::default(), 0);
    while corpus.next_batch(&mut batch) {
        batch.read(|item| {
            if let Item::Document(document) = item {
                read += document.text.len();
            }
        });
    }
    read
}

/// From the file to all tables that `actag tag` writes; how many mentions.
fn end_to_end(tagger: &Tagger, lines: &Path, out: &Path, threads: usize) -> usize {
    let mut corpus = Corpus::open(&[lines.to_owned()], Reading::default()).expect("it is there");
    let options = RunOptions {
        threads,
        save_every: Duration::from_secs(5),
        ..RunOptions::default()
    };
    let output = Output::Folder {
        path: out.to_owned(),
        existing: Existing::Replace,
    };
    let summary = run(&mut corpus, tagger, &options, output, &|_| ()).expect("it is writable");
    summary.counts.mentions as usize
}
