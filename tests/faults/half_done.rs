//! Gazetteers that are being written when the program is killed, or the disk is full.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Numbers, PROGRAM, kill::asked, run, told};

fn actag(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(arguments.split(' '));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Kills it at a random moment; returns whether it had ended by then.
fn kill(mut command: Command, numbers: &mut Numbers, time: Duration) -> bool {
    let mut child = command.spawn().unwrap();
    sleep(time * numbers.below(1000) as u32 / 800);
    let ended = child.try_wait().unwrap().is_some();
    child.kill().unwrap();
    child.wait().unwrap();
    ended
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                files.push((name.to_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn gazetteers_are_written_out_whole_though_it_is_killed() {
    let whole = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    run(actag(whole.path(), "init g"));
    let time = begun.elapsed();
    let whole = files(&whole.path().join("g"));
    let mut numbers = Numbers(7);
    for there in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for _ in 0..asked("ACTAG_KILLS", 8) {
            let _ = fs::remove_dir_all(folder.join("g"));
            if there {
                fs::create_dir(folder.join("g")).unwrap();
            }
            let ended = kill(actag(folder, "init g"), &mut numbers, time);
            // A new folder is there with all its files, or not at all.
            if folder.join("g").exists() && !there {
                assert_eq!(files(&folder.join("g")), whole);
            }
            let again = actag(folder, "init g").output().unwrap();
            let all = told(&again).contains("already has all files");
            assert!(again.status.success() || all, "{ended}: {}", told(&again));
            assert_eq!(files(&folder.join("g")), whole, "{ended}");
            assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "{ended}");
        }
    }
}

#[test]
fn an_addition_that_is_killed_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir_all(folder.join("g/sub")).unwrap();
    let text = "type: militia\nactors:\n  - {id: first, name: First Brigade}\n";
    fs::write(folder.join("g/sub/g.yaml"), text).unwrap();
    let begun = Instant::now();
    run(actag(folder, "add Zeroth -g g --type militia"));
    let time = begun.elapsed();
    let mut numbers = Numbers(8);
    for number in 0..asked("ACTAG_KILLS", 8) {
        let add = actag(folder, &format!("add Number{number}x -g g --type militia"));
        kill(add, &mut numbers, time);
        // The file is as it was, or has all of it.
        run(actag(folder, "check g"));
    }
    // What a kill in the middle leaves, wherever it was.
    fs::write(folder.join("g/.actag-aB3xYz.partial"), "type: mil").unwrap();
    fs::write(folder.join("g/sub/.actag-aB3xYz.partial"), "type: mil").unwrap();
    run(actag(folder, "add Last -g g --type militia"));
    let names: Vec<String> = files(&folder.join("g"))
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["sub/g.yaml"]);
}

/// The command, under limits of the shell.
#[cfg(unix)]
fn under(limits: &str, folder: &Path, arguments: &str) -> std::process::Output {
    let mut command = Command::new("sh");
    let script = format!("{limits}; exec \"$@\"");
    command
        .current_dir(folder)
        .args(["-c", &script, "sh", PROGRAM]);
    command.args(arguments.split(' ')).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_gazetteers_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("g")).unwrap();
    let mut text = "type: militia\nactors:\n".to_owned();
    for number in (0..2000).rev() {
        text.push_str(&format!("  - {{id: b{number}, name: Brigade {number}x}}\n"));
    }
    fs::write(folder.join("g/g.yaml"), &text).unwrap();
    let limits = "trap '' XFSZ; ulimit -f 20";
    for arguments in ["check --fix g", "add New -g g --type militia"] {
        let done = under(limits, folder, arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments}");
        // Nothing is said to be done.
        assert_eq!(told(&done).lines().count(), 1, "{}", told(&done));
        assert!(
            told(&done).contains("cannot write `g/g.yaml`"),
            "{}",
            told(&done)
        );
        let there = files(&folder.join("g"));
        assert_eq!(there, [("g.yaml".to_owned(), text.clone().into_bytes())]);
    }
    let done = under(limits, folder, "init new");
    assert_eq!(done.status.code(), Some(2));
    assert!(
        told(&done).contains("cannot write `new/"),
        "{}",
        told(&done)
    );
    assert_eq!(fs::read_dir(folder).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_said_is_done_all_the_same() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("g")).unwrap();
    let text = "type: militia\nactors:\n  - {id: b, name: Beta Brigade}\n  \
                - {id: a, name: Alpha Brigade}\n";
    fs::write(folder.join("g/g.yaml"), text).unwrap();
    fs::write(folder.join("a.txt"), "Beta Brigade left.").unwrap();
    for arguments in [
        "add New -g g --type militia",
        "tag a.txt -g g -o out",
        "tag a.txt -g g -o p1 --shard 1/1",
        "merge p1 -o merged",
        "init new",
    ] {
        let done = under("exec > /dev/full 2>&1", folder, arguments);
        assert_eq!(done.status.code(), Some(0), "{arguments}");
    }
    for made in [
        "out/datapackage.json",
        "merged/datapackage.json",
        "new/people",
    ] {
        assert!(folder.join(made).exists(), "{made}");
    }
    // What `check` finds is its result: that must be read. But the file is fixed.
    under("exec 2> /dev/full", folder, "check --fix g");
    let text = fs::read_to_string(folder.join("g/g.yaml")).unwrap();
    assert!(text.contains("name: New") && text.find("id: a") < text.find("id: b"));
}
