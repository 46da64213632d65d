//! The command `esep`.

use std::process::ExitCode;

/// A build makes and drops some hundred million small things on all processors at once.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    esep::cli::run(std::env::args_os())
}
