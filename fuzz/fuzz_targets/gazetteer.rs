//! See `checks::gazetteer`.

#![no_main]

#[path = "../../tests/fuzzed/checks.rs"]
#[allow(dead_code)]
mod checks;

libfuzzer_sys::fuzz_target!(|input: &str| checks::gazetteer(input));
