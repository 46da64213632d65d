//! From drafts to the portal, one kind after another: first what others refer to, then who refers.

use super::correction::{former, withdrawal_of};
use super::gone;
use super::linker::{Around, Ids, Linker, Slugs, interface_languages};
use super::picture::Album;
use super::{
    Contact, DataRules, Grant, Licence, Organisation, Outlet, Page, PageText, Portal, Shared, Term, Theme, Thresholds,
    grant_link, lot, meant, report_errors, search_link,
};
use crate::finding::{Code, Finding, Findings, Outcome, Place};
use crate::kept::{Kept, Same};
use crate::language::Lang;
use crate::read::{
    ContactDraft, DataDraft, Drafts, Edition, Editions, GrantFiles, LicenceDraft, LostEdition, LotDraft, Named,
    OrganisationDraft, OutletDraft, PageFile, PageFront, Placed, PortalDraft, TermDraft, ThemeDraft, ThresholdsDraft,
    UnitDraft, Words,
};
use crate::value::{Amount, Decimal};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The themes of the look. `look` is the short form for one of them and counts only where there is no list.
fn looks_of(look: Option<Placed<String>>, themes: Vec<Placed<String>>, linker: &mut Linker) -> Vec<Placed<String>> {
    if themes.is_empty() {
        return look.into_iter().collect();
    }
    if let Some(look) = look {
        linker.report(Finding::new(Code::ThemeWithoutEffect).at(&look.place).with("value", look.as_str()));
    }
    themes
}

/// Gives what the drafts mean. Without a readable `portal.toml` there is nothing to mean: the value
/// is `None`, and reading has said why.
pub fn model(drafts: Drafts) -> Outcome<Option<Portal>> {
    Linking::once().model(drafts)
}

/// A grant, if it can be read, and what linking it found.
type Linked = (Option<Arc<Grant>>, Arc<Findings>);

/// The grants as they were linked the last time.
#[derive(Debug, Default)]
pub struct Linking {
    grants: Kept<Same<GrantFiles>, Arc<Around>, Linked>,
}

impl Linking {
    /// For one time: nothing is kept.
    pub fn once() -> Self {
        Self { grants: Kept::nothing() }
    }

    /// Links a grant where its files or what its references may lead to are others than the last time.
    fn grants(&mut self, files: Vec<Arc<GrantFiles>>, linker: &mut Linker) -> Shared<Grant> {
        let link = |files: Same<GrantFiles>, around: &Arc<Around>| {
            let mut linker = Linker::new(around);
            let grant = grant_link::link(Arc::unwrap_or_clone(files.0), &mut linker);
            (grant.map(Arc::new), Arc::new(linker.findings))
        };
        let files = files.into_iter().map(Same).collect();
        let linked = self.grants.renew(files, Arc::clone(&linker.around), link);
        let mut take = |(grant, found): Linked| {
            linker.findings.extend_from_slice(&found);
            grant
        };
        linked.into_iter().filter_map(&mut take).collect()
    }

    /// Gives what the drafts mean, as [`model()`] does.
    pub fn model(&mut self, drafts: Drafts) -> Outcome<Option<Portal>> {
        let Drafts { portal, mut grants, mut lots, mut organisations, mut outlets, pages, editions } = drafts;
        let Some(portal) = portal else {
            return Outcome { value: None, findings: Vec::new() };
        };
        let mut found = Findings::new();
        sort_by_slug(&mut organisations, |it| (&it.slug, &it.place), |it| &mut it.slug, &mut found);
        sort_by_slug(&mut outlets, |it| (&it.slug, &it.place), |it| &mut it.slug, &mut found);
        sort_by_slug(&mut lots, |it| (&it.slug, &it.place), |it| &mut it.slug, &mut found);
        sort_by_slug(&mut grants, |it| (&it.grant.slug, &it.grant.place), slug_of_grant, &mut found);
        let Editions { all: editions, lost } = editions;
        let named = named(&grants, &lots, &organisations, &outlets, &pages);
        let around = Arc::new(Around {
            organisations: slugs_of(&organisations),
            outlets: slugs_of(&outlets),
            lots: slugs_of(&lots),
            themes: Slugs::new(portal.theme.iter().map(|theme| theme.id.as_str()), std::iter::empty()),
            units: portal.unit.iter().map(|unit| unit.id.value.clone()).collect(),
            currency: portal.currency.value.clone(),
            frozen: frozen_ids(&editions, &lost),
        });

        let mut linker = Linker { around, findings: found };
        let mut portal = general(portal, &mut linker);
        portal.organisations = each(organisations, &mut linker, organisation);
        portal.outlets = each(outlets, &mut linker, outlet);
        portal.lots = each(lots, &mut linker, lot::link);
        portal.grants = self.grants(grants, &mut linker);
        portal.pages = pages_of(pages, &portal.languages, &mut linker);
        portal.editions = editions;
        unique_stories(&portal, &mut linker);
        gone::check(&mut portal, &named, &lost, &mut linker);
        meant::offer(&mut linker.findings, &portal, &linker.around);
        Outcome { value: Some(portal), findings: linker.findings }
    }
}

/// Every name that things of the content have.
fn named(
    grants: &[Arc<GrantFiles>],
    lots: &[Named<LotDraft>],
    organisations: &[Named<OrganisationDraft>],
    outlets: &[Named<OutletDraft>],
    pages: &[PageFile],
) -> gone::Named {
    let all_grants = names(grants.iter().map(|it| &it.grant));
    let stories = names(grants.iter().flat_map(|it| &it.stories).map(|it| &it.story));
    gone::Named {
        stories: gone::Names { complete: stories.complete && all_grants.complete, ..stories },
        grants: all_grants,
        lots: names(lots),
        organisations: names(organisations),
        outlets: names(outlets),
        pages: gone::Names {
            places: pages.iter().map(|it| (it.slug.clone(), it.text.place.clone())).collect(),
            complete: pages.iter().all(|it| it.front.is_some()),
        },
    }
}

/// The ids of figures that editions have, by page; also pages without figures, and editions that are gone.
fn frozen_ids(editions: &[Edition], lost: &[LostEdition]) -> BTreeMap<String, BTreeSet<String>> {
    let shown = editions.iter().flat_map(Edition::shown).map(str::to_owned);
    let gone = lost.iter().map(|it| gone::address(&it.name));
    let mut ids: BTreeMap<String, BTreeSet<String>> = shown.chain(gone).map(|page| (page, BTreeSet::new())).collect();
    for figure in editions.iter().flat_map(|edition| &edition.figures) {
        ids.entry(figure.page.clone()).or_default().insert(figure.id.clone());
    }
    ids
}

fn each<D, T>(drafts: Vec<Named<D>>, linker: &mut Linker, link: fn(Named<D>, &mut Linker) -> Option<T>) -> Vec<T> {
    drafts.into_iter().filter_map(|named| link(named, linker)).collect()
}

/// Where each thing of a kind is written, by slug, and whether all of them can be read.
fn names<'d, D: 'd>(list: impl IntoIterator<Item = &'d Named<D>> + Clone) -> gone::Names {
    let complete = list.clone().into_iter().all(|it| it.draft.is_some());
    gone::Names { places: list.into_iter().map(|it| (it.slug.clone(), it.place.clone())).collect(), complete }
}

fn slugs_of<T>(named: &[Named<T>]) -> Slugs {
    let sound = named.iter().filter(|named| named.draft.is_some());
    let broken = named.iter().filter(|named| named.draft.is_none());
    Slugs::new(sound.map(|named| named.slug.as_str()), broken.map(|named| named.slug.as_str()))
}

/// The slug of a grant, to be changed for this state of the portal alone.
fn slug_of_grant(files: &mut Arc<GrantFiles>) -> &mut String {
    &mut Arc::make_mut(files).grant.slug
}

/// Sorts by slug and reports what comes second under one slug.
///
/// The second goes on under another slug, so that what else is wrong with it is found in the same run;
/// nothing is published then.
fn sort_by_slug<T>(
    list: &mut [T],
    name: fn(&T) -> (&String, &Place),
    slug: fn(&mut T) -> &mut String,
    findings: &mut Findings,
) {
    list.sort_by(|a, b| name(a).cmp(&name(b)));
    let mut first: Option<(String, Place)> = None;
    let mut copies = 1;
    for item in list {
        let (taken, place) = name(item);
        match &first {
            Some((first, at)) if first == taken => {
                findings.push(Finding::new(Code::DuplicateSlug).at(place).with("value", taken.as_str()).also(at));
                copies += 1;
                slug(item).push_str(&format!("-{copies}"));
            }
            _ => first = Some((taken.clone(), place.clone())),
        }
    }
}

/// Stories have addresses of their own, so that their slugs are unique in the portal.
fn unique_stories(portal: &Portal, linker: &mut Linker) {
    let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
    for story in portal.grants.iter().flat_map(|grant| &grant.stories) {
        if let Some(place) = first.get(story.slug.as_str()) {
            let finding =
                Finding::new(Code::DuplicateSlug).at(&story.place).with("value", story.slug.as_str()).also(place);
            linker.report(finding);
        } else {
            first.insert(&story.slug, &story.place);
        }
    }
}

fn data_rules(draft: Option<DataDraft>) -> DataRules {
    let Some(DataDraft { written_at: _, per_grant, charts }) = draft else { return DataRules::default() };
    DataRules { per_grant: per_grant.map(|it| it.value), charts: charts.map(|it| it.value) }
}

fn general(draft: PortalDraft, linker: &mut Linker) -> Portal {
    let PortalDraft {
        written_at: _,
        title,
        description,
        languages,
        further_languages,
        base_url,
        currency,
        themes,
        look,
        share_cards,
        extent,
        site_limit,
        operator,
        licence,
        contact,
        report_errors,
        thresholds,
        search,
        data,
        theme,
        unit,
        term,
        withdrawn,
    } = draft;
    let plain = |list: &[Placed<Lang>]| list.iter().map(Placed::get).collect::<Vec<_>>();
    let (languages, further) = (plain(&languages), plain(&further_languages));
    let languages = interface_languages(&languages, &[]);
    let (mut ids, mut unit_ids) = (Ids::default(), Ids::default());
    Portal {
        title,
        description,
        interface_languages: interface_languages(&languages, &further),
        languages,
        base_url: linker.base_url(base_url.as_ref()),
        currency: linker.currency(Some(&currency)),
        looks: looks_of(look, themes, linker),
        share_cards: share_cards.map(|cards| cards.value),
        extent: extent.map(|extent| extent.value),
        site_limit,
        operator: operator.and_then(|slug| linker.organisation(&slug)),
        licence: licence.map(|draft| licence_of(draft, linker)),
        contacts: contact.into_iter().map(contact_of).collect(),
        report_errors: report_errors::link(report_errors, linker),
        thresholds: thresholds_of(thresholds),
        search: search_link::link(search, linker),
        data: data_rules(data),
        themes: theme.into_iter().map(|draft| theme_of(draft, &mut ids, linker)).collect(),
        units: unit.into_iter().map(|draft| unit_of(draft, &mut unit_ids, linker)).collect(),
        terms: term.into_iter().map(|draft| term_of(draft, &mut ids, linker)).collect(),
        grants: Shared::default(),
        lots: Vec::new(),
        organisations: Vec::new(),
        outlets: Vec::new(),
        pages: Vec::new(),
        editions: Vec::new(),
        withdrawn: withdrawn.into_iter().map(withdrawal_of).collect(),
    }
}

fn licence_of(draft: LicenceDraft, linker: &mut Linker) -> Licence {
    let LicenceDraft { written_at: _, name, link } = draft;
    Licence { name, link: linker.link(link).map(|link| link.value) }
}

pub(super) fn contact_of(draft: ContactDraft) -> Contact {
    let ContactDraft { written_at: _, kind, value, title } = draft;
    Contact { kind: kind.value, value, title }
}

fn thresholds_of(draft: Option<ThresholdsDraft>) -> Thresholds {
    let written = draft.and_then(|ThresholdsDraft { written_at: _, partly_from }| partly_from);
    let percent = written.and_then(|written| match written.value.known().map(|quantity| quantity.amount) {
        Some(Amount::Number(number)) if number > Decimal::ZERO && number <= Decimal::ONE_HUNDRED => Some(number),
        _ => None,
    });
    Thresholds { partly_from: percent.unwrap_or(Decimal::from(50)) }
}

fn theme_of(draft: ThemeDraft, ids: &mut Ids, linker: &mut Linker) -> Theme {
    let ThemeDraft { written_at, id, name, description, dac_sector } = draft;
    ids.take(&id, &id.place, linker);
    Theme { id: id.value, place: written_at, name, description, dac_sector: dac_sector.map(|it| it.value) }
}

fn unit_of(draft: UnitDraft, ids: &mut Ids, linker: &mut Linker) -> (String, BTreeMap<&'static str, Words>) {
    let UnitDraft { written_at: _, id, one, few, many, other } = draft;
    ids.take(&id, &id.place, linker);
    let forms = [("one", one), ("few", few), ("many", many), ("other", Some(other))];
    (id.value, forms.into_iter().filter_map(|(category, words)| Some((category, words?))).collect())
}

fn term_of(draft: TermDraft, ids: &mut Ids, linker: &mut Linker) -> Term {
    let TermDraft { written_at: _, id, term, meaning } = draft;
    ids.take(&id, &id.place, linker);
    Term { id: id.value, term, meaning }
}

fn organisation(named: Named<OrganisationDraft>, linker: &mut Linker) -> Option<Organisation> {
    let Named { slug, place, draft, narratives: _, pictures: _ } = named;
    let OrganisationDraft {
        written_at: _,
        name,
        short_name,
        kind,
        region,
        place: town,
        number,
        website,
        contact,
        description,
        former_slugs,
    } = draft?;
    Some(Organisation {
        slug,
        place,
        name,
        short_name,
        kind: kind.value,
        region: region.and_then(|code| linker.region(&code)).map(|region| region.value),
        town,
        number,
        website: linker.link(website),
        contacts: contact.into_iter().map(contact_of).collect(),
        description,
        former_slugs: former(former_slugs, linker),
    })
}

fn outlet(named: Named<OutletDraft>, linker: &mut Linker) -> Option<Outlet> {
    let Named { slug, place, draft, narratives: _, pictures: _ } = named;
    let OutletDraft { written_at: _, name, kind, organisation, region, website, description, former_slugs } = draft?;
    Some(Outlet {
        slug,
        place,
        name,
        kind: kind.value,
        organisation: organisation.and_then(|slug| linker.organisation(&slug)),
        region: region.and_then(|code| linker.region(&code)).map(|region| region.value),
        website: linker.link(website),
        description,
        former_slugs: former(former_slugs, linker),
    })
}

fn pages_of(files: Vec<PageFile>, languages: &[Lang], linker: &mut Linker) -> Vec<Page> {
    let mut pages: BTreeMap<String, (Page, Album)> = BTreeMap::new();
    for PageFile { folder, slug, front, text, pictures: files } in files {
        let Some(PageFront { written_at: _, title, summary, menu, picture, former_slugs }) = front else { continue };
        let (page, album) = pages.entry(slug.clone()).or_insert_with(|| (Page::new(slug), Album::new(&folder, files)));
        // The page in the portal's first language decides whether it is in the menu.
        if languages.first() == Some(&text.language) || page.texts.is_empty() {
            page.menu = menu.is_none_or(|menu| menu.value);
        }
        let known = |page: &Page, slug: &Placed<String>| page.former_slugs.iter().any(|it| it.value == slug.value);
        let more: Vec<_> = former(former_slugs, linker).into_iter().filter(|slug| !known(page, slug)).collect();
        page.former_slugs.extend(more);
        let language = text.language;
        let pictures = album.pictures(picture, [&text], linker);
        page.texts.insert(language, PageText { title, summary, text, pictures });
    }
    let close = |(page, album): (Page, Album)| {
        album.close(linker);
        page
    };
    pages.into_values().map(close).collect()
}
