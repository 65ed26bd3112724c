//! JSON lines.

use super::*;
use jiff::civil::date;

fn lines(text: impl AsRef<[u8]>) -> Out {
    Folder::of("a.jsonl", text).read()
}

#[test]
fn a_record_is_a_document() {
    let out = lines(concat!(
        r#"{"id": "x/1", "date": "2017-06-15T10:00:00Z", "title": "A \"title\"","#,
        r#""text": "The\nHouthis", "more": {"text": [1]}}"#
    ));
    let document = out.the_document();
    assert_eq!(document.id, "x/1");
    assert_eq!(document.text, "The\nHouthis");
    assert_eq!(document.date, Some(date(2017, 6, 15)));
    assert_eq!(document.title.as_deref(), Some("A \"title\""));
    assert_eq!(name_of(&document.path), "a.jsonl");
    assert_eq!(document.encoding, "UTF-8");
    assert!(out.skipped.is_empty(), "{out:?}");
}

#[test]
fn an_id_is_kept_as_written_or_counted() {
    for (written, id) in [
        (r#""id":"7a","#, "7a"),
        (r#""id":" a ","#, " a "),
        (r#""id":"\u00e9\"","#, "é\""),
        (r#""id":7,"#, "7"),
        (r#""id":-7,"#, "-7"),
        (r#""id":1.50,"#, "1.50"),
        (r#""id":1e5,"#, "1e5"),
        (
            r#""x":{"id":9.9},"id" : 123456789012345678901234567890 ,"#,
            "123456789012345678901234567890",
        ),
        (r#""x":"\"id\":8.8","id":-0,"#, "-0"),
        (r#""id":1,"id":2,"#, "2"),
        (r#""id":"","#, "a.jsonl#3"),
        (r#""id":"  ","#, "a.jsonl#3"),
        (r#""id":null,"#, "a.jsonl#3"),
        (r#""id":["x"],"#, "a.jsonl#3"),
        ("", "a.jsonl#3"),
    ] {
        let out = lines(format!(
            "{{\"text\":\"\"}}\n\nbroken\n{{{written}\"text\":\"x\"}}"
        ));
        assert_eq!(out.ids(), ["a.jsonl#1", id], "{written}");
    }
}

#[test]
fn every_field_can_be_renamed() {
    let options = ReadOptions {
        id_field: Some("url".to_owned()),
        text_field: Some("body".to_owned()),
        date_field: Some("published".to_owned()),
        title_field: Some("url".to_owned()),
        ..ReadOptions::default()
    };
    let line = r#"{"url": "u\/1", "body": "b", "published": 20170615, "text": 5, "id": 1}"#;
    let out = Folder::of("a.ndjson", line).read_with(options);
    let document = out.the_document();
    assert_eq!((document.id.as_ref(), document.text.as_ref()), ("u/1", "b"));
    assert_eq!(document.title.as_deref(), Some("u/1"));
    assert_eq!(document.date, Some(date(2017, 6, 15)));
}

#[test]
fn a_record_that_cannot_be_used_says_why() {
    let deep = format!(
        "{{\"x\": {}1{}, \"text\": \"x\"",
        "[".repeat(10),
        "]".repeat(10)
    );
    for (line, reason) in [
        ("nonsense", "not a JSON object: the line begins `nonsense`"),
        ("[1, 2]", "not a JSON object: the line begins `[1, 2]`"),
        ("\"text\"", "not a JSON object: the line begins `\"text\"`"),
        (
            r#"{"text": "x"#,
            concat!(
                "not JSON: EOF while parsing a string at byte 11 of the line, ",
                r#"which begins `{"text": "x`"#
            ),
        ),
        ("{}", "no field `text`; the record is empty"),
        (
            r#"{"_id": 1, "article": {"body": "x"}, "meta": {"n": [1]}}"#,
            "no field `text`; the record has `_id`, `article.body`; `article.body` is likely the \
             text",
        ),
        (
            r#"{"article": {"x": 1}, "body": {}}"#,
            "no field `text`; the record has `article.x`",
        ),
        (
            r#"{"id": 1, "body": "x"}"#,
            "no field `text`; the record has `id`, `body`; `body` is likely the text",
        ),
        (
            r#"{"id": 1, "what": "x"}"#,
            "no field `text`; the record has `id`, `what`",
        ),
        (r#"{"text": null}"#, "field `text` is null, not a string"),
        (r#"{"text": 7}"#, "field `text` is a number, not a string"),
        (r#"{"text": 7.5}"#, "field `text` is a number, not a string"),
        (
            r#"{"text": true}"#,
            "field `text` is true or false, not a string",
        ),
        (
            r#"{"text": [{"x": 1}]}"#,
            "field `text` is a list, not a string",
        ),
        (
            r#"{"text": []}"#,
            "field `text` is an empty list, not a string",
        ),
        (
            r#"{"text": {"body": "x"}, "n": 1}"#,
            "field `text` is an object, not a string; `text.body` is likely the text",
        ),
        (
            r#"{"text": {"x": [{}]}}"#,
            "field `text` is an object, not a string",
        ),
        (
            &deep,
            "not JSON: EOF while parsing an object at byte 40 of the line, which begins \
             `{\"x\": [[[[[[[[[[1]]]]]]]]]], \"text\": \"x\"`",
        ),
    ] {
        let out = lines(format!("\n{line}\n{{\"text\":\"after\"}}\n"));
        assert_eq!(out.texts(), [("a.jsonl#2", "after")], "{line}");
        assert_eq!(out.notes(), [(Some(2), reason)], "{line}");
        assert_eq!(name_of(&out.skipped[0].path), "a.jsonl");
    }
}

#[test]
fn two_objects_on_a_line_of_one_are_told_of() {
    let out = lines("{\"text\":\"a\"}\n{\"text\":\"b\"} {\"text\":\"c\"}\n");
    let reason = "not JSON: trailing characters at byte 14 of the line, which begins \
                  `{\"text\":\"b\"} {\"text\":\"c\"}`";
    assert_eq!(
        (out.ids(), out.notes()),
        (vec!["a.jsonl#1"], vec![(Some(2), reason)])
    );
}

#[test]
fn deep_nesting_does_not_overflow() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        for field in ["x", "id", "date"] {
            let out = lines(format!(
                "{{\"{field}\":{open}1{close},\"text\":\"x\"}}\n{{\"text\":\"y\"}}"
            ));
            assert!(out.ids().contains(&"a.jsonl#2"), "{field}");
        }
    }
}

#[test]
fn a_date_that_is_none_is_noted() {
    let given = Some(date(2020, 1, 1));
    for (written, found, reason) in [
        (r#""2017-06-15""#, Some(date(2017, 6, 15)), None),
        ("20170615", Some(date(2017, 6, 15)), None),
        (r#""""#, given, None),
        ("null", given, None),
        (
            r#""05/06/2017""#,
            None,
            Some("date `05/06/2017` not understood; tagged without a date"),
        ),
        (
            "2017",
            None,
            Some("date `2017` not understood; tagged without a date"),
        ),
        (
            "14975208.5",
            None,
            Some("date `14975208.5` not understood; tagged without a date"),
        ),
        (
            r#"["2017-06-15"]"#,
            None,
            Some("field `date` is a list; tagged without a date"),
        ),
    ] {
        let folder = Folder::of("a.jsonl", format!("{{\"date\":{written},\"text\":\"x\"}}"));
        let out = folder.read_with(ReadOptions {
            date: given,
            ..ReadOptions::default()
        });
        assert_eq!(out.the_document().date, found, "{written}");
        let expected: Vec<_> = reason.map(|reason| (Some(1), reason)).into_iter().collect();
        assert_eq!(out.notes(), expected, "{written}");
        assert_eq!(out.order[0], "a.jsonl#1", "the document first");
    }
}

#[test]
fn half_a_surrogate_pair_is_mended() {
    for (written, text, mended) in [
        (r"\ud83d\ude00", "\u{1f600}", false),
        (r"a\ud83d b", "a\u{fffd} b", true),
        (
            r"\ude00\uD83D\ude00\ud83d",
            "\u{fffd}\u{1f600}\u{fffd}",
            true,
        ),
        (r"\\ud83d", r"\ud83d", false),
        (r"\\\ud83dé", "\\\u{fffd}é", true),
        (r"\ud83d\n", "\u{fffd}\n", true),
    ] {
        let out = lines(format!("{{\"text\":\"{written}\"}}"));
        assert_eq!(out.the_document().text, text, "{written}");
        let note = (Some(1), "half a surrogate pair was replaced by U+FFFD");
        assert_eq!(
            out.notes(),
            if mended { vec![note] } else { vec![] },
            "{written}"
        );
    }
    assert_eq!(lines(r#"{"text":"\ud83"#).documents, []);
    assert_eq!(lines(r#"{"text":"\ud83d\"#).documents, []);
}

#[test]
fn blank_lines_marks_and_line_ends_do_not_matter() {
    let out = lines("\u{feff}\n{\"text\":\"a\"}\r\n  \r\n\n{\"text\":\"b\"}\n{\"text\":\"c\"}");
    assert_eq!(
        out.texts(),
        [("a.jsonl#1", "a"), ("a.jsonl#2", "b"), ("a.jsonl#3", "c")]
    );
    assert!(out.skipped.is_empty(), "{out:?}");
}

#[test]
fn a_file_without_records_is_noted() {
    for text in ["", "\n \n", "\u{feff}"] {
        assert_eq!(
            lines(text).notes(),
            [(None, "holds no records")],
            "{text:?}"
        );
    }
}

#[test]
fn the_language_is_that_of_the_field_else_of_the_text() {
    let english = "The government said that it had not been told of this, and that it would ask.";
    for (written, language) in [
        (r#""language":"fr","#, Some("fr")),
        (r#""language":"pt-BR","#, Some("pt")),
        (r#""language":"Kurmanji","#, Some("Kurmanji")),
        (r#""language":"und","#, Some("en")),
        (r#""language":null,"#, Some("en")),
        (r#""language":7,"#, Some("en")),
        ("", Some("en")),
    ] {
        let out = lines(format!("{{{written}\"text\":\"{english}\"}}"));
        let document = out.the_document();
        assert_eq!(document.language.as_deref(), language, "{written}");
        assert_eq!(document.format, "jsonl");
    }
    assert_eq!(lines(r#"{"text":"Iran"}"#).the_document().language, None);
    let options = ReadOptions {
        language_field: Some("lang".to_owned()),
        ..ReadOptions::default()
    };
    let folder = Folder::of("a.csv", "lang,text,language\nru,Iran,fr\n,Iran,fr\n")
        .with("b.txt", english)
        .with("c.tsv", "text\tlang\nIran\tde_AT\n");
    let out = folder.read_with(options);
    let found: Vec<_> = out
        .documents
        .iter()
        .map(|one| (one.format, one.language.as_deref()))
        .collect();
    let wanted = [
        ("csv", Some("ru")),
        ("csv", None),
        ("text", Some("en")),
        ("tsv", Some("de")),
    ];
    assert_eq!(found, wanted);
}
