//! What a number counts.

use super::currency;
use crate::read::PublicationKind;

/// The built-in units: keys of the sections `unit` and `unit_name` of the words.
pub const BUILT_IN: &[&str] = &[
    "people",
    "children",
    "parents",
    "students",
    "officials",
    "specialists",
    "families",
    "organisations",
    "percent",
    "items",
    "documents",
    "copies",
    "photos",
    "videos",
    "screenshots",
    "publications",
    "posts",
    "broadcasts",
    "clips",
    "events",
    "meetings",
    "webinars",
    "groups",
    "consultations",
    "days",
    "months",
    "hours",
    "rooms",
    "computers",
    "schools",
    "kindergartens",
    "marriages",
    "divorces",
    "cases",
    "views",
    "memoranda",
    "reports",
    "points",
    "chats",
    "surveys",
];

/// What an amount can be promised for each of: keys of the section `per` of the words.
pub const PER: &[&str] = &["group", "meeting", "webinar", "event"];

/// A unit of measurement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Which list it comes from.
    pub name: UnitName,
}

/// Which list a unit comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitName {
    /// The built-in units.
    BuiltIn(&'static str),
    /// The units of `portal.toml`.
    Own(String),
    /// A currency of ISO 4217.
    Currency(String),
}

impl Unit {
    /// What participants, target groups and breakdowns count.
    pub const PEOPLE: Self = Self { name: UnitName::BuiltIn("people") };

    /// What publications of a kind are counted in.
    pub fn of_publications(kind: PublicationKind) -> &'static Self {
        static PUBLICATIONS: Unit = Unit { name: UnitName::BuiltIn("publications") };
        static BROADCASTS: Unit = Unit { name: UnitName::BuiltIn("broadcasts") };
        static CLIPS: Unit = Unit { name: UnitName::BuiltIn("clips") };
        static COPIES: Unit = Unit { name: UnitName::BuiltIn("copies") };
        match kind {
            PublicationKind::Article | PublicationKind::Post | PublicationKind::Other => &PUBLICATIONS,
            PublicationKind::Broadcast => &BROADCASTS,
            PublicationKind::Clip => &CLIPS,
            PublicationKind::Leaflet => &COPIES,
        }
    }

    /// The unit with this id, given the ids of `portal.toml`.
    pub fn find<'a>(id: &str, own: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let built_in = BUILT_IN.iter().find(|known| **known == id).map(|known| UnitName::BuiltIn(known));
        let own = || own.into_iter().any(|known| known == id).then(|| UnitName::Own(id.to_owned()));
        let currency = || currency::is_known(id).then(|| UnitName::Currency(id.to_owned()));
        built_in.or_else(own).or_else(currency).map(|name| Self { name })
    }

    /// Whether amounts in it are money.
    pub fn is_money(&self) -> bool {
        matches!(self.name, UnitName::Currency(_))
    }

    /// Whether it is the built-in `percent`.
    pub fn is_percent(&self) -> bool {
        self.name == UnitName::BuiltIn("percent")
    }
}
