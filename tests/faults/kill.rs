//! Runs that are killed at random moments, again and again, until one comes to its end.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Numbers, assert_same, folder, hidden, run, tables, tag};

pub(super) fn asked(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().unwrap())
}

/// What is there after a kill: nothing that looks finished, unless it is.
fn look(out: &Path, whole: &BTreeMap<String, Vec<u8>>, old: &BTreeMap<String, Vec<u8>>) {
    let found = tables(out);
    let finished = found.get("datapackage.json");
    for (name, bytes) in &found {
        let is_whole = whole.get(name) == Some(bytes);
        // Tables of an earlier run that is being replaced stay until the new ones are whole.
        assert!(
            is_whole || old.get(name) == Some(bytes),
            "{name} is neither"
        );
        if finished == whole.get("datapackage.json") {
            assert!(is_whole, "{name} is old beside a new data package");
        }
    }
    if finished.is_some() && finished == old.get("datapackage.json") {
        assert_same(old, &found, "the tables that are being replaced");
    }
}

#[test]
fn killed_runs_go_on() {
    let (kills, seed) = (asked("ACTAG_KILLS", 8), asked("ACTAG_SEED", 6));
    let folder = folder(5);
    let variants: [&[&str]; 7] = [
        &[
            "-j",
            "2",
            "--by",
            "month",
            "--unique-texts",
            "--save-every",
            "0",
        ],
        &["-j", "1"],
        &["-j", "2", "--rejected"],
        &["-j", "8", "--nested", "--save-every", "0.02"],
        &["-j", "2", "--shard", "2/3"],
        &["-j", "2", "--format", "jsonl", "--code-columns", "cow"],
        &["-j", "2", "--format", "parquet", "--save-every", "0"],
    ];
    let mut expected = Vec::new();
    for variant in variants {
        let mut command = tag(folder.path(), &["-o", "whole", "--force"]);
        command.args(variant);
        let begun = Instant::now();
        run(command);
        expected.push((tables(&folder.path().join("whole")), begun.elapsed()));
    }
    run(tag(folder.path(), &["-o", "old", "--offsets", "bytes"]));
    let old = tables(&folder.path().join("old"));

    let mut numbers = Numbers(seed);
    let (mut killed, mut chains, mut saved) = (0, 0, 0);
    while killed < kills {
        let variant = numbers.below(variants.len());
        let (whole, time) = &expected[variant];
        let out = folder.path().join("out");
        let _ = fs::remove_dir_all(&out);
        // Every other chain begins over the tables of another run.
        let replaces = numbers.below(2) == 0;
        let old = if replaces {
            old.clone()
        } else {
            BTreeMap::new()
        };
        if replaces {
            fs::create_dir(&out).unwrap();
            for (name, bytes) in &old {
                fs::write(out.join(name), bytes).unwrap();
            }
        }
        loop {
            // What was replaced is only replaced with leave; once something is saved, going on
            // needs none.
            let saved_before = out.join(".unfinished/checkpoint.json").exists();
            let package = tables(&out).remove("datapackage.json");
            let is_done = package.as_ref() == whole.get("datapackage.json");
            let how = if replaces && !saved_before && !is_done {
                "--force"
            } else {
                "--resume"
            };
            let mut command = tag(
                folder.path(),
                &["-o", "out", "-q", "--save-every", "0", how],
            );
            if variants[variant].contains(&"--save-every") {
                command = tag(folder.path(), &["-o", "out", "-q", how]);
            }
            let mut child = command.args(variants[variant]).spawn().unwrap();
            // A little beyond the length of a run, so that some come to their end.
            let micros = 1 + time.as_micros() as usize * 3 / 2;
            sleep(Duration::from_micros(numbers.below(micros) as u64));
            let ended = child.try_wait().unwrap();
            child.kill().unwrap();
            child.wait().unwrap();
            look(&out, whole, &old);
            saved += u64::from(out.join(".unfinished/checkpoint.json").exists());
            match ended {
                None => killed += 1,
                Some(status) => {
                    assert!(status.success(), "{status}");
                    break;
                }
            }
        }
        assert_same(whole, &tables(&out), "after kills");
        assert_eq!(hidden(&out), [""; 0]);
        chains += 1;
    }
    assert!(saved > 0);
    #[allow(clippy::print_stdout, reason = "what --nocapture shows")]
    {
        println!("{killed} kills, {saved} with something saved, in {chains} runs: all as if whole");
    }
}
