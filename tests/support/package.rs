//! Documents that are archives of parts: taken apart and put together again.

#![allow(dead_code, reason = "a test may need only a part of it")]

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// How the name of a part begins in a document that is laid out as text.
const NAME: &[u8] = b"@ ";

/// The parts of a sound archive, in their order.
pub fn parts(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(archive)).unwrap();
    let count = zip.len();
    let part = |at: usize| {
        let mut part = zip.by_index(at).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    (0..count).map(part).collect()
}

/// An archive of these parts; of two with one name, the first.
pub fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    archive(parts, CompressionMethod::Deflated)
}

fn archive(parts: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        if zip.start_file(name.as_str(), options).is_ok() {
            zip.write_all(bytes).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// The sound document with these parts in place of its own.
pub fn with_parts(sound: &[u8], other: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts = parts(sound);
    for (name, bytes) in &mut parts {
        if let Some((_, other)) = other.iter().find(|(of, _)| of == name) {
            *bytes = other.to_vec();
        }
    }
    packed(&parts)
}

/// A sound archive laid out as text: before each part a line with its name, `@ word/document.xml`. Damage to the text is
/// damage to the parts, which the check sums and the packing of an archive would hide.
pub fn laid_out(archive: &[u8]) -> Vec<u8> {
    let part = |(name, bytes): (String, Vec<u8>)| [NAME, name.as_bytes(), b"\n", &bytes, b"\n"].concat();
    parts(archive).into_iter().flat_map(part).collect()
}

/// The archive that a text describes; what is an archive already stays as it is. Parts that the text does not have are
/// those of `usual`.
pub fn put_together(text: &[u8], usual: &[(&str, &str)]) -> Vec<u8> {
    if text.starts_with(b"PK") {
        return text.to_vec();
    }
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match (line.strip_prefix(NAME), parts.last_mut()) {
            (Some(name), _) => parts.push((String::from_utf8_lossy(name).trim().to_owned(), Vec::new())),
            (None, Some((_, bytes))) => bytes.extend(line),
            (None, None) => {}
        }
    }
    let missing = usual.iter().filter(|(name, _)| parts.iter().all(|(there, _)| there != name));
    let missing: Vec<_> = missing.map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    archive(&[missing, parts].concat(), CompressionMethod::Stored)
}
