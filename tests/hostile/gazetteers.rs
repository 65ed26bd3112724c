//! Hostile gazetteers: refused with findings that can be shown, or loaded, and never for long.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use super::{PROGRAM, told};

/// Checks a gazetteer, and gives what was told.
fn check(yaml: &str) -> (Option<i32>, String) {
    check_file("actors.yaml", yaml)
}

fn check_file(name: &str, content: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), content).unwrap();
    fs::write(folder.path().join("a.txt"), "Iran").unwrap();
    let begun = Instant::now();
    let done = Command::new(PROGRAM)
        .current_dir(folder.path())
        .args(["tag", "a.txt", "-g", name, "-o", "-", "-q"])
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
        "{HEAD}  - {{id: iran, name: Iran}}\nfamilies:\n  \
         - each: {{type: army}}\n    id: <id>-army\n    name: <name> army\n    type: army\n  \
         - each: {{type: government}}\n    id: <id>-army\n    name: <name> army\n    type: army\n"
    );
    let (code, told) = check(&feeding);
    assert!(code == Some(0) || code == Some(2), "{told}");
    let circle = format!(
        "{HEAD}  - {{id: a, name: A One, guarded: [{{name: Iran, needs: [b]}}]}}\n  \
         - {{id: b, name: B One, guarded: [{{name: Iran, needs: [a]}}]}}\n"
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

/// A CSV gazetteer with a million rows.
fn a_million(row: impl Fn(usize) -> String) -> (Option<i32>, String) {
    let rows: Vec<String> = (0..1_000_000).map(row).collect();
    let table = format!("id,name,type\n{}\n", rows.join("\n"));
    check_file("actors.csv", &table)
}

#[test]
fn a_million_ids_that_clash_are_told_of_in_time() {
    let (code, told) = a_million(|_| "iran,Iran,government".to_owned());
    assert_eq!(code, Some(2));
    let first = "error[duplicate-id]: the id `iran` is already taken, at actors.csv:2";
    assert!(told.starts_with(first), "{told}");
    assert!(told.contains("999,999 errors found"), "{told}");
    // Ids that are the same only when they are folded are no ids.
    let (code, told) = a_million(|number| {
        let letter = ["i", "I", "İ", "Í"][number % 4];
        format!("{letter}ran-{},Iran {number},government", number / 4)
    });
    assert_eq!(code, Some(2));
    assert!(
        told.starts_with("error[bad-id]: `Iran-0` is not an id"),
        "{told}"
    );
    assert!(told.contains("errors found"), "{told}");
}

#[test]
fn many_actors_of_one_name_are_no_matter() {
    let rows: Vec<String> = (0..200_000)
        .map(|number| {
            format!(
                "a-{number},{},government",
                ["Iran", "Irán", "Ir\u{200b}an"][number % 3]
            )
        })
        .collect();
    let table = format!("id,name,type\n{}\n", rows.join("\n"));
    let (code, told) = check_file("actors.csv", &table);
    assert_eq!((code, told.as_str()), (Some(0), ""));
}
