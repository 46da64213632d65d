//! How many people the publications reached.

use super::{Cell, Label, TableTwin};
use serde::Serialize;

/// The reach of the outlets. Views, copies and viewers are not compared: each measure has its own scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reach {
    /// What is shown.
    pub title: String,
    /// Kind and message.
    pub description: String,
    /// The outlets by what was measured.
    pub groups: Vec<ReachGroup>,
    /// The table's head.
    pub head: ReachHead,
}

/// The outlets whose reach was measured in the same way, or not at all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReachGroup {
    /// What was measured: "views"; for the others, "reach not measured".
    pub measure: Label,
    /// The outlets.
    pub outlets: Vec<Outlet>,
}

/// One outlet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outlet {
    /// The fragment id of the row that says the same in another table of the page, if there is one.
    pub id: Option<String>,
    /// The outlet.
    pub label: Label,
    /// How many publications it brought: "12 publications", "not counted".
    pub publications: String,
    /// The reach; `None` if it was not measured.
    pub reach: Option<f64>,
    /// The reach, written; where it was not measured, the words that say so.
    pub written: String,
}

/// The table's head.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReachHead {
    /// Column of the outlets.
    pub outlet: String,
    /// Column of the publications.
    pub publications: String,
    /// Column of the measures.
    pub measure: String,
    /// Column of the reach.
    pub reach: String,
}

impl Reach {
    pub(super) fn table(&self) -> TableTwin {
        let ReachHead { outlet, publications, measure, reach } = &self.head;
        TableTwin {
            caption: self.title.clone(),
            head: vec![
                Cell::name(outlet.as_str()),
                Cell::figure(publications.as_str()),
                Cell::name(measure.as_str()),
                Cell::figure(reach.as_str()),
            ],
            rows: self.groups.iter().flat_map(ReachGroup::cells).collect(),
            ids: self.groups.iter().flat_map(|group| &group.outlets).filter_map(|outlet| outlet.id.clone()).collect(),
        }
    }
}

impl ReachGroup {
    fn cells(&self) -> impl Iterator<Item = Vec<Cell>> {
        self.outlets.iter().map(|outlet| {
            vec![
                Cell::name(outlet.label.clone()),
                Cell::figure(outlet.publications.as_str()),
                Cell::words(self.measure.clone()),
                Cell::figure(outlet.written.as_str()),
            ]
        })
    }
}
