//! Where output goes that nobody takes: a pipe that is closed ends a command well, a full disk does
//! not, and notes that nobody reads change nothing.

// Clippy allows it in the tests themselves, but not in what they share.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_actag");

const GAZETTEER: &str = "type: government
actors:
  - {id: iran, name: Iran}
  - {id: syria, name: Syria}
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("actors.yaml", GAZETTEER);
    write("old.yaml", &GAZETTEER.replace("Syria", "Siria"));
    write("wrong.yaml", &GAZETTEER.replace("Syria", "Iran"));
    write(
        "text.txt",
        "Iran wrote to Syria. The Delta Brigade of Iran and the Delta Brigade.",
    );
    write("gold.csv", "doc,start,end\ntext.txt,0,4\n");
    write(
        "mentions.csv",
        "doc_key,start,end,text,type\n1:1,0,4,Iran,government\n",
    );
    write("sheet.csv", "stratum,stratum_size,right\ngovernment,9,y\n");
    folder
}

/// Every command that prints, by what it prints, with the code that it ends with.
const COMMANDS: [(&str, i32); 31] = [
    ("tag text.txt -g actors.yaml -o -", 0),
    ("tag text.txt -g actors.yaml -o - --tables documents", 0),
    ("tag text.txt -g actors.yaml -o - --rejected", 0),
    ("check actors.yaml", 0),
    ("check --rules", 0),
    ("check wrong.yaml", 1),
    ("check wrong.yaml --format short", 1),
    ("check wrong.yaml --format json", 1),
    ("check wrong.yaml --format sarif", 1),
    ("check wrong.yaml --format github", 1),
    ("diff text.txt --old old.yaml --new actors.yaml", 1),
    ("diff text.txt --old old.yaml --new actors.yaml --csv -", 1),
    ("explain text.txt -g actors.yaml", 0),
    ("suggest text.txt -g actors.yaml --min-documents 1", 0),
    (
        "suggest text.txt -g actors.yaml --min-documents 1 --csv -",
        0,
    ),
    (
        "suggest text.txt -g actors.yaml --min-documents 1 --yaml",
        0,
    ),
    ("show -g actors.yaml", 0),
    ("show iran -g actors.yaml", 0),
    ("show -g actors.yaml --format csv", 0),
    ("show -g actors.yaml --format json", 0),
    ("show -g actors.yaml --format yaml", 0),
    ("show -g actors.yaml --count", 0),
    ("show -g actors.yaml --count --format csv", 0),
    ("show -g actors.yaml --count --format yaml", 0),
    ("eval gold.csv text.txt -g actors.yaml", 0),
    ("eval gold.csv text.txt -g actors.yaml --format json", 0),
    ("sample mentions.csv", 0),
    ("sample --score sheet.csv", 0),
    ("add --to iran --alias Persia -g actors.yaml --dry-run", 0),
    ("schema", 0),
    ("tag --help", 0),
];

fn run(folder: &Path, command: &str, stdout: Stdio, stderr: Stdio) -> Output {
    let mut actag = Command::new(PROGRAM);
    actag.current_dir(folder).args(command.split(' '));
    let child = actag.stdout(stdout).stderr(stderr).spawn();
    child.unwrap().wait_with_output().unwrap()
}

/// The writing end of a pipe that nobody reads.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

/// A file on a disk that is full; `None` where the system has none.
fn full() -> Option<Stdio> {
    let file = fs::File::options().write(true).open("/dev/full");
    file.ok().map(Stdio::from)
}

#[test]
fn a_closed_pipe_ends_every_command_well() {
    let folder = folder();
    for (command, _) in COMMANDS {
        let done = run(folder.path(), command, closed(), Stdio::piped());
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(
            !told.contains("error") && !told.contains("panicked"),
            "{command}: {told}"
        );
        assert_eq!(done.status.code(), Some(0), "{command}: {told}");
    }
    for command in ["init new", "add --to iran --alias Persia -g actors.yaml"] {
        let done = run(folder.path(), command, closed(), Stdio::piped());
        assert_eq!(done.status.code(), Some(0), "{command}");
    }
}

#[test]
#[cfg(unix)]
fn a_table_that_goes_to_a_closed_pipe_is_no_error() {
    let folder = folder();
    for command in [
        "diff text.txt --old old.yaml --new actors.yaml --csv /dev/stdout",
        "suggest text.txt -g actors.yaml --min-documents 1 --csv /dev/stdout",
    ] {
        let done = run(folder.path(), command, closed(), Stdio::piped());
        let told = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(0), "{command}: {told}");
    }
}

#[test]
fn a_full_disk_under_the_output_is_an_error() {
    let folder = folder();
    for (command, _) in COMMANDS {
        let Some(full) = full() else { return };
        let done = run(folder.path(), command, full, Stdio::piped());
        let told = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{command}: {told}");
        assert!(told.contains("error: "), "{command}: {told}");
    }
}

#[test]
fn notes_that_nobody_takes_change_nothing() {
    let folder = folder();
    // What `tag` prints beside a table it leaves out.
    for (command, code) in
        COMMANDS.map(|(command, code)| (command.replace(" -o -", " -q -o -"), code))
    {
        let usual = run(folder.path(), &command, Stdio::piped(), Stdio::piped());
        assert_eq!(usual.status.code(), Some(code), "{command}");
        for stderr in [Some(closed()), full()].into_iter().flatten() {
            let done = run(folder.path(), &command, Stdio::piped(), stderr);
            assert_eq!(done.status.code(), Some(code), "{command}");
            assert_eq!(done.stdout, usual.stdout, "{command}");
        }
    }
}
