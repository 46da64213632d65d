//! `/<lang>/regions/`, `/<lang>/themes/`, `/<lang>/years/`: the ways into the portal, one list each.

use super::super::{Body, PageKind, Passage, Site, Subject, Tongue};
use super::tile_map::{self, TileMap};
use serde::Serialize;

/// The list of regions.
pub(super) const REGIONS: PageKind = PageKind {
    name: "regions",
    template: "ways.html",
    pages: |_| vec![(Subject::Whole, "regions/".to_owned())],
    body: |site, tongue, _| {
        let maps = (tile_map::maps(site, tongue), tile_map::has_former_borders(site));
        list(tongue, "regions", regions(site, tongue), maps)
    },
    per_language: true,
    listed: true,
};

/// The list of themes.
pub(super) const THEMES: PageKind = PageKind {
    name: "themes",
    template: "ways.html",
    pages: |_| vec![(Subject::Whole, "themes/".to_owned())],
    body: |site, tongue, _| list(tongue, "themes", themes(site, tongue), (Vec::new(), false)),
    per_language: true,
    listed: true,
};

/// The list of years.
pub(super) const YEARS: PageKind = PageKind {
    name: "years",
    template: "ways.html",
    pages: |_| vec![(Subject::Whole, "years/".to_owned())],
    body: |site, tongue, _| list(tongue, "years", years(site, tongue), (Vec::new(), false)),
    per_language: true,
    listed: true,
};

/// A way into the portal: a region, a theme, a year.
#[derive(Debug, Serialize)]
pub(super) struct Way {
    title: Passage,
    address: String,
    /// What is there.
    about: Option<Passage>,
    /// How many grants are there, in words.
    grants: String,
    /// How many lots are there, in words; absent if none.
    lots: Option<String>,
    /// How many grants are there.
    count: usize,
}

#[derive(Serialize)]
struct View {
    ways: Vec<Way>,
    /// The same as maps, where they are regions.
    maps: Vec<TileMap>,
    former_borders: bool,
}

fn list(tongue: &Tongue<'_>, word: &str, ways: Vec<Way>, (maps, former_borders): (Vec<TileMap>, bool)) -> Body {
    let view = View { ways, maps, former_borders };
    Body::new(tongue.t(&format!("{word}.title")), tongue.t(&format!("{word}.description")), &view)
}

fn way(tongue: &Tongue<'_>, title: Passage, below: String, grants: usize, lots: usize) -> Way {
    Way {
        title,
        address: tongue.here(&below),
        about: None,
        grants: tongue.count("grants.count", grants),
        lots: (lots > 0).then(|| tongue.count("lots.count", lots)),
        count: grants,
    }
}

/// The regions that something names, in the order of the alphabet.
fn regions(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<Way> {
    let index = &site.figures.index;
    let region = |region: &'static crate::language::Region| {
        let grants = index.regions.get(region.code).map_or(0, Vec::len);
        let lots = index.lots_by_region.get(region.code).map_or(0, Vec::len);
        way(tongue, tongue.region(region).into(), format!("regions/{}/", region.code), grants, lots)
    };
    let mut ways: Vec<Way> = super::region::all(site).into_iter().map(region).collect();
    tongue.sort(&mut ways, |way| &way.title.text);
    ways
}

/// The themes, in the order of the alphabet.
pub(super) fn themes(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<Way> {
    let index = &site.figures.index;
    let theme = |(at, theme): (usize, &crate::model::Theme)| {
        let grants = index.themes.get(&at).map_or(0, Vec::len);
        let lots = index.lots_by_theme.get(&at).map_or(0, Vec::len);
        let way = way(tongue, tongue.words(&theme.name), format!("themes/{}/", theme.id), grants, lots);
        Way { about: tongue.optional(theme.description.as_ref()), ..way }
    };
    let mut ways: Vec<Way> = site.portal.themes.iter().enumerate().map(theme).collect();
    tongue.sort(&mut ways, |way| &way.title.text);
    ways
}

/// The years, the latest first.
pub(super) fn years(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<Way> {
    let years = site.figures.index.years.iter().rev();
    years
        .map(|(year, grants)| way(tongue, year.to_string().into(), format!("years/{year}/"), grants.len(), 0))
        .collect()
}
