//! The guides for officers tell the truth: every command in them is run, in the order of the guide, and answers what
//! stands there.
//!
//! Blocks of a guide are played in a new empty folder:
//!
//! | info string | what is done |
//! |---|---|
//! | `console` | runs each line `$ esep …`; what follows is what it prints for the officer, without the counts of its second channel; `…` in place of the last lines stands for any others |
//! | `toml portal/x.toml` | writes the file |
//! | `toml added portal/x.toml` | adds the lines at the end of the file |
//! | `toml changed portal/x.toml` | the first line is replaced by the second one |
//! | `markdown ticked portal/x.md` | every question of the file is ticked; the block shows the first one |
//!
//! Word documents beside a guide lie in the folder: they are made of the texts in `guides/`.
//!
//! A guide whose first line is `<!-- after OTHER.md -->` goes on where the other one ends. The day is 20 November 2026.
//! `UPDATE=1 cargo test --test guides` writes the answers anew.

#[path = "support/docx/mod.rs"]
mod docx;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const GUIDES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/guides");
/// Noon of 20 November 2026, UTC.
const NOW: &str = "1795176000";
const MORE: &str = "…";

/// Word documents that officers may try a guide with: name, language, the text of which they are made.
const DOCUMENTS: [(&str, &str, &str); 3] = [
    ("qorytyndy.docx", "kk", "guides/report-kk.txt"),
    ("otchet.docx", "ru", "guides/report-ru.txt"),
    ("tapshyrma.docx", "ky", "guides/terms-ky.txt"),
];

/// A part of a guide: text that is only read, or a block that is done.
enum Part<'g> {
    Text(&'g str),
    Block { info: &'g str, lines: Vec<&'g str> },
}

fn parts(guide: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        match line.strip_prefix("```") {
            Some(info) => {
                parts.push(Part::Block { info, lines: lines.by_ref().take_while(|it| *it != "```").collect() })
            }
            None => parts.push(Part::Text(line)),
        }
    }
    parts
}

/// What a command prints. Where it fails, what it says on the second channel belongs to the answer.
fn answer(command: &str, folder: &Path) -> String {
    let words: Vec<&str> = command.split_whitespace().collect();
    let [name, arguments @ ..] = &words[..] else { panic!("no command: {command}") };
    assert_eq!(*name, "esep", "{command}");
    let mut program = Command::new(env!("CARGO_BIN_EXE_esep"));
    program.current_dir(folder).env_clear().env("SOURCE_DATE_EPOCH", NOW).env("LANG", "C").args(arguments);
    let output = program.output().unwrap();
    assert_ne!(output.status.code(), Some(2), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The block with the answers that are given now.
fn session(lines: &[&str], folder: &Path) -> String {
    let mut told = String::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(command) = line.strip_prefix("$ ") else { continue };
        let written: Vec<&str> = lines[at + 1..].iter().copied().take_while(|it| !it.starts_with("$ ")).collect();
        let answer = answer(command, folder);
        let shown = written.iter().position(|line| *line == MORE);
        let answer: Vec<&str> = answer.lines().take(shown.unwrap_or(usize::MAX)).collect();
        let more = shown.map(|_| MORE);
        told.extend([*line].into_iter().chain(answer).chain(more).map(|line| format!("{line}\n")));
    }
    told
}

fn file_block(info: &str, lines: &[&str], folder: &Path) {
    let words: Vec<&str> = info.split(' ').collect();
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    match words[..] {
        [_, "added", path] => {
            let path = folder.join(path);
            let before = fs::read_to_string(&path).unwrap();
            fs::write(path, before + &text).unwrap();
        }
        [_, "changed", path] => {
            let [before, after] = lines else { panic!("{info}: two lines") };
            let path = folder.join(path);
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(before), "{info}: there is no {before}");
            fs::write(path, text.replace(before, after)).unwrap();
        }
        [_, "ticked", path] => {
            let path = folder.join(path);
            let ticked = fs::read_to_string(&path).unwrap().replace("- [ ] ", "- [x] ");
            assert!(ticked.contains(&text), "{info}: there is no {text}");
            fs::write(path, ticked).unwrap();
        }
        [_, path] => {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        _ => {}
    }
}

/// Does of a guide what makes files, for the one that goes on from it.
fn prepare(path: &Path, folder: &Path) {
    for part in parts(&fs::read_to_string(path).unwrap()) {
        match part {
            Part::Block { info: "console", lines } => {
                let commands = lines.iter().filter_map(|line| line.strip_prefix("$ "));
                let make = commands.filter(|it| it.starts_with("esep init") || it.starts_with("esep new"));
                make.for_each(|command| drop(answer(command, folder)));
            }
            Part::Block { info, lines } => file_block(info, &lines, folder),
            Part::Text(_) => {}
        }
    }
}

/// Plays a guide, and before it the one that it goes on from; gives its text with the answers of now.
fn played(path: &Path, folder: &Path) -> String {
    let guide = fs::read_to_string(path).unwrap();
    for (name, lang, _) in DOCUMENTS.iter().filter(|(_, lang, _)| path.parent().unwrap().ends_with(lang)) {
        fs::copy(Path::new(GUIDES).join(lang).join(name), folder.join(name)).unwrap();
    }
    let after = guide.lines().next().and_then(|line| line.strip_prefix("<!-- after ")?.strip_suffix(" -->"));
    if let Some(before) = after {
        prepare(&path.with_file_name(before), folder);
    }
    let mut told = String::new();
    for part in parts(&guide) {
        match part {
            Part::Text(line) => told += &format!("{line}\n"),
            Part::Block { info: "console", lines } => {
                told += &format!("```console\n{}```\n", session(&lines, folder));
            }
            Part::Block { info, lines } => {
                file_block(info, &lines, folder);
                let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
                told += &format!("```{info}\n{text}```\n");
            }
        }
    }
    told
}

fn guides() -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(GUIDES).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.map(|entry| entry.into_path()).filter(|path| path.extension().is_some_and(|it| it == "md")).collect()
}

#[test]
fn every_document_beside_a_guide_is_the_one_of_its_text() {
    for (name, lang, text) in DOCUMENTS {
        let (path, made) = (Path::new(GUIDES).join(lang).join(name), docx::from_file(text));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &made).unwrap();
        }
        assert!(fs::read(&path).unwrap() == made, "{}", path.display());
    }
}

#[test]
fn every_guide_goes_as_it_is_written() {
    let mut problems = Vec::new();
    for path in guides() {
        let written = fs::read_to_string(&path).unwrap();
        let played = played(&path, tempfile::tempdir().unwrap().path());
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &played).unwrap();
        } else if played != written {
            let at = played.lines().zip(written.lines()).take_while(|(now, then)| now == then).count();
            let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
            let place = path.display();
            problems.push(format!("{place}:{}\n  written: {}\n  now:     {}", at + 1, line(&written), line(&played)));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn kazakh_and_russian_officers_have_the_same_guides_and_the_readme_names_them_all() {
    let names = |lang: &str| -> Vec<String> {
        let of_language = guides().into_iter().filter(|path| path.parent().unwrap().ends_with(lang));
        of_language.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    };
    assert!(names("kk").len() >= 2);
    assert_eq!(names("kk"), names("ru"));
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for path in guides() {
        let path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        assert!(readme.contains(&format!("]({path})")), "README.md does not lead to {path}");
    }
}

#[test]
fn every_guide_runs_commands() {
    for path in guides() {
        let guide = fs::read_to_string(&path).unwrap();
        let run = |part: &Part<'_>| matches!(part, Part::Block { info: "console", lines } if !lines.is_empty());
        assert!(parts(&guide).iter().filter(|part| run(part)).count() >= 3, "{}", path.display());
    }
}
