//! Photos made by code: four quarters of different colour, so that it shows which side is up, with the data
//! about place and camera that phones write into theirs.

// Each test that includes this file needs another part of it.
#![allow(dead_code)]

use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// The colours of the quarters: above left, above right, below left, below right.
pub const QUARTERS: [[u8; 3]; 4] = [[200, 30, 30], [30, 160, 60], [30, 60, 200], [240, 240, 240]];

/// Words of the data that must never be published.
pub const SECRETS: [&[u8]; 5] = [b"Exif", b"43.34567", b"http://ns.adobe.com", b"Telephone 7", b"ICC_PROFILE"];

/// A path, and how the file there is made.
type Sample = (&'static str, fn() -> Vec<u8>);

/// The photos of `tests/golden/photos`, by their paths in the portal folder.
pub const ALBUM: [Sample; 9] = [
    ("content/grants/bak/pictures/aula.jpg", || held(&jpeg(1200, 900), 6)),
    ("content/grants/bak/pictures/jospar 1.png", || png(2000, 1000)),
    ("content/grants/bak/pictures/oqushylar.webp", || webp(1600, 900)),
    ("content/grants/bak/pictures/kishkene.png", || held_png(&png(300, 200), 1)),
    ("content/grants/bak/pictures/jiyn.jpg", || jpeg(640, 480)),
    ("content/grants/bak/stories/alma/pictures/alma.jpg", || held(&jpeg(1800, 1200), 3)),
    ("content/grants/bak/stories/alma/pictures/synyp.jpg", || held(&jpeg(1000, 750), 1)),
    ("content/lots/abattandyru/pictures/syzba.png", || png(900, 600)),
    ("content/pages/about/pictures/kenese.jpg", || jpeg(1000, 600)),
];

/// The picture itself.
pub fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let at = usize::from(2 * x >= width) + 2 * usize::from(2 * y >= height);
        Rgb(QUARTERS[at])
    })
}

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    quarters(width, height).write_to(&mut Cursor::new(&mut bytes), format).expect("memory can be written to");
    bytes
}

/// A JPEG.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Jpeg)
}

/// A PNG.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Png)
}

/// A WebP.
pub fn webp(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::WebP)
}

/// The JPEG as a phone writes it that was held so: with orientation, place and camera (EXIF) and the same in XMP.
pub fn held(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><exif:GPSLatitude>43.34567</exif:GPSLatitude></x:xmpmeta>";
    let exif = [b"Exif\0\0".as_slice(), &exif(orientation)].concat();
    [&jpeg[..2], &segment(0xe1, &exif), &segment(0xe1, xmp), &jpeg[2..]].concat()
}

/// The JPEG with a colour profile.
pub fn with_profile(jpeg: &[u8], profile: &[u8]) -> Vec<u8> {
    let data = [b"ICC_PROFILE\0\x01\x01".as_slice(), profile].concat();
    [&jpeg[..2], &segment(0xe2, &data), &jpeg[2..]].concat()
}

/// A segment of a JPEG.
fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xff, marker], &length[..], data].concat()
}

/// An EXIF block: orientation, camera, and the place in degrees.
fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    let (gps, model) = (50_u32, 80_u32);
    let main = [
        entry(0x0110, 2, 12, model.to_le_bytes()),
        entry(0x0112, 3, 1, [orientation, 0, 0, 0]),
        entry(0x8825, 4, 1, gps.to_le_bytes()),
    ];
    let place = [entry(0x0001, 2, 2, *b"N\0\0\0"), entry(0x0002, 2, 9, (model + 12).to_le_bytes())];
    let mut block = [b"II*\0".as_slice(), &8_u32.to_le_bytes(), &3_u16.to_le_bytes(), &main.concat(), &[0; 4]].concat();
    block.extend([&2_u16.to_le_bytes(), place.concat().as_slice(), &[0; 4]].concat());
    block.extend(b"Telephone 7\0");
    block.extend(b"43.34567\0");
    block
}

/// The beginning of a PNG of this size, and hardly a pixel of it.
pub fn png_header(width: u32, height: u32) -> Vec<u8> {
    let size = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let begin = [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &size)].concat();
    [begin, chunk(b"IDAT", &[0x78, 0x9c, 0x63, 0, 0, 0, 1, 0, 1]), chunk(b"IEND", &[])].concat()
}

/// A PNG with an orientation and a place.
pub fn held_png(png: &[u8], orientation: u8) -> Vec<u8> {
    [&png[..33], &chunk(b"eXIf", &exif(orientation)), &png[33..]].concat()
}

/// A PNG that moves.
pub fn moving_png() -> Vec<u8> {
    let still = png(8, 8);
    [&still[..33], &chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]), &still[33..]].concat()
}

/// A WebP that moves.
pub fn moving_webp() -> Vec<u8> {
    let config = webp::WebPConfig::new().expect("the usual settings");
    let mut film = webp::AnimEncoder::new(8, 8, &config);
    let frames = [quarters(8, 8), RgbImage::new(8, 8)];
    for (time, frame) in [0, 100].into_iter().zip(&frames) {
        film.add_frame(webp::AnimFrame::from_rgb(frame.as_raw(), 8, 8, time));
    }
    film.encode().to_vec()
}

/// A chunk of a PNG.
fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("a short chunk").to_be_bytes();
    let named = [name.as_slice(), data].concat();
    [&length[..], &named, &check_sum(&named).to_be_bytes()].concat()
}

/// The bytes; of a PNG with right check sums, so that damage to it is seen by more than their check.
pub fn with_check_sums(bytes: &[u8]) -> Vec<u8> {
    let mut mended = bytes.to_vec();
    let mut at = 8;
    while bytes.starts_with(b"\x89PNG\r\n\x1a\n")
        && let Some(Ok(length)) = bytes.get(at..at + 4).map(<[u8; 4]>::try_from)
        && let end = at + 8 + u32::from_be_bytes(length) as usize
        && let Some(named) = bytes.get(at + 4..end)
        && let Some(sum) = mended.get_mut(end..end + 4)
    {
        sum.copy_from_slice(&check_sum(named).to_be_bytes());
        at = end + 4;
    }
    mended
}

/// The CRC-32 of PNG.
fn check_sum(bytes: &[u8]) -> u32 {
    let turned = |sum: u32| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| turned(sum)))
}
