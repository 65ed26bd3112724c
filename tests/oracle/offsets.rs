//! Offsets in every unit cut a mention's words out of its document, through the whole run.

use std::cell::Cell;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use actag::Tagger;
use actag::corpus::{self, Corpus};
use actag::run::{Output, RunOptions, run};
use actag::tables::Table;
use actag::tables::folder::Existing;
use actag::text::OffsetUnit;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::actors::{Actors, actors};
use super::inputs::text_about;

type Row = BTreeMap<String, String>;

/// A gazetteer, and documents about it with characters that take one to four bytes.
fn corpus() -> impl Strategy<Value = (Actors, Vec<String>)> {
    actors().prop_flat_map(|actors| {
        let opening = prop::sample::select(vec!["", "😀 ", "é", "👩\u{200D}👧 ", "𠀀 ", "中, "]);
        let document = (opening, text_about(actors.words()))
            .prop_map(|(opening, text)| opening.to_owned() + &text);
        (Just(actors), vec(document, 1..5))
    })
}

fn write_corpus(folder: &Path, documents: &[String]) {
    let lines: Vec<String> = documents
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let record = serde_json::json!({"id": number.to_string(), "text": text});
            format!("{record}\n")
        })
        .collect();
    fs::write(folder.join("documents.jsonl"), lines.concat()).unwrap();
}

fn options(offsets: OffsetUnit, nested: bool) -> RunOptions {
    RunOptions {
        tables: vec![Table::MENTIONS, Table::REJECTED],
        offsets,
        nested,
        threads: 1,
        described: Vec::new(),
        ..RunOptions::default()
    }
}

fn rows(table: &[u8]) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(table);
    let header: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
    let row = |record: csv::StringRecord| {
        let fields = record.iter().map(String::from);
        header.iter().cloned().zip(fields).collect()
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

/// The part of `text` between two offsets.
fn cut(text: &str, start: usize, end: usize, unit: OffsetUnit) -> Option<String> {
    match unit {
        OffsetUnit::Bytes => text.get(start..end).map(String::from),
        OffsetUnit::Chars => {
            let chars: Vec<char> = text.chars().collect();
            chars.get(start..end).map(|chars| chars.iter().collect())
        }
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(units.get(start..end)?).ok()
        }
    }
}

fn span(row: &Row, start: &str, end: &str) -> (usize, usize) {
    (row[start].parse().unwrap(), row[end].parse().unwrap())
}

/// Whether each row's offsets cut its words out of its document.
fn check_rows(rows: &[Row], documents: &[String], unit: OffsetUnit) -> Result<(), TestCaseError> {
    for row in rows {
        let text = &documents[row["doc_id"].parse::<usize>().unwrap()];
        let (start, end) = span(row, "start", "end");
        prop_assert_eq!(
            cut(text, start, end, unit),
            Some(row["text"].clone()),
            "{:?} {:?}",
            unit,
            row
        );
    }
    Ok(())
}

/// Whether each nested mention lies inside its parent, and the parent is a mention.
fn check_parents(rows: &[Row]) -> Result<usize, TestCaseError> {
    let spans: HashSet<(&str, (usize, usize))> = rows
        .iter()
        .map(|row| (row["doc_id"].as_str(), span(row, "start", "end")))
        .collect();
    let mut nested = 0;
    for row in rows.iter().filter(|row| !row["parent_start"].is_empty()) {
        let (start, end) = span(row, "start", "end");
        let parent = span(row, "parent_start", "parent_end");
        prop_assert!(parent.0 <= start && end <= parent.1 && (start, end) != parent);
        prop_assert!(spans.contains(&(row["doc_id"].as_str(), parent)));
        nested += 1;
    }
    Ok(nested)
}

fn stream(folder: &Path, tagger: &Tagger, unit: OffsetUnit, nested: bool) -> Vec<Row> {
    let mut corpus = Corpus::open(&[folder.to_owned()], corpus::ReadOptions::default()).unwrap();
    let mut table = Vec::new();
    let output = Output::Stream(Table::MENTIONS, &mut table);
    run(&mut corpus, tagger, &options(unit, nested), output, &|_| ()).unwrap();
    rows(&table)
}

/// Mentions and rejected candidates, through a folder.
fn tables(input: &Path, tagger: &Tagger, unit: OffsetUnit) -> [Vec<Row>; 2] {
    let folder = tempfile::tempdir().unwrap();
    let mut corpus = Corpus::open(&[input.to_owned()], corpus::ReadOptions::default()).unwrap();
    let output = Output::Folder {
        path: folder.path().join("tables"),
        existing: Existing::Refuse,
    };
    run(&mut corpus, tagger, &options(unit, false), output, &|_| ()).unwrap();
    ["mentions.csv", "rejected.csv"]
        .map(|file| rows(&fs::read(folder.path().join("tables").join(file)).unwrap()))
}

#[test]
fn offsets_cut_the_words_out_of_the_document() {
    let [mentions, nested, rejected] = [(); 3].map(|()| Cell::new(0));
    let outcome = TestRunner::new(super::cases(120)).run(&corpus(), |(actors, documents)| {
        let gazetteer = actag::from_yaml(&actors.yaml()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        write_corpus(folder.path(), &documents);
        let tagger = Tagger::new(gazetteer).unwrap();
        let nesting = tagger.clone().nested(true);
        for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
            let flat = stream(folder.path(), &tagger, unit, false);
            check_rows(&flat, &documents, unit)?;
            mentions.set(mentions.get() + flat.len());
            let deep = stream(folder.path(), &nesting, unit, true);
            check_rows(&deep, &documents, unit)?;
            nested.set(nested.get() + check_parents(&deep)?);
            let [again, turned_down] = tables(folder.path(), &tagger, unit);
            prop_assert_eq!(flat, again);
            check_rows(&turned_down, &documents, unit)?;
            rejected.set(rejected.get() + turned_down.len());
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    assert!(mentions.get() > 0 && nested.get() > 0 && rejected.get() > 0);
}
