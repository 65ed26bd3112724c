//! What each mistake in a gazetteer looks like to the person who made it.
//!
//! Every `tests/gazetteer_errors/<case>.yaml` (or `.csv`, or a folder `<case>`) stands beside a
//! `<case>.txt` with the errors it must give. `OVERWRITE=1 cargo test --test integration
//! gazetteer_errors::` writes these files anew; look at the difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use actag::gazetteer::LoadError;

#[test]
fn errors_read_as_recorded() {
    // Paths in the errors are as given, so the folder is named from the crate's root, where tests
    // run.
    let folder = Path::new("tests/gazetteer_errors");
    // Git keeps no empty folder.
    fs::create_dir_all(folder.join("empty-folder")).unwrap();
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.retain(|path| path.extension().is_none_or(|end| end != "txt"));
    cases.push(folder.join("missing-folder"));
    cases.sort();
    let mut wrong = Vec::new();
    for case in cases {
        let found = match actag::load(&case) {
            Ok(_) => "no error\n".to_owned(),
            Err(error) => in_full(&error),
        };
        let record = case.with_extension("txt");
        let wanted = fs::read_to_string(&record)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        if std::env::var_os("OVERWRITE").is_some() {
            fs::write(&record, found).unwrap();
        } else if found != wanted {
            wrong.push(format!(
                "{}\n--- wanted\n{wanted}\n--- found\n{found}",
                case.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The errors in full, then in their short form.
fn in_full(error: &LoadError) -> String {
    let short: Vec<String> = error.diagnostics.iter().map(ToString::to_string).collect();
    format!("{error}\n\nin short:\n{}\n", short.join("\n")).replace("tests/gazetteer_errors/", "")
}
