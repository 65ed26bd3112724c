//! The README is true: its commands are run, and print what it shows.

// Clippy allows it in the tests themselves, but not in what they share.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

const README: &str = include_str!("../README.md");

/// A folder with what the commands of the README need of the repository.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["gazetteers", "data", "docs/story"] {
        copy(Path::new(part), &folder.path().join(part));
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// What follows the line `$ COMMAND` in its block, and the command.
fn session(command: &str) -> (&'static str, &'static str) {
    let at = README
        .find(&format!("$ {command}"))
        .unwrap_or_else(|| panic!("{command}"));
    let (line, rest) = README[at + 2..].split_once('\n').unwrap();
    let end = rest.find("```").unwrap();
    let end = rest[..end].find("\n$ ").map_or(end, |next| next + 1);
    (line, &rest[..end])
}

/// The block of text that begins so.
fn block(beginning: &str) -> &'static str {
    let at = README
        .find(&format!("```text\n{beginning}"))
        .unwrap_or_else(|| panic!("{beginning}"));
    let text = &README[at + "```text\n".len()..];
    &text[..text.find("```").unwrap()]
}

/// Runs a command as it stands in the README, and returns what it prints.
fn run(folder: &Path, line: &str) -> String {
    let mut words = words(line).into_iter();
    assert_eq!(words.next().as_deref(), Some("actag"), "{line}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_actag"));
    let done = command.args(words).current_dir(folder).output().unwrap();
    String::from_utf8([done.stdout, done.stderr].concat()).unwrap()
}

/// The words of a line, as a shell parts them; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (number, part) in line.split('"').enumerate() {
        if number % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// A time is another in each run.
fn without_time(text: &str) -> String {
    let is_time = |word: &&str| word.parse::<f64>().is_ok() && word.contains('.');
    let lines = text.lines().map(|line| {
        let words: Vec<&str> = line
            .split(' ')
            .map(|word| if is_time(&word) { "…" } else { word })
            .collect();
        words.join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_sample_is_tagged_as_shown() {
    let folder = folder();
    let (line, _) = session("cargo run --release -- tag data --out out");
    let line = line.replace("cargo run --release --", "actag");
    let printed = run(folder.path(), &line);
    assert_eq!(
        without_time(&printed),
        without_time(block("Tagged 30 documents").trim_end())
    );
    let table = fs::read_to_string(folder.path().join("out/mentions.csv")).unwrap();
    let rows: Vec<&str> = block("doc_key,").lines().collect();
    assert_eq!(table.lines().next(), rows.first().copied());
    assert!(rows.len() > 3);
    for row in rows {
        assert!(table.lines().any(|line| line == row), "{row}");
    }
}

#[test]
fn an_explanation_is_as_shown() {
    let (line, _) = session("actag explain");
    assert_eq!(run(folder().path(), line), block("the [Tehran]-backed"));
}

#[test]
fn an_actor_is_added_as_shown() {
    let folder = folder();
    let at = folder.path();
    copy(&at.join("gazetteers"), &at.join("before"));
    for command in ["actag suggest docs/story", "actag add", "actag check\n"] {
        let (line, shown) = session(command);
        let printed = run(at, line);
        // A summary with a time follows what is shown of `suggest`, and of `diff` below.
        assert!(printed.starts_with(shown), "{line}\n{printed}");
        assert!(!shown.is_empty() && (printed == shown || command.contains("suggest")));
    }
    // The README compares with the last commit; here there is no repository.
    let (line, shown) = session("actag diff docs/story");
    let printed = run(at, &format!("{line} --old before"));
    assert!(printed.starts_with(shown) && !shown.is_empty(), "{printed}");
}

#[test]
fn a_mistake_is_reported_as_shown() {
    let folder = folder();
    let mine = "type: militia\nactors:\n  - id: a-group\n    name: Some Group of Iraq\n    \
                country: IRQ\n    alias:\n      - Some Band of Iraq\n    guarded:\n      \
                - {name: PMU, needs: [iran-backed-militia]}\n    \
                matches: [\"the [Some Group of Iraq] left\"]\n    never: [\"Some Group\"]\n";
    fs::write(folder.path().join("gazetteers/mine.yaml"), mine).unwrap();
    let printed = run(folder.path(), "actag check");
    assert_eq!(printed, block("error[unknown-key]"));
}
