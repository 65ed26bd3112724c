//! All integration tests but `faults`, as one program: every program that links the library takes
//! seconds to link.
//!
//! `cargo test --test integration rules::` runs the tests of one file.

mod cli;
mod docs;
mod editing;
mod fuzzed;
mod gazetteer_errors;
mod hostile;
mod house;
mod inputs;
mod oracle;
mod pipes;
mod planted;
mod readme;
mod rules;
mod sample;
mod semantics;
mod shipped;
mod titles;
mod whole_corpus;
