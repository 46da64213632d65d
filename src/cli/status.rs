//! `esep status`: what is missing of each grant and organisation.

use super::portal::Portal;
use super::said::{Failure, Said};
use super::{Done, ui_language};
use crate::derive::Completeness;
use crate::derive::completeness::{Part, Share, Shares, Whole};
use crate::finding::{Arg, Code, Finding, Format};
use crate::import::asked::open_by_file;
use crate::language::Lang;
use crate::model;
use crate::read::{Files, Folder};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

/// Say what is missing of each grant and organisation: results, evidence, publications, photos, consent, translations.
#[derive(Debug, clap::Args)]
pub(super) struct Status {
    /// The portal folder: the one that holds `content/`.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The language of the answer; without it the portal's first language.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse)]
    ui_lang: Option<Lang>,
    /// For whom it is printed.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: For,
}

/// Who reads what is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum For {
    /// A person: tables.
    Human,
    /// A program: one JSON object.
    Json,
}

impl Status {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(self.ui_lang, &self.dir)
    }

    pub(super) fn run(self) -> Done {
        if !self.dir.is_dir() {
            return Err(Said::new("portal.no-folder").path("dir", &self.dir).into());
        }
        let files = Folder::new(&self.dir);
        let told = crate::looked_through(&files, |portal, _, findings| {
            let completeness = Completeness::of(portal, findings);
            let asked = Asked::of(findings, &files);
            match self.format {
                For::Human => human(portal, &completeness, &asked, self.ui_lang()),
                For::Json => format!("{:#}\n", for_programs(portal, &completeness, &asked)),
            }
        });
        match told.value {
            Some(text) => anstream::print!("{text}"),
            None => return self.unreadable(&told.findings),
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Without a readable `portal.toml` there is nothing to say but what is wrong with it.
    fn unreadable(self, findings: &crate::finding::Findings) -> Result<ExitCode, Failure> {
        Portal::plain(self.dir, self.ui_lang, Format::Human).tell(findings)
    }
}

/// How many questions of imports wait for an answer.
struct Asked {
    /// By the folder in which they stand: those of an import about one grant or lot stand beside it.
    folders: BTreeMap<String, u64>,
    /// Those of imports about the whole portal, by the file that they concern.
    files: BTreeMap<String, u64>,
}

/// Where the questions of imports about the whole portal stand.
const OF_PORTAL: &str = "content/questions.md";

impl Asked {
    fn of(findings: &[Finding], files: &dyn Files) -> Self {
        let open = findings.iter().filter(|finding| finding.code == Code::QuestionsOpen).filter_map(|finding| {
            let (folder, _) = finding.place.as_ref()?.file.rsplit_once('/')?;
            let count = finding.args.iter().find_map(|(_, arg)| match arg {
                Arg::Count(count) => Some(*count),
                _ => None,
            });
            Some((folder.to_owned(), count?))
        });
        let text = files.read(OF_PORTAL).unwrap_or_default();
        let by_file = open_by_file(&String::from_utf8_lossy(&text)).into_iter();
        Self {
            folders: open.collect(),
            files: by_file.map(|(file, count)| (format!("content/{file}"), count)).collect(),
        }
    }

    /// Those about the grant with this `grant.toml`.
    fn about_grant(&self, file: &str) -> u64 {
        let folder = folder(file);
        let beside = self.folders.get(folder).copied().unwrap_or_default();
        let inside = |file: &str| file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        beside + self.files.iter().filter(|(file, _)| inside(file)).map(|(_, count)| count).sum::<u64>()
    }

    /// Those about this file.
    fn about_file(&self, file: &str) -> u64 {
        self.files.get(file).copied().unwrap_or_default()
    }

    /// The files with questions that stand beside no grant, and how many are in each.
    fn elsewhere(&self, portal: &model::Portal) -> Vec<(String, u64)> {
        let beside_grant = |at: &str| portal.grants.iter().any(|grant| folder(&grant.place.file) == at);
        let elsewhere = self.folders.iter().filter(|(folder, _)| !beside_grant(folder));
        elsewhere.map(|(folder, count)| (format!("{folder}/questions.md"), *count)).collect()
    }
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A grant or organisation: its short name, its file, what is there of it, and how many questions wait for an answer.
type Line<'p> = (&'p str, &'p str, &'p Shares, u64);

fn lines<'p>(
    portal: &'p model::Portal,
    completeness: &'p Completeness,
    asked: &Asked,
) -> (Vec<Line<'p>>, Vec<Line<'p>>) {
    let grants = portal.grants.iter().zip(&completeness.grants);
    let organisations = portal.organisations.iter().zip(&completeness.organisations);
    (
        grants
            .map(|(it, shares)| (it.slug.as_str(), &*it.place.file, shares, asked.about_grant(&it.place.file)))
            .collect(),
        organisations
            .map(|(it, shares)| (it.slug.as_str(), &*it.place.file, shares, asked.about_file(&it.place.file)))
            .collect(),
    )
}

fn human(portal: &model::Portal, completeness: &Completeness, asked: &Asked, lang: Lang) -> String {
    let (grants, organisations) = lines(portal, completeness, asked);
    let grants = table(&grants, &Part::OF_GRANTS, ["status.grants", "status.whole_grants"], lang);
    let names = ["status.organisations", "status.whole_organisations"];
    let organisations = table(&organisations, &Part::OF_ORGANISATIONS, names, lang);
    let elsewhere = asked.elsewhere(portal).into_iter().map(|(file, count)| {
        Said::new("status.questions").with("path", file).with("count", count).in_language(lang) + "\n"
    });
    let elsewhere: String = elsewhere.collect();
    let gap = if elsewhere.is_empty() { "" } else { "\n" };
    format!("{grants}\n{organisations}\n{elsewhere}{gap}{}\n", Said::new("status.key").in_language(lang))
}

/// Everything of which something is missing, a line each, and of how many nothing is.
fn table(lines: &[Line<'_>], parts: &[Part], [name, whole]: [&'static str; 2], lang: Lang) -> String {
    let word = |key: &str| Said::new(key.to_owned()).in_language(lang);
    let parts_in_words = parts.iter().map(|part| word(&format!("status.part.{}", part.code())));
    // Only where an import has asked something, there is a column for it.
    let is_asked = lines.iter().any(|(.., asked)| *asked > 0);
    let questions = is_asked.then(|| word("status.part.questions"));
    let head: Vec<String> = [word(name)].into_iter().chain(parts_in_words).chain(questions).collect();
    let open: Vec<&Line<'_>> = lines.iter().filter(|(.., shares, asked)| shares.has_gaps() || *asked > 0).collect();
    let row = |(slug, _, shares, asked): &&Line<'_>| {
        let asked = is_asked.then(|| if *asked > 0 { asked.to_string() } else { "✓".to_owned() });
        let marks = shares.parts.iter().map(|(_, share)| mark(*share, lang));
        [(*slug).to_owned()].into_iter().chain(marks).chain(asked).collect()
    };
    let rows: Vec<Vec<String>> = [head].into_iter().chain(open.iter().map(row)).collect();
    let all: Vec<Shares> = lines.iter().map(|(_, _, shares, _)| (*shares).clone()).collect();
    let counted = Whole::of(&all);
    let not_due = (counted.not_due > 0).then(|| Said::new("status.not_due").with("count", counted.not_due));
    let whole = Said::new(whole).with("count", counted.whole).with("of", counted.due).and(not_due).in_language(lang);
    let table = if open.is_empty() { String::new() } else { aligned(&rows) };
    format!("{table}{whole}\n")
}

fn mark(share: Share, lang: Lang) -> String {
    match share {
        Share::NotDue => "–".to_owned(),
        Share::Whole => "✓".to_owned(),
        Share::Missing { missing, of } => format!("{missing}/{of}"),
        Share::Absent => Said::new("status.nothing").in_language(lang),
        Share::Untranslated(count) => count.to_string(),
    }
}

/// Columns as wide as their widest cell: the first begins at the left, the others end at the right.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|it| it.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
    let cell = |(at, (text, width)): (usize, (&String, &usize))| match at {
        0 => format!("{text:<width$}"),
        _ => format!("  {text:>width$}"),
    };
    let line = |row: &Vec<String>| row.iter().zip(&widths).enumerate().map(cell).collect::<String>() + "\n";
    rows.iter().map(line).collect()
}

fn for_programs(portal: &model::Portal, completeness: &Completeness, asked: &Asked) -> Value {
    let (grants, organisations) = lines(portal, completeness, asked);
    let list = |lines: Vec<Line<'_>>| lines.into_iter().map(record).collect::<Vec<Value>>();
    let elsewhere = asked.elsewhere(portal).into_iter().map(|(file, count)| json!({ "file": file, "missing": count }));
    let elsewhere: Vec<Value> = elsewhere.collect();
    json!({ "grants": list(grants), "organisations": list(organisations), "questions": elsewhere })
}

/// Parts of which something is missing; a part that is not there is complete or not due yet.
fn record((slug, file, shares, asked): Line<'_>) -> Value {
    let missing = shares.parts.iter().filter_map(|(part, share)| {
        let value = match share {
            Share::NotDue | Share::Whole => return None,
            Share::Missing { missing, of } => json!({ "missing": missing, "of": of }),
            Share::Absent => json!({ "missing": 1, "of": 1 }),
            Share::Untranslated(count) => json!({ "missing": count }),
        };
        Some((part.code().to_owned(), value))
    });
    let questions = (asked > 0).then(|| ("questions".to_owned(), json!({ "missing": asked })));
    let missing = missing.chain(questions);
    json!({ "slug": slug, "file": file, "missing": missing.collect::<serde_json::Map<_, _>>() })
}
