//! Organisations and outlets.

use super::{Contact, RegionRef};
use crate::finding::Place;
use crate::read::{OrganisationKind, OutletKind, Placed, Words};

/// An organisation: a place in the portal's list of organisations.
pub type OrganisationRef = usize;
/// A place in the portal's list of outlets.
pub type OutletRef = usize;

/// An organisation.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// The end of its address.
    pub slug: String,
    /// Its file.
    pub place: Place,
    /// Its full name.
    pub name: Words,
    /// A short name.
    pub short_name: Option<Words>,
    /// What kind it is.
    pub kind: OrganisationKind,
    /// Its region.
    pub region: Option<RegionRef>,
    /// Its town.
    pub town: Option<Words>,
    /// Its public business number.
    pub number: Option<Placed<String>>,
    /// Its website.
    pub website: Option<Placed<String>>,
    /// Public contacts of the office.
    pub contacts: Vec<Contact>,
    /// What it does.
    pub description: Option<Words>,
    /// Slugs that it had before.
    pub former_slugs: Vec<Placed<String>>,
}

/// A newspaper, a channel, a page.
#[derive(Debug, Clone)]
pub struct Outlet {
    /// The end of its address.
    pub slug: String,
    /// Its file.
    pub place: Place,
    /// Its name.
    pub name: Words,
    /// What kind it is.
    pub kind: OutletKind,
    /// The organisation that it belongs to.
    pub organisation: Option<OrganisationRef>,
    /// Its region.
    pub region: Option<RegionRef>,
    /// Its website.
    pub website: Option<Placed<String>>,
    /// What it is.
    pub description: Option<Words>,
    /// Slugs that it had before.
    pub former_slugs: Vec<Placed<String>>,
}
