//! Hostile documents.

use std::fs;

use super::{tag_file, tag_folder};

#[test]
fn nothing_but_marks_is_a_document_without_mentions() {
    for c in [
        "\u{301}",
        "\u{200b}",
        "\u{202e}",
        "\u{feff}",
        "\0",
        "\u{fffd}",
        "\u{ad}",
        "\u{e0001}",
    ] {
        let run = tag_file("a.txt", c.repeat(300_000).as_bytes(), &[]);
        let is_text = c != "\0";
        // A run that reads nothing has not done what it was for.
        assert_eq!(run.code, Some(if is_text { 0 } else { 2 }), "{}", run.told);
        let found = (run.documents.len(), run.mentions.len());
        assert_eq!(found, (usize::from(is_text), 0), "{c:?}");
        if !is_text {
            assert_eq!(&run.skipped[0][2], "is-binary");
            continue;
        }
        // Around a name it changes nothing, or makes it another word.
        let around = format!("{} Iran {}", c.repeat(1000), c.repeat(1000));
        let run = tag_file("a.txt", around.as_bytes(), &[]);
        assert_eq!(run.documents.len(), 1, "{c:?}");
        if c != "\u{fffd}" {
            assert_eq!(run.mentions.len(), 1, "{c:?}");
        }
    }
}

#[test]
fn one_name_over_and_over() {
    let run = tag_file("a.txt", "Iran ".repeat(200_000).as_bytes(), &[]);
    assert_eq!(run.mentions.len(), 200_000);
    assert_eq!(&run.mentions[199_999][4], "999995");
    let run = tag_file("a.txt", "Iran".repeat(200_000).as_bytes(), &[]);
    assert_eq!((run.documents.len(), run.mentions.len()), (1, 0));
}

#[test]
fn values_that_are_no_text_are_told_of() {
    let deep = format!(
        "{{\"text\": {}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let deep_beside = format!(
        "{{\"a\": {}1{}, \"text\": \"Iran\"}}",
        "{\"a\":".repeat(100_000),
        "}".repeat(100_000)
    );
    let unclosed = "[".repeat(100_000);
    let lines = [
        "{\"text\": 7}",
        "{\"text\": null}",
        "{\"text\": [\"Iran\"]}",
        "{\"text\": {\"text\": \"Iran\"}}",
        "{\"text\": true}",
        "null",
        "7",
        "[]",
        "\"Iran\"",
        "{}",
        "{\"text\": \"Iran",
        "{\"text\": \"\\ud800 Iran \\udc00\\udfff\"}",
        &deep,
        &deep_beside,
        &unclosed,
    ];
    let run = tag_file("a.jsonl", lines.join("\n").as_bytes(), &[]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    let mut told_of: Vec<usize> = run
        .skipped
        .iter()
        .map(|row| row[1].parse().unwrap())
        .collect();
    told_of.dedup();
    // A list of strings is its paragraphs; what is deep beside the text is no matter.
    let wanted: Vec<usize> = (1..=lines.len())
        .filter(|line| ![3, 14].contains(line))
        .collect();
    assert_eq!(told_of, wanted, "{:?}", run.skipped);
    // The halves of characters are replaced, and the rest is tagged.
    assert!(
        run.mentions.iter().any(|row| &row[1] == "a.jsonl#12"),
        "{:?}",
        run.mentions
    );
    assert!(run.told.len() < 2000, "{}", run.told);
}

#[test]
fn ids_are_only_ever_cells() {
    let ids = [
        "../../../etc/passwd",
        "/tmp/x",
        "a\nb",
        "a\rb",
        "\"",
        "'",
        ",",
        "=1+1",
        "C:\\x",
        "\0",
        "\u{1b}[2J",
        "same",
        "same",
        "",
        " ",
    ];
    let lines: Vec<String> = ids
        .iter()
        .map(|id| serde_json::json!({"id": id, "text": "Iran"}).to_string())
        .collect();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    fs::write(folder.path().join("news/a.jsonl"), lines.join("\n")).unwrap();
    let run = tag_folder(folder.path(), &[]);
    let found: Vec<&str> = run.documents.iter().map(|row| &row[1]).collect();
    let mut wanted = ids.to_vec();
    wanted[13] = "a.jsonl#14";
    wanted[14] = "a.jsonl#15";
    assert_eq!(found, wanted);
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["actors.yaml", "news", "out"]);
}

#[test]
fn formulas_are_neutralised_on_request() {
    let ids = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "a=b"];
    let lines: Vec<String> = ids
        .iter()
        .map(|id| {
            let text = "=cmd|' /C calc'!A0 Iran -2+3";
            serde_json::json!({"id": id, "title": "=HYPERLINK()", "text": text}).to_string()
        })
        .collect();
    let safe = tag_file(
        "a.jsonl",
        lines.join("\n").as_bytes(),
        &["--spreadsheet-safe"],
    );
    let plain = tag_file("a.jsonl", lines.join("\n").as_bytes(), &[]);
    let dangerous = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    for (table, other) in [
        (&safe.mentions, &plain.mentions),
        (&safe.documents, &plain.documents),
    ] {
        assert!(other.iter().flatten().any(dangerous));
        assert!(!table.iter().flatten().any(dangerous));
        for (cell, other) in table.iter().flatten().zip(other.iter().flatten()) {
            assert_eq!(cell == other, !dangerous(other));
            assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), other);
        }
    }
}

#[test]
fn tables_for_spreadsheets_begin_with_a_mark() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    std::fs::write(at("actors.yaml"), super::GAZETTEER).unwrap();
    let record = "{\"id\": \"=é\", \"text\": \"Iran wrote to Syria.\"}\n";
    std::fs::write(at("a.jsonl"), record.repeat(30_000)).unwrap();
    let run = |arguments: &str| {
        let arguments = arguments.split(' ');
        let done = std::process::Command::new(super::PROGRAM)
            .current_dir(folder.path())
            .args(arguments)
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", super::told(&done));
        done.stdout
    };
    let tag = "tag a.jsonl -g actors.yaml --spreadsheet-safe";
    run(&format!("{tag} -o whole"));
    run(&format!("{tag} -o one --shard 1/2"));
    run(&format!("{tag} -o two --shard 2/2"));
    run("merge one two -o merged");
    for file in std::fs::read_dir(at("whole")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let [whole, merged] =
            ["whole", "merged"].map(|folder| std::fs::read(at(folder).join(&name)).unwrap());
        assert!(whole == merged, "{name}");
        let is_table = name.ends_with(".csv");
        assert_eq!(whole.starts_with("\u{feff}".as_bytes()), is_table, "{name}");
        let marks = whole
            .windows(3)
            .filter(|three| *three == "\u{feff}".as_bytes());
        assert_eq!(marks.count(), usize::from(is_table), "{name}");
    }
    // To standard output, too; and what reads tables back passes over it.
    let streamed = run(&format!("{tag} -o -"));
    assert!(streamed == std::fs::read(at("whole/mentions.csv")).unwrap());
    std::fs::write(at("gold.csv"), "\u{feff}doc,start,end\n'=é,0,4\n").unwrap();
    let figures = String::from_utf8(run("eval gold.csv whole")).unwrap();
    assert!(figures.contains("Gold: 1 mark"), "{figures}");
}

#[test]
fn odd_tables_are_read() {
    let table = "\u{feff}id,text,date\n\
        1,\"Iran\nand \"\"Syria\"\"\",2017-01-01\n\
        2,bare \" quote Iran,\n\
        3\n\
        4,Iran,2017-01-01,more,cells\n\n\
        5,\"Iran\"tail,\n\
        6,\"never closed Iran\n";
    let run = tag_file("a.csv", table.as_bytes(), &[]);
    let ids: Vec<&str> = run.documents.iter().map(|row| &row[1]).collect();
    assert_eq!(ids, ["1", "2", "4", "5", "6"], "{:?}", run.skipped);
    // A mark that closes no cell is part of the text: `"Iran"tail`.
    assert_eq!(run.mentions.len(), 6);
    let reasons: String = run
        .skipped
        .iter()
        .map(|row| format!("{}\n", &row[3]))
        .collect();
    assert!(
        reasons.contains("the row ends at cell 1; the text is in column 2"),
        "{reasons}"
    );
    assert!(
        reasons.contains("a quotation mark that none closes"),
        "{reasons}"
    );
}

#[test]
fn encodings_with_and_without_their_name() {
    // A text in each encoding; declared it is always right, detected it is right or replaced bytes
    // are counted.
    for label in [
        "windows-1250",
        "windows-1251",
        "windows-1252",
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1256",
        "windows-1257",
        "windows-1258",
        "iso-8859-2",
        "iso-8859-3",
        "iso-8859-4",
        "iso-8859-5",
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-10",
        "iso-8859-13",
        "iso-8859-14",
        "iso-8859-15",
        "iso-8859-16",
        "koi8-r",
        "koi8-u",
        "macintosh",
        "x-mac-cyrillic",
        "ibm866",
        "windows-874",
        "gbk",
        "gb18030",
        "big5",
        "euc-jp",
        "iso-2022-jp",
        "shift_jis",
        "euc-kr",
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let text = "Iran, Syria. ä é š ж я ш α ω א ש ع م ก ข 中国 日本 한국 Iran";
        let mut bytes = Vec::new();
        for word in text.split(' ') {
            let (encoded, _, lossy) = encoding.encode(word);
            if !lossy {
                bytes.extend_from_slice(&encoded);
                bytes.extend_from_slice(b" ");
            }
        }
        for options in [&["--encoding", label][..], &[]] {
            let run = tag_file("a.txt", &bytes, options);
            assert_eq!(run.mentions.len(), 3, "{label} {options:?}: {}", run.told);
            if !options.is_empty() {
                assert!(run.skipped.is_empty(), "{label}: {:?}", run.skipped);
            }
        }
    }
    // A mark that lies.
    for (mark, rest) in [
        (&b"\xff\xfe"[..], &b"Iran"[..]),
        (b"\xfe\xff", b"Iran!"),
        (b"\xef\xbb\xbf", b"Ir\xe4n Iran"),
    ] {
        let run = tag_file("a.txt", &[mark, rest].concat(), &[]);
        assert_eq!(run.documents.len(), 1, "{}", run.told);
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_passed_over_and_told_of() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir_all(news.join("deep")).unwrap();
    fs::write(news.join("a.txt"), "Iran").unwrap();
    symlink("..", news.join("deep/loop")).unwrap();
    symlink("loop-b.txt", news.join("loop-a.txt")).unwrap();
    symlink("loop-a.txt", news.join("loop-b.txt")).unwrap();
    symlink("nowhere", news.join("dangling.txt")).unwrap();
    symlink("/dev/zero", news.join("zero.txt")).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(news.join("socket.txt")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        news.join("pipe.txt"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RWXU,
        0,
    )
    .unwrap();
    let run = tag_folder(folder.path(), &[]);
    drop(socket);
    assert_eq!(run.code, Some(0), "{}", run.told);
    assert_eq!(run.documents.len(), 1);
    let told_of: Vec<&str> = run
        .skipped
        .iter()
        .map(|row| row[0].rsplit('/').next().unwrap())
        .collect();
    for name in [
        "loop",
        "loop-a.txt",
        "loop-b.txt",
        "dangling.txt",
        "zero.txt",
        "socket.txt",
        "pipe.txt",
    ] {
        assert!(told_of.contains(&name), "{name}: {told_of:?}");
    }
}

#[test]
fn many_empty_files() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    for number in 0..5_000 {
        fs::write(folder.path().join(format!("news/{number}.txt")), "").unwrap();
    }
    let run = tag_folder(folder.path(), &[]);
    assert_eq!(run.documents.len(), 5_000);
}

#[test]
fn a_document_beyond_the_bound_is_told_of() {
    let text = "Iran ".repeat(1000);
    let run = tag_file("a.txt", text.as_bytes(), &["--max-document", "500"]);
    assert_eq!((run.documents.len(), run.skipped.len()), (0, 1));
    assert_eq!(&run.skipped[0][2], "too-long");
    assert!(run.skipped[0][3].contains("longer than 500 bytes"));
    assert!(run.skipped[0][4].contains("allow more bytes with --max-document"));
    let line = serde_json::json!({"text": "Iran ".repeat(1 << 20)}).to_string();
    let lines = format!("{{\"text\": \"Iran\"}}\n{line}\n{{\"text\": \"Syria\"}}\n");
    let run = tag_file("a.jsonl", lines.as_bytes(), &["--max-document", "1000000"]);
    let keys: Vec<&str> = run.documents.iter().map(|row| &row[0]).collect();
    assert_eq!(keys, ["1:1", "1:3"]);
    assert_eq!(&run.skipped[0][1], "2");
    assert!(
        run.skipped[0][3].contains("longer than 1000000 bytes"),
        "{:?}",
        run.skipped
    );
}

#[test]
fn what_is_no_text_is_told_of_and_not_tagged() {
    let zeros = [b"Iran ".repeat(90), vec![0; 50]].concat();
    for (bytes, kind) in [
        (
            b"\xc9\x99\x81\x95@\xa6\x99\x96\xa3\x85@\xa3\x96@\xe2\xa8\x99\x89\x81K".as_slice(),
            "bad-encoding",
        ),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\x03Iran", "is-binary"),
        (b"PK\x03\x04\x14\0 Iran", "is-binary"),
        (b"%PDF-1.7\n(Iran) Tj", "is-binary"),
        (b"{\\rtf1\\ansi Iran}", "is-binary"),
        (&zeros, "is-binary"),
    ] {
        for name in ["a.txt", "a.csv", "a.jsonl", "a.tsv"] {
            let run = tag_file(name, bytes, &[]);
            assert_eq!(run.code, Some(2), "{}", run.told);
            assert_eq!(
                (run.documents.len(), run.skipped.is_empty()),
                (0, false),
                "{bytes:?}"
            );
            if name == "a.txt" {
                assert_eq!(&run.skipped[0][2], kind, "{bytes:?}");
            }
        }
    }
    let line = serde_json::json!({"text": format!("Iran {}", "\u{1}".repeat(8))}).to_string();
    let lines = format!("{line}\n{{\"text\": \"\\u001b[1m Iran \\u001b[0m said so.\\f\"}}\n");
    let run = tag_file("a.jsonl", lines.as_bytes(), &[]);
    assert_eq!((run.mentions.len(), &run.skipped[0][2]), (1, "is-binary"));
    assert_eq!(&run.skipped[0][1], "1");
}

#[test]
fn an_id_of_any_length_does_not_multiply() {
    for (length, kept) in [(1024, true), (1025, false), (100_000, false)] {
        for letter in ["x", "é"] {
            let id = letter.repeat(length / letter.len());
            let id = format!("{id}{}", "x".repeat(length - id.len()));
            let text = "Iran ".repeat(100);
            let line = serde_json::json!({"id": id, "text": text}).to_string();
            let table = format!("id,text\n{id},{text}\n");
            for (name, content) in [("a.jsonl", line), ("a.csv", table)] {
                let run = tag_file(name, content.as_bytes(), &[]);
                let by_place = format!("{name}#1");
                let wanted = if kept { &id } else { &by_place };
                assert!(
                    run.mentions.iter().all(|row| &row[1] == wanted),
                    "{name} {length}"
                );
                assert_eq!(run.mentions.len(), 100);
                assert_eq!(run.skipped.is_empty(), kept);
                if !kept {
                    assert_eq!(
                        (&run.skipped[0][1], &run.skipped[0][2]),
                        (if name == "a.csv" { "2" } else { "1" }, "long-id")
                    );
                    assert!(run.skipped[0][3].len() < 300, "{:?}", run.skipped);
                }
            }
        }
    }
    // A number is an id too.
    let line = format!("{{\"id\": {}, \"text\": \"Iran\"}}", "7".repeat(5000));
    let run = tag_file("a.jsonl", line.as_bytes(), &[]);
    assert_eq!(
        (&run.mentions[0][1], &run.skipped[0][2]),
        ("a.jsonl#1", "long-id")
    );
}
