//! Sessions at the console, with the real program: what is typed, what is answered, to the letter.
//!
//! `console/<session>.console` reads like a console. `$ esep …` runs the program in a new empty folder; what follows
//! is its output, `! ` before what goes to the second channel, and `[2]` where the exit status is not 0. Besides
//! `esep`, a session can say
//!
//! | | |
//! |---|---|
//! | `$ folder PATH` | makes a folder |
//! | `$ write PATH`, then lines `> …` | writes a file |
//! | `$ replace PATH`, then `> before` and `> after` | changes a file |
//! | `$ remove PATH` | removes a file |
//! | `$ link TARGET PATH` | makes a symbolic link |
//! | `$ copy FROM TO` | copies a folder |
//! | `$ copies N FOLDER` | makes so many copies of a folder beside it: `FOLDER-1`, `FOLDER-2` … |
//! | `$ files PATH` | lists the files of a folder |
//! | `$ lines WORD PATH` | shows the lines of a file that hold a word |
//! | `$ document TEXT PATH` | makes the Word document that a text below `tests/` describes |
//!
//! `LANG=ru esep …` sets the language of the machine. The day is 20 November 2026. Lines with `## ` are remarks. A SHA-256
//! is shown as `<sha256>`: it changes with every change of the look.
//! `UPDATE=1 cargo test --test console` writes the answers anew.

#[path = "support/docx/mod.rs"]
mod docx;

use std::fs;
use std::path::Path;
use std::process::Command;

const SESSIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/console");
/// Noon of 20 November 2026, UTC.
const NOW: &str = "1795176000";

/// What is typed, and the lines that are typed after it.
struct Typed {
    command: String,
    input: Vec<String>,
}

/// The program, run in this folder.
fn esep(folder: &Path, typed: &str) -> Command {
    let (language, arguments) = match typed.strip_prefix("LANG=").and_then(|rest| rest.split_once(' ')) {
        Some((language, rest)) => (language, rest),
        None => ("C", typed),
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_esep"));
    command.current_dir(folder).env_clear().env("SOURCE_DATE_EPOCH", NOW).env("LANG", language);
    command.args(arguments.split_whitespace().skip(1));
    command
}

/// Both channels and the exit status.
fn answer(mut command: Command, folder: &Path) -> String {
    let output = command.output().unwrap();
    let folder = folder.canonicalize().unwrap();
    let text = |bytes: &[u8]| {
        without_sums(&String::from_utf8(bytes.to_vec()).unwrap().replace(folder.to_str().unwrap(), "<folder>"))
    };
    let told = text(&output.stderr);
    let told = told.lines().map(|line| format!("! {line}").trim_end().to_owned() + "\n");
    let status = output.status.code().unwrap();
    let status = if status == 0 { String::new() } else { format!("[{status}]\n") };
    text(&output.stdout) + &told.collect::<String>() + &status
}

/// The text with every run of 64 hexadecimal digits replaced.
fn without_sums(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_hexdigit() {
            run.push(letter);
            continue;
        }
        out.push_str(if run.len() == 64 { "<sha256>" } else { &run });
        run.clear();
        out.push(letter);
    }
    out.pop();
    out
}

/// Runs one command of a session and gives what is answered.
fn run(typed: &Typed, folder: &Path) -> String {
    let words: Vec<&str> = typed.command.split_whitespace().collect();
    let lines = || typed.input.iter().map(|line| format!("{line}\n")).collect::<String>();
    match words[..] {
        ["folder", path] => {
            fs::create_dir_all(folder.join(path)).unwrap();
            String::new()
        }
        ["write", path] => {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, lines()).unwrap();
            String::new()
        }
        ["replace", path] => {
            let [before, after] = &typed.input[..] else { panic!("replace: two lines") };
            let text = fs::read_to_string(folder.join(path)).unwrap();
            assert!(text.contains(before), "{path} does not hold {before}");
            fs::write(folder.join(path), text.replace(before, after)).unwrap();
            String::new()
        }
        ["remove", path] => {
            fs::remove_file(folder.join(path)).unwrap();
            String::new()
        }
        ["link", target, path] => {
            std::os::unix::fs::symlink(target, folder.join(path)).unwrap();
            String::new()
        }
        ["copy", from, to] => copy(&folder.join(from), &folder.join(to)),
        ["copies", count, from] => (1..=count.parse::<usize>().unwrap())
            .map(|number| copy(&folder.join(from), &folder.join(format!("{from}-{number}"))))
            .collect(),
        ["document", text, path] => {
            fs::write(folder.join(path), docx::from_file(text)).unwrap();
            String::new()
        }
        ["files", path] => files(&folder.join(path)),
        ["lines", word, path] => {
            let text = fs::read_to_string(folder.join(path)).unwrap();
            without_sums(
                &text.lines().filter(|line| line.contains(word)).map(|line| format!("{line}\n")).collect::<String>(),
            )
        }
        _ => answer(esep(folder, &typed.command), folder),
    }
}

/// Copies a folder; nothing is answered.
fn copy(from: &Path, to: &Path) -> String {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(target).unwrap(),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
    String::new()
}

fn files(folder: &Path) -> String {
    if !folder.exists() {
        return "there is no such folder\n".to_owned();
    }
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|file| format!("{}\n", file.path().strip_prefix(folder).unwrap().display())).collect()
}

/// A session as it goes now: the typed lines and remarks as they are, each answer as it is given.
fn played(session: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = session.lines().peekable();
    let mut told = String::new();
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("$ ") else {
            // What was answered before; only remarks and the empty lines round them stay.
            if line.starts_with("## ") {
                told.push_str(&format!("{}{line}\n", if told.is_empty() { "" } else { "\n" }));
            }
            continue;
        };
        told.push_str(&format!("\n{line}\n"));
        let mut input = Vec::new();
        while let Some(typed) = lines.next_if(|line| line.starts_with('>')) {
            told.push_str(&format!("{typed}\n"));
            input.push(typed.strip_prefix("> ").unwrap_or_default().to_owned());
        }
        told.push_str(&run(&Typed { command: command.to_owned(), input }, folder.path()));
    }
    told
}

fn sessions() -> Vec<(String, String)> {
    let entries = fs::read_dir(SESSIONS).unwrap().map(|entry| entry.unwrap().path());
    let mut sessions: Vec<_> =
        entries.map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect();
    sessions.sort();
    sessions
}

#[test]
fn every_session_goes_as_it_is_written() {
    let sessions = sessions();
    assert!(!sessions.is_empty());
    let mut problems = Vec::new();
    for (path, written) in sessions {
        let played = played(&written);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &played).unwrap();
        } else if played != written {
            let at = played.lines().zip(written.lines()).take_while(|(now, then)| now == then).count();
            let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
            problems.push(format!("{path}:{}\n  written: {}\n  now:     {}", at + 1, line(&written), line(&played)));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn findings_as_json_can_be_read_by_programs() {
    let folder = tempfile::tempdir().unwrap();
    let quiet = |typed: &str| esep(folder.path(), typed).output().unwrap();
    assert!(quiet("esep init portal").status.success());
    for (title, errors) in [("title.ru", 0), ("titel.ru", 1)] {
        let path = folder.path().join("portal/content/portal.toml");
        let text = fs::read_to_string(&path).unwrap().replace("title.ru", title);
        fs::write(&path, text).unwrap();
        for lang in ["kk", "ru", "ky", "en"] {
            let output = quiet(&format!("esep check portal --format json --ui-lang {lang}"));
            let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(told["errors"], errors);
            let findings = told["findings"].as_array().unwrap();
            assert_eq!(findings.iter().filter(|it| it["severity"] == "error").count() as u64, errors);
            assert!(findings.iter().all(|it| it["line"].is_u64() && it["message"].is_string()));
        }
    }
}
