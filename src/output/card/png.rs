//! A drawing in few colours as a small PNG: one byte for a pixel, and a table of few colours.

use ::png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::Pixmap;
use std::collections::BTreeMap;

type Colour = [u8; 3];

/// How many colours the table of a share card holds: as many as there can be, since a look of one's own may shade them.
pub(super) const OF_CARD: usize = 256;
/// How many the table of a chart holds: its dozen colours, and steps between them at the edges of letters. More of those
/// are seen by nobody, and the file is a tenth larger.
pub(super) const OF_CHART: usize = 64;

/// The file, in at most so many colours, up to 256. Of more than that, the rarest (between a letter and its ground) become
/// the nearest of the others.
pub(super) fn encode(picture: &Pixmap, most: usize) -> Result<Vec<u8>, String> {
    let colours = colours(picture);
    let table = table(&colours, most);
    let places: BTreeMap<Colour, u8> = colours.keys().map(|colour| (*colour, nearest(*colour, &table))).collect();
    let bytes = indexed(picture, &places);
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, picture.width(), picture.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(table.concat());
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&bytes)?;
        writer.finish()
    });
    written.map_err(|error| error.to_string())?;
    Ok(file)
}

/// Runs of one colour: most of a drawing is flat.
fn runs(picture: &Pixmap) -> impl Iterator<Item = (Colour, usize)> {
    let runs = picture.pixels().chunk_by(|a, b| a == b);
    runs.filter_map(|run| run.first().map(|pixel| ([pixel.red(), pixel.green(), pixel.blue()], run.len())))
}

fn colours(picture: &Pixmap) -> BTreeMap<Colour, usize> {
    let mut counts = BTreeMap::new();
    for (colour, length) in runs(picture) {
        *counts.entry(colour).or_default() += length;
    }
    counts
}

/// The most frequent colours, sorted by their values.
fn table(colours: &BTreeMap<Colour, usize>, most: usize) -> Vec<Colour> {
    let mut order: Vec<(&Colour, &usize)> = colours.iter().collect();
    order.sort_by_key(|(colour, count)| (std::cmp::Reverse(**count), **colour));
    let mut table: Vec<Colour> = order.into_iter().take(most).map(|(colour, _)| *colour).collect();
    table.sort_unstable();
    table
}

fn nearest(colour: Colour, table: &[Colour]) -> u8 {
    let far = |other: &Colour| -> u32 { colour.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum() };
    let place = table.iter().enumerate().min_by_key(|(_, other)| far(other)).map_or(0, |(at, _)| at);
    u8::try_from(place).unwrap_or_default()
}

fn indexed(picture: &Pixmap, places: &BTreeMap<Colour, u8>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(picture.pixels().len());
    for (colour, length) in runs(picture) {
        let place = places.get(&colour).copied().unwrap_or_default();
        bytes.resize(bytes.len() + length, place);
    }
    bytes
}
