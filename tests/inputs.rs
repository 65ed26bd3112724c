//! A folder as people have it: files of many formats, made by other programs (`inputs/make.py` says
//! which), read in a folder and named one by one.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use actag::corpus::{Batch, Corpus, Item, ReadOptions, SkipKind};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs/files")
}

/// What lies in a folder, as a shell names it.
fn globbed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn read(inputs: &[PathBuf]) -> Vec<Item<'static>> {
    let mut corpus = Corpus::open(inputs, ReadOptions::default()).unwrap();
    let (mut batch, mut items) = (Batch::default(), Vec::new());
    while corpus.next_batch(&mut batch) {
        batch.read(|item| items.push(item.into_owned()));
    }
    items
}

#[test]
fn named_or_found_the_same_is_read() {
    assert_eq!(read(&[folder()]), read(&globbed(&folder())));
}

/// The ids of documents with their dates, by the file that they are from.
fn found(items: &[Item<'static>]) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in items {
        if let Item::Document(document) = item {
            let path = Path::new(&*document.path);
            let name = path.strip_prefix(folder()).unwrap().display().to_string();
            let day = document.date.map_or("-".to_owned(), |day| day.to_string());
            let told = format!("{} {day} {}", document.format, document.date_from);
            found
                .entry(name)
                .or_default()
                .push(told.trim_end().to_owned());
        }
    }
    found
}

#[test]
fn each_file_is_read_or_passed_over_with_its_remedy() {
    let items = read(&[folder()]);
    let rows = |format: &str, from: &str| {
        let first = if from == "field" { "field" } else { from };
        vec![
            format!("{format} 2017-06-05 {first}"),
            format!("{format} 2017-06-15 field"),
        ]
    };
    let one = |told: &str| vec![told.to_owned()];
    let wanted = [
        ("2017-06-15 report.txt", one("text 2017-06-15 file-name")),
        ("README", one("text -")),
        ("american.csv", rows("csv", "field-order")),
        ("american.xlsx", rows("workbook", "field-order")),
        (
            "archive/2017/06/15/wire.txt",
            one("text 2017-06-15 folder-name"),
        ),
        (
            "archive.tar.gz/inner/page.html",
            one("html 2017-06-15 field"),
        ),
        ("archive.tar.gz/inner/plain.csv", rows("csv", "field")),
        (
            "archive.zip/inner/2017-06-15.txt",
            one("text 2017-06-15 file-name"),
        ),
        ("archive.zip/inner/list.json", rows("json", "field")),
        ("book.xlsx", rows("workbook", "field")),
        ("box.mbox", vec!["mbox 2017-06-15 field".to_owned(); 2]),
        ("duckdb.parquet", rows("parquet", "field")),
        ("excel.csv", rows("csv", "field")),
        ("html.eml", one("mail 2017-06-15 field")),
        ("latin1.txt", one("text -")),
        ("libre.ods", rows("workbook", "field")),
        ("lines.jsonl", rows("jsonl", "field")),
        ("lines.ndjson.gz", rows("jsonl", "field")),
        ("list.json", rows("json", "field")),
        ("marked.csv", rows("csv", "field")),
        ("message.eml", one("mail 2017-06-15 field")),
        ("notes.md", one("markdown -")),
        ("old.xls", rows("workbook", "field")),
        ("one.json", one("json -")),
        ("packed.csv.bz2", rows("csv", "field")),
        ("packed.csv.gz", rows("csv", "field")),
        ("packed.tsv.xz", rows("tsv", "field")),
        ("page.html", one("html 2017-06-15 field")),
        ("pandas.parquet", rows("parquet", "field")),
        ("parquet_without_ending", rows("parquet", "field")),
        ("plain.csv", rows("csv", "field")),
        ("polars.pq", rows("parquet", "field")),
        ("under.json", rows("json", "field")),
        ("utf16.tsv", rows("tsv", "field")),
        ("utf16.txt", one("text -")),
        ("word.docx", one("docx -")),
    ];
    let mut found = found(&items);
    // It depends on a program that need not be here.
    found.remove("pages.pdf");
    let wanted: BTreeMap<_, _> = wanted
        .into_iter()
        .map(|(name, told)| (name.to_owned(), told))
        .collect();
    assert_eq!(found, wanted);
    let skipped = items.iter().filter_map(|item| match item {
        Item::Skipped(note) => Some(note),
        Item::Document(_) => None,
    });
    let skipped = skipped.filter(|note| !note.path.ends_with(".pdf"));
    let skipped: Vec<_> = skipped
        .map(|note| {
            (
                Path::new(&note.path).file_name().unwrap().to_str().unwrap(),
                note.kind,
            )
        })
        .collect();
    let wanted = [
        ("american.csv", SkipKind::DateOrder),
        ("american.xlsx", SkipKind::DateOrder),
        ("binary.txt", SkipKind::IsBinary),
        ("cut.parquet", SkipKind::Unreadable),
        ("data.rds", SkipKind::DataFile),
        ("old.doc", SkipKind::OfficeFile),
        ("packed.7z", SkipKind::Archive),
        ("parquet.txt", SkipKind::IsBinary),
        ("photo.jpg", SkipKind::Media),
        ("server.log", SkipKind::NotADocument),
        ("style.css", SkipKind::Program),
        ("zipped.txt", SkipKind::IsBinary),
    ];
    assert_eq!(skipped, wanted);
}

#[test]
fn every_text_is_what_a_reader_sees() {
    for item in read(&[folder()]) {
        let Item::Document(document) = item else {
            continue;
        };
        let text = &document.text;
        let named = text.matches("Iran").count() + text.matches("Mali").count();
        let path = &document.path;
        // A row names one of them, all else both.
        assert!((1..=2).contains(&named), "{path}: {text}");
        for hidden in ["Syria", "<p>", "&rsquo;", "PK\u{3}", "__MACOSX", "Subject:"] {
            assert!(!text.contains(hidden), "{path}: {text}");
        }
    }
}

#[test]
fn the_same_tables_are_written_by_folder_and_by_glob() {
    let out = tempfile::tempdir().unwrap();
    let gazetteer = out.path().join("g.yaml");
    let actors =
        "type: government\nactors:\n  - {id: iran, name: Iran}\n  - {id: mali, name: Mali}\n";
    fs::write(&gazetteer, actors).unwrap();
    let tag = |inputs: &[PathBuf], name: &str| {
        let status = Command::new(env!("CARGO_BIN_EXE_actag"))
            .args(["tag", "--quiet", "--by", "month", "--rejected", "-g"])
            .arg(&gazetteer)
            .arg("-o")
            .arg(out.path().join(name))
            .args(inputs)
            .status();
        assert!(status.unwrap().success());
    };
    tag(&[folder()], "found");
    tag(&globbed(&folder()), "named");
    for table in [
        "mentions",
        "documents",
        "actors",
        "pairs",
        "periods",
        "skipped",
        "rejected",
    ] {
        let table =
            |name: &str| fs::read(out.path().join(name).join(format!("{table}.csv"))).unwrap();
        assert!(table("found") == table("named"));
    }
}
