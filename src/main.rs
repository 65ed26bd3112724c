//! The `actag` program: its allocator; the rest is in `cli`.

use std::process::ExitCode;

use actag::cli;

/// A fifth less user time for 80 to 100 MB more: see `docs/performance.md`, "Memory".
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main(std::env::args_os()).into()
}
