//! A small portal for tests of checks: one grant, and what a test adds to it.

use super::{Around, Part, parts};
use crate::derive::derive;
use crate::finding::{Arg, Finding, Findings, settle};
use crate::model::{Portal, model};
use crate::read::{Files, Memory, read};

/// A family that looks at parts.
type OfPart = fn(Part<'_>, &Around) -> Findings;

/// The files of a portal in kk and ru with the grant `g`.
pub(super) struct Content(Memory);

const PORTAL: &str = "content/portal.toml";
const FOLDER: &str = "content/grants/g";

impl Content {
    /// A running grant with these keys besides the necessary ones.
    pub(super) fn grant(rest: &str) -> Self {
        Self::with_status("running", rest)
    }

    /// The same with another status.
    pub(super) fn with_status(status: &str, rest: &str) -> Self {
        let portal = "title = \"P\"\ndescription = \"D\"\nlanguages = [\"kk\", \"ru\"]\ncurrency = \"KZT\"\n";
        let grant = format!(
            "title = \"G\"\nsummary = \"S\"\nstatus = \"{status}\"\nupdated = \"2024\"\n\
            source = {{ kind = \"contract\", title = \"C\" }}\n{rest}\n"
        );
        Self(Memory::default()).with(PORTAL, portal).with(&format!("{FOLDER}/grant.toml"), &grant)
    }

    /// Adds a file.
    pub(super) fn with(self, path: &str, text: &str) -> Self {
        Self(self.0.with(path, text))
    }

    /// Adds lines to `portal.toml`.
    pub(super) fn in_portal(self, rest: &str) -> Self {
        let text = self.text(PORTAL) + rest;
        self.with(PORTAL, &text)
    }

    /// Adds a report.
    pub(super) fn report(self, rest: &str) -> Self {
        self.with(&format!("{FOLDER}/report.toml"), &format!("date = \"2024\"\n{rest}\n"))
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.0.read(path).unwrap()).unwrap()
    }

    fn portal(&self) -> (Portal, Findings) {
        let outcome = read(&self.0).then(model);
        (outcome.value.unwrap(), outcome.findings)
    }

    fn sound(&self) -> Portal {
        let (portal, faults) = self.portal();
        assert!(faults.is_empty(), "the content of a test is sound: {faults:?}");
        portal
    }

    fn run(&self, family: OfPart) -> Findings {
        let portal = self.sound();
        let around = Around::of(&portal);
        parts(&portal).into_iter().flat_map(|part| family(part, &around)).collect()
    }

    /// The portal, and what all families find in it, sorted.
    pub(super) fn checked(&self) -> (Portal, Findings) {
        self.sound();
        self.checked_with_faults()
    }

    /// The same for content that may have faults, which are among the findings.
    pub(super) fn checked_with_faults(&self) -> (Portal, Findings) {
        let (portal, mut findings) = self.portal();
        findings.extend(super::check(&portal, &derive(&portal)));
        settle(&mut findings);
        (portal, findings)
    }

    /// What a family finds, one line each.
    pub(super) fn found(&self, family: OfPart) -> Vec<String> {
        self.run(family).iter().map(line).collect()
    }

    /// Code, file and the words that each finding points at.
    pub(super) fn places(&self, family: OfPart) -> Vec<String> {
        let pointed = |finding: &Finding| {
            let place = finding.place.as_ref().unwrap();
            let text = self.text(&place.file);
            let name = place.file.rsplit('/').next().unwrap();
            format!("{} {name} «{}»", finding.code.name(), &text[place.start as usize..place.end as usize])
        };
        self.run(family).iter().map(pointed).collect()
    }
}

/// A finding as one line: its code, the id it is about, its words. Findings about words have no id column.
pub(super) fn line(finding: &Finding) -> String {
    let mut line = finding.code.name().to_owned();
    let about = finding.about.as_ref().map(|about| about.id.as_deref().unwrap_or("-"));
    let is_figure = about.is_some() && !is_of_words(&line);
    if let Some(id) = about.filter(|_| is_figure) {
        line.push_str(&format!(" {id}"));
    }
    for (name, word) in &finding.args {
        let word = match word {
            Arg::Text(text) => text.clone(),
            Arg::Figure(quantity, None) => quantity.to_string(),
            Arg::Figure(quantity, Some(times)) => format!("{quantity} × {times}"),
            Arg::Count(count) => count.to_string(),
            Arg::Date(date) => date.to_string(),
            Arg::Term(term) => (*term).to_owned(),
            Arg::Line(_, key) => key.clone(),
            Arg::Choices(..) => continue,
            Arg::List(words) => words.join(", "),
        };
        line.push_str(&format!(" {name}={word}"));
    }
    line
}

fn is_of_words(code: &str) -> bool {
    ["missing-translation", "identical-translation", "lost-placeholder", "mixed-script", "invisible-sign"]
        .contains(&code)
}
