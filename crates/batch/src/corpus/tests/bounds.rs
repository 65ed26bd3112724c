//! The bound on the length of a document, and what else would fill the memory.

use super::*;

fn bounded(most: usize) -> ReadOptions {
    ReadOptions {
        max_document: most,
        ..ReadOptions::default()
    }
}

/// Reads it in batches smaller, as large and larger than the records, which must not matter.
fn read_bounded(folder: &Folder, most: usize) -> Out {
    let inputs = [folder.path("")];
    let whole = read(&inputs, bounded(most));
    for bytes in [1, 7, 64, 1000] {
        let limits = Limits { bytes, ..LIMITS };
        let cut = read_in(&inputs, bounded(most), limits);
        assert_eq!(whole, cut, "{bytes} bytes a batch");
    }
    whole
}

fn kinds(out: &Out) -> Vec<(Option<u64>, SkipKind)> {
    out.skipped.iter().map(|one| (one.line, one.kind)).collect()
}

#[test]
fn a_record_may_be_as_long_as_the_bound_and_no_longer() {
    let json = |length: usize| {
        let text = "x".repeat(length - r#"{"text":""}"#.len());
        format!("{{\"text\":\"{text}\"}}")
    };
    let row = |length: usize| format!("1,\"a\n{}\"", "x".repeat(length - 6));
    let text = |length: usize| "x".repeat(length);
    for most in [20, 99, 100, 101, 2000] {
        for end in ["\n", "\r\n", ""] {
            for (name, head, make) in [
                ("a.jsonl", String::new(), &json as &dyn Fn(usize) -> String),
                ("a.csv", format!("id,text{end}"), &row),
                ("a.csv", format!("\n\n\nid,text{end}"), &row),
                ("a.txt", String::new(), &text),
            ] {
                if name == "a.csv" && end.is_empty() {
                    continue;
                }
                let end = if name == "a.txt" { "" } else { end };
                let fits = Folder::of(name, format!("{head}{}{end}", make(most)));
                let out = read_bounded(&fits, most);
                assert_eq!(
                    (out.documents.len(), kinds(&out)),
                    (1, vec![]),
                    "{name} {most}"
                );
                let over = Folder::of(name, format!("{head}{}{end}", make(most + 1)));
                let out = read_bounded(&over, most);
                assert_eq!(out.documents.len(), 0, "{name} {most} {end:?}");
                assert_eq!(out.skipped[0].kind, SkipKind::TooLong);
            }
        }
    }
}

#[test]
fn what_follows_a_record_that_is_too_long_is_read_with_its_numbers() {
    let long = "b".repeat(5000);
    let lines = format!(
        "{{\"text\":\"a\"}}\n\n{{\"text\":\"{long}\"}}\r\n{{\"text\":\"{long}\"}}\n{}\n\
         {{\"text\":\"c\"}}\nbroken\n{{\"text\":\"{long}\"}}",
        " ".repeat(5000)
    );
    let out = read_bounded(&Folder::of("a.jsonl", &lines), 1000);
    assert_eq!(out.texts(), [("a.jsonl#1", "a"), ("a.jsonl#4", "c")]);
    let long_at = |line| (Some(line), SkipKind::TooLong);
    let wanted = [
        long_at(3),
        long_at(4),
        (Some(7), SkipKind::BadJson),
        long_at(8),
    ];
    assert_eq!(kinds(&out), wanted);
    let rows = format!(
        "id,text\n1,a\n2,\"{long}\n, \"\"{long}\"\"\n\"\r\n\n4,d\n5\n6,{long}\r7,g\n8,\"{long}\nh\""
    );
    let out = read_bounded(&Folder::of("a.csv", &rows), 1000);
    assert_eq!(out.texts(), [("1", "a"), ("4", "d"), ("7", "g")]);
    let keys: Vec<&str> = out.documents.iter().map(|one| &*one.key).collect();
    assert_eq!(keys, ["1:1", "1:3", "1:6"]);
    let wanted = [
        long_at(3),
        (Some(8), SkipKind::ShortRow),
        long_at(9),
        long_at(10),
    ];
    assert_eq!(kinds(&out), wanted);
}

#[test]
fn packed_and_recoded_records_are_measured_as_they_are_read() {
    let lines = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"é\"}}\n", "é".repeat(200));
    let utf16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(lines.chars())
        .flat_map(|c| (c as u16).to_le_bytes())
        .collect();
    for (name, bytes) in [
        ("a.jsonl.gz", gzip(lines.as_bytes())),
        ("a.jsonl.zst", zstd(lines.as_bytes())),
        ("a.jsonl", utf16),
    ] {
        let folder = Folder::of(name, bytes);
        assert_eq!(read_bounded(&folder, 411).documents.len(), 2, "{name}");
        let out = read_bounded(&folder, 410);
        assert_eq!(out.ids(), [format!("{name}#2")]);
        assert_eq!(kinds(&out), [(Some(1), SkipKind::TooLong)]);
    }
    for (name, bytes) in [
        ("a.txt.gz", gzip(&[b'x'; 500])),
        ("a.txt.zst", zstd(&[b'x'; 500])),
    ] {
        let folder = Folder::of(name, bytes);
        assert_eq!(read_bounded(&folder, 500).documents.len(), 1);
        assert_eq!(
            kinds(&read_bounded(&folder, 499)),
            [(None, SkipKind::TooLong)]
        );
    }
}

#[test]
fn a_header_may_be_as_long_as_the_bound() {
    let header = format!("id,text,{}", "x,".repeat(500));
    let folder = Folder::of("a.csv", format!("\n\n{header}\n1,a\n"));
    assert_eq!(read_bounded(&folder, header.len()).ids(), ["1"]);
    let out = read_bounded(&folder, header.len() - 1);
    assert_eq!(kinds(&out), [(None, SkipKind::TooLong)]);
    assert!(out.skipped[0].reason.contains("header row"), "{out:?}");
    // Never closed.
    let folder = Folder::of("a.csv", format!("\"id,text\n{}", "1,a\n".repeat(5000)));
    assert_eq!(
        kinds(&read_bounded(&folder, 1000)),
        [(None, SkipKind::TooLong)]
    );
    // Blank lines are no header, however many there are.
    let folder = Folder::of("a.csv", format!("{}id,text\n1,a\n", "\r\n".repeat(5000)));
    let out = read_bounded(&folder, 50);
    assert_eq!((out.ids(), kinds(&out)), (vec!["1"], vec![]));
}

#[test]
fn a_table_of_very_many_columns_is_told_of_in_few_words() {
    let many = "x,".repeat(2_000_000);
    let out = Folder::of("a.csv", format!("{many}text\n")).read();
    assert_eq!(kinds(&out), [(None, SkipKind::NoText)]);
    assert!(
        out.skipped[0].reason.len() < 500,
        "{}",
        out.skipped[0].reason
    );
    let out = Folder::of("a.csv", format!("text,{many}\na,{many}\n{many}{many}\n")).read();
    assert_eq!(out.texts(), [("a.csv#1", "a"), ("a.csv#2", "x")]);
    let fields: String = (0..1000).map(|n| format!("\"field {n}\":1,")).collect();
    let out = Folder::of("a.jsonl", format!("{{{fields}\"x\":1}}")).read();
    assert!(
        out.skipped[0].reason.len() < 1000,
        "{}",
        out.skipped[0].reason
    );
}

#[test]
fn sizes_that_files_merely_claim_are_not_believed() {
    let folder = Folder::of("c.txt", "left alone");
    for name in ["a.txt", "b.txt"] {
        let file = fs::File::create(folder.path(name)).unwrap();
        // As much as the file system lets a file claim.
        let claimed = [1 << 62, 1 << 43, 1 << 40];
        assert!(claimed.into_iter().any(|size| file.set_len(size).is_ok()));
    }
    let out = folder.read();
    assert_eq!(out.texts(), [("c.txt", "left alone")]);
    let long = (None, SkipKind::TooLong);
    assert_eq!(kinds(&out), [long, long]);
    // A frame of zstd that claims to need two gibibytes, and one of a size of a pebibyte.
    let window = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00];
    let size = [
        0x28, 0xb5, 0x2f, 0xfd, 0xc0, 0x80, 0, 0, 0, 0, 0, 4, 0, 0, 1, 0, 0,
    ];
    let folder = Folder::of("a.txt.zst", window)
        .with("b.jsonl.zst", size)
        .with("c.txt", "left alone");
    let out = folder.read();
    assert_eq!(
        out.texts().last(),
        Some(&("c.txt", "left alone")),
        "{out:?}"
    );
    assert!(
        out.skipped.iter().all(|one| one.path.contains(".zst")),
        "{out:?}"
    );
}

#[test]
fn there_are_no_more_threads_than_work() {
    let started = |folder: &Folder, asked: usize| {
        let corpus = Corpus::open(&[folder.path("")], ReadOptions::default()).unwrap();
        visit(corpus, asked, &|_| (), || (), |_, _, _| ())
            .unwrap()
            .len()
    };
    let small = Folder::of("a.txt", "The Houthis left.").with("b.jsonl", "{\"text\":\"a\"}");
    let mut many = Folder::new();
    for number in 0..130 {
        many = many.with(&format!("{number}.txt"), "a");
    }
    let large = Folder::of("a.txt", "a ".repeat(3 << 19)).with("b.txt", "");
    // A packed file may be as large as it likes, within bounds.
    let packed = Folder::of("a.jsonl.gz", gzip(b"{\"text\":\"a\"}"));
    for (folder, asked, wanted) in [
        (&small, 1024, 1),
        (&small, 1, 1),
        (&many, 1024, 3),
        (&many, 2, 2),
        (&large, 1024, 4),
        (&packed, 7, 7),
        (&packed, 1024, 65),
    ] {
        assert_eq!(started(folder, asked), wanted);
    }
    assert!(started(&small, 0) == 1 && started(&packed, 0) >= 1);
}
