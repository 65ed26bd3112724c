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
fn a_file_named_by_hand_goes_by_its_name() {
    let folder = Folder::of("sub/a.txt", "a")
        .with("sub/notes.md", "# The Houthis")
        .with("sub/x.jsonl", "{\"text\":\"x\"}");
    assert_eq!(
        read(&[folder.path("sub/a.txt")], ReadOptions::default()).texts(),
        [("a.txt", "a")]
    );
    assert_eq!(
        read(&[folder.path("sub/notes.md")], ReadOptions::default()).texts(),
        [("notes.md", "# The Houthis")]
    );
    assert_eq!(
        read(&[folder.path("sub/x.jsonl")], ReadOptions::default()).texts(),
        [("x.jsonl#1", "x")]
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
        .with("README.md", "read me")
        .with("data.json", "[]")
        .with("b.gz", "?")
        .read();
    assert_eq!(out.ids(), ["a.txt"]);
    let told: Vec<_> = out
        .skipped
        .iter()
        .map(|note| (name_of(&note.path), note.reason.as_str()))
        .collect();
    let reason = "not a known document format";
    assert_eq!(
        told,
        [
            ("README.md", reason),
            ("b.gz", reason),
            ("data.json", reason)
        ]
    );
    assert_eq!(out.order, [reason, "a.txt", reason, reason]);
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
fn a_binary_file_named_by_hand_is_not_text() {
    let folder = Folder::of("a.pdf", b"%PDF-1.7\n\0\x01\x02");
    let out = read(&[folder.path("a.pdf")], ReadOptions::default());
    assert_eq!(
        out.notes(),
        [(
            None,
            "not text, and its name tells no known document format"
        )]
    );
}

#[test]
fn inputs_that_cannot_be_read_are_errors() {
    let folder = Folder::of("sub/a.md", "a")
        .with("sub/b.md", "b")
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
    assert!(none.to_string().contains("a.md` and 1 more"), "{none}");
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
