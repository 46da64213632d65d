//! Organisations, lots, regions, themes and pages of text.

use super::super::kinds;
use super::{Document, Facet, Kind, Passages, numbers};
use crate::language::template::Template;
use crate::model::{Lot, Organisation, Page, Theme};
use crate::site::{Passage, Site, Tongue};
use crate::value::Period;
use std::collections::BTreeSet;

/// Everything beside the grants.
pub(super) fn documents(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<Document> {
    let portal = site.portal;
    let organisations = portal.organisations.iter().map(|it| organisation(site, tongue, it));
    let lots = portal.lots.iter().map(|it| lot(site, tongue, it));
    let regions = kinds::regions(site).into_iter().map(|it| region(tongue, it));
    let themes = portal.themes.iter().map(|it| theme(site, tongue, it));
    let pages = portal.pages.iter().filter_map(|it| page(site, tongue, it));
    organisations.chain(lots).chain(regions).chain(themes).chain(pages).chain(built_in(site, tongue)).collect()
}

/// Pages that the program writes; each is also a section of the words.
const BUILT_IN: [&str; 4] = ["completeness", "methodology", "glossary", "accessibility"];

fn built_in<'s>(site: &'s Site<'_>, tongue: &'s Tongue<'_>) -> impl Iterator<Item = Document> + 's {
    let is_own = |name: &str| site.portal.pages.iter().any(|page| page.slug == name);
    let document = move |name: &&str| {
        let address = tongue.here(&format!("{name}/"));
        let title = tongue.t(&format!("{name}.title"));
        let mut text = Passages::new(site, tongue);
        text.plain([tongue.t(&format!("{name}.description"))]);
        let further = tongue.locale.words().section(name).filter(|(key, _)| !["title", "description"].contains(key));
        text.plain(
            further.map(|(_, entry)| entry.form("other")).filter(|it| it.gaps().next().is_none()).map(Template::source),
        );
        if **name == *"glossary" {
            text.add(site.portal.terms.iter().flat_map(|term| [&term.term, &term.meaning]));
        }
        let document = Document::new(Kind::Page, address, title.into());
        Document { body: text.done(), ..document }
    };
    BUILT_IN.iter().filter(move |name| !is_own(name) && site.has(&tongue.here(&format!("{name}/")))).map(document)
}

fn organisation(site: &Site<'_>, tongue: &Tongue<'_>, it: &Organisation) -> Document {
    let address = tongue.here(&format!("organisations/{}/", it.slug));
    let mut text = Passages::new(site, tongue);
    text.add(it.description.iter().chain(&it.short_name));
    text.plain([tongue.choice("organisation_kind", it.kind.code())]);
    text.add(&it.town);
    text.plain(it.region.map(|region| tongue.region(region)));
    text.plain(it.number.as_deref().cloned());
    let document = Document::new(Kind::Organisation, address, tongue.words(&it.name))
        .with(Facet::Region, it.region.iter().map(|region| region.code.to_owned()).collect())
        .with(Facet::Organisation, vec![it.slug.clone()])
        .fact("region", it.region.map(|region| tongue.region(region)));
    Document { body: text.done(), numbers: it.number.as_deref().cloned().into_iter().collect(), ..document }
}

fn lot(site: &Site<'_>, tongue: &Tongue<'_>, it: &Lot) -> Document {
    let names: Vec<String> = it.regions.iter().map(|region| tongue.region(region.value)).collect();
    let customer = it.customer.and_then(|at| site.portal.organisations.get(at));
    let amount = it.amount.known().map(|amount| (*amount, it.currency.clone()));
    let mut text = Passages::new(site, tongue);
    text.add([&it.summary].into_iter().chain(&it.problem));
    text.prose(&it.narratives);
    text.add(it.priority.iter().chain(&it.topic).chain(&it.territory));
    text.add(it.requirements.as_ref().and_then(crate::value::Stated::known));
    text.indicators(&it.indicators);
    text.add(it.notes.iter().map(|it| &it.text));
    text.plain(names.clone());
    text.plain(it.number.known().cloned());
    text.plain(numbers([&it.source]));
    let document = Document::new(Kind::Lot, tongue.here(&format!("lots/{}/", it.slug)), tongue.words(&it.title))
        .with(Facet::Region, it.regions.iter().map(|region| region.value.code.to_owned()).collect())
        .with(Facet::Year, years_of(it.period.as_deref()))
        .with(Facet::Theme, theme_ids(site, &it.themes))
        .with(Facet::Organisation, customer.map(|it| it.slug.clone()).into_iter().collect())
        .dated(it.period.as_ref().map(|period| period.value.start), None)
        .fact("year", it.period.as_ref().map(|period| tongue.period(&period.value)))
        .fact("region", Some(tongue.locale.list(&names)))
        .fact("amount", amount.as_ref().map(|(amount, currency)| tongue.locale.money(amount, currency)));
    let own = it.number.known().cloned();
    let money = amount.as_ref().map(|(amount, _)| amount.to_string());
    let numbers = own.into_iter().chain(years_of(it.period.as_deref())).chain(money).collect();
    let organisation = customer.map(|it| tongue.words(&it.name));
    Document { body: text.done(), organisation, numbers, amount, ..document }
}

fn region(tongue: &Tongue<'_>, region: &crate::language::Region) -> Document {
    let name = Passage::from(tongue.region(region));
    let address = tongue.here(&format!("regions/{}/", region.code));
    Document::new(Kind::Region, address, name).with(Facet::Region, vec![region.code.to_owned()])
}

fn theme(site: &Site<'_>, tongue: &Tongue<'_>, it: &Theme) -> Document {
    let mut text = Passages::new(site, tongue);
    text.add(&it.description);
    let address = tongue.here(&format!("themes/{}/", it.id));
    let document = Document::new(Kind::Theme, address, tongue.words(&it.name)).with(Facet::Theme, vec![it.id.clone()]);
    Document { body: text.done(), ..document }
}

fn page(site: &Site<'_>, tongue: &Tongue<'_>, page: &Page) -> Option<Document> {
    let (lang, text) = page.text_in(tongue.lang, &site.portal.languages)?;
    let lang = (lang != tongue.lang).then(|| lang.code());
    let passages = Passages::new(site, tongue);
    let summary = text.summary.iter().map(|summary| Passage { text: summary.value.clone(), lang });
    let body = summary.chain([passages.markdown(&text.text)]).collect();
    let title = Passage { text: text.title.value.clone(), lang };
    let document = Document::new(Kind::Page, tongue.here(&format!("{}/", page.slug)), title);
    Some(Document { body, ..document })
}

pub(super) fn theme_ids(site: &Site<'_>, themes: &[usize]) -> Vec<String> {
    themes.iter().filter_map(|at| site.portal.themes.get(*at)).map(|theme| theme.id.clone()).collect()
}

pub(super) fn years_of(period: Option<&Period>) -> Vec<String> {
    crate::derive::years(period).map(|year| year.to_string()).collect()
}

/// Every year in which a grant or lot runs, something was published or a story happened.
pub(super) fn years(site: &Site<'_>) -> BTreeSet<i16> {
    let grants = &site.portal.grants;
    let periods = grants.iter().filter_map(|it| it.period.as_deref());
    let published = grants.iter().flat_map(|it| it.publications.iter().flatten()).filter_map(|it| it.period.as_deref());
    let lots = site.portal.lots.iter().filter_map(|it| it.period.as_deref());
    let told = grants.iter().flat_map(|it| &it.stories).filter_map(|it| it.date.as_ref()?.known());
    let in_periods = periods.chain(published).chain(lots).flat_map(|period| crate::derive::years(Some(period)));
    in_periods.chain(told.map(|date| date.year())).collect()
}
