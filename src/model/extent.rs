//! How much a portal publishes, by its size. Where `portal.toml` says nothing, the whole site fits a host that takes 1 GB,
//! as GitHub Pages does. `cargo bench --bench build` shows what every part weighs.

use super::Portal;
use crate::read::{ChartFiles, Extent, PerGrant, ShareCards};

/// With more grants than this, charts have no PNG: one takes as long as a share card.
const WITH_PNG: usize = 250;
/// With more grants than this, there are no files of a single grant beside its pages and its JSON.
const WITH_FILES: usize = 600;
/// With more grants than this, pages are brief.
const FULL: usize = 1_200;
/// With more grants than this, there are no workbooks: a sheet would have hundreds of thousands of rows.
const WITH_WORKBOOKS: usize = 5_000;

impl Portal {
    /// Whether a figure is a line with a bar, and single grants have no files of data.
    pub fn is_brief(&self) -> bool {
        match self.extent {
            Some(extent) => extent == Extent::Brief,
            None => self.grants.len() > FULL,
        }
    }

    /// How many grants made the portal brief, where nobody asked for it.
    pub fn brief_by_itself(&self) -> Option<usize> {
        (self.extent.is_none() && self.is_brief()).then_some(self.grants.len())
    }

    /// Whether the tables of the whole portal are published as workbooks too.
    pub fn has_workbooks(&self) -> bool {
        self.grants.len() <= WITH_WORKBOOKS
    }

    /// Which files of data each grant has.
    pub fn files_of_each_grant(&self) -> PerGrant {
        self.data.per_grant.unwrap_or(match self.is_brief() {
            true => PerGrant::None,
            false if self.grants.len() <= WITH_FILES => PerGrant::All,
            false => PerGrant::Json,
        })
    }

    /// Which files charts have beside their pages.
    pub fn files_of_each_chart(&self) -> ChartFiles {
        self.data.charts.unwrap_or(match self.grants.len() {
            count if self.is_brief() || count > WITH_FILES => ChartFiles::None,
            count if count > WITH_PNG => ChartFiles::Svg,
            _ => ChartFiles::All,
        })
    }

    /// Which pages have a share card of their own.
    pub fn share_cards(&self) -> ShareCards {
        let is_large = self.is_brief() || self.grants.len() > WITH_FILES;
        self.share_cards.unwrap_or(if is_large { ShareCards::Home } else { ShareCards::All })
    }

    /// Whether grants and lots have files for reference managers.
    pub fn has_citation_files(&self) -> bool {
        !self.is_brief() && self.grants.len() <= WITH_FILES
    }
}
