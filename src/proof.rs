//! The proof that a build would give what stands there already, so that nothing has to be made.
//!
//! After a build that was published, `.esep/built.json` of the portal folder says what the build was asked for, what it
//! read, what it told and which manifest it left. The next build makes nothing where all of that is still so: it is asked
//! for the same, every file of the portal would be read the same, and every file of the site has the bytes that the
//! manifest names. Without the record, or with a damaged one, the whole site is built.

use crate::output::manifest::PATH;
use crate::read::{Files, Noted};
use crate::verify::{self, Difference};
use crate::write::{own, put_own};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::Path;

/// Where the proof is kept, in `.esep/` of the portal folder.
const FILE: &str = "built.json";

/// What a build came to, and all that it followed from.
#[derive(Debug, Serialize, Deserialize)]
pub struct Proof {
    /// What was asked for.
    asked: String,
    /// What was read of the portal.
    read: Noted,
    /// The hash of the manifest of the site (BLAKE3, hexadecimal).
    manifest: String,
    /// What the build told.
    pub told: Told,
    /// How many files the site has.
    pub files: usize,
}

/// What a build told.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Told {
    /// The findings, as they were printed.
    pub findings: String,
    /// How many grants made the portal brief, where nobody asked for it.
    pub brief: Option<usize>,
}

impl Proof {
    /// What was made into `output`, which holds the finished site. `asked` is everything beside the files of the portal
    /// that the site and `told` follow from: the program, the date, the settings.
    ///
    /// # Errors
    /// The manifest of the site cannot be read.
    pub fn of(output: &Path, asked: &str, read: Noted, told: Told, files: usize) -> io::Result<Self> {
        let manifest = hash(&fs::read(output.join(PATH))?);
        Ok(Self { asked: asked.to_owned(), read, manifest, told, files })
    }

    /// Keeps the proof in the portal folder, in place of the one before.
    ///
    /// # Errors
    /// No space, no permission; then the next build makes everything.
    pub fn keep(&self, portal: &Path) -> io::Result<()> {
        put_own(portal, FILE, &serde_json::to_vec(self)?)
    }

    /// The proof that `output` holds already what a build with these files would put there; nothing where there is none.
    pub fn holding(portal: &Path, output: &Path, asked: &str, files: &dyn Files) -> Option<Self> {
        let proof: Self = serde_json::from_slice(&own(portal, FILE)?).ok()?;
        let holds = proof.asked == asked && proof.stands(output) && proof.read.holds(files);
        holds.then_some(proof)
    }

    /// Whether every file of the site is as it was made; what somebody put beside them is theirs.
    fn stands(&self, output: &Path) -> bool {
        let Ok(bytes) = fs::read(output.join(PATH)) else { return false };
        let Some(manifest) = verify::read(&bytes).ok().filter(|_| hash(&bytes) == self.manifest) else { return false };
        let compared = verify::verify(&manifest, &bytes, output, Some(PATH), &|| ());
        compared.is_ok_and(|verdict| verdict.count(|it| *it != Difference::Added) == 0)
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
