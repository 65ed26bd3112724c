//! The sample corpus, tagged with the shipped gazetteers, against `tests/sample/gold.csv`: every
//! mention that people found in `data/` is found, as that actor, and no other.

// Clippy allows it in the tests themselves, but not in what they share.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;

use actag::Tagger;
use actag::corpus::{Corpus, ReadOptions as CorpusOptions};
use actag::eval::measure::{Rule, measure};
use actag::eval::pair::pair;
use actag::eval::{found, gold};
use actag::run::{Output, RunOptions, run};
use actag::tables::Table;
use actag::text::OffsetUnit;

const COLUMNS: [&str; 9] = [
    "doc_id",
    "start",
    "end",
    "text",
    "type",
    "actor_id",
    "candidates",
    "modifier",
    "role",
];

/// Document, start, and the cells of the columns compared: in this order rows sort by their place.
type Row = (String, u64, Vec<String>);

fn rows(table: &[u8]) -> BTreeSet<Row> {
    let mut reader = csv::Reader::from_reader(table);
    let headers = reader.headers().unwrap().clone();
    let columns = COLUMNS.map(|column| headers.iter().position(|name| name == column).unwrap());
    let mut rows = BTreeSet::new();
    for row in reader.records() {
        let row = row.unwrap();
        let cells = columns.map(|column| row[column].to_owned()).to_vec();
        let place = (cells[0].clone(), cells[1].parse().unwrap());
        assert!(rows.insert((place.0, place.1, cells)), "twice: {row:?}");
    }
    rows
}

#[test]
fn the_sample_is_tagged_as_people_would() {
    let gazetteer = actag::load("gazetteers").unwrap();
    let tagger = Tagger::new(gazetteer).unwrap();
    let mut corpus = Corpus::open(&["data".into()], CorpusOptions::default()).unwrap();
    let options = RunOptions {
        tables: vec![Table::MENTIONS],
        offsets: OffsetUnit::Chars,
        nested: false,
        threads: 2,
        described: Vec::new(),
        ..RunOptions::default()
    };
    let mut table = Vec::new();
    let output = Output::Stream(Table::MENTIONS, &mut table);
    let summary = run(&mut corpus, &tagger, &options, output, &|_| ()).unwrap();
    assert_eq!(
        summary.counts.all_skipped(),
        0,
        "{:?}",
        summary.first_skipped
    );

    let gold = std::fs::read(Path::new("tests/sample/gold.csv")).unwrap();
    let (gold, found) = (rows(&gold), rows(&table));
    let mut differences: Vec<(&Row, &str)> = Vec::new();
    differences.extend(gold.difference(&found).map(|row| (row, "- gold ")));
    differences.extend(found.difference(&gold).map(|row| (row, "+ found")));
    differences.sort();
    let lines: Vec<String> = differences
        .iter()
        .map(|((_, _, cells), side)| format!("{side} {}", cells.join(",")))
        .collect();
    assert!(
        lines.is_empty(),
        "{} of {} mentions differ\n{}\n{}",
        lines.len(),
        gold.len(),
        COLUMNS.join(","),
        lines.join("\n")
    );
}

#[test]
fn the_sample_evaluates_to_no_mistake() {
    let gazetteer = actag::load("gazetteers").unwrap();
    let tagger = Tagger::new(gazetteer).unwrap();
    let corpus = Corpus::open(&["data".into()], CorpusOptions::default()).unwrap();
    let mut gold = gold::read(Path::new("tests/sample/gold.csv")).unwrap();
    let found = found::tag(corpus, &tagger, 2, &|_| true, &|_| ()).unwrap();
    found::add_context(&mut gold, &found).unwrap();
    assert_eq!(
        gold.notes, [""; 0],
        "the words of the gold are those of the texts"
    );
    let pairs = pair(&gold, &found).unwrap();
    for rule in [Rule::Exact, Rule::Overlap] {
        let scores = measure(&gold, &found, &pairs, rule);
        assert_eq!(scores.all.f1(), Some(1.0), "{rule:?}");
        assert_eq!(scores.entities.share(), Some(1.0), "{rule:?}");
    }
}
