//! The commands, one file each, and what they have in common.
//!
//! Exit status: 0 done; 1 the content has errors, nothing was written (`verify`: the copy differs; `merge`: the shares
//! are no site); 2 wrong use, or the environment (no space, no permission).

mod build;
mod check;
mod draft;
mod explain;
mod export_template;
mod form;
mod help;
mod import;
mod init;
mod merge;
mod new;
mod portal;
mod said;
mod schema;
mod serve;
mod skeleton;
mod stands_for;
mod status;
mod stem;
mod theme;
mod ui_language;
mod usage;
mod variables;
mod verdict;
mod verify;

use crate::language::Lang;
use clap::{Parser, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use said::{Failure, Said};
use std::ffi::OsString;
use std::process::ExitCode;

/// Compiles the files of state grants into a public transparency portal.
#[derive(Debug, Parser)]
#[command(name = "esep", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    New(new::New),
    Check(check::Check),
    Build(build::Build),
    Merge(merge::Merge),
    Serve(serve::Serve),
    Status(status::Status),
    Import(import::Import),
    ExportTemplate(export_template::ExportTemplate),
    Verify(verify::Verify),
    Explain(explain::Explain),
    Schema(schema::Schema),
    Form(form::Form),
    Theme(theme::Theme),
    Stem(stem::Stem),
}

impl Command {
    /// The language in which the command speaks.
    fn ui_lang(&self) -> Lang {
        match self {
            Self::Init(init) => init.ui_lang(),
            Self::New(new) => new.ui_lang(),
            Self::Check(check) => check.ui_lang(),
            Self::Build(build) => build.ui_lang(),
            Self::Merge(merge) => merge.ui_lang(),
            Self::Serve(serve) => serve.ui_lang(),
            Self::Status(status) => status.ui_lang(),
            Self::Import(import) => import.ui_lang(),
            Self::ExportTemplate(export) => export.ui_lang(),
            Self::Verify(verify) => verify.ui_lang(),
            Self::Explain(explain) => explain.ui_lang(),
            Self::Schema(schema) => schema.ui_lang(),
            Self::Form(form) => form.ui_lang(),
            Self::Theme(theme) => theme.ui_lang(),
            Self::Stem(stem) => stem.ui_lang(),
        }
    }
}

/// What a command comes to: its exit status, or a failure of the environment.
type Done = Result<ExitCode, Failure>;

/// The exit status for content with errors.
const CONTENT_HAS_ERRORS: u8 = 1;
/// The exit status for wrong use and for a failing environment.
const FAILED: u8 = 2;

/// Runs the command that these arguments ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => arguments,
        Err(error) => return usage::tell(&error, &typed),
    };
    let lang = arguments.command.ui_lang();
    let done = match arguments.command {
        Command::Init(init) => init.run(),
        Command::New(new) => new.run(),
        Command::Check(check) => check.run(),
        Command::Build(build) => build.run(),
        Command::Merge(merge) => merge.run(),
        Command::Serve(serve) => serve.run(),
        Command::Status(status) => status.run(),
        Command::Import(import) => import.run(),
        Command::ExportTemplate(export) => export.run(),
        Command::Verify(verify) => verify.run(),
        Command::Explain(explain) => explain.run(),
        Command::Schema(schema) => schema.run(),
        Command::Form(form) => form.run(),
        Command::Theme(theme) => theme.run(),
        Command::Stem(stem) => stem.run(),
    };
    done.unwrap_or_else(|failure| {
        anstream::eprintln!("esep: {}", failure.in_language(lang));
        ExitCode::from(FAILED)
    })
}

/// The day that pages show: of `SOURCE_DATE_EPOCH`, or today in UTC.
fn today() -> Result<Date, Failure> {
    let timestamp = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let seconds = seconds.trim().parse().map_err(|_| Said::new("environment.epoch"))?;
            Timestamp::from_second(seconds)?
        }
        Err(_) => Timestamp::now(),
    };
    Ok(jiff::tz::Offset::UTC.to_datetime(timestamp).date())
}
