//! Success stories, and what was published.

use super::Of;
use super::cell::{Cell, Said};
use super::column::Holds::{Code, Codes, Date, Id, Link, Page, Quantity, Reference, Text, Texts, Words};
use super::column::{plain, stated};
use super::row::of_grant;
use crate::model::{Publication, Story, Unit};

/// One row for each success story. A person is named only where the page names them.
pub(super) static STORIES: Of<Story> = Of {
    name: "stories",
    columns: &[
        plain("id", Id, |row| Cell::text(row.it.slug.as_str())),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.title))),
        plain("summary", Words, |row| Cell::Said(Said::Words(&row.it.summary))),
        stated("outcome", Words, |row| Cell::maybe_words(row.it.outcome.as_ref())),
        plain("anonymous", Code("yes_no"), |row| Cell::flag(row.it.anonymous)),
        plain("consent", Code("consent"), |row| Cell::code(row.it.consent.code())),
        stated("person", Words, |row| Cell::maybe_words(row.it.person.as_ref().filter(|_| !row.it.anonymous))),
        stated("who", Words, |row| Cell::maybe_words(row.it.role.as_ref())),
        stated("date", Date, |row| Cell::maybe_date(row.it.date.as_ref())),
        stated("town", Words, |row| Cell::maybe_words(row.it.town.as_ref())),
        plain("activity", Reference("activities"), |row| row.activity(row.it.activity)),
        plain("themes", Codes("theme"), |row| row.themes(&row.it.themes)),
        plain("page", Page, |row| Cell::text(format!("stories/{}/", row.it.slug))),
        plain("former_slugs", Text, |row| Cell::former(&row.it.former_slugs)),
    ],
    places: |_, owner| of_grant(owner, |grant| &grant.stories),
};

/// One row for each publication, or for several of one kind in one outlet.
pub(super) static PUBLICATIONS: Of<Publication> = Of {
    name: "publications",
    columns: &[
        plain("id", Id, |row| row.id(&row.it.id)),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.title))),
        plain("outlet", Reference("outlets"), |row| {
            let outlet = row.it.outlet.and_then(|at| row.source.portal.outlets.get(at));
            outlet.map_or(Cell::Blank, |it| Cell::Reference(it.slug.as_str().into(), Said::Words(&it.name)))
        }),
        plain("kind", Code("publication_kind"), |row| Cell::code(row.it.kind.code())),
        plain("start", Date, |row| Cell::start(row.it.period.as_deref())),
        plain("end", Date, |row| Cell::end(row.it.period.as_deref())),
        stated("quantity", Quantity, |row| Cell::quantity(row.it.number(), Some(Unit::of_publications(row.it.kind)))),
        stated("reach", Quantity, |row| Cell::maybe_quantity(row.it.reach.as_ref(), None)),
        plain("measured", Code("measured"), |row| Cell::maybe_code(row.it.measured.map(|it| it.code()))),
        plain("languages", Codes("language"), |row| {
            Cell::codes(row.it.languages.iter().map(|language| language.code()))
        }),
        plain("link", Link, |row| row.it.link.as_ref().map_or(Cell::Blank, |it| Cell::text(it.value.as_str()))),
        plain("archived", Link, |row| row.it.archived.as_ref().map_or(Cell::Blank, |it| Cell::text(it.value.as_str()))),
        stated("detail", Words, |row| Cell::maybe_words(row.it.detail.as_ref())),
        plain("note", Texts, |row| row.notes(&row.it.id)),
        plain("check_code", Text, |row| row.check_code(&row.it.id)),
        plain("page", Page, |row| row.page(&row.it.id)),
    ],
    places: |_, owner| of_grant(owner, |grant| grant.publications.iter().flatten()),
};
