//! The contract of matching, rule by rule: for each a table of gazetteer, text and mentions.
//!
//! The tables are `tests/semantics/<rule>.yaml`, for people who know the subject and need no Rust;
//! each says at its head how to read it. This program runs them. A text holds its own answer, in a
//! notation that `semantics/marks.rs` reads.

mod marks;
mod rejections;
mod table;

use std::fs;

use table::run;

#[test]
fn rule_1_folding() {
    run("1-folding.yaml");
}

#[test]
fn rule_2_whole_words() {
    run("2-whole-words.yaml");
}

#[test]
fn rule_3_capitals() {
    run("3-capitals.yaml");
}

#[test]
fn rule_4_longest() {
    run("4-longest.yaml");
}

#[test]
fn rule_5_context() {
    run("5-context.yaml");
}

#[test]
fn rule_5_namesakes() {
    run("5-namesakes.yaml");
}

#[test]
fn rule_5_towns_and_bodies() {
    run("5-towns-and-bodies.yaml");
}

#[test]
fn rule_6_ambiguity() {
    run("6-ambiguity.yaml");
}

#[test]
fn rule_7_dates() {
    run("7-dates.yaml");
}

#[test]
fn rule_8_modifiers() {
    run("8-modifiers.yaml");
}

#[test]
fn every_table_is_run() {
    let program = include_str!("semantics.rs");
    for entry in fs::read_dir(table::FOLDER).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name.ends_with(".rs") || program.contains(&format!("run(\"{name}\")")),
            "{name} is not run: add a test to tests/semantics.rs"
        );
    }
}
