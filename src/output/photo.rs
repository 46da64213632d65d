//! Photos as they are published: upright, in several sizes, in the colours of the web (sRGB), and without
//! the data about place, time and camera that phones put into them. A new encoding is the only sure way to
//! lose those.
//!
//! Photos are made in parallel, in waves of so many pixels: a decoded photo needs up to 8 bytes for each,
//! and a hundred large ones must not need them at once. Each is decoded once for all its sizes, and not at
//! all when the cache has them.

mod decode;
mod encode;

use super::cache::{Cache, Key};
use super::sink::Sink;
use crate::finding::{Code, Finding, Findings};
use crate::model::Picture;
use crate::read::Files;
use crate::site::photo::{Variant, variants};
use rayon::prelude::*;
use std::io;

/// How many pixels are decoded at the same time. A single photo may have a few less.
const WAVE: u64 = 128_000_000;

/// Puts every size of every photo into the sink, and says which photos turned out to be damaged.
///
/// # Errors
/// What the sink says.
pub fn publish(pictures: &[&Picture], content: &dyn Files, cache: &dyn Cache, sink: &dyn Sink) -> io::Result<Findings> {
    let studio = Studio { content, cache, sink };
    let mut findings = Findings::new();
    for wave in waves(pictures) {
        let made: Vec<io::Result<Option<Finding>>> = wave.par_iter().map(|picture| studio.publish(picture)).collect();
        for finding in made {
            findings.extend(finding?);
        }
    }
    Ok(findings)
}

fn pixels(picture: &Picture) -> u64 {
    u64::from(picture.photo.width) * u64::from(picture.photo.height)
}

/// The list cut into pieces of at most [`WAVE`] pixels, or of one picture.
fn waves<'a, 'p>(mut rest: &'a [&'p Picture]) -> Vec<&'a [&'p Picture]> {
    let mut waves = Vec::new();
    while !rest.is_empty() {
        let sums = rest.iter().scan(0, |sum, picture| {
            *sum += pixels(picture);
            Some(*sum)
        });
        let fitting = sums.take_while(|sum| *sum <= WAVE).count().max(1);
        let (wave, later) = rest.split_at(fitting);
        waves.push(wave);
        rest = later;
    }
    waves
}

/// Where photos come from and go to.
struct Studio<'a> {
    content: &'a dyn Files,
    cache: &'a dyn Cache,
    sink: &'a dyn Sink,
}

impl Studio<'_> {
    fn publish(&self, picture: &Picture) -> io::Result<Option<Finding>> {
        let variants = variants(picture);
        let kept: Option<Vec<Vec<u8>>> = variants.iter().map(|it| self.cache.get(key(picture, it))).collect();
        let files = match kept.map_or_else(|| self.make(picture, &variants), Ok) {
            Ok(files) => files,
            Err(reason) => return Ok(Some(unreadable(picture, reason))),
        };
        for (variant, bytes) in variants.iter().zip(files) {
            self.sink.put(&variant.path, &bytes)?;
        }
        Ok(None)
    }

    /// The files of a photo; none where nobody wants them and the photo is sound.
    fn make(&self, picture: &Picture, variants: &[Variant]) -> Result<Vec<Vec<u8>>, String> {
        let bytes = self.content.read(&picture.path).map_err(|error| error.to_string())?;
        if *blake3::hash(&bytes).as_bytes() != picture.photo.hash {
            return Err("the file was changed during the build".to_owned());
        }
        let decoded = decode::Decoded::of(&bytes, picture.photo.kind.format())?;
        if !self.sink.is_read() {
            return Ok(Vec::new());
        }
        let make = |variant: &Variant| {
            let bytes = encode::encoded(&decoded.sized(variant.width, variant.height)?, variant.kind)?;
            self.cache.put(key(picture, variant), &bytes);
            Ok(bytes)
        };
        variants.iter().map(make).collect()
    }
}

fn key(picture: &Picture, variant: &Variant) -> Key {
    let size = [variant.width.to_le_bytes(), variant.height.to_le_bytes()].concat();
    Key::new(encode::recipe(variant.kind), &[&picture.photo.hash, &size])
}

fn unreadable(picture: &Picture, reason: String) -> Finding {
    let name = picture.path.rsplit('/').next().unwrap_or(&picture.path);
    Finding::new(Code::PictureUnreadable).at(&picture.place).with("value", name).with("reason", reason)
}

#[cfg(test)]
mod tests;
