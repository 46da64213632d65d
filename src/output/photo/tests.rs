//! Photos made by code, published and looked at again.

use super::*;
use crate::finding::Place;
use crate::output::cache::{MemoryCache, NoCache};
use crate::output::sink::{MemorySink, NullSink};
use crate::photo_samples::{self as samples, QUARTERS, SECRETS};
use crate::read::{Memory, Photo};
use image::{ImageFormat, RgbImage};
use moxcms::ColorProfile;
use std::collections::BTreeMap;

type Site = BTreeMap<String, Vec<u8>>;

fn picture(name: &str, photo: Photo) -> Picture {
    Picture {
        path: format!("content/pictures/{name}"),
        place: Place::file(&"content/grant.toml".into()),
        description: None,
        credit: None,
        consent: None,
        photo,
        published_path: format!("pictures/{name}.jpg"),
    }
}

fn portal(files: &[(&str, Vec<u8>)]) -> (Vec<Picture>, Memory) {
    let pictures = files.iter().map(|(name, bytes)| picture(name, Photo::of(bytes).expect("a photo")));
    let memory = Memory::default();
    let content =
        files.iter().fold(memory, |all, (name, bytes)| all.with(&format!("content/pictures/{name}"), bytes.clone()));
    (pictures.collect(), content)
}

fn published(files: &[(&str, Vec<u8>)], cache: &dyn Cache) -> (Site, Findings) {
    let (pictures, content) = portal(files);
    let sink = MemorySink::default();
    let pictures: Vec<&Picture> = pictures.iter().collect();
    let findings = publish(&pictures, &content, cache, &sink).expect("memory takes everything");
    (sink.into_files(), findings)
}

fn decoded(path: &str, bytes: &[u8]) -> RgbImage {
    let format = if path.ends_with(".webp") { ImageFormat::WebP } else { ImageFormat::Jpeg };
    image::load_from_memory_with_format(bytes, format).expect("a sound file").into_rgb8()
}

/// The colours in the middle of the quarters, each as the nearest of those that photos are made with.
fn quarters(photo: &RgbImage) -> [usize; 4] {
    let nearest = |pixel: [u8; 3]| {
        let distance =
            |colour: &[u8; 3]| -> u32 { colour.iter().zip(pixel).map(|(a, b)| u32::from(a.abs_diff(b))).sum() };
        (0..4).min_by_key(|at| distance(&QUARTERS[*at])).expect("four colours")
    };
    [(1, 1), (3, 1), (1, 3), (3, 3)]
        .map(|(x, y)| nearest(photo.get_pixel(photo.width() * x / 4, photo.height() * y / 4).0))
}

#[test]
fn every_size_is_upright_however_the_phone_was_held() {
    // Which quarter of the file is where when the photo is upright (EXIF 2.32, tag Orientation).
    let upright = [
        [0, 1, 2, 3],
        [1, 0, 3, 2],
        [3, 2, 1, 0],
        [2, 3, 0, 1],
        [0, 2, 1, 3],
        [2, 0, 3, 1],
        [3, 1, 2, 0],
        [1, 3, 0, 2],
    ];
    for (orientation, expected) in (1..=8).zip(upright) {
        let jpeg = samples::held(&samples::jpeg(640, 480), orientation);
        let png = samples::held_png(&samples::png(640, 480), orientation);
        for (name, bytes) in [("a.jpg", jpeg), ("a.png", png)] {
            let (site, findings) = published(&[(name, bytes)], &NoCache);
            assert_eq!(findings, []);
            assert_eq!(site.len(), 4);
            for (path, bytes) in &site {
                let photo = decoded(path, bytes);
                assert_eq!(quarters(&photo), expected, "{path} {orientation}");
                assert_eq!(photo.width() > photo.height(), orientation < 5, "{path} {orientation}");
            }
        }
    }
}

#[test]
fn the_files_have_the_size_that_the_page_says() {
    let (pictures, _) = portal(&[("a.jpg", samples::jpeg(2000, 1501)), ("b.webp", samples::webp(300, 1000))]);
    let (site, _) = published(&[("a.jpg", samples::jpeg(2000, 1501)), ("b.webp", samples::webp(300, 1000))], &NoCache);
    let variants: Vec<Variant> = pictures.iter().flat_map(variants).collect();
    assert_eq!(variants.len(), site.len());
    for variant in variants {
        let photo = decoded(&variant.path, &site[&variant.path]);
        assert_eq!((photo.width(), photo.height()), (variant.width, variant.height), "{}", variant.path);
    }
}

#[test]
fn what_a_phone_wrote_into_a_photo_is_gone() {
    let profile = ColorProfile::new_display_p3().encode().expect("a profile");
    let jpeg = samples::with_profile(&samples::held(&samples::jpeg(1000, 800), 6), &profile);
    let holds = |bytes: &[u8], secret: &[u8]| bytes.windows(secret.len()).any(|part| part == secret);
    assert!(SECRETS.iter().all(|secret| holds(&jpeg, secret)));
    let png = samples::held_png(&samples::png(1000, 800), 6);
    let (site, _) = published(&[("a.jpg", jpeg), ("b.png", png)], &NoCache);
    assert_eq!(site.len(), 8);
    for (path, bytes) in site {
        let more: [&[u8]; 4] = [b"EXIF", b"XMP ", b"ICCP", b"eXIf"];
        assert!(!SECRETS.iter().chain(&more).any(|secret| holds(&bytes, secret)), "{path}");
    }
}

#[test]
fn wide_colours_become_those_of_the_web() {
    let profile = ColorProfile::new_display_p3().encode().expect("a profile");
    let green = |jpeg: Vec<u8>| {
        let (site, _) = published(&[("a.jpg", jpeg)], &NoCache);
        decoded("a.jpg", &site["pictures/a.jpg.jpg"]).get_pixel(75, 25).0
    };
    let [plain, wide] = [samples::jpeg(100, 100), samples::with_profile(&samples::jpeg(100, 100), &profile)].map(green);
    // (30, 160, 60) in Display P3 lies outside sRGB: red falls to nothing there, green rises.
    assert!(plain.iter().zip(QUARTERS[1]).all(|(is, was)| is.abs_diff(was) < 8), "{plain:?}");
    assert!(wide[0] < 8 && wide[1] > plain[1], "{wide:?} {plain:?}");
}

#[test]
fn drawings_without_ground_stand_on_white() {
    let mut bytes = Vec::new();
    let clear = image::RgbaImage::from_pixel(40, 40, image::Rgba([0, 0, 0, 0]));
    clear.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png).expect("memory can be written to");
    let (site, _) = published(&[("a.png", bytes)], &NoCache);
    for (path, bytes) in site {
        assert!(decoded(&path, &bytes).pixels().all(|pixel| pixel.0.iter().all(|part| *part > 250)), "{path}");
    }
}

/// Drawings come with one, two or four colours of 8 or 16 bits.
#[test]
fn pixels_of_every_kind_are_made_small() {
    let quarters = image::load_from_memory(&samples::png(1000, 800)).expect("a photo");
    let grey = quarters.to_luma8().get_pixel(250, 200).0[0];
    let kinds: [(&str, image::DynamicImage); 7] = [
        ("rgba", quarters.to_rgba8().into()),
        ("rgb16", quarters.to_rgb16().into()),
        ("rgba16", quarters.to_rgba16().into()),
        ("grey", quarters.to_luma8().into()),
        ("grey-alpha", quarters.to_luma_alpha8().into()),
        ("grey16", quarters.to_luma16().into()),
        ("grey-alpha16", quarters.to_luma_alpha16().into()),
    ];
    for (kind, pixels) in kinds {
        let mut bytes = Vec::new();
        pixels.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png).expect("memory can be written to");
        let (site, findings) = published(&[("a.png", bytes)], &NoCache);
        assert_eq!(findings, [], "{kind}");
        assert!(!site.is_empty(), "{kind}");
        for (path, bytes) in site {
            let small = decoded(&path, &bytes);
            if kind.starts_with("grey") {
                let pixel = small.get_pixel(small.width() / 4, small.height() / 4).0;
                assert!(pixel.iter().all(|part| part.abs_diff(grey) < 8), "{kind} {path}: {pixel:?}, not {grey}");
            } else {
                assert_eq!(self::quarters(&small), [0, 1, 2, 3], "{kind} {path}");
            }
        }
    }
}

#[test]
fn broken_photos_are_told_and_the_others_are_made() {
    let whole =
        [("a.jpg", samples::jpeg(640, 480)), ("b.png", samples::png(640, 480)), ("c.webp", samples::webp(640, 480))];
    // A photo in which the camera put a small one still breaks off.
    let with_preview = samples::with_profile(&samples::jpeg(640, 480), &samples::jpeg(8, 8));
    let cut = |bytes: &[u8]| bytes[..bytes.len() * 9 / 10].to_vec();
    let mut files: Vec<(&str, Vec<u8>)> = whole.iter().map(|(name, bytes)| (*name, cut(bytes))).collect();
    files.push(("d.jpg", cut(&with_preview)));
    files.push(("sound.jpg", samples::jpeg(64, 64)));
    let (site, findings) = published(&files, &NoCache);
    let codes: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::PictureUnreadable; 4]);
    assert_eq!(site.len(), 2);
}

#[test]
fn what_follows_a_photo_in_its_file_does_no_harm() {
    let film = [samples::jpeg(64, 64), vec![0x55; 100_000]].concat();
    assert_eq!(published(&[("a.jpg", film)], &NoCache).1, []);
}

#[test]
fn with_and_without_cache_the_bytes_are_the_same() {
    let files = [("a.jpg", samples::held(&samples::jpeg(1200, 900), 6)), ("b.png", samples::png(500, 500))];
    let (fresh, _) = published(&files, &NoCache);
    let cache = MemoryCache::default();
    let (first, _) = published(&files, &cache);
    assert_eq!(cache.count(), fresh.len());
    let (second, _) = published(&files, &cache);
    assert_eq!(cache.count(), fresh.len());
    assert!(fresh == first && fresh == second);
    let (third, _) = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a thread")
        .install(|| published(&files, &NoCache));
    assert!(fresh == third);
}

/// A photo that is in the cache is not even read.
#[test]
fn the_cache_spares_the_work() {
    let file = [("a.jpg", samples::jpeg(640, 480))];
    let cache = MemoryCache::default();
    let (site, _) = published(&file, &cache);
    let (pictures, _) = portal(&file);
    let sink = MemorySink::default();
    let findings = publish(&[&pictures[0]], &Memory::default(), &cache, &sink).expect("memory takes everything");
    assert_eq!(findings, []);
    assert!(sink.into_files() == site);
}

/// A photo that another program writes meanwhile must not be kept under the name of the old one.
#[test]
fn a_photo_that_changes_during_the_build_is_told() {
    let (pictures, _) = portal(&[("a.jpg", samples::jpeg(640, 480))]);
    let (_, other) = portal(&[("a.jpg", samples::jpeg(64, 48))]);
    let cache = MemoryCache::default();
    let findings = publish(&[&pictures[0]], &other, &cache, &MemorySink::default()).expect("memory takes everything");
    assert_eq!(findings.len(), 1);
    assert_eq!(cache.count(), 0);
}

#[test]
fn a_check_looks_and_makes_nothing() {
    let files = [("a.jpg", samples::jpeg(64, 64)), ("b.jpg", samples::jpeg(64, 64)[..700].to_vec())];
    let (pictures, content) = portal(&files);
    let cache = MemoryCache::default();
    let all: Vec<&Picture> = pictures.iter().collect();
    let findings = publish(&all, &content, &cache, &NullSink).expect("nothing is written");
    assert_eq!(findings.len(), 1);
    assert_eq!(cache.count(), 0);
}

#[test]
fn large_photos_wait_for_each_other() {
    let large = Photo { width: 12_000, height: 9_000, ..Photo::of(&samples::png_header(8, 8)).expect("a photo") };
    let small = Photo { width: 4_000, height: 3_000, ..large.clone() };
    let sizes = [&large, &large, &small, &small, &large].map(|photo| picture("a.png", photo.clone()));
    let pictures: Vec<&Picture> = sizes.iter().collect();
    let lengths: Vec<usize> = waves(&pictures).iter().map(|wave| wave.len()).collect();
    assert_eq!(lengths, [1, 2, 2]);
    assert!(waves(&pictures).iter().all(|wave| wave.iter().map(|picture| pixels(picture)).sum::<u64>() <= WAVE));
    assert_eq!(waves(&[]).len(), 0);
}
