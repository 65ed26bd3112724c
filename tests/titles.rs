//! Titles and entities: every command that tags a corpus sees what `tag` sees.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_actag");

const OLD: &str = "type: government
actors:
  - {id: iran, name: Iran}
  - {id: att, type: company, name: AT&T}
";

const CORPUS: &str = r#"{"id": "a", "title": "Iran and the Sarov Front",
"text": "AT&amp;T met the Sarov Front."}
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.yaml"), OLD).unwrap();
    let new = format!("{OLD}  - {{id: front, type: militia, name: Sarov Front}}\n");
    fs::write(folder.path().join("new.yaml"), new).unwrap();
    fs::write(folder.path().join("corpus.jsonl"), CORPUS).unwrap();
    folder
}

/// What a command prints.
fn said(folder: &Path, arguments: &str) -> String {
    let mut command = Command::new(PROGRAM);
    let done = command
        .current_dir(folder)
        .args(arguments.split(' '))
        .output()
        .unwrap();
    // `diff` ends with 1 where something differs.
    let differs = arguments.starts_with("diff") && done.status.code() == Some(1);
    assert!(done.status.success() || differs, "{arguments}: {done:?}");
    String::from_utf8(done.stdout).unwrap()
}

fn rows(table: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let places: Vec<usize> = columns
        .iter()
        .map(|name| header.iter().position(|cell| cell == *name).unwrap())
        .collect();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| places.iter().map(|&at| row[at].to_owned()).collect())
        .collect()
}

const PLACE: [&str; 4] = ["field", "start", "end", "text"];

#[test]
fn tag_and_diff_and_sample_say_the_same_places() {
    let folder = folder();
    let tagged = said(folder.path(), "tag corpus.jsonl -g new.yaml -o - -q");
    assert_eq!(
        rows(&tagged, &PLACE),
        [
            ["title", "0", "4", "Iran"],
            ["title", "13", "24", "Sarov Front"],
            ["text", "0", "8", "AT&amp;T"],
            ["text", "17", "28", "Sarov Front"],
        ]
    );
    let gained = said(
        folder.path(),
        "diff corpus.jsonl --old old.yaml --new new.yaml --csv -",
    );
    assert_eq!(
        rows(&gained, &PLACE),
        [
            ["title", "13", "24", "Sarov Front"],
            ["text", "17", "28", "Sarov Front"],
        ]
    );
    said(folder.path(), "tag corpus.jsonl -g new.yaml -o tables -q");
    let sheet = said(
        folder.path(),
        "sample tables --by field --corpus corpus.jsonl -o - -q",
    );
    let mut drawn = rows(&sheet, &["field", "start", "text", "before", "after"]);
    drawn.sort();
    assert_eq!(
        drawn,
        [
            ["text", "0", "AT&amp;T", "", "met the Sarov Front."],
            ["text", "17", "Sarov Front", "AT&amp;T met the", "."],
            ["title", "0", "Iran", "", "and the Sarov Front"],
            ["title", "13", "Sarov Front", "Iran and the", ""],
        ]
    );
}

/// A title is a heading: it counts, and alone proves no name.
#[test]
fn names_in_titles_are_counted_for_suggestions() {
    let folder = folder();
    let line = r#"{"title": "How the Sarov Front won", "text": "They saw the Sarov Front."}"#;
    let corpus = format!("{line}\n").repeat(6);
    fs::write(folder.path().join("corpus.jsonl"), corpus).unwrap();
    let suggested = said(folder.path(), "suggest corpus.jsonl -g old.yaml --csv -");
    assert_eq!(
        rows(&suggested, &["name", "documents", "mentions"]),
        [["Sarov Front", "6", "12"]]
    );
}

#[test]
fn explain_shows_the_title_and_offsets_of_the_text_as_it_stands() {
    let folder = folder();
    let page = "<html><head><title>Iran votes</title></head>\
                <body><p>The Sarov Front of Iran.</p></body></html>";
    fs::write(folder.path().join("page.html"), page).unwrap();
    let told = said(folder.path(), "explain page.html -g new.yaml");
    for line in [
        "  [Iran] votes\n\n  The [Sarov Front] of [Iran].\n",
        "title     0–4     + Iran",
        "\n    4–15    + Sarov Front",
        "\n   19–23    + Iran",
    ] {
        assert!(told.contains(line), "{line:?}: {told}");
    }
    fs::write(folder.path().join("a.txt"), "It is AT&amp;T, says Iran.").unwrap();
    let told = said(folder.path(), "explain a.txt -g new.yaml");
    assert!(
        told.starts_with("It is [AT&amp;T], says [Iran].\n"),
        "{told}"
    );
    assert!(told.contains("    6–14    + AT&amp;T"), "{told}");
}

#[test]
fn marks_in_texts_are_compared_with_mentions_in_texts() {
    let folder = folder();
    let gold = "doc,start,end,text,entity\na,0,8,AT&amp;T,att\na,17,28,Sarov Front,front\n";
    fs::write(folder.path().join("gold.csv"), gold).unwrap();
    let told = said(
        folder.path(),
        "eval gold.csv corpus.jsonl -g new.yaml --min-f1 1",
    );
    assert!(told.contains('2'), "{told}");
}
