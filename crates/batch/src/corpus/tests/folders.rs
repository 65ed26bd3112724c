//! Which files are read, in what order and under which ids.

use super::*;

#[test]
fn a_folder_is_read_in_the_order_of_names() {
    let folder = Folder::of("b.txt", "b")
        .with("a/z.txt", "z")
        .with("a/b/c.TXT", "c")
        .with("c.txt", "c");
    assert_eq!(
        folder.read().ids(),
        ["a/b/c.TXT", "a/z.txt", "b.txt", "c.txt"]
    );
    let shown = folder.read().documents[1].path.to_string();
    assert_eq!(Path::new(&shown), folder.path("a/z.txt"));
}

#[test]
fn a_file_named_by_hand_is_read_as_if_it_were_found() {
    let folder = Folder::of("a.txt", "a")
        .with("b.log", "# The Houthis")
        .with("c.jsonl", "{\"text\":\"c\"}")
        .with("d", "{\"text\":\"d\"}\n{\"text\":\"e\"}")
        .with("e", "id,text\n1,f\n")
        .with("f.JSON", "[{\"text\":\"g\"}]")
        .with("g.jpg", b"\xff\xd8\xff\xe0")
        .with("h", b"%PDF-1.7\n\0")
        .with("i.csv", "id;Text\n1;h\n")
        .with("j", gzip(b"the Houthis"))
        .with("k.gz", gzip(b"text;id\na;b"))
        .with("l.2017", "i");
    let mut names: Vec<_> = fs::read_dir(folder.path("")).unwrap().collect();
    names.sort_by_key(|entry| entry.as_ref().unwrap().file_name());
    let names: Vec<PathBuf> = names
        .into_iter()
        .map(|entry| entry.unwrap().path())
        .collect();
    let found = folder.read();
    assert_eq!(found, read(&names, ReadOptions::default()));
    assert_eq!(
        found.ids(),
        [
            "a.txt",
            "c.jsonl#1",
            "d#1",
            "d#2",
            "1",
            "f.JSON#1",
            "1",
            "j",
            "b",
            "l.2017",
        ]
    );
    // Where pdftotext is, it says what is wrong; where it is not, that is.
    const PDF: &str = "PDF";
    let notes: Vec<_> = found
        .notes()
        .into_iter()
        .map(|(line, reason)| {
            (
                line,
                if reason.contains("pdftotext") {
                    PDF
                } else {
                    reason
                },
            )
        })
        .collect();
    assert_eq!(
        notes,
        [
            (None, "not a known document format (.log)"),
            (None, "a picture, a sound or a film (.jpg)"),
            (None, PDF),
        ]
    );
    // A format that is named is that of all whose names tell none.
    let options = ReadOptions {
        other_format: Some(Format::TEXT),
        ..ReadOptions::default()
    };
    let named = folder.read_with(options);
    assert_eq!(named.ids()[..3], ["a.txt", "b.log", "c.jsonl#1"]);
    assert_eq!(
        named.documents[3].text,
        "{\"text\":\"d\"}\n{\"text\":\"e\"}"
    );
}

#[test]
fn with_several_inputs_ids_stay_distinct() {
    let folder = Folder::of("x/2017/a.txt", "1")
        .with("x/2018/a.txt", "2")
        .with("b.txt", "3");
    let inputs = [folder.path("x/2018"), folder.path("x/2017")];
    assert_eq!(
        read(&inputs, ReadOptions::default()).ids(),
        ["2018/a.txt", "2017/a.txt"]
    );
    let inputs = [folder.path("x/2017"), folder.path("b.txt")];
    assert_eq!(
        read(&inputs, ReadOptions::default()).ids(),
        ["x/2017/a.txt", "b.txt"]
    );
    let inputs = [folder.path("x/2017/a.txt"), folder.path("x/2018/a.txt")];
    assert_eq!(
        read(&inputs, ReadOptions::default()).ids(),
        ["2017/a.txt", "2018/a.txt"]
    );
}

#[test]
fn other_files_are_told_not_read() {
    let out = Folder::of("a.txt", "a")
        .with("README.log", "read me")
        .with("data.json", "[]")
        .with("b.gz", "?")
        .read();
    assert_eq!(out.ids(), ["a.txt"]);
    let told: Vec<_> = out
        .skipped
        .iter()
        .map(|note| (name_of(&note.path), note.reason.as_str()))
        .collect();
    let no_format = "not a known document format (.log)";
    let told_of = [
        ("README.log", no_format),
        ("b.gz", "cannot be read: unexpected end of file"),
        ("data.json", "holds no records"),
    ];
    assert_eq!(told, told_of);
    assert_eq!(out.order[..2], [no_format, "a.txt"]);
}

#[test]
fn hidden_files_are_read_on_request() {
    let folder = Folder::of(".git/a.txt", "1")
        .with(".b.txt", "2")
        .with("c.txt", "3");
    let out = folder.read();
    assert_eq!((out.ids(), out.notes()), (vec!["c.txt"], vec![]));
    let options = ReadOptions {
        hidden: true,
        ..ReadOptions::default()
    };
    assert_eq!(
        folder.read_with(options).ids(),
        [".b.txt", ".git/a.txt", "c.txt"]
    );
    // What is named by hand is meant, hidden or not.
    assert_eq!(
        read(&[folder.path(".git")], ReadOptions::default()).ids(),
        ["a.txt"]
    );
}

#[test]
fn what_is_passed_over_says_of_which_kind_it_is() {
    for (name, kind) in [
        ("a.doc", SkipKind::OfficeFile),
        ("a.RTF", SkipKind::OfficeFile),
        ("a.png", SkipKind::Media),
        ("a.mp3", SkipKind::Media),
        ("a.rds", SkipKind::DataFile),
        ("a.xml", SkipKind::DataFile),
        ("a.7z", SkipKind::Archive),
        ("a.py", SkipKind::Program),
        ("a.log", SkipKind::NotADocument),
    ] {
        let out = Folder::of(name, "Iran").with("b.txt", "b").read();
        assert_eq!(
            (out.ids(), out.skipped[0].kind),
            (vec!["b.txt"], kind),
            "{name}"
        );
        let remedy = kind.remedy(&OptionNames::default());
        assert!(!remedy.is_empty(), "{name}");
    }
}

#[test]
fn inputs_that_cannot_be_read_are_errors() {
    let folder = Folder::of("sub/a.log", "a")
        .with("sub/b.log", "b")
        .with("t/a.txt", "a");
    let fail = |inputs: &[PathBuf]| match Corpus::open(inputs, ReadOptions::default()) {
        Ok(_) => panic!("opened"),
        Err(error) => error,
    };
    assert!(matches!(fail(&[]), OpenError::NoInput));
    assert!(matches!(
        fail(&[folder.path("nope")]),
        OpenError::NotFound { .. }
    ));
    assert!(
        fail(&[folder.path("nope")])
            .to_string()
            .ends_with("nope` does not exist")
    );
    assert!(matches!(
        fail(&[folder.path("t"), folder.path("t/a.txt")]),
        OpenError::Twice { .. }
    ));
    assert!(matches!(
        fail(&[folder.path("t/a.txt"), folder.path("t/../t/a.txt")]),
        OpenError::Twice { .. }
    ));
    assert!(matches!(
        fail(&["-".into(), "-".into()]),
        OpenError::Twice { .. }
    ));
    let none = fail(&[folder.path("sub")]);
    assert!(matches!(none, OpenError::NoDocuments { .. }));
    assert!(none.to_string().contains("a.log` and 1 more"), "{none}");
    let one = fail(&[folder.path("sub/a.log")]);
    assert!(one.to_string().contains("a.log` is passed over"), "{one}");
    fs::create_dir(folder.path("empty")).unwrap();
    let empty = fail(&[folder.path("empty")]);
    assert!(empty.to_string().contains("no visible file"), "{empty}");
}

#[test]
fn an_empty_folder_beside_others_is_noted() {
    let folder = Folder::of("a/a.txt", "a");
    fs::create_dir(folder.path("b")).unwrap();
    let out = read(
        &[folder.path("a"), folder.path("b")],
        ReadOptions::default(),
    );
    assert_eq!(out.ids(), ["a/a.txt"]);
    assert_eq!(out.notes(), [(None, "the folder holds no documents")]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_are_followed_but_not_round_in_circles() {
        let folder = Folder::of("in/a.txt", "a").with("out/b.txt", "b");
        symlink(folder.path("out"), folder.path("in/linked")).unwrap();
        symlink(folder.path("in"), folder.path("in/loop")).unwrap();
        symlink(folder.path("nowhere"), folder.path("in/broken.txt")).unwrap();
        let out = read(&[folder.path("in")], ReadOptions::default());
        assert_eq!(out.ids(), ["a.txt", "linked/b.txt"]);
        assert_eq!(out.skipped.len(), 2, "{out:?}");
        assert!(out.skipped[0].path.ends_with("broken.txt"), "{out:?}");
        assert!(
            out.skipped[0].reason.starts_with("cannot be read: "),
            "{out:?}"
        );
        assert!(
            out.skipped[1]
                .reason
                .starts_with("a symbolic link back to `"),
            "{out:?}"
        );
    }

    #[test]
    fn sockets_are_told_not_read() {
        let folder = Folder::of("a.txt", "a");
        let _socket = std::os::unix::net::UnixListener::bind(folder.path("b.txt")).unwrap();
        let out = folder.read();
        assert_eq!(out.ids(), ["a.txt"]);
        assert_eq!(
            out.notes(),
            [(None, "a pipe, socket or device, not a file")]
        );
    }

    #[test]
    fn a_pipe_named_by_hand_is_read_as_what_it_holds() {
        for (bytes, texts) in [
            (
                b"{\"text\":\"x\"}\n{\"text\":\"y\"}".to_vec(),
                vec![("p#1", "x"), ("p#2", "y")],
            ),
            (gzip(b" \n{\"text\":\"x\"}\n"), vec![("p#1", "x")]),
            (b"The Houthis".to_vec(), vec![("p", "The Houthis")]),
            (zstd(b"The Houthis"), vec![("p", "The Houthis")]),
        ] {
            let folder = Folder::new();
            let path = folder.path("p");
            let made = std::process::Command::new("mkfifo").arg(&path).status();
            if !made.is_ok_and(|status| status.success()) {
                return;
            }
            let writer = std::thread::spawn({
                let path = path.clone();
                move || fs::write(path, bytes).unwrap()
            });
            let out = read(&[path], ReadOptions::default());
            writer.join().unwrap();
            assert_eq!(out.texts(), texts);
        }
    }

    #[test]
    fn a_file_that_goes_away_does_not_stop_the_rest() {
        let folder = Folder::of("a.txt", "a")
            .with("b.jsonl", "{}")
            .with("c.txt", "c");
        let mut corpus = Corpus::open(&[folder.path("")], ReadOptions::default()).unwrap();
        fs::remove_file(folder.path("a.txt")).unwrap();
        fs::remove_file(folder.path("b.jsonl")).unwrap();
        let mut batch = Batch::default();
        let mut order = Vec::new();
        while corpus.next_batch(&mut batch) {
            batch.read(|item| match item {
                Item::Document(document) => order.push(document.id.to_string()),
                Item::Skipped(note) => order.push(note.reason),
            });
        }
        assert_eq!(order.len(), 3);
        assert!(order[0].starts_with("cannot be read: "), "{order:?}");
        assert!(order[1].starts_with("cannot be read: "), "{order:?}");
        assert_eq!(order[2], "c.txt");
    }
}
