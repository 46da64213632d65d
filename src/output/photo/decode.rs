//! From the bytes of a file to pixels, upright and in sRGB.

use crate::read::on_its_side;
use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{FilterType, IntoImageView, IntoImageViewMut, PixelTrait, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage, Rgba};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::io::Cursor;

/// What a decoder may ask for, in bytes: a photo with as many pixels as are taken fits, one with 16 bits for
/// each colour as well if it is smaller.
const LARGEST_MEMORY: u64 = 640 * 1024 * 1024;

/// A photo as it was taken.
pub(super) struct Decoded {
    pixels: DynamicImage,
    orientation: Orientation,
    /// Its colours, where they are not those of the web.
    profile: Option<ColorProfile>,
}

impl Decoded {
    /// Decodes a whole file.
    ///
    /// # Errors
    /// What is wrong with it, as an English sentence.
    pub(super) fn of(bytes: &[u8], format: ImageFormat) -> Result<Self, String> {
        if format == ImageFormat::Jpeg && !has_end(bytes) {
            return Err("the file ends too early".to_owned());
        }
        Self::decode(bytes, format).map_err(|error| error.to_string())
    }

    fn decode(bytes: &[u8], format: ImageFormat) -> image::ImageResult<Self> {
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut limits = Limits::default();
        limits.max_alloc = Some(LARGEST_MEMORY);
        reader.limits(limits);
        let mut decoder = reader.into_decoder()?;
        let orientation = decoder.orientation()?;
        // A profile that nobody understands is as good as none: browsers show such a photo all the same.
        let profile = decoder.icc_profile().ok().flatten().and_then(|icc| ColorProfile::new_from_slice(&icc).ok());
        let profile = profile.filter(|profile| profile.color_space == DataColorSpace::Rgb);
        Ok(Self { pixels: DynamicImage::from_decoder(decoder)?, orientation, profile })
    }

    /// The photo upright, in this size, which has its proportions.
    ///
    /// # Errors
    /// What the library says.
    pub(super) fn sized(&self, width: u32, height: u32) -> Result<RgbImage, String> {
        let (width, height) = if on_its_side(self.orientation) { (height, width) } else { (width, height) };
        let pixels = resized(&self.pixels, width, height)?;
        // Turned when it is small: a large photo would need its memory twice.
        let mut pixels = DynamicImage::ImageRgb8(in_srgb(on_white(pixels), self.profile.as_ref()));
        pixels.apply_orientation(self.orientation);
        Ok(pixels.into_rgb8())
    }
}

/// Two kinds of pixels are enough for the web; all that the library knows would take as long to compile as a fifth of
/// this program.
fn resized(pixels: &DynamicImage, width: u32, height: u32) -> Result<DynamicImage, String> {
    if (pixels.width(), pixels.height()) == (width, height) {
        return Ok(pixels.clone());
    }
    match pixels {
        DynamicImage::ImageRgb8(_) => resized_as::<U8x3>(pixels, width, height),
        DynamicImage::ImageRgba8(_) => resized_as::<U8x4>(pixels, width, height),
        other if other.color().has_alpha() => {
            resized_as::<U8x4>(&DynamicImage::ImageRgba8(other.to_rgba8()), width, height)
        }
        other => resized_as::<U8x3>(&DynamicImage::ImageRgb8(other.to_rgb8()), width, height),
    }
}

fn resized_as<P: PixelTrait>(pixels: &DynamicImage, width: u32, height: u32) -> Result<DynamicImage, String> {
    let mut small = DynamicImage::new(width, height, pixels.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    let (Some(from), Some(mut to)) = (pixels.image_view::<P>(), small.image_view_mut::<P>()) else {
        return Err("its pixels are of another kind".to_owned());
    };
    Resizer::new().resize_typed(&from, &mut to, &options).map_err(|error| error.to_string())?;
    drop(to);
    Ok(small)
}

/// JPEG knows no transparency, and the words on a transparent drawing are black on a dark page too.
fn on_white(pixels: DynamicImage) -> RgbImage {
    if !pixels.color().has_alpha() {
        return pixels.into_rgb8();
    }
    let pixels = pixels.into_rgba8();
    let over = |Rgba([r, g, b, alpha]): Rgba<u8>| {
        let mixed = |colour: u8| (u16::from(colour) * u16::from(alpha) + 255 * (255 - u16::from(alpha)) + 127) / 255;
        Rgb([r, g, b].map(|colour| u8::try_from(mixed(colour)).unwrap_or(u8::MAX)))
    };
    RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| over(*pixels.get_pixel(x, y)))
}

/// The colours of newer phones are wider than those of the web; without their profile they would look pale.
fn in_srgb(pixels: RgbImage, profile: Option<&ColorProfile>) -> RgbImage {
    let to_srgb = |profile: &ColorProfile| {
        let srgb = ColorProfile::new_srgb();
        let transform = profile.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, TransformOptions::default());
        let mut converted = RgbImage::new(pixels.width(), pixels.height());
        transform.ok()?.transform(&pixels, &mut converted).ok()?;
        Some(converted)
    };
    profile.and_then(to_srgb).unwrap_or(pixels)
}

/// Whether a JPEG goes on to its end. The decoder fills what is missing with grey and says nothing. A search
/// for the last two bytes would not do: phones append films to photos, and put small photos into large ones.
fn has_end(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(marker) = next_marker(bytes, at) {
        match bytes.get(marker + 1) {
            Some(0xd9) => return true,
            Some(0x01 | 0xd0..=0xd8) => at = marker + 2,
            _ => match bytes.get(marker + 2..marker + 4) {
                Some(&[high, low]) => at = marker + 2 + usize::from(u16::from_be_bytes([high, low])),
                _ => return false,
            },
        }
    }
    false
}

/// Where the next marker begins; in the picture itself, 255 is followed by 0.
fn next_marker(bytes: &[u8], from: usize) -> Option<usize> {
    let pairs = bytes.get(from..)?.windows(2);
    pairs.enumerate().find(|(_, pair)| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff)).map(|(at, _)| from + at)
}
