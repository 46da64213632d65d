//! From pixels to the bytes of a file, without a word about where they come from.

use crate::site::photo::VariantKind;
use image::RgbImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// From 0 to 100: here hardly anybody sees a difference to the photo, and the two kinds look alike.
const WEBP_QUALITY: f32 = 76.0;
const JPEG_QUALITY: u8 = 80;

/// What is done; changed whenever it is done in another way.
pub(super) fn recipe(kind: VariantKind) -> &'static str {
    match kind {
        VariantKind::WebP => "photo 2: WebP 76",
        VariantKind::Jpeg => "photo 2: JPEG 80, progressive, 4:2:0",
    }
}

/// The file.
///
/// # Errors
/// What the encoder says.
pub(super) fn encoded(pixels: &RgbImage, kind: VariantKind) -> Result<Vec<u8>, String> {
    match kind {
        VariantKind::WebP => webp(pixels),
        VariantKind::Jpeg => jpeg(pixels),
    }
}

fn webp(pixels: &RgbImage) -> Result<Vec<u8>, String> {
    let encoder = webp::Encoder::from_rgb(pixels, pixels.width(), pixels.height());
    let bytes = encoder.encode_simple(false, WEBP_QUALITY).map_err(|error| format!("{error:?}"))?;
    Ok(bytes.to_vec())
}

fn jpeg(pixels: &RgbImage) -> Result<Vec<u8>, String> {
    let side = |pixels: u32| u16::try_from(pixels).map_err(|error| error.to_string());
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, JPEG_QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let (width, height) = (side(pixels.width())?, side(pixels.height())?);
    encoder.encode(pixels, width, height, ColorType::Rgb).map_err(|error| error.to_string())?;
    Ok(bytes)
}
