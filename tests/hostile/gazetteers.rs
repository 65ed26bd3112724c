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

/// Checks a folder, or a file in it, that is beside a gazetteer which is right.
#[cfg(unix)]
fn check_beside(folder: &std::path::Path, named: &str) -> (Option<i32>, String) {
    fs::write(
        folder.join("g/right.yaml"),
        format!("{HEAD}  - {{id: iran, name: Iran}}\n"),
    )
    .unwrap();
    let done = Command::new(PROGRAM)
        .current_dir(folder)
        .args(["check", named])
        .output()
        .unwrap();
    let found = String::from_utf8_lossy(&done.stdout);
    (done.status.code(), format!("{found}{}", told(&done)))
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_at_once() {
    use std::os::unix::fs::symlink;
    let device = |to: &'static str| move |at: &std::path::Path| symlink(to, at).unwrap();
    let pipe = |at: &std::path::Path| {
        let (kind, mode) = (rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU);
        rustix::fs::mknodat(rustix::fs::CWD, at, kind, mode, 0).unwrap();
    };
    let socket = |at: &std::path::Path| drop(std::os::unix::net::UnixListener::bind(at).unwrap());
    let huge = |at: &std::path::Path| fs::File::create(at).unwrap().set_len(10 << 30).unwrap();
    type Make<'m> = &'m dyn Fn(&std::path::Path);
    let cases: [(Make<'_>, &str); 6] = [
        (&pipe, "it is a pipe, not a file"),
        (&device("/dev/zero"), "it is a device, not a file"),
        (&device("/dev/null"), "it is a device, not a file"),
        (&socket, "it is a socket, not a file"),
        (&huge, "it has more than 1 GiB"),
        (&device("nowhere"), "No such file"),
    ];
    for (make, reason) in cases {
        for name in ["p.yaml", "p.yml", "p.csv"] {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("g")).unwrap();
            make(&folder.path().join("g").join(name));
            for named in ["g", &format!("g/{name}")] {
                let (code, told) = check_beside(folder.path(), named);
                assert_ne!(code, Some(0), "{named}: {told}");
                assert!(
                    told.contains(name) && told.contains(reason),
                    "{named}: {told}"
                );
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_of_the_shell_is_a_gazetteer() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Iran").unwrap();
    let line = "actors: [{id: iran, name: Iran, type: government}]";
    for input in [
        format!("echo '{line}' | \"$@\" -g /dev/stdin"),
        format!("echo '{line}' > g; \"$@\" -g /dev/stdin < g"),
    ] {
        let done = Command::new("sh")
            .current_dir(folder.path())
            .args(["-c", &input, "sh", PROGRAM, "tag", "a.txt", "-o", "-", "-q"])
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(0), "{}", told(&done));
        assert!(String::from_utf8_lossy(&done.stdout).contains("iran"));
    }
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

/// One actor with very many codes of one scheme, in a list and in a table beside.
#[test]
fn many_codes_of_one_actor_are_no_matter() {
    let codes: Vec<String> = (0..200_000).map(|number| number.to_string()).collect();
    let table = format!(
        "id,name,type,codes.mine\na,Iran,government,{}\n",
        codes.join("|")
    );
    let (code, told) = check_file("actors.csv", &table);
    assert_eq!((code, told.as_str()), (Some(0), ""));
    let table = format!("actor,codes.mine\na,{}\n", codes.join("\na,"));
    let (code, told) = check_file("codes.csv", &table);
    assert_eq!((code, told.as_str()), (Some(0), ""));
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
