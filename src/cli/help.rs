//! `--help` in the language of the officer.
//!
//! English is what the commands say of themselves in the code; the other languages are word files, one section for each
//! command and `shared` for options that mean the same wherever they stand.

use super::Arguments;
use crate::language::Lang;
use clap::builder::PossibleValue;
use clap::{Arg, Command, CommandFactory};
use std::collections::BTreeMap;
use std::ffi::OsString;

/// Sections of a word file, and the keys of each.
type Sections = BTreeMap<String, BTreeMap<String, String>>;

/// The help that was asked for, in this language.
pub(super) fn in_language(lang: Lang, typed: &[OsString]) -> Option<clap::Error> {
    command(lang).try_get_matches_from(typed).err()
}

/// The program as it describes itself in this language.
fn command(lang: Lang) -> Command {
    let mut command = Arguments::command();
    let Some(source) = source(lang) else { return command };
    let words = Words(toml::from_str(source).unwrap_or_default());
    // Built before it is translated: only now each command has the options of those above it, and `--help`.
    command.build();
    words.command(command, "esep")
}

fn source(lang: Lang) -> Option<&'static str> {
    match lang {
        Lang::Kk => Some(include_str!("words/help/kk.toml")),
        Lang::Ru => Some(include_str!("words/help/ru.toml")),
        Lang::Ky => Some(include_str!("words/help/ky.toml")),
        Lang::En => None,
    }
}

/// A word file.
struct Words(Sections);

impl Words {
    fn command(&self, mut command: Command, path: &str) -> Command {
        for name in names(command.get_subcommands().map(Command::get_name)) {
            let below = below(path, &name);
            command = command.mut_subcommand(&name, |sub| self.command(sub, &below));
        }
        let arguments = names(command.get_positionals().chain(command.get_opts()).map(|arg| arg.get_id().as_str()));
        let flags = names(command.get_arguments().map(|arg| arg.get_id().as_str()));
        let rest = flags.into_iter().filter(|flag| !arguments.contains(flag)).collect::<Vec<_>>();
        for id in arguments.iter().chain(&rest) {
            command = command.mut_arg(id, |arg| self.argument(arg, path));
        }
        if let Some(about) = self.find(path, "about") {
            command = command.about(about.clone()).long_about(about);
        }
        let usage = self.usage(&mut command);
        command
            .subcommand_help_heading(self.heading("commands"))
            .override_usage(usage)
            .help_template(format!("{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}", self.heading("usage")))
    }

    /// How the command is typed, without the heading that clap puts before it.
    fn usage(&self, command: &mut Command) -> String {
        let usage = command.render_usage().to_string();
        let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
        usage
            .replace("[OPTIONS]", &format!("[{}]", self.heading("option")))
            .replace("COMMAND", &self.heading("command"))
    }

    fn argument(&self, arg: Arg, path: &str) -> Arg {
        let heading = self.heading(if arg.is_positional() { "arguments" } else { "options" });
        let arg = arg.help_heading(heading).hide_default_value(true).hide_possible_values(true);
        let Some(help) = self.find(path, &key(&arg)) else { return arg };
        let help = self.with_default(&arg, help);
        let long = self.with_values(&arg, path, &help);
        arg.help(help).long_help(long)
    }

    fn with_default(&self, arg: &Arg, help: String) -> String {
        let default =
            arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect::<Vec<_>>().join(" ");
        if default.is_empty() || !arg.get_action().takes_values() {
            return help;
        }
        self.heading("default").replace("{help}", &help).replace("{value}", &default)
    }

    fn with_values(&self, arg: &Arg, path: &str, help: &str) -> String {
        let line = |value: &PossibleValue| {
            let said = self.find(path, &value_key(arg, value)).unwrap_or_default();
            format!("- {}: {said}", value.get_name())
        };
        let values: Vec<String> = choices(arg).iter().map(line).collect();
        if values.is_empty() { help.to_owned() } else { format!("{help}\n\n{}", values.join("\n")) }
    }

    fn find(&self, path: &str, key: &str) -> Option<String> {
        self.0.get(&self.section(path, key)?)?.get(key).cloned()
    }

    /// The section that has the words: that of the command, of the one above it, or the one for all.
    fn section(&self, path: &str, key: &str) -> Option<String> {
        let above = if key == "about" { path } else { path.split('.').next().unwrap_or(path) };
        let has = |name: &&str| self.0.get(*name).is_some_and(|section| section.contains_key(key));
        [path, above, "shared"].into_iter().find(has).map(str::to_owned)
    }

    fn heading(&self, key: &str) -> String {
        self.find("heading", key).unwrap_or_default()
    }
}

/// The section of a command below another; `help` is the same everywhere.
fn below(path: &str, name: &str) -> String {
    if path == "esep" || name == "help" { name.to_owned() } else { format!("{path}.{name}") }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    names.map(str::to_owned).collect()
}

/// The key of an argument: its option without the hyphens, or its name.
fn key(arg: &Arg) -> String {
    arg.get_long().map_or_else(|| arg.get_id().to_string(), str::to_owned)
}

fn value_key(arg: &Arg, value: &PossibleValue) -> String {
    format!("{}-{}", key(arg), value.get_name())
}

/// The words to choose from that need an explanation; none for switches.
fn choices(arg: &Arg) -> Vec<PossibleValue> {
    let takes_values = arg.get_action().takes_values();
    arg.get_possible_values().into_iter().filter(|value| takes_values && value.get_help().is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every key that the commands ask for, with the section of the command.
    fn asked(command: &Command, path: &str, into: &mut BTreeSet<(String, String)>) {
        let mut ask = |key: String| into.insert((path.to_owned(), key));
        ask("about".to_owned());
        for arg in command.get_arguments() {
            ask(key(arg));
            for value in choices(arg) {
                ask(value_key(arg, &value));
            }
        }
        // Below `help` stand all commands once more, and nobody reads them there.
        for sub in command.get_subcommands().filter(|_| path != "help") {
            asked(sub, &below(path, sub.get_name()), into);
        }
    }

    #[test]
    fn every_word_is_there_and_none_is_too_much() {
        let mut command = Arguments::command();
        command.build();
        let mut asked_for = BTreeSet::new();
        asked(&command, "esep", &mut asked_for);
        for lang in [Lang::Kk, Lang::Ru, Lang::Ky] {
            let words = Words(toml::from_str(source(lang).unwrap()).unwrap());
            let found = |(path, key): &(String, String)| {
                let section = words.section(path, key).unwrap_or_else(|| panic!("{lang:?}: [{path}] {key}"));
                (section, key.clone())
            };
            let used: BTreeSet<_> = asked_for.iter().map(found).collect();
            let there = words.0.iter().filter(|(section, _)| *section != "heading").flat_map(pairs);
            let unused: Vec<_> = there.filter(|pair| !used.contains(pair)).collect();
            assert!(unused.is_empty(), "{lang:?}: {unused:?}");
        }
    }

    fn pairs((section, keys): (&String, &BTreeMap<String, String>)) -> Vec<(String, String)> {
        keys.keys().map(|key| (section.clone(), key.clone())).collect()
    }

    #[test]
    fn the_help_of_every_language_is_its_own() {
        for (lang, usage) in
            [(Lang::Kk, "Қолданылуы: esep"), (Lang::Ru, "Как набирать: esep"), (Lang::Ky, "Колдонулушу: esep")]
        {
            let error = in_language(lang, &["esep".into(), "--help".into()]).unwrap();
            let text = error.to_string();
            assert!(text.contains(usage), "{text}");
            assert!(!text.contains("Print") && !text.contains("Options") && !text.contains("Usage"), "{text}");
        }
    }
}
