//! The sheets of a workbook of content, declared once: which table of the open data each one is, what its rows are in the
//! files, and which key each of its columns holds.
//!
//! Titles and explanations are those of the open data (`data.table`, `data.column`), so that a published table and the
//! template say the same; what only content has is named in `import/words`.

use crate::import::apply::schema;
use crate::read::{
    DocumentDraft, GrantDraft, LotDraft, MediaDraft, OrganisationDraft, OutletDraft, Record, ReportDraft, Shape,
    StoryDraft,
};

/// A sheet: one row for each thing.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// The name of its words.
    pub(crate) name: &'static str,
    /// What a row is.
    pub(crate) rows: Rows,
    /// Its columns in the order of the template.
    pub(crate) columns: &'static [Column],
    /// Columns of the published table that follow from others, so that nothing is lost without them.
    pub(crate) derived: &'static [&'static str],
}

/// What the rows of a sheet are in the files.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rows {
    /// Files of this kind.
    Files(Kind),
    /// Records of an array in files of these kinds.
    Records {
        /// Where they may stand; without a word about it, in the first that fits.
        files: &'static [Kind],
        /// The array.
        array: &'static str,
        /// An array in each record, whose records are rows as well.
        inner: Option<&'static str>,
    },
    /// Documents: `[source]` of a plan or report, or `[[basis]]`.
    Documents,
    /// Texts beside a file, one for each language.
    Texts,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `grant.toml`
    Grant,
    /// `report.toml`
    Report,
    /// `media.toml`
    Media,
    /// `story.toml`
    Story,
    /// `lot.toml`
    Lot,
    /// `organisations/<slug>.toml`
    Organisation,
    /// `outlets/<slug>.toml`
    Outlet,
}

impl Kind {
    /// Its keys.
    pub(crate) fn record(self) -> &'static Record {
        match self {
            Self::Grant => &GrantDraft::RECORD,
            Self::Report => &ReportDraft::RECORD,
            Self::Media => &MediaDraft::RECORD,
            Self::Story => &StoryDraft::RECORD,
            Self::Lot => &LotDraft::RECORD,
            Self::Organisation => &OrganisationDraft::RECORD,
            Self::Outlet => &OutletDraft::RECORD,
        }
    }

    /// The name of the file, for those that stand in a folder of their own.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Grant => "grant.toml",
            Self::Report => "report.toml",
            Self::Media => "media.toml",
            Self::Story => "story.toml",
            Self::Lot => "lot.toml",
            Self::Organisation | Self::Outlet => "",
        }
    }
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// The name of its words.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) at: At,
    /// The list of codes or names that its cells are chosen from; empty: none.
    pub(crate) list: &'static str,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// The slug of the file that is the row.
    Slug,
    /// The slug of the grant, lot, story or organisation that the row belongs to.
    Owner(Kind),
    /// Whether the row belongs to the report and not to the plan.
    Reported,
    /// The name of the file that holds the row.
    File,
    /// What a document is used for.
    Use,
    /// The language of a text.
    Language,
    /// A text in Markdown.
    Passage,
    /// A key of the row itself.
    Own(&'static str),
    /// A key of the record in the record.
    Inner(&'static str),
    /// A key of the report about the row.
    Report(&'static str),
}

/// Columns that published tables have beside their content.
const EVERYWHERE: &[&str] = &["note", "check_code", "page", "other_language"];

impl Sheet {
    /// What a row says of itself.
    pub(crate) fn own(&self) -> Option<&'static Record> {
        match self.rows {
            Rows::Files(kind) => Some(kind.record()),
            Rows::Records { files, array, .. } => schema::item(files.first()?.record(), array),
            Rows::Documents => Some(&DocumentDraft::RECORD),
            Rows::Texts => None,
        }
    }

    /// What the report says of a row, and the array of the report in which it does.
    pub(crate) fn report(&self) -> (Option<&'static Record>, &'static str) {
        let array = match self.rows {
            Rows::Records { array: "indicator", .. } => "result",
            Rows::Records { array: "activity", .. } => "activity",
            _ => return (Some(&ReportDraft::RECORD), ""),
        };
        (schema::item(&ReportDraft::RECORD, array), array)
    }

    /// What the cells of a column hold.
    pub(crate) fn shape(&self, column: &Column) -> Option<Shape> {
        match (column.at, self.rows) {
            (At::Own(key), _) => schema::shape(self.own()?, key),
            (At::Inner(key), Rows::Records { inner: Some(inner), .. }) => {
                schema::shape(schema::item(self.own()?, inner)?, key)
            }
            (At::Report(key), _) => schema::shape(self.report().0?, key),
            _ => None,
        }
    }

    /// Whether the cells of a column are texts that each language says in its own words.
    pub(crate) fn is_words(&self, column: &Column) -> bool {
        match self.shape(column) {
            Some(Shape::Words) => true,
            Some(Shape::List(of)) => matches!(of(), Shape::Words),
            _ => false,
        }
    }

    /// The column with this name.
    pub(crate) fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether a published column says nothing that is not said elsewhere.
    pub(crate) fn is_derived(&self, name: &str) -> bool {
        self.derived.contains(&name) || EVERYWHERE.contains(&name)
    }
}

mod declared;

pub(crate) use declared::SHEETS;
