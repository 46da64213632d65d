//! What the work needs, who pays for it, and what may go wrong.

use super::Of;
use super::cell::{Cell, Said};
use super::column::Holds::{Code, Id, Number, Page, Quantity, Reference, Text, Texts, Words};
use super::column::{plain, stated};
use super::row::{Owner, Place, Row, of_grant};
use crate::model::{Resource, ResourceFrom, Risk};

/// One row for each risk.
pub(super) static RISKS: Of<Risk> = Of {
    name: "risks",
    columns: &[
        plain("id", Id, |row| row.id(&row.it.id)),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("title", Words, |row| Cell::Said(Said::Words(&row.it.title))),
        stated("factor", Words, |row| Cell::maybe_words(row.it.factor.as_ref())),
        stated("impact", Quantity, |row| Cell::maybe_quantity(row.it.impact.as_ref(), None)),
        stated("probability", Quantity, |row| Cell::maybe_quantity(row.it.probability.as_ref(), None)),
        stated("score", Quantity, |row| Cell::maybe_quantity(row.it.score.as_ref(), None)),
        plain("level", Code("risk_level"), |row| Cell::maybe_code(row.it.level.map(|it| it.code()))),
        stated("mitigation", Words, |row| Cell::maybe_words(row.it.mitigation.as_ref())),
        stated("strategy", Words, |row| Cell::maybe_words(row.it.strategy.as_ref())),
        stated("owner", Words, |row| Cell::maybe_words(row.it.owner.as_ref())),
        plain("note", Texts, |row| row.notes(&row.it.id)),
        plain("check_code", Text, |row| row.check_code(&row.it.id)),
        plain("page", Page, |row| row.page(&row.it.id)),
    ],
    places: |_, owner| of_grant(owner, |grant| &grant.risks),
};

/// One row for each thing that the work needs.
pub(super) static RESOURCES: Of<Resource> = Of {
    name: "resources",
    columns: &[
        plain("id", Id, |row| row.id(&row.it.id)),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("work", Words, |row| Cell::Said(Said::Words(&row.it.work))),
        stated("resource", Words, |row| Cell::maybe_words(row.it.resource.as_ref())),
        stated("quantity", Quantity, |row| Cell::maybe_quantity(row.it.quantity.as_ref(), row.it.unit.as_ref())),
        stated("amount", Number, |row| Cell::money(&row.it.amount)),
        plain("currency", Text, |row| row.of().map_or(Cell::Blank, |grant| Cell::text(grant.currency.as_str()))),
        plain("note", Texts, |row| row.notes(&row.it.id)),
        plain("check_code", Text, |row| row.check_code(&row.it.id)),
        plain("page", Page, |row| row.page(&row.it.id)),
    ],
    places: |_, owner| of_grant(owner, |grant| &grant.resources),
};

/// One row for each payer of a resource, under each way to pay.
pub(super) static PAYERS: Of<Resource> = Of {
    name: "payers",
    columns: &[
        plain("id", Id, |row| {
            Cell::text(format!("{}/payer/{}", row.name(&row.it.id), row.part.unwrap_or_default() + 1))
        }),
        plain("grant", Reference("grants"), |row| row.grant()),
        plain("resource_id", Reference("resources"), |row| row.beside(&row.it.id, &row.it.work)),
        plain("option", Words, |row| {
            let option = payer(row).and_then(|from| row.of()?.funding_options.get(from.option?));
            option.map_or(Cell::Blank, |option| Cell::Said(Said::Words(&option.name)))
        }),
        plain("payer", Words, |row| {
            let source = payer(row).and_then(|from| row.of()?.funding_sources.get(from.source));
            source.map_or(Cell::Blank, |source| Cell::Said(Said::Words(&source.name)))
        }),
        stated("share", Quantity, |row| Cell::maybe_quantity(payer(row).and_then(|from| from.share.as_ref()), None)),
    ],
    places: |_, owner| {
        let Owner::Grant(_, grant) = owner else { return Vec::new() };
        let payers = |it: &Resource| (0..it.from.len()).map(Some);
        let resources = grant.resources.iter().enumerate();
        resources.flat_map(|(at, it)| payers(it).map(move |part| Place { it, at, part })).collect()
    },
};

fn payer<'p>(row: &Row<'p, Resource>) -> Option<&'p ResourceFrom> {
    row.it.from.get(row.part?)
}
