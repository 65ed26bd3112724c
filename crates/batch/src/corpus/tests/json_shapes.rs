//! JSON as people have it: in lists, under keys, over several lines, with fields inside fields.

use super::*;

/// Reads it whole and in batches of any size, which must not matter.
fn read_all(name: &str, text: &str, options: &ReadOptions) -> Out {
    let folder = Folder::of(name, text);
    let out = folder.read_with(options.clone());
    for bytes in [1, 5, 17, 60] {
        let limits = Limits { bytes, ..LIMITS };
        let cut = read_in(&[folder.path("")], options.clone(), limits);
        assert_eq!(cut, out, "{text} by {bytes}");
    }
    out
}

fn with(text: Option<&str>, id: Option<&str>, date: Option<&str>) -> ReadOptions {
    let own = |name: Option<&str>| name.map(str::to_owned);
    ReadOptions {
        text_field: own(text),
        id_field: own(id),
        date_field: own(date),
        ..ReadOptions::default()
    }
}

#[test]
fn records_stand_in_lists_under_keys_and_one_after_the_other() {
    for text in [
        r#"[{"text":"Iran"},{"text":"Mali"}]"#,
        "[\n  {\n    \"text\": \"Iran\"\n  },\n  {\n    \"text\": \"Mali\"\n  }\n]\n",
        "{\"status\": \"ok\", \"articles\": [{\"text\":\"Iran\"},\n{\"text\":\"Mali\"}], \"n\": 2}",
        r#"{"response":{"n":2,"docs":[{"text":"Iran"},{"text":"Mali"}]},"more":[{"x":1}]}"#,
        r#"{"facets":[{"x":1}],"docs":[{"text":"Iran"},{"text":"Mali"}]}"#,
        "{\"text\":\"Iran\"}\n{\"text\":\"Mali\"}\n",
        "{\"text\":\"Iran\"} {\"text\":\"Mali\"}",
        "{\n\"text\":\"Iran\"\n}\n{\n\"text\":\"Mali\"\n}\n",
        "[{\"text\":\"Iran\"}]\n[{\"text\":\"Mali\"}]\n",
        "[[{\"text\":\"Iran\"}], [{\"text\":\"Mali\"}]]",
        "\u{1e}{\"text\":\"Iran\"}\n\u{1e}{\"text\":\"Mali\"}\n",
        "\u{feff} [{\"text\":\"Iran\"} , {\"text\":\"Mali\"} ]",
    ] {
        for name in ["a.json", "a.jsonl"] {
            let is_one_line = text.starts_with("{\"text\":\"Iran\"} {");
            if name == "a.jsonl" && is_one_line {
                continue;
            }
            let out = read_all(name, text, &ReadOptions::default());
            let found: Vec<&str> = out.documents.iter().map(|one| &*one.text).collect();
            assert_eq!(found, ["Iran", "Mali"], "{name} {text} {:?}", out.skipped);
            assert_eq!(out.ids(), [format!("{name}#1"), format!("{name}#2")]);
            assert!(out.skipped.is_empty(), "{text}: {out:?}");
        }
    }
}

#[test]
fn one_object_is_one_record() {
    for text in [
        r#"{"id":"x","text":"Iran"}"#,
        "{\n  \"id\": \"x\",\n  \"tags\": [{\"text\": \"no\"}],\n  \"text\": \"Iran\"\n}\n",
        r#"{"entities":[{"text":"no"},{"text":"no"}],"text":"Iran","id":"x"}"#,
        r#"[{"id":"x","text":"Iran"}]"#,
    ] {
        let out = read_all("a.json", text, &ReadOptions::default());
        assert_eq!(out.texts(), [("x", "Iran")], "{text}");
        assert_eq!(out.the_document().format, "json");
    }
}

#[test]
fn notes_tell_the_line_of_a_record() {
    let text = "{\"docs\": [\n{\"text\": \"a\"},\n{\"body\":\n 1},\n 7,\n{\"text\": \"b\", x}\n]}";
    let out = read_all("a.json", text, &ReadOptions::default());
    assert_eq!(out.texts(), [("a.json#1", "a")]);
    let lines: Vec<_> = out
        .skipped
        .iter()
        .map(|note| (note.line, note.kind))
        .collect();
    let wanted = [
        (Some(3), SkipKind::NoText),
        (Some(5), SkipKind::BadJson),
        (Some(6), SkipKind::BadJson),
    ];
    assert_eq!(lines, wanted, "{out:?}");
    let reason = "not JSON: key must be a string at byte 15 of the record, which begins \
                  `{\"text\": \"b\", x}`";
    assert_eq!(out.skipped[2].reason, reason);
}

#[test]
fn a_list_without_records_says_so() {
    for text in ["[]", " [ ] \n", "{\"docs\": []}", ""] {
        let out = read_all("a.json", text, &ReadOptions::default());
        assert_eq!(out.documents.len(), 0);
        let kind = out.skipped[0].kind;
        assert!(
            [SkipKind::NoRecords, SkipKind::NoText].contains(&kind),
            "{text}: {out:?}"
        );
    }
    // The records are named, not what they stand in.
    let text = r#"{"status":"ok","articles":[{"url":"u","body":"Iran"}]}"#;
    let out = read_all("a.json", text, &ReadOptions::default());
    let reason = "no field `text`; the record has `url`, `body`; `body` is likely the text";
    assert_eq!(out.notes(), [(Some(1), reason)]);
    let out = read_all("a.json", text, &with(Some("body"), Some("url"), None));
    assert_eq!(out.texts(), [("u", "Iran")]);
}

#[test]
fn fields_inside_fields_are_named_by_their_path() {
    let options = with(Some("article.body"), Some("_id.$oid"), Some("meta.Date"));
    for text in [
        r#"{"_id":{"$oid":"x"},"article":{"body":"Iran"},"meta":{"date":"2017-06-15"}}"#,
        r#"{"meta":{"x":1,"DATE":20170615},"Article":{"n":[],"Body":"Iran"},"_id":{"$oid":"x"}}"#,
        r#"{"article.body":"Iran","_id":{"$oid":"x"},"meta":{"Date":"2017-06-15"}}"#,
        r#"{"_id.$oid":"x","article":{"body":["Iran"]},"meta":{"Date":"2017-06-15"}}"#,
    ] {
        let out = read_all("a.json", text, &options);
        assert_eq!(out.texts(), [("x", "Iran")], "{text}: {out:?}");
        assert!(out.the_document().date.is_some(), "{text}");
        assert!(out.skipped.is_empty(), "{text}: {out:?}");
    }
    for text in [
        r#"{"article":"Iran"}"#,
        r#"{"article":["body"]}"#,
        r#"{"article":{"x":1}}"#,
    ] {
        let out = read_all("a.json", text, &with(Some("article.body"), None, None));
        assert_eq!(out.skipped[0].kind, SkipKind::NoText, "{text}");
    }
}

#[test]
fn a_list_of_strings_is_its_paragraphs() {
    for (written, text) in [
        (
            r#"["Iran said.", "Mali said."]"#,
            "Iran said.\n\nMali said.",
        ),
        (r#"["Iran", null, "", "Mali"]"#, "Iran\n\nMali"),
        (r#"["a\nb", ["c"], "\u00e9"]"#, "a\nb\n\nc\n\né"),
        (r#"["Iran"]"#, "Iran"),
        (r#"[""]"#, ""),
    ] {
        let out = read_all(
            "a.jsonl",
            &format!("{{\"text\":{written}}}"),
            &ReadOptions::default(),
        );
        assert_eq!(out.the_document().text, text, "{written}");
    }
}

#[test]
fn numbers_that_are_none_cost_no_record() {
    for (json, text) in [
        (r#"{"x": NaN, "text": "NaN"}"#, "NaN"),
        (
            r#"{"x": [Infinity, -Infinity], "text": "a -Infinity \" NaN"}"#,
            "a -Infinity \" NaN",
        ),
        (r#"{"date": NaN, "id": NaN, "text": "Iran"}"#, "Iran"),
        (r#"{"x": -1, "y": NaN, "text": "a \ud83d"}"#, "a \u{fffd}"),
    ] {
        let out = read_all("a.jsonl", json, &ReadOptions::default());
        assert_eq!(out.texts(), [("a.jsonl#1", text)], "{json}");
        let list = read_all("a.json", &format!("[{json}]"), &ReadOptions::default());
        assert_eq!(list.documents[0].text, text, "{json}");
    }
    let out = read_all("a.jsonl", r#"{"text": NaN}"#, &ReadOptions::default());
    assert_eq!(
        out.notes(),
        [(Some(1), "field `text` is null, not a string")]
    );
}

#[test]
fn names_of_fields_are_found_in_letters_of_either_case() {
    let text = "{\"text\":\"a\",\"date\":\"2017-06-15\"}\n\
                {\"Text\":\"b\",\"Date\":\"2017-06-15\"}\n\
                {\"TEXT\":\"c\",\"text\":\"d\",\"DATE\":\"2017-06-16\",\"date\":\"2017-06-15\"}\n\
                {\"text\":\"e\",\"Text\":\"f\",\"date\":\"2017-06-15\"}\n";
    let out = read_all("a.jsonl", text, &ReadOptions::default());
    let found: Vec<&str> = out.documents.iter().map(|one| &*one.text).collect();
    assert_eq!(found, ["a", "b", "d", "e"]);
    let day = Some(jiff::civil::date(2017, 6, 15));
    assert!(out.documents.iter().all(|one| one.date == day), "{out:?}");
}

#[test]
fn a_field_that_was_asked_for_and_no_record_has_is_told_of_once() {
    let lines = "{\"text\":\"a\",\"published\":\"2017-06-15\"}\n".repeat(3);
    let options = with(None, None, Some("pubdate"));
    let reason = "no record has a field `pubdate`; the first has `text`, `published`; \
                  `published` is likely the date";
    for (name, text) in [
        ("a.jsonl", lines.clone()),
        ("a.json", format!("[{}]", lines.trim().replace('\n', ","))),
        (
            "a.jsonl",
            format!("{{\"text\":\"a\",\"published\":1}}\nbroken\n{lines}"),
        ),
    ] {
        let out = Folder::of(name, &text).read_with(options.clone());
        let notes: Vec<_> = out
            .skipped
            .iter()
            .filter(|one| one.kind == SkipKind::NoField)
            .collect();
        assert_eq!(notes.len(), 1, "{text}");
        assert_eq!((&*notes[0].reason, notes[0].line), (reason, None));
    }
    // One record that has it is enough, wherever it stands.
    let late = format!(
        "{}{{\"text\":\"b\",\"PubDate\":\"2017-06-15\"}}\n",
        lines.repeat(5000)
    );
    let out = Folder::of("a.jsonl", late).read_with(options);
    assert!(out.skipped.is_empty(), "{:?}", out.skipped);
}

#[test]
fn a_long_list_is_read_in_batches() {
    let record = format!(
        "{{\"n\": [1, {{}}], \"text\": \"{}\"}}",
        "Iran ".repeat(100)
    );
    let records = vec![record; 5000].join(",\n");
    for (begin, end) in [("[", "]"), ("{\"meta\": {\"n\": 1}, \"docs\": [", "]}")] {
        let out = Folder::of("a.json", format!("{begin}{records}{end}")).read();
        assert_eq!(out.documents.len(), 5000);
        assert!(out.skipped.is_empty());
    }
}

#[test]
fn hostile_json_is_told_of() {
    let deep = "[".repeat(200_000);
    let open = format!("[{{\"text\":\"a\"}},{}", "{\"x\":".repeat(100_000));
    let brackets = "]}".repeat(100_000);
    for text in [
        &deep,
        &open,
        &brackets,
        "{\"a\":[{",
        "[{\"text\":\"a\"}",
        "[,,,",
        "[\"",
        "\\",
    ] {
        let out = read_all("a.json", text, &ReadOptions::default());
        assert!(!out.order.is_empty(), "{}", &text[..text.len().min(20)]);
    }
}
