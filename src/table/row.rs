//! Rows: one thing of the model, and to whom it belongs.

use super::cell::{Cell, Said};
use crate::derive::Figures;
use crate::model::{Grant, Lot, Note, Portal, RegionRef, ThemeRef, Unit, UnitName};
use crate::read::Words;
use std::borrow::Cow;

/// What tables are made from.
#[derive(Clone, Copy)]
pub struct Source<'p> {
    /// The model.
    pub portal: &'p Portal,
    /// What follows from it.
    pub figures: &'p Figures,
}

impl<'p> Source<'p> {
    /// Every owner of rows: the portal, then grants, then lots.
    pub fn owners(self) -> impl Iterator<Item = Owner<'p>> {
        let grants = self.portal.grants.iter().enumerate().map(|(at, grant)| Owner::Grant(at, grant));
        let lots = self.portal.lots.iter().enumerate().map(|(at, lot)| Owner::Lot(at, lot));
        [Owner::Portal].into_iter().chain(grants).chain(lots)
    }

    /// One grant as an owner.
    pub fn grant(self, at: usize) -> Option<Owner<'p>> {
        self.portal.grants.get(at).map(|grant| Owner::Grant(at, grant))
    }
}

/// To whom rows belong; with its place in the portal's list.
#[derive(Clone, Copy)]
pub enum Owner<'p> {
    /// To nobody else.
    Portal,
    /// To a grant.
    Grant(usize, &'p Grant),
    /// To a lot.
    Lot(usize, &'p Lot),
}

/// A thing of the model, its place in its list, and which part of it the row is about.
pub(super) struct Place<'p, T> {
    pub(super) it: &'p T,
    pub(super) at: usize,
    pub(super) part: Option<usize>,
}

/// Everything that a cell can be read from.
pub(super) struct Row<'p, T> {
    pub(super) source: Source<'p>,
    pub(super) owner: Owner<'p>,
    pub(super) it: &'p T,
    pub(super) at: usize,
    pub(super) part: Option<usize>,
}

/// One row for each thing of a list.
pub(super) fn each<'p, T>(list: impl IntoIterator<Item = &'p T>) -> Vec<Place<'p, T>> {
    list.into_iter().enumerate().map(|(at, it)| Place { it, at, part: None }).collect()
}

/// One row for each thing of a grant's list.
pub(super) fn of_grant<'p, T: 'p, L>(owner: Owner<'p>, list: impl FnOnce(&'p Grant) -> L) -> Vec<Place<'p, T>>
where
    L: IntoIterator<Item = &'p T>,
{
    match owner {
        Owner::Grant(_, grant) => each(list(grant)),
        Owner::Portal | Owner::Lot(..) => Vec::new(),
    }
}

impl<'p, T> Row<'p, T> {
    /// The grant that the row belongs to.
    pub(super) fn of(&self) -> Option<&'p Grant> {
        match self.owner {
            Owner::Grant(_, grant) => Some(grant),
            Owner::Portal | Owner::Lot(..) => None,
        }
    }

    /// The page of the owner: `grants/x`.
    pub(super) fn home(&self) -> String {
        match self.owner {
            Owner::Portal => String::new(),
            Owner::Grant(_, grant) => format!("grants/{}", grant.slug),
            Owner::Lot(_, lot) => format!("lots/{}", lot.slug),
        }
    }

    /// The permanent name of a thing of the owner: `grants/x#people`.
    pub(super) fn name(&self, id: &str) -> String {
        format!("{}#{id}", self.home())
    }

    pub(super) fn id(&self, id: &str) -> Cell<'p> {
        Cell::text(self.name(id))
    }

    /// The name of a row without an address: `grants/x/party/2`.
    pub(super) fn numbered(&self, what: &str) -> Cell<'p> {
        Cell::text(format!("{}/{what}/{}", self.home(), self.at + 1))
    }

    /// Where the portal shows it.
    pub(super) fn page(&self, id: &str) -> Cell<'p> {
        Cell::text(format!("{}/#{id}", self.home()))
    }

    pub(super) fn grant(&self) -> Cell<'p> {
        self.of().map_or(Cell::Blank, |grant| Cell::Reference(grant.slug.as_str().into(), Said::Words(&grant.title)))
    }

    pub(super) fn lot(&self) -> Cell<'p> {
        match self.owner {
            Owner::Lot(_, lot) => Cell::Reference(lot.slug.as_str().into(), Said::Words(&lot.title)),
            Owner::Portal | Owner::Grant(..) => Cell::Blank,
        }
    }

    /// A thing of the owner in another table.
    pub(super) fn beside(&self, id: &str, title: &'p Words) -> Cell<'p> {
        Cell::Reference(self.name(id).into(), Said::Words(title))
    }

    pub(super) fn task(&self, at: Option<usize>) -> Cell<'p> {
        let task = self.of().and_then(|grant| grant.tasks.get(at?));
        task.map_or(Cell::Blank, |task| self.beside(&task.id, &task.title))
    }

    pub(super) fn activity(&self, at: Option<usize>) -> Cell<'p> {
        let activity = self.of().and_then(|grant| grant.activities.get(at?));
        activity.map_or(Cell::Blank, |activity| self.beside(&activity.id, &activity.title))
    }

    pub(super) fn organisation(&self, at: Option<usize>) -> Cell<'p> {
        let organisation = at.and_then(|at| self.source.portal.organisations.get(at));
        organisation.map_or(Cell::Blank, |it| Cell::Reference(it.slug.as_str().into(), Said::Words(&it.name)))
    }

    pub(super) fn themes(&self, themes: &[ThemeRef]) -> Cell<'p> {
        let portal = self.source.portal;
        Cell::codes(themes.iter().filter_map(|at| portal.themes.get(*at)).map(|theme| theme.id.as_str()))
    }

    /// What readers are told about the thing with this id.
    pub(super) fn notes(&self, id: &str) -> Cell<'p> {
        let notes: &[Note] = match self.owner {
            Owner::Grant(_, grant) => &grant.notes,
            Owner::Lot(_, lot) => &lot.notes,
            Owner::Portal => &[],
        };
        Cell::texts(notes.iter().filter(|note| note.about.as_deref() == Some(id)).map(|note| &note.text))
    }

    /// The check code of the figure with this id.
    pub(super) fn check_code(&self, id: &str) -> Cell<'p> {
        let figure = self.source.figures.ledger.find(&self.home(), id);
        figure.map_or(Cell::Blank, |figure| Cell::text(figure.code.to_string()))
    }
}

pub(super) fn region<'p>(region: Option<RegionRef>) -> Cell<'p> {
    region.map_or(Cell::Blank, |region| Cell::Code(region.code.into()))
}

/// The unit of the numbers of a row.
pub(super) fn unit<'p>(unit: Option<&'p Unit>) -> Cell<'p> {
    unit.map_or(Cell::Blank, |unit| Cell::Code(unit_code(unit)))
}

/// The code of a unit: a word of the built-in list, an id of `portal.toml` or a currency of ISO 4217.
pub fn unit_code(unit: &Unit) -> Cow<'_, str> {
    match &unit.name {
        UnitName::BuiltIn(id) => Cow::Borrowed(id),
        UnitName::Own(id) | UnitName::Currency(id) => Cow::Borrowed(id),
    }
}
