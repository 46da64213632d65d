//! What a photo says of itself before it is decoded: its kind, its size, which side is up.

use super::files::Files;
use image::codecs::{png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The largest photo that is taken, in pixels: what the largest cameras of phones give in one shot. More
/// than that is a picture bomb, a few bytes that would fill all memory.
pub const LARGEST_PIXELS: u64 = 120_000_000;
/// The longest side that is taken, in pixels.
pub const LONGEST_SIDE: u32 = 30_000;
/// The largest file that is opened, in bytes.
const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// A file in a folder `pictures/`.
#[derive(Debug, Clone)]
pub struct PictureFile {
    /// The path, relative to the portal folder.
    pub path: String,
    /// What it is, or why it cannot be shown.
    pub photo: Result<Photo, PhotoFault>,
}

/// A photo that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The width in pixels, upright.
    pub width: u32,
    /// The height in pixels, upright.
    pub height: u32,
    /// The BLAKE3 hash of the file.
    pub hash: [u8; 32],
    /// What kind of file it is, whatever its name says.
    pub kind: PhotoKind,
}

/// The kinds of photos that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
}

/// Why a photo cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhotoFault {
    /// It is damaged, or no picture at all; with what the system or the decoder says.
    Unreadable(String),
    /// It is of a kind that not every browser shows.
    Foreign(&'static str),
    /// It moves.
    Moving,
    /// It has more pixels than anybody needs.
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
}

impl PictureFile {
    /// Looks at the file at `path`.
    pub(super) fn read(files: &dyn Files, path: &str) -> Self {
        Self { path: path.to_owned(), photo: look_at(files, path) }
    }
}

impl Photo {
    /// What the bytes of a file say.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub fn of(bytes: &[u8]) -> Result<Self, PhotoFault> {
        let kind = PhotoKind::of(bytes)?;
        if moves(bytes, kind) {
            return Err(PhotoFault::Moving);
        }
        let mut reader = ImageReader::with_format(Cursor::new(bytes), kind.format());
        reader.limits(Limits::default());
        let mut decoder = reader.into_decoder()?;
        let (width, height) = decoder.dimensions();
        if width == 0 || height == 0 {
            return Err(PhotoFault::Unreadable("The image has no pixels".to_owned()));
        }
        if u64::from(width) * u64::from(height) > LARGEST_PIXELS || width.max(height) > LONGEST_SIDE {
            return Err(PhotoFault::TooLarge { width, height });
        }
        let (width, height) = if on_its_side(decoder.orientation()?) { (height, width) } else { (width, height) };
        Ok(Self { width, height, hash: blake3::hash(bytes).into(), kind })
    }
}

impl PhotoKind {
    /// The kind by the first bytes, which do not err as names do.
    fn of(bytes: &[u8]) -> Result<Self, PhotoFault> {
        match image::guess_format(bytes) {
            Ok(ImageFormat::Jpeg) => Ok(Self::Jpeg),
            Ok(ImageFormat::Png) => Ok(Self::Png),
            Ok(ImageFormat::WebP) => Ok(Self::WebP),
            known => Err(match known.ok().and_then(foreign).or_else(|| also_foreign(bytes)) {
                Some(name) => PhotoFault::Foreign(name),
                None => PhotoFault::Unreadable("The image format could not be determined".to_owned()),
            }),
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
        }
    }

    /// The endings that such a file may have; the usual one first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::WebP => &["webp"],
        }
    }

    /// The decoder's word for it.
    pub fn format(self) -> ImageFormat {
        match self {
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Png => ImageFormat::Png,
            Self::WebP => ImageFormat::WebP,
        }
    }
}

impl From<ImageError> for PhotoFault {
    fn from(error: ImageError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

fn look_at(files: &dyn Files, path: &str) -> Result<Photo, PhotoFault> {
    let unreadable = |error: std::io::Error| PhotoFault::Unreadable(error.to_string());
    if files.size(path).map_err(unreadable)? > LARGEST_FILE {
        return Err(PhotoFault::Unreadable("Image size exceeds limit".to_owned()));
    }
    Photo::of(&files.read(path).map_err(unreadable)?)
}

fn foreign(format: ImageFormat) -> Option<&'static str> {
    match format {
        ImageFormat::Gif => Some("GIF"),
        ImageFormat::Tiff => Some("TIFF"),
        ImageFormat::Bmp => Some("BMP"),
        ImageFormat::Avif => Some("AVIF"),
        ImageFormat::Ico => Some("ICO"),
        _ => None,
    }
}

/// Kinds that the decoders have never heard of, and that phones and offices send.
fn also_foreign(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    let brand =
        |names: &[&[u8]]| bytes.get(4..8) == Some(b"ftyp") && names.iter().any(|name| bytes.get(8..12) == Some(name));
    if brand(&[b"avif", b"avis"]) {
        Some("AVIF")
    } else if brand(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
        Some("HEIC")
    } else if bytes.get(4..8) == Some(b"ftyp") {
        Some("MP4")
    } else if bytes.starts_with(b"%PDF") {
        Some("PDF")
    } else if String::from_utf8_lossy(start).contains("<svg") {
        Some("SVG")
    } else {
        None
    }
}

fn moves(bytes: &[u8], kind: PhotoKind) -> bool {
    let bytes = Cursor::new(bytes);
    match kind {
        PhotoKind::Jpeg => false,
        PhotoKind::Png => {
            PngDecoder::with_limits(bytes, Limits::default()).and_then(|decoder| decoder.is_apng()).unwrap_or(false)
        }
        PhotoKind::WebP => WebPDecoder::new(bytes).is_ok_and(|decoder| decoder.has_animation()),
    }
}

/// Whether width and height change places when the photo is turned upright.
pub fn on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo_samples as photo;

    fn size(bytes: &[u8]) -> Result<(u32, u32), PhotoFault> {
        Photo::of(bytes).map(|photo| (photo.width, photo.height))
    }

    #[test]
    fn the_size_is_that_of_the_upright_photo() {
        let jpeg = photo::jpeg(64, 48);
        for (orientation, expected) in [(1, (64, 48)), (3, (64, 48)), (6, (48, 64)), (8, (48, 64))] {
            assert_eq!(size(&photo::held(&jpeg, orientation)), Ok(expected), "{orientation}");
        }
        assert_eq!(size(&photo::png(64, 48)), Ok((64, 48)));
        assert_eq!(size(&photo::webp(64, 48)), Ok((64, 48)));
    }

    #[test]
    fn kinds_that_not_every_browser_shows_are_named() {
        let kinds: [(&[u8], &str); 8] = [
            (b"GIF89a\x01\x00\x01\x00", "GIF"),
            (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
            (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", "HEIC"),
            (b"\x00\x00\x00\x20ftypavif\x00\x00\x00\x00", "AVIF"),
            (b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG"),
            (b"%PDF-1.7", "PDF"),
            (b"II*\x00\x08\x00\x00\x00", "TIFF"),
            (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", "MP4"),
        ];
        for (bytes, name) in kinds {
            assert_eq!(size(bytes), Err(PhotoFault::Foreign(name)));
        }
        assert!(matches!(size(b"no picture"), Err(PhotoFault::Unreadable(_))));
        assert!(matches!(size(b""), Err(PhotoFault::Unreadable(_))));
    }

    #[test]
    fn picture_bombs_are_refused_by_their_first_bytes() {
        assert_eq!(
            size(&photo::png_header(60_000, 60_000)),
            Err(PhotoFault::TooLarge { width: 60_000, height: 60_000 })
        );
        assert_eq!(size(&photo::png_header(30_001, 1)), Err(PhotoFault::TooLarge { width: 30_001, height: 1 }));
        assert_eq!(size(&photo::png_header(12_000, 9_000)), Ok((12_000, 9_000)));
    }

    #[test]
    fn what_moves_is_no_photo() {
        assert_eq!(size(&photo::moving_png()), Err(PhotoFault::Moving));
        assert_eq!(size(&photo::moving_webp()), Err(PhotoFault::Moving));
    }

    #[test]
    fn a_header_that_breaks_off_is_told() {
        for whole in [photo::jpeg(64, 48), photo::png(64, 48), photo::webp(64, 48)] {
            for end in 0..whole.len().min(600) {
                // Beyond the header a cut is found when the photo is decoded.
                let _ = size(&whole[..end]);
            }
            assert!(matches!(size(&whole[..20]), Err(PhotoFault::Unreadable(_))));
        }
    }
}
