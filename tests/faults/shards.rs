//! Shards, and what they are merged into.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::{PROGRAM, assert_same, folder, hidden, run, tables, tag, told};

fn merge(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).arg("merge").args(arguments);
    command.output().unwrap()
}

#[test]
fn shards_merge_into_one_run() {
    let folder = folder(6);
    for options in [
        &[][..],
        &["--rejected", "--nested"],
        &["--tables", "pairs,skipped"],
        &["--by", "week", "--pair-placeholders"],
        &["--code-columns", "cow,wikidata", "--spreadsheet-safe"],
        &["--format", "jsonl", "--rejected", "--nested"],
        &[
            "--format",
            "parquet",
            "--code-columns",
            "cow",
            "--by",
            "week",
        ],
    ] {
        run({
            let mut command = tag(folder.path(), &["-o", "whole", "--force"]);
            command.args(options);
            command
        });
        for of in if options.is_empty() {
            &[1, 3, 16][..]
        } else {
            &[4]
        } {
            let mut names: Vec<String> = Vec::new();
            for number in 1..=*of {
                let (name, shard) = (format!("part-{number}"), format!("{number}/{of}"));
                let mut command = tag(folder.path(), &["-o", &name, "--shard", &shard, "--force"]);
                command.args(options);
                run(command);
                names.push(name);
            }
            // In any order.
            names.reverse();
            let mut arguments: Vec<&str> = names.iter().map(String::as_str).collect();
            arguments.extend(["-o", "merged", "--force"]);
            let done = merge(folder.path(), &arguments);
            assert!(done.status.success(), "{}", told(&done));
            let wanted = tables(&folder.path().join("whole"));
            let found = tables(&folder.path().join("merged"));
            assert_same(&wanted, &found, &format!("{of} shards with {options:?}"));
            assert_eq!(hidden(&folder.path().join("merged")), [""; 0]);
        }
    }
}

/// Records that are passed over lie at the borders of batches, and are in no batch.
#[test]
fn records_that_are_too_long_are_told_of_alike_in_shards_and_after_a_stop() {
    let folder = folder(0);
    let corpus = folder.path().join("corpus");
    fs::remove_dir_all(&corpus).unwrap();
    fs::create_dir(&corpus).unwrap();
    let short = "{\"text\": \"Iran wrote to Syria.\"}\n";
    let mut lines = String::new();
    for number in 0..12 {
        lines.push_str(&short.repeat(2_000 * (number % 3)));
        let long = "x".repeat(1_000_000 + number * 211_111);
        lines.push_str(&format!("{{\"id\": {number}, \"text\": \"{long}\"}}\n\n"));
    }
    fs::write(corpus.join("a.jsonl"), &lines).unwrap();
    let out = folder.path().join("out");
    for bound in ["100", "1500000"] {
        let options = ["--max-document", bound, "--force"];
        run({
            let mut command = tag(folder.path(), &["-o", "whole"]);
            command.args(options);
            command
        });
        let wanted = tables(&folder.path().join("whole"));
        assert!(wanted["skipped.csv"].len() > 500);
        let mut names = Vec::new();
        for shard in ["1/3", "2/3", "3/3"] {
            let name = format!("part-{}", &shard[..1]);
            let mut command = tag(folder.path(), &["-o", &name, "--shard", shard, "-j", "2"]);
            command.args(options);
            run(command);
            names.push(name);
        }
        let mut arguments: Vec<&str> = names.iter().map(String::as_str).collect();
        arguments.extend(["-o", "merged", "--force"]);
        let done = merge(folder.path(), &arguments);
        assert!(done.status.success(), "{}", told(&done));
        assert_same(&wanted, &tables(&folder.path().join("merged")), bound);
        // Killed at its first checkpoint, or whole before.
        let begin = [
            "-o",
            "out",
            "--save-every",
            "0",
            "-j",
            "1",
            "--max-document",
            bound,
        ];
        let mut child = tag(folder.path(), &begin).spawn().unwrap();
        while !out.join(".unfinished/checkpoint.json").exists()
            && child.try_wait().unwrap().is_none()
        {
            std::thread::sleep(std::time::Duration::from_micros(100));
        }
        let _ = child.kill();
        child.wait().unwrap();
        run(tag(
            folder.path(),
            &["-o", "out", "--resume", "--max-document", bound],
        ));
        assert_same(&wanted, &tables(&out), "killed and resumed");
        fs::remove_dir_all(&out).unwrap();
    }
}

/// Rows of a document that are many megabytes go out in parts.
#[test]
fn huge_documents_give_the_same_bytes_in_one_run_and_in_shards() {
    let folder = folder(0);
    let mut lines = Vec::new();
    for (id, text) in [("x", "Iran iran "), ("y", "Iran "), ("z", "Syria, ")] {
        let (id, text) = (id.repeat(4_000), text.repeat(5_000));
        lines.push(serde_json::json!({"id": id, "text": text}).to_string());
        // What comes next is in another batch.
        lines.push(serde_json::json!({"text": "nobody ".repeat(200_000)}).to_string());
    }
    fs::write(folder.path().join("corpus/huge.jsonl"), lines.join("\n")).unwrap();
    for (out, arguments) in [
        ("one", &["-j", "1"][..]),
        ("four", &["-j", "4", "--save-every", "0"]),
        ("part-1", &["--shard", "1/2"]),
        ("part-2", &["--shard", "2/2"]),
    ] {
        let mut command = tag(folder.path(), &["-o", out, "--rejected"]);
        command.args(arguments);
        run(command);
    }
    let done = merge(folder.path(), &["part-1", "part-2", "-o", "merged"]);
    assert!(done.status.success(), "{}", told(&done));
    let wanted = tables(&folder.path().join("one"));
    let rows = wanted["mentions.csv"].iter().filter(|&&byte| byte == b'\n');
    assert!(rows.count() > 15_000);
    for out in ["four", "merged"] {
        assert_same(&wanted, &tables(&folder.path().join(out)), out);
    }
}

#[test]
fn shards_that_do_not_belong_together_are_refused_by_name() {
    let folder = folder(3);
    for (out, arguments) in [
        ("a", &["--shard", "1/2"][..]),
        ("b", &["--shard", "2/2"]),
        ("a-again", &["--shard", "1/2"]),
        ("bytes", &["--shard", "2/2", "--offsets", "bytes"]),
        ("third", &["--shard", "3/3"]),
        ("whole", &[]),
    ] {
        let mut command = tag(folder.path(), &["-o", out]);
        command.args(arguments);
        run(command);
    }
    let part = |name: &str| folder.path().join(name);
    let copy = |name: &str| {
        fs::create_dir(part(name)).unwrap();
        for (table, bytes) in tables(&part("b")) {
            fs::write(part(name).join(table), bytes).unwrap();
        }
    };
    copy("cut");
    let mentions = fs::read(part("b").join("mentions.csv")).unwrap();
    fs::write(
        part("cut").join("mentions.csv"),
        &mentions[..mentions.len() - 9],
    )
    .unwrap();
    copy("edited");
    let pairs = fs::read_to_string(part("b").join("pairs.csv")).unwrap();
    fs::write(
        part("edited").join("pairs.csv"),
        pairs.replacen("iran", "iraq", 1),
    )
    .unwrap();
    copy("without");
    fs::remove_file(part("without").join("documents.csv")).unwrap();
    fs::create_dir(part("empty")).unwrap();
    for (shards, message) in [
        (
            &["a"][..],
            "of 2 shards number 2 is not among the folders named",
        ),
        (
            &["third"],
            "of 3 shards numbers 1, 2 are not among the folders named",
        ),
        (
            &["a", "b", "a-again"],
            "`a` and `a-again` are both shard 1/2",
        ),
        (
            &["a", "bytes"],
            "`bytes` is not a shard of the same run as `a`: other options",
        ),
        (
            &["a", "third"],
            "`third` is not a shard of the same run as `a`: other number of shards",
        ),
        (
            &["a", "whole"],
            "`whole` is no finished shard: it was tagged whole, without --shard",
        ),
        (
            &["a", "empty"],
            "`empty` is no finished shard: there is no datapackage.json",
        ),
        (
            &["a", "nowhere"],
            "`nowhere` is no finished shard: there is no datapackage.json",
        ),
        (
            &["a", "cut"],
            "`cut/mentions.csv` was changed since its shard was tagged",
        ),
        (
            &["a", "edited"],
            "`edited/pairs.csv` was changed since its shard was tagged",
        ),
        (&["a", "without"], "cannot read `without/documents.csv`"),
    ] {
        let done = merge(folder.path(), &[shards, &["-o", "merged"]].concat());
        assert_eq!(done.status.code(), Some(2), "{shards:?}");
        assert!(told(&done).contains(message), "{shards:?}: {}", told(&done));
        assert!(!part("merged").exists(), "{shards:?}");
    }
    let done = merge(folder.path(), &["b", "a", "-o", "merged"]);
    assert!(done.status.success(), "{}", told(&done));
    assert_same(&tables(&part("whole")), &tables(&part("merged")), "merged");
}

#[test]
fn a_shard_that_was_killed_is_not_merged() {
    let folder = folder(4);
    run(tag(folder.path(), &["-o", "a", "--shard", "1/2"]));
    let mut child = tag(
        folder.path(),
        &["-o", "b", "--shard", "2/2", "--save-every", "0"],
    )
    .spawn()
    .unwrap();
    while !folder.path().join("b/.unfinished/checkpoint.json").exists() {}
    child.kill().unwrap();
    child.wait().unwrap();
    let done = merge(folder.path(), &["a", "b", "-o", "merged"]);
    assert!(
        told(&done).contains("`b` is no finished shard: its run has not ended"),
        "{}",
        told(&done)
    );
}
