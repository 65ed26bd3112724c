//! Compressed files, whole and broken.

use super::*;

/// A text that does not compress away.
fn text(number: usize) -> String {
    let noise = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!(
        "text number {number} {noise:x} {:x}",
        noise.wrapping_mul(noise >> 7)
    )
}

fn records(count: usize) -> String {
    (0..count)
        .map(|n| format!("{{\"id\":{n},\"text\":\"{}\"}}\n", text(n)))
        .collect()
}

#[test]
fn packed_files_are_read_like_others() {
    for pack in [gzip as fn(&[u8]) -> Vec<u8>, zstd] {
        for ending in [".gz", ".zst"] {
            let right = (pack(b"")[0] == 0x1f) == (ending == ".gz");
            let folder = Folder::of(&format!("a.txt{ending}"), pack(b"The Houthis"))
                .with(&format!("b.jsonl{ending}"), pack(b"{\"text\":\"b\"}\n"))
                .with(&format!("c.csv{ending}"), pack(b"text\nc\n"))
                .with(
                    &format!("d.txt{ending}"),
                    [pack(b"two "), pack(b"members")].concat(),
                );
            let out = folder.read();
            if right {
                let texts: Vec<_> = out.documents.iter().map(|d| d.text.as_ref()).collect();
                assert_eq!(texts, ["The Houthis", "b", "c", "two members"]);
                assert_eq!(out.documents[0].id, format!("a.txt{ending}"));
                assert_eq!(out.documents[1].id, format!("b.jsonl{ending}#1"));
            } else {
                assert_eq!(out.documents, []);
                assert_eq!(out.skipped.len(), 4, "{out:?}");
                assert!(
                    out.skipped
                        .iter()
                        .all(|s| s.reason.starts_with("cannot be read: ")),
                    "{out:?}"
                );
            }
        }
    }
}

#[test]
fn what_comes_before_a_break_is_kept() {
    let all = records(20_000);
    for (name, packed) in [
        ("a.jsonl.gz", gzip(all.as_bytes())),
        ("a.jsonl.zst", zstd(all.as_bytes())),
    ] {
        let out = Folder::of(name, &packed[..packed.len() / 2]).read();
        let count = out.documents.len();
        assert!((100..19_999).contains(&count), "{name}: {count}");
        for (n, document) in out.documents.iter().enumerate() {
            assert_eq!(document.text, text(n));
        }
        let [note] = out.skipped.as_slice() else {
            panic!("{:?}", out.skipped)
        };
        assert_eq!(note.line, Some(count as u64 + 1));
        assert!(note.reason.starts_with("breaks off"), "{note:?}");
        assert!(
            note.reason.ends_with("; what came before is tagged"),
            "{note:?}"
        );
    }
}

#[test]
fn a_broken_text_is_tagged_up_to_the_break() {
    let all = records(20_000);
    for (name, packed) in [
        ("a.txt.gz", gzip(all.as_bytes())),
        ("a.txt.zst", zstd(all.as_bytes())),
    ] {
        let out = Folder::of(name, &packed[..packed.len() / 2]).read();
        let text = out.the_document().text.as_ref();
        assert!(
            all.starts_with(text) && text.len() > 1000 && text.len() < all.len(),
            "{name}"
        );
        let [note] = out.skipped.as_slice() else {
            panic!("{:?}", out.skipped)
        };
        assert!(
            note.reason.starts_with("breaks off: ")
                && note.reason.ends_with("; tagged up to there"),
            "{note:?}"
        );
    }
}

#[test]
fn rubbish_behind_a_member_does_not_cost_the_member() {
    let mut packed = gzip(b"{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
    packed.extend_from_slice(b"rubbish rubbish rubbish");
    let out = Folder::of("a.jsonl.gz", packed).read();
    assert_eq!(out.ids(), ["a.jsonl.gz#1", "a.jsonl.gz#2"]);
    assert_eq!(out.skipped.len(), 1, "{out:?}");
}

#[test]
fn an_empty_packed_file_is_noted() {
    for name in ["a.jsonl.gz", "a.jsonl.zst", "a.csv.gz"] {
        let out = Folder::of(name, "").read();
        assert_eq!(
            (out.documents.len(), out.skipped.len()),
            (0, 1),
            "{name}: {out:?}"
        );
    }
}
