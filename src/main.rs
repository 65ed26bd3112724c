//! The `actag` program: parse, run, exit code.

use std::process::ExitCode;

mod cli;

/// A fifth less user time for 80 to 100 MB more: see `docs/performance.md`, "Memory".
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match cli::arguments() {
        Ok(arguments) => arguments,
        Err(outcome) => return outcome.into(),
    };
    match cli::run(arguments) {
        Ok(outcome) => outcome.into(),
        Err(error) if cli::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            cli::print_error(&error);
            cli::Outcome::CouldNotRun.into()
        }
    }
}
