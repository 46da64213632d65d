//! A manifest from anywhere: read, and refused where it makes no sense.

use crate::output::manifest::{Manifest, Mark, PATH, VERSION};
use crate::write::{PathFault, check_path};
use std::collections::BTreeSet;

/// Why a manifest cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// It is not JSON, or something is missing: the line and the column up to which it could be read, from 1.
    NotReadable(usize, usize),
    /// A later esep made it.
    Version(u32),
    /// A path that could lead out of the folder.
    Path(String, PathFault),
    /// A path that no manifest lists: its own, or a second time.
    Twice(String),
    /// What stands at this path is no SHA-256.
    Hash(String),
}

/// Reads a manifest.
///
/// # Errors
/// The first thing that makes it useless.
pub fn read(bytes: &[u8]) -> Result<Manifest, Damage> {
    #[derive(serde::Deserialize)]
    struct Version {
        manifest: u32,
    }
    let not_readable = |error: serde_json::Error| Damage::NotReadable(error.line().max(1), error.column().max(1));
    let Version { manifest: version } = serde_json::from_slice(bytes).map_err(not_readable)?;
    if version != VERSION {
        return Err(Damage::Version(version));
    }
    let mut manifest: Manifest = serde_json::from_slice(bytes).map_err(not_readable)?;
    let mut paths = BTreeSet::from([PATH]);
    for Mark { path, sha256, .. } in &manifest.files {
        check_path(path).map_err(|fault| Damage::Path(path.clone(), fault))?;
        if !paths.insert(path) {
            return Err(Damage::Twice(path.clone()));
        }
        let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hash {
            return Err(Damage::Hash(path.clone()));
        }
    }
    manifest.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(manifest)
}
