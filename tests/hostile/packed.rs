//! Bombs, and archives that are cut, joined or wrong.

use std::io::Write;

use super::tag_file;

const LINE: &str = "{\"text\": \"Iran wrote to Syria.\"}\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

#[test]
fn a_bomb_is_given_up_and_what_came_before_is_tagged() {
    let mut bomb = LINE.repeat(100).into_bytes();
    bomb.resize(100 << 20, b' ');
    for (name, packed) in [
        ("a.jsonl.gz", gzip(&bomb)),
        ("a.jsonl.zst", zstd(&bomb)),
        ("a.txt.gz", gzip(&bomb)),
    ] {
        let run = tag_file(name, &packed, &[]);
        assert_eq!(run.code, Some(0), "{}", run.told);
        assert_eq!(run.mentions.len(), 200, "{name}: {:?}", run.skipped);
        let (reason, remedy) = (&run.skipped[0][3], &run.skipped[0][4]);
        assert!(
            reason.contains("unpacks to more than 250 times its size"),
            "{name}: {reason}"
        );
        assert!(remedy.contains("--max-ratio"), "{name}: {remedy}");
    }
    let run = tag_file("a.txt.gz", &gzip(&bomb), &["--max-ratio", "100000"]);
    assert!(run.skipped.is_empty(), "{:?}", run.skipped);
}

#[test]
fn members_that_were_appended_are_read() {
    let two = [gzip(LINE.as_bytes()), gzip(LINE.as_bytes())].concat();
    assert_eq!(tag_file("a.jsonl.gz", &two, &[]).documents.len(), 2);
    let two = [zstd(LINE.as_bytes()), zstd(LINE.as_bytes())].concat();
    assert_eq!(tag_file("a.jsonl.zst", &two, &[]).documents.len(), 2);
    // What is appended is no archive: told of, after what came before.
    let tail = [gzip(LINE.as_bytes()), b"garbage".to_vec()].concat();
    let run = tag_file("a.jsonl.gz", &tail, &[]);
    assert_eq!(run.documents.len(), 1, "{:?}", run.skipped);
    assert_eq!(run.skipped.len(), 1);
}

#[test]
fn a_cut_archive_gives_what_came_before() {
    let lines: String = (0..20_000)
        .map(|n| {
            format!(
                "{{\"id\": \"{n}\", \"text\": \"Iran {} wrote.\"}}\n",
                n * 7919 % 10_007
            )
        })
        .collect();
    for (name, packed) in [
        ("a.jsonl.gz", gzip(lines.as_bytes())),
        ("a.jsonl.zst", zstd(lines.as_bytes())),
    ] {
        for part in [2, 3, 10] {
            let cut = &packed[..packed.len() * (part - 1) / part];
            let run = tag_file(name, cut, &[]);
            assert_eq!(run.code, Some(0), "{}", run.told);
            let ids: Vec<usize> = run
                .documents
                .iter()
                .map(|row| row[1].parse().unwrap())
                .collect();
            assert_eq!(ids, (0..ids.len()).collect::<Vec<_>>(), "{name}");
            assert!(
                !ids.is_empty() && ids.len() < 20_000,
                "{name}: {}",
                ids.len()
            );
            assert!(
                run.skipped[0][3].contains("breaks off"),
                "{name}: {:?}",
                run.skipped
            );
        }
        let run = tag_file(name, &packed[..5], &[]);
        assert_eq!(run.skipped.len(), 1, "{name}: {:?}", run.skipped);
        let run = tag_file(name, b"", &[]);
        assert_eq!(run.skipped.len(), 1, "{name}: {:?}", run.skipped);
    }
}
