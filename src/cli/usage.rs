//! What was typed wrong, in the language of the officer: clap finds it, and its words are English only.

use super::said::Said;
use super::{Arguments, FAILED, help, ui_language};
use crate::finding::on_one_line;
use crate::language::Lang;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

/// Says what is wrong with what was typed, and what can be given instead; or prints the help that was asked for.
pub(super) fn tell(error: &clap::Error, typed: &[OsString]) -> ExitCode {
    let words: Vec<&str> = typed.iter().skip(1).filter_map(|word| word.to_str()).collect();
    let lang = lang(&words);
    if is_help(error) {
        return as_it_is(help::in_language(lang, typed).as_ref().unwrap_or(error));
    }
    let Some(said) = said(error, &words) else { return as_it_is(error) };
    let help = Said::new("usage.help").with("help", format!("{} --help", command(&words).0));
    anstream::eprintln!("esep: {}\n{}", said.in_language(lang), help.in_language(lang));
    ExitCode::from(FAILED)
}

fn is_help(error: &clap::Error) -> bool {
    use ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand};
    matches!(error.kind(), DisplayHelp | DisplayHelpOnMissingArgumentOrSubcommand)
}

/// Where nobody reads it, there is nothing else to do.
fn as_it_is(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// The language that was asked for; without it that of the portal that was named, or of the machine.
fn lang(words: &[&str]) -> Lang {
    let asked = value("--ui-lang", words).and_then(Lang::from_code);
    if words.first() == Some(&"init") {
        let of_content = value("--lang", words).and_then(|langs| Lang::from_code(langs.split(',').next()?.trim()));
        return ui_language::without_portal(asked.or(of_content));
    }
    let dir = words.iter().skip(1).find(|word| !word.starts_with('-') && Path::new(word).is_dir());
    ui_language::choose(asked, Path::new(dir.unwrap_or(&".")))
}

/// What was typed after this option.
fn value<'w>(option: &str, words: &[&'w str]) -> Option<&'w str> {
    let after = words.iter().skip_while(|word| **word != option).nth(1).copied();
    after.or_else(|| words.iter().find_map(|word| word.strip_prefix(option)?.strip_prefix('=')))
}

/// What the words say; `None` for the version and for what clap says best itself.
fn said(error: &clap::Error, words: &[&str]) -> Option<Said> {
    let gap = |kind| text(error, kind);
    let argument = || gap(ContextKind::InvalidArg).map(|argument| name(&argument));
    Some(match error.kind() {
        ErrorKind::UnknownArgument => unknown(error, &argument()?, words),
        ErrorKind::InvalidSubcommand => {
            let name = gap(ContextKind::InvalidSubcommand)?;
            let meant = meant(error).unwrap_or_else(|| instead_of(&name, &command(words).1));
            Said::new("usage.no-command").with("command", name).and(Some(meant))
        }
        ErrorKind::MissingSubcommand => Said::new("usage.command-missing"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => wrong_value(error, &argument()?),
        ErrorKind::MissingRequiredArgument => {
            Said::new("usage.missing").with("arguments", gap(ContextKind::InvalidArg)?)
        }
        ErrorKind::ArgumentConflict => conflict(&argument()?, &gap(ContextKind::PriorArg).map(|it| name(&it))?),
        ErrorKind::InvalidUtf8 => Said::new("usage.not-utf8"),
        _ => return None,
    })
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) if !texts.is_empty() => texts.join(", "),
        _ => return None,
    };
    Some(on_one_line(&text))
}

/// An option without what stands after it: `--format <FORMAT>`.
fn name(argument: &str) -> String {
    let name = argument.split_whitespace().next().unwrap_or(argument);
    if name.starts_with('-') { name.to_owned() } else { argument.to_owned() }
}

/// An option that no command has, or another one; or a word too many.
fn unknown(error: &clap::Error, argument: &str, words: &[&str]) -> Said {
    if !argument.starts_with('-') {
        return Said::new("usage.too-many").with("argument", argument);
    }
    let others = commands_with(argument);
    if others.is_empty() {
        return Said::new("usage.no-option").with("argument", argument).and(meant(error));
    }
    let said = Said::new("usage.option-elsewhere").with("argument", argument).with("others", others.join(", "));
    said.with("command", command(words).0)
}

/// The commands that have this option.
fn commands_with(option: &str) -> Vec<String> {
    let has = |command: &&Command| {
        let mut names = command.get_arguments().filter_map(clap::Arg::get_long);
        !command.is_hide_set() && names.any(|name| option.strip_prefix("--") == Some(name))
    };
    let all = Arguments::command();
    all.get_subcommands().filter(has).map(|command| format!("esep {}", command.get_name())).collect()
}

fn meant(error: &clap::Error) -> Option<Said> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = kinds.into_iter().find_map(|kind| text(error, kind))?;
    Some(Said::new("usage.meant").with("meant", meant))
}

/// The value that cannot be, and what can.
fn wrong_value(error: &clap::Error, argument: &str) -> Said {
    let value = text(error, ContextKind::InvalidValue).filter(|value| !value.is_empty());
    let said = match value {
        Some(value) => Said::new("usage.value").with("value", value),
        None => Said::new("usage.value-missing"),
    };
    let values = text(error, ContextKind::ValidValue).map(|values| Said::new("usage.values").with("values", values));
    said.with("argument", argument).and(values.or_else(|| form_of(argument)))
}

/// How the value of an option is written.
fn form_of(argument: &str) -> Option<Said> {
    let key = match argument {
        "--ui-lang" | "<LANG>" => "usage.language",
        "--lang" | "<LANGS>" => "usage.languages",
        "--jobs" => "usage.whole-number",
        "--port" => "usage.port",
        "--base-url" => "usage.base-url",
        "--shard" => "usage.shard",
        _ => return None,
    };
    Some(Said::new(key))
}

fn conflict(one: &str, other: &str) -> Said {
    match one == other {
        true => Said::new("usage.twice").with("argument", one),
        false => Said::new("usage.conflict").with("argument", one).with("other", other),
    }
}

/// How the name begins that people give to what `esep new` makes, and what it is called here.
const OTHER_NAMES: [(&str, &str); 6] = [
    ("article", "media"),
    ("channel", "outlet"),
    ("newspaper", "outlet"),
    ("project", "grant"),
    ("publication", "media"),
    ("tender", "lot"),
];

/// What may be meant by the name of a command that `above` does not have, or all that it has.
fn instead_of(name: &str, above: &Command) -> Said {
    let is_it = |(other, here): &&(&str, &str)| name.starts_with(other) && above.find_subcommand(here).is_some();
    let meant = OTHER_NAMES.iter().find(is_it);
    match meant {
        Some((_, meant)) => Said::new("usage.meant").with("meant", meant),
        None => {
            let names: Vec<&str> = above.get_subcommands().map(Command::get_name).collect();
            Said::new("usage.values").with("values", names.join(", "))
        }
    }
}

/// The command that was typed, as far as there is one: `esep new story`.
fn command(words: &[&str]) -> (String, Command) {
    let above = (String::from("esep"), Arguments::command());
    words.iter().fold(above, |(line, command), word| match command.find_subcommand(word) {
        Some(below) => (format!("{line} {word}"), below.clone()),
        None => (line, command),
    })
}
