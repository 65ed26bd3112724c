//! Texts that would be lines of their own: whatever ids, names, paths and arguments hold, no line
//! of what a command prints begins with it, and nothing of it is obeyed.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use super::PROGRAM;

/// What is planted: a line break of each sort, and a command to a service that runs builds.
const PLANTED: &str = "::error::PWNED";

/// Line breaks, and what terminals obey or hide.
const BREAKS: [&str; 10] = [
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u{1b}[2J\n",
    "\u{9b}2J",
    "\u{202e}",
    "\u{2028}",
    "\u{2029}",
    "\u{200b}\n",
];

/// A text with what is planted behind every sort of break.
fn planted(before: &str) -> String {
    let parts = BREAKS.map(|one| format!("{one}{PLANTED}"));
    format!("{before}{}", parts.concat())
}

/// A folder with a gazetteer and a corpus in which everything that can is hostile.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    let name = |name: &str| serde_json::json!(name).to_string();
    let gazetteer = |type_of_beta: &str| {
        format!(
            "type: militia\nactors:\n- id: alpha-group\n  name: Alpha Group\n  \
             codes: {{mine: {code}}}\n  aliases: [{alias}, Omega]\n  \
             not: [{phrase}]\n  matches: [{example}]\n  \
             roles: [{{title: {title}}}]\n\
             - id: beta\n  type: {type_of_beta}\n  name: Beta Front\n  \
             part_of: alpha-group\n  guarded: [{{name: Omega, needs: [{needs}]}}]\n",
            code = name("a::error::PWNED"),
            alias = name(&format!("Alpha Front\n{PLANTED}")),
            phrase = name(&format!("Alpha Group\n{PLANTED}")),
            example = name(&format!("the [Alpha Group] said\n{PLANTED}")),
            title = name(&format!("Head\n{PLANTED}")),
            needs = name(&format!("PWNED\n{PLANTED}")),
            type_of_beta = name(type_of_beta),
        )
    };
    fs::write(at("new.yaml"), gazetteer(&format!("mil\n{PLANTED}"))).unwrap();
    fs::write(
        at("old.yaml"),
        gazetteer("militia").replace("Alpha", "Gamma"),
    )
    .unwrap();
    let wrong = format!(
        "actors:\n- {{id: {id}, name: Delta, part_of: {of}, {key}: 1}}\n",
        id = name(&planted("x")),
        of = name(&planted("nobody")),
        key = name(&planted("key")),
    );
    fs::write(at("wrong.yaml"), wrong).unwrap();
    let text = format!(
        "Alpha Group\n{PLANTED} met the Beta\nFront. Fighters of Delta Front\n{PLANTED} and Delta \
         Front. Alpha Front\n{PLANTED}. Omega."
    );
    let mut records: Vec<String> = BREAKS
        .iter()
        .map(|one| serde_json::json!({"id": format!("x{one}{PLANTED}"), "text": text}).to_string())
        .collect();
    records.push(serde_json::json!({"id": PLANTED, "text": text}).to_string());
    records.push(format!("no record {}", planted("")).replace(['\n', '\r'], " "));
    fs::create_dir(at("news")).unwrap();
    fs::write(at("news/a.jsonl"), records.join("\n")).unwrap();
    fs::write(at("text.txt"), &text).unwrap();
    let gold = format!(
        "doc,start,end,text,type,entity\n\"{}\",0,5,\"x{0}\",t,e\n",
        planted("y")
    );
    fs::write(at("gold.csv"), gold).unwrap();
    for (sheet, right) in [
        ("judged.csv", "y".to_owned()),
        ("misjudged.csv", planted("y")),
    ] {
        let rows = format!("\"{}\",9,\"{right}\"\n", planted("x"));
        fs::write(at(sheet), format!("stratum,stratum_size,right\n{rows}")).unwrap();
    }
    // Windows has no such names.
    if cfg!(unix) {
        fs::create_dir(at(&format!("news/x\n{PLANTED}"))).unwrap();
        fs::write(at(&format!("news/x\n{PLANTED}/\u{1b}[2J.txt")), &text).unwrap();
        fs::write(at(&format!("news/x\n{PLANTED}/b.csv")), "no\nheader\n").unwrap();
        fs::write(at(&format!("x\n{PLANTED}.yaml")), "actors: [{id: 7}]\n").unwrap();
    }
    folder
}

/// Runs a command; what it told must be harmless. Returns that.
fn harmless(folder: &Path, arguments: &[&str]) -> String {
    let run = Command::new(PROGRAM)
        .current_dir(folder)
        .args(arguments)
        .output();
    let done = run.unwrap();
    let told = [done.stdout, done.stderr].map(|out| String::from_utf8(out).unwrap());
    let told = told.concat();
    assert_harmless(arguments, &told);
    told
}

fn assert_harmless(arguments: &[&str], told: &str) {
    assert!(!told.contains("panicked"), "{arguments:?}: {told}");
    let harmful =
        |c: char| c != '\n' && (actag::diagnostic::is_unsafe_to_show(c) || c == '\u{200b}');
    assert!(!told.contains(harmful), "{arguments:?}: {told:?}");
    for line in told.lines().map(str::trim_start) {
        // Our own commands to GitHub have properties.
        let is_ours = line.starts_with("::error file=")
            || line.starts_with("::warning file=")
            || line.starts_with("::error title=");
        assert!(
            is_ours || !line.starts_with("::"),
            "{arguments:?}: {line:?}"
        );
        assert!(!line.starts_with("PWNED"), "{arguments:?}: {line:?}");
    }
}

/// Watches a folder until it is saved once; what is told must be harmless.
fn harmless_watch(folder: &Path) {
    let arguments = ["watch", "news", "-g", "new.yaml", "--once"];
    let mut child = Command::new(PROGRAM)
        .current_dir(folder)
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut told = String::new();
    for line in lines.by_ref() {
        told = format!("{told}{}\n", line.unwrap());
        if told.contains(" documents\n") {
            break;
        }
    }
    let saved = fs::read_to_string(folder.join("new.yaml")).unwrap();
    fs::write(folder.join("new.yaml"), saved.replace("Alpha", "Delta")).unwrap();
    lines.for_each(|line| told = format!("{told}{}\n", line.unwrap()));
    assert!(told.contains(" changed ("), "{told}");
    child.wait().unwrap();
    assert_harmless(&arguments, &told);
}

#[test]
fn nothing_planted_begins_a_line() {
    let folder = folder();
    let hostile = planted("y");
    let hostile_path = format!("x\n{PLANTED}.yaml");
    let wrong = [&hostile_path[..], "wrong.yaml"];
    let commands: Vec<Vec<&str>> = vec![
        vec!["tag", "news", "-g", "new.yaml", "-o", "out"],
        vec!["tag", "news", "-g", "new.yaml", "-o", &hostile],
        vec!["tag", &hostile, "-g", "new.yaml"],
        vec!["merge", &hostile, "out", "-o", "merged"],
        vec!["diff", "news", "--old", "old.yaml", "--new", "new.yaml"],
        vec!["explain", "-g", "new.yaml", "text.txt"],
        vec!["explain", "-g", "new.yaml", &hostile],
        vec!["suggest", "news", "-g", "old.yaml"],
        vec!["suggest", "news", "-g", "old.yaml", "--yaml"],
        vec!["show", "-g", "new.yaml"],
        vec!["show", "-g", "new.yaml", "alpha-group", "--all"],
        vec!["show", "-g", "new.yaml", "beta", "--all"],
        vec!["show", "-g", "new.yaml", "PWNED"],
        vec!["show", "-g", "new.yaml", &hostile],
        vec!["show", "-g", "new.yaml", "--type", &hostile],
        vec!["show", "-g", "new.yaml", "--format", "json"],
        vec!["show", "-g", "new.yaml", "--count"],
        vec!["show", "-g", "new.yaml", "--count", "--format", "yaml"],
        vec!["eval", "gold.csv", "news", "-g", "new.yaml"],
        vec![
            "eval", "gold.csv", "news", "-g", "new.yaml", "--format", "json",
        ],
        vec!["eval", "gold.csv", "out/mentions.csv"],
        vec!["sample", "out", "--by", "actor_name", "-o", "sheet.csv"],
        vec!["sample", "out", "--by", &hostile],
        vec!["sample", &hostile, "-o", "sheet-2.csv"],
        vec!["sample", "out", "-o", &hostile],
        vec!["sample", "--score", "judged.csv"],
        vec!["sample", "--score", "misjudged.csv"],
        vec!["sample", "--score", &hostile],
        vec!["add", &hostile, "--type", "militia", "-g", "new.yaml"],
        vec![
            "add",
            "Zeta Front",
            "--type",
            &hostile,
            "-g",
            "new.yaml",
            "--dry-run",
        ],
        vec![
            "add",
            "--to",
            "beta",
            "--alias",
            &hostile,
            "-g",
            "new.yaml",
            "--dry-run",
        ],
        vec![
            "add",
            "--to",
            "beta",
            "--alias",
            "Beta",
            "-g",
            "new.yaml",
            "--dry-run",
        ],
        vec!["add", "--to", &hostile, "--alias", "Beta", "-g", "new.yaml"],
        vec!["init", "news"],
        vec!["init", "text.txt/x"],
        vec![&hostile],
        vec!["tag", "news", &hostile],
        vec!["tag", "news", "--date", &hostile],
        vec!["tag", "news", "--shard", &hostile],
        vec!["show", "--format", &hostile],
        vec!["tag", "news", "-g", &hostile],
    ];
    for arguments in &commands {
        harmless(folder.path(), arguments);
    }
    for format in ["human", "short", "json", "github", "sarif"] {
        for path in ["new.yaml", "old.yaml"].iter().chain(&wrong) {
            harmless(folder.path(), &["check", path, "--format", format]);
        }
    }
    harmless_watch(folder.path());
    if cfg!(unix) {
        let told = harmless(folder.path(), &["init", &hostile]);
        assert!(
            told.contains("\\n\\u{3a}:error") || told.contains("\\n::error"),
            "{told}"
        );
    }
}
