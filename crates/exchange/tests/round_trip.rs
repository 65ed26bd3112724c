//! Shipped gazetteers to a spreadsheet and back: nothing is lost.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use actag_core::Gazetteer;
use actag_core::gazetteer::{Actor, Cue, NameKind};
use actag_exchange::export::spreadsheet;
use actag_exchange::import::{Format, Options, Source, import};

fn shipped() -> Gazetteer {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteers");
    actag_format::load(folder).unwrap()
}

fn imported(sheet: &Path, known: &Gazetteer) -> (String, actag_exchange::import::Report) {
    let mut yaml = Vec::new();
    let source = Source::open(sheet).unwrap();
    let report = import(
        Format::Spreadsheet,
        source,
        &Options::default(),
        known,
        &mut yaml,
    )
    .unwrap();
    (String::from_utf8(yaml).unwrap(), report)
}

/// Everything that an actor says, without the places where it is written.
fn said(actor: &Actor) -> String {
    let mut names: Vec<String> = Vec::new();
    for kind in [
        NameKind::Name,
        NameKind::Alias,
        NameKind::Adjective,
        NameKind::Metonym,
        NameKind::Short,
        NameKind::Guarded,
    ] {
        for name in actor.names.iter().filter(|name| name.kind == kind) {
            let conditions = name.conditions.as_deref().map(|conditions| {
                let cues = |cues: &[Cue]| format!("{cues:?}");
                let (needs, unless) = (cues(&conditions.needs), cues(&conditions.unless));
                let words = (&conditions.before, &conditions.after);
                let nots = (&conditions.not_before, &conditions.not_after);
                format!("{needs} {unless} {words:?} {nots:?}")
            });
            names.push(format!(
                "{kind:?} {} {:?} {} {conditions:?}",
                name.text, name.case, name.weak
            ));
        }
    }
    let texts = |phrases: &[actag_core::gazetteer::Phrase]| -> Vec<String> {
        phrases.iter().map(|phrase| phrase.text.clone()).collect()
    };
    let codes = |codes: &actag_core::gazetteer::Codes| -> Vec<String> {
        let codes = codes.iter();
        codes
            .map(|one| {
                format!(
                    "{}={} {:?} {:?}",
                    one.scheme, one.value, one.from, one.until
                )
            })
            .collect()
    };
    let roles: Vec<String> = actor
        .roles()
        .iter()
        .map(|role| {
            let days = (role.from, role.until, role.known_until);
            format!(
                "{:?} {:?} {days:?} {:?}",
                role.title,
                role.of,
                codes(&role.codes)
            )
        })
        .collect();
    format!(
        "{} {} {} {:?} {:?} {} {names:#?} {:?} {roles:#?} {:?} {:?} {:?}",
        actor.id,
        actor.name,
        actor.actor_type,
        actor.country,
        actor.part_of,
        actor.is_placeholder(),
        codes(&actor.codes),
        texts(actor.not()),
        texts(actor.matches()),
        texts(actor.never()),
    )
}

#[test]
fn the_shipped_gazetteers_come_back_from_a_spreadsheet() {
    let before = shipped();
    let folder = tempfile::tempdir().unwrap();
    let sheet: PathBuf = folder.path().join("sheet.csv");
    let file = std::fs::File::create(&sheet).unwrap();
    let exported = spreadsheet(&before, std::io::BufWriter::new(file)).unwrap();
    assert_eq!(exported.actors, before.actors().len() as u64);
    let (yaml, report) = imported(&sheet, &before);
    assert_eq!(report.read, exported.actors);
    assert_eq!(
        (report.actors, report.left_out, report.dropped),
        (report.read, 0, 0),
        "{report:#?}"
    );
    let after = actag_format::from_yaml(&yaml).unwrap();
    assert_eq!(after.actors().len(), before.actors().len());
    for actor in before.actors() {
        let back = after.actor(&actor.id).unwrap();
        assert_eq!(said(actor), said(back));
    }
}

#[test]
fn what_is_edited_in_the_spreadsheet_comes_back_edited() {
    let before = actag_format::from_yaml(
        "type: militia
actors:
  - id: foo-front
    name: Foo Front
    aliases: ['Front|Foo', 'Foo \\ Bar']
    not: ['Foo Front | Page', Foo Front Page]
    guarded: [{name: FF, needs: [foo-front, Foo], case: exact, weak: true}]
    matches: [\"[Foo Front] came\\n\"]
    codes: {ucdp: 12, mine: [{code: A, from: 2001-01-01}, B]}
",
    )
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let sheet = folder.path().join("sheet.csv");
    let mut csv = Vec::new();
    spreadsheet(&before, &mut csv).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    std::fs::write(
        &sheet,
        csv.replace("foo-front,Foo Front,", "foo-front,Foo National Front,"),
    )
    .unwrap();
    let (yaml, report) = imported(&sheet, &Gazetteer::builder().build().unwrap());
    assert_eq!((report.actors, report.dropped), (1, 0), "{report:#?}");
    let after = actag_format::from_yaml(&yaml).unwrap();
    let wanted = said(&before.actors()[0]).replacen("Foo Front", "Foo National Front", 1);
    let wanted = wanted.replacen("Name Foo Front", "Name Foo National Front", 1);
    assert_eq!(said(&after.actors()[0]), wanted);
    assert!(csv.contains(",Foo Front \\| Page|Foo Front Page,"), "{csv}");
}
