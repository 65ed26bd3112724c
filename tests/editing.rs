//! `actag diff` against a commit, and `actag watch` while files change: what the recorded sessions
//! cannot show.

// Clippy allows it in the tests themselves, but not in what they share.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_actag");

const BEFORE: &str = "type: militia
actors:
  - {id: fatemiyoun, name: Liwa Fatemiyoun, aliases: [Fatemiyoun]}
  - {id: houthis, name: Houthis}
";
const AFTER: &str = "type: militia
actors:
  - {id: fatemiyoun, name: Liwa Fatemiyoun}
  - {id: houthis, name: Houthis, aliases: [Ansar Allah]}
";
const TEXT: &str = "Ansar Allah, or the Houthis, wrote to the Fatemiyoun.\n";

fn actag(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(arguments.split(' '));
    command
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with `gazetteers/actors.yaml` and `news/a.txt`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("gazetteers/actors.yaml", BEFORE), ("news/a.txt", TEXT)] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Runs git; `false` where it is not there.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let identity = ["-c", "user.name=test", "-c", "user.email=test@example.org"];
    let done = Command::new("git")
        .current_dir(folder)
        .args(identity)
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output();
    done.is_ok_and(|done| {
        assert!(done.status.success(), "{arguments:?}: {}", stderr(&done));
        true
    })
}

#[test]
fn the_state_at_a_commit() {
    let folder = folder();
    let folder = folder.path();
    if !git(folder, &["init", "-q"]) {
        return;
    }
    let diff = |arguments: &str| actag(folder, arguments).output().unwrap();
    // Nothing is committed yet.
    let done = diff("diff news");
    assert_eq!(done.status.code(), Some(2));
    assert!(
        stderr(&done).contains("git knows no commit `HEAD`"),
        "{}",
        stderr(&done)
    );
    fs::write(folder.join("README"), "x").unwrap();
    git(folder, &["add", "README"]);
    git(folder, &["commit", "-qm", "Begin"]);
    let done = diff("diff news");
    assert_eq!(done.status.code(), Some(2));
    assert!(
        stderr(&done).contains("no gazetteer in `gazetteers` at the commit `HEAD`"),
        "{}",
        stderr(&done)
    );

    fs::write(folder.join("gazetteers/.hidden.yaml"), "no gazetteer").unwrap();
    git(folder, &["add", "gazetteers"]);
    git(folder, &["commit", "-qm", "Actors"]);
    let done = diff("diff news -q");
    assert_eq!(
        (done.status.code(), stderr(&done)),
        (Some(0), String::new())
    );

    fs::write(folder.join("gazetteers/actors.yaml"), AFTER).unwrap();
    for arguments in [
        "diff news",
        "diff news --old git:HEAD",
        "diff news --old git:HEAD --new gazetteers/actors.yaml",
        "diff news --old git:HEAD~0 --new ./gazetteers",
    ] {
        let done = diff(arguments);
        assert_eq!(
            done.status.code(),
            Some(1),
            "{arguments}: {}",
            stderr(&done)
        );
        let told = stdout(&done);
        assert!(
            told.contains("+ Ansar Allah  houthis: 1 mention gained"),
            "{told}"
        );
        assert!(
            told.contains("- Fatemiyoun  fatemiyoun: 1 mention lost"),
            "{told}"
        );
        assert!(stderr(&done).contains("Old: git:HEAD"), "{}", stderr(&done));
    }
    // From inside the folder, too.
    let done = actag(&folder.join("gazetteers"), "diff ../news --new .")
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));

    for revision in ["--help", "nowhere", "HEAD:gazetteers", ""] {
        let done = diff(&format!("diff news --old git:{revision}"));
        assert_eq!(done.status.code(), Some(2));
        let wanted = format!("git knows no commit `{revision}`");
        assert!(stderr(&done).contains(&wanted), "{}", stderr(&done));
    }

    // Mistakes of then are shown where they stood.
    fs::write(
        folder.join("gazetteers/actors.yaml"),
        BEFORE.replace("name: H", "nam: H"),
    )
    .unwrap();
    git(folder, &["commit", "-qam", "Mistake"]);
    fs::write(folder.join("gazetteers/actors.yaml"), AFTER).unwrap();
    let done = diff("diff news");
    assert_eq!(done.status.code(), Some(2));
    let place = Path::new("git:HEAD:gazetteers").join("actors.yaml");
    let place = format!("{}:4:5", place.display());
    assert!(stderr(&done).contains(&place), "{}", stderr(&done));
}

#[test]
fn without_git() {
    let folder = folder();
    let done = actag(folder.path(), "diff news --old git:HEAD")
        .env("PATH", folder.path())
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    let told = stderr(&done);
    assert!(told.contains("the program `git` was not found"), "{told}");
}

/// A running `actag watch`, ended when the test does.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &Path, arguments: &str) -> Self {
        let mut child = actag(folder, arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = child.stdout.take().unwrap();
        Self {
            child,
            lines: read_lines(stdout),
        }
    }

    /// The lines up to one that holds `end`.
    fn until(&self, end: &str) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(30));
            lines.push(line.unwrap_or_else(|_| panic!("no `{end}` after {lines:#?}")));
            if lines.last().unwrap().contains(end) {
                return lines;
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_lines(stdout: ChildStdout) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            if sender.send(line.unwrap()).is_err() {
                return;
            }
        }
    });
    lines
}

#[test]
fn once_shows_what_one_save_does() {
    let folder = folder();
    let mut watch = Watch::start(folder.path(), "watch news --once");
    let begun = watch.until("in 1 document");
    let begun = begun.join("\n");
    assert!(begun.contains("2 actors, 3 names"), "{begun}");
    fs::write(folder.path().join("gazetteers/actors.yaml"), AFTER).unwrap();
    let told = watch.until(" ms)");
    let wanted = [
        "1 name gained, 1 lost, of 2 actors",
        "+ [Ansar Allah]  houthis  a.txt: [Ansar Allah], or the Houthis, wrote",
        "- [Fatemiyoun]  fatemiyoun  a.txt: the Houthis, wrote to the [Fatemiyoun].",
    ];
    assert!(told[1].contains("actors.yaml saved"), "{told:#?}");
    assert_eq!(told[2..5], wanted, "{told:#?}");
    assert!(
        told[5].starts_with("1 mention gained, 1 lost, 0 changed ("),
        "{told:#?}"
    );
    assert_eq!(watch.child.wait().unwrap().code(), Some(0));
}

#[test]
fn once_begins_with_a_mistake() {
    let folder = folder();
    let file = folder.path().join("gazetteers/actors.yaml");
    for (mended, status) in [(BEFORE, 0), ("actors: [", 1)] {
        fs::write(&file, BEFORE.replace("name: H", "nam: H")).unwrap();
        let mut watch = Watch::start(folder.path(), "watch --once");
        watch.until("errors found");
        fs::write(&file, mended).unwrap();
        watch.until(if status == 0 {
            "Nothing wrong"
        } else {
            "error found"
        });
        assert_eq!(watch.child.wait().unwrap().code(), Some(status));
    }
}

#[test]
fn mistakes_leave_the_last_good_state() {
    let folder = folder();
    let file = folder.path().join("gazetteers/actors.yaml");
    let watch = Watch::start(folder.path(), "watch news");
    watch.until("in 1 document");
    fs::write(&file, AFTER.replace("name: H", "nam: H")).unwrap();
    let told = watch.until("errors found").join("\n");
    assert!(told.contains("did you mean `name`?"), "{told}");
    // An example that fails stays failing until it is mended, whatever is saved in between.
    let example = "    matches: ['the [Ansar Allah]']\n";
    let with = |text: &str| {
        text.replace(
            "  - {id: houthis, name: Houthis}\n",
            &format!("  - id: houthis\n    name: Houthis\n{example}"),
        )
    };
    fs::write(&file, with(BEFORE)).unwrap();
    let told = watch.until(" ms)").join("\n");
    assert!(
        told.contains("error[failing-match]: `Ansar Allah` is not found as houthis"),
        "{told}"
    );
    assert!(
        told.contains("0 gained, 0 lost, 0 changed") || told.contains("0 mentions gained"),
        "{told}"
    );
    fs::write(&file, with(BEFORE) + "  - {id: other, name: Nobody Else}\n").unwrap();
    let told = watch.until(" ms)").join("\n");
    assert!(told.contains("error[failing-match]"), "{told}");
    fs::write(
        &file,
        with(BEFORE).replace("name: Houthis", "name: Ansar Allah"),
    )
    .unwrap();
    let told = watch.until(" ms)").join("\n");
    assert!(!told.contains("error"), "{told}");
    assert!(
        told.contains("+ [Ansar Allah]") && told.contains("- [Houthis]"),
        "{told}"
    );
    // The text may be edited, too.
    fs::write(folder.path().join("news/b.txt"), "Ansar Allah").unwrap();
    let told = watch.until("2 documents").join("\n");
    assert!(told.contains("b.txt saved"), "{told}");
}

#[test]
fn a_watch_that_cannot_begin() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, wanted) in [
        ("watch", "there is no folder `gazetteers` to watch"),
        ("watch -g nowhere", "cannot read `nowhere`"),
        ("watch - -g .", "standard input cannot be watched"),
    ] {
        let done = actag(folder.path(), arguments).output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{arguments}");
        assert!(stderr(&done).contains(wanted), "{}", stderr(&done));
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_watch_in_good_order() {
    let folder = folder();
    let mut watch = Watch::start(folder.path(), "watch news");
    watch.until("in 1 document");
    let pid = watch.child.id().to_string();
    if Command::new("kill").args(["-INT", &pid]).status().is_ok() {
        assert_eq!(watch.child.wait().unwrap().code(), Some(0));
    }
}
