//! Runs that meet in a folder, stop in it, and find what others left.

mod meetings;
mod owners;

use super::*;
use crate::tables::Row;
use crate::tables::{actors::ActorRow, documents::DocumentRow, pairs::PairRow};

const ACTORS: Table = ActorRow::TABLE;
const DOCUMENTS: Table = DocumentRow::TABLE;
const PAIRS: Table = PairRow::TABLE;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn try_open(folder: &Path, tables: &[Table], existing: Existing) -> Result<Opened, OutputError> {
    let identity = RunIdentity {
        run: &Value::Object(serde_json::Map::new()),
        tables,
        nested: false,
        spreadsheet_safe: false,
        form: &TableForm::default(),
        newest: None,
    };
    OutputFolder::open(folder, existing, &identity)
}

fn open(folder: &Path, tables: &[Table], existing: Existing) -> Result<OutputFolder, OutputError> {
    match try_open(folder, tables, existing)? {
        Opened::New(output) | Opened::Resumed(output, _) => Ok(output),
        Opened::Finished => panic!("finished"),
    }
}

#[test]
fn tables_appear_only_when_whole() {
    let folder = tempfile::tempdir().unwrap();
    let output = open(folder.path(), &[PAIRS], Existing::Refuse).unwrap();
    assert_eq!(names(folder.path()), [".unfinished"]);
    drop(output);
    assert!(names(folder.path()).is_empty());
    let output = open(folder.path(), &[PAIRS], Existing::Refuse).unwrap();
    output.finish(Map::new()).unwrap();
    assert_eq!(names(folder.path()), ["datapackage.json", "pairs.csv"]);
    let again = open(folder.path(), &[ACTORS], Existing::Refuse).unwrap_err();
    assert!(matches!(again, OutputError::Exists { found, .. } if found == "pairs.csv"));
    let forced = open(folder.path(), &[ACTORS], Existing::Replace).unwrap();
    forced.finish(Map::new()).unwrap();
    assert_eq!(names(folder.path()), ["actors.csv", "datapackage.json"]);
}

#[test]
fn a_folder_made_for_tables_goes_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("made/for/tables");
    drop(open(&deep, &[PAIRS], Existing::Refuse).unwrap());
    assert!(names(folder.path()).is_empty());
    let output = open(&deep, &[PAIRS], Existing::Refuse).unwrap();
    output.finish(Map::new()).unwrap();
    assert_eq!(names(&deep), ["datapackage.json", "pairs.csv"]);
}

#[test]
fn a_run_that_saved_nothing_is_cleaned_up_after() {
    let folder = tempfile::tempdir().unwrap();
    let unfinished = folder.path().join(".unfinished");
    fs::create_dir(&unfinished).unwrap();
    for name in ["mentions.partial", "lock", "notes.txt"] {
        fs::write(unfinished.join(name), "of a run that was killed").unwrap();
    }
    let output = open(folder.path(), &[PAIRS], Existing::Refuse).unwrap();
    output.finish(Map::new()).unwrap();
    assert_eq!(
        names(folder.path()),
        [".unfinished", "datapackage.json", "pairs.csv"]
    );
    assert_eq!(names(&unfinished), ["notes.txt"]);
}

#[test]
fn what_was_saved_stays_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let tables = [DOCUMENTS, PAIRS];
    let mut output = open(folder.path(), &tables, Existing::Refuse).unwrap();
    output.write(DOCUMENTS, b"saved\n").unwrap();
    output.save(&7).unwrap();
    output.write(DOCUMENTS, b"lost, half a r").unwrap();
    drop(output);
    let refused = open(folder.path(), &tables, Existing::Refuse).unwrap_err();
    assert!(matches!(refused, OutputError::Unfinished { .. }));
    let mut output = open(folder.path(), &tables, Existing::Resume).unwrap();
    let other = open(folder.path(), &tables, Existing::Replace).unwrap_err();
    assert!(matches!(other, OutputError::Busy { .. }));
    output.write(DOCUMENTS, b"more\n").unwrap();
    output.finish(Map::new()).unwrap();
    let written = fs::read(folder.path().join("documents.csv")).unwrap();
    let header = header(DOCUMENTS, false, false);
    assert_eq!(written, [&header[..], b"saved\nmore\n"].concat());
}

#[test]
fn what_was_changed_does_not_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let tables = [DOCUMENTS];
    let mut output = open(folder.path(), &tables, Existing::Refuse).unwrap();
    output.write(DOCUMENTS, b"saved\n").unwrap();
    output.save(&7).unwrap();
    drop(output);
    let partial = folder.path().join(".unfinished/documents.partial");
    let mut bytes = fs::read(&partial).unwrap();
    bytes[0] ^= 1;
    fs::write(&partial, &bytes).unwrap();
    let damaged = open(folder.path(), &tables, Existing::Resume).unwrap_err();
    assert!(matches!(damaged, OutputError::Damaged { .. }), "{damaged}");
    fs::write(&partial, &bytes[1..]).unwrap();
    let damaged = open(folder.path(), &tables, Existing::Resume).unwrap_err();
    assert!(matches!(damaged, OutputError::Damaged { .. }), "{damaged}");
    open(folder.path(), &tables, Existing::Replace).unwrap();
}

#[test]
fn tables_that_were_being_moved_are_moved() {
    let folder = tempfile::tempdir().unwrap();
    let tables = [DOCUMENTS, PAIRS];
    let output = open(folder.path(), &tables, Existing::Refuse).unwrap();
    output.finish(Map::new()).unwrap();
    let whole = fs::read(folder.path().join("pairs.csv")).unwrap();
    // As after a kill between the first table and the second.
    let mut output = open(folder.path(), &tables, Existing::Replace).unwrap();
    output.unfinished.write_package("{}").unwrap();
    output.checkpoint(&(), true).unwrap();
    fs::rename(
        folder.path().join(".unfinished/documents.partial"),
        folder.path().join("documents.csv"),
    )
    .unwrap();
    drop(output);
    let opened = try_open(folder.path(), &tables, Existing::Resume);
    assert!(matches!(opened, Ok(Opened::Finished)));
    assert_eq!(
        names(folder.path()),
        ["datapackage.json", "documents.csv", "pairs.csv"]
    );
    assert_eq!(fs::read(folder.path().join("pairs.csv")).unwrap(), whole);
}

#[test]
fn what_stands_in_the_way_is_told_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("skipped.csv")).unwrap();
    let error = open(folder.path(), &[PAIRS], Existing::Replace).unwrap_err();
    assert!(matches!(error, OutputError::InTheWay { path } if path.ends_with("skipped.csv")));
    assert_eq!(names(folder.path()), ["skipped.csv"]);
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for path in [file.clone(), file.join("below/it")] {
        let error = open(&path, &[PAIRS], Existing::Replace).unwrap_err();
        assert!(matches!(error, OutputError::NotAFolder { path } if path == file));
    }
}
