//! Many files of data in one: a ZIP file with Deflate, which every system opens without further programs.
//!
//! Each file is compressed by itself, on any thread, and then appended as it is: what has been compressed is all that
//! is kept of it. Entries have one fixed time, so that the same content gives the same bytes.

use sha2::{Digest, Sha256};
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// A file in its archive.
pub(super) struct Packed {
    /// Its path in the archive.
    pub(super) path: String,
    /// How many bytes it has once it is unpacked.
    pub(super) bytes: u64,
    /// SHA-256 of them, in hexadecimal digits.
    pub(super) sha256: String,
    /// An archive of this one file.
    alone: Vec<u8>,
}

/// Compresses what `write` writes, while it is written.
///
/// # Errors
/// What `write` says, and a file of more than 4 GB.
pub(super) fn pack(path: String, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Packed> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(path.as_str(), options)?;
    let mut summing = Summing { out: &mut zip, bytes: 0, sum: Sha256::new() };
    write(&mut summing)?;
    let (bytes, sha256) = (summing.bytes, format!("{:x}", summing.sum.finalize()));
    Ok(Packed { path, bytes, sha256, alone: zip.finish()?.into_inner() })
}

/// An archive to which files are appended, in the order of their paths.
pub(super) struct Archive(ZipWriter<Cursor<Vec<u8>>>);

impl Archive {
    pub(super) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// The archive of these files, sorted by path.
    ///
    /// # Errors
    /// Two files of one path.
    pub(super) fn of(mut files: Vec<Packed>) -> io::Result<Vec<u8>> {
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let mut archive = Self::new();
        files.into_iter().try_for_each(|file| archive.add(file))?;
        archive.finish()
    }

    /// Appends a file.
    ///
    /// # Errors
    /// A second file of the same path.
    pub(super) fn add(&mut self, file: Packed) -> io::Result<()> {
        Ok(self.0.merge_archive(ZipArchive::new(Cursor::new(file.alone))?)?)
    }

    /// The bytes of the archive.
    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        Ok(self.0.finish()?.into_inner())
    }
}

/// Hands on what is written, counts it and sums it up.
struct Summing<'w> {
    out: &'w mut dyn Write,
    bytes: u64,
    sum: Sha256,
}

impl Write for Summing<'_> {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let written = self.out.write(part)?;
        self.bytes += written as u64;
        self.sum.update(part.get(..written).unwrap_or(part));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn packed(path: &str, text: &'static str) -> Packed {
        pack(path.to_owned(), |out| out.write_all(text.as_bytes())).unwrap()
    }

    #[test]
    fn files_stand_sorted_with_their_bytes_and_one_fixed_time() {
        let long: &'static str = "яблоко ".repeat(10_000).leak();
        let bytes = Archive::of(vec![packed("б.csv", long), packed("a/b.json", "abc"), packed("a.csv", "")]).unwrap();
        assert!(bytes.len() < long.len() / 10);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        for (at, (name, text)) in [("a.csv", ""), ("a/b.json", "abc"), ("б.csv", long)].into_iter().enumerate() {
            let mut file = archive.by_index(at).unwrap();
            let mut read = String::new();
            file.read_to_string(&mut read).unwrap();
            assert!(read == text && file.name().unwrap() == name);
            assert_eq!(file.last_modified(), Some(DateTime::default()));
        }
    }

    #[test]
    fn size_and_sum_are_those_of_the_unpacked_file() {
        let file = packed("a", "abc");
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((file.bytes, file.sha256.as_str()), (3, sum));
    }

    #[test]
    fn a_second_file_of_one_path_is_refused() {
        assert!(Archive::of(vec![packed("a", "1"), packed("a", "2")]).is_err());
    }
}
