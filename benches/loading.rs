//! Loading and compiling gazetteers, beside aho-corasick's own build of one automaton of the same
//! names, and the memory they are kept in.
//!
//! `cargo bench --bench loading -- [SIZE…]`, where a size is a number of names, one an actor, in a
//! CSV file; or `shipped`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark prints, and may say by panicking that it cannot run"
)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use actag::text::fold;
use actag::{Gazetteer, Tagger};
use aho_corasick::{MatchKind, nfa::contiguous};

use support::names::names;
use support::{Case, Measured, measure, write_gazetteer};

/// The argument with which the program only loads a folder and prints the memory.
const MEMORY: &str = "--memory";

const PLAIN: &str = "aho-corasick, one automaton of the folded names";

fn main() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some(MEMORY) {
        return memory(Path::new(&arguments.next().expect("the folder")));
    }
    let mut given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    if given.is_empty() {
        given = ["1000000", "shipped"].map(str::to_owned).to_vec();
    }
    for size in given {
        match size.parse() {
            Ok(count) => of_names(&size, &names(count)),
            Err(_) => of_shipped(),
        }
    }
}

fn of_names(size: &str, names: &[String]) {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    write_gazetteer(folder.path(), names, false);
    let load = || actag::load(folder.path()).expect("the names make a gazetteer");
    // In a process of its own, whose memory has no holes yet.
    let program = std::env::current_exe().expect("it has a path");
    let mut child = Command::new(program);
    let done = child.arg(MEMORY).arg(folder.path()).status();
    assert!(done.expect("it starts").success());
    compare(&format!("{size} names"), names, load);
}

fn of_shipped() {
    let load = || actag::shipped().expect("the shipped gazetteers are right");
    let names: Vec<String> = load()
        .actors()
        .iter()
        .flat_map(|actor| &actor.names)
        .map(|name| name.text.clone())
        .collect();
    compare(&format!("shipped: {} names", names.len()), &names, load);
}

/// Times. Bytes are those of the names.
fn compare(what: &str, names: &[String], load: impl Fn() -> Gazetteer + Copy) {
    let bytes = names.iter().map(String::len).sum();
    let folded: BTreeSet<String> = names.iter().map(|name| fold(name)).collect();
    let folded: Vec<String> = folded.into_iter().collect();
    let loaded = Arc::new(load());
    let cases = vec![
        Case::new(PLAIN, bytes, || {
            let automaton = contiguous::NFA::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .prefilter(false)
                .build(&folded)
                .expect("the names compile");
            aho_corasick::automaton::Automaton::patterns_len(&automaton)
        }),
        Case::new("load", bytes, move || load().actors().len()),
        Case::new("compile", bytes, || {
            let tagger = Tagger::new(Arc::clone(&loaded)).expect("the names compile");
            usize::from(tagger.tag(&actag::Document::new("", "Iran")).is_empty())
        }),
        Case::new("load and compile", bytes, move || {
            let tagger = Tagger::new(load()).expect("the names compile");
            tagger.gazetteer().actors().len() + tagger.tag(&actag::Document::new("", "Iran")).len()
        }),
    ];
    print(what, &measure(cases));
}

/// Prints seconds with their spread, and the ratio to the plain automaton.
fn print(title: &str, measured: &[Measured]) {
    println!("\n{title}");
    println!(
        "{:>48} {:>8} {:>13} {:>6}",
        "", "seconds", "min–max", "ratio"
    );
    let plain = measured.iter().find(|measured| measured.name == PLAIN);
    for measured in measured {
        let seconds = &measured.seconds;
        let ratio = plain.map_or(f64::NAN, |plain| measured.median() / plain.median());
        println!(
            "{:>48} {:>8.3} {:>13} {ratio:>6.2}",
            measured.name,
            measured.median(),
            format!("{:.3}–{:.3}", seconds[0], seconds[seconds.len() - 1]),
        );
    }
}

/// Resident memory before loading a folder, after it, and after compiling.
fn memory(folder: &Path) {
    let before = resident();
    let loaded = Arc::new(actag::load(folder).expect("the names make a gazetteer"));
    let after_load = resident();
    let tagger = Tagger::new(Arc::clone(&loaded)).expect("the names compile");
    let after = resident();
    let names = || loaded.actors().iter().flat_map(|actor| &actor.names);
    let text: usize = names().map(|name| name.text.len()).sum();
    let each = |bytes: usize| bytes as f64 / names().count() as f64;
    println!(
        "bytes a name: {:.1} after loading, {:.1} after compiling; \
         {:.1} without the {:.1} of the name itself",
        each(after_load.saturating_sub(before)),
        each(after.saturating_sub(before)),
        each(after.saturating_sub(before + text)),
        each(text),
    );
    drop(tagger);
}

/// Bytes of the process that are in memory; 0 on other systems than Linux.
fn resident() -> usize {
    const PAGE: usize = 4096;
    let told = fs::read_to_string(Path::new("/proc/self/statm")).unwrap_or_default();
    let pages = told.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.map_or(0, |pages: usize| pages * PAGE)
}
