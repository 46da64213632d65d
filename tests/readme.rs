//! The README tells the truth: its content reference is what the program reads, its commands exist.

use esep::output::sink::MemorySink;
use esep::read::Memory;
use std::fs;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const BEGIN: &str =
    "<!-- content reference: made from the types; `UPDATE=1 cargo test --test readme` writes it -->\n\n";
const END: &str = "<!-- end of the content reference -->";

#[test]
fn the_content_reference_is_what_the_program_reads() {
    let readme = fs::read_to_string(README).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("the mark before the content reference");
    let (written, after) = rest.split_once(END).expect("the mark after the content reference");
    let reference = esep::read::reference();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(README, format!("{before}{BEGIN}{reference}{END}{after}")).unwrap();
    } else {
        assert!(written == reference, "README.md: the content reference is out of date");
    }
}

#[test]
fn every_command_of_the_program_is_told_of() {
    let readme = fs::read_to_string(README).unwrap();
    // In a folder that is no portal, whose language help would have.
    let mut esep = std::process::Command::new(env!("CARGO_BIN_EXE_esep"));
    let esep = esep.arg("--help").current_dir(env!("CARGO_TARGET_TMPDIR")).env("LC_ALL", "en");
    let help = esep.output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands = commands.lines().take_while(|line| !line.is_empty());
    // A command stands two spaces in; the rest of a long line stands further in.
    let names = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).filter(|name| !name.is_empty());
    for name in names.filter(|name| *name != "help") {
        assert!(readme.contains(&format!("esep {name}")), "README.md does not tell of `esep {name}`");
    }
}

#[test]
fn every_unit_and_every_region_of_today_is_listed() {
    let readme = fs::read_to_string(README).unwrap();
    let regions = esep::language::regions::all().filter(|region| region.until.is_none() && region.code.contains('-'));
    let codes = regions.map(|region| region.code);
    for code in codes.chain(esep::model::BUILT_IN.iter().copied()).chain(esep::model::PER.iter().copied()) {
        assert!(readme.contains(&format!("`{code}`")), "README.md does not list `{code}`");
    }
}

#[test]
fn every_table_of_the_data_is_listed() {
    let readme = fs::read_to_string(README).unwrap();
    let (_, data) = readme.split_once("## Data\n").expect("a section for data users");
    for table in esep::table::ALL {
        assert!(data.contains(&format!("`{}`", table.name())), "README.md does not list the table `{}`", table.name());
    }
}

/// Content that the README shows is read without a word of complaint.
#[test]
fn examples_of_content_are_sound() {
    let readme = fs::read_to_string(README).unwrap();
    let examples: Vec<&str> = readme.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(!examples.is_empty());
    for example in examples {
        let errors = toml::de::DeTable::parse_recoverable(example).1;
        assert!(errors.is_empty(), "{example}\n{errors:?}");
    }
}

/// The files that the README shows with their path, as a theme over the built-in one.
fn theme_of_the_readme() -> Vec<(String, String)> {
    let readme = fs::read_to_string(README).unwrap();
    let blocks = readme.split("\n```").filter_map(|block| {
        let (head, text) = block.split_once('\n')?;
        let (_, path) = head.split_once(' ').filter(|(_, path)| path.starts_with("themes/"))?;
        Some((path.to_owned(), text.to_owned() + "\n"))
    });
    blocks.collect()
}

#[test]
fn the_city_theme_is_ten_lines_and_changes_logo_colours_and_a_block() {
    let theme = theme_of_the_readme();
    assert!(theme.iter().map(|(_, text)| text.lines().count()).sum::<usize>() <= 10, "{theme:#?}");
    let setting = "themes = [\"city\", \"default\"]";
    assert!(fs::read_to_string(README).unwrap().contains(setting));
    let portal = "title.kk = \"Қала\"\ntitle.ru = \"Город\"\ndescription = \"Есеп\"\nlanguages = [\"kk\", \"ru\"]\ncurrency = \"KZT\"\n";
    let files = Memory::default().with("content/portal.toml", format!("{portal}{setting}\n"));
    let files = theme.into_iter().fold(files, |files, (path, text)| files.with(&path, text));
    let sink = MemorySink::default();
    let world = esep::World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: true, edition: None };
    let findings = esep::compile(&files, &world, &sink).unwrap();
    assert!(findings.is_empty(), "{findings:#?}");

    let site = sink.into_files();
    let text = |path: &str| String::from_utf8(site[path].clone()).unwrap();
    let published = |start: &str| site.keys().find(|path| path.starts_with(start)).unwrap().as_str();
    let (logo, style) = (published("assets/logo-"), published("assets/style-"));
    for page in ["kk/index.html", "ru/grants/index.html"] {
        assert!(text(page).contains(logo), "{page}: the logo");
        assert!(text(page).contains("<a href=\"https://city.example/\">city.example</a>"), "{page}: the block");
    }
    assert!(text("404.html").contains(logo), "the logo, where there is no foot");
    let colours = text(style);
    let (built_in, own) = (colours.find("--accent: #12436d").unwrap(), colours.rfind("--accent: light-dark(").unwrap());
    assert!(built_in < own, "later styles win");
}
