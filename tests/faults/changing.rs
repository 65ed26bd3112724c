//! Inputs and outputs that change under a run.

use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::process::Stdio;

use super::{Waiting, assert_same, folder, run, tables, tag, told};

#[test]
fn files_that_change_before_they_are_read_are_told_of_or_read_as_they_are() {
    let folder = folder(0);
    let path = |name: &str| folder.path().join("news").join(name);
    fs::create_dir(folder.path().join("news")).unwrap();
    for name in [
        "folder.txt",
        "gone.jsonl",
        "gone.txt",
        "grown.txt",
        "shrunk.txt",
        "swapped.jsonl",
    ] {
        fs::write(path(name), "Iran wrote to Syria. Turkey did not.").unwrap();
    }
    let run = Waiting::begin(folder.path(), &["news", "-o", "out"]);
    for gone in ["folder.txt", "gone.jsonl", "gone.txt", "swapped.jsonl"] {
        fs::remove_file(path(gone)).unwrap();
    }
    fs::create_dir(path("folder.txt")).unwrap();
    fs::create_dir(path("swapped.jsonl")).unwrap();
    fs::write(
        path("grown.txt"),
        "Iran wrote to Syria. Turkey did not. Russia did.",
    )
    .unwrap();
    fs::write(path("shrunk.txt"), "Iran").unwrap();
    let done = run.go_on();
    assert!(done.status.success(), "{}", told(&done));
    let tables = tables(&folder.path().join("out"));
    let skipped = String::from_utf8_lossy(&tables["skipped.csv"]);
    for row in [
        "news/folder.txt,,unreadable,cannot be read: Is a directory",
        "news/gone.jsonl,,unreadable,cannot be read: No such file",
        "news/gone.txt,,unreadable,cannot be read: No such file",
        "news/swapped.jsonl,,unreadable,cannot be read: Is a directory",
    ] {
        assert!(skipped.contains(row), "{row}: {skipped}");
    }
    let documents = String::from_utf8_lossy(&tables["documents.csv"]);
    assert!(
        documents.contains("grown.txt,text,UTF-8,,,,,48,4,4"),
        "{documents}"
    );
    assert!(
        documents.contains("shrunk.txt,text,UTF-8,,,,,4,1,1"),
        "{documents}"
    );
}

#[test]
fn a_file_that_changes_while_it_is_read() {
    let line = "{\"text\": \"Iran wrote to Syria, and so on and on.\"}\n";
    let lines = 600_000;
    for (change, mentions, skipped) in [
        ("shrinks", 2 * 300_000, 1),
        ("grows", 2 * 600_001, 0),
        ("goes", 2 * 600_000, 0),
    ] {
        let folder = folder(0);
        let input = folder.path().join("big.jsonl");
        fs::write(&input, line.repeat(lines)).unwrap();
        let mut child = std::process::Command::new(super::PROGRAM)
            .current_dir(folder.path())
            .args([
                "tag",
                "big.jsonl",
                "-g",
                "actors.yaml",
                "-o",
                "-",
                "-j",
                "1",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        // Rows have come: the file is being read. Nobody takes more of them, so it waits with most
        // of the file before it.
        let mut table = vec![0; 1000];
        stdout.read_exact(&mut table).unwrap();
        match change {
            "shrinks" => OpenOptions::new()
                .write(true)
                .open(&input)
                .unwrap()
                .set_len((line.len() * lines / 2 + 20) as u64)
                .unwrap(),
            "grows" => OpenOptions::new()
                .append(true)
                .open(&input)
                .unwrap()
                .write_all(line.as_bytes())
                .unwrap(),
            _ => fs::remove_file(&input).unwrap(),
        }
        stdout.read_to_end(&mut table).unwrap();
        let done = child.wait_with_output().unwrap();
        assert!(done.status.success(), "{change}: {}", told(&done));
        let rows = table.iter().filter(|&&byte| byte == b'\n').count() - 1;
        assert_eq!(rows, mentions, "{change}");
        assert_eq!(
            told(&done).contains("Skipped 1 input"),
            skipped == 1,
            "{change}: {}",
            told(&done)
        );
    }
}

#[test]
fn an_output_folder_that_is_removed_is_told_of() {
    let folder = folder(0);
    let run = Waiting::begin(folder.path(), &["corpus", "-o", "out"]);
    fs::remove_dir_all(folder.path().join("out")).unwrap();
    let done = run.go_on();
    assert_eq!(done.status.code(), Some(2));
    assert!(
        told(&done).contains("error: cannot write to `out"),
        "{}",
        told(&done)
    );
}

#[test]
fn an_output_folder_that_cannot_be_made_is_told_of() {
    let folder = folder(0);
    for out in ["/proc/actag", "/dev/null/actag"] {
        let done = tag(folder.path(), &["-o", out]).output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{out}");
        assert!(told(&done).starts_with("error: "), "{}", told(&done));
    }
}

#[test]
fn two_runs_do_not_write_to_one_folder() {
    let folder = folder(0);
    let first = Waiting::begin(folder.path(), &["corpus", "-o", "out"]);
    for how in ["--force", "--resume", "-q"] {
        let done = tag(folder.path(), &["-o", "out", how]).output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{how}");
        assert!(
            told(&done).contains("another run writes to `out` at this moment"),
            "{}",
            told(&done)
        );
    }
    assert!(first.go_on().status.success());
    let found = tables(&folder.path().join("out"));
    run({
        let mut command = tag(folder.path(), &["-o", "alone", "-"]);
        let line = "{\"text\": \"Iran wrote to Syria.\"}\n";
        fs::write(folder.path().join("lines"), line.repeat(80_000)).unwrap();
        command.stdin(fs::File::open(folder.path().join("lines")).unwrap());
        command
    });
    let alone = tables(&folder.path().join("alone"));
    assert_eq!(found["pairs.csv"], alone["pairs.csv"]);
    assert_eq!(found["actors.csv"], alone["actors.csv"]);
    assert_same(&found, &tables(&folder.path().join("out")), "left alone");
}
