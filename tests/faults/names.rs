//! Names that some system, address or shell does not take.

use crate::photo;
use crate::support::{Portal, line_about, tree};

const GRANT: &str = "content/grants/2024/ai-komek";

/// A letter with its mark apart, as macOS writes it in names.
const APART: &str = "и\u{306}";
const TOGETHER: &str = "й";

fn names() -> Vec<String> {
    let names = [
        "two words",
        " before",
        "after ",
        "dot.",
        "a'b",
        "a\"b",
        "a%20b",
        "a#b",
        "a?b",
        "a&b",
        "<b>",
        "a\\b",
        "😀",
        "a\nb",
        "a:b",
        "-rf",
        "a..",
        "con",
        "nul.txt",
        "сурет",
        "$(x)",
        "`x`",
        "{{ x }}",
        "a\u{202e}b",
        "=1+1",
    ];
    names.into_iter().map(str::to_owned).chain(["a".repeat(200), "ә".repeat(100)]).collect()
}

#[test]
fn no_name_of_a_folder_comes_into_an_address() {
    let portal = Portal::new();
    let grant = std::fs::read_to_string(portal.path(&format!("{GRANT}/grant.toml"))).unwrap();
    for name in names() {
        portal.write(&format!("content/grants/2025/{name}/grant.toml"), &grant);
        portal.write(&format!("content/organisations/{name}.toml"), "name = \"Қор\"\n");
        portal.write(&format!("content/{name}"), "");
    }
    let told = portal.refused();
    for name in names() {
        let shown: String = name
            .chars()
            .map(|sign| if sign == '\n' { ' ' } else { sign })
            .collect::<String>()
            .replace('\u{202e}', "\u{fffd}");
        let grant = line_about(&told, &format!("content/grants/2025/{shown}/grant.toml"));
        assert!(grant.is_some_and(|line| line.contains("malformed-id")), "{shown}: {grant:?}");
        assert!(line_about(&told, &format!("content/{shown}")).is_some(), "{shown}");
    }
}

/// Photos may have any name: it is the name on somebody's phone.
#[test]
fn photos_of_any_name_are_published() {
    let portal = Portal::new();
    let names: Vec<String> =
        names().into_iter().map(|name| format!("{name}.jpg")).chain(["b".repeat(251) + ".jpg"]).collect();
    // What begins with a space, holds a line end or turns the line cannot be written down.
    let names: Vec<String> =
        names.into_iter().filter(|name| !name.contains(['\n', '\u{202e}']) && !name.starts_with(' ')).collect();
    for name in &names {
        portal.write(&format!("{GRANT}/pictures/{name}"), photo::jpeg(64, 48));
        portal.add(&format!("{GRANT}/grant.toml"), &picture(name));
    }
    let told = portal.esep(&["build", "--format", "short"]);
    assert_eq!((told.status, told.out.as_str()), (Some(0), ""), "{}", told.err);
    let site = tree(&portal.root.join("public"));
    let photos: Vec<&String> = site.keys().filter(|path| path.starts_with("pictures/")).collect();
    assert_eq!(photos.len(), names.len() * 2);
    let is_plain = |path: &str| path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
    assert!(photos.iter().all(|path| is_plain(path)), "{photos:?}");
}

fn picture(name: &str) -> String {
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "[[picture]]\nfile = \"{name}\"\ndescription.kk = \"Сурет\"\ndescription.ru = \"Снимок\"\nconsent = \"written\"\n"
    )
}

/// What macOS and Linux write in different ways is one name, and has one address.
#[test]
fn a_letter_and_its_mark_are_one_letter() {
    let published = [(APART, TOGETHER), (TOGETHER, APART), (TOGETHER, TOGETHER)].map(|(on_disk, written)| {
        let portal = Portal::new();
        portal.write(&format!("{GRANT}/pictures/{on_disk}.jpg"), photo::jpeg(64, 48));
        portal.add(&format!("{GRANT}/grant.toml"), &picture(&format!("{written}.jpg")));
        portal.add(&format!("{GRANT}/kk.md"), &format!("![Сурет](pictures/{written}.jpg)"));
        let told = portal.esep(&["build", "--format", "short", "--ui-lang", "en"]);
        assert_eq!((told.status, told.out.as_str()), (Some(0), ""), "{}", told.err);
        tree(&portal.root.join("public")).into_keys().filter(|path| path.starts_with("pictures/")).collect::<Vec<_>>()
    });
    assert_eq!(published[0], published[1]);
    assert_eq!(published[0], published[2]);
}

/// Names that differ only in the size of letters are told apart by some systems and not by others: only small letters are
/// names.
#[test]
fn capitals_make_no_second_name() {
    let portal = Portal::new();
    let grant = std::fs::read_to_string(portal.path(&format!("{GRANT}/grant.toml"))).unwrap();
    let twins = ["content/grants/2025/AI-komek/grant.toml", "content/grants/2025/Ai-Komek/grant.toml"];
    for path in twins {
        portal.write(path, &grant);
    }
    portal.write(&format!("{GRANT}/KK.md"), "Екінші мәтін");
    portal.write(&format!("{GRANT}/Grant.toml"), "");
    portal.write("content/Portal.toml", "");
    let told = portal.refused();
    for path in twins.iter().map(|path| (*path).to_owned()).chain([
        format!("{GRANT}/KK.md"),
        format!("{GRANT}/Grant.toml"),
        "content/Portal.toml".to_owned(),
    ]) {
        assert!(line_about(&told, &path).is_some(), "{path}: {told}");
    }
}
