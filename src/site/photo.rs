//! Photos as pages show them: the files that are published of each, and what the template arranges.

use super::{Passage, Tongue};
use crate::model::Picture;
use serde::Serialize;
use std::collections::BTreeMap;

/// The longest sides in which a photo is published, in pixels: for a phone, for a sharp phone or a column of
/// text, for a full screen. It is never made larger than it is.
const STEPS: [u32; 3] = [480, 960, 1600];
/// Changed whenever photos are made in another way, so that their names change with their bytes.
pub const RECIPE: &str = "photo 1";

/// The kinds of files that are published of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariantKind {
    /// For every browser of the last years.
    WebP,
    /// For all others, for previews and for those who save the photo.
    Jpeg,
}

impl VariantKind {
    fn ending(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
        }
    }
}

/// One file of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Where it is published, from the root of the site.
    pub path: String,
    /// Its kind.
    pub kind: VariantKind,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Every file of a photo, by kind from small to large. The largest JPEG has the address that stays; the
/// names of all others change with the photo.
pub fn variants(picture: &Picture) -> Vec<Variant> {
    let sizes = sizes(picture.photo.width, picture.photo.height);
    let stem = picture.published_path.strip_suffix(".jpg").unwrap_or(&picture.published_path);
    let mark = mark(&picture.photo.hash);
    let variant = |kind: VariantKind, (width, height): (u32, u32)| Variant {
        path: format!("{stem}-{width}-{mark}.{}", kind.ending()),
        kind,
        width,
        height,
    };
    let kinds = [VariantKind::WebP, VariantKind::Jpeg].into_iter();
    let mut all: Vec<Variant> = kinds
        .flat_map(|kind| sizes.iter().map(move |size| (kind, *size)))
        .map(|(kind, size)| variant(kind, size))
        .collect();
    if let Some(largest) = all.last_mut() {
        largest.path.clone_from(&picture.published_path);
    }
    all
}

/// Width and height of each file, from small to large. Steps close below the largest would save nothing; of several that
/// are equally wide, which a tall line has, the largest is enough, as files are named by their width.
fn sizes(width: u32, height: u32) -> Vec<(u32, u32)> {
    let longest = width.max(height);
    let largest = longest.min(STEPS[STEPS.len() - 1]);
    let steps = STEPS.into_iter().filter(|step| step * 5 <= largest * 4).chain([largest]);
    let sizes = steps.map(|step| (scaled(width, step, longest), scaled(height, step, longest)));
    let by_width: BTreeMap<u32, u32> = sizes.collect();
    by_width.into_iter().collect()
}

/// `side · step / longest`, rounded, at least 1.
fn scaled(side: u32, step: u32, longest: u32) -> u32 {
    let (side, step, longest) = (u64::from(side), u64::from(step), u64::from(longest.max(1)));
    u32::try_from((side * step * 2 + longest) / (longest * 2)).unwrap_or(u32::MAX).max(1)
}

fn mark(hash: &[u8; 32]) -> String {
    let mark = blake3::Hasher::new().update(RECIPE.as_bytes()).update(hash).finalize();
    mark.to_hex()[..10].to_owned()
}

/// A photo with its words.
#[derive(Debug, Clone, Serialize)]
pub struct PhotoView {
    /// The largest JPEG.
    pub address: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// WebP files from small to large.
    pub webp: Vec<SizeView>,
    /// JPEG files from small to large.
    pub jpeg: Vec<SizeView>,
    /// What it shows.
    pub description: Passage,
    /// Who made it.
    pub credit: Option<Passage>,
    /// Whether the people shown have agreed, or that this is not stated.
    pub consent: String,
}

/// One file of a photo.
#[derive(Debug, Clone, Serialize)]
pub struct SizeView {
    /// Its address.
    pub address: String,
    /// Its width in pixels.
    pub width: u32,
}

/// A picture that is shown: it has a description and no refusal; the others are reported.
pub(super) fn view(tongue: &Tongue<'_>, picture: &Picture) -> Option<PhotoView> {
    let description = tongue.words(picture.description.as_ref().filter(|_| picture.is_shown())?);
    let variants = variants(picture);
    let largest = variants.last()?;
    let of = |kind: VariantKind| {
        let size = |it: &Variant| SizeView { address: format!("/{}", it.path), width: it.width };
        variants.iter().filter(|variant| variant.kind == kind).map(size).collect()
    };
    Some(PhotoView {
        address: format!("/{}", largest.path),
        width: largest.width,
        height: largest.height,
        webp: of(VariantKind::WebP),
        jpeg: of(VariantKind::Jpeg),
        description,
        credit: tongue.optional(picture.credit.as_ref()),
        consent: tongue.t(&format!("photo.consent.{}", picture.consent.map_or("not-stated", |it| it.code()))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_come_in_steps_and_are_never_enlarged() {
        for ((width, height), expected) in [
            ((4000, 3000), vec![(480, 360), (960, 720), (1600, 1200)]),
            ((3000, 4000), vec![(360, 480), (720, 960), (1200, 1600)]),
            ((1600, 900), vec![(480, 270), (960, 540), (1600, 900)]),
            ((1000, 500), vec![(480, 240), (1000, 500)]),
            ((500, 333), vec![(500, 333)]),
            ((1, 1), vec![(1, 1)]),
            ((30_000, 2), vec![(480, 1), (960, 1), (1600, 1)]),
            ((2, 30_000), vec![(1, 1600)]),
        ] {
            assert_eq!(sizes(width, height), expected);
        }
    }
}
