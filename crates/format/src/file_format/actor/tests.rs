use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::file_format::GazetteerFile;

use actag_core::gazetteer::names::{self, squeeze};
use actag_core::gazetteer::{Case, Code, Codes, Extras, Origin};

const NOWHERE: Origin = Origin {
    source: 0,
    start: 0,
    end: 0,
};

fn phrase(text: String) -> Phrase {
    Phrase {
        text,
        origin: NOWHERE,
    }
}

fn yaml(actors: &[Actor]) -> String {
    let mut yaml = Vec::new();
    let file = GazetteerFile::of(actors).unwrap_or_else(|error| panic!("{error}"));
    file.write(&mut yaml).unwrap();
    String::from_utf8(yaml).unwrap()
}

fn read(yaml: &str) -> Vec<Actor> {
    let loaded = crate::from_yaml(yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"));
    loaded.actors().iter().map(without_places).collect()
}

/// Returns an actor as it is compared: without places, its names in the order of the format, which
/// has all guarded names last, and no conditions instead of conditions that ask for nothing.
fn without_places(actor: &Actor) -> Actor {
    let mut actor = actor.clone();
    actor.origin = NOWHERE;
    for name in &mut actor.names {
        name.origin = NOWHERE;
        name.conditions = name
            .conditions
            .take()
            .filter(|conditions| **conditions != Conditions::default());
    }
    actor.names.sort_by_key(|name| name.kind);
    if let Some(extras) = &mut actor.extras {
        for role in &mut extras.roles {
            role.origin = NOWHERE;
        }
        let phrases = extras.not.iter_mut().chain(&mut extras.matches);
        for phrase in phrases.chain(&mut extras.never) {
            phrase.origin = NOWHERE;
        }
    }
    actor
}

#[test]
fn every_shipped_actor_reads_back() {
    let shipped = crate::shipped::shipped();
    let read = read(&yaml(shipped.actors()));
    assert_eq!(read.len(), shipped.actors().len());
    for (read, wanted) in read.iter().zip(shipped.actors()) {
        assert_eq!(*read, without_places(wanted));
    }
}

#[test]
fn lists_of_csv_read_back_but_for_what_has_a_meaning_in_yaml() {
    let folder = tempfile::tempdir().unwrap();
    let of_csv = |row: &str| {
        let file = folder.path().join("list.csv");
        std::fs::write(&file, format!("id,type,name,aliases,codes\n{row}\n")).unwrap();
        crate::load(&file).unwrap().actors().to_vec()
    };
    let actors = of_csv(r#"a,x,A: b,"c {d,e}|f\{g|h\, i",iso3=;cow=007"#);
    let read = read(&yaml(&actors));
    let aliases: Vec<&str> = read[0].names[1..].iter().map(|name| &*name.text).collect();
    assert_eq!(aliases, ["c {d,e}", r"f\{g", r"h\, i"]);
    assert_eq!(
        read[0].codes.on(None),
        BTreeMap::from([("cow", "007".into())])
    );

    let t = |row: &str, holds: &str| {
        let error = GazetteerFile::of(&of_csv(row)).unwrap_err().to_string();
        let begins = format!("the actor `a` cannot be written as YAML: its {holds}, where");
        assert!(error.starts_with(&begins), "{error}");
    };
    t("a,x,A {b},,", "`name` holds `A {b}`");
    t("a,x,A <id>,,", "`name` holds `A <id>`");
    t("a,x,A,B|the <name>,", "`aliases` holds `the <name>`");
}

#[test]
fn separators_in_examples_become_line_breaks() {
    let text = "type: x\nactors: [{id: a, name: A, never: [\"b\\Lc\\Pd\"]}]\n";
    let loaded = crate::from_yaml(text).unwrap();
    assert_eq!(loaded.actors()[0].never()[0].text, "b\u{2028}c\u{2029}d");
    let read = read(&yaml(loaded.actors()));
    assert_eq!(read[0].never()[0].text, "b\nc\n\nd");
}

/// Texts that YAML would read as something else, or that its signs could break.
fn text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "NO",
        "on",
        "y",
        "null",
        "~",
        "true",
        "1e5",
        "007",
        "0x1F",
        "1_000",
        "12:30:45",
        ".inf",
        ".nan",
        "2017-01-20",
        "- a",
        "? a",
        "a: b",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a`",
        "a:",
        "[a]",
        "{a}",
        "'a'",
        "\"a\"",
        "|",
        ">",
        "---",
        "...",
        "=",
        "<<",
        "a{b,c}",
        "\\{a",
        "a\\,b",
        "a\\",
        "\u{1F600}a",
        "حزب الله",
        "中文",
        "a, b",
    ]);
    let made = "(\\PC|[-?:,\\[\\]{}#&*!|>'\"%@`~<=a1. \t\n\r\\\\\
        \u{7}\u{85}\u{200F}\u{2028}\u{FEFF}]){1,12}";
    prop_oneof![known.prop_map(str::to_owned), made]
}

/// White space squeezed, as the reader leaves it.
fn line() -> impl Strategy<Value = String> {
    let squeezed = text().prop_map(|text| squeeze(&text));
    squeezed.prop_filter("empty", |text| !text.is_empty())
}

/// Returns a text that may be a name; a letter put before it makes most texts one.
fn findable() -> impl Strategy<Value = String> {
    let is_name = |text: &str| names::check_name(text).is_ok() && !has_placeholder(text);
    let named = line().prop_map(move |text| match is_name(&text) {
        true => text,
        false => squeeze(&format!("a{}", text.replace(char::is_control, " "))),
    });
    named.prop_filter("not findable", move |text| is_name(text))
}

/// Returns a text of a place where braces are not expanded.
fn literal() -> impl Strategy<Value = String> {
    findable().prop_map(|text| text.replace(['{', '}'], "a"))
}

fn word() -> impl Strategy<Value = String> {
    // What looks like an id must be one.
    literal().prop_filter("an id", |text| !names::looks_like_id(text))
}

fn conditions() -> impl Strategy<Value = Conditions> {
    let cues = || {
        let actor = Just(Cue::Actor("an-actor".to_owned()));
        vec(prop_oneof![word().prop_map(Cue::Word), actor], 0..3)
    };
    let words = || vec(word(), 0..3);
    (cues(), cues(), words(), words(), words(), words()).prop_map(
        |(needs, unless, before, after, not_before, not_after)| Conditions {
            needs,
            unless,
            before,
            after,
            not_before,
            not_after,
        },
    )
}

fn name() -> impl Strategy<Value = Name> {
    use NameKind::{Adjective, Alias, Guarded, Metonym, Short};
    let name_kind = prop::sample::select(vec![Alias, Adjective, Metonym, Short, Guarded]);
    let case = prop::sample::select(vec![Case::Written, Case::Exact, Case::Any]);
    let parts = (findable(), name_kind, case, any::<bool>(), conditions());
    parts.prop_map(|(text, name_kind, case, weak, conditions)| {
        let plain = Name {
            text,
            kind: name_kind,
            case: Case::Written,
            weak: false,
            conditions: None,
            origin: NOWHERE,
        };
        match name_kind {
            Guarded => Name {
                case,
                weak,
                conditions: Some(Arc::new(conditions)),
                ..plain
            },
            _ => plain,
        }
    })
}

fn some_codes() -> impl Strategy<Value = Codes> {
    let value = line().prop_filter("bad code", |text| names::check_code(text).is_ok());
    let code = ("[a-zA-Z0-9_.-]{1,2}|null|NO|true", value, dates());
    vec(code, 0..5).prop_map(|codes| {
        let codes = codes.into_iter();
        let codes = codes.map(|(scheme, value, (from, until))| Code {
            from,
            until,
            ..Code::new(scheme, value)
        });
        codes.collect()
    })
}

fn dates() -> impl Strategy<Value = (Option<Date>, Option<Date>)> {
    let dates = prop::sample::select(vec![
        (None, None),
        (Some("2017-01-20"), None),
        (None, Some("0001-01-01")),
        (Some("2017-01-20"), Some("9999-12-31")),
    ]);
    let day = |day: &str| day.parse().unwrap();
    dates.prop_map(move |(from, until)| (from.map(day), until.map(day)))
}

fn some_role() -> impl Strategy<Value = Role> {
    let of = option::of(Just("an-actor".to_owned()));
    let known = any::<bool>();
    (line(), of, dates(), known, some_codes()).prop_map(
        |(title, of, (from, until), known, codes)| {
            let known = known && until.is_none();
            Role {
                title: Some(title),
                of,
                from,
                until,
                known_until: known.then(|| "2022-12-31".parse().unwrap()),
                codes,
                origin: NOWHERE,
            }
        },
    )
}

fn extras() -> impl Strategy<Value = Extras> {
    let separators = ['\u{2028}', '\u{2029}'];
    let example = move || {
        let text = text().prop_map(move |text| text.replace(separators, "\n"));
        text.prop_filter("empty", |text| !text.trim().is_empty())
    };
    let marked = example().prop_map(|text| format!("{} [a]", text.replace(['[', ']'], "")));
    let phrases = |texts| {
        vec(texts, 0..3)
            .prop_map(|texts: Vec<String>| texts.into_iter().map(phrase).collect::<Vec<_>>())
    };
    let not = phrases(findable().boxed());
    let examples = (phrases(marked.boxed()), phrases(example().boxed()));
    (vec(some_role(), 0..3), not, examples, any::<bool>()).prop_map(
        |(roles, not, (matches, never), placeholder)| Extras {
            roles,
            not,
            matches,
            never,
            placeholder,
            changes: Vec::new(),
        },
    )
}

fn actor() -> impl Strategy<Value = Actor> {
    let belongs = option::of(Just("an-actor".to_owned()));
    let head = (
        literal(),
        line(),
        option::of("[A-Z]{3}"),
        belongs,
        some_codes(),
    );
    (head, vec(name(), 0..6), extras()).prop_map(
        |((canonical, actor_type, country, part_of, codes), others, extras)| {
            let mut names = vec![Name {
                text: canonical.clone(),
                kind: NameKind::Name,
                case: Case::Written,
                weak: false,
                conditions: None,
                origin: NOWHERE,
            }];
            for name in others {
                let same = |other: &Name| other.kind == name.kind && other.text == name.text;
                if name.kind == NameKind::Guarded || !names.iter().any(same) {
                    names.push(name);
                }
            }
            Actor {
                id: "made-up".to_owned(),
                name: canonical,
                actor_type: actor_type.into(),
                country,
                part_of,
                codes,
                names,
                extras: extras.boxed(),
                origin: NOWHERE,
            }
        },
    )
}

proptest! {
    #[test]
    fn any_actor_reads_back(actor in actor()) {
        let mut other = Actor {
            id: "an-actor".to_owned(),
            part_of: None,
            extras: None,
            ..actor.clone()
        };
        other.names.truncate(1);
        let wanted = [without_places(&actor), other.clone()];
        let yaml = yaml(&[actor, other]);
        let read = read(&yaml);
        prop_assert_eq!(read.as_slice(), wanted.as_slice(), "{}", yaml);
    }
}
