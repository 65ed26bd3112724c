//! Properties of the whole, on random gazetteers and texts.
//!
//! A slow, obviously right matcher (`chars`, `reading`, `matcher`) says what the fast one must
//! find. It was written from the contract and the documentation, and shares nothing with the
//! program but the tables of `unicode-normalization`. Every run draws new cases;
//! `PROPTEST_CASES=100000 cargo test --test integration oracle::` draws more of them.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod actors;
mod candidates;
mod chars;
mod compass;
mod determinism;
mod dropped;
mod edits;
mod folding;
mod inputs;
mod matcher;
mod offsets;
mod reading;
mod resolution;

use proptest::test_runner::Config;

/// As many cases as asked for by `PROPTEST_CASES`, or this many.
fn cases(usual: u32) -> Config {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => config,
        None => Config {
            cases: usual,
            ..config
        },
    }
}
