//! Input that was made to break a program, or looks so: a result or a clear message, and tables
//! that can be read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may say so by panicking"
)]

mod documents;
mod gazetteers;
mod lines;
mod packed;
mod shared_names;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_actag");

const GAZETTEER: &str = "type: government
actors:
  - {id: iran, name: Iran}
  - {id: syria, name: Syria}
";

/// What a run told and wrote.
struct Run {
    code: Option<i32>,
    told: String,
    mentions: Vec<csv::StringRecord>,
    documents: Vec<csv::StringRecord>,
    skipped: Vec<csv::StringRecord>,
}

/// Tags one file of that name and content.
fn tag_file(name: &str, content: &[u8], options: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    fs::write(folder.path().join("news").join(name), content).unwrap();
    tag_folder(folder.path(), options)
}

/// Tags the folder `news`.
fn tag_folder(folder: &Path, options: &[&str]) -> Run {
    fs::write(folder.join("actors.yaml"), GAZETTEER).unwrap();
    let done = Command::new(PROGRAM)
        .current_dir(folder)
        .args(["tag", "news", "-g", "actors.yaml", "-o", "out"])
        .args(options)
        .output()
        .unwrap();
    let told = told(&done);
    let rows = |table: &str| {
        let Ok(bytes) = fs::read(folder.join("out").join(table)) else {
            return Vec::new();
        };
        // Not flexible: every row is as wide as the header.
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        reader.records().map(|row| row.unwrap()).collect()
    };
    Run {
        code: done.status.code(),
        told,
        mentions: rows("mentions.csv"),
        documents: rows("documents.csv"),
        skipped: rows("skipped.csv"),
    }
}

/// What a program told, which must be harmless to a terminal.
fn told(done: &Output) -> String {
    let told = String::from_utf8(done.stderr.clone()).unwrap();
    assert!(!told.contains("panicked"), "{told}");
    let harmful = |c: char| c != '\n' && actag::diagnostic::is_obeyed(c);
    assert!(!told.chars().any(harmful), "{told:?}");
    told
}
