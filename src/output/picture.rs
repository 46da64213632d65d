//! Photos as they are published: upright, at most 1 600 pixels wide or high, and without the data about
//! place, time and camera that phones put into them. A new encoding is the only sure way to lose those.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use std::io::Cursor;

/// The longest side, in pixels.
const LONGEST: u32 = 1600;
/// What a decoder may ask for: a photo of 100 megapixels fits, a picture bomb does not.
const LARGEST_SIDE: u32 = 20_000;
const LARGEST_MEMORY: u64 = 512 * 1024 * 1024;
const QUALITY: u8 = 82;

/// The JPEG that is published for the bytes of a JPEG, PNG or WebP file; or why there is none.
pub(super) fn publish(bytes: &[u8]) -> Result<Vec<u8>, String> {
    if is_cut_short(bytes) {
        return Err("the file ends too early".to_owned());
    }
    let picture = upright(bytes).map_err(|error| error.to_string())?;
    let picture = match picture.width().max(picture.height()) > LONGEST {
        true => picture.resize(LONGEST, LONGEST, FilterType::Lanczos3),
        false => picture,
    };
    let mut out = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
    on_white(&picture).write_with_encoder(encoder).map_err(|error| error.to_string())?;
    Ok(out)
}

/// The decoder fills the rest of a JPEG that ends too early with grey and says nothing.
fn is_cut_short(bytes: &[u8]) -> bool {
    let is_jpeg = bytes.starts_with(&[0xff, 0xd8]);
    is_jpeg && !bytes.windows(2).rev().take(64 * 1024).any(|pair| pair == [0xff, 0xd9])
}

fn upright(bytes: &[u8]) -> image::ImageResult<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(LARGEST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// JPEG knows no transparency.
fn on_white(picture: &DynamicImage) -> DynamicImage {
    let picture = picture.to_rgba8();
    let mut ground = image::RgbaImage::from_pixel(picture.width(), picture.height(), image::Rgba([255, 255, 255, 255]));
    image::imageops::overlay(&mut ground, &picture, 0, 0);
    DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(ground).to_rgb8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = DynamicImage::new_rgba8(width, height);
        picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
        bytes
    }

    #[test]
    fn large_pictures_become_smaller_and_stay_in_shape() {
        let published = image::load_from_memory(&publish(&png(3200, 800)).unwrap()).unwrap();
        assert_eq!((published.width(), published.height()), (1600, 400));
    }

    #[test]
    fn what_a_phone_wrote_into_a_photo_is_gone() {
        let mut photo = publish(&png(4, 4)).unwrap();
        let secret = b"\xff\xe1\x00\x16Exif\x00\x00N 43.34, E 52.86";
        photo.splice(2..2, secret.iter().copied());
        assert!(photo.windows(4).any(|part| part == b"Exif"));
        let published = publish(&photo).unwrap();
        assert!(!published.windows(4).any(|part| part == b"Exif"));
    }

    #[test]
    fn broken_and_monstrous_pictures_are_refused() {
        let jpeg = publish(&png(64, 64)).unwrap();
        assert!(publish(&jpeg[..jpeg.len() / 2]).is_err());
        assert!(publish(b"no picture").is_err());
        assert!(publish(&png(1, 20_001)).is_err());
    }
}
