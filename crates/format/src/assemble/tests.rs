use std::fs;
use std::path::Path;

use proptest::prelude::*;

use actag_core::gazetteer::{Case, Conditions, NameKind};

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn a_folder_is_one_gazetteer() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(
        at,
        "b.yaml",
        "type: x\nactors:\n  - {id: b, name: B, part_of: c}\n",
    );
    write(
        at,
        "a/nested.yml",
        "type: x\nactors:\n  - {id: a, name: A, part_of: b}\n",
    );
    write(at, "c.csv", "id,name,type\nc,C,x\n");
    for ignored in [
        ".hidden.yaml",
        ".git/x.yaml",
        "SOURCES.md",
        "gazetteer.schema.json",
        "notes.txt",
    ] {
        write(at, ignored, "not a gazetteer");
    }
    let gazetteer = crate::load(at).unwrap();
    let ids: Vec<&str> = gazetteer
        .actors()
        .iter()
        .map(|actor| actor.id.as_str())
        .collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(gazetteer.sources().len(), 3);
    assert_eq!(gazetteer.index_of("c"), Some(2));
    let (path, line, column) = gazetteer.place(gazetteer.actors()[2].origin).unwrap();
    assert_eq!(
        (Path::new(path), line, column),
        (at.join("c.csv").as_path(), 2, 1)
    );

    // The hash distinguishes contents and names, but not where the folder lies; a folder given
    // twice counts once.
    let twice = crate::load_all(&[at.to_path_buf(), at.join("b.yaml"), at.to_path_buf()]).unwrap();
    assert_eq!(twice.hash(), gazetteer.hash());
    write(
        at,
        "b.yaml",
        "type: x\nactors:\n  - {id: b, name: Bb, part_of: c}\n",
    );
    assert_ne!(crate::load(at).unwrap().hash(), gazetteer.hash());
    assert_eq!(gazetteer.hash().len(), 64);
}

#[test]
fn byte_order_marks_and_line_ends_do_not_shift_places() {
    let text = "\u{feff}type: x\r\nactors:\r\n  - id: ä\r\n";
    let error = crate::from_yaml(text).unwrap_err();
    let places: Vec<_> = error
        .diagnostics
        .iter()
        .map(|one| one.line_column().unwrap())
        .collect();
    assert_eq!(places, [(3, 5), (3, 9)]);
}

#[test]
fn a_broken_file_does_not_hide_the_mistakes_of_others() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.yaml", "actors: [\n");
    write(
        folder.path(),
        "b.yaml",
        "type: x\nactors:\n  - {id: b, nam: B, part_of: only-in-a}\n",
    );
    let error = crate::load(folder.path()).unwrap_err();
    let codes: Vec<_> = error.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["yaml-syntax", "missing-key", "unknown-key"]);
}

#[test]
fn reads_the_format_of_the_design() {
    let text = r#"
type: government
actors:
  - id: iran
    name: Iran
    aliases: [Islamic Republic of Iran]
    adjectives: ["Iranian{,s}"]
    codes: {iso3: IRN, cow: 630, is: NO, on: on, seven: 007, e: 1e5}
  - id: pmf
    name: Popular Mobilization Forces
    type: militia
    country: IRQ
    part_of: iran
    guarded:
      - name: PMU
        needs: [iran, Baghdad]
        unless: [grid]
        not_before: [the]
        case: exact
        weak: true
      - {name: P.M.U., case: any}
    roles:
      - {title: Ally, of: iran, from: 2014-06-15, until: 2018-03-08, codes: {cameo: X}}
    not: ["PMU device{,s}"]
    matches: ["the [PMU] left Baghdad"]
    never: ["the PMU measures"]
"#;
    let gazetteer = crate::from_yaml(text).unwrap();
    let iran = gazetteer.actor("iran").unwrap();
    let codes: Vec<_> = iran.codes.iter().map(|code| &*code.value).collect();
    assert_eq!(codes, ["630", "1e5", "NO", "IRN", "on", "007"]);
    let pmf = gazetteer.actor("pmf").unwrap();
    let pmu = &pmf.names[1];
    assert_eq!(
        (pmu.kind, pmu.case, pmu.weak),
        (NameKind::Guarded, Case::Exact, true)
    );
    let conditions = pmu.conditions.as_deref().unwrap();
    assert_eq!(
        format!("{:?}", conditions.needs),
        r#"[Actor("iran"), Word("Baghdad")]"#
    );
    assert_eq!(conditions.not_before, ["the"]);
    assert_ne!(*conditions, Conditions::default());
    assert_eq!(
        (pmf.names[2].case, pmf.names[2].conditions.is_none()),
        (Case::Any, true)
    );
    assert_eq!(pmf.roles()[0].until.unwrap().to_string(), "2018-03-08");
    assert_eq!(pmf.not().len(), 2);
    assert_eq!(pmf.matches()[0].text, "the [PMU] left Baghdad");
}

proptest! {
    /// Pieces of gazetteers in any order: whatever comes out, it is an answer, and every finding
    /// can be shown.
    #[test]
    fn any_gazetteer_is_answered(pieces in proptest::collection::vec(prop::sample::select(vec![
        "type: x\n", "actors:\n", "families:\n", "  - id: a\n", "  - id: \"<id>-b\"\n",
            "    name: A\n", "    name: é{a,b\n",
        "    aliases: [b, \"{c,d}\", é]\n", "    aliases:\n", "      - \"{a,<name>}\"\n",
            "    guarded:\n",
        "      - {name: G, needs: [a, b-c]}\n", "    part_of: a\n", "    each: {type: x}\n",
            "    each: {id: [a]}\n",
        "    codes: {x: 1}\n", "    roles: [{from: 2000-01-01, until: 1999-01-01}]\n",
            "    country: é\n",
            "\t", "\r\n", "- ", "# é\n", "[", "}", "'",
    ]), 0..20)) {
        if let Err(error) = crate::from_yaml(&pieces.concat()) {
            prop_assert!(!error.diagnostics.is_empty());
            prop_assert!(!error.to_string().is_empty());
            for diagnostic in &error.diagnostics {
                prop_assert!(!diagnostic.to_string().contains('\n'));
            }
        }
    }
}

/// Rows of a table add to actors of other files: to written ones and to those of families.
#[test]
fn tables_beside_add_codes_and_roles() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "z.yaml",
        "type: government
actors:
  - {id: germany, name: Germany, adjectives: [German], codes: {iso3: DEU, wikidata: Q183}}
  - {id: scholz, name: Olaf Scholz, type: person, roles: [{title: Mayor}]}
families:
  - {each: {type: government}, id: <id>-army, name: <adjective> army, type: military}
",
    );
    write(
        "codes.csv",
        "actor,codes.cow,codes,from,until
germany,260,,1955-05-05,1990-10-03
germany,255,gw=260|261,1990-10-03,
germany-army,,cameo=DEUMIL,,
germany,,wikidata=Q1,,
nobody,1,,,
noone,2,,,
",
    );
    write(
        "offices.csv",
        "actor,title,of,from,until,known_until
scholz,Chancellor,germany,2021-12-08,,2022-12-31
",
    );
    let draft = crate::draft(&[folder.path().to_owned()]).unwrap();
    assert_eq!(draft.errors, []);
    let found = crate::check::check(&draft).unwrap();
    let idle: Vec<_> = found.iter().filter(|one| one.code == "idle-row").collect();
    assert_eq!(idle.len(), 1);
    assert!(idle[0].message.starts_with("2 rows") && idle[0].message.contains("`nobody`"));
    let gazetteer = draft.into_gazetteer().unwrap();
    let on = |id: &str, day: &str| {
        let codes = &gazetteer.actor(id).unwrap().codes;
        let held = codes.on(Some(day.parse().unwrap()));
        let pairs = held
            .iter()
            .map(|(scheme, value)| format!("{scheme}={value}"));
        pairs.collect::<Vec<_>>().join(";")
    };
    assert_eq!(
        on("germany", "1990-10-02"),
        "cow=260;iso3=DEU;wikidata=Q183"
    );
    let today = "cow=255;gw=260|261;iso3=DEU;wikidata=Q183";
    assert_eq!(on("germany", "1990-10-03"), today);
    assert_eq!(on("germany-army", "1990-10-03"), "cameo=DEUMIL");
    let roles = gazetteer.actor("scholz").unwrap().roles();
    let titles: Vec<_> = roles
        .iter()
        .filter_map(|role| role.title.as_deref())
        .collect();
    assert_eq!(titles, ["Mayor", "Chancellor"]);
    let held = |day: &str| roles[1].holds_on(day.parse().unwrap());
    assert!(held("2022-12-31") && !held("2023-01-01") && !held("2021-12-07"));
    assert_eq!(roles[1].of.as_deref(), Some("germany"));
}

/// An entry has dated codes and lists as a table has them.
#[test]
fn an_entry_may_have_several_codes_of_a_scheme() {
    let gazetteer = crate::from_yaml(
        "type: x
actors:
  - id: a
    name: A
    codes:
      cow: [{code: 260, from: 1955-05-05, until: 1990-10-03}, {code: 255, from: 1990-10-03}]
      gw: {code: 260, from: 1949-09-21}
      ticker: [AA, BB]
      wikidata: Q1
",
    )
    .unwrap();
    let codes = &gazetteer.actors()[0].codes;
    let on = |day: Option<&str>| {
        let held = codes.on(day.map(|day| day.parse().unwrap()));
        held.into_iter()
            .map(|(of, code)| format!("{of}={code} "))
            .collect::<String>()
    };
    assert_eq!(on(None), "cow=255 gw=260 ticker=AA|BB wikidata=Q1 ");
    assert_eq!(
        on(Some("1990-10-02")),
        "cow=260 gw=260 ticker=AA|BB wikidata=Q1 "
    );
    assert_eq!(on(Some("1900-01-01")), "ticker=AA|BB wikidata=Q1 ");
    let wrong = "type: x
actors:
  - {id: a, name: A, codes: {a: [], b: [[c]], c: {from: 2000-01-01}, d: {code: e, til: f}, g: h|i}}
  - {id: b, name: B, codes: {a: {code: b, from: 2001-01-01, until: 2000-01-01}, c: {code: {d: e}}}}
  - {id: c, name: C, roles: [{title: T, until: 2001-01-01, known_until: 2002-01-01}]}
";
    let error = crate::from_yaml(wrong).unwrap_err();
    let codes: Vec<_> = error.diagnostics.iter().map(|one| one.code).collect();
    let wanted = [
        "empty-value",
        "wrong-type",
        "missing-key",
        "unknown-key",
        "bad-code",
        "reversed-dates",
        "wrong-type",
        "bad-value",
    ];
    assert_eq!(codes, wanted);
}
