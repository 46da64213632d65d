//! The console blocks: commands and what they print.

use crate::case::Case;
use crate::portal::{Portal, findings};
use clap::ValueEnum;
use esep::finding::{Findings, Format, print};
use esep::language::Lang;
use esep::read::Files;

/// The text of the case as it should be: with what its commands print now.
pub fn run(case: &Case) -> String {
    let portal = Portal::of(case);
    let found = findings(case);
    let mut text = String::new();
    let mut rest = 0;
    for block in case.blocks.iter().filter(|block| block.kind == "console") {
        text += &case.text[rest..block.body.start];
        for command in case.body(block).lines().filter(|line| line.starts_with("$ ")) {
            text += &format!("{command}\n{}", printed(command, &portal, &found));
        }
        rest = block.body.end;
    }
    text + &case.text[rest..]
}

/// What a command `$ esep check --format … --ui-lang …` prints.
fn printed(command: &str, portal: &Portal, found: &Findings) -> String {
    let words: Vec<&str> = command.split(' ').collect();
    let ["$", "esep", "check", "--format", format, "--ui-lang", lang] = words.as_slice() else {
        panic!("not a command of a case: {command}");
    };
    let format = Format::from_str(format, false).unwrap_or_else(|_| panic!("{command}"));
    let lang = Lang::from_code(lang).unwrap_or_else(|| panic!("{command}"));
    let text = |path: &str| portal.read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let mut out = anstream::StripStream::new(Vec::new());
    print(found, format, lang, &text, &mut out).expect("memory can be written to");
    String::from_utf8(out.into_inner()).expect("printers write UTF-8")
}
