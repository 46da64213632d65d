//! The regions of a country as a map of equal tiles: a way into the portal.
//!
//! A grant stands with the region that it names, which is the region of its time: where borders have changed since,
//! that is said, and a region that no longer exists has a tile as long as it has grants.

use super::super::tongue::number;
use super::super::{Site, Tongue};
use super::parts::LinkView;
use super::region;
use crate::language::regions::{self, RegionKind};
use crate::language::tiles::{self, Tile};
use crate::language::{Lang, Region};
use crate::model::Grant;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// The map of a country.
#[derive(Debug, Serialize)]
pub(super) struct TileMap {
    country: String,
    /// What was given to the whole country.
    whole: Option<Way>,
    /// In how many regions there are grants, in words.
    includes: String,
    /// How many tiles stand side by side.
    columns: u8,
    /// Rows from the north, in each from the west.
    tiles: Vec<TileView>,
}

/// Where a tile leads and what is there.
#[derive(Debug, Serialize)]
struct Way {
    link: LinkView,
    /// "3 grants", "2 lots".
    counted: Vec<String>,
}

/// A tile.
#[derive(Debug, Serialize)]
struct TileView {
    column: u8,
    row: u8,
    short: &'static str,
    sign: &'static str,
    /// Absent where nothing names the region.
    way: Option<Way>,
    /// How many grants, in figures.
    count: String,
    /// 0 to 3: how many grants, by thirds of the region that has most; below three grants, their number.
    level: usize,
    /// Whether the region no longer exists.
    former: bool,
}

/// A map for each country that the portal names, by its name.
pub(super) fn maps(site: &Site<'_>, tongue: &Tongue<'_>) -> Vec<TileMap> {
    let named = region::all(site);
    let countries: BTreeSet<&str> = named.iter().map(|region| region.country()).collect();
    let countries = countries.into_iter().filter_map(regions::region);
    let mut maps: Vec<TileMap> = countries.map(|country| map(site, tongue, country, &named)).collect();
    tongue.sort(&mut maps, |map| &map.country);
    maps
}

/// Whether a grant stands with a region whose territory was divided later.
pub(super) fn has_former_borders(site: &Site<'_>) -> bool {
    let divided = |region: &Region, grant: &Grant| {
        let first = grant.period.as_ref().map(|period| period.value.first_day());
        region.gave_rise_to().any(|later| first.zip(later.since).is_some_and(|(first, since)| first < since))
    };
    site.portal.grants.iter().any(|grant| grant.regions.iter().any(|region| divided(region.value, grant)))
}

fn map(site: &Site<'_>, tongue: &Tongue<'_>, country: &'static Region, named: &[&'static Region]) -> TileMap {
    let most = site.figures.index.regions.values().map(Vec::len).max().unwrap_or(0);
    let here = |tile: &&Tile| regions::region(tile.code).is_some_and(|region| region.country() == country.code);
    let shown = |tile: &&Tile| named.iter().any(|region| region.code == tile.code) || exists(tile, site.generated);
    let mut places: Vec<&'static Tile> = tiles::all().filter(here).filter(shown).collect();
    places.sort_by_key(|tile| (tile.row, tile.column));
    let tiles: Vec<TileView> = places.into_iter().map(|tile| view(site, tongue, tile, named, most)).collect();
    let with = tiles.iter().filter(|tile| tile.level > 0).count();
    TileMap {
        country: tongue.region(country),
        whole: way(site, tongue, country).filter(|_| named.contains(&country)),
        includes: tongue.say("home.map_includes", &[("of", number(with)), ("count", number(tiles.len()))]),
        columns: tiles.iter().map(|tile| tile.column).max().unwrap_or(0),
        tiles,
    }
}

fn exists(tile: &Tile, day: Date) -> bool {
    regions::region(tile.code).is_some_and(|region| region.existed_on(day) && region.kind != RegionKind::Country)
}

fn view(site: &Site<'_>, tongue: &Tongue<'_>, tile: &Tile, named: &[&'static Region], most: usize) -> TileView {
    let region = named.iter().find(|region| region.code == tile.code);
    let count = grants_in(site, tile.code);
    let lang: Lang = tongue.lang;
    TileView {
        column: tile.column,
        row: tile.row,
        short: tile.short(lang),
        sign: tile.sign(lang),
        way: region.and_then(|region| way(site, tongue, region)),
        count: tongue.locale.number(&count.into()),
        level: (count * 3).div_ceil(most.max(3)),
        former: !exists(tile, site.generated),
    }
}

fn grants_in(site: &Site<'_>, code: &str) -> usize {
    site.figures.index.regions.get(code).map_or(0, Vec::len)
}

fn way(site: &Site<'_>, tongue: &Tongue<'_>, region: &Region) -> Option<Way> {
    let grants = grants_in(site, region.code);
    let lots = site.figures.index.lots_by_region.get(region.code).map_or(0, Vec::len);
    let counted = [("grants.count", grants), ("lots.count", lots)];
    let counted = counted.into_iter().filter(|(_, count)| *count > 0).map(|(word, count)| tongue.count(word, count));
    let link =
        LinkView { title: tongue.region(region).into(), address: tongue.here(&format!("regions/{}/", region.code)) };
    Some(Way { link, counted: counted.collect() }).filter(|way| !way.counted.is_empty())
}
