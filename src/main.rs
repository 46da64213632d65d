//! The command `esep`.

use std::process::ExitCode;

fn main() -> ExitCode {
    esep::cli::run(std::env::args_os())
}
