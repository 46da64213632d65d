//! A new portal is sound in every set of languages, and the same every time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SETS: [&str; 6] = ["kk,ru", "ky,ru", "ru", "en", "kk,ru,ky,en", "en,ky"];

fn esep(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_esep"));
    command.current_dir(folder).env_clear().env("SOURCE_DATE_EPOCH", "1795132800").args(arguments);
    command.output().unwrap()
}

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let named = |path: &Path| path.strip_prefix(folder).unwrap().display().to_string();
    entries.map(|entry| (named(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn a_new_portal_is_sound_in_every_set_of_languages() {
    for set in SETS {
        let folder = tempfile::tempdir().unwrap();
        let made = esep(folder.path(), &["init", "portal", "--lang", set]);
        assert!(made.status.success(), "{set}: {made:?}");
        let checked = esep(folder.path(), &["check", "portal", "--strict", "--format", "short"]);
        assert!(checked.status.success(), "{set}: {}", String::from_utf8_lossy(&checked.stdout));
        assert_eq!(String::from_utf8_lossy(&checked.stdout), "", "{set}");
        let built = esep(folder.path(), &["build", "portal", "--strict"]);
        assert!(built.status.success(), "{set}: {built:?}");
        for code in set.split(',') {
            assert!(
                folder.path().join(format!("portal/public/{code}/grants/sauat/index.html")).is_file(),
                "{set}: {code}"
            );
        }
    }
}

#[test]
fn only_the_chosen_languages_are_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    assert!(esep(folder.path(), &["init", "portal", "--lang", "ky,ru"]).status.success());
    for (path, bytes) in files(&folder.path().join("portal/content")) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!path.ends_with("kk.md") && !path.ends_with("en.md"), "{path}");
        assert!(!text.contains(".kk = ") && !text.contains(".en = "), "{path}");
        assert!(!text.contains("KZ"), "{path}: what is usual in the other country");
        assert!(
            !text.lines().any(|line| ["#kk", "#ru", "#ky", "#en"].iter().any(|mark| line.starts_with(mark))),
            "{path}"
        );
    }
    let readme = fs::read_to_string(folder.path().join("portal/README.md")).unwrap();
    assert!(readme.contains("Бул папкада"), "{readme}");
}

#[test]
fn the_same_wish_gives_the_same_bytes() {
    let made = |set: &str| {
        let folder = tempfile::tempdir().unwrap();
        let wish =
            ["init", "portal", "--lang", set, "--title", "Наш \"портал\"", "--base-url", "https://example.org/p/"];
        assert!(esep(folder.path(), &wish).status.success(), "{set}");
        files(folder.path())
    };
    for set in SETS {
        let first = made(set);
        assert_eq!(first, made(set), "{set}");
        let portal = String::from_utf8(first["portal/content/portal.toml"].clone()).unwrap();
        let portal: toml::Table = portal.parse().unwrap();
        assert_eq!(portal["title"].as_str(), Some("Наш \"портал\""));
        assert_eq!(portal["base_url"].as_str(), Some("https://example.org/p/"));
    }
}

#[test]
fn a_clone_of_a_new_repository_is_filled_and_its_address_known() {
    let folder = tempfile::tempdir().unwrap();
    let git = folder.path().join("portal/.git");
    fs::create_dir_all(&git).unwrap();
    fs::write(
        git.join("config"),
        "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = git@github.com:Our-City/portal.git\n",
    )
    .unwrap();
    assert!(esep(folder.path(), &["init", "portal"]).status.success());
    let portal = fs::read_to_string(folder.path().join("portal/content/portal.toml")).unwrap();
    assert!(portal.contains("base_url = \"https://our-city.github.io/portal/\"\n"), "{portal}");
}

#[test]
fn a_folder_with_other_things_is_refused_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "notes").unwrap();
    let made = esep(folder.path(), &["init", "."]);
    assert_eq!(made.status.code(), Some(2), "{made:?}");
    assert_eq!(files(folder.path()).len(), 1);
}
