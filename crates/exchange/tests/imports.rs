//! Lists as people have them, with their oddities, to gazetteers that load. All names are made up.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::fmt::Write;
use std::io::Write as _;
use std::path::Path;

use actag_core::Gazetteer;
use actag_core::gazetteer::{Actor, Cue, NameKind};
use actag_exchange::import::{Format, ImportError, Options, Report, Source, import};

fn nobody() -> Gazetteer {
    Gazetteer::builder().build().unwrap()
}

fn run(
    format: Format,
    path: &Path,
    options: &Options,
    known: &Gazetteer,
) -> Result<(Gazetteer, Report, String), ImportError> {
    let mut yaml = Vec::new();
    let report = import(format, Source::open(path)?, options, known, &mut yaml)?;
    let yaml = String::from_utf8(yaml).unwrap();
    let loaded = actag_format::from_yaml(&yaml);
    let gazetteer = loaded.unwrap_or_else(|error| panic!("{error}\n{yaml}"));
    assert_eq!(gazetteer.actors().len() as u64, report.actors);
    assert_eq!(yaml.len() as u64, report.bytes);
    Ok((gazetteer, report, yaml))
}

/// Imports a file of `tests/lists` and compares with what is recorded beside it. `OVERWRITE=1`
/// records anew.
fn list(format: Format, name: &str, options: &Options) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists");
    let (gazetteer, report, yaml) = run(format, &folder.join(name), options, &nobody()).unwrap();
    let mut found = String::new();
    for actor in gazetteer.actors() {
        writeln!(found, "{}", shown(actor)).unwrap();
    }
    let counts = (
        report.read,
        report.joined,
        report.left_out,
        report.dropped,
        report.to_look_at,
    );
    writeln!(
        found,
        "\nread, joined, left out, dropped, to look at: {counts:?}"
    )
    .unwrap();
    for problem in &report.problems {
        writeln!(found, "{}: {}", problem.place, problem.text).unwrap();
    }
    for (kind, (count, first)) in &report.kinds {
        writeln!(found, "{count} of {kind}, the first at {first}").unwrap();
    }
    for note in &report.notes {
        writeln!(found, "{note}").unwrap();
    }
    let root = env!("CARGO_MANIFEST_DIR");
    write!(
        found,
        "\n{}",
        yaml.replace(root, "").replace("/tests/lists/", "")
    )
    .unwrap();
    let record = folder.join(format!("{name}.out"));
    if std::env::var_os("OVERWRITE").is_some() {
        std::fs::write(&record, &found).unwrap();
    }
    let wanted = std::fs::read_to_string(&record).unwrap_or_default();
    assert!(found == wanted, "{}:\n{found}", record.display());
}

fn written(
    format: Format,
    text: &[u8],
    options: &Options,
) -> Result<(Gazetteer, Report, String), ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list");
    std::fs::File::create(&path)
        .unwrap()
        .write_all(text)
        .unwrap();
    run(format, &path, options, &nobody())
}

fn typed(actor_type: &str) -> Options {
    Options {
        actor_type: Some(actor_type.to_owned()),
        ..Options::default()
    }
}

/// An actor in a line: `id type COUNTRY: Name = Alias + Short ~ Guarded? {codes}`.
fn shown(actor: &Actor) -> String {
    let mut line = format!("{} {}", actor.id, actor.actor_type);
    if let Some(country) = &actor.country {
        write!(line, " {country}").unwrap();
    }
    line += ":";
    for name in &actor.names {
        let sign = match name.kind {
            NameKind::Name => "",
            NameKind::Alias => "= ",
            NameKind::Adjective => "adj ",
            NameKind::Metonym => "met ",
            NameKind::Short => "+ ",
            NameKind::Guarded => "~ ",
        };
        write!(line, " {sign}{}", name.text).unwrap();
        if let Some(conditions) = &name.conditions {
            let needs: Vec<&str> = conditions.needs.iter().map(Cue::text).collect();
            write!(line, "?{}", needs.join(",")).unwrap();
        }
    }
    for code in &actor.codes {
        let day = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
        write!(line, " {}={}", code.scheme, code.value).unwrap();
        if code.from.is_some() || code.until.is_some() {
            write!(line, "({}..{})", day(code.from), day(code.until)).unwrap();
        }
    }
    if actor.is_placeholder() {
        line += " (placeholder)";
    }
    line
}

fn problems(report: &Report) -> String {
    let lines = report
        .problems
        .iter()
        .map(|problem| format!("{}: {}", problem.place, problem.text));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn lists_with_their_oddities() {
    let none = Options::default();
    list(Format::Spreadsheet, "militias.csv", &typed("militia"));
    list(Format::Spacy, "patterns.jsonl", &none);
    list(Format::OpenSanctions, "targets.simple.csv", &none);
    list(Format::OpenSanctions, "entities.ftm.json", &none);
    list(Format::Petrarch, "foo.actors", &none);
    list(Format::Petrarch, "foo.agents", &none);
    list(Format::Wikidata, "query.csv", &none);
    list(Format::Wikidata, "query.json", &typed("militia"));
    list(Format::Wikidata, "flat.json", &typed("militia"));
    list(Format::GeoNames, "ML.txt", &none);
}

fn names_of(text: &[u8]) -> String {
    let (gazetteer, ..) = written(Format::Spreadsheet, text, &typed("militia")).unwrap();
    gazetteer
        .actors()
        .iter()
        .map(shown)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn tables_of_any_dialect() {
    let wanted = "cote-front militia: Côte Front = Front";
    for text in [
        "name,aliases\nCôte Front,Front\n",
        "name;aliases\r\nCôte Front;Front\r\n",
        "NAME\tAliases\nCôte Front\tFront\n",
        "Name|Alias\rCôte Front|Front\r",
        "\u{FEFF}\"Name\",\"Other names\"\nCôte Front,\"Front\"",
        "sep=;\nName;Aliases\nCôte Front;Front\n",
        "A list of fronts,\n,\n,\nalias 1,Group\nFront,Côte Front\n",
    ] {
        assert_eq!(names_of(text.as_bytes()), wanted, "{text}");
    }
    assert_eq!(names_of(b"name,aliases\nC\xF4te Front,Front\n"), wanted);
    let utf16: Vec<u8> = "\u{FEFF}Name\tAliases\r\nCôte Front\tFront\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(names_of(&utf16), wanted);
    let utf16: Vec<u8> = utf16
        .chunks(2)
        .flat_map(|pair| [pair[1], pair[0]])
        .collect();
    assert_eq!(names_of(&utf16), wanted);
}

#[test]
fn what_is_no_list_is_refused() {
    for (format, text, wanted) in [
        (
            Format::Spreadsheet,
            "a,b\n1,2\n",
            "no column `name` in the first rows; there are `a`, `b`",
        ),
        (
            Format::Spreadsheet,
            "",
            "no column `name` in the first rows; there are none at all",
        ),
        (
            Format::Spacy,
            "[{\"label\": 1}]\n",
            "no line is a JSON object; the first is `[{\"label\": 1}]`",
        ),
        (
            Format::OpenSanctions,
            "id,name\n1,Foo\n",
            "no column `schema`: this is no targets.simple.csv, and no file of entities",
        ),
        (
            Format::Wikidata,
            "a,b\n1,2\n",
            "no row names an item of Wikidata: select it as `?item`, with `?itemLabel`",
        ),
        (
            Format::Wikidata,
            "{\"results\": {\"bindings\": 1}}",
            "no answer of a query, after row 0: invalid type: integer `1`, \
             expected `results` with `bindings`, or a list of objects at line 1 column 27",
        ),
        (
            Format::GeoNames,
            "1,Foo,Foo\n",
            "no dump of GeoNames: no line has 19 columns, or the 4 of a list of \
             divisions, with tabs between them",
        ),
    ] {
        let error = written(format, text.as_bytes(), &typed("militia")).unwrap_err();
        let error = error.to_string();
        let (_, message) = error.split_once(": ").unwrap();
        assert_eq!(message, wanted);
    }
    let error = written(Format::Spreadsheet, b"name\nFoo\n", &Options::default()).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("no column `type`, and no type of all of them is given")
    );
}

#[test]
fn columns_are_mapped() {
    let options = Options {
        map: [
            ("Gruppe", "name"),
            ("Kürzel", "short_names"),
            ("Nr", "codes.mine"),
            ("X", "-"),
        ]
        .map(|(from, to)| (from.to_owned(), to.to_owned()))
        .to_vec(),
        ..typed("militia")
    };
    let text = "Nr;Gruppe;Kürzel;X\n7;Foo Front;FF;nothing\n";
    let (gazetteer, _, yaml) = written(Format::Spreadsheet, text.as_bytes(), &options).unwrap();
    assert_eq!(
        shown(&gazetteer.actors()[0]),
        "foo-front militia: Foo Front + FF mine=7"
    );
    assert!(!yaml.contains("# X:"), "{yaml}");
}

#[test]
fn ids_are_nobody_elses_and_shared_names_are_told() {
    let known =
        actag_format::from_yaml("type: militia\nactors:\n  - {id: foo-front, name: Foo Front}\n")
            .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let text = "name,country,part_of\nFoo-Front,MLI,\nFoo Front,NER,foo-front\n\
        Bar,NER,nobody\nقوات,NER,\n";
    std::fs::write(&path, text).unwrap();
    let mut yaml = Vec::new();
    let source = Source::open(&path).unwrap();
    let report = import(
        Format::Spreadsheet,
        source,
        &typed("militia"),
        &known,
        &mut yaml,
    )
    .unwrap();
    let yaml = String::from_utf8(yaml).unwrap();
    for line in [
        "- id: foo-front-2",
        "- id: foo-front-3",
        "# look: part_of: foo-front, which is in the gazetteers that are there: both are \
         needed then",
        "- id: militia",
        "# look: `Foo-Front` is a name of foo-front, too",
        "# look: part_of: nobody, which is the id of no actor",
    ] {
        assert!(yaml.lines().any(|one| one == line), "{line}\n{yaml}");
    }
    assert_eq!(report.shared, 2);
}

#[test]
fn comments_of_a_source_are_comments() {
    let text = "name,note\n\"Foo Front\",\"a\n- id: evil\r# actag: allow(dead-name): x\
        \u{2028}- id: b\u{85}c\u{1b}[2J\"\n";
    let (gazetteer, _, yaml) =
        written(Format::Spreadsheet, text.as_bytes(), &typed("militia")).unwrap();
    assert_eq!(gazetteer.actors().len(), 1);
    assert!(
        !yaml.contains("actag: allow") && !yaml.contains('\u{1b}') && !yaml.contains('\u{2028}')
    );
}

#[test]
fn rows_of_one_id_are_one_actor_and_a_thousand_of_one_name_are_a_thousand() {
    let text = "id,name,aliases\nfoo,Foo Front,A Foo\nbar,Bar Front,\nfoo,Foo Front,B Foo\n";
    assert_eq!(
        names_of(text.as_bytes()),
        "foo militia: Foo Front = A Foo = B Foo\nbar militia: Bar Front"
    );
    let mut text = "id,name\n".to_owned();
    for number in 0..1000 {
        writeln!(text, "№{number},Foo Front").unwrap();
    }
    let (gazetteer, report, _) =
        written(Format::Spreadsheet, text.as_bytes(), &typed("militia")).unwrap();
    assert_eq!((gazetteer.actors().len(), report.joined), (1000, 0));
}

#[test]
fn an_unclosed_quote_is_told() {
    let text = "name,aliases,note\nFoo Front,\"A Foo,x\nBar Front,B Bar,y\nBaz Front,C Baz\",z\n";
    let (_, report, yaml) =
        written(Format::Spreadsheet, text.as_bytes(), &typed("militia")).unwrap();
    assert_eq!(report.to_look_at, 1, "{yaml}");
    assert!(yaml.contains("is a quotation mark not closed?"), "{yaml}");
}

#[test]
fn what_check_calls_an_error_is_not_written() {
    let text = "id,name,aliases,part_of,wikidata,ucdp,country
a,Foo Front,F\u{43e}o Men,b,Q90001,1x,MLI
b,Bar Front,,c,Q90001,12,XYZ
c,Baz Front,Men of <name>,a,http://www.wikidata.org/entity/Q90002,,ZZZ
d,Qux Front,,d,Q90003|Q90004,,SUN
";
    let (gazetteer, report, yaml) =
        written(Format::Spreadsheet, text.as_bytes(), &typed("militia")).unwrap();
    let wanted = "a militia MLI: Foo Front wikidata=Q90001
b militia XYZ: Bar Front ucdp=12
c militia: Baz Front wikidata=Q90002
d militia SUN: Qux Front wikidata=Q90003 wikidata=Q90004";
    let found: Vec<String> = gazetteer.actors().iter().map(shown).collect();
    assert_eq!(found.join("\n"), wanted, "{yaml}");
    assert_eq!(
        (report.left_out, report.dropped),
        (0, 5),
        "{}",
        problems(&report)
    );
    // A circle is closed by the last of it.
    let text = "id,name,part_of\na,Foo Front,b\nb,Bar Front,c\nc,Baz Front,a\n";
    let (_, report, yaml) =
        written(Format::Spreadsheet, text.as_bytes(), &typed("militia")).unwrap();
    assert_eq!(report.to_look_at, 1, "{yaml}");
    assert!(
        yaml.contains("# look: part_of: a, which is a part of it, or too deep"),
        "{yaml}"
    );
}
