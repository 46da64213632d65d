//! Texts that nobody writes: too large, too deep, too many mistakes.

use crate::support::{Portal, head, line_about};

const GRANT: &str = "content/grants/2024/ai-komek";
/// A text with more mistakes than anybody makes, in bytes.
const A_MEGABYTE: usize = 1_000_000;
const FIFTY_MEGABYTES: usize = 50_000_000;

/// A text of about so many bytes.
fn filled(begin: &str, again: &str, bytes: usize) -> String {
    begin.to_owned() + &again.repeat((bytes - begin.len()) / again.len())
}

#[test]
fn fifty_megabytes_are_no_text() {
    let portal = Portal::new();
    let texts = [
        (format!("{GRANT}/grant.toml"), filled("", "[[indicator]]\n", FIFTY_MEGABYTES)),
        (format!("{GRANT}/report.toml"), filled("", "a", FIFTY_MEGABYTES)),
        (format!("{GRANT}/kk.md"), filled("|a|b|\n|-|-|\n", "|1|2|\n", 1_000_000 * 6)),
        (format!("{GRANT}/ru.md"), filled("", "> ", FIFTY_MEGABYTES)),
        ("content/organisations/parents-fund.toml".to_owned(), filled("name = \"", "ә", FIFTY_MEGABYTES)),
        ("content/pages/about/kk.md".to_owned(), filled("+++\n", "a = 1\n", FIFTY_MEGABYTES)),
    ];
    for (path, text) in &texts {
        portal.write(path, text);
    }
    let told = portal.refused();
    for (path, _) in &texts {
        let line = line_about(&told, path).unwrap_or_else(|| panic!("{path}: {}", head(&told)));
        assert!(line.ends_with("error[unreadable-file]: The file is too large: no text has more than 4 MB."), "{line}");
    }
    portal.write("content/portal.toml", filled("title = \"", "a", FIFTY_MEGABYTES));
    // The language of the messages stands in this file, too.
    for arguments in [&["build", "--format", "short"][..], &["check", "--format", "json"], &["check"]] {
        let told = portal.esep(arguments);
        assert_eq!(told.status, Some(1), "{told:?}");
        assert!(told.out.contains("unreadable-file") && told.out.contains("4 MB"), "{}", head(&told.out));
    }
    portal.stands();
}

/// Every form of it is told, with the first ten thousand findings of a file.
#[test]
fn a_megabyte_of_mistakes_is_told_to_an_end() {
    let portal = Portal::new();
    let texts = [
        ("headings", filled("", "[[name]]\n", A_MEGABYTE)),
        ("words", filled("", "x\n", A_MEGABYTE)),
        ("lists", filled("name = ", "[", A_MEGABYTE)),
        ("braces", filled("name = ", "{a=", A_MEGABYTE)),
        ("dots", filled("name", ".a", A_MEGABYTE)),
        ("heading-dots", filled("[name", ".a", A_MEGABYTE)),
        ("same", filled("", "name = 1\n", A_MEGABYTE)),
        ("numbers", filled("name = [", "1,", A_MEGABYTE)),
        ("tables", filled("name = [", "{},", A_MEGABYTE)),
        ("quotes", filled("name = ", "\"\"\"", A_MEGABYTE)),
        ("escapes", filled("name = \"", "\\q", A_MEGABYTE)),
        ("comments", filled("", "#\n", A_MEGABYTE)),
        ("keys", (0..60_000).map(|at| format!("key-{at} = 1\n")).collect()),
    ];
    for (name, text) in &texts {
        portal.write(&format!("content/organisations/{name}.toml"), text);
    }
    portal.write(&format!("{GRANT}/report.toml"), filled("", "[[indicator]]\n", A_MEGABYTE));
    let told = portal.refused();
    for (name, _) in &texts {
        let line = line_about(&told, &format!("content/organisations/{name}.toml"));
        assert!(line.is_some_and(|line| line.contains("error[")), "{name}: {line:?}\n{}", head(&told));
    }
    assert!(line_about(&told, &format!("{GRANT}/report.toml")).is_some(), "{}", head(&told));
    assert!(told.lines().count() < (texts.len() + 1) * 10_001, "{}", told.lines().count());
}

#[test]
fn no_text_is_too_deep_for_markdown() {
    let portal = Portal::new();
    let texts = [
        ("quotes", "> "),
        ("lists", "- "),
        ("numbers", "1. "),
        ("brackets", "["),
        ("pictures", "!["),
        ("stars", "*a "),
        ("tangle", "*_"),
        ("ticks", "`a``b"),
        ("tags", "<b>"),
        ("links", "[a](b)"),
        ("notes", "[^1]"),
        ("cells", "|a"),
        ("rows", "|\n"),
        ("headings", "#\n"),
        ("ends", "\\"),
        ("signs", "&amp"),
        ("phones", "8 700 000 00 00 "),
        ("mails", "a@b.example "),
        ("almost-mails", "a.a@"),
        ("digits", "12"),
        ("numbers-apart", "1 "),
        ("mixed", "aа"),
        ("gaps", "{a}"),
        ("marks", "и\u{306}"),
    ];
    for (name, again) in texts {
        let text = filled("+++\ntitle = \"Ұзын\"\n+++\n|a|\n|-|\n", again, 300_000);
        portal.write(&format!("content/pages/{name}/kk.md"), text);
    }
    let told = portal.refused();
    assert!(told.contains("content/pages/tags/kk.md:6:1: error[raw-html]"), "{}", head(&told));
}
