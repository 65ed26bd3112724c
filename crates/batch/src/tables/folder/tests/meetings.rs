//! Two runs of one folder, of which one comes in at a moment that is chosen.

use std::cell::RefCell;
use std::rc::Rc;

use super::*;

const TABLES: [Table; 2] = [DOCUMENTS, PAIRS];
const MOMENTS: [&str; 3] = ["looked", "made folder", "opened lock"];
const WAYS: [Existing; 3] = [Existing::Refuse, Existing::Replace, Existing::Resume];

/// What an earlier run left.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Left {
    Nothing,
    Tables,
    Unfinished,
}

/// A folder, and in which ways a run can begin in it.
fn folder_with(left: Left) -> (tempfile::TempDir, Vec<Existing>) {
    let folder = tempfile::tempdir().unwrap();
    let ways = match left {
        Left::Nothing => WAYS.to_vec(),
        Left::Tables => vec![Existing::Replace],
        Left::Unfinished => vec![Existing::Replace, Existing::Resume],
    };
    if left != Left::Nothing {
        let mut output = open(folder.path(), &TABLES, Existing::Refuse).unwrap();
        output.write(DOCUMENTS, b"of an earlier run\n").unwrap();
        output.save(&7).unwrap();
        if left == Left::Tables {
            output.finish(Map::new()).unwrap();
        }
    }
    (folder, ways)
}

fn rows(folder: &Path) -> String {
    fs::read_to_string(folder.join("documents.csv")).unwrap()
}

#[test]
fn whoever_comes_second_leaves_all_to_the_first() {
    for left in [Left::Nothing, Left::Tables, Left::Unfinished] {
        for (moment, way) in MOMENTS
            .iter()
            .flat_map(|moment| WAYS.map(|way| (*moment, way)))
        {
            let (folder, ways) = folder_with(left);
            if !ways.contains(&way) {
                continue;
            }
            let first = Rc::new(RefCell::new(None));
            meeting::when(moment, {
                let (first, path) = (Rc::clone(&first), folder.path().to_owned());
                move || {
                    let mut output = open(&path, &TABLES, way).unwrap();
                    output.write(DOCUMENTS, b"of the first\n").unwrap();
                    output.save(&8).unwrap();
                    output.write(DOCUMENTS, b"and more\n").unwrap();
                    *first.borrow_mut() = Some(output);
                }
            });
            let second = open(folder.path(), &TABLES, way);
            let of = format!("{left:?} {moment} {way:?}");
            match first.take() {
                Some(first) => {
                    assert!(matches!(second, Err(OutputError::Busy { .. })), "{of}");
                    first.finish(Map::new()).unwrap();
                    assert!(
                        rows(folder.path()).ends_with("of the first\nand more\n"),
                        "{of}"
                    );
                }
                // No such moment: the lock of the earlier run lies there.
                None => second.unwrap().finish(Map::new()).unwrap(),
            }
            assert_eq!(
                names(folder.path()),
                ["datapackage.json", "documents.csv", "pairs.csv"],
                "{of}"
            );
            meeting::when("never", || {});
        }
    }
}

#[test]
fn a_run_that_ends_meanwhile_is_seen() {
    for (moment, way) in MOMENTS
        .iter()
        .flat_map(|moment| WAYS.map(|way| (*moment, way)))
    {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made/for/tables");
        meeting::when(moment, {
            let path = path.clone();
            move || {
                let mut output = open(&path, &TABLES, Existing::Refuse).unwrap();
                output.write(DOCUMENTS, b"of the first\n").unwrap();
                output.finish(Map::new()).unwrap();
            }
        });
        let second = try_open(&path, &TABLES, way);
        match (way, second) {
            (Existing::Refuse, Err(OutputError::Exists { .. }))
            | (Existing::Resume, Ok(Opened::Finished)) => {
                assert!(rows(&path).ends_with("of the first\n"));
            }
            (Existing::Replace, Ok(Opened::New(mut output))) => {
                output.write(DOCUMENTS, b"of the second\n").unwrap();
                output.finish(Map::new()).unwrap();
                assert!(rows(&path).ends_with("of the second\n"));
            }
            (_, second) => panic!("{moment} {way:?}: {second:?}"),
        }
        assert_eq!(
            names(&path),
            ["datapackage.json", "documents.csv", "pairs.csv"],
            "{moment} {way:?}"
        );
    }
}

#[test]
fn a_run_that_gives_up_meanwhile_is_no_matter() {
    for (moment, way) in MOMENTS
        .iter()
        .flat_map(|moment| WAYS.map(|way| (*moment, way)))
    {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made/for/tables");
        meeting::when(moment, {
            let path = path.clone();
            move || drop(open(&path, &TABLES, way).unwrap())
        });
        let output = open(&path, &TABLES, way).unwrap();
        output.finish(Map::new()).unwrap();
        assert_eq!(
            names(&path),
            ["datapackage.json", "documents.csv", "pairs.csv"],
            "{moment} {way:?}"
        );
    }
}

#[test]
fn what_was_taken_over_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = open(folder.path(), &TABLES, Existing::Refuse).unwrap();
    first.write(DOCUMENTS, b"of the first\n").unwrap();
    first.save(&7).unwrap();
    // By somebody who took the run for dead.
    fs::remove_dir_all(folder.path().join(".unfinished")).unwrap();
    let mut second = open(folder.path(), &TABLES, Existing::Refuse).unwrap();
    second.write(DOCUMENTS, b"of the second\n").unwrap();
    assert!(matches!(first.save(&8), Err(OutputError::Lost { .. })));
    assert!(matches!(
        first.finish(Map::new()),
        Err(OutputError::Lost { .. })
    ));
    second.finish(Map::new()).unwrap();
    assert!(rows(folder.path()).ends_with("of the second\n"));
}

#[test]
fn tables_that_vanish_before_they_are_moved_are_told_of() {
    for gone in ["", "datapackage.partial", "documents.partial"] {
        let folder = tempfile::tempdir().unwrap();
        let output = open(folder.path(), &TABLES, Existing::Refuse).unwrap();
        let unfinished = folder.path().join(".unfinished");
        meeting::when("saved whole", move || match gone {
            "" => fs::remove_dir_all(&unfinished).unwrap(),
            gone => fs::remove_file(unfinished.join(gone)).unwrap(),
        });
        let error = output.finish(Map::new()).unwrap_err();
        assert!(
            matches!(error, OutputError::Lost { .. } | OutputError::Write { .. }),
            "{error}"
        );
        assert!(!folder.path().join("datapackage.json").exists(), "{gone}");
    }
}
