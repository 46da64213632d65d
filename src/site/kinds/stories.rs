//! `/<lang>/stories/` and `/<lang>/stories/<slug>/`: what the work meant for people. In a brief portal stories stand on the
//! page of their grant, and their addresses lead there.

use super::super::history::{HistoryLine, correction_line};
use super::super::linked::{self, Told};
use super::super::photo::PhotoView;
use super::super::{Body, PageKind, Passage, Site, Subject, Tongue, Value, card, cite};
use super::paging::{self, Paging};
use super::parts::{self, LinkView, ProseView, StoryCard, story_card};
use crate::model::{Grant, Story};
use serde::Serialize;

/// The list of stories.
pub(super) const LIST: PageKind = PageKind {
    name: "stories",
    template: "stories.html",
    pages: |site| paging::pages("stories/", all(site).len()),
    body: list,
    per_language: true,
    listed: true,
};

/// A page for each story.
pub(super) const ONE: PageKind = PageKind {
    name: "story",
    template: "story.html",
    pages: |site| {
        let page = |(grant, story): (usize, usize)| {
            let slug = &site.portal.grants[grant].stories[story].slug;
            (Subject::Of(grant, story), format!("stories/{slug}/"))
        };
        all(site).into_iter().map(page).collect()
    },
    body: one,
    per_language: true,
    listed: true,
};

#[derive(Serialize)]
struct ListView {
    count: String,
    stories: Vec<StoryCard>,
    paging: Paging,
}

/// A story in full.
#[derive(Serialize)]
pub(super) struct StoryView {
    /// The fragment that it has on the page of its grant.
    id: String,
    title: Passage,
    summary: Passage,
    outcome: Option<Passage>,
    role: Option<Passage>,
    person: Option<Passage>,
    place: Option<Passage>,
    date: Option<Value>,
    grant: LinkView,
    activity: Option<LinkView>,
    themes: Vec<LinkView>,
    consent: String,
    anonymous: Option<String>,
    text: Option<ProseView>,
    pictures: Vec<PhotoView>,
    /// What was corrected in the story.
    corrections: Vec<HistoryLine>,
    /// How to cite the page, where the story has one.
    cite: Option<cite::CiteView>,
}

/// What an address says whose story stands elsewhere.
#[derive(Serialize)]
struct Elsewhere {
    there: LinkView,
}

/// Every story, as places of its grant and of itself.
fn all(site: &Site<'_>) -> Vec<(usize, usize)> {
    let grants = site.portal.grants.iter().enumerate();
    grants.flat_map(|(at, grant)| (0..grant.stories.len()).map(move |story| (at, story))).collect()
}

fn find<'p>(site: &Site<'p>, (grant, story): (usize, usize)) -> Option<(&'p Grant, &'p Story)> {
    let grant = site.portal.grants.get(grant)?;
    Some((grant, grant.stories.get(story)?))
}

fn list(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let order = site.stories_by_title(tongue);
    let shown = paging::slice(order, subject).iter().filter_map(|at| find(site, *at));
    let view = ListView {
        count: tongue.count("stories.count", order.len()),
        stories: shown.map(|(grant, story)| story_card(site, tongue, grant, story)).collect(),
        paging: Paging::new(tongue, "stories/", order.len(), subject),
    };
    Body::new(tongue.t("stories.title"), tongue.t("stories.description"), &view)
}

/// Corrections of the story as a whole: those of a figure stand with the figure.
fn corrections(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, story: &Story) -> Vec<HistoryLine> {
    let page = format!("grants/{}", grant.slug);
    let own = story.corrections.iter().filter(|it| it.about.is_none());
    own.map(|it| correction_line(site, tongue, &page, it)).collect()
}

fn one(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject) -> Body {
    let Subject::Of(at, story) = subject else { return Body::empty() };
    let Some((grant, story)) = find(site, (at, story)) else { return Body::empty() };
    let title = tongue.words(&story.title);
    if site.portal.is_brief() {
        let address = parts::story_address(site, tongue, grant, story);
        let stands_for = Some(parts::grant_address(tongue, grant));
        let there = Elsewhere { there: LinkView { title: title.clone(), address } };
        return Body { stands_for, ..Body::new(title, String::new(), &there) };
    }
    let view = view(site, tongue, grant, story);
    let body = Body::new(title, tongue.words(&story.summary).text, &view)
        .below(tongue.t("menu.stories"), tongue.here("stories/"))
        .telling(Told {
            modified: linked::day(&grant.updated),
            ..Told::of([linked::story(site, tongue, grant, story)])
        });
    let card = site.figures.grants.get(at).map(|figures| card::story(site, tongue, (grant, figures), story));
    Body { card, ..body }
}

/// A story in full.
pub(super) fn view(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, story: &Story) -> StoryView {
    let activity = story.activity.and_then(|at| grant.activities.get(at)).map(|activity| LinkView {
        title: tongue.words(&activity.title),
        address: format!("{}#{}", parts::grant_address(tongue, grant), activity.id),
    });
    let has_page = !site.portal.is_brief();
    let highest = if has_page { 2 } else { 4 };
    let text = parts::prose_view(site, tongue, &story.narratives, &story.pictures, highest);
    StoryView {
        id: parts::story_id(story),
        title: tongue.words(&story.title),
        summary: tongue.words(&story.summary),
        outcome: tongue.optional(story.outcome.as_ref()),
        role: tongue.optional(story.role.as_ref()),
        person: tongue.optional(story.person.as_ref()).filter(|_| !story.anonymous),
        place: tongue.optional(story.town.as_ref()),
        date: story.date.as_ref().map(|date| tongue.date(date)),
        grant: parts::grant_link(tongue, grant),
        activity,
        themes: parts::theme_links(site, tongue, &story.themes),
        consent: tongue.choice("consent", story.consent.code()),
        anonymous: story.anonymous.then(|| tongue.t("story.anonymous")),
        corrections: corrections(site, tongue, grant, story),
        pictures: parts::pictures(tongue, &story.pictures, text.as_ref()),
        text,
        cite: has_page
            .then(|| cite::view(tongue, &cite::story(site, tongue, grant, story), "cite", cite::Length::Written)),
    }
}
