//! Runs without enough disk, memory or file handles, by the limits of the shell.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{PROGRAM, assert_same, folder, run, tables, tag, told};

/// `actag tag corpus` under limits.
fn under(limits: &str, folder: &Path, arguments: &[&str]) -> Output {
    Command::new("sh")
        .current_dir(folder)
        .arg("-c")
        .arg(format!("{limits}; exec \"$@\""))
        .args(["sh", PROGRAM, "tag", "corpus", "-g", "actors.yaml"])
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn a_full_disk_is_told_of_and_what_was_saved_goes_on() {
    let folder = folder(4);
    let out = folder.path().join("out");
    run(tag(folder.path(), &["-o", "whole"]));
    let wanted = tables(&folder.path().join("whole"));
    // In blocks of 512 bytes or of a kibibyte, as shells have it: the table of mentions does not
    // fit in any.
    for (blocks, trap) in [(1, true), (40, true), (400, true), (400, false)] {
        let _ = fs::remove_dir_all(&out);
        let trap = if trap { "trap '' XFSZ;" } else { "" };
        let limits = format!("{trap} ulimit -c 0; ulimit -f {blocks}");
        let done = under(&limits, folder.path(), &["-o", "out", "--save-every", "0"]);
        assert!(!done.status.success(), "{blocks}");
        if !trap.is_empty() {
            assert_eq!(done.status.code(), Some(2), "{blocks}");
            assert!(
                told(&done).contains("error: cannot write to `out"),
                "{}",
                told(&done)
            );
        }
        assert!(tables(&out).is_empty(), "{blocks}");
        run(tag(folder.path(), &["-o", "out", "--resume"]));
        assert_same(&wanted, &tables(&out), "after a full disk");
    }
}

#[test]
fn a_full_pipe_is_told_of() {
    let folder = folder(0);
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
        return;
    };
    let done = tag(folder.path(), &["-o", "-"])
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(
        told(&done).contains("error: cannot write to the output: No space left"),
        "{}",
        told(&done)
    );
}

#[test]
fn sixteen_file_handles_are_enough() {
    let folder = folder(2);
    run(tag(folder.path(), &["-o", "whole", "--rejected"]));
    let done = under("ulimit -n 16", folder.path(), &["-o", "out", "--rejected"]);
    assert!(done.status.success(), "{}", told(&done));
    let wanted = tables(&folder.path().join("whole"));
    assert_same(
        &wanted,
        &tables(&folder.path().join("out")),
        "with few handles",
    );
    for handles in 3..16 {
        let limit = format!("ulimit -n {handles}");
        let done = under(&limit, folder.path(), &["-o", "few", "--force"]);
        if done.status.success() {
            assert!(tables(&folder.path().join("few")).contains_key("datapackage.json"));
        } else {
            assert!(
                !told(&done).contains("panicked"),
                "{handles}: {}",
                told(&done)
            );
            assert!(tables(&folder.path().join("few")).is_empty(), "{handles}");
        }
        let _ = fs::remove_dir_all(folder.path().join("few"));
    }
}

#[test]
fn little_memory_is_told_of_and_leaves_no_half_table() {
    let folder = folder(2);
    let out = folder.path().join("out");
    run(tag(folder.path(), &["-o", "whole"]));
    let wanted = tables(&folder.path().join("whole"));
    let (mut well, mut ill) = (0, 0);
    for kibibytes in (60_000..460_000).step_by(50_000) {
        let limits = format!("ulimit -c 0; ulimit -v {kibibytes}");
        let done = under(
            &limits,
            folder.path(),
            &["-o", "out", "-j", "2", "--save-every", "0"],
        );
        if done.status.success() {
            well += 1;
        } else {
            ill += 1;
            assert!(tables(&out).is_empty(), "{kibibytes}: {}", told(&done));
            assert!(
                !told(&done).contains("panicked"),
                "{kibibytes}: {}",
                told(&done)
            );
            assert!(!told(&done).is_empty(), "{kibibytes}");
            run(tag(folder.path(), &["-o", "out", "--resume"]));
        }
        assert_same(&wanted, &tables(&out), &format!("{kibibytes} KiB"));
        fs::remove_dir_all(&out).unwrap();
    }
    assert!(
        well > 0 && ill > 0,
        "{well} runs had enough memory, {ill} had not"
    );
}

#[test]
fn the_rows_of_a_huge_document_are_not_held_in_memory() {
    let folder = folder(0);
    let line = serde_json::json!({"id": "x".repeat(1_000), "text": "Iran ".repeat(150_000)});
    fs::remove_dir_all(folder.path().join("corpus")).unwrap();
    fs::create_dir(folder.path().join("corpus")).unwrap();
    fs::write(folder.path().join("corpus/a.jsonl"), line.to_string()).unwrap();
    // The rows come to 160 MB, what the tagger takes to 150, and the program itself, as it is built
    // for tests, to 42; arenas of the allocator reserve more.
    let limits = "ulimit -c 0; ulimit -v 580000; exec > /dev/null";
    let done = under(limits, folder.path(), &["-o", "-", "-j", "1"]);
    assert!(done.status.success(), "{}", told(&done));
}

#[test]
fn a_line_of_any_length_takes_no_more_memory_than_the_bound() {
    let folder = folder(0);
    fs::remove_dir_all(folder.path().join("corpus")).unwrap();
    fs::create_dir(folder.path().join("corpus")).unwrap();
    let record = "{\"text\": \"Iran wrote to Syria.\"}\n";
    let row = "\"Iran wrote to Syria.\"\n";
    // 2 GB without a line feed, which take no room on the disk.
    for (name, head, record) in [("a.jsonl", "", record), ("b.csv", "text\n", row)] {
        use std::io::{Seek, SeekFrom, Write};
        let mut file = fs::File::create(folder.path().join("corpus").join(name)).unwrap();
        write!(file, "{head}{record}").unwrap();
        file.seek(SeekFrom::Current(2_000_000_000)).unwrap();
        write!(file, "\n{record}").unwrap();
    }
    let sparse = fs::File::create(folder.path().join("corpus/c.txt")).unwrap();
    sparse.set_len(2_000_000_000).unwrap();
    let limits = "ulimit -c 0; ulimit -v 700000";
    for bound in ["10000", "50000000"] {
        let options = ["-o", "out", "--force", "-j", "1", "--max-document", bound];
        let done = under(limits, folder.path(), &options);
        assert!(done.status.success(), "{}", told(&done));
        let found = tables(&folder.path().join("out"));
        let documents = String::from_utf8_lossy(&found["documents.csv"]);
        let keys = ["1:1,", "1:3,", "2:1,", "2:3,"];
        assert!(
            documents
                .lines()
                .skip(1)
                .zip(keys)
                .all(|(row, key)| row.starts_with(key))
        );
        let skipped = String::from_utf8_lossy(&found["skipped.csv"]);
        for row in ["a.jsonl,2,too-long", "b.csv,3,too-long", "c.txt,,too-long"] {
            assert!(skipped.contains(row), "{row}: {skipped}");
        }
    }
    // By the default bound there is not enough memory for them: told of, and gone on behind them.
    let done = under(limits, folder.path(), &["-o", "out", "--force", "-j", "1"]);
    assert!(done.status.success(), "{}", told(&done));
    let found = tables(&folder.path().join("out"));
    let documents = String::from_utf8_lossy(&found["documents.csv"]);
    assert_eq!(documents.lines().count(), 5, "{documents}");
    let skipped = String::from_utf8_lossy(&found["skipped.csv"]);
    for row in [
        "a.jsonl,2,out-of-memory",
        "b.csv,3,out-of-memory",
        "c.txt,,too-long",
    ] {
        assert!(skipped.contains(row), "{row}: {skipped}");
    }
}
