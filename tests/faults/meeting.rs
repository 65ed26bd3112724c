//! Commands that are started at once, for real, again and again.
//!
//! `ACTAG_STARTS=1000 cargo test --release --test faults meeting` does so more often.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{PROGRAM, assert_same, hidden, kill::asked, run, tables, told};

const SMALL: &str = "type: militia
actors:
  - {id: first, name: First Brigade}
";

fn actag(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(arguments.split(' '));
    command
}

/// Starts all commands at once, and waits for them.
fn at_once(commands: impl IntoIterator<Item = Command>) -> Vec<Output> {
    let started: Vec<_> = commands
        .into_iter()
        .map(|mut command| {
            let command = command.stdin(Stdio::null()).stdout(Stdio::piped());
            command.stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let ended = started.into_iter().map(|child| child.wait_with_output());
    ended.map(Result::unwrap).collect()
}

/// A folder with a gazetteer and a small corpus.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("actors.yaml"), super::GAZETTEER).unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    for (name, text) in [
        ("a.txt", "Iran wrote to Syria."),
        ("b.txt", "Turkey and Iraq said."),
    ] {
        fs::write(folder.path().join("in").join(name), text).unwrap();
    }
    folder
}

/// One at least succeeds, and whoever does not says why in one line.
fn assert_told(done: &[Output], why: &[&str]) {
    let all: Vec<String> = done.iter().map(told).collect();
    assert!(done.iter().any(|done| done.status.success()), "{all:?}");
    for done in done.iter().filter(|done| !done.status.success()) {
        assert_eq!(done.status.code(), Some(2), "{all:?}");
        assert_eq!(told(done).lines().count(), 1, "{all:?}");
        assert!(why.iter().any(|why| told(done).contains(why)), "{all:?}");
    }
}

/// What a run says that met another one, or came after it.
const MET: [&str; 3] = [
    "error: another run writes to `out` at this moment",
    "error: `out` already has tables",
    "error: `out` holds a run that has not ended",
];

#[test]
fn runs_that_start_at_once_leave_whole_tables() {
    let folder = folder();
    let folder = folder.path();
    let out = folder.join("out");
    run(actag(folder, "tag in -g actors.yaml -o whole -q"));
    run(actag(
        folder,
        "tag in -g actors.yaml -o old -q --offsets bytes --rejected",
    ));
    let whole = tables(&folder.join("whole"));
    let old = tables(&folder.join("old"));
    for round in 0..asked("ACTAG_STARTS", 6) {
        for (count, over_old, how) in [
            (3, false, ""),
            (4, false, ""),
            (3, false, " --resume"),
            (4, false, " --force"),
            (4, true, " --force"),
        ] {
            let _ = fs::remove_dir_all(&out);
            if over_old {
                fs::create_dir(&out).unwrap();
                for (name, bytes) in &old {
                    fs::write(out.join(name), bytes).unwrap();
                }
            }
            let command = format!("tag in -g actors.yaml -o out -q{how}");
            let done = at_once((0..count).map(|_| actag(folder, &command)));
            let of = format!("round {round}, {count} times {how}");
            assert_told(&done, if how.is_empty() { &MET } else { &MET[..1] });
            if how.is_empty() {
                let won = done.iter().filter(|done| done.status.success()).count();
                assert_eq!(won, 1, "{of}");
            }
            assert_same(&whole, &tables(&out), &of);
            assert_eq!(hidden(&out), [""; 0], "{of}");
        }
    }
}

#[test]
fn runs_that_go_on_at_once_do_so_once() {
    let folder = folder();
    let folder = folder.path();
    let lines = "{\"text\": \"Iran wrote to Syria.\"}\n".repeat(60_000);
    fs::write(folder.join("in/c.jsonl"), lines).unwrap();
    run(actag(folder, "tag in -g actors.yaml -o whole -q"));
    let whole = tables(&folder.join("whole"));
    let out = folder.join("out");
    for round in 0..asked("ACTAG_STARTS", 3) {
        let _ = fs::remove_dir_all(&out);
        let mut child = actag(
            folder,
            "tag in -g actors.yaml -o out -q -j 1 --save-every 0",
        );
        let mut child = child.spawn().unwrap();
        while !out.join(".unfinished/checkpoint.json").exists() {}
        child.kill().unwrap();
        child.wait().unwrap();
        let again = "tag in -g actors.yaml -o out -q --resume";
        let done = at_once((0..3).map(|_| actag(folder, again)));
        assert_told(&done, &MET[..1]);
        assert_same(&whole, &tables(&out), &format!("round {round}"));
        assert_eq!(hidden(&out), [""; 0]);
    }
}

#[test]
fn merges_that_start_at_once_leave_whole_tables() {
    let folder = folder();
    let folder = folder.path();
    run(actag(folder, "tag in -g actors.yaml -o whole -q"));
    for part in 1..=2 {
        run(actag(
            folder,
            &format!("tag in -g actors.yaml -o p{part} -q --shard {part}/2"),
        ));
    }
    let whole = tables(&folder.join("whole"));
    let out = folder.join("out");
    for round in 0..asked("ACTAG_STARTS", 6) {
        for (keep, how) in [(false, ""), (false, " --force"), (true, " --force")] {
            if !keep {
                let _ = fs::remove_dir_all(&out);
            }
            let command = format!("merge p1 p2 -o out -q{how}");
            let done = at_once((0..3).map(|_| actag(folder, &command)));
            assert_told(&done, &MET);
            assert_same(&whole, &tables(&out), &format!("round {round}{how}"));
            assert_eq!(hidden(&out), [""; 0]);
        }
    }
}

/// All files of a folder, hidden ones too.
fn listed(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn additions_that_are_made_at_once_are_all_there() {
    for round in 0..asked("ACTAG_STARTS", 4) {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::create_dir(folder.join("g")).unwrap();
        fs::write(folder.join("g/g.yaml"), SMALL).unwrap();
        let names = ["Alef", "Bet", "Gimel", "Dalet"];
        let mut adds: Vec<Command> = Vec::new();
        for (number, name) in names.iter().enumerate() {
            // Some name the folder, some the file.
            let paths = if number % 2 == 0 { "g" } else { "g/g.yaml" };
            let mut add = actag(folder, &format!("add --type militia -g {paths}"));
            add.arg(format!("Zeta Brigade {name}"));
            adds.push(add);
        }
        adds.push(actag(folder, "add --to first --alias Erste -g g"));
        adds.push(actag(folder, "check --fix g"));
        for done in at_once(adds) {
            assert!(done.status.success(), "round {round}: {}", told(&done));
        }
        let text = fs::read_to_string(folder.join("g/g.yaml")).unwrap();
        for name in names.iter().chain(&["Erste"]) {
            assert!(
                text.contains(name),
                "round {round}: {name} is lost:\n{text}"
            );
        }
        assert!(run(actag(folder, "check g")).status.success());
        assert_eq!(listed(&folder.join("g")), ["g.yaml"]);
    }
}

#[test]
fn one_name_that_is_added_twice_at_once_is_there_once() {
    for round in 0..asked("ACTAG_STARTS", 4) {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::create_dir(folder.join("g")).unwrap();
        for (name, country) in [("syria.yaml", "SYR"), ("iraq.yaml", "IRQ")] {
            let id = name.trim_end_matches(".yaml");
            let text = format!(
                "type: militia\nactors:\n  - {{id: {id}-one, name: {id} One, country: {country}}}\n"
            );
            fs::write(folder.join("g").join(name), text).unwrap();
        }
        // Each would go into a file of its own.
        let done = at_once(["SYR", "IRQ", "SYR"].map(|country| {
            let mut add = actag(
                folder,
                &format!("add --type militia -g g --country {country}"),
            );
            add.arg("Zaytun Brigade");
            add
        }));
        let codes: Vec<_> = done.iter().map(|done| done.status.code()).collect();
        let written = codes.iter().filter(|code| **code == Some(0)).count();
        let refused = codes.iter().filter(|code| **code == Some(1)).count();
        assert_eq!((written, refused), (1, 2), "round {round}: {codes:?}");
        run(actag(folder, "check g"));
    }
}

#[test]
fn gazetteers_that_are_fixed_at_once_are_fixed() {
    let unsorted = |actors: &str| format!("type: militia\nactors:\n{actors}");
    let actors = "  - {id: c, name: Ceta Brigade}\n  - {id: b, name: Beta Brigade}\n  \
                  - {id: a, name: Alpha Brigade}\n";
    let mut wanted = None;
    for round in 0..asked("ACTAG_STARTS", 4) {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::create_dir(folder.join("g")).unwrap();
        fs::write(folder.join("g/g.yaml"), unsorted(actors)).unwrap();
        for done in at_once((0..4).map(|_| actag(folder, "check --fix g"))) {
            assert!(done.status.success(), "round {round}: {}", told(&done));
        }
        let text = fs::read_to_string(folder.join("g/g.yaml")).unwrap();
        assert_eq!(wanted.get_or_insert_with(|| text.clone()), &text);
        assert!(text.find("id: a") < text.find("id: c"), "{text}");
        assert_eq!(listed(&folder.join("g")), ["g.yaml"]);
    }
}

#[test]
fn gazetteers_that_are_written_out_at_once_are_whole() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for round in 0..asked("ACTAG_STARTS", 2) {
        let _ = fs::remove_dir_all(folder.join("g"));
        let done = at_once((0..3).map(|_| actag(folder, "init g")));
        assert!(
            done.iter().any(|done| done.status.success()),
            "round {round}"
        );
        for done in done.iter().filter(|done| !done.status.success()) {
            assert!(
                told(done).contains("already has all files"),
                "{}",
                told(done)
            );
        }
        assert_eq!(listed(folder), ["g"]);
        let again = actag(folder, "init g").output().unwrap();
        assert!(
            told(&again).contains("already has all files"),
            "{}",
            told(&again)
        );
    }
}
