//! The parts of a package: a ZIP archive of XML files (ECMA-376, part 2).

use super::fault::Fault;
use super::tree::{self, Node};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// How much all parts together may unpack to, in bytes.
const MOST_UNPACKED: u64 = 96 << 20;

/// How many parts with data of other programs are looked at.
const MOST_DATA_PARTS: usize = 20;

/// How a file of the format before 2007, or a locked one, begins.
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// An opened package, and how much may still be unpacked from it.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        if bytes.len() > super::LARGEST_FILE {
            return Err(Fault::TooLarge);
        }
        if bytes.starts_with(&COMPOUND_FILE) {
            return Err(Fault::OldWord);
        }
        if !bytes.starts_with(b"PK") {
            return Err(Fault::NotWord);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        Ok(Self { archive, left: MOST_UNPACKED })
    }

    /// The name of the part that holds the text, as the package's relations have it.
    pub(super) fn main_part(&mut self) -> Result<String, Fault> {
        let relations = self.tree("_rels/.rels")?.ok_or(Fault::NotWord)?;
        let main = relations.children.iter().find(|relation| {
            relation.attribute("Type").is_some_and(|kind| kind.ends_with("/relationships/officeDocument"))
        });
        let target = main.and_then(|relation| relation.attribute("Target")).ok_or(Fault::NotWord)?;
        Ok(target.trim_start_matches('/').to_owned())
    }

    /// A part as a tree; `None` where the package has no such part.
    pub(super) fn tree(&mut self, name: &str) -> Result<Option<Node>, Fault> {
        self.part(name)?.map(|text| tree::read(&text)).transpose()
    }

    /// The names of its parts with data of other programs; word processors number them anew.
    pub(super) fn data_parts(&self) -> Vec<String> {
        let is_data = |name: &&str| name.starts_with("customXml/item") && name.ends_with(".xml");
        let names = self.archive.file_names().filter_map(|name| name.ok());
        let names = names.filter(|name| is_data(&&**name)).map(|name| name.into_owned());
        names.take(MOST_DATA_PARTS).collect()
    }

    fn part(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(Fault::Damaged),
        };
        let mut bytes = Vec::new();
        entry.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| Fault::Damaged)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(Fault::TooLarge)?;
        String::from_utf8(bytes).map(Some).map_err(|_| Fault::Damaged)
    }
}
