//! Hostile gazetteers: refused with findings that can be shown, or loaded, and never for long.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use super::{PROGRAM, told};

/// Checks a gazetteer, and gives what was told.
fn check(yaml: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("actors.yaml"), yaml).unwrap();
    let begun = Instant::now();
    let done = Command::new(PROGRAM)
        .current_dir(folder.path())
        .args(["tag", "actors.txt", "-g", "actors.yaml", "-o", "-", "-q"])
        .output();
    drop(done);
    fs::write(folder.path().join("a.txt"), "Iran").unwrap();
    let done = Command::new(PROGRAM)
        .current_dir(folder.path())
        .args(["tag", "a.txt", "-g", "actors.yaml", "-o", "-", "-q"])
        .output()
        .unwrap();
    assert!(
        begun.elapsed() < Duration::from_secs(60),
        "{:?}",
        begun.elapsed()
    );
    assert!(
        done.stderr.len() < 200_000,
        "{} bytes told",
        done.stderr.len()
    );
    (done.status.code(), told(&done))
}

fn refused(yaml: &str, wanted: &str) {
    let (code, told) = check(yaml);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains(wanted), "{wanted}: {told}");
}

const HEAD: &str = "type: government\nactors:\n";

#[test]
fn what_multiplies_is_refused() {
    refused("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "error");
    let nested = format!(
        "{HEAD}  - id: iran\n    name: {}Iran{}\n",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    refused(&nested, "error");
    let braces = format!(
        "{HEAD}  - {{id: iran, name: Iran, aliases: ['{}']}}\n",
        "{a,b}".repeat(60)
    );
    refused(&braces, "error");
    let braces = format!(
        "{HEAD}  - {{id: iran, name: Iran, aliases: ['{}{}']}}\n",
        "{a,".repeat(10_000),
        "}".repeat(10_000)
    );
    refused(&braces, "error");
}

#[test]
fn families_and_needs_that_go_in_circles_end() {
    let feeding = format!(
        "{HEAD}  - {{id: iran, name: Iran}}\nfamilies:\n  - each: {{type: army}}\n    id: <id>-army\n    name: <name> army\n    type: army\n  - each: {{type: government}}\n    id: <id>-army\n    name: <name> army\n    type: army\n"
    );
    let (code, told) = check(&feeding);
    assert!(code == Some(0) || code == Some(2), "{told}");
    let circle = format!(
        "{HEAD}  - {{id: a, name: A One, guarded: [{{name: Iran, needs: [b]}}]}}\n  - {{id: b, name: B One, guarded: [{{name: Iran, needs: [a]}}]}}\n"
    );
    assert_eq!(check(&circle).0, Some(0));
    refused(
        &format!("{HEAD}  - {{id: iran, name: Iran}}\n  - {{id: iran, name: Iran}}\n"),
        "error",
    );
    let (code, told) = check(&format!(
        "{HEAD}  - {{id: iran, name: Iran}}\n  - {{id: İran, name: Iran}}\n"
    ));
    assert_eq!(code, Some(2), "{told}");
}

#[test]
fn names_that_a_terminal_would_obey_are_shown_escaped() {
    let (code, told) = check(&format!(
        "{HEAD}  - {{id: \"\\e[2J\", name: \"\\e]0;x\\a\\u202e\", alias: \"\\x9b31m\"}}\n"
    ));
    assert_eq!(code, Some(2));
    assert!(told.contains("\\u{1b}"), "{told}");
}

#[test]
fn many_aliases_and_long_scalars_are_no_matter() {
    // Nearly every letter ends a name: it took the square of their number to compile them.
    let mut many = format!("{HEAD}  - id: iran\n    name: Iran\n    aliases:\n");
    for number in 0..300_000 {
        many.push_str(&format!("      - Iran Number {number}\n"));
    }
    assert_eq!(check(&many).0, Some(0));
    let long = format!(
        "{HEAD}  - {{id: iran, name: {}}}\n",
        "Iran ".repeat(1_000_000)
    );
    let (code, told) = check(&long);
    assert!(code == Some(0) || code == Some(2), "{told}");
}
