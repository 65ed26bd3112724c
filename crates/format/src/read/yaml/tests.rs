use super::*;
use proptest::prelude::*;

fn read(text: &str) -> (Option<Node>, Vec<(&'static str, String)>) {
    let mut findings = Findings::new(0);
    let node = parse(text, &mut findings);
    let found = findings
        .list
        .iter()
        .map(|f| {
            (
                f.code,
                text[f.origin.start as usize..f.origin.end as usize].to_owned(),
            )
        })
        .collect();
    (node, found)
}

/// Every scalar of the tree with the bytes it claims.
fn scalars(node: &Node, text: &str, out: &mut Vec<(String, String)>) {
    match &node.value {
        Value::Scalar(value) => out.push((value.clone(), text[node.span.clone()].to_owned())),
        Value::List(items) => items.iter().for_each(|item| scalars(item, text, out)),
        Value::Map(entries) => {
            for entry in entries {
                out.push((entry.key.clone(), text[entry.key_span.clone()].to_owned()));
                scalars(&entry.value, text, out);
            }
        }
        Value::Empty | Value::Faulty => {}
    }
}

#[test]
fn scalars_stay_text_and_know_their_bytes() {
    let text = "# é comment 中文\r\na: NO # ключ é\r\nb: [on, 007, 1e5, null]   # ééé\r\n\
        ключ: {x: \"ä b\", y: 'c'}\r\n- z: ~\r\n"
        .replace("- z: ~", "z: ~");
    let (node, found) = read(&text);
    assert_eq!(found, []);
    let mut all = Vec::new();
    scalars(&node.unwrap(), &text, &mut all);
    let t = |value: &str, written: &str| (value.to_owned(), written.to_owned());
    let wanted = [
        t("a", "a"),
        t("NO", "NO"),
        t("b", "b"),
        t("on", "on"),
        t("007", "007"),
        t("1e5", "1e5"),
        t("null", "null"),
        t("ключ", "ключ"),
        t("x", "x"),
        t("ä b", "\"ä b\""),
        t("y", "y"),
        t("c", "'c'"),
        t("z", "z"),
    ];
    assert_eq!(all, wanted);
}

#[test]
fn multi_line_scalars_do_not_shift_what_follows() {
    let text = "a: \"é\r\n  é\r\n\r\n  é\"\r\nb: |\r\n  中\r\n  文\r\nc: >-\r\n  é\r\n  é\r\nd: \
        plain é\r\n  é more\r\ne: last\r\n";
    let (node, found) = read(text);
    assert_eq!(found, []);
    let mut all = Vec::new();
    scalars(&node.unwrap(), text, &mut all);
    assert_eq!(all.last().unwrap(), &("last".to_owned(), "last".to_owned()));
    assert!(
        all.contains(&(
            "plain é é more".to_owned(),
            "plain é\r\n  é more".to_owned()
        )),
        "{all:?}"
    );
}

#[test]
fn refuses_what_a_gazetteer_has_no_use_for() {
    let t = |text: &str, wanted: &[&str]| {
        let codes: Vec<_> = read(text).1.into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, wanted, "{}", quote(text));
    };
    t("a: &x 1\nb: *x\n", &["yaml-anchor", "yaml-anchor"]);
    t("a: *x\n", &["yaml-anchor"]);
    t("a: !!str 1\n", &["yaml-tag"]);
    t("a: 1\n---\nb: 2\n", &["yaml-documents"]);
    t("---\na: 1\n...\n", &[]);
    t("a: 1\nb: 2\na: 3\n", &["duplicate-key"]);
    t("[a, b]: 1\n", &["yaml-key"]);
    t("? {a: b}\n: 1\n", &["yaml-key"]);
    t(&"[".repeat(100_000), &["yaml-too-deep"]);
    t(&"- ".repeat(100_000), &["yaml-too-deep"]);
    t(&"{a: ".repeat(10_000), &["yaml-too-deep"]);
}

#[test]
fn quoted_texts_end_with_their_quote() {
    let text = "- 'it''s' # 'a' comment\n- \"a \\\" b\"   # \"c\"\n- 'x'\n";
    let (node, _) = read(text);
    let Value::List(items) = node.unwrap().value else {
        panic!("no list");
    };
    let written: Vec<&str> = items.iter().map(|item| &text[item.span.clone()]).collect();
    assert_eq!(written, ["'it''s'", "\"a \\\" b\"", "'x'"]);
}

#[test]
fn syntax_errors_have_a_place() {
    assert_eq!(read("a: [1, 2\nb: 3\n").1.len(), 1);
    assert!(read("a: [1, 2\nb: 3\n").0.is_none());
    assert_eq!(read("actors:\n\t- id: x\n").1[0].0, "yaml-tab");
    assert_eq!(read("a:\n  - id: x\n\tname: y\n").1[0].0, "yaml-tab");
}

#[test]
fn byte_order_marks_take_no_column() {
    let t = |text: &str, wanted: &[(&str, &str)]| {
        let found = read(text).1;
        let found: Vec<_> = found
            .iter()
            .map(|(code, text)| (*code, text.as_str()))
            .collect();
        assert_eq!(found, wanted, "{text:?}");
    };
    t("\u{feff}*a: b", &[("yaml-anchor", "*")]);
    t("\u{feff}{a: b, a: c}", &[("duplicate-key", "a")]);
}

#[test]
fn one_endless_line_is_read_quickly() {
    let text = format!("a: [{}]\n", "é, ".repeat(200_000));
    let began = std::time::Instant::now();
    assert!(read(&text).0.is_some());
    assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
}

proptest! {
    #[test]
    fn any_text_is_answered(
        text in "([a-z{}\\[\\],:#&*!|>'\"%@`~?é \t\r\n\
            \u{feff}\u{0}-]|\n  |: |- |\\.\\.\\.|---){0,60}",
    ) {
        let _ = read(&text);
    }

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn plain_scalars_are_where_they_say(
        items in proptest::collection::vec(
            ("[a-zé中]{1,6}( [a-zé]{1,4})?", "( # [é#]{0,4})?"), 1..12,
        ),
    ) {
        let text: String = items.iter().map(|(item, comment)| format!("- \
            {item}{comment}\r\n")).collect();
        let (node, found) = read(&text);
        prop_assert_eq!(found, []);
        let mut all = Vec::new();
        scalars(&node.unwrap(), &text, &mut all);
        let wanted: Vec<_> = items.iter().map(|(item, _)| (item.clone(), item.clone())).collect();
        prop_assert_eq!(all, wanted);
    }
}
