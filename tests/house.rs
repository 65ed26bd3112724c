//! The plan of the house: which crate and which module may use which. Imports run one way.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// A crate: its folder, the crates of ours that it may use, and its modules, lowest first. A module
/// may use those below it.
struct Crate {
    folder: &'static str,
    uses: &'static [&'static str],
    modules: &'static [&'static str],
}

const CRATES: [Crate; 5] = [
    Crate {
        folder: "crates/core",
        uses: &[],
        modules: &[
            "source",
            "text",
            "document",
            "gazetteer",
            "lexicon",
            "tagger",
        ],
    },
    Crate {
        folder: "crates/format",
        uses: &["actag-core"],
        modules: &[
            "temporary",
            "delimiter",
            "diagnostic",
            "findings",
            "contents",
            "schema",
            "spelling",
            "draft",
            "read",
            "families",
            "commit",
            "changes",
            "assemble",
            "loader",
            "reading",
            "file_format",
            "edit",
            "lint",
        ],
    },
    Crate {
        folder: "crates/batch",
        uses: &["actag-core"],
        modules: &[
            "hash",
            "paths",
            "sorted",
            "arrow_days",
            "corpus",
            "tables",
            "frames",
            "run",
            "merge",
            "stages",
        ],
    },
    Crate {
        folder: "crates/exchange",
        uses: &["actag-core", "actag-format"],
        modules: &["cells", "countries", "import", "export"],
    },
    Crate {
        folder: ".",
        uses: &[
            "actag-batch",
            "actag-core",
            "actag-exchange",
            "actag-format",
        ],
        modules: &["shipped", "gazetteer", "curate", "cli"],
    },
];

/// What the root package names as if it were a module of its own: re-exported crates, and what lies
/// in `curate`.
const RE_EXPORTED: [&str; 15] = [
    "BuildError",
    "Document",
    "check",
    "corpus",
    "delimiter",
    "diagnostic",
    "tables",
    "tagger",
    "text",
    "add",
    "diff",
    "eval",
    "search",
    "suggest",
    "watch",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            rust_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The names behind each `crate::` or `super::` of a file, outside comments and tests.
fn names_used<'t>(text: &'t str, path: &'t str) -> Vec<&'t str> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let uses = lines.flat_map(|line| line.split(path).skip(1));
    uses.map(|rest| {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]
    })
    .collect()
}

#[test]
fn crates_use_those_below_them() {
    for one in &CRATES {
        let manifest = fs::read_to_string(root().join(one.folder).join("Cargo.toml")).unwrap();
        let dependencies = manifest.split("\n[dependencies]").nth(1).unwrap();
        let dependencies = dependencies.split("\n[").next().unwrap();
        let names = dependencies
            .lines()
            .filter(|line| line.starts_with("actag"));
        let mut used: Vec<&str> = names
            .map(|line| line.split(['.', ' ', '=']).next().unwrap())
            .collect();
        used.sort_unstable();
        assert_eq!(used, one.uses, "{}", one.folder);
    }
}

#[test]
fn modules_use_those_below_them() {
    let mut found = 0;
    for one in &CRATES {
        let source = root().join(one.folder).join("src");
        let place = |name: &str| one.modules.iter().position(|&module| module == name);
        let mut files = Vec::new();
        rust_files(&source, &mut files).unwrap();
        for file in files {
            let path = file.strip_prefix(&source).unwrap();
            let module = path.iter().next().unwrap().to_str().unwrap();
            let module = module.trim_end_matches(".rs");
            let is_test = path
                .iter()
                .any(|part| part == "tests" || part == "tests.rs" || part == "properties.rs");
            if is_test || ["lib", "main"].contains(&module) {
                continue;
            }
            let own = place(module);
            let own = own.unwrap_or_else(|| panic!("{} is in no list", file.display()));
            for name in names_used(&fs::read_to_string(&file).unwrap(), "crate::") {
                found += 1;
                if one.folder == "." && RE_EXPORTED.contains(&name) {
                    continue;
                }
                let used = place(name);
                assert!(
                    used.is_some_and(|used| used <= own),
                    "{} uses crate::{name}, which is not below {module}",
                    file.display()
                );
            }
        }
    }
    assert!(
        found > 100,
        "{found}: are imports still written `crate::…`?"
    );
}

/// The files of the tagger, lowest first. A file may use those below it, and none uses `mod.rs`,
/// which holds the tagger itself. A folder is one of them.
const TAGGER: [&str; 39] = [
    "rule",
    "weights",
    "sparse",
    "called_alike",
    "short_names",
    "analyser",
    "team",
    "company",
    "namesake",
    "language",
    "inside",
    "standing",
    "dropped",
    "stance",
    "mention",
    "modifier",
    "neighbours",
    "uncased",
    "readings",
    "cue_set",
    "evidence",
    "known",
    "surroundings",
    "candidates",
    "contest",
    "overlap",
    "verdicts",
    "judge",
    "nearby",
    "glosses",
    "reading",
    "tally",
    "scratch",
    "definite",
    "titled",
    "analysis",
    "explain",
    "session",
    "owned",
];

#[test]
fn files_of_the_tagger_use_those_below_them() {
    let folder = root().join("crates/core/src/tagger");
    let mut files = Vec::new();
    rust_files(&folder, &mut files).unwrap();
    let is_own = |file: &&PathBuf| file.parent() == Some(&folder) || file.ends_with("mod.rs");
    assert_eq!(files.iter().filter(is_own).count(), TAGGER.len() + 1);
    for (own, name) in TAGGER.iter().enumerate() {
        let file = folder.join(name).with_extension("rs");
        let file = if file.exists() {
            file
        } else {
            folder.join(name).join("mod.rs")
        };
        let text = fs::read_to_string(file).unwrap();
        for used in names_used(&text, "super::") {
            assert!(
                TAGGER[..own].contains(&used),
                "{name} uses super::{used}, which is not below it"
            );
        }
    }
}
