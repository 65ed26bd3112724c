//! The YAML loader: any bytes are a gazetteer, or findings that can be shown; and what loads, compiles.

#![no_main]

use actag::diagnostic::is_unsafe_to_show;
use actag::{Gazetteer, Tagger};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Gazetteer::from_yaml(text) {
        Ok(gazetteer) => {
            Tagger::new(&gazetteer).expect("what loads compiles");
        }
        Err(error) => {
            assert!(!error.diagnostics.is_empty());
            for finding in &error.diagnostics {
                for shown in [finding.to_string(), finding.render(false)] {
                    assert!(!shown.chars().any(|c| is_unsafe_to_show(c) && c != '\n'), "{shown:?}");
                }
            }
        }
    }
});
