//! Whose the files of a folder are, and whether they are what a run wrote.

use super::*;

/// A folder with the tables of a run.
fn finished(tables: &[Table]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), tables, Existing::Refuse)
        .unwrap()
        .finish(Map::new())
        .unwrap();
    folder
}

#[test]
fn files_of_others_are_not_replaced() {
    for (before, name) in [
        (tempfile::tempdir().unwrap(), "documents.csv"),
        (tempfile::tempdir().unwrap(), "batches.csv"),
        (tempfile::tempdir().unwrap(), "datapackage.json"),
        // Beside tables of ours.
        (finished(&[PAIRS]), "documents.csv"),
        (finished(&[PAIRS]), "skipped.csv"),
    ] {
        let path = before.path().join(name);
        fs::write(&path, "{\"name\": \"somebody's\"}").unwrap();
        let found = names(before.path());
        for way in [Existing::Refuse, Existing::Replace, Existing::Resume] {
            let error = try_open(before.path(), &[PAIRS], way).unwrap_err();
            assert!(matches!(&error, OutputError::NotOurs { path } if path.ends_with(name)));
            assert_eq!(names(before.path()), found);
        }
        fs::remove_file(&path).unwrap();
        open(before.path(), &[PAIRS], Existing::Replace).unwrap();
    }
    // Without its data package nobody knows whose a table is.
    let folder = finished(&[PAIRS]);
    fs::remove_file(folder.path().join(PACKAGE_FILE)).unwrap();
    let error = open(folder.path(), &[PAIRS], Existing::Replace).unwrap_err();
    assert!(matches!(error, OutputError::NotOurs { .. }), "{error}");
}

#[test]
fn what_comes_while_a_run_goes_on_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let output = open(folder.path(), &[DOCUMENTS], Existing::Refuse).unwrap();
    fs::write(folder.path().join("documents.csv"), "somebody's").unwrap();
    let error = output.finish(Map::new()).unwrap_err();
    assert!(matches!(error, OutputError::NotOurs { .. }), "{error}");
    let there = fs::read_to_string(folder.path().join("documents.csv")).unwrap();
    assert_eq!(there, "somebody's");
}

#[test]
fn tables_of_a_run_that_was_killed_while_it_moved_them_are_ours() {
    let folder = finished(&[DOCUMENTS, PAIRS]);
    let unfinished = folder.path().join(".unfinished");
    let output = open(folder.path(), &[DOCUMENTS, PAIRS], Existing::Replace).unwrap();
    meeting::when("saved whole", {
        let (folder, unfinished) = (folder.path().to_owned(), unfinished.clone());
        move || {
            // As after a kill between the first table and the second.
            fs::remove_file(folder.join(PACKAGE_FILE)).unwrap();
            let partial = unfinished.join("documents.partial");
            fs::rename(partial, folder.join("documents.csv")).unwrap();
        }
    });
    output.finish(Map::new()).unwrap_err();
    // Killed again, before it saved anything: what was moved stays ours.
    std::mem::forget(open(folder.path(), &[PAIRS], Existing::Replace).unwrap());
    fs::remove_dir_all(&unfinished).unwrap();
    let again = open(folder.path(), &[PAIRS], Existing::Replace).unwrap();
    again.finish(Map::new()).unwrap();
    assert_eq!(names(folder.path()), ["datapackage.json", "pairs.csv"]);
}

#[test]
fn a_finished_run_is_held_against_its_data_package() {
    let tables = [DOCUMENTS, PAIRS];
    let t = |damage: &dyn Fn(&Path), wanted: &str| {
        let folder = finished(&tables);
        damage(folder.path());
        let before = names(folder.path());
        let error = try_open(folder.path(), &tables, Existing::Resume).unwrap_err();
        assert!(error.to_string().contains(wanted), "{error}");
        assert_eq!(names(folder.path()), before);
    };
    let pairs = |folder: &Path| folder.join("pairs.csv");
    t(
        &|folder| fs::remove_file(pairs(folder)).unwrap(),
        "pairs.csv` is no longer there",
    );
    t(
        &|folder| fs::write(pairs(folder), "").unwrap(),
        "pairs.csv` was changed",
    );
    t(
        &|folder| {
            let mut text = fs::read(pairs(folder)).unwrap();
            text.extend(b"one,more\n");
            fs::write(pairs(folder), text).unwrap();
        },
        "pairs.csv` was changed",
    );
    t(
        &|folder| {
            let package = folder.join(PACKAGE_FILE);
            let text = fs::read_to_string(&package).unwrap();
            fs::write(package, text.replace("\"pairs.csv\"", "\"peers.csv\"")).unwrap();
        },
        "pairs.csv` is not of a run",
    );
    let folder = finished(&tables);
    let opened = try_open(folder.path(), &tables, Existing::Resume).unwrap();
    assert!(matches!(opened, Opened::Finished));
}

#[test]
fn tables_older_than_an_input_are_not_all_there_is_to_do() {
    let folder = finished(&[PAIRS]);
    let written = fs::metadata(folder.path().join(PACKAGE_FILE)).unwrap();
    let written = written.modified().unwrap();
    for (seconds, done) in [(-1.0, true), (0.0, true), (0.001, false), (9.0, false)] {
        let after = std::time::Duration::from_secs_f64(f64::abs(seconds));
        let newest = Newest {
            at: match seconds < 0.0 {
                true => written - after,
                false => written + after,
            },
            path: "in/a.txt".to_owned(),
        };
        let identity = RunIdentity {
            run: &Value::Object(serde_json::Map::new()),
            tables: &[PAIRS],
            nested: false,
            spreadsheet_safe: false,
            form: &TableForm::default(),
            newest: Some(&newest),
        };
        let opened = OutputFolder::open(folder.path(), Existing::Resume, &identity);
        match opened {
            Ok(Opened::Finished) => assert!(done, "{seconds}"),
            Err(OutputError::Outdated { input, .. }) => {
                assert!(!done && input == "in/a.txt", "{seconds}");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[cfg(unix)]
#[test]
fn the_files_of_a_link_are_not_a_run_s() {
    let folder = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    for name in ["lock", "documents.partial", "checkpoint.json"] {
        fs::write(other.path().join(name), "somebody's").unwrap();
    }
    std::os::unix::fs::symlink(other.path(), folder.path().join(".unfinished")).unwrap();
    for way in [Existing::Refuse, Existing::Replace, Existing::Resume] {
        let error = open(folder.path(), &[PAIRS], way).unwrap_err();
        assert!(matches!(error, OutputError::Linked { .. }), "{error}");
    }
    assert_eq!(names(other.path()).len(), 3);
}
