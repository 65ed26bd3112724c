//! Texts that are not UTF-8.

use super::*;
use encoding_rs::{BIG5, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| {
        if big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    text.encode_utf16().flat_map(bytes).collect()
}

fn utf32(text: &str, big: bool) -> Vec<u8> {
    super::super::utf32::tests::encoded(text, big)
}

#[test]
fn records_in_utf_32_are_read() {
    for (name, contents) in [
        ("a.jsonl", "{\"text\": \"Côte\"}\n"),
        ("a.json", "[{\"text\": \"Côte\"}]"),
        ("a.csv", "id,text\n1,Côte\n"),
        ("a.html", "<p>Côte</p>"),
        ("a", "{\"text\": \"Côte\"}\n"),
    ] {
        for big in [false, true] {
            let bytes = utf32(&format!("\u{feff}{contents}"), big);
            let out = Folder::of(name, bytes).read_with(ReadOptions::default());
            let document = out.the_document();
            let encoding = if big { "UTF-32BE" } else { "UTF-32LE" };
            assert_eq!(
                (&*document.text, document.encoding),
                ("Côte", encoding),
                "{name}"
            );
            assert!(out.skipped.is_empty(), "{out:?}");
        }
    }
}

fn in_encoding(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn declared(encoding: &'static Encoding) -> ReadOptions {
    ReadOptions {
        encoding: Some(encoding),
        ..ReadOptions::default()
    }
}

const FRENCH: &str =
    "Les forces armées à la frontière, près de Nîmes, étaient prêtes: où étaient-elles allées?";
const RUSSIAN: &str =
    "Правительство Российской Федерации сообщило о встрече с представителями ополчения.";

#[test]
fn a_mark_decides() {
    for (bytes, encoding) in [
        ("\u{feff}Côte".as_bytes().to_vec(), "UTF-8"),
        (utf16("\u{feff}Côte", false), "UTF-16LE"),
        (utf16("\u{feff}Côte", true), "UTF-16BE"),
        (utf32("\u{feff}Côte", false), "UTF-32LE"),
        (utf32("\u{feff}Côte", true), "UTF-32BE"),
    ] {
        for options in [ReadOptions::default(), declared(WINDOWS_1251)] {
            let out = Folder::of("a.txt", &bytes).read_with(options);
            assert_eq!(
                (
                    out.the_document().text.as_ref(),
                    out.the_document().encoding
                ),
                ("Côte", encoding)
            );
            assert!(out.skipped.is_empty(), "{out:?}");
        }
    }
}

#[test]
fn what_is_declared_decides_where_there_is_no_mark() {
    for encoding in [WINDOWS_1252, UTF_16LE] {
        let bytes = if encoding == UTF_16LE {
            utf16(FRENCH, false)
        } else {
            in_encoding(encoding, FRENCH)
        };
        let out = Folder::of("a.txt", bytes).read_with(declared(encoding));
        assert_eq!(
            (
                out.the_document().text.as_ref(),
                out.the_document().encoding
            ),
            (FRENCH, encoding.name())
        );
    }
}

#[test]
fn an_encoding_is_detected() {
    for (bytes, text, encoding) in [
        (in_encoding(WINDOWS_1252, FRENCH), FRENCH, "windows-1252"),
        (in_encoding(WINDOWS_1251, RUSSIAN), RUSSIAN, "windows-1251"),
        (utf16(FRENCH, false), FRENCH, "UTF-16LE"),
        (utf16(FRENCH, true), FRENCH, "UTF-16BE"),
        (utf32(FRENCH, false), FRENCH, "UTF-32LE"),
        (utf32(RUSSIAN, true), RUSSIAN, "UTF-32BE"),
        (FRENCH.as_bytes().to_vec(), FRENCH, "UTF-8"),
    ] {
        let out = Folder::of("a.txt", bytes).read();
        assert_eq!(
            (
                out.the_document().text.as_ref(),
                out.the_document().encoding
            ),
            (text, encoding)
        );
        assert!(out.skipped.is_empty(), "{out:?}");
    }
}

#[test]
fn a_few_broken_bytes_do_not_change_the_encoding() {
    let mut bytes = RUSSIAN.as_bytes().to_vec();
    bytes.pop();
    bytes.insert(0, 0xff);
    bytes.pop();
    let out = Folder::of("a.txt", bytes).read();
    let text = out.the_document().text.as_ref();
    assert!(
        text.starts_with("\u{fffd}Правительство") && text.ends_with("ополчени\u{fffd}"),
        "{text}"
    );
    assert_eq!(
        out.notes(),
        [(None, "2 bytes not valid UTF-8 were replaced by U+FFFD")]
    );
    let out = Folder::of("a.txt", utf16("\u{feff}ab", false).split_last().unwrap().1).read();
    assert_eq!(out.the_document().text, "a\u{fffd}");
    assert_eq!(
        out.notes(),
        [(None, "1 byte not valid UTF-16LE was replaced by U+FFFD")]
    );
}

#[test]
fn a_record_is_decoded_by_itself() {
    let line = |id: &str, text: &[u8]| {
        [
            b"{\"id\":\"",
            id.as_bytes(),
            b"\",\"text\":\"",
            text,
            b"\"}\n",
        ]
        .concat()
    };
    let bytes = [
        line("a", RUSSIAN.as_bytes()),
        line("b", &in_encoding(WINDOWS_1251, RUSSIAN)),
        line("c", b"plain"),
    ]
    .concat();
    let rows = [
        b"id,text\na,\"".as_slice(),
        RUSSIAN.as_bytes(),
        b"\"\nb,\"",
        &in_encoding(WINDOWS_1251, RUSSIAN),
        b"\"\nc,plain\n",
    ]
    .concat();
    for (name, bytes) in [("a.jsonl", &bytes), ("a.csv", &rows)] {
        for options in [ReadOptions::default(), declared(WINDOWS_1251)] {
            let out = Folder::of(name, bytes).read_with(options);
            assert_eq!(
                out.texts(),
                [("a", RUSSIAN), ("b", RUSSIAN), ("c", "plain")]
            );
            let encodings: Vec<_> = out.documents.iter().map(|d| d.encoding).collect();
            assert_eq!(encodings, ["UTF-8", "windows-1251", "UTF-8"]);
            assert!(out.skipped.is_empty(), "{out:?}");
        }
    }
}

#[test]
fn quotation_marks_hide_in_no_double_byte() {
    let text = "ソ能表十予";
    let line = in_encoding(SHIFT_JIS, &format!("{{\"text\":\"{text}\"}}"));
    let out = Folder::of("a.jsonl", line).read_with(declared(SHIFT_JIS));
    assert_eq!(out.the_document().text, text);
    let out = Folder::of("a.csv", in_encoding(BIG5, "text\n功許\n")).read_with(declared(BIG5));
    assert_eq!(out.the_document().text, "功許");
}

#[test]
fn whole_streams_are_recoded_where_lines_are_not_bytes() {
    let lines = format!("{{\"text\":\"{FRENCH}\"}}\r\n{{\"text\":\"{RUSSIAN}\"}}\n");
    let rows = format!("text\r\n\"{FRENCH}\"\r\n{RUSSIAN}\r\n");
    for (name, text) in [("a.jsonl", &lines), ("a.csv", &rows)] {
        for (bytes, options, encoding) in [
            (
                utf16(&format!("\u{feff}{text}"), false),
                ReadOptions::default(),
                "UTF-16LE",
            ),
            (
                utf16(&format!("\u{feff}{text}"), true),
                ReadOptions::default(),
                "UTF-16BE",
            ),
            (utf16(text, false), declared(UTF_16LE), "UTF-16LE"),
        ] {
            let folder = Folder::of(name, bytes);
            for limits in [LIMITS, Limits { bytes: 7, ..LIMITS }] {
                let out = read_in(&[folder.path("")], options.clone(), limits);
                let texts: Vec<_> = out
                    .documents
                    .iter()
                    .map(|d| (d.text.as_ref(), d.encoding))
                    .collect();
                assert_eq!(texts, [(FRENCH, encoding), (RUSSIAN, encoding)], "{name}");
                assert!(out.skipped.is_empty(), "{out:?}");
            }
        }
    }
    let japanese = in_encoding(ISO_2022_JP, "{\"text\":\"日本\"}\n");
    let out = Folder::of("a.jsonl", japanese).read_with(declared(ISO_2022_JP));
    assert_eq!(out.the_document().text, "日本");
}

#[test]
fn a_broken_stream_in_another_encoding_is_noted() {
    let mut bytes = utf16("\u{feff}{\"text\":\"a\"}\n{\"text\":\"b\"}", false);
    bytes.extend_from_slice(&[0x00, 0xd8, b' ', 0]);
    let out = Folder::of("a.jsonl", bytes).read();
    assert_eq!(out.ids(), ["a.jsonl#1"]);
    assert_eq!(out.skipped.len(), 2, "{out:?}");
    assert_eq!(
        out.skipped[1].reason,
        "2 bytes not valid UTF-16LE were replaced by U+FFFD"
    );
}
