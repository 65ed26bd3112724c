//! What the fuzzers found, and inputs by which they reached code that none before had reached, run
//! again.
//!
//! `tests/fuzz_findings` has a folder for each target of `fuzz/fuzz_targets`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "checks say so by panicking, and the test by what it printed last"
)]

mod checks;

use std::fs;
use std::path::Path;

/// Runs the check on every input that is kept for the target; the one that fails is named.
fn replay(target: &str, check: impl Fn(&[u8])) {
    let findings = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz_findings");
    let mut inputs = 0;
    for entry in fs::read_dir(findings.join(target)).unwrap() {
        let path = entry.unwrap().path();
        println!("{}", path.display());
        check(&fs::read(&path).unwrap());
        inputs += 1;
    }
    assert!(inputs >= 50, "{inputs} inputs");
}

/// The same for a check that takes text: what comes before the first byte that is none, as the
/// fuzzer cuts it.
fn replay_text(target: &str, check: impl Fn(&str)) {
    replay(target, |bytes| {
        let text = bytes.utf8_chunks().next();
        check(text.map_or("", |text| text.valid()));
    });
}

#[test]
fn gazetteers_load_or_are_refused() {
    replay_text("gazetteer", checks::gazetteer);
}

#[test]
fn braces_stand_for_what_a_plain_expansion_says() {
    replay("braces", checks::braces);
}

#[test]
fn the_matcher_finds_what_a_plain_one_finds() {
    replay_text("scan", checks::scan);
}

#[test]
fn readers_say_something_of_every_input() {
    replay("readers", checks::readers);
}

#[test]
fn additions_load_and_differ_by_what_was_added() {
    replay_text("add", checks::add);
}
