//! esep compiles the files that describe state grants into a public transparency portal.

pub mod cli;
pub mod derive;
pub mod finding;
pub mod language;
pub mod model;
pub mod read;
pub mod value;
pub mod output;
pub mod site;
