//! A run that goes on where another stopped, and when it must not.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{PROGRAM, assert_same, folder, run, tables, tag, told};

/// Kills a run as soon as it has saved something.
fn kill_when_saved(folder: &Path, arguments: &[&str]) {
    let mut child = tag(folder, arguments)
        .args(["-q", "-j", "1", "--save-every", "0"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !folder.join("out/.unfinished/checkpoint.json").exists() {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "nothing is saved"
        );
        sleep(Duration::from_micros(200));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(
        !folder.join("out/datapackage.json").exists(),
        "too late to kill"
    );
}

#[test]
fn a_run_that_was_killed_can_be_sampled() {
    let folder = folder(4);
    kill_when_saved(folder.path(), &["-o", "out"]);
    let sample = |arguments: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command.current_dir(folder.path()).arg("sample");
        command.args(arguments).args(["-n", "20"]);
        run(command)
    };
    let early = sample(&["out"]);
    let summary = told(&early);
    assert!(
        summary.contains("these are mentions that it has saved"),
        "{summary}"
    );
    assert_eq!(early.stdout.split(|&byte| byte == b'\n').count(), 22);
    run(tag(folder.path(), &["-o", "out", "--resume"]));
    let whole = told(&sample(&["out"]));
    assert!(!whole.contains("has saved"), "{whole}");
}

#[test]
fn a_run_goes_on_only_with_its_own_command() {
    let folder = folder(4);
    let out = folder.path().join("out");
    run(tag(folder.path(), &["-o", "whole"]));
    kill_when_saved(folder.path(), &["-o", "out"]);
    for (arguments, message) in [
        (&["-o", "out"][..], "add --resume to resume it"),
        (&["-o", "out", "--resume", "--nested"], "with other options"),
        (
            &["-o", "out", "--resume", "--tables", "pairs"],
            "with other tables",
        ),
        (
            &["-o", "out", "--resume", "--shard", "1/2"],
            "with other shard",
        ),
        (
            &["-o", "out", "--resume", "--format", "parquet"],
            "with other options",
        ),
        (&["-o", "out", "--resume", "old.txt"], "with other inputs"),
    ] {
        fs::write(folder.path().join("old.txt"), "Iran").unwrap();
        let done = tag(folder.path(), arguments).output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        assert!(
            told(&done).contains(message),
            "{arguments:?}: {}",
            told(&done)
        );
    }
    let done = run(tag(folder.path(), &["-o", "out", "--resume"]));
    assert!(
        told(&done).contains("Of these an earlier run tagged "),
        "{}",
        told(&done)
    );
    assert_same(
        &tables(&folder.path().join("whole")),
        &tables(&out),
        "resumed",
    );
    let done = run(tag(folder.path(), &["-o", "out", "--resume"]));
    assert!(
        told(&done).starts_with("Nothing to do: "),
        "{}",
        told(&done)
    );
    let done = tag(folder.path(), &["-o", "out", "--resume", "--nested"])
        .output()
        .unwrap();
    assert!(
        told(&done).contains("with other options"),
        "{}",
        told(&done)
    );
}

#[test]
fn a_run_does_not_go_on_with_inputs_that_changed() {
    let folder = folder(4);
    let input = folder.path().join("corpus/b.jsonl");
    let before = fs::read(&input).unwrap();
    kill_when_saved(folder.path(), &["-o", "out"]);
    for change in [
        &before[..before.len() - 5],
        &[&before[..], b"{}\n"].concat(),
    ] {
        fs::write(&input, change).unwrap();
        let done = tag(folder.path(), &["-o", "out", "--resume"])
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(2));
        assert!(told(&done).contains("with other inputs"), "{}", told(&done));
    }
    // As long as before, but later.
    fs::write(&input, &before).unwrap();
    let done = tag(folder.path(), &["-o", "out", "--resume"])
        .output()
        .unwrap();
    assert!(
        told(&done).contains("the inputs have changed since"),
        "{}",
        told(&done)
    );
    run(tag(folder.path(), &["-o", "out", "--force"]));
}

#[test]
fn what_comes_through_a_pipe_goes_on_if_it_comes_again() {
    let folder = folder(0);
    let lines = "{\"text\": \"Iran wrote to Syria.\"}\n".repeat(60_000);
    fs::write(folder.path().join("lines.jsonl"), &lines).unwrap();
    let other = lines.replacen("Syria", "Iraqi", 1);
    fs::write(folder.path().join("other.jsonl"), other).unwrap();
    let piped = |lines: &str, arguments: &[&str]| {
        let mut command = std::process::Command::new(super::PROGRAM);
        command
            .current_dir(folder.path())
            .args([
                "tag",
                "-",
                "-g",
                "actors.yaml",
                "--save-every",
                "0",
                "-j",
                "1",
            ])
            .args(arguments)
            .stdin(fs::File::open(folder.path().join(lines)).unwrap());
        command
    };
    run(piped("lines.jsonl", &["-o", "whole"]));
    let mut child = piped("lines.jsonl", &["-o", "out", "-q"]).spawn().unwrap();
    while !folder
        .path()
        .join("out/.unfinished/checkpoint.json")
        .exists()
    {
        sleep(Duration::from_micros(200));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let done = piped("other.jsonl", &["-o", "out", "--resume"])
        .output()
        .unwrap();
    assert!(
        told(&done).contains("the inputs have changed since"),
        "{}",
        told(&done)
    );
    run(piped("lines.jsonl", &["-o", "out", "--resume"]));
    let wanted = tables(&folder.path().join("whole"));
    assert_same(&wanted, &tables(&folder.path().join("out")), "from a pipe");
}

/// Runs `--resume` where all is done, which must be refused, and leave the tables as they are.
fn refused_when_done(folder: &Path, message: &str) {
    let before = tables(&folder.join("out"));
    let done = tag(folder, &["-o", "out", "--resume"]).output().unwrap();
    assert_eq!(done.status.code(), Some(2), "{}", told(&done));
    assert!(told(&done).contains(message), "{}", told(&done));
    assert!(
        told(&done).contains("add --force to start anew"),
        "{}",
        told(&done)
    );
    assert_same(&before, &tables(&folder.join("out")), "refused");
}

#[test]
fn a_run_that_is_done_is_looked_at() {
    let folder = folder(0);
    let folder = folder.path();
    let out = |name: &str| folder.join("out").join(name);
    run(tag(folder, &["-o", "out"]));
    let whole = tables(&folder.join("out"));
    let restore = |name: &str| fs::write(out(name), &whole[name]).unwrap();
    for name in ["mentions.csv", "skipped.csv", "pairs.csv"] {
        fs::remove_file(out(name)).unwrap();
        refused_when_done(folder, &format!("`out/{name}` is no longer there"));
        restore(name);
    }
    let mentions = &whole["mentions.csv"];
    for damaged in [
        [&mentions[..], b"1:1,more\n"].concat(),
        mentions[..mentions.len() - 1].to_vec(),
        Vec::new(),
    ] {
        fs::write(out("mentions.csv"), damaged).unwrap();
        refused_when_done(
            folder,
            "`out/mentions.csv` was changed since its run has ended",
        );
    }
    restore("mentions.csv");
    let done = run(tag(folder, &["-o", "out", "--resume"]));
    assert!(
        told(&done).starts_with("Nothing to do: "),
        "{}",
        told(&done)
    );
    // Without a data package nobody knows whose the tables are.
    fs::remove_file(out("datapackage.json")).unwrap();
    let done = tag(folder, &["-o", "out", "--resume"]).output().unwrap();
    assert!(
        told(&done).contains("is not of a run of actag"),
        "{}",
        told(&done)
    );
}

#[test]
fn a_run_that_is_done_does_not_know_other_inputs() {
    let folder = folder(0);
    let folder = folder.path();
    let input = |name: &str| folder.join("corpus").join(name);
    for name in ["texts/2017-06-01-7.txt", "b.jsonl", "c.csv", "a.jsonl.gz"] {
        fs::write(input("new.txt"), "Iran").unwrap();
        run(tag(folder, &["-o", "out", "--force"]));
        // As long as before, but later.
        let before = fs::read(input(name)).unwrap();
        sleep(Duration::from_millis(20));
        fs::write(input(name), &before).unwrap();
        refused_when_done(
            folder,
            &format!("`corpus/{name}` was written after the tables in `out`"),
        );
        fs::write(input(name), [&before[..], b"\n"].concat()).unwrap();
        refused_when_done(folder, "with other inputs");
        fs::write(input(name), &before).unwrap();
        fs::remove_file(input("new.txt")).unwrap();
        refused_when_done(folder, "with other inputs");
    }
}
