//! The lists of codes, and the table that says what each code means.

use super::cell::{Cell, Said};
use super::column::{Column, Holds};
use super::row::{Owner, Source};
use super::{Absence, Table};
use crate::derive::State;
use crate::language::regions;
use crate::model::{BUILT_IN, PER, Portal};
use crate::read::{
    BreakdownBy, Change, Completion, Consent, Direction, DocumentKind, Engagement, GrantStatus, IndicatorKind,
    Measured, OrganisationKind, OutletKind, PartyRole, PublicationKind, RiskLevel, Sex, StandardIndicator, TaskKind,
};

/// A list of codes.
pub struct List {
    /// Its name in the column `list` of the table `codes`.
    pub name: &'static str,
    /// Its codes, as they are in the content.
    codes: fn(&Portal) -> Vec<String>,
}

impl List {
    /// Its codes, as files have them.
    pub fn written(&self, portal: &Portal) -> Vec<String> {
        let codes = (self.codes)(portal).into_iter();
        codes.map(|code| if AS_WRITTEN.contains(&self.name) { code } else { plain(&code) }).collect()
    }
}

macro_rules! choices {
    ($($name:literal $choice:ident),* $(,)?) => {
        [$(List { name: $name, codes: |_| $choice::ALL.iter().map(|it| it.code().to_owned()).collect() }),*]
    };
}

const CHOICES: [List; 18] = choices![
    "grant_status" GrantStatus, "indicator_kind" IndicatorKind, "standard" StandardIndicator, "direction" Direction,
    "change" Change, "completion" Completion, "breakdown_by" BreakdownBy, "sex" Sex, "task_kind" TaskKind,
    "party_role" PartyRole, "engagement" Engagement, "risk_level" RiskLevel, "publication_kind" PublicationKind,
    "measured" Measured, "consent" Consent, "document_kind" DocumentKind, "organisation_kind" OrganisationKind,
    "outlet_kind" OutletKind,
];

const OTHERS: [List; 12] = [
    List { name: "state", codes: |_| State::ALL.iter().map(|state| state.code().to_owned()).collect() },
    List { name: "value", codes: |_| listed(&["known"]).into_iter().chain(absences()).collect() },
    List { name: "bound", codes: |_| listed(&["exactly", "at-least", "at-most"]) },
    List { name: "yes_no", codes: |_| listed(&["yes", "no"]) },
    List { name: "document_use", codes: |_| listed(&["plan", "report", "basis"]) },
    List { name: "change_kind", codes: |_| listed(&["changed", "reported", "computed", "gone", "page-gone"]) },
    List { name: "figure_part", codes: |_| listed(&FIGURE_PARTS) },
    List { name: "unit", codes: units },
    List { name: "per", codes: |_| listed(PER) },
    List { name: "language", codes: |_| crate::language::Lang::ALL.iter().map(|it| it.code().to_owned()).collect() },
    List { name: "theme", codes: |portal| portal.themes.iter().map(|theme| theme.id.clone()).collect() },
    List { name: "region", codes: |_| regions::all().map(|region| region.code.to_owned()).collect() },
];

/// What a value of a figure is, as ledgers call it; targets have a year beside it, parts a number or state.
const FIGURE_PARTS: [&str; 18] = [
    "value",
    "planned",
    "achieved",
    "total",
    "baseline",
    "target",
    "per-count",
    "population",
    "coverage",
    "change",
    "count",
    "reach",
    "impact",
    "probability",
    "score",
    "of",
    "unit",
    "per",
];

fn listed(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

fn absences() -> Vec<String> {
    let all = [Absence::NotStated, Absence::NotApplicable, Absence::NotReported, Absence::Unclear(String::new())];
    all.iter().map(|absence| absence.code().replace(' ', "-")).collect()
}

/// Built-in units, those of the portal, "done or not", and the currencies that the portal uses.
fn units(portal: &Portal) -> Vec<String> {
    let money = portal.grants.iter().map(|it| &it.currency).chain(portal.lots.iter().map(|it| &it.currency));
    let currencies: std::collections::BTreeSet<String> = money.chain([&portal.currency]).cloned().collect();
    let own = portal.units.keys().cloned();
    listed(BUILT_IN).into_iter().chain(own).chain(listed(&["done"])).chain(currencies).collect()
}

/// A code as programs read it: the words of a built-in choice, without the hyphens of a key. Codes of others (regions,
/// languages, currencies, and ids of `portal.toml`) are not changed by this because they are never passed to it.
pub fn plain(code: &str) -> String {
    code.replace('-', " ")
}

/// Codes that are ids of somebody else.
const AS_WRITTEN: [&str; 4] = ["unit", "theme", "region", "language"];

/// The table of all codes.
pub static CODES: Codes = Codes;

/// A row for each code of each list, with its label in every language.
pub struct Codes;

impl Codes {
    /// Every list of codes that columns refer to.
    pub fn lists(&self) -> impl Iterator<Item = &'static List> {
        const ALL: (&[List], &[List]) = (&CHOICES, &OTHERS);
        ALL.0.iter().chain(ALL.1)
    }
}

static COLUMNS: [Column; 4] = [
    Column { name: "id", holds: Holds::Id, stated: false },
    Column { name: "list", holds: Holds::Text, stated: false },
    Column { name: "code", holds: Holds::Text, stated: false },
    Column { name: "label", holds: Holds::Words, stated: false },
];

impl Table for Codes {
    fn name(&self) -> &'static str {
        "codes"
    }

    fn columns(&self) -> Vec<&'static Column> {
        COLUMNS.iter().collect()
    }

    fn rows<'p>(&self, source: Source<'p>, owner: Owner<'p>, row: &mut dyn FnMut(&[Cell<'p>])) {
        if !matches!(owner, Owner::Portal) {
            return;
        }
        for list in self.lists() {
            for code in list.written(source.portal) {
                let id = Cell::text(format!("{}/{code}", list.name));
                let label = Cell::Said(Said::Label(list.name, code.clone()));
                row(&[id, Cell::text(list.name), Cell::text(code), label]);
            }
        }
    }
}
