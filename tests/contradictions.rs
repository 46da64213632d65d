//! Every contradiction of the five documents is found by a check and explained to the readers, or,
//! where only a person can see it, stated by a note.

use esep::finding::{Code, Finding, Severity, settle};
use esep::model::{Note, Portal};
use esep::read::Folder;
use esep::{check, derive, model, read};
use std::sync::Arc;

/// A contradiction in a document, and where the portal shows it.
struct Contradiction {
    /// What the document says.
    what: &'static str,
    /// The grant or lot.
    subject: &'static str,
    /// The figure, activity or risk; absent: the whole.
    about: Option<&'static str>,
    /// What `esep check` calls it; absent: only a person can see it.
    code: Option<Code>,
}

const fn found(what: &'static str, subject: &'static str, about: &'static str, code: Code) -> Contradiction {
    Contradiction { what, subject, about: Some(about), code: Some(code) }
}

const fn seen(what: &'static str, subject: &'static str, about: Option<&'static str>) -> Contradiction {
    Contradiction { what, subject, about, code: None }
}

const A: &str = "grants/ai-komek";
const C: &str = "grants/osh-bright-future";
const D: &str = "grants/vko-online-centre";
const E: &str = "grants/adamgershilik";

const CONTRADICTIONS: &[Contradiction] = &[
    found("a group of at least 5, at least 25 from each group", A, "result-group-size", Code::FiguresDiffer),
    found("2 groups of 5 are not 50", A, "result-meetings-coverage", Code::FiguresDiffer),
    found("at least 50 parents, at least 130 beneficiaries", A, "parents", Code::FiguresDiffer),
    seen("the first row has two numbers", "lots/lot-76-vulnerable-groups", None),
    seen("the second row has one number", "lots/lot-2-probation", None),
    seen("blanks for the resolution and the day of the protocol", C, None),
    found("help for 150 children, for 500", C, "direct-help", Code::FiguresDiffer),
    found("671 to 684 is called a growth of 21 %", D, "violence-2021-01", Code::ChangeDiffers),
    found("3 times 3 is called 6", D, "misunderstanding", Code::RiskScoreDiffers),
    found("no target for 2030", D, "violence-against-children", Code::TargetYearMissing),
    seen("26 or 27 November, 31 or 25 participants", E, Some("closing-briefing")),
    found("2 opinions, 3 opinions", E, "opinions-collected", Code::FiguresDiffer),
    Contradiction {
        what: "wages and purchases are 8 tenge short of the grant",
        subject: E,
        about: None,
        code: Some(Code::SpendingDiffers),
    },
    found("400 flyers, 1 flyer", E, "flyers-handed-out", Code::FiguresDiffer),
    found("satisfaction of 100 % without a plan", E, "satisfaction", Code::ResultWithoutPlan),
    seen("tasks are numbered in two ways", E, None),
];

/// The portal of `content/` and everything that is found in it before there is a site.
fn content() -> (Portal, Vec<Finding>) {
    let outcome = read::read(&Folder::new(env!("CARGO_MANIFEST_DIR"))).then(model::model);
    let portal = outcome.value.expect("content/portal.toml can be read");
    let findings = answered(&portal, outcome.findings);
    (portal, findings)
}

/// With what checking finds, and after the notes have answered.
fn answered(portal: &Portal, mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.extend(check::check(portal, &derive::derive(portal)));
    check::answer(&mut findings, portal);
    settle(&mut findings);
    findings
}

fn notes<'p>(portal: &'p Portal, subject: &str) -> &'p [Note] {
    let grants = portal.grants.iter().map(|grant| (format!("grants/{}", grant.slug), grant.notes.as_slice()));
    let lots = portal.lots.iter().map(|lot| (format!("lots/{}", lot.slug), lot.notes.as_slice()));
    grants.chain(lots).find(|(name, _)| name == subject).map(|(_, notes)| notes).expect("there is such a grant or lot")
}

fn is_it(finding: &Finding, contradiction: &Contradiction) -> bool {
    let same = |about: &esep::finding::About| {
        about.subject == contradiction.subject && about.id.as_deref() == contradiction.about
    };
    Some(finding.code) == contradiction.code && finding.about.as_ref().is_some_and(same)
}

#[test]
fn every_contradiction_is_found_or_seen_and_explained() {
    let (portal, findings) = content();
    for contradiction in CONTRADICTIONS {
        let Contradiction { what, subject, about, code } = contradiction;
        let explains =
            |note: &&Note| note.about.as_deref() == *about && note.code.as_ref().map(|code| code.value) == *code;
        assert!(notes(&portal, subject).iter().any(|note| explains(&note)), "{subject}: no note says that {what}");
        let weight = findings.iter().find(|finding| is_it(finding, contradiction)).map(|finding| finding.severity);
        assert_eq!(weight, code.map(|_| Severity::Note), "{subject}: {what}");
    }
}

#[test]
fn nothing_in_the_content_is_left_open() {
    let (_, findings) = content();
    let open: Vec<&Finding> = findings.iter().filter(|finding| finding.severity != Severity::Note).collect();
    assert!(open.is_empty(), "{open:#?}");
}

#[test]
fn without_its_notes_the_content_has_warnings() {
    let (mut portal, explained) = content();
    portal.grants.held_mut().iter_mut().for_each(|grant| Arc::make_mut(grant).notes.clear());
    let found = answered(&portal, Vec::new());
    assert_eq!(found.len(), explained.len());
    assert!(found.iter().all(|finding| finding.severity == Severity::Warning), "{found:#?}");
}
