//! esep compiles the files that describe state grants into a public transparency portal.

pub mod finding;
pub mod language;
pub mod value;
