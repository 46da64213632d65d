//! How many people the publications reached: a bar for each outlet, a scale for each measure.

use super::bars::{Bar, widest};
use super::ink::Ink;
use super::scale::largest;
use super::sheet::{COLUMN, Sheet};
use super::svg::{Block, Rect};
use super::text::{LABEL, SMALL};
use crate::site::chart::{Outlet, Reach, ReachGroup};

/// Lays the chart out.
pub fn sheet(chart: &Reach) -> Sheet {
    let mut sheet = Sheet::default();
    let mut rows = 0..;
    for group in chart.groups.iter().filter(|group| !group.outlets.is_empty()) {
        sheet.heading(Some(&group.measure));
        for (outlet, at) in group.outlets.iter().zip(rows.by_ref()) {
            sheet.pair(words(outlet).says(at), drawing(group, outlet).says(at), 12.0);
        }
    }
    sheet
}

fn words(outlet: &Outlet) -> Block {
    let mut block = Block::default();
    let bottom = block.paragraph((0.0, 0.0), COLUMN, LABEL, &outlet.label);
    block.paragraph((0.0, bottom), COLUMN, SMALL, &outlet.publications.as_str().into());
    block
}

fn drawing(group: &ReachGroup, outlet: &Outlet) -> Block {
    let mut block = Block::default();
    let most = largest(group.outlets.iter().map(|outlet| outlet.reach));
    let written = widest(group.outlets.iter().map(|outlet| bar(outlet).words_width()));
    let w = (COLUMN - written).max(COLUMN / 4.0);
    bar(outlet).draw(&mut block, Rect { x: 0.0, y: 2.0, w, h: 18.0 }, most);
    block
}

fn bar(outlet: &Outlet) -> Bar<'_> {
    Bar { value: outlet.reach, written: &outlet.written, aside: "", ink: Ink::series(0) }
}
