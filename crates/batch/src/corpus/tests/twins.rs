//! Documents and folders under two names, and outputs that are inputs.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use super::*;

/// Names of what was skipped, each with the name of what was read in its place.
fn twins(out: &Out, folder: &Folder) -> Vec<(String, String)> {
    let root = format!("{}/", folder.path("").display());
    let inside = |path: &str| path.replacen(&root, "", 1);
    let told = out.skipped.iter().map(|note| {
        let first = note.reason.strip_prefix("read already, as `");
        let first = first.and_then(|first| first.strip_suffix('`'));
        (inside(&note.path), inside(first.unwrap_or(&note.reason)))
    });
    told.collect()
}

#[test]
fn a_document_is_read_once_under_the_name_that_comes_first() {
    let folder = Folder::of("in/b.txt", "b")
        .with("in/c.txt", "c")
        .with("elsewhere/d.txt", "d");
    symlink("b.txt", folder.path("in/a.txt")).unwrap();
    symlink("b.txt", folder.path("in/z.txt")).unwrap();
    fs::hard_link(folder.path("in/c.txt"), folder.path("in/e.txt")).unwrap();
    symlink("../elsewhere/d.txt", folder.path("in/f.txt")).unwrap();
    symlink("../elsewhere/d.txt", folder.path("in/g.txt")).unwrap();
    let out = read(&[folder.path("in")], ReadOptions::default());
    assert_eq!(
        out.texts(),
        [("a.txt", "b"), ("c.txt", "c"), ("f.txt", "d")]
    );
    let t = |name: &str, first: &str| (format!("in/{name}"), format!("in/{first}"));
    assert_eq!(
        twins(&out, &folder),
        [
            t("b.txt", "a.txt"),
            t("e.txt", "c.txt"),
            t("g.txt", "f.txt"),
            t("z.txt", "a.txt"),
        ]
    );
    // The same again, whatever the run.
    assert_eq!(out, read(&[folder.path("in")], ReadOptions::default()));
}

#[test]
fn files_that_are_alike_are_two() {
    let folder = Folder::of("a.txt", "same").with("b.txt", "same");
    symlink("nowhere", folder.path("c.log")).unwrap();
    fs::hard_link(folder.path("a.txt"), folder.path("d")).unwrap();
    assert_eq!(folder.read().ids(), ["a.txt", "b.txt"]);
}

#[test]
fn a_document_is_read_once_across_inputs() {
    let folder = Folder::of("x/a.txt", "a").with("y/b.txt", "b");
    fs::hard_link(folder.path("x/a.txt"), folder.path("c.txt")).unwrap();
    symlink("../x/a.txt", folder.path("y/a.txt")).unwrap();
    symlink("../x", folder.path("y/x")).unwrap();
    let inputs = ["c.txt", "y", "x"].map(|name| folder.path(name));
    let out = read(&inputs, ReadOptions::default());
    assert_eq!(out.ids(), ["c.txt", "y/b.txt"]);
    let t = |name: &str, first: &str| (name.to_owned(), first.to_owned());
    assert_eq!(
        twins(&out, &folder),
        [
            t("y/a.txt", "c.txt"),
            t("y/x/a.txt", "c.txt"),
            t("x", "y/x")
        ]
    );
}

#[test]
fn a_folder_is_read_once_however_many_ways_lead_there() {
    // Each of thirty folders has three links to the next: all ways would be 3 to the power of 29.
    let folder = Folder::new();
    for number in 0..30 {
        let own = folder.path(&format!("in/{number:02}"));
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("a.txt"), "a").unwrap();
        for link in ["l1", "l2", "l3"] {
            symlink(format!("../{:02}", number + 1), own.join(link)).unwrap();
        }
    }
    let out = read(&[folder.path("in")], ReadOptions::default());
    assert_eq!(out.documents.len(), 30);
    // Two links of each folder, the folders themselves but the first, and links that lead nowhere.
    assert_eq!(out.skipped.len(), 29 * 2 + 29 + 3);
    let linked = &twins(&out, &folder)[..];
    assert!(linked.contains(&("in/29".to_owned(), format!("in/00{}", "/l1".repeat(29)))));
}

#[test]
fn names_that_are_no_text_are_told_apart() {
    let folder = Folder::new();
    for name in [
        &b"a\xFE.txt"[..],
        b"a\xFF.txt",
        b"a\\xFF.txt",
        b"\xC3\xA9.txt",
    ] {
        fs::write(folder.0.path().join(OsStr::from_bytes(name)), "x").unwrap();
    }
    fs::write(folder.0.path().join(OsStr::from_bytes(b"b\xFF.log")), "x").unwrap();
    let out = folder.read();
    assert_eq!(
        out.ids(),
        ["a\\x5CxFF.txt", "a\\xFE.txt", "a\\xFF.txt", "é.txt"]
    );
    for document in &out.documents {
        assert!(
            document.path.ends_with(&format!("/{}", document.id)),
            "{document:?}"
        );
    }
    assert!(out.skipped[0].path.ends_with("/b\\xFF.log"), "{out:?}");
}

#[test]
fn outputs_that_are_inputs_are_refused() {
    let folder = Folder::of("in/a.txt", "a")
        .with("documents.csv", "id,text\n1,a")
        .with("out/mentions.csv", "id,text\n1,a")
        .with("out/news/b.txt", "b");
    symlink("../out", folder.path("in/link")).unwrap();
    symlink("../out/mentions.csv", folder.path("in/x.csv")).unwrap();
    symlink("out", folder.path("same-out")).unwrap();
    symlink("../out/news", folder.path("in/news")).unwrap();
    fs::create_dir(folder.path("hard")).unwrap();
    fs::hard_link(
        folder.path("documents.csv"),
        folder.path("hard/documents.csv"),
    )
    .unwrap();
    let refused = |input: &str, out: &str| {
        let corpus = Corpus::open(&[folder.path(input)], ReadOptions::default()).unwrap();
        let out = folder.path(out);
        let files = ["documents.csv", "mentions.csv"].map(|name| out.join(name));
        let error = corpus.refuse_output(&out, files).err()?;
        let (OpenError::HoldsOutput { input, .. } | OpenError::IsOutput { input, .. }) = error
        else {
            panic!("{error}")
        };
        let inside = input.strip_prefix(folder.path("")).unwrap();
        Some(inside.to_str().unwrap().to_owned())
    };
    let t = |input: &str, out: &str, by: Option<&str>| {
        assert_eq!(refused(input, out).as_deref(), by, "{input} to {out}");
    };
    t("documents.csv", "", Some("documents.csv"));
    t("documents.csv", "in/..", Some("documents.csv"));
    t("documents.csv", "hard", Some("documents.csv"));
    t("documents.csv", "elsewhere", None);
    t("out/mentions.csv", "same-out", Some("out/mentions.csv"));
    t(
        "same-out/mentions.csv",
        "out",
        Some("same-out/mentions.csv"),
    );
    t("in", "in", Some("in"));
    t("in", "in/new/folder", Some("in"));
    // By the link in it, into the output and into a folder that holds it.
    t("in", "out", Some("in/link"));
    t("in", "out/deeper", Some("in/link"));
    t("in", "same-out/deeper", Some("in/link"));
    t("in", "elsewhere", None);
    fs::remove_file(folder.path("in/link")).unwrap();
    t("in", "out", Some("in/x.csv"));
    fs::remove_file(folder.path("in/x.csv")).unwrap();
    // Documents beside the tables are no tables.
    t("in", "out", None);
    t("out/news", "out", None);
    let corpus = Corpus::open(&[folder.path("in")], ReadOptions::default()).unwrap();
    let file = |name: &str| corpus.refuse_output_file(&folder.path(name)).is_err();
    assert!(file("in/a.txt") && file("in/new.csv") && file("out/news/new.csv"));
    assert!(!file("new.csv") && !file("out/new.csv"));
}
