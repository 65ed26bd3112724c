//! With `ACTAG_PORTABLE` in the environment, sets the cfg `actag_portable`, which replaces the SSE2
//! masks by the portable ones, to test them on x86-64. A flag in `RUSTFLAGS` would rebuild every
//! dependency; a feature would be switched on by `--all-features`.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=ACTAG_PORTABLE");
    if env::var_os("ACTAG_PORTABLE").is_some() {
        println!("cargo::rustc-cfg=actag_portable");
    }
}
