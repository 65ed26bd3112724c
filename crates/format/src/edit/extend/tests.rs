use super::*;
use crate::edit::additions::Guarded;

fn aliases(names: &[&str]) -> Additions {
    Additions {
        aliases: names.iter().map(|&name| name.into()).collect(),
        ..Additions::default()
    }
}

/// Adds to the actor `x`.
fn added(before: &str, additions: &Additions) -> String {
    let mut sheet = Sheet::read(before).unwrap();
    let at = sheet
        .add("x", additions)
        .unwrap_or_else(|error| panic!("{error}: {before:?}"));
    assert!(at > 0);
    sheet.text()
}

#[test]
fn names_go_behind_those_that_are_there() {
    let t = |before: &str, after: &str| {
        let before = format!("actors:\n  - id: x\n    name: X\n{before}");
        let after = format!("actors:\n  - id: x\n    name: X\n{after}");
        assert_eq!(added(&before, &aliases(&["New"])), after);
    };
    // On lines of their own.
    t(
        "    aliases:\n      - A\n",
        "    aliases:\n      - A\n      - New\n",
    );
    t(
        "    aliases:\n      - A",
        "    aliases:\n      - A\n      - New",
    );
    t(
        "    aliases:\n    -  'A' # c\n    # d\n",
        "    aliases:\n    -  'A' # c\n    -  'New'\n    # d\n",
    );
    t(
        "    aliases:\n      - \"{,al-}A\"\n",
        "    aliases:\n      - \"{,al-}A\"\n      - New\n",
    );
    t(
        "    aliases:\n      - >+\n        A\n\n    not: [B]\n",
        "    aliases:\n      - >+\n        A\n\n      - New\n    not: [B]\n",
    );
    t(
        "    aliases:\n      - >-\n        A\n\n    not: [B]\n",
        "    aliases:\n      - >-\n        A\n      - New\n\n    not: [B]\n",
    );
    // Between brackets.
    t(
        "    aliases: [A, B]  # c\n",
        "    aliases: [A, B, New]  # c\n",
    );
    t(
        "    aliases: ['A' # c\n      ]\n",
        "    aliases: ['A', 'New' # c\n      ]\n",
    );
    t("    aliases: [A, ]\n", "    aliases: [A, New, ]\n");
    t(
        "    aliases: [\n      A,\n      B\n      ]\n",
        "    aliases: [\n      A,\n      B,\n      New\n      ]\n",
    );
    t(
        "    aliases: [\n      A,\n      B, # c\n      ]\n",
        "    aliases: [\n      A,\n      B, # c\n      New,\n      ]\n",
    );
    t(
        "    aliases: [\n      A,\n      B # c\n      ]\n",
        "    aliases: [\n      A,\n      B, # c\n      New\n      ]\n",
    );
    t(
        "    aliases: [\n      A,\n      B]\n",
        "    aliases: [\n      A,\n      B,\n      New]\n",
    );
    t("    aliases: []\n", "    aliases: [New]\n");
    t(
        "    aliases: [ # c\n      ]\n",
        "    aliases: [New # c\n      ]\n",
    );
    t("    aliases: # c\n", "    aliases: # c\n      - New\n");
    // Not there yet: behind what comes before it in the order of the format.
    t(
        "    country: IRQ # c\n    codes: {a: b}\n",
        "    country: IRQ # c\n    aliases:\n      - New\n    codes: {a: b}\n",
    );
    t("", "    aliases:\n      - New\n");
}

#[test]
fn actors_in_brackets_stay_there() {
    let t = |before: &str, after: &str| assert_eq!(added(before, &aliases(&["New"])), after);
    t(
        "actors:\n  - {id: x, name: X}\n",
        "actors:\n  - {id: x, name: X, aliases: [New]}\n",
    );
    t(
        "actors: [{id: x, name: X, codes: {a: b}}]\n",
        "actors: [{id: x, name: X, aliases: [New], codes: {a: b}}]\n",
    );
    t(
        "actors:\n  - {\n      id: x,\n      name: X\n    }\n",
        "actors:\n  - {\n      id: x,\n      name: X,\n      aliases: [New]\n    }\n",
    );
    t(
        "{actors: [{aliases: [A], id: x}]}",
        "{actors: [{aliases: [A, New], id: x}]}",
    );
}

#[test]
fn every_list_has_its_form() {
    let additions = Additions {
        adjectives: vec!["Xish".into()],
        short_names: vec!["X, Y".into()],
        guarded: vec![Guarded {
            name: "PMU".into(),
            needs: vec!["iraq".into(), "a: b".into()],
            unless: vec!["grid".into()],
        }],
        codes: vec![
            ("wikidata".into(), "Q1".into()),
            ("cow".into(), "630".into()),
        ],
        matches: vec!["[PMU] left".into()],
        ..Additions::default()
    };
    let wanted = "actors:\r
  - id: x\r
    name: X\r
    adjectives: [Xish]\r
    short_names:\r
      - X, Y\r
    guarded:\r
      - {name: PMU, needs: [iraq, \"a: b\"], unless: [grid]}\r
    codes: {wikidata: Q1, cow: \"630\"}\r
    matches:\r
      - \"[PMU] left\"\r
";
    assert_eq!(
        added("actors:\r\n  - id: x\r\n    name: X\r\n", &additions),
        wanted
    );
}

#[test]
fn mappings_are_written_like_those_before() {
    let additions = Additions {
        guarded: vec![Guarded {
            name: "Y".into(),
            needs: vec!["b".into()],
            unless: vec![],
        }],
        codes: vec![("b".into(), "1".into())],
        ..Additions::default()
    };
    let before = "actors:
- id: x
  name: X
  codes:
    a: b
  guarded:
  -  name: G
     needs:
     - a
";
    let after = "actors:
- id: x
  name: X
  codes:
    a: b
    b: \"1\"
  guarded:
  -  name: G
     needs:
     - a
  -  name: Y
     needs:
     - b
";
    assert_eq!(added(before, &additions), after);
}

#[test]
fn codes_are_not_written_twice() {
    let text = "actors:\n  - {id: x, name: X, codes: {a: b}}\n";
    let mut sheet = Sheet::read(text).unwrap();
    let codes = |scheme: &str| Additions {
        codes: vec![(scheme.into(), "c".into())],
        aliases: vec!["New".into()],
        ..Additions::default()
    };
    assert!(matches!(
        sheet.add("x", &codes("a")),
        Err(EditError::CodeTaken { .. })
    ));
    assert_eq!(sheet.text(), text);
    sheet.add("x", &codes("d")).unwrap();
    assert_eq!(
        sheet.text(),
        "actors:\n  - {id: x, name: X, aliases: [New], codes: {a: b, d: c}}\n"
    );
    assert_eq!(
        sheet.add("y", &aliases(&["N"])),
        Err(EditError::NoActor("y".into()))
    );
}

#[test]
fn what_is_not_understood_is_left_alone() {
    let t = |text: &str| {
        let mut sheet = Sheet::read(text).unwrap();
        let error = sheet.add("x", &aliases(&["New"])).unwrap_err();
        assert!(matches!(error, EditError::Unsafe { .. }), "{error}");
        assert_eq!(sheet.text(), text);
    };
    t("actors:\n  - id: x\n    aliases: {a: b}\n");
    t("actors:\n  - id: x\n    aliases: text\n");
    t("actors:\n  - ? id\n    : x\n    ? aliases\n    : A\n");
    for (text, line) in [("a: [", 1), ("a: 1\na: 2\n", 2), ("x: &a b\n", 1)] {
        let error = Sheet::read(text).unwrap_err();
        assert!(
            matches!(error, EditError::Faulty { line: found, .. } if found == line),
            "{error}"
        );
    }
}
