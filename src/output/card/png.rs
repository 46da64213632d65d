//! A drawing in few colours as a small PNG: one byte for a pixel, and a table of few colours.

use ::png::{BitDepth, ColorType, Compression, Encoder, Filter};
use foldhash::HashMap;
use resvg::tiny_skia::Pixmap;
use std::cmp::Reverse;

type Colour = [u8; 3];
/// A colour and that it is opaque: drawings stand on a ground.
type Pixel = [u8; 4];

/// How many colours the table of a share card holds: as many as there can be, since a look of one's own may shade them.
pub(super) const OF_CARD: usize = 256;
/// How many the table of a chart holds: its dozen colours, and steps between them at the edges of letters. More of those
/// are seen by nobody, and the file is a tenth larger.
pub(super) const OF_CHART: usize = 64;

/// How far apart colours are kept before the rarer ones are given up, in squared steps of the three channels: what is drawn
/// in a colour of its own, be it three pixels wide, never takes that of another mark.
const APART: u32 = 48 * 48;

/// The file, in at most so many colours, up to 256. Of more than that, the rarest (between a letter and its ground) become
/// the nearest of the others.
pub(super) fn encode(picture: &Pixmap, most: usize) -> Result<Vec<u8>, String> {
    let colours = colours(picture);
    let table = table(&colours, most);
    let places: HashMap<Colour, u8> = colours.iter().map(|(colour, _)| (*colour, nearest(*colour, &table))).collect();
    let bytes = indexed(picture, &places);
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, picture.width(), picture.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(table.concat());
    // The highest compression takes six times as long for files that are a twelfth smaller.
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&bytes)?;
        writer.finish()
    });
    written.map_err(|error| error.to_string())?;
    Ok(file)
}

/// Rows, and how many of the same follow each other: most of a drawing is flat.
fn rows(picture: &Pixmap) -> Vec<(&[Pixel], usize)> {
    let mut rows: Vec<(&[Pixel], usize)> = Vec::new();
    let (pixels, _) = picture.data().as_chunks();
    for row in pixels.chunks_exact(picture.width() as usize) {
        match rows.last_mut() {
            Some((last, alike)) if *last == row => *alike += 1,
            _ => rows.push((row, 1)),
        }
    }
    rows
}

/// Pixels of one colour side by side.
fn runs(row: &[Pixel]) -> impl Iterator<Item = (Colour, usize)> {
    let runs = row.chunk_by(|a, b| a == b);
    runs.filter_map(|run| run.first().map(|[red, green, blue, _]| ([*red, *green, *blue], run.len())))
}

/// All colours with their pixels: the most frequent first, and those of equal number by their values.
fn colours(picture: &Pixmap) -> Vec<(Colour, usize)> {
    let mut counts: HashMap<Colour, usize> = HashMap::default();
    for (row, alike) in rows(picture) {
        for (colour, length) in runs(row) {
            *counts.entry(colour).or_default() += length * alike;
        }
    }
    let mut colours: Vec<(Colour, usize)> = counts.into_iter().collect();
    colours.sort_unstable_by_key(|(colour, count)| (Reverse(*count), *colour));
    colours
}

/// The colours that are kept, sorted by their values: first those far from each other, then the most frequent.
fn table(colours: &[(Colour, usize)], most: usize) -> Vec<Colour> {
    let mut table: Vec<Colour> = Vec::new();
    for apart in [APART, 1] {
        for (colour, _) in colours {
            if table.len() < most && table.iter().all(|other| distance(*colour, *other) >= apart) {
                table.push(*colour);
            }
        }
    }
    table.sort_unstable();
    table
}

fn distance(one: Colour, other: Colour) -> u32 {
    one.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

fn nearest(colour: Colour, table: &[Colour]) -> u8 {
    let place = table.iter().enumerate().min_by_key(|(_, other)| distance(colour, **other)).map_or(0, |(at, _)| at);
    u8::try_from(place).unwrap_or_default()
}

fn indexed(picture: &Pixmap, places: &HashMap<Colour, u8>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(picture.pixels().len());
    for (row, alike) in rows(picture) {
        let start = bytes.len();
        for (colour, length) in runs(row) {
            let place = places.get(&colour).copied().unwrap_or_default();
            bytes.resize(bytes.len() + length, place);
        }
        let end = bytes.len();
        (1..alike).for_each(|_| bytes.extend_from_within(start..end));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::tiny_skia::{Color, Paint, Rect, Transform};

    #[test]
    fn a_thin_bar_keeps_its_colour_where_hundreds_of_shades_are_more_frequent() {
        let mut picture = Pixmap::new(256, 40).expect("a small picture");
        let fill = |picture: &mut Pixmap, [red, green, blue]: Colour, at: (f32, f32, f32, f32)| {
            let mut paint = Paint::default();
            paint.set_color(Color::from_rgba8(red, green, blue, 255));
            let place = Rect::from_xywh(at.0, at.1, at.2, at.3).expect("a place");
            picture.fill_rect(place, &paint, Transform::identity(), None);
        };
        for shade in 0..=255_u8 {
            fill(&mut picture, [shade; 3], (f32::from(shade), 0.0, 1.0, 40.0));
        }
        let bar = [200, 30, 10];
        fill(&mut picture, bar, (10.0, 3.0, 1.0, 9.0));
        let table = table(&colours(&picture), 16);
        assert!(table.contains(&bar), "{table:?}");
        assert_eq!(table.len(), 16);
    }
}
