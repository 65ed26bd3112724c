//! The program as a user runs it.
//!
//! Each `tests/cmd/<case>.md` is a session of commands in a copy of the folder `<case>.in`, and
//! `<case>.out` holds the files that must be there afterwards; `<case>.toml` is one command with
//! standard input. `TRYCMD=overwrite cargo test --test integration cli::` writes what the program
//! now prints and writes; look at the difference before you commit it.

// Clippy allows it in the tests themselves, but not in what they share.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_actag");

#[test]
fn sessions_go_as_recorded() {
    let cases = trycmd::TestCases::new();
    cases.case("tests/cmd/*.md").case("tests/cmd/*.toml");
    // To show what a folder holds; where there is no such program the line is passed over.
    if let Some(ls) = on_path("ls") {
        cases.register_bin("ls", ls);
    }
}

fn on_path(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

const GAZETTEER: &str = "type: government
actors:
  - {id: iran, name: Iran}
  - {id: syria, name: Syria}
";

/// A folder with a gazetteer and a corpus of as many sentences.
fn folder(sentences: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("actors.yaml"), GAZETTEER).unwrap();
    let lines = "{\"text\": \"Iran wrote to Syria, and Syria to Iran.\"}\n".repeat(sentences);
    fs::write(folder.path().join("corpus.jsonl"), lines).unwrap();
    folder
}

fn actag(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(arguments);
    command
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = folder(100_000);
    let arguments = "tag corpus.jsonl -g actors.yaml -o - --quiet";
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let mut child = actag(folder.path(), &arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(
        line.starts_with("doc_key,doc_id,date,field,start,end,text,"),
        "{line}"
    );
    let done = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    assert_eq!(done.status.code(), Some(0));
}

#[test]
fn a_pipe_that_closes_at_once_is_no_error_in_any_command() {
    let folder = folder(1);
    for arguments in [
        &["explain", "Iran wrote", "-g", "actors.yaml"][..],
        &["check", "actors.yaml"],
        &["init", "new"],
        &["tag", "corpus.jsonl", "-g", "actors.yaml", "-o", "-", "-q"],
    ] {
        let mut child = actag(folder.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{arguments:?}");
        assert_eq!(done.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn tables_do_not_depend_on_the_number_of_threads() {
    let folder = folder(20_000);
    let noise = "no json\n{\"text\": 7}\n".repeat(2_000);
    fs::write(folder.path().join("a-noise.jsonl"), &noise).unwrap();
    fs::write(folder.path().join("z-noise.jsonl"), &noise).unwrap();
    let mut told = Vec::new();
    for threads in ["1", "2", "8"] {
        let out = format!("out-{threads}");
        let arguments = [
            "tag",
            "z-noise.jsonl",
            "corpus.jsonl",
            "a-noise.jsonl",
            "-g",
            "actors.yaml",
            "-o",
            &out,
            "--rejected",
            "--nested",
            "-j",
            threads,
        ];
        let done = actag(folder.path(), &arguments).output().unwrap();
        assert!(done.status.success());
        let text = String::from_utf8(done.stderr).unwrap();
        let untimed: Vec<String> = text
            .lines()
            .filter(|line| !line.starts_with("Tagged"))
            .map(|line| line.replace(&out, "OUT"))
            .collect();
        told.push(untimed);
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
    for name in names(&folder.path().join("out-1")) {
        let table = |threads: &str| {
            fs::read(folder.path().join(format!("out-{threads}")).join(&name)).unwrap()
        };
        assert!(table("1") == table("2"), "{name}");
        assert!(table("1") == table("8"), "{name}");
    }
}

#[test]
fn every_record_is_a_document_or_skipped() {
    let folder = folder(0);
    let mut lines = String::new();
    for n in 0..3_000 {
        match n % 5 {
            0 => lines.push_str("{\"text\": \"broken\n"),
            1 => lines.push_str("{\"title\": \"without a text\"}\n"),
            2 => lines.push_str("{\"text\": [1, 2]}\n"),
            _ => lines.push_str("{\"text\": \"Iran wrote.\"}\n"),
        }
    }
    fs::write(folder.path().join("corpus.jsonl"), lines).unwrap();
    let arguments = "tag corpus.jsonl -g actors.yaml -o out --strict";
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let done = actag(folder.path(), &arguments).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    let told = String::from_utf8(done.stderr).unwrap();
    assert!(told.contains("Tagged 1,200 documents"), "{told}");
    assert!(told.contains("Skipped 1,800 inputs"), "{told}");
    let rows = |table: &str| {
        let text = fs::read_to_string(folder.path().join("out").join(table)).unwrap();
        text.lines().count() - 1
    };
    assert_eq!(rows("documents.csv"), 1_200);
    assert_eq!(rows("skipped.csv"), 1_800);
}

#[test]
fn nothing_is_left_behind_by_a_run_that_fails() {
    let folder = folder(1);
    let before = names(folder.path());
    for (arguments, status) in [
        ("tag corpus.jsonl -g nowhere -o out", 2),
        ("tag nowhere -g actors.yaml -o out", 2),
        ("tag corpus.jsonl -g corpus.jsonl -o out", 2),
        ("tag corpus.jsonl -g actors.yaml -o actors.yaml/out", 2),
        ("tag corpus.jsonl -g actors.yaml -o out --tables none", 2),
        ("init actors.yaml", 2),
    ] {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let done = actag(folder.path(), &arguments).output().unwrap();
        assert_eq!(done.status.code(), Some(status), "{arguments:?}");
        assert_eq!(names(folder.path()), before, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn odd_file_names_survive() {
    let folder = folder(0);
    let news = folder.path().join("news, \"odd\"");
    fs::create_dir(&news).unwrap();
    for name in [
        "a,b.txt",
        "new\nline.txt",
        "quo\"te.txt",
        "ü 中.txt",
        "[x]#1.txt",
    ] {
        fs::write(news.join(name), "Iran wrote.").unwrap();
    }
    let mut command = actag(
        folder.path(),
        &["tag", "-g", "actors.yaml", "-o", "out", "-q"],
    );
    assert!(command.arg(&news).status().unwrap().success());
    let table = fs::read_to_string(folder.path().join("out/mentions.csv")).unwrap();
    let ids: Vec<String> = csv::Reader::from_reader(table.as_bytes())
        .records()
        .map(|row| row.unwrap()[1].to_owned())
        .collect();
    assert_eq!(
        ids,
        [
            "[x]#1.txt",
            "a,b.txt",
            "new\nline.txt",
            "quo\"te.txt",
            "ü 中.txt"
        ]
    );
}

#[test]
fn records_come_in_by_standard_input() {
    let folder = folder(0);
    let mut child = actag(
        folder.path(),
        &["tag", "-", "-g", "actors.yaml", "-o", "-", "-q"],
    )
    .stdin(Stdio::piped())
    .stdout(Stdio::piped())
    .spawn()
    .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin
        .write_all(b"{\"id\": \"s1\", \"text\": \"Iran\"}\n")
        .unwrap();
    drop(stdin);
    let done = child.wait_with_output().unwrap();
    let table = String::from_utf8(done.stdout).unwrap();
    assert!(table.contains("\n1:1,s1,,text,0,4,Iran,"), "{table}");
}
