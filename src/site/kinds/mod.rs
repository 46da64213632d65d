//! The kinds of pages, one file each. A new kind is a file here, a line in [`ALL`], a template in
//! `themes/default/templates` and words in `themes/default/words`.

mod changes;
mod choice;
mod completeness;
mod data;
mod editions;
mod feed;
mod feeds;
mod figures;
mod gathered;
mod gone;
mod grant;
mod grants;
mod home;
mod lists;
mod lots;
mod media;
mod methodology;
pub(super) mod moved;
mod not_found;
mod organisations;
mod page;
mod paging;
pub(super) mod parts;
mod pledge;
mod region;
mod search;
mod stories;
mod tile_map;

use super::PageKind;
pub(super) use grant::{CHARTS, charts_of, figure_name};
pub(super) use region::all as regions;

/// Every kind of page.
pub const ALL: &[PageKind] = &[
    choice::KIND,
    home::KIND,
    grants::KIND,
    grant::KIND,
    figures::GRANT,
    lots::LIST,
    lots::ONE,
    figures::LOT,
    stories::LIST,
    stories::ONE,
    media::LIST,
    media::OUTLET,
    organisations::LIST,
    organisations::ONE,
    lists::REGIONS,
    lists::THEMES,
    lists::YEARS,
    region::KIND,
    gathered::THEME,
    gathered::YEAR,
    search::KIND,
    data::KIND,
    data::TABLE,
    data::OF_GRANT,
    completeness::GRANTS,
    completeness::ORGANISATIONS,
    methodology::METHODOLOGY,
    methodology::GLOSSARY,
    methodology::ACCESSIBILITY,
    page::KIND,
    moved::KIND,
    editions::KIND,
    changes::KIND,
    changes::FEED,
    feeds::FEED,
    feeds::SITEMAP,
    not_found::KIND,
    gone::KIND,
];
