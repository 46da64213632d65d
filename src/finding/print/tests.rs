use super::*;
use crate::finding::{Code, FileName, Finding};

const TEXT: &str =
    "\u{feff}title.kk = \"Ай-көмек\"\nregoin = [\"KZ-47\"]\n\n[[task]]\nid = \"a\"\n\n[[task]]\nid = \"a\"\n";

fn place(of: &str, nth: usize) -> Place {
    let text = TEXT.trim_start_matches('\u{feff}');
    let start = text.match_indices(of).nth(nth).map_or(0, |(at, _)| at);
    Place::new(&FileName::from("content/grants/x/grant.toml"), start..start + of.len())
}

fn findings() -> Vec<Finding> {
    let whole = Place::file(&FileName::from("content/grants/x/odd:name, 100%.toml"));
    let mut answered = Finding::new(Code::ShareSum).at(&place("id", 0)).with("sum", "90");
    answered.severity = Severity::Note;
    vec![
        Finding::new(Code::UnknownKey).at(&place("regoin", 0)).with("key", "regoin").near("regoin", ["region"]),
        Finding::new(Code::DuplicateId).at(&place("\"a\"", 1)).with("value", "a").also(&place("\"a\"", 0)),
        Finding::new(Code::StrayFile).at(&whole),
        answered,
        Finding::new(Code::DeadLink).with("target", "/kk/grants/y/").with("page", "/kk/grants/x/"),
    ]
}

fn printed(findings: &[Finding], format: Format, lang: Lang, text: Option<&str>) -> String {
    let texts = |path: &str| text.filter(|_| path.ends_with("grant.toml")).map(str::to_owned);
    let mut out = anstream::StripStream::new(Vec::new());
    print(findings, format, lang, &texts, &mut out).unwrap();
    String::from_utf8(out.into_inner()).unwrap()
}

#[test]
fn for_a_person() {
    let expected = "\
error[unknown-key]: “regoin” is not a key that esep knows in this place.
 --> content/grants/x/grant.toml:2:1
  |
2 | regoin = [\"KZ-47\"]
  | ^^^^^^
  |
  = help: Did you mean “region”?
  = help: Correct the spelling, move the line to its section, or delete it.

error[duplicate-id]: The id “a” is used twice.
 --> content/grants/x/grant.toml:8:6
  |
8 | id = \"a\"
  |      ^^^
  |
 ::: content/grants/x/grant.toml:5:6
  |
5 | id = \"a\"
  |      --- see also
  |
  = help: Give one of the two another id.

warning[stray-file]: esep does not know what this file is for and leaves it out.
--> content/grants/x/odd:name, 100%.toml:1:1
 = help: Check the name and the folder; move the file to its place, or delete it.

error[dead-link]: The link leads to “/kk/grants/y/”, but there is no such page.
--> /kk/grants/x/
 = help: Correct the link; addresses of pages begin with the language, such as /kk/grants/.

3 errors, 1 warning. 1 further finding is explained to readers by a note.
For more: esep explain unknown-key.
";
    assert_eq!(printed(&findings(), Format::Human, Lang::En, Some(TEXT)), expected);
}

#[test]
fn one_line_each() {
    let expected = "\
content/grants/x/grant.toml:2:1: қате[unknown-key]: Бұл жерде «regoin» деген өріс жоқ. Бәлкім, «region» деп жазбақ болған шығарсыз?
content/grants/x/grant.toml:8:6: қате[duplicate-id]: «a» идентификаторы (id) екі рет кездеседі.
content/grants/x/odd:name, 100%.toml:1:1: ескерту[stray-file]: Бұл файлдың не үшін керегін esep білмейді, сондықтан оны есепке алмайды.
content/grants/x/grant.toml:5:1: түсіндірілген[share-sum]: Төлеушілердің үлестерін қосқанда 100\u{a0}% емес, 90\u{a0}% шығады.
/kk/grants/x/:1:1: қате[dead-link]: Сілтеме «/kk/grants/y/» бетіне апарады, бірақ ондай бет жоқ.
";
    assert_eq!(printed(&findings(), Format::Short, Lang::Kk, Some(TEXT)), expected);
}

#[test]
fn for_a_code_host() {
    let expected = "\
::error file=content/grants/x/grant.toml,line=2,col=1,endLine=2,endColumn=7,title=unknown-key::“regoin” is not a key that esep knows in this place. Did you mean “region”?%0ACorrect the spelling, move the line to its section, or delete it.
::error file=content/grants/x/grant.toml,line=8,col=6,endLine=8,endColumn=9,title=duplicate-id::The id “a” is used twice.%0AGive one of the two another id.
::warning file=content/grants/x/odd%3Aname%2C 100%25.toml,line=1,col=1,endLine=1,endColumn=1,title=stray-file::esep does not know what this file is for and leaves it out.%0ACheck the name and the folder; move the file to its place, or delete it.
::notice file=content/grants/x/grant.toml,line=5,col=1,endLine=5,endColumn=3,title=share-sum::The shares of those who pay add up to 90%25 and not to 100%25.%0ACompare the shares with the document; if the document itself says so, explain it in a [[note]].
::error title=dead-link::The link leads to “/kk/grants/y/”, but there is no such page.%0ACorrect the link; addresses of pages begin with the language, such as /kk/grants/.
";
    assert_eq!(printed(&findings(), Format::Github, Lang::En, Some(TEXT)), expected);
}

#[test]
fn for_a_program() {
    let text = printed(&findings(), Format::Json, Lang::Ru, Some(TEXT));
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&report["errors"], &report["warnings"], &report["notes"]), (&3.into(), &1.into(), &1.into()));
    let first = &report["findings"][0];
    assert_eq!(first["file"], "content/grants/x/grant.toml");
    assert_eq!((&first["line"], &first["column"]), (&2.into(), &1.into()));
    assert_eq!(first["end"], serde_json::json!({ "line": 2, "column": 7 }));
    assert_eq!((&first["code"], &first["severity"]), (&"unknown-key".into(), &"error".into()));
    assert_eq!(first["message"], "Поля «regoin» в этом месте нет.");
    assert_eq!((&first["did_you_mean"], &first["text"]), (&"region".into(), &"regoin".into()));
    assert_eq!(report["findings"][1]["also"][0]["line"], 5);
    assert_eq!((&report["findings"][3]["documented"], &first["documented"]), (&true.into(), &false.into()));
    assert_eq!(report["findings"][4]["file"], serde_json::Value::Null);
}

#[test]
fn nothing_found_is_said() {
    assert_eq!(printed(&[], Format::Human, Lang::Kk, None), "Бәрі дұрыс: қате де, ескерту де жоқ.\n");
    assert_eq!(printed(&[], Format::Short, Lang::Kk, None), "");
    assert_eq!(printed(&[], Format::Github, Lang::Kk, None), "");
    let answered = vec![Finding::new(Code::ShareSum).weighing(Severity::Note)];
    let text = printed(&answered, Format::Human, Lang::Ru, None);
    assert_eq!(text, "Всё в порядке: нет ни ошибок, ни предупреждений. Ещё 1 замечание пояснено для читателей.\n");
}

#[test]
fn counts_are_declined() {
    let five = vec![Finding::new(Code::DeadLink); 5];
    let two = vec![Finding::new(Code::StrayFile); 2];
    let text = printed(&[five, two].concat(), Format::Human, Lang::Ru, None);
    assert!(text.contains("\n5 ошибок, 2 предупреждения.\n"), "{text}");
}

#[test]
fn a_file_that_changed_meanwhile_does_no_harm() {
    for format in [Format::Human, Format::Short, Format::Github, Format::Json] {
        for text in [None, Some(""), Some("ә"), Some("\r\n\r\n\r\n"), Some("a\nb")] {
            for finding in findings() {
                assert!(!printed(&[finding], format, Lang::En, text).is_empty());
            }
        }
    }
}

#[test]
fn of_endless_findings_people_see_the_first_and_programs_all() {
    let file = FileName::from("content/grants/x/grant.toml");
    let missing = |at: usize| Finding::new(Code::MissingKey).at(&Place::new(&file, at..at)).with("key", at.to_string());
    let stray = |at: usize| Finding::new(Code::StrayFile).at(&Place::file(&format!("content/{at}").as_str().into()));
    let empty = Finding::new(Code::PictureNotListed).at(&Place::file(&file)).with("value", "a.jpg");
    let errors = (0..runs::ERRORS + 7).map(missing);
    let findings: Vec<Finding> =
        errors.chain((0..runs::WARNINGS + 7_480).map(stray)).chain([empty.clone(), empty]).collect();
    for format in [Format::Short, Format::Github] {
        assert_eq!(printed(&findings, format, Lang::En, None).lines().count(), findings.len(), "{format:?}");
    }
    assert_eq!(printed(&findings, Format::Json, Lang::En, None).matches("\"message\"").count(), findings.len());

    let human = printed(&findings, Format::Human, Lang::En, None);
    let count = |what: &str| human.matches(what).count();
    assert_eq!((count("error[missing-key]: "), count("warning[stray-file]: ")), (runs::ERRORS, runs::WARNINGS));
    assert_eq!(count("warning[picture-not-listed]: "), 2, "long runs do not drown the others");
    assert!(human.contains("\n\n… and 7 more errors in this file: --format short lists all.\n\n"), "{human}");
    let more =
        "\n\n… and 7,480 more of this kind (stray-file): --format short lists all.\n\nwarning[picture-not-listed]: ";
    assert!(human.contains(more), "{human}");
    let end = "\n\n  507 error[missing-key]\n7,500 warning[stray-file]\n    2 warning[picture-not-listed]\n\n\
               507 errors, 7,502 warnings.\nFor more: esep explain missing-key.\n";
    assert!(human.ends_with(end), "{human}");
}

#[test]
fn a_very_long_line_is_not_shown() {
    let text = format!("title = \"{}\"", "ә".repeat(20_000));
    let place = Place::new(&FileName::from("content/grants/x/grant.toml"), 8..text.len());
    let finding = Finding::new(Code::UnknownKey).at(&place).with("key", "title");
    let shown = printed(&[finding], Format::Human, Lang::En, Some(&text));
    assert!(shown.contains("--> content/grants/x/grant.toml:1:9\n") && shown.len() < 500, "{shown}");
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let text = "regoin\u{1b}]0;x\u{7} = \"\u{9b}31m\u{202e}\"\n";
    let file = FileName::from("content/\u{1b}[2J.toml");
    let place = Place::new(&file, 0..text.len());
    let finding = Finding::new(Code::UnknownKey).at(&place).with("key", text).near("a\u{1b}", ["b\u{1b}"]);
    for format in [Format::Human, Format::Short, Format::Github, Format::Json] {
        let mut out = Vec::new();
        print(std::slice::from_ref(&finding), format, Lang::Ru, &|_| Some(text.to_owned()), &mut out).unwrap();
        let shown = String::from_utf8(out).unwrap();
        // What is left are the colours of the printer itself.
        let bare = anstream::adapter::strip_str(&shown).to_string();
        let colours = shown.matches('\u{1b}').count() - shown.matches("\u{1b}[").count();
        assert_eq!(colours, 0, "{format:?}");
        assert!(bare.chars().all(|letter| letter == '\n' || !letter.is_control()), "{format:?} {bare:?}");
        assert!(!shown.contains(['\u{202e}', '\u{9b}', '\u{7}']) && !shown.contains("[2J\u{1b}"), "{format:?}");
        assert!(!shown.contains("\u{1b}[2J") && !shown.contains("\u{1b}]"), "{format:?}");
    }
}

#[test]
fn for_the_page_of_a_run() {
    let texts = |path: &str| path.ends_with("grant.toml").then(|| TEXT.to_owned());
    let mut out = Vec::new();
    print_markdown(&findings(), Lang::En, &texts, &mut out).unwrap();
    let expected = "\
3 errors, 1 warning. 1 further finding is explained to readers by a note.

- **error** unknown-key · content/grants/x/grant.toml:2  
  “regoin” is not a key that esep knows in this place. Did you mean “region”? Correct the spelling, move the line to its section, or delete it.
- **error** duplicate-id · content/grants/x/grant.toml:8  
  The id “a” is used twice. Give one of the two another id.
- **warning** stray-file · content/grants/x/odd:name, 100%.toml:1  
  esep does not know what this file is for and leaves it out. Check the name and the folder; move the file to its place, or delete it.
- **error** dead-link · /kk/grants/x/:1  
  The link leads to “/kk/grants/y/”, but there is no such page. Correct the link; addresses of pages begin with the language, such as /kk/grants/.
";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

#[test]
fn content_is_no_markup_on_the_page_of_a_run() {
    let mut out = Vec::new();
    let sly = Finding::new(Code::UnknownKey).with("key", "<img src=x>\n# [a](b) `c` *d* @team");
    print_markdown(&[sly], Lang::En, &|_| None, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains(r"“&lt;img src=x> \# \[a\](b) \`c\` \*d\* \@team”"), "{out}");
}
