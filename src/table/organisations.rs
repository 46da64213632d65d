//! Who takes part: organisations, their roles, and where things are published.

use super::Of;
use super::cell::{Cell, Said};
use super::column::Holds::{Code, Id, Link, Page, Reference, Text, Words};
use super::column::{plain, stated};
use super::row::{Owner, each, of_grant, region};
use crate::model::{Organisation, Outlet, Party, Who};

/// One row for each organisation.
pub(super) static ORGANISATIONS: Of<Organisation> = Of {
    name: "organisations",
    columns: &[
        plain("id", Id, |row| Cell::text(row.it.slug.as_str())),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.name))),
        stated("short_name", Words, |row| Cell::maybe_words(row.it.short_name.as_ref())),
        plain("kind", Code("organisation_kind"), |row| Cell::code(row.it.kind.code())),
        plain("region", Code("region"), |row| region(row.it.region)),
        stated("town", Words, |row| Cell::maybe_words(row.it.town.as_ref())),
        plain("number", Text, |row| Cell::maybe_text(row.it.number.as_deref())),
        plain("website", Link, |row| row.it.website.as_ref().map_or(Cell::Blank, |it| Cell::text(it.value.as_str()))),
        stated("detail", Words, |row| Cell::maybe_words(row.it.description.as_ref())),
        plain("page", Page, |row| Cell::text(format!("organisations/{}/", row.it.slug))),
        plain("former_slugs", Text, |row| Cell::former(&row.it.former_slugs)),
    ],
    places: |source, owner| match owner {
        Owner::Portal => each(&source.portal.organisations),
        Owner::Grant(..) | Owner::Lot(..) => Vec::new(),
    },
};

/// One row for each outlet.
pub(super) static OUTLETS: Of<Outlet> = Of {
    name: "outlets",
    columns: &[
        plain("id", Id, |row| Cell::text(row.it.slug.as_str())),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.name))),
        plain("kind", Code("outlet_kind"), |row| Cell::code(row.it.kind.code())),
        plain("organisation", Reference("organisations"), |row| row.organisation(row.it.organisation)),
        plain("region", Code("region"), |row| region(row.it.region)),
        plain("website", Link, |row| row.it.website.as_ref().map_or(Cell::Blank, |it| Cell::text(it.value.as_str()))),
        stated("detail", Words, |row| Cell::maybe_words(row.it.description.as_ref())),
        plain("page", Page, |row| Cell::text(format!("outlets/{}/", row.it.slug))),
        plain("former_slugs", Text, |row| Cell::former(&row.it.former_slugs)),
    ],
    places: |source, owner| match owner {
        Owner::Portal => each(&source.portal.outlets),
        Owner::Grant(..) | Owner::Lot(..) => Vec::new(),
    },
};

/// One row for each part that an organisation or a group has in a grant.
pub(super) static PARTIES: Of<Party> = Of {
    name: "parties",
    columns: &[
        plain("id", Id, |row| row.numbered("party")),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("organisation", Reference("organisations"), |row| match row.it.who {
            Who::Organisation(at) => row.organisation(Some(at)),
            Who::Group(_) => Cell::Blank,
        }),
        plain("title", Words, |row| match &row.it.who {
            Who::Organisation(at) => {
                let organisation = row.source.portal.organisations.get(*at);
                organisation.map_or(Cell::Blank, |it| Cell::Said(Said::Words(&it.name)))
            }
            Who::Group(name) => Cell::Said(Said::Words(name)),
        }),
        plain("role", Code("party_role"), |row| Cell::code(row.it.role.code())),
        stated("does", Words, |row| Cell::maybe_words(row.it.does.as_ref())),
    ],
    places: |_, owner| of_grant(owner, |grant| &grant.parties),
};
