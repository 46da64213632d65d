//! Photos: what they say of themselves, and what is published of them.

use super::photo;
use esep::finding::Place;
use esep::model::Picture;
use esep::output::cache::NoCache;
use esep::output::photo::publish;
use esep::output::sink::MemorySink;
use esep::read::{Memory, Photo};
use esep::site::photo::{VariantKind, variants};

const PATH: &str = "content/grants/bak/pictures/a.jpg";
/// How many pixels are decoded here; larger photos are only looked at.
const PIXELS: u32 = 250_000;

/// A photo that can be shown is published in its sizes, without a word of what it carried, or is told to be damaged.
pub fn picture(bytes: &[u8]) {
    let bytes = photo::with_check_sums(bytes);
    let looked_at = Photo::of(&bytes);
    assert_eq!(looked_at, Photo::of(&bytes), "the same bytes");
    let Ok(photo) = looked_at else { return };
    assert!(photo.width > 0 && photo.height > 0 && photo.width.max(photo.height) <= 30_000, "{photo:?}");
    let pixels = photo.width.checked_mul(photo.height).filter(|pixels| *pixels <= 120_000_000);
    if pixels.expect("a size that is taken") <= PIXELS {
        published(photo, bytes);
    }
}

fn published(photo: Photo, bytes: Vec<u8>) {
    let picture = Picture {
        path: PATH.to_owned(),
        place: Place::file(&"content/grants/bak/grant.toml".into()),
        description: None,
        credit: None,
        consent: None,
        photo,
        published_path: "pictures/grants/bak/pictures/a.jpg".to_owned(),
    };
    let (files, sink) = (Memory::default().with(PATH, bytes), MemorySink::default());
    let findings = publish(&[&picture], &files, &NoCache, &sink).unwrap();
    let published = sink.into_files();
    if !findings.is_empty() {
        assert!(published.is_empty(), "damaged, and published");
        return;
    }
    for variant in variants(&picture) {
        let made = &published[&variant.path];
        let seen = Photo::of(made).unwrap();
        let is_webp = seen.kind.name() == "WebP";
        assert_eq!(
            (seen.width, seen.height, is_webp),
            (variant.width, variant.height, variant.kind == VariantKind::WebP)
        );
        for secret in photo::SECRETS {
            assert!(!made.windows(secret.len()).any(|part| part == secret), "{}", variant.path);
        }
    }
}
