//! What holds for any bytes.

use super::*;
use proptest::prelude::*;

/// Bytes of which some look like records.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..20),
        "[a\",;\t\r\n{}:0-9\\\\ué\u{feff}]{0,20}".prop_map(String::into_bytes),
        prop::sample::select(vec![
            "text\n",
            "id,text\r\n",
            "id\ttext\n",
            "a,b\n",
            "\"a\nb\",c\n",
            "{\"text\":\"a\"}\n",
            "{\"id\":1.5,\"text\":\"\\ud83d\",\"date\":\"x\"}\n",
            "{\"id\":",
            "[{\"text\":\"a\"},",
            "{\"x\":{\"docs\":[{\"text\":\"a\"},",
            "]",
            "}",
            "\u{feff}",
            "\n\n",
            "\"",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        Just(vec![0xff, 0xfe]),
        Just(vec![0x1f, 0x8b]),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn limits(bytes: usize, pieces: usize) -> Limits {
    Limits { bytes, pieces }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_bytes_panic_and_batches_change_nothing(
        bytes in bytes(),
        name in prop::sample::select(vec![
            "a.txt", "a.jsonl", "a.json", "a", "a.csv", "a.tsv", "a.jsonl.gz", "a.csv.zst",
            "a.txt.gz",
        ]),
        size in 1usize..80,
        pieces in 1usize..4,
        pack in any::<bool>(),
        most in prop_oneof![Just(1usize << 30), 1usize..60],
    ) {
        let bytes = match name {
            name if pack && name.ends_with(".gz") => gzip(&bytes),
            name if pack && name.ends_with(".zst") => zstd(&bytes),
            _ => bytes,
        };
        let folder = Folder::of(name, &bytes).with("b.txt", "after");
            let folder = folder.with("c.jsonl", "{\"text\":\"c\"}");
        let inputs = [folder.path("")];
        let options = ReadOptions { max_document: most, ..ReadOptions::default() };
        // How far a quotation mark is looked for that closes a cell depends on both.
        let is_table = name.contains(".csv") || name.contains(".tsv");
        let most = if is_table { 1 << 30 } else { most };
        let options = ReadOptions { max_document: most, ..options };
        let whole = read(&inputs, options.clone());
        prop_assert!(!whole.order.is_empty());
        prop_assert!(whole.documents.iter().all(|one| one.text.len() <= 3 * most));
        let cut = read_in(&inputs, options, limits(size, pieces));
        prop_assert_eq!(whole, cut);
    }

    #[test]
    fn every_line_is_a_document_or_a_note(lines in prop::collection::vec("[^\n]{0,30}", 0..20)) {
        let out = Folder::of("a.jsonl", lines.join("\n")).read();
        let is_blank = |line: &str| line.bytes().all(|byte| byte.is_ascii_whitespace());
            let records = lines.iter().filter(|line| !is_blank(line)).count();
        // What begins as a value of several lines may do is one.
        let first = lines.iter().find(|line| !is_blank(line));
        let begins = ['\u{feff}', '{', '['];
        prop_assume!(!first.is_some_and(|line| line.trim_start().starts_with(begins)));
        prop_assert_eq!(out.order.len(), records.max(1));
    }

    #[test]
    fn what_serde_json_writes_is_read_back(
        records in prop::collection::vec(
                (".{0,20}", "\\PC{0,40}", prop::option::of(".{0,20}")), 1..10
            ),
    ) {
        let mut lines = String::new();
        for (id, text, title) in &records {
            let id_field = format!("x{id}");
                lines += &serde_json::json!({
                    "id": id_field, "title": title, "text": text, "more": [id],
                })
                .to_string();
            lines.push('\n');
        }
        let out = Folder::of("a.jsonl", lines).read();
        let expected = records.iter().map(|(id, text, _)| (format!("x{id}"), text.clone()));
            let expected: Vec<_> = expected.collect();
        let found = out.documents.iter().map(|d| (d.id.to_string(), d.text.to_string()));
            let found: Vec<_> = found.collect();
        prop_assert_eq!(found, expected);
        prop_assert!(out.skipped.is_empty());
    }

    #[test]
    fn what_the_csv_crate_writes_is_read_back(
        records in prop::collection::vec(("[a-z]{1,5}", "(\\PC|[\r\n\t]){0,40}"), 1..10),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["id", "text"]).unwrap();
        for (id, text) in &records {
            writer.write_record([id, text]).unwrap();
        }
        let out = Folder::of("a.csv", writer.into_inner().unwrap()).read();
        let found = out.documents.iter().map(|d| (d.id.to_string(), d.text.to_string()));
            let found: Vec<_> = found.collect();
        prop_assert_eq!(found, records);
    }
}
