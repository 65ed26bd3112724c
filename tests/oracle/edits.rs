//! What an edit does to a document, found by tagging only where a changed name stands, is what
//! tagging twice finds.

use std::cell::Cell;
use std::collections::BTreeSet;

use actag::diff::{Change, Comparison};
use actag::tables::mentions::{candidates, kind};
use actag::watch::State;
use actag::{Document, Mention, Tagger};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{TestCaseResult, TestRunner};

use super::actors::{Actors, Edit, actor};
use super::inputs::text_about;

/// A gazetteer, a text of its names and of those it will have, and what it becomes.
#[derive(Debug, Clone)]
struct Case {
    old: String,
    new: String,
    texts: Vec<String>,
}

fn cases() -> impl Strategy<Value = Case> {
    let edit = select(vec![
        Edit::Name,
        Edit::Type,
        Edit::Country,
        Edit::Parent,
        Edit::List(0),
        Edit::List(1),
        Edit::List(2),
        Edit::List(3),
        Edit::Guarded,
        Edit::Not,
        Edit::All,
    ]);
    let edits = vec((any::<Index>(), edit, actor()), 0..3);
    let order = (prop::bool::weighted(0.3), any::<Index>(), any::<Index>());
    (vec(actor(), 2..8), edits, order, any::<Index>())
        .prop_flat_map(|(actors, edits, order, dropped)| {
            let old = Actors(actors);
            let mut new = old.clone();
            for (which, edit, like) in &edits {
                let which = which.index(new.0.len());
                new.0[which].edit(*edit, like);
            }
            let all: Vec<usize> = (0..old.0.len()).collect();
            let mut kept = all.clone();
            // Somebody comes, goes or moves.
            let (moves, from, to) = order;
            if moves {
                let moved = kept.remove(from.index(all.len()));
                kept.insert(to.index(all.len()), moved);
            }
            let mut before = all;
            match dropped.index(4) {
                0 => drop(before.pop()),
                1 => drop(kept.pop()),
                _ => {}
            }
            let mut words = old.words();
            words.extend(new.words());
            let texts = vec(text_about(words), 1..3);
            (Just(old.yaml_in(&before)), Just(new.yaml_in(&kept)), texts)
        })
        .prop_map(|(old, new, texts)| Case { old, new, texts })
}

/// All that mentions.csv tells of a mention and that the gazetteers decide, with its span.
fn row(mention: &Mention<'_>) -> (usize, usize, Vec<String>) {
    let actor = mention.actor();
    let of_actor = |value: fn(&actag::gazetteer::Actor) -> Option<String>| {
        let actors: Vec<_> = actor.into_iter().chain(mention.candidates()).collect();
        let values: BTreeSet<Option<String>> = actors.into_iter().map(value).collect();
        match values.len() {
            1 => values.into_iter().next().flatten().unwrap_or_default(),
            _ => String::new(),
        }
    };
    let codes: Vec<String> = mention
        .codes()
        .iter()
        .map(|(scheme, code)| format!("{scheme}={code}"))
        .collect();
    let told = vec![
        actor.map_or_else(|| candidates(mention), |actor| actor.id.clone()),
        actor.map_or_else(String::new, |actor| actor.name.clone()),
        of_actor(|actor| Some(actor.actor_type.to_string())),
        of_actor(|actor| actor.country.clone()),
        format!("{:?}", mention.role_and_note()),
        codes.join(";"),
        kind(mention.name()).to_owned(),
        mention.modifier().unwrap_or_default(),
    ];
    (mention.span().start, mention.span().end, told)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check(case: &Case, passed: &Cell<u32>, differed: &Cell<u32>) -> TestCaseResult {
    let old = actag::from_yaml(&case.old).unwrap();
    let new = actag::from_yaml(&case.new).unwrap();
    let (old, new) = (Tagger::new(old).unwrap(), Tagger::new(new).unwrap());
    let comparison = Comparison::new(old.clone(), new.clone()).unwrap();
    let draft = actag::gazetteer::Draft::from(old.gazetteer().clone());
    let (state, _) = State::new(&draft).unwrap();
    for text in &case.texts {
        let document = Document::new("case", text.as_str());
        let before: BTreeSet<_> = old.tag(&document).iter().map(row).collect();
        let after: BTreeSet<_> = new.tag(&document).iter().map(row).collect();
        let found = comparison.document(&document);
        let of = |mention: &Option<Mention<'_>>| mention.as_ref().map(row);
        let lost: Vec<_> = found.iter().filter_map(|one| of(&one.old)).collect();
        let gained: Vec<_> = found.iter().filter_map(|one| of(&one.new)).collect();
        let wanted_lost: Vec<_> = before.difference(&after).cloned().collect();
        let wanted_gained: Vec<_> = after.difference(&before).cloned().collect();
        prop_assert_eq!(lost, wanted_lost, "in {:?}", text);
        prop_assert_eq!(gained, wanted_gained, "in {:?}", text);
        differed.set(differed.get() + u32::from(!found.is_empty()));
        let passed_over = !comparison.concerns(&document) && !before.is_empty();
        passed.set(passed.get() + u32::from(passed_over));
        // Watching, only the actors named in the text are compiled: that must make no difference.
        let told: Vec<_> = found
            .iter()
            .map(|one| {
                let text = one.mention().map_or("", Mention::text);
                (one.change(), one.fields(), squeezed(text))
            })
            .collect();
        let effect = state
            .effect(new.gazetteer(), std::slice::from_ref(&document))
            .unwrap();
        let seen: Vec<_> = effect
            .mentions
            .into_iter()
            .map(|one| (one.change, one.fields, one.sample.text))
            .collect();
        prop_assert_eq!(seen, told);
        // What is lost and gained in one place is shown as one change.
        for one in &found {
            let (Some(here), Change::Lost) = (&one.old, one.change()) else {
                continue;
            };
            let apart = |other: &Mention<'_>| {
                other.span().end <= here.span().start || here.span().end <= other.span().start
            };
            let mut gains = found.iter().filter(|one| one.change() == Change::Gained);
            prop_assert!(gains.all(|one| one.new.as_ref().is_some_and(apart)));
        }
    }
    Ok(())
}

#[test]
fn tagging_where_a_changed_name_stands_finds_what_tagging_twice_finds() {
    let (passed, differed) = (Cell::new(0), Cell::new(0));
    let outcome =
        TestRunner::new(super::cases(300)).run(&cases(), |case| check(&case, &passed, &differed));
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    // Otherwise the test would not tell anything.
    assert!(passed.get() > 0 && differed.get() > 0);
}

/// A file by name and text as it is after an edit.
type Edited<'e> = &'e dyn Fn(&str, &str) -> String;

/// Edits of the shipped gazetteers on the sample corpus.
#[test]
fn edits_of_the_shipped_gazetteers() {
    let mut texts: Vec<String> = Vec::new();
    for entry in walkdir::WalkDir::new("data") {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            texts.push(String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap()).into_owned());
        }
    }
    let files: Vec<(&str, &str)> = actag::gazetteer::shipped_files()
        .iter()
        .filter(|(name, _)| name.ends_with(".yaml"))
        .copied()
        .collect();
    let gazetteer = |edit: Edited<'_>| {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in &files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, edit(name, text)).unwrap();
        }
        actag::load(folder.path())
            .map_err(|error| error.to_string())
            .unwrap()
    };
    let replace = |from: &'static str, to: &'static str| {
        move |_: &str, text: &str| text.replacen(from, to, 1)
    };
    let edits: [(&str, Edited<'_>); 3] = [
        ("names change", &|_, text| {
            let text = text.replacen("      - Islamic Republic of Iran\n", "", 1);
            text.replacen("metonyms: [Tehran, Teheran]", "metonyms: [Teheran]", 1)
        }),
        (
            "a country changes",
            &replace("country: SYR\n", "country: LBN\n"),
        ),
        (
            "a parent changes",
            &replace("part_of: united-states\n", "part_of: canada\n"),
        ),
    ];
    let shipped = gazetteer(&|_, text| text.to_owned());
    let old = Tagger::new(shipped).unwrap();
    for (what, edit) in edits {
        let edited = gazetteer(edit);
        let new = Tagger::new(edited).unwrap();
        let comparison = Comparison::new(old.clone(), new.clone()).unwrap();
        for text in &texts {
            let document = Document::new("sample", text.as_str());
            let before: BTreeSet<_> = old.tag(&document).iter().map(row).collect();
            let after: BTreeSet<_> = new.tag(&document).iter().map(row).collect();
            let found = comparison.document(&document);
            let lost: BTreeSet<_> = found
                .iter()
                .filter_map(|one| one.old.as_ref().map(row))
                .collect();
            let gained: BTreeSet<_> = found
                .iter()
                .filter_map(|one| one.new.as_ref().map(row))
                .collect();
            assert_eq!(lost, before.difference(&after).cloned().collect(), "{what}");
            assert_eq!(
                gained,
                after.difference(&before).cloned().collect(),
                "{what}"
            );
        }
    }
}
