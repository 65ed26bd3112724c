//! Where tables may go: never to the place of an input, a gazetteer or somebody's file.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{PROGRAM, run, told};

fn actag(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(arguments.split(' '));
    command.stdin(Stdio::null());
    command
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["g", "in", "gazetteers"] {
        fs::create_dir(path(name)).unwrap();
    }
    let other = super::GAZETTEER.replace("id: ", "id: other-");
    for (name, text) in [
        ("g/actors.yaml", super::GAZETTEER),
        ("gazetteers/actors.yaml", super::GAZETTEER),
        ("actors.csv", "id,name,type\nmali,Mali,government\n"),
        ("other.yaml", &other),
        ("documents.csv", "id,text\n1,Iran\n"),
        ("in/a.txt", "Iran wrote to Syria."),
    ] {
        fs::write(path(name), text).unwrap();
    }
    folder
}

/// All files below a folder, with what they hold.
fn state(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut state = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.display().to_string();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
                state.push((name, Vec::new()));
            } else {
                state.push((name, fs::read(&path).unwrap_or_default()));
            }
        }
    }
    state.sort();
    state
}

/// Runs a command that must be refused in one line, and leave all as it is.
fn refused(folder: &Path, mut command: Command, messages: &[&str]) {
    let before = state(folder);
    let done: Output = command.output().unwrap();
    let told = told(&done);
    assert_eq!(done.status.code(), Some(2), "{command:?}: {told}");
    assert_eq!(told.lines().count(), 1, "{command:?}: {told}");
    for message in messages {
        assert!(told.contains(message), "{command:?}: {told}");
    }
    assert!(before == state(folder), "{command:?} left something");
}

#[test]
fn tables_never_take_the_place_of_inputs_or_of_files_of_others() {
    let folder = folder();
    let folder = folder.path();
    let t = |arguments: &str, messages: &[&str]| {
        refused(folder, actag(folder, arguments), messages);
    };
    let input = "`documents.csv` is an input, and `";
    for out in [".", "./", "in/..", "./in/../"] {
        for how in ["", " --force", " --resume"] {
            t(
                &format!("tag documents.csv -g g -o {out}{how}"),
                &[input, "would take its place"],
            );
        }
    }
    // Another input, but the file is somebody's all the same.
    for how in ["", " --force", " --resume"] {
        let ours = "`./documents.csv` is not of a run of actag; move it, or name another folder";
        t(&format!("tag in -g g -o .{how} --tables mentions"), &[ours]);
        t(&format!("tag - -g g -o .{how}"), &[ours]);
    }
    run(actag(folder, "tag in -g g -o out -q"));
    for out in ["out", "./in/../out/"] {
        for table in ["mentions.csv", "datapackage.json"] {
            t(
                &format!("tag out/{table} -g g -o {out} --force"),
                &["is an input, and `"],
            );
        }
    }
    let mut piped = actag(folder, "tag - -g g -o out --force");
    piped.stdin(File::open(folder.join("out/mentions.csv")).unwrap());
    refused(
        folder,
        piped,
        &["`-` is an input, and `out/mentions.csv` would take its place"],
    );
    let mut appended = actag(folder, "tag documents.csv -g g -o -");
    let end = File::options()
        .append(true)
        .open(folder.join("documents.csv"));
    appended.stdout(end.unwrap());
    refused(
        folder,
        appended,
        &["is an input, and `standard output` would take its place"],
    );
    // Beside documents that have no such names there is room.
    run(actag(folder, "tag out/mentions.csv -g g -o elsewhere -q"));
    run(actag(folder, "tag in/a.txt -g g -o beside -q"));
    fs::copy(folder.join("in/a.txt"), folder.join("beside/a.txt")).unwrap();
    run(actag(folder, "tag beside/a.txt -g g -o beside -q --force"));
}

#[cfg(unix)]
#[test]
fn links_do_not_hide_what_is_written_to() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let folder = folder.path();
    run(actag(folder, "tag in -g g -o out -q"));
    symlink("../out", folder.join("in/link")).unwrap();
    symlink("out", folder.join("also-out")).unwrap();
    fs::hard_link(folder.join("out/mentions.csv"), folder.join("linked.csv")).unwrap();
    for out in ["out", "also-out"] {
        let t = |input: &str, message: &str| {
            let command = actag(folder, &format!("tag {input} -g g -o {out} --force"));
            refused(folder, command, &[message]);
        };
        t(
            "in",
            "inside the input `in/link`, and be read as documents the next time",
        );
        t("linked.csv", "`linked.csv` is an input");
        t(
            "also-out/mentions.csv",
            "`also-out/mentions.csv` is an input",
        );
    }
}

#[test]
fn tables_do_not_go_among_gazetteers() {
    let folder = folder();
    let folder = folder.path();
    let t = |arguments: &str| {
        let told = [
            "inside the gazetteers `",
            "; name a folder outside with --out",
        ];
        refused(folder, actag(folder, arguments), &told);
    };
    for out in ["g", "./g/.", "g/new/folder", "in/../g"] {
        t(&format!("tag in -g g -o {out}"));
    }
    // What is used where nothing is named.
    t("tag in -o gazetteers");
    t("tag in -g other.yaml -o gazetteers/new");
    t("tag in -g other.yaml -g g -o g");
    let taken = [
        "`actors.csv` is a gazetteer",
        "and the table `./actors.csv` would take its place",
    ];
    refused(
        folder,
        actag(folder, "tag in -g actors.csv -o . --force"),
        &taken,
    );
    run(actag(folder, "tag in -g g -o p1 -q --shard 1/1"));
    t("merge p1 -o gazetteers");
    #[cfg(unix)]
    {
        fs::create_dir(folder.join("tables")).unwrap();
        std::os::unix::fs::symlink("../tables", folder.join("g/link")).unwrap();
        t("tag in -g g -o tables");
        fs::remove_file(folder.join("g/link")).unwrap();
    }
    // Round them there is room.
    fs::remove_file(folder.join("documents.csv")).unwrap();
    fs::remove_file(folder.join("actors.csv")).unwrap();
    run(actag(folder, "tag in -g g -o . -q"));
    run(actag(folder, "show iran -g g"));
}

#[test]
fn merged_tables_do_not_take_the_place_of_a_shard() {
    let folder = folder();
    let folder = folder.path();
    for part in 1..=2 {
        let command = format!("tag in -g g -o p{part} -q --shard {part}/2");
        run(actag(folder, &command));
    }
    for out in ["p1", "p2", "./p1/", "in/../p2", "p1/../p2"] {
        for how in ["", " --force"] {
            let command = actag(folder, &format!("merge p1 p2 -o {out}{how}"));
            refused(
                folder,
                command,
                &["the tables would go to `", "which is the shard `p"],
            );
        }
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("p1", folder.join("link")).unwrap();
        for arguments in ["merge p1 p2 -o link --force", "merge link p2 -o p1 --force"] {
            refused(folder, actag(folder, arguments), &["which is the shard `"]);
        }
    }
    // A file of somebody's.
    let command = actag(folder, "merge p1 p2 -o . --force");
    refused(
        folder,
        command,
        &["`./documents.csv` is not of a run of actag"],
    );
    run(actag(folder, "merge p1 p2 -o p1/merged -q"));
    run(actag(folder, "merge p1 p2 -o p1/merged -q --force"));
}

#[test]
fn a_table_for_one_command_takes_nothing_s_place() {
    let folder = folder();
    let folder = folder.path();
    fs::write(folder.join("notes.csv"), "mine").unwrap();
    for command in ["suggest in -g g", "diff in --old g --new other.yaml"] {
        let t = |file: &str, message: &str| {
            let command = actag(folder, &format!("{command} --csv {file}"));
            refused(folder, command, &[message]);
        };
        t(
            "notes.csv",
            "`notes.csv` is there already; name another file with --csv, or add --force",
        );
        t(
            "in/new.csv",
            "the table would go to `in/new.csv`, inside the input `in`",
        );
        for force in ["", " --force"] {
            t(&format!("in/a.txt{force}"), "`in/a.txt` is an input");
            t(
                &format!("g/actors.yaml{force}"),
                "is, or lies inside, the gazetteers `g`",
            );
            t(
                &format!("in/../g/new.csv{force}"),
                "is, or lies inside, the gazetteers `g`",
            );
            t(&format!("in/..{force}"), "it is a folder");
        }
        let written = actag(folder, &format!("{command} -q --csv new.csv"))
            .output()
            .unwrap();
        assert_ne!(written.status.code(), Some(2), "{}", told(&written));
        let new = fs::read(folder.join("new.csv")).unwrap();
        assert!(!new.is_empty());
        fs::write(folder.join("new.csv"), "old").unwrap();
        actag(folder, &format!("{command} -q --csv new.csv --force"))
            .output()
            .unwrap();
        assert_eq!(fs::read(folder.join("new.csv")).unwrap(), new);
        fs::remove_file(folder.join("new.csv")).unwrap();
        let piped = actag(folder, &format!("{command} -q --csv /dev/stdout"))
            .output()
            .unwrap();
        assert!(piped.stdout.starts_with(&new), "{}", told(&piped));
    }
    assert_eq!(fs::read(folder.join("notes.csv")).unwrap(), b"mine");
    let names: Vec<String> = super::hidden(folder);
    assert_eq!(names, [""; 0]);
}

#[test]
fn a_sheet_takes_nothing_s_place() {
    let folder = folder();
    let folder = folder.path();
    run(actag(folder, "tag in -g g -o tables -q"));
    fs::write(folder.join("notes.csv"), "mine").unwrap();
    fs::hard_link(folder.join("tables/mentions.csv"), folder.join("twin.csv")).unwrap();
    let t = |arguments: &str, message: &str| {
        let command = actag(folder, &format!("sample {arguments}"));
        refused(folder, command, &[message]);
    };
    t(
        "tables -o notes.csv",
        "`notes.csv` is there already; name another file with --out, or add --force",
    );
    for force in ["", " --force"] {
        t(
            &format!("tables -o gazetteers/sheet.csv{force}"),
            "is, or lies inside, the gazetteers `gazetteers`; name a file elsewhere with --out",
        );
        t(&format!("tables -o in{force}"), "it is a folder");
        t(
            &format!("tables --corpus in -o in/a.txt{force}"),
            "`in/a.txt` is an input",
        );
        t(
            &format!("tables -o in/sheet.csv{force} --corpus in"),
            "and be read as documents the next time; name a file outside with --out",
        );
    }
    for table in ["mentions.csv", "actors.csv", "datapackage.json"] {
        for source in ["tables", "tables/mentions.csv"] {
            let arguments = format!("{source} -o tables/../tables/{table} --force");
            t(&arguments, "is a table, and no place for a sheet");
        }
    }
    #[cfg(unix)]
    t("twin.csv -o tables/mentions.csv --force", "is a table");
    run(actag(folder, "sample tables --corpus in -q -o sheet.csv"));
    let sheet = fs::read(folder.join("sheet.csv")).unwrap();
    fs::write(folder.join("sheet.csv"), "old").unwrap();
    run(actag(
        folder,
        "sample tables --corpus in -q -o sheet.csv --force",
    ));
    assert_eq!(fs::read(folder.join("sheet.csv")).unwrap(), sheet);
    run(actag(folder, "sample tables -q -o tables/sheet.csv"));
}
