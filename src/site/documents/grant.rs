//! A grant, its stories and its publications.

use super::super::kinds::parts;
use super::{Document, Facet, Family, Kind, Passages, numbers, others, region_codes, stated_number};
use crate::derive::State;
use crate::model::{Grant, Publication, Story, Who};
use crate::site::{Site, Tongue};

/// The grant and what is told about it.
pub(super) fn family(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, at: usize) -> Family {
    let published = grant.publications.as_deref().unwrap_or_default();
    let mut family = Vec::with_capacity(1 + grant.stories.len() + published.len());
    let bare = bare(site, tongue, grant);
    family.extend(grant.stories.iter().map(|it| story(site, tongue, grant, it, &bare)));
    family.extend(published.iter().map(|it| publication(site, tongue, grant, it, &bare)));
    family.insert(0, own(site, tongue, grant, at, bare));
    family
}

/// The grant with what it and everything that belongs to it have in common.
fn bare(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant) -> Document {
    let organisation = parts::lead(site, tongue, grant);
    let document = Document::new(Kind::Grant, parts::grant_address(tongue, grant), tongue.words(&grant.title))
        .with(Facet::Region, region_codes(grant))
        .with(Facet::Year, others::years_of(grant.period.as_deref()))
        .with(Facet::Theme, others::theme_ids(site, &grant.themes))
        .with(Facet::Organisation, lead_slug(site, grant))
        .with(Facet::Status, vec![grant.status.code().to_owned()])
        .fact("region", Some(parts::regions(tongue, grant)))
        .fact("organisation", organisation.as_ref().map(|it| it.text.clone()));
    Document { organisation, ..document }
}

fn lead_slug(site: &Site<'_>, grant: &Grant) -> Vec<String> {
    let slug = parts::lead_party(grant).and_then(|party| match party.who {
        Who::Organisation(at) => site.portal.organisations.get(at).map(|it| it.slug.clone()),
        Who::Group(_) => None,
    });
    slug.into_iter().collect()
}

fn own(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, at: usize, bare: Document) -> Document {
    let start = grant.period.as_ref().map(|period| period.value.start);
    let figures = site.figures.grants.get(at);
    let states = figures.map(|figures| figures.states).unwrap_or_default();
    let reached = State::ALL.iter().filter(|state| states.get(**state) > 0).map(|state| state.code().to_owned());
    let amount = grant.amount.known().map(|amount| (*amount, grant.currency.clone()));
    let document = bare
        .with(Facet::Achievement, reached.collect())
        .dated(start, None)
        .fact("year", grant.period.as_ref().map(|period| tongue.period(&period.value)))
        .fact("status", Some(tongue.choice("grant_status", grant.status.code())))
        .fact("outcome", figures.map(|figures| parts::outcome(tongue, &figures.totals)))
        .fact("amount", amount.as_ref().map(|(amount, currency)| tongue.locale.money(amount, currency)));
    let lot = grant.lot.and_then(|at| site.portal.lots.get(at)).and_then(|lot| lot.number.known().cloned());
    let papers = numbers([&grant.source].into_iter().chain(&grant.basis));
    let years = others::years_of(grant.period.as_deref());
    let money = amount.as_ref().map(|(amount, _)| amount.to_string());
    let numbers = papers.into_iter().chain(lot).chain(years).chain(money).collect();
    Document { body: body(site, tongue, grant), numbers, amount, ..document }
}

fn body(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant) -> Vec<crate::site::Passage> {
    let mut text = Passages::new(site, tongue);
    text.add([&grant.summary]);
    text.add(grant.goal.iter().chain(&grant.problem));
    text.prose(&grant.narratives);
    text.add(grant.priority.iter().chain(&grant.long_term).chain(&grant.town));
    text.add(grant.target_groups.iter().flat_map(|it| [&it.name].into_iter().chain(&it.detail)));
    for task in &grant.tasks {
        text.add([&task.title].into_iter().chain(&task.topics).chain(&task.detail).chain(&task.setting.place));
    }
    activities(&mut text, grant);
    text.indicators(&grant.indicators);
    text.add(grant.context.iter().flat_map(|it| [&it.title].into_iter().chain(&it.change_since).chain(&it.source)));
    text.add(grant.evidence.iter().map(|it| &it.title));
    text.add(grant.team.iter().map(|it| &it.role));
    text.add(grant.resources.iter().flat_map(|it| [&it.work].into_iter().chain(&it.resource)));
    text.add(grant.risks.iter().flat_map(|it| [&it.title].into_iter().chain(&it.factor).chain(&it.mitigation)));
    text.add(grant.notes.iter().map(|it| &it.text));
    report(&mut text, grant);
    parties(&mut text, site, grant);
    text.add(grant.themes.iter().filter_map(|at| site.portal.themes.get(*at)).map(|theme| &theme.name));
    text.plain([parts::regions(tongue, grant)]);
    text.plain(others::years_of(grant.period.as_deref()));
    text.plain(numbers([&grant.source].into_iter().chain(&grant.basis)));
    text.done()
}

fn activities(text: &mut Passages<'_, '_>, grant: &Grant) {
    for it in &grant.activities {
        text.add([&it.title].into_iter().chain(&it.who).chain(&it.result).chain(&it.detail).chain(&it.setting.place));
        text.add(it.report.iter().filter_map(|report| report.comment.as_ref()));
    }
}

fn report(text: &mut Passages<'_, '_>, grant: &Grant) {
    if let Some(report) = &grant.report {
        text.add(report.deviation.known().into_iter().chain(&report.long_term));
        text.add(report.recommendations.iter().map(|it| &it.text));
        text.add(report.follow_up.iter().map(|it| &it.text));
        text.plain(report.recommendations.iter().filter_map(|it| stated_number(it.letter_number.as_ref())));
    }
}

fn parties(text: &mut Passages<'_, '_>, site: &Site<'_>, grant: &Grant) {
    for party in &grant.parties {
        match &party.who {
            Who::Group(name) => text.add([name].into_iter().chain(&party.does)),
            Who::Organisation(at) => {
                let organisation = site.portal.organisations.get(*at);
                text.add(organisation.iter().flat_map(|it| [&it.name].into_iter().chain(&it.short_name)));
                text.add(&party.does);
                text.plain(organisation.and_then(|it| it.number.as_deref().cloned()));
            }
        }
    }
    let lot = grant.lot.and_then(|at| site.portal.lots.get(at));
    text.add(lot.iter().map(|lot| &lot.title));
    text.plain(lot.and_then(|lot| lot.number.known().cloned()));
}

fn story(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, story: &Story, bare: &Document) -> Document {
    let address = parts::story_address(site, tongue, grant, story);
    let document = Document::new(Kind::Story, address, tongue.words(&story.title)).of_family(bare);
    let date = story.date.as_ref().and_then(crate::value::Stated::known).copied();
    let themes = others::theme_ids(site, &story.themes);
    let mut text = Passages::new(site, tongue);
    text.add([&story.summary].into_iter().chain(&story.outcome));
    text.prose(&story.narratives);
    text.add(story.role.iter().chain(story.person.iter().filter(|_| !story.anonymous)).chain(&story.town));
    text.add([&grant.title]);
    let document = document
        .with(Facet::Theme, themes)
        .with(Facet::Year, date.map(|date| date.year().to_string()).into_iter().collect())
        .dated(date, date.map(|date| tongue.locale.date(&date)));
    Document { body: text.done(), ..document }
}

fn publication(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, it: &Publication, bare: &Document) -> Document {
    let address = format!("{}#{}", parts::grant_address(tongue, grant), it.id);
    let document = Document::new(Kind::Publication, address, tongue.words(&it.title)).of_family(bare);
    let outlet = it.outlet.and_then(|at| site.portal.outlets.get(at));
    let mut text = Passages::new(site, tongue);
    text.add(outlet.map(|outlet| &outlet.name));
    text.plain([tongue.choice("publication_kind", it.kind.code())]);
    text.add(&it.detail);
    text.add([&grant.title]);
    let period = it.period.as_ref().map(|period| period.value);
    let document = document
        .with(Facet::Year, others::years_of(period.as_ref()))
        .dated(period.map(|period| period.start), period.map(|period| tongue.period(&period)));
    Document { body: text.done(), ..document }
}
