//! Random files, random edits: nothing lost, nothing else changed.
//!
//! A file is written by dice: every choice of layout that a person may make is one throw.
//! `ACTAG_CASES` sets how many files are tried; on every run they are 256.

mod writer;

use proptest::prelude::*;

use self::writer::{COMMENTS, EXAMPLES, NAMES, write_file};

use super::{Additions, Fixes, Guarded, NewActor, Sheet, fix};
use actag_core::gazetteer::{Actor, NameKind, Origin};

fn additions() -> impl Strategy<Value = Additions> {
    let names = || proptest::collection::vec(proptest::sample::select(NAMES), 0..3).prop_map(owned);
    let examples =
        || proptest::collection::vec(proptest::sample::select(EXAMPLES), 0..2).prop_map(owned);
    let guarded = (proptest::sample::select(NAMES), any::<bool>()).prop_map(|(name, needs)| {
        let cues = vec!["some words".to_owned(), "a: b".to_owned()];
        let (needs, unless) = if needs {
            (cues, vec![])
        } else {
            (vec![], cues)
        };
        Guarded {
            name: name.to_owned(),
            needs,
            unless,
        }
    });
    let codes = proptest::sample::subsequence(vec!["wikidata", "x-1", "cow"], 0..3);
    let lists = (names(), names(), names(), names(), names());
    (
        lists,
        proptest::collection::vec(guarded, 0..2),
        codes,
        examples(),
        examples(),
    )
        .prop_map(
            |(
                (aliases, adjectives, metonyms, short_names, not),
                guarded,
                codes,
                matches,
                never,
            )| Additions {
                aliases,
                adjectives,
                metonyms,
                short_names,
                guarded,
                codes: codes
                    .into_iter()
                    .map(|scheme| (scheme.to_owned(), "Q1, 0".to_owned()))
                    .collect(),
                not,
                matches,
                never,
            },
        )
}

fn owned(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

/// Returns the actors without their places.
fn actors(text: &str) -> Result<Vec<Actor>, TestCaseError> {
    let gazetteer = crate::from_yaml(text)
        .map_err(|error| TestCaseError::fail(format!("{error}\n{text:?}")))?;
    let nowhere = Origin {
        source: 0,
        start: 0,
        end: 0,
    };
    let mut actors = gazetteer.actors().to_vec();
    for actor in &mut actors {
        actor.origin = nowhere;
        actor
            .names
            .iter_mut()
            .for_each(|name| name.origin = nowhere);
        let extras = actor.extras.get_or_insert_default();
        let phrases = [&mut extras.not, &mut extras.matches, &mut extras.never];
        phrases
            .into_iter()
            .flatten()
            .for_each(|phrase| phrase.origin = nowhere);
    }
    Ok(actors)
}

/// Returns whether every character of `old` occurs in `new`, in order.
fn holds(new: &str, old: &str) -> bool {
    let mut new = new.chars();
    old.chars().all(|c| new.any(|other| other == c))
}

/// Everything but the empty brackets that a first actor replaces.
fn without_empty_list(text: &str) -> String {
    match text.find("actors: []") {
        Some(at) => format!("{}{}", &text[..at + 7], &text[at + 10..]),
        None => text.to_owned(),
    }
}

/// What an actor says of itself, as sets: added texts are in the new one, and nothing of the old
/// one is lost.
fn assert_grown(old: &Actor, new: &Actor, additions: &Additions) -> Result<(), TestCaseError> {
    prop_assert_eq!(
        (&old.id, &old.name, &old.actor_type),
        (&new.id, &new.name, &new.actor_type)
    );
    for name in &old.names {
        prop_assert!(new.names.contains(name), "{name:?} is lost");
    }
    let lists = [
        (NameKind::Alias, &additions.aliases),
        (NameKind::Adjective, &additions.adjectives),
        (NameKind::Metonym, &additions.metonyms),
        (NameKind::Short, &additions.short_names),
    ];
    for (name_kind, texts) in lists {
        for text in texts
            .iter()
            .flat_map(|text| crate::read::braces::expand(text).unwrap())
        {
            prop_assert!(
                new.names
                    .iter()
                    .any(|name| name.kind == name_kind && name.text == text),
                "{text:?}"
            );
        }
    }
    let count = |actor: &Actor| {
        (
            actor.matches().len(),
            actor.never().len(),
            actor.codes.len(),
        )
    };
    let (matches, never, codes) = count(old);
    let wanted = (
        matches + additions.matches.len(),
        never + additions.never.len(),
        codes + additions.codes.len(),
    );
    prop_assert_eq!(count(new), wanted);
    Ok(())
}

fn cases() -> ProptestConfig {
    let wanted = std::env::var("ACTAG_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: wanted.unwrap_or(256),
        ..ProptestConfig::default()
    }
}

fn files(actors: std::ops::Range<usize>) -> impl Strategy<Value = (String, usize)> {
    (proptest::collection::vec(any::<u16>(), 0..300), actors)
        .prop_map(|(throws, count)| (write_file(throws, count), count))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn adding_names_changes_nothing_else(
        (text, count) in files(1..6),
        which in any::<proptest::sample::Index>(),
        additions in additions(),
    ) {
        let before = actors(&text)?;
        let at = which.index(count);
        let mut sheet = Sheet::read(&text).unwrap();
        if let Err(error) = sheet.add(&before[at].id, &additions) {
            return Err(TestCaseError::fail(format!("{error}\n{text}")));
        }
        let new = sheet.text();
        let after = actors(&new)?;
        prop_assert!(holds(&new, &text), "{text}\n=====\n{new}");
        prop_assert_eq!(before.len(), after.len());
        for (n, (old, new)) in before.iter().zip(&after).enumerate() {
            if n == at {
                assert_grown(old, new, &additions)?;
            } else {
                prop_assert_eq!(old, new);
            }
        }
        // Only the added texts, with their signs and margins, are new.
        prop_assert_eq!(comments(&text), comments(&new), "{}", new);
    }

    #[test]
    fn adding_an_actor_changes_nothing_else(
        (text, _) in files(0..6),
        additions in additions(),
        id in "a[0-9]-new",
        country in proptest::option::of(proptest::sample::select(vec!["IRQ", "SYR"])),
    ) {
        let before = actors(&text)?;
        let mut sheet = Sheet::read(&text).unwrap();
        let actor = NewActor {
            id: id.clone(),
            name: "New: 'Name' #1".into(),
            actor_type: None,
            country: country.map(str::to_owned),
            part_of: None,
            additions: additions.clone(),
        };
        let place = sheet.place_for(&id, country, None);
        if let Err(error) = sheet.insert_actor(&actor, place) {
            return Err(TestCaseError::fail(format!("{error}\n{text}")));
        }
        let new = sheet.text();
        let mut after = actors(&new)?;
        let at = after.iter().position(|actor| actor.id == id);
        let added = after.remove(at.ok_or_else(|| TestCaseError::fail("not there"))?);
        prop_assert_eq!(before, after);
        prop_assert!(holds(&new, &without_empty_list(&text)), "{text}\n=====\n{new}");
        let mut alone = added.clone();
        alone.names.truncate(1);
        let extras = alone.extras.get_or_insert_default();
        (extras.matches, extras.never, alone.codes) = Default::default();
        assert_grown(&alone, &added, &additions)?;
        prop_assert_eq!(comments(&text), comments(&new), "{}", new);
    }

    #[test]
    fn fixing_twice_changes_nothing_and_loses_no_comment(
        (text, _) in files(0..6),
        order in any::<bool>(),
    ) {
        let fixes = Fixes { order, ..Fixes::default() };
        let once = fix(&text, fixes).unwrap();
        let twice = fix(&once.text, fixes).unwrap();
        prop_assert_eq!(&once.text, &twice.text);
        prop_assert_eq!(twice.changes, []);
        prop_assert_eq!(once.changes.is_empty(), once.text == text);
        let (mut before, mut after) = (comments(&text), comments(&once.text));
        if order {
            before.sort_unstable();
            after.sort_unstable();
        }
        prop_assert_eq!(before, after, "{}\n=====\n{}", text, once.text);
        let (mut before, mut after) = (actors(&text)?, actors(&once.text)?);
        let by_id = |a: &Actor, b: &Actor| a.id.cmp(&b.id);
        before.sort_by(by_id);
        after.sort_by(by_id);
        for (old, new) in before.iter().zip(&after) {
            prop_assert_eq!(found_by(old), found_by(new));
            let rest = |actor: &Actor| {
                let examples = [actor.matches(), actor.never()].map(<[_]>::to_vec);
                (actor.codes.clone(), examples)
            };
            prop_assert_eq!(rest(old), rest(new));
        }
        prop_assert_eq!(before.len(), after.len());
    }
}

/// Returns what an actor is found by: kinds and spellings.
fn found_by(actor: &Actor) -> std::collections::BTreeSet<(NameKind, String)> {
    use crate::spelling::Spelling;
    let spelling =
        |name: &actag_core::gazetteer::Name| format!("{:?}", Spelling::of(&name.text, name.case));
    actor
        .names
        .iter()
        .map(|name| (name.kind, spelling(name)))
        .collect()
}

/// Returns the comments of the dice, in order. None of the names holds one.
fn comments(text: &str) -> Vec<&str> {
    let lines = text.lines();
    let comments = lines.filter_map(|line| {
        let at = COMMENTS.iter().filter_map(|comment| {
            let line = line.trim_end();
            line.ends_with(comment).then(|| line.len() - comment.len())
        });
        Some(&line.trim_end()[at.min()?..])
    });
    comments.filter(|comment| comment.len() > 1).collect()
}

/// Every hundredth actor of the shipped gazetteers can be added to, and each file takes a new one;
/// with 10,000 `ACTAG_CASES` every one is tried.
#[test]
fn the_shipped_files_can_be_added_to() {
    let additions = Additions {
        aliases: vec!["Added {Name,Names}".into()],
        guarded: vec![Guarded {
            name: "AN".into(),
            needs: vec!["iran".into()],
            unless: vec![],
        }],
        codes: vec![("added".into(), "1".into())],
        never: vec!["no".into()],
        ..Additions::default()
    };
    let step = if cases().cases >= 10_000 { 1 } else { 100 };
    for (name, text) in crate::shipped::shipped_files()
        .iter()
        .filter(|(name, _)| name.ends_with(".yaml"))
    {
        let sheet = Sheet::read(text).unwrap();
        // A file of families alone has no actors yet.
        let items = sheet.actors().map_or(&[][..], |(_, items)| items);
        for item in items.iter().step_by(step) {
            let id = super::text_of(item, "id").unwrap();
            let mut sheet = sheet.clone();
            sheet
                .add(id, &additions)
                .unwrap_or_else(|error| panic!("{name}, {id}: {error}"));
            assert!(holds(&sheet.text(), text));
        }
        for country in ["IRQ", "USA", "ZZZ"] {
            let mut sheet = sheet.clone();
            let place = sheet.place_for("m-new", Some(country), None);
            let actor = NewActor {
                id: "m-new".into(),
                additions: additions.clone(),
                ..NewActor::default()
            };
            sheet
                .insert_actor(&actor, place)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(holds(&sheet.text(), text));
        }
    }
}
