//! What is known only of a whole corpus: documents that are alike, pairs, periods.

// Clippy allows it in the tests themselves, but not in what they share.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use actag::Tagger;
use actag::corpus::{Corpus, ReadOptions, SkipKind};
use actag::run::{Ended, Output, RunOptions, Shard, Summary, run};
use actag::tables::folder::Existing;
use actag::tables::{Period, Table};
use proptest::prelude::*;

const GAZETTEER: &str = "type: government
actors:
  - {id: iran, name: Iran}
  - {id: mali, name: Mali}
  - {id: syria, name: Syria}
  - {id: ministry, name: the ministry, placeholder: true}
";

type Row = BTreeMap<String, String>;

struct Ran {
    folder: tempfile::TempDir,
    summary: Summary,
}

impl Ran {
    fn rows(&self, table: &str) -> Vec<Row> {
        rows(&self.folder.path().join("out").join(format!("{table}.csv")))
    }

    fn column(&self, table: &str, column: &str) -> Vec<String> {
        let rows = self.rows(table).into_iter();
        rows.map(|mut row| row.remove(column).unwrap()).collect()
    }
}

fn rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn tagger(gazetteer: &str) -> Tagger {
    Tagger::new(actag::gazetteer::from_yaml(gazetteer).unwrap()).unwrap()
}

/// Tags files, given by name and contents.
fn tag(files: &[(&str, &str)], options: &RunOptions) -> Ran {
    tag_with(&tagger(GAZETTEER), files, options)
}

fn tag_with(tagger: &Tagger, files: &[(&str, &str)], options: &RunOptions) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("in");
    fs::create_dir(&corpus).unwrap();
    for (name, text) in files {
        fs::write(corpus.join(name), text).unwrap();
    }
    let mut corpus = Corpus::open(&[corpus], ReadOptions::default()).unwrap();
    let output = Output::Folder {
        path: folder.path().join("out"),
        existing: Existing::Refuse,
    };
    let summary = run(&mut corpus, tagger, options, output, &|_| ()).unwrap();
    assert_eq!(summary.ended, Ended::Whole);
    Ran { folder, summary }
}

fn with_periods(period: Period) -> RunOptions {
    let mut options = RunOptions {
        period,
        ..RunOptions::default()
    };
    options.tables.push(Table::PERIODS);
    options
}

#[test]
fn documents_with_one_id_are_told_apart_and_told_of() {
    for (files, ids, documents, first) in [
        (
            &[("a.csv", "id,text\n1,Iran\n1,Mali\n")][..],
            1,
            2,
            "first `1` at 1:1 (",
        ),
        // The usual export: each file counts from 1.
        (
            &[
                ("2019.csv", "id,text\n1,Iran\n2,Mali\n"),
                ("2020.csv", "id,text\n1,Syria\n2,Iran\n"),
            ],
            2,
            4,
            "and 2:1 (",
        ),
        (
            &[
                ("a.txt", "Iran"),
                ("b.jsonl", "{\"id\": \"a.txt\", \"text\": \"Mali\"}\n"),
            ],
            1,
            2,
            "first `a.txt` at 1:1 (",
        ),
        // Three of one, and numbers beside texts.
        (
            &[(
                "a.jsonl",
                "{\"id\": 7, \"text\": \"Iran\"}\n{\"id\": \"7\", \"text\": \"Mali\"}\n\
                 {\"id\": 7, \"text\": \"Syria\"}\n{\"id\": 8, \"text\": \"Syria\"}\n",
            )],
            1,
            3,
            "first `7` at 1:1 (",
        ),
        // An id that is that of a record without one.
        (
            &[(
                "a.jsonl",
                "{\"text\": \"Iran\"}\n{\"id\": \"a.jsonl#1\", \"text\": \"Mali\"}\n",
            )],
            1,
            2,
            "first `a.jsonl#1` at 1:1 (",
        ),
        // A line break in it.
        (
            &[("a.csv", "id,text\n\"x\ny\",Iran\n\"x\ny\",Mali\n")],
            1,
            2,
            "first `x\ny` at 1:1 (",
        ),
    ] {
        let ran = tag(files, &RunOptions::default());
        let repeats = &ran.summary.counts.repeats;
        assert_eq!(
            (repeats.repeated_ids, repeats.documents_of_repeated_ids),
            (ids, documents),
            "{files:?}"
        );
        let keys = ran.column("documents", "doc_key");
        let unique: BTreeSet<&String> = keys.iter().collect();
        assert_eq!(unique.len(), keys.len());
        assert!(
            ran.column("mentions", "doc_key")
                .iter()
                .all(|key| unique.contains(key))
        );
        let note = ran.rows("skipped").pop().unwrap();
        assert_eq!(note["kind"], "repeated-ids");
        assert!(note["reason"].contains(first), "{}", note["reason"]);
        assert_eq!(ran.summary.counts.skipped[&SkipKind::RepeatedIds], 1);
        assert_eq!(ran.summary.counts.all_skipped(), 0);
    }
}

#[test]
fn ids_that_are_not_alike_are_not_told_of() {
    let files = [(
        "a.csv",
        "id,text\n1,Iran\n01,Mali\n\" 1\",Mali\n1#1,Syria\n",
    )];
    let ran = tag(&files, &RunOptions::default());
    assert_eq!(ran.summary.counts.repeats.repeated_ids, 0);
    assert!(ran.rows("skipped").is_empty());
    assert_eq!(ran.summary.repeated_ids, None);
}

#[test]
fn documents_with_one_text_name_the_first() {
    let files = [
        (
            "a.csv",
            "id,title,text\n1,\"A \"\"t\"\"\nitle\",Iran\n2,,Mali\n3,,\"Iran\"\n4,,iran\n",
        ),
        ("b.txt", "Mali"),
        ("c.txt", "\u{feff}Mali"),
    ];
    let ran = tag(&files, &RunOptions::default());
    assert_eq!(
        ran.column("documents", "same_text_as"),
        ["", "", "1:1", "", "1:2", "1:2"]
    );
    assert_eq!(ran.summary.counts.repeats.same_texts, 3);
    let hashes = ran.column("documents", "text_hash");
    // printf Mali | sha256sum
    assert_eq!(hashes[1], "ee5721a5a60b76256bb8f1d0692e488c");
    assert_eq!(hashes[1], hashes[5]);
    assert_ne!(hashes[0], hashes[3]);
}

/// What is tagged under `unique_texts` is what is tagged of the corpus without copies.
#[test]
fn only_the_first_of_a_text_is_tagged_on_request() {
    let line = |text: &str| format!("{{\"text\": \"{text}\"}}\n");
    let mut lines = String::new();
    let mut seen = BTreeSet::new();
    let mut once = 0;
    for number in 0..4_000 {
        // Copies are far apart, in other batches.
        let text = format!("Iran wrote {} {}", number % 1_500, "x ".repeat(500));
        once += u64::from(seen.insert(text.clone()));
        lines.push_str(&line(&text));
    }
    let unique = RunOptions {
        unique_texts: true,
        threads: 1,
        ..RunOptions::default()
    };
    let one = tag(&[("a.jsonl", &lines)], &unique);
    assert_eq!(one.summary.counts.mentions, once);
    assert_eq!(one.summary.counts.documents, 4_000);
    assert_eq!(one.summary.counts.untagged_copies, 4_000 - once);
    let tagged = one.rows("documents").into_iter();
    for row in tagged {
        let is_copy = !row["same_text_as"].is_empty();
        assert_eq!(row["mentions"] == "0", is_copy, "{row:?}");
    }
    for threads in [2, 5] {
        let more = RunOptions {
            threads,
            ..unique.clone()
        };
        let more = tag(&[("a.jsonl", &lines)], &more);
        for table in ["mentions", "documents", "actors", "pairs"] {
            let rows = |ran: &Ran| {
                let mut rows = ran.rows(table);
                // Each run reads a folder of its own.
                rows.iter_mut().for_each(|row| _ = row.remove("path"));
                rows
            };
            assert!(rows(&one) == rows(&more), "{table} with {threads} threads");
        }
    }
    let shard = RunOptions {
        shard: "1/2".parse::<Shard>().ok(),
        ..unique
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    fs::write(&file, "Iran").unwrap();
    let mut corpus = Corpus::open(&[file], ReadOptions::default()).unwrap();
    let output = Output::Folder {
        path: folder.path().join("out"),
        existing: Existing::Refuse,
    };
    let refused = run(&mut corpus, &tagger(GAZETTEER), &shard, output, &|_| ());
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("a shard cannot tell")
    );
}

#[test]
fn placeholders_are_paired_on_request() {
    let files = [("a.txt", "Iran and the ministry wrote to Mali.")];
    let pairs = |options: &RunOptions| -> Vec<String> {
        let rows = tag(&files, options).rows("pairs").into_iter();
        rows.map(|row| format!("{} {}", row["actor_a"], row["actor_b"]))
            .collect()
    };
    assert_eq!(pairs(&RunOptions::default()), ["iran mali"]);
    let all = RunOptions {
        pair_placeholders: true,
        ..RunOptions::default()
    };
    assert_eq!(pairs(&all), ["iran mali", "iran ministry", "mali ministry"]);
    // Actors and periods of one actor have them in any case.
    let ran = tag(&files, &with_periods(Period::Year));
    assert_eq!(
        ran.column("actors", "actor_id"),
        ["iran", "mali", "ministry"]
    );
    assert_eq!(
        ran.column("periods", "actor_a"),
        ["iran", "iran", "mali", "ministry"]
    );
}

/// A gazetteer of many actors, and their names.
fn many(count: usize) -> (Tagger, Vec<String>) {
    let names: Vec<String> = (0..count)
        .map(|number| format!("Name{number:05} Of"))
        .collect();
    let mut yaml = String::from("type: person\nactors:\n");
    for (number, name) in names.iter().enumerate() {
        yaml.push_str(&format!("  - {{id: n-{number:05}, name: {name}}}\n"));
    }
    (tagger(&yaml), names)
}

#[test]
fn of_many_actors_only_those_of_a_sentence_are_pairs() {
    let (tagger, names) = many(450);
    let sentence = |names: &[String]| format!("{} met. ", names.join(", "));
    let some =
        |names: &[String], each: usize| -> String { names.chunks(each).map(sentence).collect() };
    let pairs_of = |count: usize| count * (count - 1) / 2;
    for (text, pairs, told) in [
        (some(&names[..200], 10), pairs_of(200), None),
        (
            some(&names[..201], 3),
            67 * pairs_of(3),
            Some("names 201 actors, more than 200: only those of one sentence are pairs"),
        ),
        (
            some(&names, 225),
            0,
            Some("and 2 sentences name more than 50, and have no pairs"),
        ),
        (
            format!("{}{}", sentence(&names[..300]), some(&names[..40], 20)),
            2 * pairs_of(20),
            Some("and 1 sentence names more than 50"),
        ),
    ] {
        let ran = tag_with(&tagger, &[("a.txt", &text)], &with_periods(Period::Month));
        assert_eq!(ran.rows("pairs").len(), pairs);
        let dyads = ran.column("periods", "actor_b");
        assert_eq!(dyads.iter().filter(|id| !id.is_empty()).count(), pairs);
        let notes = ran.column("skipped", "reason");
        assert_eq!(notes.len(), usize::from(told.is_some()), "{notes:?}");
        if let Some(told) = told {
            assert!(notes[0].contains(told), "{notes:?}");
            assert_eq!(ran.summary.counts.skipped[&SkipKind::TooManyActors], 1);
        }
        // A document counts once for a pair, however many sentences name it.
        assert!(
            ran.column("pairs", "documents")
                .iter()
                .all(|count| count == "1")
        );
    }
}

/// A document of sentences that each name a few actors, with the month of its date.
fn corpora() -> impl Strategy<Value = Vec<(Option<u8>, Vec<Vec<u8>>)>> {
    let sentence = prop::collection::vec(0u8..3, 0..4);
    let document = prop::collection::vec(sentence, 0..4);
    prop::collection::vec((prop::option::of(1u8..4), document), 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Pairs and periods are what a plain count of who stands where gives.
    #[test]
    fn pairs_and_periods_are_what_a_plain_count_gives(documents in corpora()) {
        const NAMES: [&str; 3] = ["Iran", "Mali", "Syria"];
        const IDS: [&str; 3] = ["iran", "mali", "syria"];
        let mut lines = String::new();
        // By period and actors: mentions, sentences, documents.
        let mut want: BTreeMap<(String, &str, &str), [usize; 3]> = BTreeMap::new();
        for (month, sentences) in &documents {
            let period = month.map_or_else(String::new, |month| format!("2017-{month:02}"));
            let date = month.map_or_else(String::new, |_| format!("{period}-15"));
            let text: Vec<String> = sentences
                .iter()
                .map(|names| {
                    let names: Vec<&str> = names.iter().map(|&n| NAMES[usize::from(n)]).collect();
                    format!("Then {} left.", names.join(" and "))
                })
                .collect();
            let line = serde_json::json!({"date": date, "text": text.join(" ")});
            // An empty text is no document.
            if !text.is_empty() {
                lines.push_str(&format!("{line}\n"));
            }
            let in_sentence = |who: usize, names: &Vec<u8>| names.contains(&(who as u8));
            let mentions = |who: usize| {
                sentences.iter().flatten().filter(|&&n| usize::from(n) == who).count()
            };
            for (a, id_a) in IDS.into_iter().enumerate() {
                if mentions(a) == 0 {
                    continue;
                }
                let counts = want.entry((period.clone(), id_a, "")).or_default();
                counts[0] += mentions(a);
                counts[1] += sentences.iter().filter(|names| in_sentence(a, names)).count();
                counts[2] += 1;
                for (b, id_b) in IDS.into_iter().enumerate().skip(a + 1) {
                    if mentions(b) == 0 {
                        continue;
                    }
                    let counts = want.entry((period.clone(), id_a, id_b)).or_default();
                    counts[0] += mentions(a) + mentions(b);
                    let both = |names: &&Vec<u8>| in_sentence(a, names) && in_sentence(b, names);
                    counts[1] += sentences.iter().filter(both).count();
                    counts[2] += 1;
                }
            }
        }
        prop_assume!(!lines.is_empty());
        let ran = tag(&[("a.jsonl", &lines)], &with_periods(Period::Month));
        let found: Vec<String> = ran
            .rows("periods")
            .iter()
            .map(|row| {
                let cells = ["period", "actor_a", "actor_b", "mentions", "sentences", "documents"];
                cells.map(|cell| row[cell].as_str()).join(",")
            })
            .collect();
        let wanted: Vec<String> = want
            .iter()
            .map(|((period, a, b), [mentions, sentences, documents])| {
                format!("{period},{a},{b},{mentions},{sentences},{documents}")
            })
            .collect();
        prop_assert_eq!(found, wanted);
        // Pairs are the same over all periods.
        for row in ran.rows("pairs") {
            let all = want
                .iter()
                .filter(|((_, a, b), _)| *a == row["actor_a"] && *b == row["actor_b"]);
            let sums = all.fold([0, 0], |[s, d], (_, counts)| [s + counts[1], d + counts[2]]);
            prop_assert_eq!(row["sentences"].parse::<usize>().unwrap(), sums[0]);
            prop_assert_eq!(row["documents"].parse::<usize>().unwrap(), sums[1]);
        }
    }
}
